"""Minutes that are set as one table: a row an item, with its number, its title and what was said.

Word and HTML readers give the rows; where they are such a table they come back as headings and
paragraphs, since an item in a table row would otherwise be one line without parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(
    r"^(?:(?:dagsordens)?punkt|pkt\.?|sag)?\s*(?P<number>\d{1,3})\s*[.:)]?(?=\s|$)", re.IGNORECASE
)
_LEAST_ROWS = 3
_LONG = 60


def agenda_lines(rows: Sequence[Sequence[str]]) -> list[str] | None:
    """The lines of a table of items, or None for any other table.

    Cells may hold several lines. A table of items numbers its rows 1, 2, 3 … in the first column and has
    running text, or paragraphs, in another one.
    """
    head, body = _headed(rows)
    numbers = [_number(row) for row in body]
    if len(body) < _LEAST_ROWS or numbers != list(range(1, len(body) + 1)):
        return None
    told = [cell for row in body for cell in row[1:]]
    if not any(len(cell) > _LONG or "\n" in cell for cell in told):
        return None
    return [line for row in body for line in _item(row, head)]


def _headed(rows: Sequence[Sequence[str]]) -> tuple[Sequence[str], list[Sequence[str]]]:
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if filled and _number(filled[0]) is None:
        return filled[0], list(filled[1:])
    return (), list(filled)


def _number(row: Sequence[str]) -> int | None:
    match = _NUMBER.match(row[0].strip()) if row else None
    return int(match["number"]) if match else None


def _item(row: Sequence[str], head: Sequence[str]) -> list[str]:
    """A heading, then each further cell's paragraphs under its column's name."""
    cells = [[line.strip() for line in cell.split("\n") if line.strip()] for cell in row]
    first = cells[0]
    match = _NUMBER.match(first[0])
    rest = list(enumerate(cells))[1:]
    if match and match.end() >= len(first[0]) and rest and rest[0][1]:
        title, more = rest[0][1][0], rest[0][1][1:]
        first = [f"{first[0]}{'' if first[0][-1] in '.:)' else '.'} {title}", *first[1:], *more]
        rest = rest[1:]
    lines = ["", first[0], "", *first[1:]]
    for column, told in rest:
        name = head[column].strip() if column < len(head) else ""
        if told:
            lines += [*(["", name] if name and "\n" not in name else []), "", *told]
    return [*lines, ""]
