"""The front of minutes as an item to read: its lines answer who was there, when and where."""

from __future__ import annotations

from index.front import front_spans
from index.types import AgendaItem, Meeting, Section

_ORDINAL = -1  # before the first item


def as_item(meeting: Meeting) -> AgendaItem:
    """The header as an item without number and title; a citation of it names the meeting alone."""
    sections = tuple(
        Section("stamdata", "", start, start, end) for start, end in _runs(meeting.text, front_spans(meeting))
    )
    return AgendaItem(_ORDINAL, None, "", "andet", 0, meeting.header_end, sections)


def is_front(item: AgendaItem) -> bool:
    """Whether an item is a meeting's header."""
    return item.ordinal == _ORDINAL


def ordinal_of(item: AgendaItem) -> int | None:
    """An item's ordinal as the search and citations name it: None for the header."""
    return None if is_front(item) else item.ordinal


def _runs(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that follow each other with nothing but white space between them, as one."""
    runs: list[tuple[int, int]] = []
    for start, end in spans:
        if runs and not text[runs[-1][1] : start].strip():
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs
