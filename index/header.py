"""The header of minutes: which body met, when, where, and at what level."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.header_body import level_of, organisation_on_way, read_body, read_organisation, without_label
from index.header_top import naming_lines, parts_apart, said_at_top, steps_to_page
from index.header_when import is_labelled, read_date, read_place, read_place_beside, read_times
from index.lines import Line


@dataclass(frozen=True, slots=True)
class Header:
    """What the lines before the first item say; spans are offsets into the text."""

    title: str
    body: str
    organisation: str
    level: str
    date: date | None
    start_time: str | None
    end_time: str | None
    place: str | None
    date_span: tuple[int, int] | None
    place_span: tuple[int, int] | None


def read_header(lines: list[Line], first: int, contents_first: int) -> Header:
    """The header in `lines[:first]`; the table of contents begins at `contents_first` (or -1)."""
    end = contents_first if 0 <= contents_first < first else first
    filled = [line for line in lines[: min(end, 200)] if line.clean]
    top = said_at_top(filled)
    naming = naming_lines(top)
    body = read_body(parts_apart(naming))
    titles = [line.clean for line in naming if not is_labelled(line.clean)] or [""]
    title = next((t for t in titles[:20] if body and body.casefold() in t.casefold()), titles[0])
    title = without_label(title)[:300]
    organisation = read_organisation(naming, body) or organisation_on_way(steps_to_page(lines[:first]))
    day, span = read_date(top, lines)
    if day is None:
        day, span = read_date(filled, lines)
    start, finish = read_times(top, lines, span)
    place, place_span = read_place(top)
    if place is None and span:
        place, place_span = read_place_beside(top, span)
    return Header(title, body, organisation, level_of(body), day, start, finish, place, span, place_span)
