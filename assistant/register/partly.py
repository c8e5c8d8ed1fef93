"""Who was there for a part of a meeting only: the items that somebody missed, and who missed certain items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.cite import Statement, label, sentence
from assistant.enquiry import Enquiry, Reply
from assistant.front import as_item
from assistant.register import which
from assistant.register.words import another_gathering
from assistant.sentences import placed_units
from index.danish import content_words, unfold
from index.names import NAME
from index.types import Meeting

_ITEMS = r"(?:pkt|punkt(?:er(?:ne)?|et)?|dagsordenspunkt\w*|sag(?:er(?:ne)?)?)\b"
_AWAY = r"(?:ikke|kun|væk|fravær\w*|manglede\w*|glip|udeble\w*)"
_ASKS_ITEMS = re.compile(
    rf"\bhvilke[tn]?\s+(?:\w+\s+)?{_ITEMS}.*\b{_AWAY}\b|\bhvad for (?:nogle )?{_ITEMS}.*\b{_AWAY}\b"
)
_ASKS_WHO = re.compile(
    rf"\b(?:hvem|hvilke[tn]? \w+)\b.*\b{_AWAY}\b.*?\b{_ITEMS}\.?\s*(?:nr\.?\s*)?(?P<items>\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?)\b"
)
_SAYS = re.compile(
    r"\b(?:deltog|deltager|var)\s+ikke\b|\bikke\s+til\s?stede\b|\bfravær\w*\b|\bforlod\b|\bkun\s+(?:under|til|ved|i|punkt|pkt)\b",
    re.IGNORECASE,
)
_NAMES_ITEMS = re.compile(
    rf"\b{_ITEMS}\.?\s*(?:nr\.?\s*)?(?P<items>\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?)", re.IGNORECASE
)
_NAME = re.compile(NAME)
_FULL = 2  # words that make a full name
_LOOKED_AT = 12


def answer(enquiry: Enquiry) -> Reply | None:
    """What the head of a meeting, or its first item, says of the items that somebody missed; None where no
    such thing is asked, or nothing or several things are told."""
    text = enquiry.text
    who = _ASKS_WHO.search(text)
    if another_gathering(text) or not (who or _ASKS_ITEMS.search(text)):
        return None
    named = {unfold(word) for word in content_words(enquiry.question.text)}
    found: list[tuple[Meeting, Statement]] = []
    for meeting in _meetings(enquiry):
        for line in _lines(meeting):
            items = _NAMES_ITEMS.search(line.text)
            if who:
                fits = items is not None and _plain(items["items"]) == _plain(who["items"])
            else:
                fits = items is not None and _is_of(line.text, named)
            if fits:
                found.append((meeting, line))
    told = list({(line.text, line.sources): (meeting, line) for meeting, line in found}.values())
    if not told or len({meeting.id for meeting, _ in told}) > 1:
        return None
    meeting = told[0][0]
    lines = [line for _, line in told]
    if which.names_meeting(enquiry):
        return Reply(lines)
    return Reply([Statement(f"{label(meeting, None)}:", (which.day_source(meeting),)), *lines])


def _meetings(enquiry: Enquiry) -> Iterator[Meeting]:
    for key in which.named(enquiry)[:_LOOKED_AT]:
        yield enquiry.searcher.item(key.id, None)[0]


def _lines(meeting: Meeting) -> Iterator[Statement]:
    """The sentences of the head and of the first item that tell of people who were there for a part."""
    for item in [as_item(meeting), *(item for item in meeting.items[:1] if not item.closed)]:
        for section, unit in placed_units(meeting, item):
            words = meeting.text[unit.start : unit.end]
            if _SAYS.search(words) and _NAME.search(words):
                yield sentence(meeting, item, section.kind, unit.mark, unit.end)


def _is_of(line: str, named: set[str]) -> bool:
    """Whether a line names a person by two words at least that a question holds."""
    return any(
        len({unfold(word) for word in match[0].split()} & named) >= _FULL for match in _NAME.finditer(line)
    )


def _plain(items: str) -> str:
    return re.sub(r"\s", "", items).replace("–", "-")
