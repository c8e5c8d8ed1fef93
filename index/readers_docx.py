"""DOCX to text in document order: headings and paragraphs a line each, lists with marks, tables as rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from index.agenda_tables import agenda_lines
from index.errors import ReadError
from index.fact_tables import fact_lines
from index.readers_docx_numbers import Numbering

MOST_UNPACKED = 200_000_000
MOST_RATIO = 200
MOST_CELLS = 200_000
_HEADINGS = ("heading", "overskrift", "title", "titel")


def extract(data: bytes, name: str) -> tuple[str, tuple[int, ...]]:
    """The text; a Word file has no pages of its own. Raises ReadError, naming the file."""
    import docx

    _check(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document))
    except ReadError as error:
        raise ReadError(f"{name}: {error}", source=name) from error
    except Exception as error:  # python-docx lets errors of zip, XML and its own through
        raise ReadError(f"{name}: Word-filen er beskadiget og kan ikke læses.", source=name) from error
    return "\n".join(lines).strip("\n") + "\n", ()


def _check(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ReadError(f"{name}: Word-filen er beskadiget og kan ikke læses.", source=name) from error
    if size > MOST_UNPACKED or size > MOST_RATIO * max(len(data), 1):
        raise ReadError(f"{name}: Word-filen fylder for meget, når den pakkes ud.", source=name)


def _lines(document: Any) -> Iterator[str]:
    numbers: dict[tuple[str, int], int] = {}
    numbering = Numbering(document)
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield ""
            yield from _rows(block)
            yield ""
            continue
        text = block.text.replace("\u00a0", " ").rstrip()
        style = (block.style.name or "").lower() if block.style is not None else ""
        if not text.strip():
            yield ""
            continue
        printed = numbering.mark(block)
        mark = _mark(block, style, numbers) if printed is None else printed
        if mark and style.startswith(_HEADINGS):
            yield from ("", f"{mark}{text.strip()}", "")
        elif mark:
            yield f"{mark}{text.strip()}"
        else:
            numbers.clear()
            yield from ("", text, "")


def _mark(paragraph: Any, style: str, numbers: dict[tuple[str, int], int]) -> str:
    """The list mark that Word would print; "" for a paragraph outside lists."""
    if style.startswith(_HEADINGS):
        return ""
    properties = paragraph._p.pPr
    numbering = properties.numPr if properties is not None else None
    if "bullet" in style or "punktopstilling" in style or "opstilling - punkt" in style:
        return "- "
    if "list number" in style or "opstilling - tal" in style or numbering is not None:
        level = numbering.ilvl.val if numbering is not None and numbering.ilvl is not None else 0
        key = (style, level)
        numbers[key] = numbers.get(key, 0) + 1
        return f"{numbers[key]}. "
    return ""


def _rows(table: Any) -> Iterator[str]:
    rows, cells = [], 0
    for row in table.rows:
        texts, seen = [], None
        for cell in row.cells:
            if cell._tc is seen:  # a merged cell is listed once for each column that it spans
                continue
            seen = cell._tc
            texts.append(cell.text)
        cells += len(texts)
        if cells > MOST_CELLS:
            raise ReadError("En tabel er for stor.")
        rows.append(texts)
    items = agenda_lines(rows) or fact_lines(rows)
    yield from (
        items if items is not None else ("\t".join(" ".join(text.split()) for text in row) for row in rows)
    )
