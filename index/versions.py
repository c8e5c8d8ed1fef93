"""Numbered versions of a folder, so that no process ever writes where another one reads.

    root/current      the number of the version in force
    root/gate.lock    held for the moment in which a version is chosen or changed
    root/N/           a version                root/N.writing   it is being changed in place
    root/N.ID.lease   held by a reader of it as long as it reads

Embedded Chroma reads its files without locks of its own: a reader beside a writer may crash. So a
reader takes a lease on a version, and a writer changes a version in place only when it alone holds a
lease on it; otherwise it copies the version, changes the copy and puts that in force. A version whose
writer was killed is never opened again, and a new one is put in force only when it is furnished.
"""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import StoreBusyError

_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Lease:
    """A version that stays as it is for as long as the lease is held, unless the holder changes it."""

    number: int
    folder: Path
    lock: FileLock

    def release(self) -> None:
        """Give the version up; a writer may then change or delete it."""
        self.lock.release()
        # A writer that looks for readers may be holding the file, and takes it away itself.
        Path(self.lock.lock_file).unlink(missing_ok=True)


class Versions:
    """The versions of one folder; `furnish` puts into a new one what an empty version consists of."""

    def __init__(self, root: Path, furnish: Callable[[Path], None] = lambda _folder: None) -> None:
        self._root = root
        self._furnish = furnish
        root.mkdir(parents=True, exist_ok=True)

    @property
    def current(self) -> int:
        """The number of the version in force; 0 before there is one."""
        with suppress(FileNotFoundError, ValueError):
            return int((self._root / "current").read_text())
        return 0

    def whole(self) -> Path | None:
        """The folder of the version in force where nobody is changing it, for a look without a lease."""
        number = self.current
        return self._folder(number) if number and not self._mark(number).exists() else None

    def lease(self, patience: float = _PATIENCE) -> Lease:
        """Take a lease on the version in force, an empty one where there is none that is whole.

        Raises StoreBusyError when another process changes the version in place for longer than `patience`
        seconds.
        """
        with self._gate(patience):
            number = self.current
            if not number:
                self._clear_out()
            if not number or self._mark(number).exists() or not self._folder(number).is_dir():
                number = self._empty()
                self._publish(number)
            return self._lease(number)

    def renew(self, lease: Lease) -> Lease:
        """A lease on an empty version that takes the place of the leased one, which is found broken."""
        with self._gate():
            if self.current == lease.number:
                self._publish(self._empty())
            renewed = self._lease(self.current)
            lease.release()
            self._sweep()
        return renewed

    @contextmanager
    def in_place(self, lease: Lease) -> Iterator[bool]:
        """Change the leased version itself: True when nobody else reads it; else nothing may be changed."""
        with self._gate():
            alone = self.current == lease.number and not self._readers(lease.number, lease)
            if alone:
                self._mark(lease.number).touch()
            yield alone
            self._mark(lease.number).unlink(missing_ok=True)

    def copy(self, lease: Lease) -> Lease:
        """A lease on a copy of the leased version, not yet in force; put it in force by `publish`."""
        with self._gate():
            number = self._new()
            _copy(lease.folder, self._folder(number))
            return self._lease(number)

    def publish(self, lease: Lease) -> None:
        """Put a copied version in force."""
        with self._gate():
            self._publish(lease.number)

    def discard(self, lease: Lease) -> None:
        """Give up a copied version that is not to come into force."""
        lease.release()
        with self._gate():
            self._sweep()

    def sweep(self, *, read_too: bool = False) -> None:
        """Delete the versions that are no longer in force; those that are still read with `read_too`."""
        with self._gate():
            self._sweep(read_too=read_too)

    def _gate(self, patience: float = _PATIENCE) -> FileLock:
        return _Gate(self._root / "gate.lock", timeout=patience)

    def _clear_out(self) -> None:
        """Delete what lies in the folder before its first version: the files of an earlier layout."""
        for path in self._root.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != "gate.lock":
                path.unlink(missing_ok=True)

    def _folder(self, number: int) -> Path:
        return self._root / str(number)

    def _mark(self, number: int) -> Path:
        return self._root / f"{number}.writing"

    def _new(self) -> int:
        numbers = [int(path.name.split(".")[0]) for path in self._root.iterdir() if path.name[0].isdigit()]
        number = max([self.current, *numbers]) + 1
        self._folder(number).mkdir()
        return number

    def _empty(self) -> int:
        number = self._new()
        self._furnish(self._folder(number))
        return number

    def _publish(self, number: int) -> None:
        draft = self._root / "current.new"
        draft.write_text(str(number))
        draft.replace(self._root / "current")

    def _lease(self, number: int) -> Lease:
        # Not bound to a thread: whoever closes the store may be another thread than the one that opened it.
        lock = FileLock(self._root / f"{number}.{uuid.uuid4().hex}.lease", timeout=0, thread_local=False)
        lock.acquire()
        return Lease(number, self._folder(number), lock)

    def _readers(self, number: int, but: Lease | None = None) -> bool:
        return any(
            _held(path)
            for path in self._root.glob(f"{number}.*.lease")
            if but is None or path != Path(but.lock.lock_file)
        )

    def _sweep(self, *, read_too: bool = False) -> None:
        for folder in self._root.iterdir():
            if folder.name.isdigit() and int(folder.name) != self.current:
                number = int(folder.name)
                if read_too or not self._readers(number):
                    shutil.rmtree(folder, ignore_errors=True)
                    self._mark(number).unlink(missing_ok=True)


class _Gate(FileLock):
    def __enter__(self) -> _Gate:
        try:
            super().__enter__()
        except Timeout as error:
            raise StoreBusyError("Vektorlageret er ved at blive ændret af en anden proces.") from error
        return self


def _held(path: Path) -> bool:
    """Whether a living process holds a lease; what a dead one left is taken away."""
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return True
    lock.release()
    path.unlink(missing_ok=True)
    return False


def _copy(source: Path, target: Path) -> None:
    """Copy a folder that others read: SQLite files as SQLite sees them, without their journals."""
    journals = shutil.ignore_patterns("*.sqlite3", "*.sqlite3-*")
    shutil.copytree(source, target, ignore=journals, dirs_exist_ok=True)
    for database in source.glob("*.sqlite3"):
        with (
            closing(sqlite3.connect(database, timeout=60)) as one,
            closing(sqlite3.connect(target / database.name)) as other,
        ):
            one.backup(other)
