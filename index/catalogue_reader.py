"""What the catalogue holds, read: meetings, items, chunks, notes, and what changed since a generation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, func, select

from index import abbreviations, schema
from index.catalogue_rows import Entry, entry_columns, read_chunk, read_entry, read_notes
from index.codec import decode, last_field
from index.database import ABBREVIATIONS, Database, generation_of
from index.errors import UnknownMeetingError
from index.scope import MeetingKey
from index.types import Chunk, ItemEntry, Meeting, Note, PlacedChunk

# What is asked at every question is put together once: that takes longer than to answer it.
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_DATA = select(schema.meetings.c.id, schema.meetings.c.data).where(schema.meetings.c.id.in_(_IDS))
_PLACED = (
    select(schema.chunks, schema.meetings.c.source, schema.items.c.title)
    .join(schema.meetings, schema.meetings.c.id == schema.chunks.c.meeting_id)
    .outerjoin(
        schema.items,
        (schema.items.c.meeting_id == schema.chunks.c.meeting_id)
        & (schema.items.c.ordinal == schema.chunks.c.ordinal),
    )
    .where(schema.chunks.c.id.in_(_IDS))
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a projection has to do to reach `generation`: forget `removed`, then take in `added`."""

    removed: tuple[str, ...]
    added: tuple[str, ...]
    generation: int


class CatalogueReader(Database):
    """What the catalogue holds, each question in a transaction of its own."""

    def entries(self, *, superseded: bool = True) -> list[Entry]:
        """All versions of all meetings, newest day first; without the superseded ones on request."""
        query = select(*entry_columns()).order_by(schema.meetings.c.date.desc(), schema.meetings.c.id)
        if not superseded:
            query = query.where(schema.meetings.c.superseded_by.is_(None))
        with self.reading() as connection:
            return [read_entry(row) for row in connection.execute(query)]

    def entries_of(self, path: str) -> list[Entry]:
        """What came from one file."""
        query = select(*entry_columns()).where(schema.meetings.c.path == path)
        with self.reading() as connection:
            return [read_entry(row) for row in connection.execute(query)]

    def meeting_keys(self) -> list[MeetingKey]:
        """All versions of all meetings, as search scopes need them."""
        return [
            MeetingKey(e.id, e.body, e.organisation, e.level, e.date, e.superseded_by is not None)
            for e in self.entries()
        ]

    def meeting(self, meeting_id: str) -> Meeting:
        """One meeting, whole. Raises UnknownMeetingError."""
        return decode(Meeting, self._data([meeting_id])[meeting_id])

    def pages(self, meeting_ids: Sequence[str]) -> dict[str, tuple[int, ...]]:
        """Where the pages of some meetings' sources begin, by the meetings' ids; () for one without. Raises
        UnknownMeetingError."""
        found = self._data(meeting_ids)
        return {meeting_id: tuple(last_field(Meeting, "pages", data)) for meeting_id, data in found.items()}

    def _data(self, meeting_ids: Sequence[str]) -> dict[str, str]:
        with self.reading() as connection:
            found = {row.id: row.data for row in connection.execute(_DATA, {"ids": list(meeting_ids)})}
        for meeting_id in meeting_ids:
            if meeting_id not in found:
                raise UnknownMeetingError(f"Mødet {meeting_id} findes ikke i lageret.")
        return found

    def items(self, *, meetings: Sequence[str] | None = None, case_id: str | None = None) -> list[ItemEntry]:
        """Items without their text: those of some meetings, those of a case, or all; in the meetings'
        and their own order."""
        query = select(schema.items).order_by(schema.items.c.meeting_id, schema.items.c.ordinal)
        if case_id is not None:
            query = query.where(func.upper(func.replace(schema.items.c.case_id, " ", "")) == case_id)
        chosen = [None] if meetings is None else [meetings[i : i + 500] for i in range(0, len(meetings), 500)]
        with self.reading() as connection:
            return [
                ItemEntry(**row._mapping)
                for part in chosen
                for row in connection.execute(
                    query if part is None else query.where(schema.items.c.meeting_id.in_(part))
                )
            ]

    def chunks(self, chunk_ids: Sequence[str]) -> list[Chunk]:
        """Chunks by id, in the order asked for; unknown ids are left out."""
        found: dict[str, Chunk] = {}
        with self.reading() as connection:
            for start in range(0, len(chunk_ids), 500):
                wanted = schema.chunks.c.id.in_(chunk_ids[start : start + 500])
                for row in connection.execute(select(schema.chunks).where(wanted)):
                    found[row.id] = read_chunk(row)
        return [found[chunk_id] for chunk_id in chunk_ids if chunk_id in found]

    def placed(self, chunk_ids: Sequence[str]) -> list[PlacedChunk]:
        """Chunks by id with where they come from, in the order asked for; unknown ids are left out."""
        found: dict[str, PlacedChunk] = {}
        with self.reading() as connection:
            for start in range(0, len(chunk_ids), 500):
                wanted = list(chunk_ids[start : start + 500])
                for row in connection.execute(_PLACED, {"ids": wanted}):
                    found[row.id] = PlacedChunk(read_chunk(row), row.title or "", row.source)
        return [found[chunk_id] for chunk_id in chunk_ids if chunk_id in found]

    def chunks_of(self, meeting_id: str) -> list[Chunk]:
        """All chunks of one meeting in source order."""
        query = (
            select(schema.chunks)
            .where(schema.chunks.c.meeting_id == meeting_id)
            .order_by(schema.chunks.c.place)
        )
        with self.reading() as connection:
            return [read_chunk(row) for row in connection.execute(query)]

    def chunk_ids(self) -> set[str]:
        """The ids of all chunks."""
        with self.reading() as connection:
            return set(connection.scalars(select(schema.chunks.c.id)))

    def notes_of(self, meeting_id: str) -> list[Note]:
        """What a model wrote about a meeting's items, in their order."""
        with self.reading() as connection:
            return read_notes(connection, meeting_id)

    def abbreviations(self) -> list[abbreviations.Pair]:
        """The short forms that current meetings explain, with their words, those that most explain first."""
        pair = (schema.abbreviations.c.short, schema.abbreviations.c.long)
        query = (
            select(*pair)
            .join(schema.meetings, schema.meetings.c.id == schema.abbreviations.c.meeting_id)
            .where(schema.meetings.c.superseded_by.is_(None))
            .group_by(*pair)
            .order_by(func.count().desc(), *pair)
        )
        with self.reading() as connection:
            return [(row.short, row.long) for row in connection.execute(query)]

    @property
    def lacks_abbreviations(self) -> bool:
        """Whether meetings were put in by an edition that found no abbreviations, or others."""
        return self.setting(ABBREVIATIONS) != abbreviations.VERSION

    def changes_since(self, generation: int) -> Changes:
        """What a projection at `generation` lacks. One ahead of the catalogue has to start anew (0)."""
        with self.reading() as connection:
            now = generation_of(connection)
            start = generation if generation <= now else 0
            removed = connection.scalars(
                select(schema.removals.c.meeting_id).where(schema.removals.c.generation > start)
            ).all()
            added = connection.scalars(
                select(schema.meetings.c.id)
                .where(schema.meetings.c.generation > start)
                .order_by(schema.meetings.c.generation)
            ).all()
        return Changes(tuple(dict.fromkeys(removed)), tuple(added), now)
