"""What somebody said or voted at a meeting that they were not at: that they were away is all there is to tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.cite import Statement
from assistant.enquiry import Enquiry, Reply, hint
from assistant.register import which
from assistant.register.attendance import STATES, described, source
from index.danish import unfold
from index.dates import danish_date
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
_LOOKED_AT = 8
_FULL = 2  # words that make a full name


def answer(enquiry: Enquiry) -> Reply | None:
    """That the person whose words or vote are asked for was away; None where anybody of that name was at one
    of the meetings, or an item names them."""
    said = next((found["who"] for asks in _ASKS if (found := asks.search(enquiry.text))), "")
    if not said:
        return None
    away: tuple[Meeting, Attendance] | None = None
    for meeting in _meetings(enquiry):
        named = [person for person in meeting.attendance if _is_named(person, said)]
        if any(person.status == "deltager" for person in named):
            return None
        if named and _told_of(meeting, named):
            return None
        if named and away is None:
            away = (meeting, named[0])
    if away is None:
        return None
    meeting, person = away
    where = f"{meeting.body}, {danish_date(meeting.date)}"
    line = f"{described(person)} {STATES[person.status]} ({where})."
    return hint([Statement(line, (source(meeting, person),))])


def _meetings(enquiry: Enquiry) -> Iterator[Meeting]:
    """The meetings named, else those of the first items found."""
    named = [key.id for key in which.named(enquiry)] if which.names_meeting(enquiry) else []
    ranked = [item.meeting_id for item in enquiry.ranking.items]
    for meeting_id in list(dict.fromkeys(named or ranked))[:_LOOKED_AT]:
        yield enquiry.searcher.item(meeting_id, None)[0]


def _is_named(person: Attendance, said: str) -> bool:
    """Whether words begin with a person's name: its first and its last word in that order, with no word
    between them that is not the name's."""
    own = [unfold(word) for word in re.findall(r"[^\W\d_]+", person.name)]
    words = re.findall(r"[^\W\d_]+", said)
    if len(own) < _FULL or own[0] not in words:
        return False
    at = words.index(own[0])
    for word in words[at + 1 :]:
        if word == own[-1] or word == f"{own[-1]}s":
            return True
        if word not in own:
            return False
    return False


def _told_of(meeting: Meeting, named: list[Attendance]) -> bool:
    """Whether an item names a person by their last name, beside the lists."""
    lists = [(person.start, person.end) for person in meeting.attendance]
    for person in named:
        last = re.escape(person.name.split()[-1])
        for match in re.finditer(rf"\b{last}\b", meeting.text[meeting.header_end :]):
            at = meeting.header_end + match.start()
            if not any(start <= at < end for start, end in lists):
                return True
    return False
