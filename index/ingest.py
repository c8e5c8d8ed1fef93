"""Folders of files into a store: incremental, one transaction a file, every failure told and survived."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index import chunks, parser, privacy, readers
from index.catalogue import Catalogue
from index.catalogue_rows import Entry, Origin
from index.embedding import BUNDLED
from index.errors import DuplicateError, MinutesError, ReadError
from index.known import Known
from index.lexical import Lexical
from index.store import Places, Store
from index.types import Document, Meeting
from index.vectors import reached

Progress = Callable[[int, int, str], None]
"""(files done, files in all, name of the file at hand)."""

_CORRECTED = re.compile(r"\b(?:rettet|korrigeret|revideret|berigtiget)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not taken in, and why, in one Danish sentence that names it."""

    source: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did; file names, in order.

    `masked_cpr` and `masked_private` (people's own phone, e-mail and account numbers) count what was
    masked: (file, item number, how many), never the numbers themselves.
    """

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    closed_items: int = 0
    masked_cpr: tuple[tuple[str, int | None, int], ...] = ()
    masked_private: tuple[tuple[str, int | None, int], ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every file was taken in."""
        return not self.failed


@dataclass(slots=True)
class _Tally:
    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    superseded: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    closed_items: int = 0
    masked_cpr: list[tuple[str, int | None, int]] = field(default_factory=list)
    masked_private: list[tuple[str, int | None, int]] = field(default_factory=list)

    def report(self) -> Report:
        return Report(
            tuple(self.added),
            tuple(self.replaced),
            tuple(self.unchanged),
            tuple(self.removed),
            tuple(self.superseded),
            tuple(self.failed),
            self.closed_items,
            tuple(self.masked_cpr),
            tuple(self.masked_private),
        )


def ingest(
    paths: Sequence[Path],
    store: Store,
    *,
    include_closed: bool = False,
    prune: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Take all minutes in `paths` (files and folders) into a store.

    Unchanged files cost nothing; changed ones replace what they gave before; with `prune`, minutes
    whose file is gone from a given folder are removed. A file that fails leaves no trace and is in
    the report. Raises StoreBusyError when another process is writing.
    """
    tally = _Tally()
    files = list(_files(paths, tally))
    parser_version = _parser_version(include_closed)
    with store.writing():
        known = Known(store.catalogue.entries())
        for done, path in enumerate(files):
            if progress:
                progress(done, len(files), path.name)
            try:
                entry = _take(path, store, parser_version, include_closed, known, tally)
            except MinutesError as error:
                tally.failed.append(Failure(path.name, str(error)))
            else:
                known.put(entry)
        if prune:
            _prune(paths, files, store, tally)
        store.catch_up()
        if tally.removed or tally.replaced:
            store.erase()
    if progress:
        progress(len(files), len(files), "")
    return tally.report()


def unchanged(paths: Sequence[Path], places: Places, *, include_closed: bool = False) -> Report | None:
    """The report of an ingest that has nothing to do, without opening the search engines.

    None where something may have to be done: a file is new, changed or unreadable, a projection is behind,
    missing or half written, or the store is not a folder of the bundled model's.
    """
    if not isinstance(places.vectors, Path) or not isinstance(places.catalogue, Path):
        return None
    if not places.catalogue.exists() or not places.lexical.exists():
        return None
    tally = _Tally()
    files = list(_files(paths, tally))
    catalogue = Catalogue.open(places.catalogue)
    try:
        known = Known(catalogue.entries())
        version = _parser_version(include_closed)
        if not all(_untouched(known, _origin(path, version)) for path in files):
            return None
        generation = catalogue.generation()
        behind = catalogue.lacks_abbreviations or reached(places.vectors, BUNDLED) != generation
    finally:
        catalogue.close()
    if tally.failed or behind or Lexical.open(places.lexical).generation != generation:
        return None
    return Report(unchanged=tuple(path.name for path in files))


def _origin(path: Path, parser_version: str) -> Origin:
    return Origin(str(path.resolve()), _stamp(path), parser_version)


def _untouched(known: Known, origin: Origin) -> bool:
    """Whether a file stands as it did when this parser read it."""
    before = known.of_path(origin.path)
    return before is not None and (before.stamp, before.parser) == (origin.stamp, origin.parser)


def _parser_version(include_closed: bool) -> str:
    return f"{parser.VERSION}{'+lukket' if include_closed else ''}"


def _files(paths: Sequence[Path], tally: _Tally) -> Iterator[Path]:
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            tally.failed.append(Failure(str(path), f"{path}: stien findes ikke."))
            continue
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix.lower() in readers.SUFFIXES and p.is_file())
            if not found:
                tally.failed.append(Failure(str(path), f"{path}: mappen indeholder ingen referater."))
        else:
            found = [path]
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _take(
    path: Path,
    store: Store,
    parser_version: str,
    include_closed: bool,
    known: Known,
    tally: _Tally,
) -> Entry:
    origin = _origin(path, parser_version)
    before = known.of_path(origin.path)
    if before and _untouched(known, origin):
        tally.unchanged.append(path.name)
        return before
    document = readers.read(path)
    if before and before.digest == document.digest and before.parser == parser_version:
        tally.unchanged.append(path.name)
        return before
    twin = known.of_digest(document.digest)
    if twin and twin.path != origin.path and Path(twin.path).exists():
        raise DuplicateError(
            f"{path.name}: samme fil som {twin.source}; kun den ene er taget med.", source=path.name
        )
    meeting = _apart(_read(document, include_closed, tally), known)
    pieces = chunks.split(meeting, include_closed=include_closed)
    other = next((e for e in known.of_meeting(meeting.id) if e.path != origin.path), None)
    supersede = other is None or _supersedes(meeting, other, store)
    store.catalogue.add(meeting, pieces, origin, supersede=supersede)
    if other is not None:
        tally.superseded.append(other.source if supersede else path.name)
    (tally.replaced if before else tally.added).append(path.name)
    tally.closed_items += sum(1 for item in meeting.items if item.closed)
    return next(entry for entry in store.catalogue.entries_of(origin.path))


def _read(document: Document, include_closed: bool, tally: _Tally) -> Meeting:
    meeting, masked = privacy.screen(parser.parse(document))
    tally.masked_cpr += [(document.source, item, count) for item, count in masked.items()]
    meeting, private = privacy.screen_private(meeting)
    tally.masked_private += [(document.source, item, count) for item, count in private.items()]
    return meeting if include_closed else privacy.conceal_closed(meeting)


def _apart(meeting: Meeting, known: Known) -> Meeting:
    """The meeting under an id of its own where another organisation's body of the same name met just then."""
    others = {e.organisation for e in known.of_meeting(meeting.id) if e.organisation}
    if not meeting.organisation or not others or meeting.organisation in others:
        return meeting
    return replace(meeting, id=f"{parser.slug(meeting.organisation)}-{meeting.id}")


def _supersedes(meeting: Meeting, other: Entry, store: Store) -> bool:
    """Whether new minutes of a meeting replace the known ones: not when only the known say "rettet"."""
    return _is_corrected(meeting) or not _is_corrected(store.catalogue.meeting(other.id))


def _is_corrected(meeting: Meeting) -> bool:
    return bool(_CORRECTED.search(f"{meeting.text[: meeting.header_end][:600]} {meeting.source}"))


def _stamp(path: Path) -> str:
    try:
        status = path.stat()
    except OSError as error:
        raise ReadError(f"{path.name}: filen kan ikke læses ({error.strerror}).", source=path.name) from error
    return f"{status.st_size}:{status.st_mtime_ns}"


def _prune(paths: Sequence[Path], files: Sequence[Path], store: Store, tally: _Tally) -> None:
    folders = [path.resolve() for path in paths if path.is_dir()]
    present = {str(file.resolve()) for file in files}
    for entry in store.catalogue.entries():
        inside = any(Path(entry.path).is_relative_to(folder) for folder in folders)
        if inside and entry.path not in present:
            store.catalogue.remove_path(entry.path)
            tally.removed.append(entry.source)
