"""The catalogue: meetings, items and chunks in SQL, the source of truth of a store.

SQLite in WAL mode by default, any other database by URL. Every change is one transaction that also
raises the generation, so that the search projections can catch up by asking what changed since
theirs. Deleted text is overwritten on disk (SQLite's secure_delete, then VACUUM and an emptied WAL).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any
from weakref import finalize

from sqlalchemy import (
    Connection,
    Engine,
    Row,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import SQLAlchemyError

from index import abbreviations, schema
from index.codec import decode, encode, last_field
from index.errors import StoreError, StoreMismatchError, UnknownMeetingError
from index.notes import item_digest
from index.scope import MeetingKey
from index.types import Chunk, ItemEntry, Meeting, Note, PlacedChunk

_TRIES = 4
_ABBREVIATIONS = "abbreviations"
_LOCK = 726_566_201  # any number that no other program takes for its advisory lock


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


@dataclass(frozen=True, slots=True)
class Changes:
    """What a projection has to do to reach `generation`: forget `removed`, then take in `added`."""

    removed: tuple[str, ...]
    added: tuple[str, ...]
    generation: int


class Catalogue:
    """An open catalogue; one writer at a time (see `store`), any number of readers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        finalize(self, engine.dispose)

    @classmethod
    def open(cls, where: Path | str) -> Catalogue:
        """Open or create the catalogue: a SQLite file, or a database URL.

        Raises StoreError when it cannot be opened, StoreMismatchError for one of another schema.
        """
        engine = _sqlite(where) if isinstance(where, Path) else _server(where)
        catalogue = cls(engine)
        with catalogue._errors():
            found = _made(engine)
        if found != schema.VERSION:
            raise StoreMismatchError(
                f"Lageret er bygget af en anden udgave (skema {found}, her {schema.VERSION}). Byg det igen."
            )
        return catalogue

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def generation(self) -> int:
        """The number of the last committed change."""
        with self._reading() as connection:
            return _generation(connection)

    def setting(self, key: str) -> str | None:
        """A setting that the store was built with, or None."""
        with self._reading() as connection:
            return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == key))

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting that the store is built with."""
        with self._writing() as connection:
            _set(connection, key, value)

    def add(
        self, meeting: Meeting, chunks: Sequence[Chunk], origin: Origin, *, supersede: bool = True
    ) -> None:
        """Put one version of a meeting in, in one transaction.

        What came from the same path before is replaced. Another version of the same meeting is kept,
        superseded by this one, or supersedes it when `supersede` is False.
        """
        with self._writing() as connection:
            generation = _next_generation(connection)
            earlier: list[Note] = []
            for old in connection.scalars(
                select(schema.meetings.c.id).where(schema.meetings.c.path == origin.path)
            ).all():
                earlier += _notes(connection, old)
                _remove(connection, old, generation)
            other = connection.scalar(select(schema.meetings.c.id).where(schema.meetings.c.id == meeting.id))
            target, superseded_by = meeting.id, None
            if other is not None and supersede:
                _rename(connection, meeting.id, _free_id(connection, meeting.id), generation)
            elif other is not None:
                target, superseded_by = _free_id(connection, meeting.id), meeting.id
            _insert(connection, meeting, chunks, origin, target, superseded_by, generation)
            _insert_notes(connection, target, _still_true(earlier, meeting))

    def add_note(self, meeting_id: str, note: Note) -> None:
        """Keep what a model wrote about an item, in place of what stood there.

        Raises UnknownMeetingError for a meeting that is gone.
        """
        with self._writing() as connection:
            known = update(schema.meetings).where(schema.meetings.c.id == meeting_id)
            if not connection.execute(known.values(generation=_next_generation(connection))).rowcount:
                raise UnknownMeetingError(f"Mødet {meeting_id} findes ikke i lageret.")
            place = (schema.notes.c.meeting_id == meeting_id, schema.notes.c.ordinal == note.ordinal)
            connection.execute(delete(schema.notes).where(*place))
            _insert_notes(connection, meeting_id, [note])

    def notes_of(self, meeting_id: str) -> list[Note]:
        """What a model wrote about a meeting's items, in their order."""
        with self._reading() as connection:
            return _notes(connection, meeting_id)

    def remove_notes(self) -> None:
        """Take out all that a model wrote."""
        with self._writing() as connection:
            noted = select(schema.notes.c.meeting_id)
            generation = _next_generation(connection)
            connection.execute(
                update(schema.meetings).where(schema.meetings.c.id.in_(noted)).values(generation=generation)
            )
            connection.execute(delete(schema.notes))

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
        with self._reading() as connection:
            return [(row.short, row.long) for row in connection.execute(query)]

    @property
    def lacks_abbreviations(self) -> bool:
        """Whether meetings were put in by an edition that found no abbreviations, or others."""
        return self.setting(_ABBREVIATIONS) != abbreviations.VERSION

    def find_abbreviations(self) -> None:
        """Find the abbreviations of all meetings anew, in one transaction."""
        with self._writing() as connection:
            connection.execute(delete(schema.abbreviations))
            for meeting_id in connection.scalars(select(schema.meetings.c.id)).all():
                data = connection.scalar(
                    select(schema.meetings.c.data).where(schema.meetings.c.id == meeting_id)
                )
                _insert_abbreviations(connection, decode(Meeting, str(data)), meeting_id)
            _set(connection, _ABBREVIATIONS, abbreviations.VERSION)

    def remove(self, meeting_id: str) -> None:
        """Take one version of a meeting out; unknown ids are no error."""
        with self._writing() as connection:
            _remove(connection, meeting_id, _next_generation(connection))

    def remove_path(self, path: str) -> None:
        """Take out what came from one file."""
        with self._writing() as connection:
            generation = _next_generation(connection)
            for meeting_id in connection.scalars(
                select(schema.meetings.c.id).where(schema.meetings.c.path == path)
            ).all():
                _remove(connection, meeting_id, generation)

    def clear(self) -> None:
        """Take everything out."""
        with self._writing() as connection:
            generation = _next_generation(connection)
            for meeting_id in connection.scalars(select(schema.meetings.c.id)).all():
                _remove(connection, meeting_id, generation)

    def erase(self) -> None:
        """Overwrite on disk what was deleted: no file of the catalogue holds it afterwards."""
        if self._engine.dialect.name != "sqlite":
            return
        with (
            self._errors(),
            self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            connection.execute(text("VACUUM"))
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def entries(self, *, superseded: bool = True) -> list[Entry]:
        """All versions of all meetings, newest day first; without the superseded ones on request."""
        query = select(*_entry_columns()).order_by(schema.meetings.c.date.desc(), schema.meetings.c.id)
        if not superseded:
            query = query.where(schema.meetings.c.superseded_by.is_(None))
        with self._reading() as connection:
            return [_entry(row) for row in connection.execute(query)]

    def entries_of(self, path: str) -> list[Entry]:
        """What came from one file."""
        query = select(*_entry_columns()).where(schema.meetings.c.path == path)
        with self._reading() as connection:
            return [_entry(row) for row in connection.execute(query)]

    def meeting_keys(self) -> list[MeetingKey]:
        """All versions of all meetings, as search scopes need them."""
        return [
            MeetingKey(e.id, e.body, e.organisation, e.level, e.date, e.superseded_by is not None)
            for e in self.entries()
        ]

    def meeting(self, meeting_id: str) -> Meeting:
        """One meeting, whole. Raises UnknownMeetingError."""
        return decode(Meeting, self._data(meeting_id))

    def _data(self, meeting_id: str) -> str:
        with self._reading() as connection:
            data = connection.scalar(select(schema.meetings.c.data).where(schema.meetings.c.id == meeting_id))
        if data is None:
            raise UnknownMeetingError(f"Mødet {meeting_id} findes ikke i lageret.")
        return str(data)

    def items(self, *, meetings: Sequence[str] | None = None, case_id: str | None = None) -> list[ItemEntry]:
        """Items without their text: those of some meetings, those of a case, or all; in the meetings'
        and their own order."""
        query = select(schema.items).order_by(schema.items.c.meeting_id, schema.items.c.ordinal)
        if case_id is not None:
            query = query.where(func.upper(func.replace(schema.items.c.case_id, " ", "")) == case_id)
        chosen = [None] if meetings is None else [meetings[i : i + 500] for i in range(0, len(meetings), 500)]
        with self._reading() as connection:
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
        with self._reading() as connection:
            for start in range(0, len(chunk_ids), 500):
                wanted = schema.chunks.c.id.in_(chunk_ids[start : start + 500])
                for row in connection.execute(select(schema.chunks).where(wanted)):
                    found[row.id] = _chunk(row)
        return [found[chunk_id] for chunk_id in chunk_ids if chunk_id in found]

    def placed(self, chunk_ids: Sequence[str]) -> list[PlacedChunk]:
        """Chunks by id with where they come from, in the order asked for; unknown ids are left out."""
        titled = (schema.items.c.meeting_id == schema.chunks.c.meeting_id) & (
            schema.items.c.ordinal == schema.chunks.c.ordinal
        )
        query = (
            select(schema.chunks, schema.meetings.c.source, schema.items.c.title)
            .join(schema.meetings, schema.meetings.c.id == schema.chunks.c.meeting_id)
            .outerjoin(schema.items, titled)
        )
        found: dict[str, PlacedChunk] = {}
        with self._reading() as connection:
            for start in range(0, len(chunk_ids), 500):
                wanted = schema.chunks.c.id.in_(chunk_ids[start : start + 500])
                for row in connection.execute(query.where(wanted)):
                    found[row.id] = PlacedChunk(_chunk(row), row.title or "", row.source)
        return [found[chunk_id] for chunk_id in chunk_ids if chunk_id in found]

    def pages(self, meeting_id: str) -> tuple[int, ...]:
        """Where the pages of one meeting's source begin, () for one without. Raises UnknownMeetingError."""
        pages: list[int] = last_field(Meeting, "pages", self._data(meeting_id))
        return tuple(pages)

    def chunks_of(self, meeting_id: str) -> list[Chunk]:
        """All chunks of one meeting in source order."""
        query = (
            select(schema.chunks)
            .where(schema.chunks.c.meeting_id == meeting_id)
            .order_by(schema.chunks.c.place)
        )
        with self._reading() as connection:
            return [_chunk(row) for row in connection.execute(query)]

    def chunk_ids(self) -> set[str]:
        """The ids of all chunks."""
        with self._reading() as connection:
            return set(connection.scalars(select(schema.chunks.c.id)))

    def changes_since(self, generation: int) -> Changes:
        """What a projection at `generation` lacks. One ahead of the catalogue has to start anew (0)."""
        with self._reading() as connection:
            now = _generation(connection)
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

    @contextmanager
    def sole_writer(self) -> Iterator[bool]:
        """Hold the catalogue's own writer lock where the database has one; False when another holds it.

        SQLite has none that outlasts a transaction: there the store's file lock does the same.
        """
        if self._engine.dialect.name != "postgresql":
            yield True
            return
        with self._reading() as connection:
            held = bool(connection.scalar(select(func.pg_try_advisory_lock(_LOCK))))
            try:
                yield held
            finally:
                if held:
                    connection.scalar(select(func.pg_advisory_unlock(_LOCK)))

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise StoreError(f"Kataloget kan ikke læses eller skrives: {_short(error)}") from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._errors(), self._engine.begin() as connection:
            yield connection


def _sqlite(path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Opening the file and setting it up takes longer than most questions to it: connections are kept.
    engine = create_engine(f"sqlite:///{path}", max_overflow=-1, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _server(url: str) -> Engine:
    # "postgresql://" alone means an older driver to SQLAlchemy.
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        return create_engine(url, pool_pre_ping=True)
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(f"Kataloget {url.split('@')[-1]} kan ikke åbnes: {_short(error)}") from error


def _made(engine: Engine) -> str:
    """Make the tables where they are missing; the version of the schema that is there."""
    for attempt in range(_TRIES):
        try:
            schema.tables.create_all(engine)
            with engine.begin() as connection:
                found = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "schema"))
                if found is None:
                    _set(connection, "schema", schema.VERSION)
                    _set(connection, "generation", "0")
                    _set(connection, _ABBREVIATIONS, abbreviations.VERSION)
                return found or schema.VERSION
        except SQLAlchemyError:  # another process makes them at this moment
            if attempt == _TRIES - 1:
                raise
            sleep(0.05 * 2**attempt)
    raise AssertionError  # not reached


def _short(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0]


def _set(connection: Connection, key: str, value: str) -> None:
    done = connection.execute(update(schema.meta).where(schema.meta.c.key == key).values(value=value))
    if not done.rowcount:
        connection.execute(insert(schema.meta).values(key=key, value=value))


def _generation(connection: Connection) -> int:
    return int(connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "generation")) or 0)


def _next_generation(connection: Connection) -> int:
    generation = _generation(connection) + 1
    _set(connection, "generation", str(generation))
    return generation


def _free_id(connection: Connection, meeting_id: str) -> str:
    number = 1
    while connection.scalar(
        select(schema.meetings.c.id).where(schema.meetings.c.id == f"{meeting_id}~{number}")
    ):
        number += 1
    return f"{meeting_id}~{number}"


def _remove(connection: Connection, meeting_id: str, generation: int) -> None:
    for table in (schema.abbreviations, schema.notes):
        connection.execute(delete(table).where(table.c.meeting_id == meeting_id))
    connection.execute(delete(schema.chunks).where(schema.chunks.c.meeting_id == meeting_id))
    connection.execute(delete(schema.items).where(schema.items.c.meeting_id == meeting_id))
    gone = connection.execute(delete(schema.meetings).where(schema.meetings.c.id == meeting_id))
    if not gone.rowcount:
        return
    connection.execute(insert(schema.removals).values(meeting_id=meeting_id, generation=generation))
    heir = connection.scalar(
        select(func.max(schema.meetings.c.id)).where(schema.meetings.c.superseded_by == meeting_id)
    )
    if heir is not None:
        _rename(connection, heir, meeting_id, generation)


def _rename(connection: Connection, old: str, new: str, generation: int) -> None:
    """Give a version another id: "slug" when it comes to count, "slug~n" when it is superseded."""
    row = connection.execute(select(schema.meetings).where(schema.meetings.c.id == old)).one()
    kept = connection.execute(
        select(schema.chunks).where(schema.chunks.c.meeting_id == old).order_by(schema.chunks.c.place)
    ).all()
    meeting = _with_id(decode(Meeting, row.data), new)
    origin = Origin(row.path, row.stamp, row.parser)
    notes = _notes(connection, old)
    for table in (schema.abbreviations, schema.notes):
        connection.execute(delete(table).where(table.c.meeting_id == old))
    connection.execute(delete(schema.chunks).where(schema.chunks.c.meeting_id == old))
    connection.execute(delete(schema.items).where(schema.items.c.meeting_id == old))
    connection.execute(delete(schema.meetings).where(schema.meetings.c.id == old))
    connection.execute(insert(schema.removals).values(meeting_id=old, generation=generation))
    superseded_by = new.partition("~")[0] if "~" in new else None
    _insert(connection, meeting, [_chunk(chunk) for chunk in kept], origin, new, superseded_by, generation)
    _insert_notes(connection, new, notes)


def _notes(connection: Connection, meeting_id: str) -> list[Note]:
    of_meeting = select(schema.notes).where(schema.notes.c.meeting_id == meeting_id)
    return [
        Note(row.ordinal, row.summary, tuple(row.questions.splitlines()), row.model, row.digest)
        for row in connection.execute(of_meeting.order_by(schema.notes.c.ordinal))
    ]


def _insert_notes(connection: Connection, meeting_id: str, notes: Sequence[Note]) -> None:
    rows = [
        {
            "meeting_id": meeting_id,
            "ordinal": note.ordinal,
            "summary": note.summary,
            "questions": "\n".join(note.questions),
            "model": note.model,
            "digest": note.digest,
        }
        for note in notes
    ]
    if rows:
        connection.execute(insert(schema.notes), rows)


def _still_true(notes: Sequence[Note], meeting: Meeting) -> list[Note]:
    """The notes on items whose public text is what it was when they were written."""
    digests = {item.ordinal: item_digest(meeting, item) for item in meeting.items}
    kept = {note.ordinal: note for note in notes if digests.get(note.ordinal) == note.digest}
    return list(kept.values())


def _with_id(meeting: Meeting, meeting_id: str) -> Meeting:
    values = {name: getattr(meeting, name) for name in meeting.__dataclass_fields__}
    return Meeting(**(values | {"id": meeting_id}))


def _insert(
    connection: Connection,
    meeting: Meeting,
    chunks: Sequence[Chunk],
    origin: Origin,
    meeting_id: str,
    superseded_by: str | None,
    generation: int,
) -> None:
    connection.execute(
        insert(schema.meetings).values(
            id=meeting_id,
            superseded_by=superseded_by,
            generation=generation,
            source=meeting.source,
            path=origin.path,
            digest=meeting.digest,
            stamp=origin.stamp,
            parser=origin.parser,
            body=meeting.body,
            organisation=meeting.organisation,
            level=meeting.level,
            date=meeting.date.isoformat(),
            items=len(meeting.items),
            data=encode(_with_id(meeting, meeting_id)),
        )
    )
    rows = [_chunk_row(chunk, meeting_id, place) for place, chunk in enumerate(chunks)]
    if rows:
        connection.execute(insert(schema.chunks), rows)
    listed = [
        {
            "meeting_id": meeting_id,
            "ordinal": item.ordinal,
            "number": item.number,
            "title": item.title,
            "kind": item.kind,
            "closed": item.closed,
            "case_id": item.case_id,
        }
        for item in meeting.items
    ]
    if listed:
        connection.execute(insert(schema.items), listed)
    _insert_abbreviations(connection, meeting, meeting_id)


def _insert_abbreviations(connection: Connection, meeting: Meeting, meeting_id: str) -> None:
    rows = [
        {"meeting_id": meeting_id, "short": short, "long": long}
        for short, long in abbreviations.of_meeting(meeting)
    ]
    if rows:
        connection.execute(insert(schema.abbreviations), rows)


def _chunk_row(chunk: Chunk, meeting_id: str, place: int) -> dict[str, object]:
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


def _chunk(row: Row[Any]) -> Chunk:
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


def _entry_columns() -> list[Any]:
    return [column for column in schema.meetings.c if column.name != "data"]


def _entry(row: Row[Any]) -> Entry:
    values = dict(row._mapping)
    return Entry(**(values | {"date": datetime.date.fromisoformat(values["date"])}))
