"""What must not surface: CPR numbers, people's private contact data, and the text of closed items.

Everything here keeps positions: digits and letters are replaced one for one, so that every span in a
meeting still marks what it marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from index.identifiers import Private, find_cpr, find_private
from index.types import AgendaItem, Meeting, Section

__all__ = [
    "MASK",
    "Private",
    "conceal_closed",
    "find_cpr",
    "find_private",
    "is_public",
    "mask",
    "mask_cpr",
    "mask_private",
    "public_text",
    "screen",
    "screen_private",
]

MASK = "•"
T = TypeVar("T")


def mask_cpr(text: str) -> str:
    """`text` with the digits of every CPR number masked; the length stays."""
    return _masked(text, find_cpr(text), r"\d")


def mask_private(text: str) -> str:
    """`text` with private phone numbers, addresses and accounts masked; the length stays."""
    return _masked(text, [(hit.start, hit.end) for hit in find_private(text)], r"[^\W_]")


def mask(text: str) -> str:
    """`text` with everything masked that must not be shown: for what leaves the program."""
    return mask_private(mask_cpr(text))


def _masked(text: str, spans: list[tuple[int, int]], what: str) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += [text[done:start], re.sub(what, MASK, text[start:end])]
        done = end
    return "".join([*pieces, text[done:]]) if spans else text


def screen(meeting: Meeting) -> tuple[Meeting, dict[int | None, int]]:
    """The meeting with every CPR number's digits masked, and how many there were by item number.

    They are masked in the text and in every title, name and cell made from it. None stands for the
    header and for items without a number.
    """
    hits = find_cpr(meeting.text)
    screened = _rebuilt(meeting, mask_cpr)
    if screened.body != meeting.body:
        screened = replace(screened, id=_without_numbers(meeting.id, screened.body))
    return screened, _by_item(meeting, [start for start, _ in hits])


def screen_private(meeting: Meeting) -> tuple[Meeting, dict[int | None, int]]:
    """The meeting with private phone numbers, addresses and accounts masked, and their count by item."""
    hits = find_private(meeting.text)
    if not hits:
        return meeting, {}
    return _rebuilt(meeting, mask_private), _by_item(meeting, [hit.start for hit in hits])


def _without_numbers(slug: str, body: str) -> str:
    """The slug of a body that held a CPR number: its long numbers are left out, the date stays."""
    return re.sub(r"(?<!\d)\d{6}-?\d{4}(?!\d)", "x", slug, count=body.count(MASK) // 10)


def _by_item(meeting: Meeting, starts: list[int]) -> dict[int | None, int]:
    counts: dict[int | None, int] = {}
    for start in starts:
        number = next((item.number for item in meeting.items if item.start <= start < item.end), None)
        counts[number] = counts.get(number, 0) + 1
    return counts


_KEPT = frozenset({"id", "source", "digest", "kind", "level", "status"})


def _rebuilt(value: T, change: Callable[[str], str]) -> T:
    """`value` with `change` applied to every string in it, except those that are codes or file names."""
    result: Any = value
    if isinstance(value, str):
        result = change(value)
    elif isinstance(value, tuple):
        result = tuple(_rebuilt(entry, change) for entry in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changes = {
            field.name: after
            for field in fields(value)
            if field.name not in _KEPT
            and (after := _rebuilt(before := getattr(value, field.name), change)) != before
        }
        result = replace(value, **changes) if changes else value
    return result  # type: ignore[no-any-return]


def is_public(item: AgendaItem) -> bool:
    """Whether the item's text may be indexed, searched, quoted and exported."""
    return not item.closed


def public_text(meeting: Meeting, item: AgendaItem, *, include_closed: bool = False) -> str:
    """What may be shown of the item: all of it, or for a closed one its heading alone."""
    if include_closed or is_public(item):
        return meeting.text[item.start : item.end]
    return meeting.text[item.start : _content_start(item)].rstrip()


def conceal_closed(meeting: Meeting) -> Meeting:
    """The meeting without what closed items hold beyond number, title and being closed.

    Their text is blanked character for character, line ends kept; their sections become one empty
    section, their attachments, tables, case and document numbers and the people in them go.
    """
    closed = [item for item in meeting.items if not is_public(item)]
    if not closed:
        return meeting
    text = meeting.text
    for item in closed:
        start = _content_start(item)
        text = text[:start] + re.sub(r"[^\n]", " ", text[start : item.end]) + text[item.end :]
    return replace(
        meeting,
        text=text,
        items=tuple(item if is_public(item) else _concealed(item) for item in meeting.items),
        attendance=tuple(
            entry
            for entry in meeting.attendance
            if not any(_content_start(item) <= entry.start < item.end for item in closed)
        ),
    )


def _content_start(item: AgendaItem) -> int:
    """Where the item's content begins: after its heading."""
    return item.sections[0].start if item.sections else item.end


def _concealed(item: AgendaItem) -> AgendaItem:
    start = _content_start(item)
    return replace(
        item,
        sections=(Section("tekst", "", start, start, item.end),),
        attachments=(),
        tables=(),
        case_id=None,
        doc_id=None,
    )
