"""What must not surface: CPR numbers, and the text of closed items."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace

from index.types import Meeting

_CPR = re.compile(r"(?<![\d\w./-])(\d{2})(\d{2})(\d{2})(?:[ -]{0,3})(\d{4})(?![\d\w/-])")


def find_cpr(text: str) -> list[tuple[int, int]]:
    """Spans of CPR numbers, with or without dash or space, whose first six digits are a day."""
    found = []
    for match in _CPR.finditer(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
        if 1 <= month <= 12 and 1 <= day <= monthrange(2000 + year, month)[1]:
            found.append(match.span())
    return found


def screen(meeting: Meeting) -> tuple[Meeting, dict[int | None, int]]:
    """The meeting with every CPR number's digits masked, spans kept, and the count by item number."""
    hits = find_cpr(meeting.text)
    if not hits:
        return meeting, {}
    text = meeting.text
    counts: dict[int | None, int] = {}
    for start, end in hits:
        text = text[:start] + re.sub(r"\d", "•", text[start:end]) + text[end:]
        item = next((item.number for item in meeting.items if item.start <= start < item.end), None)
        counts[item] = counts.get(item, 0) + 1
    return replace(meeting, text=text), counts
