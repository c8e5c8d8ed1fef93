"""Catalogue and projections: in step, rebuilt when broken, searched as one."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import CORPUS, ROOT

from assistant import Assistant, MinutesError
from index import __main__ as command
from index.catalogue import Catalogue
from index.codec import decode, encode, last_field
from index.embedding import load_encoder
from index.errors import StoreBusyError, StoreError, StoreMismatchError
from index.ingest import ingest
from index.parser import parse
from index.readers import read
from index.store import Places, Store, open_store
from index.types import Meeting
from index.vectors import Vectors
from index.verify import verify

ONE = "fjordby-direktoerforum-2024-03-14.txt"
TWO = "lindoe-byraad-2024-09-10.txt"


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    folder = tmp_path / "minutes"
    folder.mkdir()
    for name in (ONE, TWO):
        shutil.copy(CORPUS / name, folder)
    return folder


@pytest.fixture
def store(tmp_path: Path, minutes: Path) -> Store:
    store = open_store(Places(tmp_path / "store"))
    assert ingest([minutes], store).ok
    return store


def test_meetings_come_back_as_they_went_in() -> None:
    for path in sorted(CORPUS.iterdir()):
        meeting = parse(read(path))
        assert decode(Meeting, encode(meeting)) == meeting


def test_one_field_is_read_without_the_others() -> None:
    meeting = replace(parse(read(CORPUS / ONE)), pages=(0, 12), text='{"pages":[7]},"pages":[8]}')
    assert last_field(Meeting, "pages", encode(meeting)) == [0, 12]


def test_a_placed_chunk_tells_where_it_is_from(store: Store) -> None:
    for entry in store.catalogue.entries():
        meeting = store.catalogue.meeting(entry.id)
        titles: dict[int | None, str] = {item.ordinal: item.title for item in meeting.items}
        chunks = store.catalogue.chunks_of(entry.id)
        placed = store.catalogue.placed(["nothing/0/0", *(chunk.id for chunk in chunks)])
        assert [one.chunk for one in placed] == chunks
        assert {one.source for one in placed} == {meeting.source}
        assert [one.title for one in placed] == [titles.get(chunk.ordinal, "") for chunk in chunks]
        assert store.catalogue.pages([entry.id]) == {entry.id: meeting.pages}


def test_words_that_no_document_holds_do_not_hide_those_that_some_do(store: Store) -> None:
    searcher = store.searcher()
    known = searcher.search("klyngemidler", 1)[0]
    assert searcher.search("klyngemidler xqzwv", 1)[0].text == known.text


def test_what_is_ingested_is_whole(store: Store) -> None:
    assert verify(store) == []
    assert len(store.catalogue.entries()) == 2


def test_ingesting_again_changes_nothing(store: Store, minutes: Path) -> None:
    before = store.catalogue.generation()
    report = ingest([minutes], store)
    assert set(report.unchanged) == {ONE, TWO}
    assert store.catalogue.generation() == before


def test_a_changed_file_replaces_what_it_gave(store: Store, minutes: Path) -> None:
    path = minutes / ONE
    path.write_text(
        path.read_text(encoding="utf-8").replace("2,4 mio. kr.", "2,9 mio. kr."), encoding="utf-8"
    )
    report = ingest([minutes], store)
    assert report.replaced == (ONE,)
    texts = [c.text for e in store.catalogue.entries() for c in store.catalogue.chunks_of(e.id)]
    assert any("2,9 mio. kr." in text for text in texts)
    assert not any("2,4 mio. kr." in text for text in texts)
    assert verify(store) == []


def test_prune_removes_what_is_gone(store: Store, minutes: Path) -> None:
    (minutes / TWO).unlink()
    assert ingest([minutes], store).removed == ()
    assert ingest([minutes], store, prune=True).removed == (TWO,)
    assert [entry.source for entry in store.catalogue.entries()] == [ONE]
    assert verify(store) == []


def test_the_same_file_under_two_names_is_taken_once(store: Store, minutes: Path) -> None:
    shutil.copy(minutes / ONE, minutes / "kopi.txt")
    report = ingest([minutes], store)
    assert [f.source for f in report.failed] == ["kopi.txt"]
    assert ONE in report.failed[0].message
    assert len(store.catalogue.entries()) == 2


def test_a_correction_supersedes_and_removal_brings_the_earlier_back(tmp_path: Path) -> None:
    store = open_store(Places(tmp_path / "store"))
    names = ("fjordby-direktoerforum-2024-06-06.txt", "fjordby-direktoerforum-2024-06-06-rettet.txt")
    report = ingest([CORPUS / name for name in names], store)
    assert report.superseded == (names[0],)
    (current,) = store.catalogue.entries(superseded=False)
    assert current.source == names[1]
    assert {entry.superseded_by for entry in store.catalogue.entries()} == {None, current.id}
    with store.writing():
        store.catalogue.remove(current.id)
        store.catch_up()
    (left,) = store.catalogue.entries()
    assert (left.source, left.id, left.superseded_by) == (names[0], current.id, None)
    assert verify(store) == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_corrected_version_counts_whichever_comes_first(tmp_path: Path, order: tuple[int, int]) -> None:
    names = ("fjordby-direktoerforum-2024-06-06.txt", "fjordby-direktoerforum-2024-06-06-rettet.txt")
    store = open_store(Places(tmp_path / "store"))
    for number in order:
        ingest([CORPUS / names[number]], store)
    (current,) = store.catalogue.entries(superseded=False)
    assert current.source == names[1]


def test_two_councils_that_met_at_the_same_hour_are_two_meetings(tmp_path: Path) -> None:
    folder = tmp_path / "ind"
    folder.mkdir()
    for name in ("Alby", "Byrum"):
        (folder / f"{name}.txt").write_text(
            f"{name} Kommune\n\nReferat Byrådet\n\nMødedato: 03-06-2024 kl. 18:00\n\n"
            f"Punkt 1: Drift i {name}\n\nBeslutning\n\nGodkendt.\n",
            encoding="utf-8",
        )
    store = open_store(Places(tmp_path / "lager"))
    report = ingest([folder], store)
    assert (report.ok, report.superseded) == (True, ())
    assert len({entry.id for entry in store.catalogue.entries(superseded=False)}) == 2
    assert ingest([folder], store).unchanged == ("Alby.txt", "Byrum.txt")
    (folder / "Byrum.txt").write_text(
        (folder / "Byrum.txt").read_text(encoding="utf-8") + "Enigt.\n", encoding="utf-8"
    )
    assert ingest([folder], store).replaced == ("Byrum.txt",)
    assert len(store.catalogue.entries(superseded=False)) == 2
    assert verify(store) == []


@pytest.mark.parametrize("part", ["lexical", "vectors"])
def test_a_lost_projection_is_made_anew(store: Store, part: str) -> None:
    folder = store.places.folder
    store.close()
    shutil.rmtree(folder / part)
    said: list[str] = []
    again = open_store(Places(folder), say=said.append)
    assert verify(again) == []
    assert said


def test_a_damaged_chroma_file_is_made_anew(store: Store) -> None:
    folder = store.places.folder
    store.close()
    (database,) = (folder / "vectors").glob("*/chroma.sqlite3")
    database.write_bytes(b"not a database" * 100)
    assert verify(open_store(Places(folder))) == []


def test_a_damaged_word_index_is_made_anew(store: Store) -> None:
    folder = store.places.folder
    store.close()
    (folder / "lexical" / "items" / "meta.json").write_bytes(b"{not json")
    assert verify(open_store(Places(folder))) == []


def test_vectors_that_chroma_cannot_change_are_made_anew(store: Store, minutes: Path) -> None:
    said: list[str] = []
    store.say = said.append
    (database,) = (store.places.folder / "vectors").glob("*/chroma.sqlite3")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP TABLE embeddings_queue")
    (minutes / TWO).unlink()
    assert ingest([minutes], store, prune=True).removed == (TWO,)
    assert any("bygges igen" in line for line in said)
    assert verify(store) == []


def test_two_processes_make_a_store_at_once(tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from index.store import Places, open_store;"
    script += "open_store(Places(Path(sys.argv[1])))"
    command_line = [sys.executable, "-c", script, str(tmp_path / "new")]
    processes = [subprocess.Popen(command_line, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(3)]
    for process in processes:
        _, err = process.communicate()
        assert process.returncode == 0, err.decode()
    assert verify(open_store(Places(tmp_path / "new"))) == []


def test_one_writer_at_a_time(store: Store, minutes: Path) -> None:
    other = open_store(Places(store.places.folder))
    with store.writing(), pytest.raises(StoreBusyError, match="skrive"):
        ingest([minutes], other)


def test_another_encoder_is_refused(store: Store) -> None:
    with pytest.raises(StoreMismatchError, match="sprogmodel"):
        Vectors.open(store.places.folder / "vectors", "en-anden-model")


def test_another_reader_sees_new_minutes_without_opening_anew(tmp_path: Path) -> None:
    reader = Assistant.from_minutes([CORPUS / ONE], tmp_path / "store")
    assert len(reader.meetings()) == 1
    Assistant.from_minutes([CORPUS / TWO], tmp_path / "store")
    assert len(reader.meetings()) == 2
    assert any(passage.source == TWO for passage in reader.search("cykelsti"))


def test_removed_minutes_leave_no_byte(store: Store) -> None:
    (meeting,) = [e for e in store.catalogue.entries() if e.source == TWO]
    folder = store.places.folder
    assert any(b"skydebanen" in file.read_bytes() for file in folder.rglob("*") if file.is_file())
    store.close()
    assert command.main(["remove", meeting.id, "--store", str(folder)]) == 0
    for word in (b"skydebanen", b"gadebelysningen", b"Jytte Krarup"):
        assert not any(word in file.read_bytes() for file in folder.rglob("*") if file.is_file()), word


def test_closed_items_and_cpr_numbers_are_in_no_file(tmp_path: Path) -> None:
    Assistant.from_minutes([CORPUS], tmp_path / "store")
    for word in (b"070761", b"95.000 kr.", b"den indstillede kandidat"):
        files = [file for file in (tmp_path / "store").rglob("*") if file.is_file()]
        assert not any(word in file.read_bytes() for file in files), word


def test_opening_nothing_is_a_typed_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="python -m index"):
        Assistant.open(tmp_path / "intet")


def test_an_unknown_meeting_is_a_typed_error(store: Store) -> None:
    with pytest.raises(StoreError, match="findes ikke"):
        store.catalogue.meeting("findes-ikke")


def test_a_broken_catalogue_is_a_typed_error(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"this is no database" * 50)
    with pytest.raises(StoreError, match="Kataloget"):
        Catalogue.open(tmp_path / "catalogue.sqlite")


def test_changes_tell_a_projection_what_it_lacks(store: Store) -> None:
    everything = store.catalogue.changes_since(0)
    assert len(everything.added) == 2
    now = store.catalogue.generation()
    assert store.catalogue.changes_since(now).added == ()
    gone = everything.added[0]
    with store.writing():
        store.catalogue.remove(gone)
    changes = store.catalogue.changes_since(now)
    assert (changes.removed, changes.added) == ((gone,), ())


class TestCommands:
    def run(self, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
        status = command.main(list(words))
        out, err = capsys.readouterr()
        return status, out, err

    def test_a_session(self, tmp_path: Path, minutes: Path, capsys: pytest.CaptureFixture[str]) -> None:
        store = ("--store", str(tmp_path / "s"))
        (minutes / "tom.txt").write_text("", encoding="utf-8")
        status, out, err = self.run(capsys, str(minutes), *store)
        assert status == 1
        assert "2 nye" in out
        assert "1 lukkede punkter" in out
        assert "tom.txt: filen er tom." in err
        status, out, _ = self.run(capsys, "list", *store)
        assert (status, len(out.splitlines())) == (0, 2)
        meeting = out.split("\t")[0]
        status, out, _ = self.run(capsys, "show", meeting, *store)
        assert "cykelsti" in out
        status, out, _ = self.run(capsys, "export", *store)
        rows = [json.loads(line) for line in out.splitlines()]
        texts = {path.name: path.read_text(encoding="utf-8") for path in minutes.iterdir()}
        assert all(texts[row["source"]][row["start"] : row["end"]] == row["text"] for row in rows)
        assert self.run(capsys, "verify", *store)[0] == 0
        assert self.run(capsys, "rebuild", *store)[0] == 0
        assert self.run(capsys, "verify", *store)[0] == 0
        status, _, err = self.run(capsys, "remove", "findes-ikke", *store)
        assert (status, "findes ikke" in err) == (2, True)

    def test_options_may_stand_before_the_paths_or_the_command(
        self, tmp_path: Path, minutes: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        store = str(tmp_path / "s")
        assert self.run(capsys, "--store", store, str(minutes))[0] == 0
        status, out, _ = self.run(capsys, "--store", store, "list")
        assert (status, len(out.splitlines())) == (0, 2)

    @pytest.mark.parametrize("words", [(), ("show",), ("list", "--forkert")])
    def test_what_cannot_be_understood_is_told_in_danish(
        self, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            command.main(words)
        assert caught.value.code == 2
        err = capsys.readouterr().err
        assert err.startswith("Kommandoen kan ikke forstås")
        assert err.count("\n") == 1

    @pytest.mark.parametrize("words", [("list",), ("verify",), ("show", "x")])
    def test_without_a_store(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
    ) -> None:
        status, _, err = self.run(capsys, *words, "--store", str(tmp_path / "intet"))
        assert status == 2
        assert "Der er intet lager" in err


def test_the_bundled_encoder_is_what_sentence_transformers_reads(tmp_path: Path) -> None:
    import numpy as np
    from sentence_transformers import SentenceTransformer

    import index

    texts = ["klyngemidler til ældre", "Byrådet godkendte sagen.", "qxz", ""]
    ours = load_encoder().encode_passages(texts)
    folder = Path(index.__path__[0]) / "model"
    theirs = SentenceTransformer(str(folder), device="cpu").float().encode(texts[:2])
    assert np.allclose(ours[:2], theirs, atol=2e-3)
    assert not ours[3].any()


def test_a_missing_model_is_a_typed_error() -> None:
    with pytest.raises(MinutesError, match="kan ikke indlæses"):
        load_encoder("/findes/ikke")


def test_private_contacts_are_masked_and_counted(tmp_path: Path) -> None:
    folder = tmp_path / "ind"
    folder.mkdir()
    text = (
        (CORPUS / TWO)
        .read_text(encoding="utf-8")
        .replace(
            "et om støj fra skydebanen",
            "et fra borger Hans Mørk, privat mobil 22 33 44 55, hans.moerk@gmail.com, om støj",
        )
    )
    (folder / TWO).write_text(text, encoding="utf-8")
    store = open_store(Places(tmp_path / "lager"))
    report = ingest([folder], store)
    assert [(source, item) for source, item, _ in report.masked_private] == [(TWO, 2)]
    texts = " ".join(c.text for e in store.catalogue.entries() for c in store.catalogue.chunks_of(e.id))
    assert "22 33 44 55" not in texts
    assert "hans.moerk" not in texts


def test_purge_overwrites_what_was_replaced(store: Store, minutes: Path) -> None:
    path = minutes / TWO
    path.write_text(path.read_text(encoding="utf-8").replace("skydebanen", "motorbanen"), encoding="utf-8")
    ingest([minutes], store)
    folder = store.places.folder
    store.close()
    assert command.main(["purge", "--store", str(folder)]) == 0
    assert not any(b"skydebanen" in file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert verify(open_store(Places(folder))) == []
