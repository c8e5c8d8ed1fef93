"""No process writes in a version that another one reads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from index.errors import StoreBusyError
from index.versions import Versions

HOLDER = """
import sys
from pathlib import Path
from index.versions import Versions

versions = Versions(Path(sys.argv[1]))
lease = versions.lease()
if sys.argv[2] == "write":
    with versions.in_place(lease):
        (lease.folder / "half").touch()
        print(lease.number, flush=True)
        sys.stdin.read()
print(lease.number, flush=True)
sys.stdin.read()
"""


def hold(folder: Path, what: str) -> subprocess.Popen[str]:
    """Another process that holds a lease, or is in the middle of a change, once it has said its number."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout
    process.stdout.readline()
    return process


def end(process: subprocess.Popen[str]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()


def test_alone_a_version_is_changed_in_place(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    lease = versions.lease()
    with versions.in_place(lease) as alone:
        assert alone
    assert versions.current == lease.number


def test_beside_a_reader_a_copy_is_changed_and_put_in_force(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    lease = versions.lease()
    (lease.folder / "a").write_text("old")
    reader = hold(tmp_path, "read")
    with versions.in_place(lease) as alone:
        assert not alone
    copy = versions.copy(lease)
    (copy.folder / "a").write_text("new")
    assert versions.current == lease.number
    versions.publish(copy)
    lease.release()
    versions.sweep()
    assert (lease.folder / "a").read_text() == "old"
    assert (versions.lease().folder / "a").read_text() == "new"
    end(reader)
    versions.sweep()
    assert not lease.folder.exists()
    assert copy.folder.exists()


def test_a_dead_reader_does_not_count(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    lease = versions.lease()
    end(hold(tmp_path, "read"))
    with versions.in_place(lease) as alone:
        assert alone


def test_a_version_whose_writer_died_is_not_opened_again(tmp_path: Path) -> None:
    writer = hold(tmp_path, "write")
    versions = Versions(tmp_path)
    with pytest.raises(StoreBusyError):
        versions.lease(patience=0)
    end(writer)
    lease = versions.lease()
    assert list(lease.folder.iterdir()) == []


def test_a_broken_version_is_left_for_an_empty_one(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    lease = versions.lease()
    (lease.folder / "a").touch()
    renewed = versions.renew(lease)
    assert versions.current == renewed.number != lease.number
    assert not lease.folder.exists()


def test_a_copy_given_up_is_swept_away(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    lease = versions.lease()
    copy = versions.copy(lease)
    versions.discard(copy)
    assert versions.current == lease.number
    assert not copy.folder.exists()


def test_files_of_an_earlier_layout_are_cleared_out(tmp_path: Path) -> None:
    (tmp_path / "segment").mkdir()
    (tmp_path / "chroma.sqlite3").write_bytes(b"x")
    Versions(tmp_path).lease()
    assert not (tmp_path / "segment").exists()
    assert not (tmp_path / "chroma.sqlite3").exists()


def test_a_new_version_is_furnished_before_anybody_can_open_it(tmp_path: Path) -> None:
    versions = Versions(tmp_path, lambda folder: (folder / "whole").touch())
    assert [path.name for path in versions.lease().folder.iterdir()] == ["whole"]

    def dies(_folder: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Versions(tmp_path / "other", dies).lease()
    assert Versions(tmp_path / "other").current == 0
