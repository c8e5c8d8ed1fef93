"""What the catalogue's rows hold, as objects, and back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from index import schema
from index.types import Chunk, Note


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue knows of one version of a meeting without reading its text.

    `path` is the file it came from, `stamp` that file's size and time of change when it was read.
    """

    id: str
    source: str
    path: str
    digest: str
    stamp: str
    parser: str
    body: str
    organisation: str
    level: str
    date: datetime.date
    items: int
    superseded_by: str | None
    generation: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a meeting was read: file path, stamp of the file, version of the parser."""

    path: str
    stamp: str
    parser: str


def entry_columns() -> list[Any]:
    """The columns of a meeting that an `Entry` is read from."""
    return [column for column in schema.meetings.c if column.name != "data"]


def read_entry(row: Row[Any]) -> Entry:
    """An entry from its columns."""
    values = dict(row._mapping)
    return Entry(**(values | {"date": datetime.date.fromisoformat(values["date"])}))


def read_chunk(row: Row[Any]) -> Chunk:
    """A chunk from its row."""
    return Chunk(
        row.id,
        row.meeting_id,
        row.ordinal,
        row.item,
        row.section,
        row.heading,
        row.text,
        row.start,
        row.end,
        row.context,
    )


def chunk_row(chunk: Chunk, meeting_id: str, place: int) -> dict[str, object]:
    """A chunk as the row of one version of its meeting, the `place`-th there."""
    tail = chunk.id.split("/", 1)[1]
    return {
        "id": f"{meeting_id}/{tail}",
        "meeting_id": meeting_id,
        "place": place,
        "ordinal": chunk.ordinal,
        "item": chunk.item,
        "section": chunk.section,
        "heading": chunk.heading,
        "text": chunk.text,
        "start": chunk.start,
        "end": chunk.end,
        "context": chunk.context,
    }


def read_notes(connection: Connection, meeting_id: str) -> list[Note]:
    """What a model wrote about a meeting's items, in their order."""
    of_meeting = select(schema.notes).where(schema.notes.c.meeting_id == meeting_id)
    return [
        Note(row.ordinal, row.summary, tuple(row.questions.splitlines()), row.model, row.digest)
        for row in connection.execute(of_meeting.order_by(schema.notes.c.ordinal))
    ]
