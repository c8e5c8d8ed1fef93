"""A second ingest of the same files is told without opening the engines, and only then."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from index.ingest import ingest, unchanged
from index.store import Places, open_store
from tests.conftest import CORPUS


def test_only_a_whole_store_of_the_same_files_is_unchanged(tmp_path: Path) -> None:
    minutes, places = tmp_path / "minutes", Places(tmp_path / "store")
    minutes.mkdir()
    for file in sorted(CORPUS.glob("*.txt"))[:2]:
        shutil.copy(file, minutes)
    assert unchanged([minutes], places) is None
    store = open_store(places)
    taken = ingest([minutes], store)
    store.close()
    report = unchanged([minutes], places)
    assert report is not None
    assert report.unchanged == taken.added
    assert unchanged([minutes], places, include_closed=True) is None
    file = next(minutes.iterdir())
    before, times = file.read_text(encoding="utf-8"), file.stat()
    file.write_text(before + "\nTilføjet.\n", encoding="utf-8")
    assert unchanged([minutes], places) is None
    file.write_text(before, encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert unchanged([minutes], places) == report
    shutil.rmtree(places.folder / "vectors")
    assert unchanged([minutes], places) is None
