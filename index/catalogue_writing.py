"""The steps of a change to the catalogue, each inside its caller's transaction and generation."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select

from index import abbreviations, schema
from index.catalogue_rows import Origin, chunk_row, read_chunk, read_notes
from index.codec import decode, encode
from index.notes import item_digest
from index.types import Chunk, Meeting, Note


def insert_version(
    connection: Connection,
    meeting: Meeting,
    chunks: Sequence[Chunk],
    origin: Origin,
    meeting_id: str,
    superseded_by: str | None,
    generation: int,
) -> None:
    """Put one version of a meeting in under `meeting_id`, with its chunks, items and abbreviations."""
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
    rows = [chunk_row(chunk, meeting_id, place) for place, chunk in enumerate(chunks)]
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
    insert_abbreviations(connection, meeting, meeting_id)


def remove_version(connection: Connection, meeting_id: str, generation: int) -> None:
    """Take one version out; one that it had superseded comes to count in its place."""
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
        rename_version(connection, heir, meeting_id, generation)


def rename_version(connection: Connection, old: str, new: str, generation: int) -> None:
    """Give a version another id: "slug" when it comes to count, "slug~n" when it is superseded."""
    row = connection.execute(select(schema.meetings).where(schema.meetings.c.id == old)).one()
    kept = connection.execute(
        select(schema.chunks).where(schema.chunks.c.meeting_id == old).order_by(schema.chunks.c.place)
    ).all()
    meeting = _with_id(decode(Meeting, row.data), new)
    origin = Origin(row.path, row.stamp, row.parser)
    notes = read_notes(connection, old)
    for table in (schema.abbreviations, schema.notes):
        connection.execute(delete(table).where(table.c.meeting_id == old))
    connection.execute(delete(schema.chunks).where(schema.chunks.c.meeting_id == old))
    connection.execute(delete(schema.items).where(schema.items.c.meeting_id == old))
    connection.execute(delete(schema.meetings).where(schema.meetings.c.id == old))
    connection.execute(insert(schema.removals).values(meeting_id=old, generation=generation))
    superseded_by = new.partition("~")[0] if "~" in new else None
    insert_version(
        connection, meeting, [read_chunk(chunk) for chunk in kept], origin, new, superseded_by, generation
    )
    insert_notes(connection, new, notes)


def free_id(connection: Connection, meeting_id: str) -> str:
    """The first "slug~n" that no version of the meeting has."""
    number = 1
    while connection.scalar(
        select(schema.meetings.c.id).where(schema.meetings.c.id == f"{meeting_id}~{number}")
    ):
        number += 1
    return f"{meeting_id}~{number}"


def _with_id(meeting: Meeting, meeting_id: str) -> Meeting:
    values = {name: getattr(meeting, name) for name in meeting.__dataclass_fields__}
    return Meeting(**(values | {"id": meeting_id}))


def insert_notes(connection: Connection, meeting_id: str, notes: Sequence[Note]) -> None:
    """Put in what a model wrote about a meeting's items."""
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


def still_true(notes: Sequence[Note], meeting: Meeting) -> list[Note]:
    """The notes on items whose public text is what it was when they were written."""
    digests = {item.ordinal: item_digest(meeting, item) for item in meeting.items}
    kept = {note.ordinal: note for note in notes if digests.get(note.ordinal) == note.digest}
    return list(kept.values())


def insert_abbreviations(connection: Connection, meeting: Meeting, meeting_id: str) -> None:
    """Put in the short forms that a meeting explains."""
    rows = [
        {"meeting_id": meeting_id, "short": short, "long": long}
        for short, long in abbreviations.of_meeting(meeting)
    ]
    if rows:
        connection.execute(insert(schema.abbreviations), rows)
