"""Tables of people in a header: a row a person, with columns for role, organisation and who was there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.lines import Line, clean
from index.name_lists import split_names
from index.names import is_name, is_thing
from index.person import Person, away, is_position, read_person
from index.types import Attendance

_CELLS = re.compile(r"\s*\|\s*|\t+|\s{3,}")
_RULE = re.compile(r":?-+:?")
_COLUMNS = {
    "name": r"navn|medlem(?:mer)?|(?:møde)?deltagere?|til\s?stede|fremmødte|udvalgsmedlem(?:mer)?",
    "role": r"titel(?:\s+og\s+arbejdssted)?|rolle|funktion|stilling|hverv|post",
    "organisation": r"organisation|arbejdssted|arbejdsplads|kommune|repræsenterer|parti|partigruppe|liste"
    r"|enhed|institution|område|part|sektor|fra|(?:udpeget|indstillet|valgt)\s+af|ansat(?:\s+i)?|virksomhed|forening",
    "status": r"fremmøde|status|deltog|deltagelse|deltager|til\s?stede|mødt|tilstedeværelse|fravær|afbud",
    "remark": r"bemærkning(?:er)?|noter?|note|e-?mail|mail|telefon|tlf\.?|mobil|initialer",
}
_PRESENT = re.compile(
    r"(?:\[?x\]?|ja|til\s?stede|deltog(?!\s+ikke)|deltager|deltagende|mødte?|teams|online|virtuelt|fysisk|[✓✔])(?!\w)",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"(?:\[\s?\]|[✗✘×]|nej|(?:stedfortræder|suppleant)\s*:|afbud|fravær\w*|ikke\s+(?:til\s?stede|mødt)|forfald|forhindret|orlov|syg\w*|[-–])(?!\w)",
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
        cells = cells_of(text, line)
        here = _several(line, cells, columns) if columns else []
        rows += here
        if here or (columns and all(_RULE.fullmatch(cell) for cell in cells)):
            continue
        found += _attending(rows)
        rows, columns = [], _kinds(cells)
        if not columns:
            left.append(line)
    return found + _attending(rows), left


def heads_people(line: Line) -> bool:
    """Whether the line is the head of a table of people."""
    return bool(_kinds(line.cells or [clean(cell) for cell in line.clean.strip(" |").split("|")]))


def cells_of(text: str, line: Line) -> list[str]:
    """The cells of a table's row, cleaned."""
    return [clean(cell) for cell in _CELLS.split(text[line.start : line.end].strip(" |"))]


def _kinds(cells: Sequence[str]) -> tuple[str, ...]:
    """What each column of a table of people holds, as its head says; () where the cells are no such head."""
    kinds = [_kind(cell) for cell in cells]
    names = [i for i, cell in enumerate(cells) if re.fullmatch(_COLUMNS["name"], cell, re.IGNORECASE)]
    if len(cells) < 2 or not names:
        return ()
    kinds[names[0]] = "name"
    return tuple(kinds) if all(kinds) and (names[0] == 0 or cells[names[0]].casefold() == "navn") else ()


def _kind(cell: str) -> str:
    """What a column holds, as the first word says of a head with several ("Parti / organisation")."""
    first = re.split(r"\s?/\s?|\s+(?:og|eller)\s+", cell)[0]
    kinds = [kind for kind in _COLUMNS if kind != "name"]
    found = (kind for said in (cell, first) for kind in kinds if re.fullmatch(_COLUMNS[kind], said, re.I))
    return next(found, "")


def _several(line: Line, cells: Sequence[str], columns: Sequence[str]) -> list[_Row]:
    """The rows that the line is: one, or one for each of the guests whom a cell names."""
    at = columns.index("name")
    named = cells[at] if at < len(cells) else ""
    spans = split_names(named, mixed=True)
    apart = [named[a:b] for a, b in spans] if len(spans) > 1 else [named]
    found = [_row(line, [*cells[:at], name, *cells[at + 1 :]], columns) for name in apart]
    told = [row for row in found if row]
    if len(told) == len(found):
        return told
    row = _row(line, cells, columns) if len(found) > 1 else None
    return [row] if row else []


def _row(line: Line, cells: Sequence[str], columns: Sequence[str]) -> _Row | None:
    """A row of the table, or None where the line is none."""
    if not cells or len(cells) > len(columns) or columns.index("name") >= len(cells):
        return None
    named = cells[columns.index("name")]
    held: dict[str, list[str]] = {}
    for kind, cell in zip(columns, cells, strict=False):
        if kind != "name" and cell and (kind == "status" or cell not in ("-", "–")):
            held.setdefault(kind, []).append(cell)
    beside = held["role"] if "role" in held and "organisation" not in columns else []
    person = read_person(", ".join([named, *beside]), single=len(cells) > 1)
    if person is None or (len(cells) < 2 and not is_name(named)):
        return None
    said = next(iter(held.get("status", [""]))) if "status" in columns else None
    remark = next(iter(held.get("remark", [])), "-x")
    if said is None and _AWAY.match(remark):
        said = remark
    person = _placed(person, [] if beside else held.get("role", []), held.get("organisation", []), remark)
    return _Row(line, person, said)


def _placed(person: Person, roles: Sequence[str], organisations: Sequence[str], remark: str) -> Person:
    """The person with what the cells beside the name hold: a position and an organisation, in either."""
    held = [(cell, any(map(is_position, cell.split(","))) or not is_thing(cell)) for cell in roles]
    for cell in organisations:
        parts = [part.strip() for part in cell.split(",") if part.strip()]
        held += (
            [(part, is_position(part)) for part in parts] if any(map(is_position, parts)) else [(cell, False)]
        )
    held += [(remark, True)] if is_position(remark) else []
    role = ", ".join(filter(None, (person.role, *(said for said, position in held if position))))
    where = ", ".join(said for said, position in held if not position)
    return replace(person, role=role, organisation=person.organisation or where)


def _attending(rows: Sequence[_Row]) -> list[Attendance]:
    """An empty cell means absence only in a table that marks those who were there."""
    marked = any(row.said and _PRESENT.match(row.said) for row in rows)
    return [_entry(row, marked) for row in rows]


def _entry(row: _Row, marked: bool) -> Attendance:
    person, said = row.person, row.said
    status = person.absent or "deltager"
    if said is not None and (_AWAY.match(said) or (not said and marked)):
        status = away(said)
    place = (row.line.start, row.line.end)
    return Attendance(person.name, status, *place, person.role, person.organisation, chair=person.chair)
