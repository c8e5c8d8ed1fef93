"""Tables of people in a header: a row a person, with columns for role, organisation and who was there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.lines import Line, clean
from index.names import is_name
from index.person import Person, read_person
from index.types import Attendance

_CELLS = re.compile(r"\s*\|\s*|\t+|\s{3,}")
_RULE = re.compile(r":?-+:?")
_COLUMNS = {
    "name": r"navn|medlem(?:mer)?|(?:møde)?deltagere?|til\s?stede|fremmødte|udvalgsmedlem(?:mer)?",
    "role": r"titel(?:\s+og\s+arbejdssted)?|rolle|funktion|stilling|hverv",
    "organisation": r"organisation|arbejdssted|kommune|repræsenterer|parti|liste|enhed|institution|område",
    "status": r"fremmøde|status|deltog|deltagelse|deltager|til\s?stede|mødt|tilstedeværelse|fravær|afbud",
    "remark": r"bemærkning(?:er)?|noter?|e-?mail|telefon|initialer",
}
_PRESENT = re.compile(
    r"(?:\[?x\]?|ja|til\s?stede|deltog(?!\s+ikke)|deltager|deltagende|mødte?|teams|online|virtuelt|fysisk|[✓✔])(?!\w)",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"(?:\[\s?\]|nej|afbud|fravær\w*|ikke\s+(?:til\s?stede|mødt)|forfald|forhindret|orlov|syg\w*|[-–])(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A person of a table; `said` is what the column of attendance holds, None without such a column."""

    line: Line
    person: Person
    said: str | None


def tabled(text: str, lines: Sequence[Line]) -> tuple[list[Attendance], list[Line]]:
    """The people in the tables among `lines`, and the lines that are left."""
    found: list[Attendance] = []
    left: list[Line] = []
    columns: tuple[str, ...] = ()
    rows: list[_Row] = []
    for line in lines:
        cells = _cells(text, line)
        row = _row(line, cells, columns) if columns else None
        if row:
            rows.append(row)
        if row or (columns and all(_RULE.fullmatch(cell) for cell in cells)):
            continue
        found += _attending(rows)
        rows, columns = [], _kinds(cells)
        if not columns:
            left.append(line)
    return found + _attending(rows), left


def heads_people(line: Line) -> bool:
    """Whether the line is the head of a table of people."""
    return bool(_kinds(line.cells or [clean(cell) for cell in line.clean.strip(" |").split("|")]))


def _cells(text: str, line: Line) -> list[str]:
    return [clean(cell) for cell in _CELLS.split(text[line.start : line.end].strip(" |"))]


def _kinds(cells: Sequence[str]) -> tuple[str, ...]:
    """What each column of a table of people holds, as its head says; () where the cells are no such head."""
    if len(cells) < 2 or not re.fullmatch(_COLUMNS["name"], cells[0], re.IGNORECASE):
        return ()
    others = [_kind(cell) for cell in cells[1:]]
    return ("name", *others) if all(others) else ()


def _kind(cell: str) -> str:
    kinds = (kind for kind, words in _COLUMNS.items() if kind != "name")
    return next((kind for kind in kinds if re.fullmatch(_COLUMNS[kind], cell, re.IGNORECASE)), "")


def _row(line: Line, cells: Sequence[str], columns: Sequence[str]) -> _Row | None:
    """A row of the table, or None where the line is none."""
    if not cells or len(cells) > len(columns):
        return None
    held = {kind: cell for kind, cell in zip(columns[1:], cells[1:], strict=False) if cell}
    beside = [held["role"]] if "role" in held and "organisation" not in columns else []
    person = read_person(", ".join([cells[0], *beside]), single=len(cells) > 1)
    if person is None or (len(cells) < 2 and not is_name(cells[0])):
        return None
    role = ", ".join(filter(None, (person.role, "" if beside else held.get("role", ""))))
    person = replace(person, role=role, organisation=person.organisation or held.get("organisation", ""))
    said = held.get("status", "") if "status" in columns else None
    if said is None and _AWAY.match(held.get("remark", "-x")):
        said = held["remark"]
    return _Row(line, person, said)


def _attending(rows: Sequence[_Row]) -> list[Attendance]:
    """An empty cell means absence only in a table that marks those who were there."""
    marked = any(row.said and _PRESENT.match(row.said) for row in rows)
    return [_entry(row, marked) for row in rows]


def _entry(row: _Row, marked: bool) -> Attendance:
    person, said = row.person, row.said
    status = person.absent or "deltager"
    if said is not None and (_AWAY.match(said) or (not said and marked)):
        status = "afbud" if "afbud" in said.casefold() else "fraværende"
    place = (row.line.start, row.line.end)
    return Attendance(person.name, status, *place, person.role, person.organisation, chair=person.chair)
