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


ROWS = (
    ("Nr.", "Emne", "Referat"),
    ("1.", "Velkomst", "Anne Holm bød velkommen til mødet i det nye forum."),
    ("2.", "Akutteam", "Der er ansat tre sygeplejersker.\nBeslutning: Teamet udvides med én stilling."),
    ("3.", "Eventuelt", "Intet."),
)
TITLE = "REFERAT Klyngeforum Sandby d. 01-02-2024"


def in_a_table(path: Path) -> None:
    """Minutes set as one table, in the format that the file name says."""
    if path.suffix == ".docx":
        import docx

        document = docx.Document()
        document.add_paragraph(TITLE)
        table = document.add_table(rows=0, cols=3)
        for row in ROWS:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.save(str(path))
        return
    cells = ("".join(f"<td><p>{cell.replace(chr(10), '</p><p>')}</p></td>" for cell in row) for row in ROWS)
    table_rows = "".join(f"<tr>{row}</tr>" for row in cells)
    path.write_text(f"<html><body><h1>{TITLE}</h1><table>{table_rows}</table></body></html>", "utf-8")


@pytest.mark.parametrize("name", ["skema.docx", "skema.html"])
def test_minutes_set_as_one_table_have_items_and_decisions(tmp_path: Path, name: str) -> None:
    in_a_table(tmp_path / name)
    meeting = parse(read(tmp_path / name))
    assert [(item.number, item.title) for item in meeting.items] == [
        (1, "Velkomst"),
        (2, "Akutteam"),
        (3, "Eventuelt"),
    ]
    told = {section.kind: meeting.text[section.body : section.end] for section in meeting.items[1].sections}
    assert "Teamet udvides med én stilling." in told["beslutning"]


def test_a_table_of_figures_stays_a_table(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{n}</td><td>Post {n}</td><td>{n}00 kr.</td></tr>" for n in (1, 2, 3, 4))
    (tmp_path / "tal.html").write_text(f"<table>{rows}</table>", "utf-8")
    assert read(tmp_path / "tal.html").text.splitlines()[0] == "1\tPost 1\t100 kr."


def test_a_page_laid_out_by_tables_keeps_its_lines(tmp_path: Path) -> None:
    page = f"<table><tr><td><h1>{TITLE}</h1><h2>Punkt 1: Drift</h2><p>Godkendt.</p></td></tr></table>"
    (tmp_path / "side.html").write_text(page, "utf-8")
    (item,) = parse(read(tmp_path / "side.html")).items
    assert item.title == "Drift"


@pytest.mark.parametrize("opening", ["<div>", "<ul><li>", "<table><tr><td>", "<b>"])
def test_deep_html_is_read_or_refused(tmp_path: Path, opening: str) -> None:
    (tmp_path / "dyb.html").write_text(f"<p>Ord</p>{opening * 2500}x", "utf-8")
    try:
        text = read(tmp_path / "dyb.html").text
    except ReadError as error:
        text = str(error)
    assert text.strip()


def test_a_giant_word_table_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_table(tmp_path / "stor.docx")
    monkeypatch.setattr("index.readers_docx.MOST_CELLS", 5)
    with pytest.raises(ReadError, match=r"stor\.docx: .*for stor"):
        read(tmp_path / "stor.docx")


@pytest.mark.parametrize(("limit", "name"), [("MOST_BYTES", "god.txt"), ("MOST_CHARACTERS", "god.txt")])
def test_what_is_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, name: str
) -> None:
    (tmp_path / name).write_text(DANISH, "utf-8")
    monkeypatch.setattr(f"index.readers.{limit}", 20)
    with pytest.raises(ReadError, match=r"god\.txt: .*(?:for stor|for lang)"):
        read(tmp_path / name)


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.readers_pdf.MOST_PAGES", 1)
    with pytest.raises(ReadError, match="over 1 sider"):
        read(ROOT / "eval" / "formats" / "fjordby-direktoerforum-2024-09-19.pdf")


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
        "brev.txt": b"Hej alle\n\nTak for sidst, det var hyggeligt.\n",
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
