"""The meeting that a question calls by its number in the row: "møde nr. 3/2025"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.enquiry import Enquiry
from index.scope import MeetingKey
from index.types import Meeting

_NUMBERED = re.compile(
    r"\bmøde(?:t)?\s*(?:nr\.?|nummer)\s*0*(?P<number>\d{1,3})(?:\s?[/-]\s?(?P<year>(?:20)?\d\d))?(?![\d.:/-]*\d)",
    re.IGNORECASE,
)
_LOOKED_AT = 24


def of_number(enquiry: Enquiry, keys: Sequence[MeetingKey]) -> list[MeetingKey]:
    """Those of some meetings whose heads bear the number that the question gives; [] where it gives none."""
    asked = _NUMBERED.search(enquiry.text)
    if asked is None:
        return []
    year = asked["year"][-2:] if asked["year"] else ""
    then = [key for key in keys if not year or f"{key.date.year}".endswith(year)]
    if len(then) > _LOOKED_AT:
        return []
    return [key for key in then if _bears(enquiry.searcher.item(key.id, None)[0], asked["number"], year)]


def _bears(meeting: Meeting, number: str, year: str) -> bool:
    found = _NUMBERED.finditer(meeting.text, 0, meeting.header_end)
    return any(
        match["number"] == number and (not match["year"] or not year or match["year"].endswith(year))
        for match in found
    )
