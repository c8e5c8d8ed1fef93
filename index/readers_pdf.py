"""PDF to text: reading order, a paragraph a line, running heads off, headings joined, tables as rows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from index.errors import ReadError

MOST_PAGES = 2000
_PAGE_NUMBER = re.compile(r"(?:side|s\.|page)?\s*\d{1,4}\s*(?:(?:af|/|of)\s*\d{1,4})?", re.IGNORECASE)
_NEW_BLOCK = re.compile(
    r"(?:[-–•*·]|\d{1,2}[.)]|[a-zæøå][.)])\s+\S|(?:punkt|pkt\.?)\s*\d+\b|(?:sags|dok)?\.?\s?(?:id|nr\.?):",
    re.IGNORECASE,
)
_ENDS = (".", ":", ";", "!", "?")
_TOC_DOTS = re.compile(r"\.{4,}\s*\d+$")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its words, height of type, weight, and place on the page (points)."""

    text: str
    size: float
    bold: bool
    left: float
    right: float
    top: float
    bottom: float


def extract(data: bytes, name: str) -> tuple[str, tuple[int, ...]]:
    """The text and the offsets at which its pages begin. Raises ReadError, naming the file."""
    pymupdf: Any = import_module("pymupdf")  # its own annotations are not usable

    pymupdf.TOOLS.mupdf_display_errors(False)
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
    except Exception as error:  # MuPDF's errors share no base class
        raise ReadError(f"{name}: PDF-filen er beskadiget og kan ikke læses.", source=name) from error
    with document:
        if document.needs_pass:
            raise ReadError(f"{name}: PDF-filen er beskyttet med adgangskode.", source=name)
        if document.page_count > MOST_PAGES:
            raise ReadError(f"{name}: PDF-filen har over {MOST_PAGES} sider.", source=name)
        pages = [_page_lines(page) for page in document]
    if not any(pages):
        raise ReadError(f"{name}: PDF-filen er skannet og har ingen tekst, der kan læses.", source=name)
    return _join(_without_running_heads(pages))


def _page_lines(page: Any) -> list[Line]:
    tables = page.find_tables(strategy="lines_strict").tables if page.get_drawings() else []
    boxes = [table.bbox for table in tables]
    lines = []
    for block in page.get_text("dict", sort=True)["blocks"]:
        for raw in block.get("lines", ()):
            spans = [span for span in raw["spans"] if span["text"].strip()]
            if not spans or any(_inside(raw["bbox"], box) for box in boxes):
                continue
            text = " ".join("".join(span["text"] for span in raw["spans"]).split())
            size = max(span["size"] for span in spans)
            bold = all(span["flags"] & 16 or "bold" in span["font"].lower() for span in spans)
            left, top, right, bottom = raw["bbox"]
            lines.append(Line(text, size, bold, left, right, top, bottom))
    for table in tables:
        left, top, right, bottom = table.bbox
        for number, row in enumerate(table.extract()):
            cells = "\t".join(" ".join((cell or "").split()) for cell in row)
            lines.append(Line(cells, 0.0, False, left, right, top + number * 1e-3, bottom))
    lines.sort(key=lambda line: (round(line.top, 1), line.left))
    return _same_height(lines)


def _inside(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    middle = ((inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2)
    return outer[0] <= middle[0] <= outer[2] and outer[1] <= middle[1] <= outer[3]


def _same_height(lines: list[Line]) -> list[Line]:
    """Pieces printed at one height joined into one line: a list mark and its text, a title and its dots."""
    result: list[Line] = []
    for line in lines:
        last = result[-1] if result else None
        if last and last.size and line.size and abs(last.top - line.top) < 2 and line.left >= last.right - 1:
            result[-1] = Line(
                f"{last.text} {line.text}",
                max(last.size, line.size),
                last.bold and line.bold,
                last.left,
                line.right,
                last.top,
                last.bottom,
            )
        else:
            result.append(line)
    return result


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without the lines that repeat at the top or the bottom of most of them, and page numbers."""
    edges: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        edges.update({_shape(line) for line in [*lines[:3], *lines[-3:]]})
    often = max(2, round(0.6 * len(pages)))
    kept = []
    for lines in pages:
        last = len(lines)
        kept.append(
            [
                line
                for place, line in enumerate(lines)
                if not (
                    (place < 3 or place >= last - 3)
                    and (
                        edges[_shape(line)] >= (often + 1 if line.bold else often)
                        or (place in (0, last - 1) and _PAGE_NUMBER.fullmatch(line.text))
                    )
                )
            ]
        )
    return kept


def _shape(line: Line) -> tuple[str, int]:
    """A line's words without their numbers, and its height on the page: a running head has both in common."""
    return re.sub(r"\d+", "0", line.text), round(line.top / 4)


def _join(pages: list[list[Line]]) -> tuple[str, tuple[int, ...]]:
    sizes = Counter(round(line.size, 1) for lines in pages for line in lines if line.size)
    usual = sizes.most_common(1)[0][0] if sizes else 10.0
    margin = max((line.right for lines in pages for line in lines), default=0.0)
    text, starts = "", []
    last: Line | None = None
    for lines in pages:
        at_page = True
        for line in lines:
            glue = _glue(last, line, usual, margin, at_page)
            if glue == "" and text.endswith("-"):
                text = text[:-1]
            text += glue
            if at_page:
                starts.append(len(text))
                at_page = False
            text += line.text
            last = line
        if at_page:
            starts.append(len(text))
    return text + "\n", tuple(starts)


def _glue(last: Line | None, line: Line, usual: float, margin: float, new_page: bool) -> str:
    """What stands between two printed lines: nothing after a hyphen, a space within a paragraph, a line
    between list lines and rows, an empty line between paragraphs."""
    if last is None:
        return ""
    if not last.size or not line.size:
        return "\n" if not last.size and not line.size else "\n\n"
    heading, before = _is_heading(line, usual), _is_heading(last, usual)
    if _TOC_DOTS.search(last.text) or _TOC_DOTS.search(line.text):
        return "\n"
    if heading or before:
        same = heading and before and abs(line.size - last.size) < 0.2 and not _NEW_BLOCK.match(line.text)
        close = new_page or line.top - last.bottom < 0.35 * line.size
        return " " if same and close else "\n\n"
    if _NEW_BLOCK.match(line.text):
        return "\n"
    gap = line.top - last.bottom
    full = last.right > margin - 0.22 * margin
    if last.text.endswith("-") and line.text[:1].islower() and full:
        return ""
    if new_page:
        return " " if full and not last.text.endswith(_ENDS) else "\n\n"
    if gap > 0.35 * line.size or (not full and last.text.endswith(_ENDS)):
        return "\n\n"
    return " " if full else "\n"


def _is_heading(line: Line, usual: float) -> bool:
    return line.size > usual + 0.8 or (line.bold and len(line.text) < 160)
