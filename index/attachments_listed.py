"""The documents that a list in the head of minutes names, given to the items that refer to them by number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.lines import Line
from index.types import AgendaItem, Attachment

_HEAD = re.compile(r"(?:bilag|bilags?(?:oversigt|liste|fortegnelse))\s*:?", re.IGNORECASE)
_NUMBER = r"\d{1,3}(?:\.\d{1,2})?\s?[a-h]?"
_ENTRY = re.compile(rf"bilag\s+(?P<number>{_NUMBER})\s*[:.–-]?\s+(?=[^\W\d_]|[\"»”(])\S.*", re.IGNORECASE)
_REFERENCE = re.compile(rf"(?:bilag|se\s+bilag)\s*:?\s+{_NUMBER}(?:(?:\s*,\s*|\s+og\s+){_NUMBER})*\.?", re.I)


def given_out(lines: Sequence[Line], first: int, items: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    """The items with what the list in `lines[:first]` holds under the numbers that their own lines name."""
    listed = _listed(lines[:first])
    if not listed:
        return tuple(items)
    return tuple(replace(item, attachments=item.attachments + _named(lines, item, listed)) for item in items)


def _listed(top: Sequence[Line]) -> dict[str, Attachment]:
    """The documents of the list by their numbers, as its entries stand one a line below its heading."""
    filled = [line for line in top if line.clean]
    at = next((i for i, line in enumerate(filled) if _HEAD.fullmatch(line.clean)), len(filled))
    found: dict[str, Attachment] = {}
    for line in filled[at + 1 :]:
        entry = _ENTRY.fullmatch(line.clean)
        if entry is None:
            break
        found[_plain(entry["number"])] = Attachment(line.clean, line.start, line.end)
    return found


def _named(lines: Sequence[Line], item: AgendaItem, listed: dict[str, Attachment]) -> tuple[Attachment, ...]:
    """The listed documents whose numbers stand on lines of the item's own: "Bilag 3 og 3a"."""
    own = (line.clean for line in lines if item.start <= line.start < item.end)
    said = [text for text in own if len(text) < 60 and _REFERENCE.fullmatch(text)]
    numbers = [_plain(number) for text in said for number in re.findall(_NUMBER, text)]
    known = {entry.start for entry in item.attachments}
    return tuple(listed[n] for n in dict.fromkeys(numbers) if n in listed and listed[n].start not in known)


def _plain(number: str) -> str:
    return number.replace(" ", "").casefold()
