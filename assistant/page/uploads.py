"""New minutes from the page: what is in a file is read and shown before anything is added.

A file is taken in from a folder named by its content, so that two files of one name never meet and the
same file twice is recognised. Once it is in the store the copy is deleted: what closed items and CPR
numbers it holds stays with whoever sent it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import Queue
from threading import Lock, Thread

from assistant import Assistant
from assistant.page.library import decision_row
from index import parser, privacy, readers
from index.errors import MinutesError, ReadError
from index.ingest import Report

FOLDER = "tilføjet"
MOST_FILES = 200
_adding = Lock()


@dataclass(frozen=True, slots=True)
class Preview:
    """What was read of one file. With an `error`, a Danish sentence, the rest is empty.

    `cpr` and `private` count what will be masked; `closed` items give number and title only. `known`
    tells that the store holds the same meeting already: then this becomes its newest version.
    """

    path: Path
    name: str
    error: str = ""
    meeting_id: str = ""
    body: str = ""
    date: date | None = None
    items: int = 0
    decisions: int = 0
    closed: int = 0
    cpr: int = 0
    private: int = 0
    known: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What an addition did: the `paths` that undo takes out again, the ingest's report."""

    paths: tuple[str, ...]
    report: Report


def preview(path: Path, assistant: Assistant) -> Preview:
    """Read one file without adding it."""
    try:
        meeting, cpr = privacy.screen(parser.parse(readers.read(path)))
        meeting, private = privacy.screen_private(meeting)
    except MinutesError as error:
        return Preview(path, path.name, error=str(error))
    return Preview(
        path,
        path.name,
        meeting_id=meeting.id,
        body=meeting.body,
        date=meeting.date,
        items=len(meeting.items),
        decisions=sum(1 for item in meeting.items if decision_row(meeting, item)),
        closed=sum(1 for item in meeting.items if item.closed),
        cpr=sum(cpr.values()),
        private=sum(private.values()),
        known=any(entry.id == meeting.id for entry in assistant.store.catalogue.entries()),
    )


def previews(paths: Sequence[Path], assistant: Assistant) -> Iterator[list[Preview]]:
    """The previews so far, after each file. Raises ReadError for too many files."""
    if len(paths) > MOST_FILES:
        raise ReadError(f"Vælg højst {MOST_FILES} filer ad gangen. Store mængder: python -m index MAPPE")
    read: list[Preview] = []
    for path in paths:
        read.append(preview(path, assistant))
        yield list(read)


def add(files: Sequence[Preview], assistant: Assistant, folder: Path) -> Iterator[tuple[int, str] | Added]:
    """Add what was read: (files done, name of the file at hand) on the way, and at last what was done.

    Raises MinutesError when another addition or another process is writing.
    """
    if not _adding.acquire(blocking=False):
        raise ReadError("Der tilføjes allerede referater. Vent, til det er færdigt, og prøv igen.")
    try:
        placed = [_place(entry.path, folder / FOLDER) for entry in files if not entry.error]
        known = {entry.path for entry in assistant.store.catalogue.entries()}
        new = tuple(str(path.resolve()) for path in placed if str(path.resolve()) not in known)
        events: Queue[tuple[int, str] | Report | Exception] = Queue()
        Thread(target=_work, args=(assistant, placed, events), daemon=True).start()
        while True:
            event = events.get()
            if isinstance(event, Exception):
                raise event
            if isinstance(event, Report):
                yield Added(new, event)
                return
            yield event
    finally:
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        _adding.release()


def _work(
    assistant: Assistant, paths: Sequence[Path], events: Queue[tuple[int, str] | Report | Exception]
) -> None:
    try:
        events.put(assistant.add(paths, progress=lambda done, _all, name: events.put((done, name))))
    except MinutesError as error:
        events.put(error)
    except Exception as error:  # noqa: BLE001 - whoever waits for the end has to hear of it
        events.put(error)


def _place(path: Path, folder: Path) -> Path:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    target = folder / digest / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
    return target


def undo(added: Added, assistant: Assistant) -> int:
    """Take out what an addition put in; an earlier version that it replaced counts again. How many."""
    paths = set(added.paths)
    return assistant.remove([e.id for e in assistant.store.catalogue.entries() if e.path in paths])


def discard(paths: Sequence[Path]) -> None:
    """Delete uploaded files that are not wanted any more."""
    for path in paths:
        path.unlink(missing_ok=True)
