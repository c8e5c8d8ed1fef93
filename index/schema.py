"""The catalogue's tables. The catalogue is the source of truth; everything else is made from it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

VERSION = "1"
tables = MetaData()

meta = Table(
    "meta", tables, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False)
)

# One row a version of a meeting. `id` is the meeting's slug for the version that counts and
# "slug~n" for one that a correction has superseded. `generation` is the one that brought the row's
# present state, so that a projection can ask what changed since its own.
meetings = Table(
    "meetings",
    tables,
    Column("id", String(200), primary_key=True),
    Column("superseded_by", String(200)),
    Column("generation", Integer, nullable=False, index=True),
    Column("source", String(500), nullable=False),
    Column("path", Text, nullable=False, index=True),
    Column("digest", String(64), nullable=False, index=True),
    Column("stamp", String(64), nullable=False),
    Column("parser", String(64), nullable=False),
    Column("body", String(300), nullable=False),
    Column("organisation", String(300), nullable=False),
    Column("level", String(40), nullable=False),
    Column("date", String(10), nullable=False, index=True),
    Column("items", Integer, nullable=False),
    Column("data", Text, nullable=False),
)

chunks = Table(
    "chunks",
    tables,
    Column("id", String(240), primary_key=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("ordinal", Integer),
    Column("item", Integer),
    Column("section", String(40), nullable=False),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("context", Text, nullable=False),
)

items = Table(
    "items",
    tables,
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("number", Integer),
    Column("title", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("case_id", String(80)),
    Index("items_by_case", "case_id"),
)

# What a model wrote about items, for search alone. It goes with its item.
notes = Table(
    "notes",
    tables,
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("summary", Text, nullable=False),
    Column("questions", Text, nullable=False),
    Column("model", String(200), nullable=False),
    Column("digest", String(64), nullable=False),
)

# Short forms that a meeting's public items explain, for search alone. They go with their meeting.
abbreviations = Table(
    "abbreviations",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("short", String(8), nullable=False),
    Column("long", Text, nullable=False),
)

# Which meetings went, and in which generation: an id only, never a word of the minutes.
removals = Table(
    "removals",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("meeting_id", String(200), nullable=False),
    Column("generation", Integer, nullable=False, index=True),
)
