"""The catalogue: meetings, items and chunks in SQL, the source of truth of a store.

Every change is one transaction that also raises the generation, so that the search projections can
catch up by asking what changed since theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from index import abbreviations, schema
from index.catalogue_reader import CatalogueReader
from index.catalogue_rows import Origin, read_notes
from index.catalogue_writing import (
    free_id,
    insert_abbreviations,
    insert_notes,
    insert_version,
    remove_version,
    rename_version,
    still_true,
)
from index.codec import decode
from index.database import ABBREVIATIONS, next_generation, put_setting
from index.errors import UnknownMeetingError
from index.types import Chunk, Meeting, Note


class Catalogue(CatalogueReader):
    """An open catalogue; one writer at a time (see `store`), any number of readers."""

    def add(
        self, meeting: Meeting, chunks: Sequence[Chunk], origin: Origin, *, supersede: bool = True
    ) -> None:
        """Put one version of a meeting in, in one transaction.

        What came from the same path before is replaced. Another version of the same meeting is kept,
        superseded by this one, or supersedes it when `supersede` is False.
        """
        with self.writing() as connection:
            generation = next_generation(connection)
            earlier: list[Note] = []
            for old in connection.scalars(
                select(schema.meetings.c.id).where(schema.meetings.c.path == origin.path)
            ).all():
                earlier += read_notes(connection, old)
                remove_version(connection, old, generation)
            other = connection.scalar(select(schema.meetings.c.id).where(schema.meetings.c.id == meeting.id))
            target, superseded_by = meeting.id, None
            if other is not None and supersede:
                rename_version(connection, meeting.id, free_id(connection, meeting.id), generation)
            elif other is not None:
                target, superseded_by = free_id(connection, meeting.id), meeting.id
            insert_version(connection, meeting, chunks, origin, target, superseded_by, generation)
            insert_notes(connection, target, still_true(earlier, meeting))

    def remove(self, meeting_id: str) -> None:
        """Take one version of a meeting out; unknown ids are no error."""
        with self.writing() as connection:
            remove_version(connection, meeting_id, next_generation(connection))

    def remove_path(self, path: str) -> None:
        """Take out what came from one file."""
        with self.writing() as connection:
            generation = next_generation(connection)
            for meeting_id in connection.scalars(
                select(schema.meetings.c.id).where(schema.meetings.c.path == path)
            ).all():
                remove_version(connection, meeting_id, generation)

    def add_note(self, meeting_id: str, note: Note) -> None:
        """Keep what a model wrote about an item, in place of what stood there.

        Raises UnknownMeetingError for a meeting that is gone.
        """
        with self.writing() as connection:
            known = update(schema.meetings).where(schema.meetings.c.id == meeting_id)
            if not connection.execute(known.values(generation=next_generation(connection))).rowcount:
                raise UnknownMeetingError(f"Mødet {meeting_id} findes ikke i lageret.")
            place = (schema.notes.c.meeting_id == meeting_id, schema.notes.c.ordinal == note.ordinal)
            connection.execute(delete(schema.notes).where(*place))
            insert_notes(connection, meeting_id, [note])

    def remove_notes(self) -> None:
        """Take out all that a model wrote."""
        with self.writing() as connection:
            noted = select(schema.notes.c.meeting_id)
            generation = next_generation(connection)
            connection.execute(
                update(schema.meetings).where(schema.meetings.c.id.in_(noted)).values(generation=generation)
            )
            connection.execute(delete(schema.notes))

    def find_abbreviations(self) -> None:
        """Find the abbreviations of all meetings anew, in one transaction."""
        with self.writing() as connection:
            connection.execute(delete(schema.abbreviations))
            for meeting_id in connection.scalars(select(schema.meetings.c.id)).all():
                data = connection.scalar(
                    select(schema.meetings.c.data).where(schema.meetings.c.id == meeting_id)
                )
                insert_abbreviations(connection, decode(Meeting, str(data)), meeting_id)
            put_setting(connection, ABBREVIATIONS, abbreviations.VERSION)
