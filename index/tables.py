"""Tables in an item: rows in tabs, blanks or bars, and tables written one cell a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.headings import label_of
from index.lines import Line, clean, is_point
from index.tables_plain import barred_rows, is_barred, is_loose, loose_rows, spaced_rows
from index.types import Row, Table

_BARS = re.compile(r"^\|(?:\s*\|)*$")
_RULE = re.compile(r"^[\s|:=–—-]*[-–—=]{2,}[\s|:=–—-]*$")
_NUMERIC = re.compile(r"^[-+–]?[\d.,\s%]+(?:\s?(?:kr|mio|t\.?kr|pct)\.?)*$|^-?$", re.IGNORECASE)
_CAPTION = re.compile(r"^(?:tabel|figur|note|kilde|\*)", re.IGNORECASE)
_MOST_COLUMNS = 60


def read_tables(text: str, lines: Sequence[Line]) -> tuple[Table, ...]:
    """The tables in `lines` (blank lines included), in order, none overlapping another."""
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        clean_line = lines[i].clean
        if clean_line.startswith("|"):
            found, i = _stacked(text, lines, i) if _BARS.match(clean_line) else _piped(text, lines, i)
            tables += found
        elif clean_line and _opens_tabbed(text, lines, i):
            table, i = _tabbed(text, lines, i)
            tables += [table] if table else []
        elif is_barred(lines[i]) or (lines[i].cells and "\t" not in text[lines[i].start : lines[i].end]):
            rows, i = (barred_rows if is_barred(lines[i]) else spaced_rows)(text, lines, i)
            tables += _filled_table(rows)
        elif clean_line and is_loose(text, lines[i]):
            rows, i = loose_rows(text, lines, i)
            tables += _filled_table(rows)
        else:
            i += 1
    return tuple(tables)


def _finish(rows: list[Row], *, headed: bool | None = None) -> Table | None:
    """The rows as a table with its header row marked; None where they are too few to be one."""
    if not rows or max(len(row.cells) for row in rows) < 2:
        return None
    first = rows[0]
    if headed is None:
        filled = [cell for cell in first.cells[1:] if cell]
        dated = len(rows) > 1 and all(row.cells[0][:1].isdigit() for row in rows[:2])
        headed = len(rows) > 1 and bool(filled) and not (dated or any(_is_number(cell) for cell in filled))
    if headed and len(rows) > 1:
        rows = [replace(first, header=True), *rows[1:]]
    return Table(tuple(rows), rows[0].start, rows[-1].end)


def _is_number(cell: str) -> bool:
    """Whether the cell holds a figure; a bare year may head a column."""
    return bool(_NUMERIC.match(cell)) and not re.fullmatch(r"(?:19|20)\d\d", cell)


def _opens_tabbed(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a table in tabs may begin here: not with a point of a list, nor with an indented line."""
    if lines[index].cells:
        return "\t" in text[lines[index].start : lines[index].end].strip() and not is_point(lines[index])
    after = lines[index + 1] if index + 1 < len(lines) else None
    indented = text.startswith("\t", lines[index].start) and lines[index].clean[0] not in "-–•*·▪"
    return indented and after is not None and bool(after.cells) and not is_point(after)


def _tabbed(text: str, lines: Sequence[Line], first: int) -> tuple[Table | None, int]:
    """The tab-separated table that begins at line `first`, and the line after it."""
    rows: list[Row] = []
    i, blank = first, False
    while i < len(lines):
        line = lines[i]
        raw = text[line.start : line.end]
        if not line.clean:
            if blank and not _goes_on(text, lines, i):
                break
            blank = True
        elif "\t" in raw:
            if not _RULE.match(raw.replace("\t", " ")):
                _add_row(rows, tuple(clean(cell) for cell in raw.split("\t")), line, blank)
            blank = False
        elif not blank and rows and _goes_on(text, lines, i) and label_of(line) is None:
            cells = (*rows[-1].cells[:-1], f"{rows[-1].cells[-1]} {line.clean}".strip())
            rows[-1] = replace(rows[-1], cells=cells, end=line.end)
        else:
            break
        i += 1
    return (_finish(rows) if len(rows) > 1 else None), max(i, first + 1)


def _goes_on(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether the next line is a row as well."""
    return index + 1 < len(lines) and "\t" in text[lines[index + 1].start : lines[index + 1].end].rstrip("\n")


def _add_row(rows: list[Row], cells: tuple[str, ...], line: Line, blank: bool) -> None:
    """Adds a row, or joins it to the row before where it is that row's rest.

    A rest has an empty first cell and follows a blank line, goes on in lower case, or fills one cell.
    """
    filled = [cell for cell in cells if cell]
    if not filled:
        return
    lower = all(re.match(r"[a-zæøå]{2,}", cell) for cell in filled)
    lone = len(filled) == 1 and len(cells) > 2
    if rows and not cells[0] and (blank or lower or lone):
        before = list(rows[-1].cells) + [""] * (len(cells) - len(rows[-1].cells))
        for n, cell in enumerate(cells):
            before[n] = f"{before[n]} {cell}".strip()
        rows[-1] = replace(rows[-1], cells=tuple(before), end=line.end)
    else:
        rows.append(Row(cells, line.start, line.end))


def _piped(text: str, lines: Sequence[Line], first: int) -> tuple[list[Table], int]:
    """The table with one row a line between pipes that begins at line `first`."""
    rows: list[Row] = []
    headed: bool | None = None
    i = first
    while i < len(lines) and lines[i].clean.startswith("|") and not _BARS.match(lines[i].clean):
        raw = text[lines[i].start : lines[i].end].strip().strip("|")
        if _RULE.match(raw):
            headed = True if len(rows) == 1 else headed
        else:
            cells = tuple(clean(cell) for cell in raw.split("|"))
            rows.append(Row(cells, lines[i].start, lines[i].end))
        i += 1
    table = _finish(rows, headed=headed) if len(rows) > 1 else None
    return ([table] if table else []), max(i, first + 1)


@dataclass(slots=True)
class _Segment:
    """Cells between two blank lines; `gap` says that paragraphs follow that may still be its last cell's."""

    cells: list[str]
    start: int
    end: int
    gap: bool = False


def _stacked(text: str, lines: Sequence[Line], first: int) -> tuple[list[Table], int]:
    """The tables written one cell a line, each cell after a bar, that begin at line `first`."""
    segments, after = _segments(lines, first)
    counts = Counter(len(segment.cells) for segment in segments if 1 < len(segment.cells) <= _MOST_COLUMNS)
    if not counts:
        return [], after
    most = max(counts.values())
    columns = max(count for count, times in counts.items() if times == most)
    tables: list[Table] = []
    rows: list[Row] = []
    pending: _Segment | None = None
    for segment in segments:
        if pending and len(pending.cells) + len(segment.cells) <= columns:
            pending = _Segment(pending.cells + segment.cells, pending.start, segment.end, segment.gap)
        else:
            rows += [_row(pending)] if pending else []
            pending = segment
        if len(pending.cells) >= columns:
            ends = pending.gap and not (columns <= 3 and len(pending.cells[-1]) > 60)
            rows.append(_row(pending))
            pending = None
            if ends:
                tables += _filled_table(rows)
                rows = []
    rows += [_row(pending)] if pending else []
    return tables + _filled_table(rows), after


def _filled_table(rows: list[Row]) -> list[Table]:
    table = _finish([row for row in rows if any(row.cells)])
    return [table] if table else []


def _row(segment: _Segment) -> Row:
    return Row(tuple(segment.cells), segment.start, segment.end)


def _segments(lines: Sequence[Line], first: int) -> tuple[list[_Segment], int]:
    """The run of cells from line `first` on, cut at each blank line before a bar; and the line after it."""
    segments: list[_Segment] = []
    i, blank, filled = first, True, True
    while i < len(lines):
        line = lines[i]
        if _BARS.match(line.clean):
            bars = line.clean.count("|")
            if blank or not segments:
                segments.append(_Segment([], line.start, line.end))
            segments[-1].cells += [""] * bars
            segments[-1].end = line.end
            blank, filled = False, False
        elif not line.clean:
            blank = True
        elif blank and (filled or not segments) and not _resumes(lines, i):
            break
        else:
            segment = segments[-1]
            segment.gap = segment.gap or (blank and filled)
            segment.cells[-1] = f"{segment.cells[-1]} {line.clean}".strip()
            segment.end = line.end
            blank, filled = False, True
        i += 1
    return segments, max(i, first + 1)


def _resumes(lines: Sequence[Line], index: int) -> bool:
    """Whether paragraphs from line `index` on are still a cell's: a bar follows within three of them."""
    seen = 0
    for line in lines[index : index + 12]:
        if not line.clean:
            continue
        if _BARS.match(line.clean):
            return True
        if _CAPTION.match(line.clean) or label_of(line) or line.clean.endswith(":"):
            return False
        seen += 1
        if seen > 3:
            return False
    return False
