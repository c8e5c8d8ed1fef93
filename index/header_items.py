"""Body and day of a meeting whose header leaves them out, as its items or its file's name tell them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.dates import find_dates
from index.header import Header
from index.header_body import level_of, names_a_body
from index.headings import label_of
from index.lines import Line

# What stands before the day: "Beslutning i Havneudvalget den 3. juni 2025", "Havneudvalget, 03-06-2025".
_BEFORE = re.compile(
    r"^(?:(?:tidligere\s+)?(?:beslutning|behandling|behandlet|referat|vedtagelse)\s+(?:i|fra|af)\s+)?"
    r"(?P<body>[A-ZÆØÅ].{2,80}?)(?:\s*,)?(?:\s+(?:den|d\.))?\s*$",
    re.IGNORECASE,
)
_SET = r"[-._ ]?"
_DIGITS = re.compile(
    rf"(?<!\d)(?:(?P<d>\d\d){_SET}(?P<m>\d\d){_SET}(?P<y>20\d\d)"
    rf"|(?P<y2>20\d\d){_SET}(?P<m2>\d\d){_SET}(?P<d2>\d\d))(?!\d)"
)
_ENOUGH = 0.5


def settled(header: Header, lines: Sequence[Line], items: int, source: str) -> Header:
    """The header with the body and the day that it lacks, `lines` being those of its `items` items."""
    if header.date is not None and names_a_body(header.body):
        return header
    told = Counter(told for line in lines if (told := _told(line)))
    own = [which for which, count in told.items() if count >= _ENOUGH * items]
    if header.date is not None:
        own = [which for which in own if which[1] == header.date]
    if own:
        body, day = max(own, key=lambda which: which[1])  # what others decided comes before
        body = header.body if names_a_body(header.body) else body
        return replace(header, date=day, body=body, level=level_of(body))
    return replace(header, date=header.date or _in_name(source))


def _told(line: Line) -> tuple[str, date] | None:
    """The body and the day that a line names which heads a decision."""
    label = label_of(line) if line.clean[-1:].isdigit() or line.clean.endswith((":", ")")) else None
    if label is None or len(label.days) != 1:
        return None
    hit = next(hit for hit in find_dates(line.clean) if hit.year)
    before = _BEFORE.match(line.clean[: hit.start])
    return (before["body"], label.days[0]) if before and names_a_body(before["body"]) else None


def _in_name(source: str) -> date | None:
    """The day in a file's name, where it has one and no more."""
    name = source.replace("_", " ")
    written = (
        f"{run['d'] or run['d2']}.{run['m'] or run['m2']}.{run['y'] or run['y2']}"
        for run in _DIGITS.finditer(name)
    )
    days = {hit.as_date() for part in (name, *written) for hit in find_dates(part) if hit.year}
    return days.pop() if len(days) == 1 else None
