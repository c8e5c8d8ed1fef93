"""What somebody said or voted at a meeting that they were not at: that they were away is all there is to tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.cite import Statement, label
from assistant.enquiry import Enquiry, Reply, hint
from assistant.register import which
from assistant.register.attendance import STATES, away_lines, described, source
from index.danish import unfold
from index.names import NAME
from index.types import Attendance, Meeting

_SPOKE = (
    r"(?:sagde|mente|svarede|spurgte|foreslog|oplyste|stemte|udtalte|bemærkede|fortalte|ønskede|syntes|roste|kritiserede|"
    r"præsenterede|fremlagde|advarede)"
)
_ASKS = (
    re.compile(rf"\bhv\w+\b.*?\b{_SPOKE}\s+(?P<who>(?:[\w.'-]+\s*){{2,6}})"),
    re.compile(
        r"\b(?:har|havde|hvad)\s+(?P<who>(?:[\w.'-]+\s+){2,5})(?:sagt|stemt|foreslået|spurgt|svaret)\b"
    ),
)
_NAME = re.compile(NAME)
_LOOKED_AT = 8
_FULL = 2  # words that make a full name


def answer(enquiry: Enquiry) -> Reply | None:
    """That the person whose words or vote are asked for was away; None where anybody of that name was at one
    of the meetings, or an item names them."""
    said = next((found["who"] for asks in _ASKS if (found := asks.search(enquiry.text))), "")
    if not said:
        return None
    away: Statement | None = None
    for meeting in _meetings(enquiry):
        named = [person for person in meeting.attendance if _is_named(person.name, said)]
        if any(person.status == "deltager" for person in named):
            return None
        line = _of_person(meeting, named[0]) if named else _of_line(meeting, said)
        if line and _told_of(meeting, line, said):
            return None
        away = away or line
    return hint([away]) if away else None


def _of_person(meeting: Meeting, person: Attendance) -> Statement:
    where = label(meeting, None)
    line = f"{described(person)} {STATES[person.status]} ({where})."
    return Statement(line, (source(meeting, person),))


def _of_line(meeting: Meeting, said: str) -> Statement | None:
    """The line of the header on who was away that names somebody whom no list of people holds."""
    for line in away_lines(meeting):
        if any(_is_named(match[0], said) for match in _NAME.finditer(line.text)):
            return line
    return None


def _meetings(enquiry: Enquiry) -> Iterator[Meeting]:
    """The meetings named, else those of the first items found."""
    named = [key.id for key in which.named(enquiry)] if which.names_meeting(enquiry) else []
    ranked = [item.meeting_id for item in enquiry.ranking.items]
    for meeting_id in list(dict.fromkeys(named or ranked))[:_LOOKED_AT]:
        yield enquiry.searcher.item(meeting_id, None)[0]


def _is_named(name: str, said: str) -> bool:
    """Whether words begin with a person's name: its first and its last word in that order, with no word
    between them that is not the name's."""
    own = [unfold(word) for word in re.findall(r"[^\W\d_]+", name)]
    words = re.findall(r"[^\W\d_]+", said)
    if len(own) < _FULL or own[0] not in words:
        return False
    at = words.index(own[0])
    for word in words[at + 1 :]:
        if word in (own[-1], f"{own[-1]}s"):
            return True
        if word not in own:
            return False
    return False


def _told_of(meeting: Meeting, line: Statement, said: str) -> bool:
    """Whether an item names, beside the lists, the person of whom a line tells."""
    last = next(
        (match[0].split()[-1] for match in _NAME.finditer(line.text) if _is_named(match[0], said)), ""
    )
    lists = [(person.start, person.end) for person in meeting.attendance]
    found = re.finditer(rf"\b{re.escape(last)}\b", meeting.text[meeting.header_end :]) if last else ()
    places = [meeting.header_end + match.start() for match in found]
    return any(not any(start <= at < end for start, end in lists) for at in places)
