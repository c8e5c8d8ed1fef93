"""Render minutes as PDF, Word and HTML, as the systems of real authorities print them.

    python -m eval.build_formats      makes the files in eval/formats from minutes in eval/corpus

The PDF has a table of contents with dots and page numbers, a running head and foot, headings that wrap
over two lines and words broken at line ends; the Word file has heading styles and real tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from index.paragraphs import paragraphs
from index.parser import parse
from index.readers import read
from index.types import Meeting, Table

HERE = Path(__file__).parent
SHIPPED = {
    "fjordby-direktoerforum-2024-09-19.txt": "pdf",
    "fjordby-politisk-2024-10-02.txt": "docx",
    "nordsund-strategisk-2025-02-05.txt": "html",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One printed part: "title", "line", "item", "section", "text", or "table" (rows of cells)."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def parts(meeting: Meeting) -> Iterator[Part]:
    """A meeting in printing order, without its table of contents."""
    text = meeting.text
    header = [text[s:e].strip("#* ") for s, e in paragraphs(text, 0, meeting.header_end)]
    yield Part("title", header[0])
    for line in header[1:]:
        if line.replace("*", "").strip().lower() in ("indholdsfortegnelse", "dagsorden"):
            break
        yield Part("line", line.replace("**", ""))
    for item in meeting.items:
        number = "" if item.number is None else f" {item.number}"
        yield Part("item", f"Punkt{number}: {item.title}")
        for section in item.sections:
            if section.heading:
                yield Part("section", section.heading)
            position = section.body
            for table in item.tables:
                if section.body <= table.start < section.end:
                    yield from _texts(meeting, position, table.start)
                    yield _table(table)
                    position = table.end
            yield from _texts(meeting, position, section.end)


def _texts(meeting: Meeting, start: int, end: int) -> Iterator[Part]:
    for s, e in paragraphs(meeting.text, start, end):
        yield Part("text", meeting.text[s:e].replace("**", ""))


def _table(table: Table) -> Part:
    return Part("table", rows=tuple(row.cells for row in table.rows))


def render(source: Path, out: Path) -> None:
    """Write the minutes in `source` in the format that `out`'s suffix names (.pdf, .docx or .html)."""
    meeting = parse(read(source))
    {".pdf": _pdf, ".docx": _docx, ".html": _html}[out.suffix](meeting, out)


def _html(meeting: Meeting, out: Path) -> None:
    tags = {"title": "h1", "line": "p", "item": "h2", "section": "h3", "text": "p"}
    body = []
    for part in parts(meeting):
        if part.kind == "table":
            rows = "".join(
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in part.rows
            )
            body.append(f"<table>{rows}</table>")
        else:
            tag = tags[part.kind]
            body.append(f"<{tag}>{escape(part.text)}</{tag}>")
    page = "\n".join(body)
    out.write_text(
        f'<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Referat</title>'
        f"<style>body{{font-family:sans-serif}}</style><script>var x = 1;</script></head>"
        f"<body><nav><a href='#'>Forside</a></nav><main>\n{page}\n</main>"
        "<footer>Udskrevet</footer></body></html>\n",
        encoding="utf-8",
    )


def _docx(meeting: Meeting, out: Path) -> None:
    import docx

    document = docx.Document()
    styles = {"title": "Title", "item": "Heading 1", "section": "Heading 2"}
    for part in parts(meeting):
        if part.kind == "table":
            table = document.add_table(rows=0, cols=max(map(len, part.rows)))
            for row in part.rows:
                for cell, words in zip(table.add_row().cells, row, strict=False):
                    cell.text = words
        else:
            document.add_paragraph(part.text, style=styles.get(part.kind))
    document.save(str(out))


def _pdf(meeting: Meeting, out: Path) -> None:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, TableStyle
    from reportlab.platypus import Table as PrintedTable

    base = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=6)
    look = {
        "title": ParagraphStyle(
            "title", base, fontName="Helvetica-Bold", fontSize=18, leading=22, spaceAfter=10
        ),
        "item": ParagraphStyle(
            "item", base, fontName="Helvetica-Bold", fontSize=15, leading=18, spaceBefore=14
        ),
        "section": ParagraphStyle(
            "section", base, fontName="Helvetica-Bold", fontSize=11, leading=14, spaceBefore=6
        ),
    }
    story: list[object] = []
    contents = [f"{item.title}{'.' * 40} {number + 2}" for number, item in enumerate(meeting.items)]
    for part in parts(meeting):
        if part.kind == "item" and contents:
            story.append(Paragraph("Indholdsfortegnelse", look["section"]))
            story += [Paragraph(escape(line), base) for line in contents]
            contents = []
        if part.kind == "table":
            cells = [[Paragraph(escape(cell), base) for cell in row] for row in part.rows]
            grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
            story += [PrintedTable(cells, style=grid), Spacer(1, 8)]
        else:
            story.append(Paragraph(escape(part.text), look.get(part.kind, base)))

    def frame(canvas: object, document: object) -> None:
        canvas.setFont("Helvetica", 8)  # type: ignore[attr-defined]
        canvas.drawString(60, 810, f"{meeting.body} - referat")  # type: ignore[attr-defined]
        canvas.drawString(480, 30, f"Side {document.page}")  # type: ignore[attr-defined]

    template = SimpleDocTemplate(str(out), pagesize=A4, title="Referat", invariant=1)
    template.build(story, onFirstPage=frame, onLaterPages=frame)


def main() -> None:
    """Make the shipped renderings."""
    folder = HERE / "formats"
    folder.mkdir(exist_ok=True)
    for name, suffix in SHIPPED.items():
        render(HERE / "corpus" / name, folder / f"{Path(name).stem}.{suffix}")


if __name__ == "__main__":
    main()
