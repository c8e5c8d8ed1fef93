"""kill -9 at random moments of a real ingest: nothing half, nothing twice, nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tantivy
from conftest import CORPUS

from index.lexical import _writer

KILLS = 30


def test_a_killed_ingest_leaves_every_committed_meeting_whole(tmp_path: Path) -> None:
    script = Path(__file__).parent / "ingest_until_killed.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "lager"), str(CORPUS), str(KILLS), "7"],
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["problems"] == []
    assert told["kills"] == KILLS
    assert told["seen"] > 0


def test_what_a_killed_change_left_in_the_word_index_stops_no_later_one(tmp_path: Path) -> None:
    """A change has written its files, but not the one that puts them in force, and is then made again."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    index = tantivy.Index(builder.build(), path=str(tmp_path))

    def change(open_writer: Callable[[tantivy.Index], tantivy.IndexWriter], key: str) -> None:
        writer = open_writer(tantivy.Index.open(str(tmp_path)))
        writer.delete_documents_by_term("key", key)
        writer.add_document(tantivy.Document(key=["new"]))
        writer.commit()
        writer.wait_merging_threads()

    writer = _writer(index)
    for key in ("one", "two"):
        writer.add_document(tantivy.Document(key=[key]))
    writer.commit()
    writer.wait_merging_threads()
    in_force = (tmp_path / "meta.json").read_bytes()
    change(_writer, "one")
    assert list(tmp_path.glob("*.del"))
    (tmp_path / "meta.json").write_bytes(in_force)
    with pytest.raises(ValueError, match="FileAlreadyExists"):  # tantivy alone
        change(lambda opened: opened.writer(15_000_000, 1), "one")
    (tmp_path / "meta.json").write_bytes(in_force)
    change(_writer, "one")
    index.reload()
    assert index.searcher().num_docs == 2
