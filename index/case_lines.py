"""Registration data that stand around an item rather than below its heading: before it, or at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.headings import OPENNESS, is_meta
from index.lines import Line, key
from index.outline import Heading
from index.registration import read_registration
from index.types import Section

_MOST = 4
_USUAL = 0.6


def with_case_lines(lines: list[Line], headings: list[Heading]) -> list[Heading]:
    """`headings`, each with the case number that stands before it, and with the same heading printed twice.

    The number above a heading is its own where the first item has one, and most have: where it stands at an
    item's end it is that item's, and the last one has it as well.
    """
    before = [headings[n - 1].last if n else -1 for n in range(len(headings))]
    headings = [_doubled(lines, heading, end) for heading, end in zip(headings, before, strict=True)]
    stops = [*(heading.first for heading in headings[1:]), len(lines)]
    headings = [_said_again(lines, heading, stop) for heading, stop in zip(headings, stops, strict=True)]
    starts = [_above(lines, heading.first, end) for heading, end in zip(headings, before, strict=True)]
    told = sum(start is not None for start in starts)
    if not starts or starts[0] is None or told < max(2, _USUAL * len(starts)):
        return headings
    if trailing(lines[headings[-1].last + 1 :]) is not None:
        return headings
    return [
        heading if start is None else replace(heading, first=start)
        for heading, start in zip(headings, starts, strict=True)
    ]


def trailing(lines: Sequence[Line]) -> int | None:
    """The index of the first of the registration data with which `lines` end after other text, or None."""
    filled = [i for i, line in enumerate(lines) if line.clean]
    first = None
    for i in reversed(filled[-_MOST:]):
        if not is_meta(lines[i]):
            break
        first = i
    if first is None or first == filled[0] or not _tells([lines[i] for i in filled if i >= first]):
        return None
    return first


def told_above(lines: Sequence[Line], number: int | None) -> list[Line]:
    """The registration data among a heading's lines, but for the one that counts the item ("Sag nr. 3")."""
    counts = re.compile(rf"^\D{{0,20}}{number}\b(?![-./]\d)")
    return [line for line in lines if is_meta(line) and not counts.match(line.clean)]


def set_apart(lines: Sequence[Line], sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """`sections` of an item of `lines`, with the registration data at its end as a section of its own."""
    at = trailing(lines)
    last = sections[-1]
    if at is None or last.kind == "stamdata" or lines[at].start <= last.body:
        return sections
    cut = lines[at].start
    return *sections[:-1], replace(last, end=cut), Section("stamdata", "", cut, cut, last.end)


def _tells(lines: Sequence[Line]) -> bool:
    found = read_registration(lines)
    return found.case_id is not None or found.doc_id is not None


def _above(lines: list[Line], first: int, before: int) -> int | None:
    """The first line of the registration data right above line `first` and after line `before`, or None."""
    start = None
    for i in range(first - 1, max(before, first - 2 * _MOST), -1):
        if not lines[i].clean:
            continue
        if not is_meta(lines[i]) or OPENNESS.match(lines[i].clean):
            break  # "14. Lukket punkt - lejemål" is the last line of the agenda
        start = i
    if start is None or not _tells([line for line in lines[start:first] if line.clean]):
        return None
    filled = [i for i in range(before + 1, first) if lines[i].clean]
    return start if before < 0 or filled[0] != start else None


def _said_again(lines: list[Line], heading: Heading, stop: int) -> Heading:
    """The heading with the line below it that has the same title, without the number, once more."""
    for i in range(heading.last + 1, min(heading.last + 4, stop)):
        if lines[i].clean:
            same = heading.body is None and key(lines[i].clean) == key(heading.title) != ""
            return replace(heading, last=i) if same else heading
    return heading


def _doubled(lines: list[Line], heading: Heading, before: int) -> Heading:
    """The heading from its first printing on, where the line above says the same."""
    for i in range(heading.first - 1, max(before, heading.first - 4), -1):
        if lines[i].clean:
            same = heading.number is not None and key(lines[i].clean) == key(
                f"{heading.number} {heading.title}"
            )
            return replace(heading, first=i) if same else heading
    return heading
