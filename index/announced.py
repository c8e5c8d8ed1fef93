"""Headings that a web page prints twice: as a point of its list of items, and again over the item's text.

"• Pkt. 4 Molen" with the item's files below it, then "Pkt. 4" and "Molen" on lines of their own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.lines import Line, key
from index.outline import Heading

_POINT = re.compile(
    r"^[-–•*·▪]\s+(?:(?:dagsordens?|møde)?punkt|pkt\.?|sag)?\s*(?:nr\.?\s*)?(?P<number>\d{1,3})\b[.:)]?\s+"
    r"(?P<title>\S.*)$",
    re.IGNORECASE,
)
_FARTHEST = 40


def with_announced(lines: list[Line], headings: list[Heading]) -> list[Heading]:
    """`headings`, each from the page's point on that says the same; its title where it has none."""
    before = [-1, *(heading.last for heading in headings[:-1])]
    return [_announced(lines, heading, end) for heading, end in zip(headings, before, strict=True)]


def _announced(lines: list[Line], heading: Heading, before: int) -> Heading:
    for i in range(heading.first - 1, max(before, heading.first - _FARTHEST), -1):
        point = _POINT.match(lines[i].clean) if lines[i].clean else None
        if point is None or int(point["number"]) != heading.number:
            continue
        if not heading.title:
            return replace(heading, first=i, title=point["title"])
        if key(point["title"]) == key(heading.title):
            return replace(heading, first=i)
    return heading
