"""Statements with their exact sources, and the numbered citations made from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.front import is_front
from assistant.types import Citation
from index.dates import danish_date
from index.paragraphs import whole_words
from index.types import AgendaItem, Meeting, page_at

_MARKS = re.compile(r"\*\*|(?<!\w)[*_]|[*_](?!\w)|^#{1,6}\s*", re.MULTILINE)
_TITLE_OPENS = 30
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Source:
    """A span of one meeting's text; `item` is None for the header, `section` is a section kind."""

    meeting: Meeting
    item: AgendaItem | None
    section: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an answer says, with the spans that bear it; `list_line` shows it as a list line."""

    text: str
    sources: tuple[Source, ...]
    list_line: bool = False


def display(text: str) -> str:
    """Source words as shown in an answer: without markdown marks, on one line, cut words whole."""
    text = whole_words(text)
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", text)).replace("|", " ").replace("\t", " ").split())


def ended(text: str) -> str:
    """A text that ends as a sentence does."""
    text = text.rstrip(" :;,")
    return text if text.rstrip("])").endswith((".", "!", "?", "…", "”", '"')) else f"{text}."


def verbatim(
    meeting: Meeting, item: AgendaItem, section: str, start: int, end: int, *, list_line: bool = False
) -> Statement:
    """A span of an item's text as a statement in its own words; `section` is a section kind."""
    source = Source(meeting, item, section, start, end)
    return Statement(display(meeting.text[start:end]), (source,), list_line)


def sentence(meeting: Meeting, item: AgendaItem | None, section: str, start: int, end: int) -> Statement:
    """A span of an item's or the header's (None) text as a statement that ends as a sentence does."""
    return Statement(ended(display(meeting.text[start:end])), (Source(meeting, item, section, start, end),))


def heading_source(meeting: Meeting, item: AgendaItem) -> Source:
    """The line that heads an item: the one with its title, where its case number stands above."""
    end = item.sections[0].start if item.sections else item.end
    at = max(meeting.text.find(item.title[:_TITLE_OPENS], item.start, end), item.start)
    start = max(meeting.text.rfind("\n", item.start, at) + 1, item.start)
    stop = meeting.text.find("\n", at)
    return Source(meeting, item, "stamdata", start, item.end if stop < 0 else min(stop, item.end))


def heading(item: AgendaItem) -> str:
    """ "Punkt 4: Klyngemidler"; the title alone for an un-numbered item."""
    return f"Punkt {item.number}: {display(item.title)}" if item.number is not None else display(item.title)


def label(meeting: Meeting, item: AgendaItem | None) -> str:
    """ "Direktørforum Sundhedsklynge Midt, 24. oktober 2024, punkt 4"."""
    where = f"{meeting.body}, {danish_date(meeting.date)}"
    if item is None or is_front(item):
        return where
    return f"{where}, punkt {item.number}" if item.number is not None else f"{where}, {item.title}"


def write(statements: Sequence[Statement]) -> tuple[str, list[Citation]]:
    """The answer's text with "[n]" behind every statement, and the citations they point to.

    The same span is cited under one number wherever it bears a statement.
    """
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    lines = []
    for statement in statements:
        marks = []
        for source in statement.sources:
            key = (source.meeting.id, source.start, source.end)
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                citations.append(_citation(numbers[key], source))
            marks.append(f"[{numbers[key]}]")
        lines.append((statement.list_line, f"{statement.text} {''.join(dict.fromkeys(marks))}".strip()))
    return _join(lines), citations


def _join(lines: Sequence[tuple[bool, str]]) -> str:
    text = ""
    for is_line, line in lines:
        if is_line:
            text += f"\n- {line}"
        else:
            text += ("\n\n" if "\n- " in text else " " if text else "") + line
    return text.strip()


def _citation(number: int, source: Source) -> Citation:
    meeting = source.meeting
    item = None if source.item is None or is_front(source.item) else source.item
    return Citation(
        number=number,
        body=meeting.body,
        date=meeting.date,
        item=item.number if item else None,
        item_title=item.title if item else "",
        section=source.section,
        quote=meeting.text[source.start : source.end],
        source=meeting.source,
        start=source.start,
        end=source.end,
        label=label(meeting, item),
        meeting_id=meeting.id,
        ordinal=item.ordinal if item else None,
        page=page_at(meeting.pages, source.start),
    )
