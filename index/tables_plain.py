"""Tables that plain text draws itself: columns set with blanks, cells between bars without an outer one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.headings import label_of
from index.lines import FIGURE, Line, clean, is_point
from index.types import Row

_CELL = re.compile(r"\S+(?: \S+)*")
_BAR = re.compile(r"\s\|\s")
_RULE = re.compile(r"^[\s|+:=–—_-]*[-–—=_]{3,}[\s|+:=–—_-]*$")
_CUT = re.compile(r"\s\|(?:\s|$)")
_GAP = re.compile(r"\s{2,}")
_TIGHT = re.compile(
    r"^(?P<name>\s*\S.*\S)\s(?P<figure>[-+–]?\d[\d.,]*(?:\s?(?:kr|mio\.?\skr|pct|%)\.?)?)\s*$"
)
_LAST_BAR = re.compile(r"\s\|\s*$")
_SLACK = 1


@dataclass(frozen=True, slots=True)
class _Spaced:
    """A line's cells with the columns of characters (start, end) at which they stand."""

    cells: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    line: Line


def spaced_rows(text: str, lines: Sequence[Line], first: int) -> tuple[list[Row], int]:
    """The rows set in columns from line `first` on, and the line after them; no rows where they do not align.

    A line in a further column alone goes on with that column's cell above.
    """
    found: list[_Spaced] = []
    i = first
    while i < len(lines) and lines[i].clean and "\t" not in (raw := text[lines[i].start : lines[i].end]):
        if not _RULE.match(raw):
            row = _tight(raw, lines[i], found) or _spaced(raw, lines[i])
            if len(row.cells) < 2 and not _rest(row, found, lines, i):
                break
            found.append(row)
        i += 1
    while found and len(found[-1].cells) < 2 and found[-1].spans[0][0] == found[0].spans[0][0]:
        i = next(n for n in range(first, i) if lines[n] is found[-1].line)
        found.pop()
    columns = _columns([row for row in found if len(row.cells) > 1])
    return (_filled(found, columns), i) if columns else ([], first + 1)


def barred_rows(text: str, lines: Sequence[Line], first: int) -> tuple[list[Row], int]:
    """The rows "Hvad | Hvem | Hvornår" from line `first` on, and the line after them."""
    rows: list[Row] = []
    i = first
    ended = lines[first].clean.endswith(" |")
    while i < len(lines) and lines[i].clean:
        raw = text[lines[i].start : lines[i].end]
        if not _RULE.match(raw):
            raw = _LAST_BAR.sub("", raw) if ended else raw
            cells = tuple(clean(cell) for cell in _CUT.split(raw))
            if rows and len(cells) != len(rows[0].cells):
                break
            if len(rows) > 1 and not cells[0] and any(cells):
                rows[-1] = _joined(rows[-1], cells, lines[i].end)
            else:
                rows.append(Row(cells, lines[i].start, lines[i].end))
        i += 1
    width = len(rows[0].cells) if rows else 0
    if width == 2 and all(row.cells[0].casefold() == "at" for row in rows):
        return [], i  # a recommendation: "at | dagsordenen godkendes |"
    return (rows, i) if len(rows) > (1 if width > 2 else 2) else ([], first + 1)


def loose_rows(text: str, lines: Sequence[Line], first: int) -> tuple[list[Row], int]:
    """The rows whose cells two blanks keep apart, not aligned, from line `first` on, and the line after them.

    At least three lines have as many cells; of two cells the last is a figure.
    """
    rows: list[Row] = []
    i = first
    while i < len(lines) and lines[i].clean:
        cells = tuple(clean(cell) for cell in _GAP.split(text[lines[i].start : lines[i].end].strip()))
        if len(cells) < 2 or (rows and len(cells) != len(rows[0].cells)):
            break
        rows.append(Row(cells, lines[i].start, lines[i].end))
        i += 1
    told = all(FIGURE.match(row.cells[-1]) for row in rows[1:])
    return (rows, i) if len(rows) > 2 and (told or len(rows[0].cells) > 2) else ([], first + 1)


def is_loose(text: str, line: Line) -> bool:
    """Whether the line may be a row whose cells two blanks keep apart."""
    return bool(_GAP.search(text[line.start : line.end].strip())) and len(line.clean) < 400


def is_barred(line: Line) -> bool:
    """Whether the line may be a row between bars."""
    return bool(_BAR.search(line.clean)) and len(line.clean) < 400


def _spaced(raw: str, line: Line) -> _Spaced:
    found = list(_CELL.finditer(raw))
    return _Spaced(tuple(clean(m.group()) for m in found), tuple(m.span() for m in found), line)


def _tight(raw: str, line: Line, found: Sequence[_Spaced]) -> _Spaced | None:
    """A row whose name fills its column, so that one blank stands before the figure in the next one."""
    match = _TIGHT.match(raw) if found and len(found[-1].cells) == 2 and not line.cells else None
    if match is None or abs(match.end("figure") - found[-1].spans[1][1]) > _SLACK:
        return None
    return _Spaced((clean(match["name"]), match["figure"]), (match.span("name"), match.span("figure")), line)


def _rest(row: _Spaced, found: Sequence[_Spaced], lines: Sequence[Line], index: int) -> bool:
    """Whether a line of one cell goes on with a column above, or is a row's name before more rows."""
    if not found or label_of(row.line) or len(found[-1].cells) < 2:
        return False
    start, end = row.spans[0]
    if any(abs(start - at) <= _SLACK for at, _ in found[-1].spans[1:]):
        return True
    after = lines[index + 1] if index + 1 < len(lines) else None
    return end < found[-1].spans[1][0] + _SLACK and after is not None and len(after.cells) > 1


def _columns(rows: Sequence[_Spaced]) -> list[tuple[int, int]]:
    """The columns (start, end) in which the rows align, or none."""
    width = max((len(row.cells) for row in rows), default=0)
    full = [row for row in rows if len(row.cells) == width]
    told = full[1:] if len(full) > 2 else full
    if width < 2 or len(told) < 2 or all(is_point(row.line) for row in rows):
        return []
    if len(rows) < 3 and not any(FIGURE.match(cell) for row in rows for cell in row.cells[1:]):
        return []
    for n in range(width):
        starts, ends = [row.spans[n][0] for row in told], [row.spans[n][1] for row in told]
        if max(starts) - min(starts) > _SLACK and max(ends) - min(ends) > _SLACK:
            return []
    return [(min(r.spans[n][0] for r in told), max(r.spans[n][1] for r in told)) for n in range(width)]


def _joined(row: Row, cells: Sequence[str], end: int) -> Row:
    """The row with the rest of its cells that stands on the next line."""
    joined = (f"{a} {b}".strip() for a, b in zip(row.cells, cells, strict=True))
    return Row(tuple(joined), row.start, end)


def _filled(found: Sequence[_Spaced], columns: Sequence[tuple[int, int]]) -> list[Row]:
    rows: list[Row] = []
    for row in found:
        cells = [""] * len(columns)
        for n, (cell, span) in enumerate(zip(row.cells, row.spans, strict=True)):
            at = n if len(row.cells) == len(columns) else _nearest(span, columns)
            cells[at] = f"{cells[at]} {cell}".strip()
        if rows and len(row.cells) == 1 and not cells[0]:
            rows[-1] = _joined(rows[-1], cells, row.line.end)
        else:
            rows.append(Row(tuple(cells), row.line.start, row.line.end))
    return rows


def _nearest(span: tuple[int, int], columns: Sequence[tuple[int, int]]) -> int:
    """The column that the cell shares most with, or stands nearest to."""
    return max(range(len(columns)), key=lambda n: min(span[1], columns[n][1]) - max(span[0], columns[n][0]))
