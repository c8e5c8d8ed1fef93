"""Files of every format and of none: text, or one clear sentence that names the file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from conftest import CORPUS, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.build_formats import SHIPPED, render
from index.errors import MinutesError, ReadError
from index.ingest import ingest
from index.parser import parse
from index.readers import SUFFIXES, read
from index.store import Places, open_store
from index.types import Meeting

DANISH = "REFERAT Byråd d. 01-02-2024\n\nPunkt 1: Æbler på Åen\n\nBeslutning\n\nGodkendt – 5 €.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(DANISH.replace("\n", "\r\n").encode(encoding))
    assert read(path).text == DANISH


def test_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Blåbærgrød og æbleskiver".encode("latin-1"))
    assert read(path).text == "Blåbærgrød og æbleskiver"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("tom.txt", b"", "er tom"),
        ("blank.md", b" \n\n ", "er tom"),
        ("billede.txt", bytes(range(256)) * 20, "ikke tekst"),
        ("brev.odt", b"x", "filtypen kendes ikke"),
        ("itu.pdf", b"%PDF-1.4 nonsense", "beskadiget"),
        ("itu.docx", b"PK\x03\x04 nonsense", "beskadiget"),
        ("tom.html", b"<html><body><script>x</script></body></html>", "ingen tekst"),
    ],
)
def test_what_gives_no_text(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=says) as caught:
        read(path)
    assert name in str(caught.value)
    assert caught.value.source == name


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="findes ikke"):
        read(tmp_path / "væk.txt")
    with pytest.raises(ReadError, match="mappe"):
        read(tmp_path)


def test_a_scanned_pdf_says_so(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "scan.pdf"))
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.save()
    with pytest.raises(ReadError, match="skannet"):
        read(tmp_path / "scan.pdf")


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "laast.pdf"), encrypt="hemmelig")
    canvas.drawString(100, 100, "Punkt 1")
    canvas.save()
    with pytest.raises(ReadError, match="adgangskode"):
        read(tmp_path / "laast.pdf")


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bombe.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    with pytest.raises(ReadError, match="pakkes ud"):
        read(tmp_path / "bombe.docx")


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=600), suffix=st.sampled_from(sorted(SUFFIXES)))
def test_any_bytes_give_text_or_a_read_error(
    data: bytes, suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("bytes") / f"x{suffix}"
    path.write_bytes(data)
    try:
        text = read(path).text
    except ReadError as error:
        text = str(error)
    assert text.strip()


def contents(meeting: Meeting) -> list[object]:
    """What must be the same in every format."""

    def words(start: int, end: int) -> str:
        return " ".join(meeting.text[start:end].replace("*", "").split())

    return [
        (meeting.body, meeting.date, meeting.start_time, meeting.place),
        *(
            (
                item.number,
                item.title,
                item.closed,
                [words(s.body, s.end) for s in item.sections if s.kind in ("beslutning", "indstilling")],
                [entry.title for entry in item.attachments],
            )
            for item in meeting.items
        ),
    ]


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".html"])
@pytest.mark.parametrize("source", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_the_same_minutes_in_every_format(tmp_path: Path, source: Path, suffix: str) -> None:
    printed = tmp_path / f"{source.stem}{suffix}"
    render(source, printed)
    assert contents(parse(read(printed))) == contents(parse(read(source)))


@pytest.mark.parametrize(("name", "suffix"), sorted(SHIPPED.items()))
def test_the_shipped_renderings(name: str, suffix: str) -> None:
    printed = ROOT / "eval" / "formats" / f"{Path(name).stem}.{suffix}"
    assert contents(parse(read(printed))) == contents(parse(read(CORPUS / name)))


def test_pages_are_kept() -> None:
    document = read(ROOT / "eval" / "formats" / "fjordby-direktoerforum-2024-09-19.pdf")
    assert len(document.pages) > 1
    assert document.page_at(0) == 1
    assert document.page_at(len(document.text)) == len(document.pages)
    assert "Side 1" not in document.text


def test_bad_files_leave_no_trace_and_the_others_are_taken(tmp_path: Path) -> None:
    folder = tmp_path / "ind"
    folder.mkdir()
    (folder / "god.txt").write_text(
        (CORPUS / "lindoe-byraad-2024-09-10.txt").read_text(encoding="utf-8"), "utf-8"
    )
    bad = {
        "tom.txt": b"",
        "binaer.md": bytes(range(256)) * 9,
        "uden-punkt.txt": b"REFERAT Udvalg d. 01-02-2024\n\nMange ord uden punkter.\n",
        "uden-dato.txt": b"REFERAT Udvalg\n\nPunkt 1: Noget\n\nBeslutning\n\nGodkendt.\n",
    }
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    store = open_store(Places(tmp_path / "lager"))
    report = ingest([folder, tmp_path / "findes-ikke", tmp_path / "tom-mappe"], store)
    assert report.added == ("god.txt",)
    told = {failure.source: failure.message for failure in report.failed}
    assert set(bad) <= set(told)
    assert all(name in told[name] for name in bad)
    assert len(told) == len(bad) + 2
    assert not report.ok
    assert len(store.catalogue.entries()) == 1


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    store = open_store(Places(tmp_path / "lager"))
    (tmp_path / "ind").mkdir()
    (failure,) = ingest([tmp_path / "ind"], store).failed
    assert "ingen referater" in failure.message


def test_errors_are_of_one_tree() -> None:
    assert issubclass(ReadError, MinutesError)
