"""The people on a meeting's lists as an answer shows them: described, once each, with their line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cite import Source, Statement, display, sentence
from assistant.read_items import term_set
from index.danish import stem
from index.person import STAND_IN
from index.types import AgendaItem, Attendance, Meeting

STATES = {"deltager": "deltog", "afbud": "meldte afbud", "fraværende": "var fraværende"}

_BOX = re.compile(r"^\s*\[[ xX]?\]\s*")
_REMARK = re.compile(
    r"\b(?:syg\w*|ferie|forfald|stedfortræder\w*|suppleant\w*|barsel|orlov|inhabil|kom|ankom|gik|forlod|teams|online|"
    r"stemmeret|kun under|(?:fra|til) (?:kl|punkt|pkt|sag)|punkt|pkt)\b",
    re.IGNORECASE,
)
_FORMAN = re.compile(r"\b(?:\w*udvalgs|\w*råds)?(?:formand|forperson)\b", re.IGNORECASE)
# A header's own line for it, where no list of people was made of it: "Afbud: …", "Meldt fra: …".
_AWAY_LINE = re.compile(
    r"^\W*(?:fraværende|fravær|afbud|meldt fra|ikke (?:mødt|til stede)|udeble\w*|forfald)\b[^:\n]{0,30}:\s*(?P<who>\S[^\n]*(?:\n(?!\s*\n)[^:\n]+(?=\n|$)){0,3})",
    re.IGNORECASE | re.MULTILINE,
)
_LONG = 160  # characters


def once(people: Sequence[Attendance]) -> list[Attendance]:
    return list({person.name: person for person in reversed(people)}.values())[::-1]


def described(person: Attendance) -> str:
    details = ", ".join(part for part in (person.role, person.organisation) if part)
    if not details and person.group.startswith("Fra "):
        details = person.group[4:]
    return f"{person.name} ({details})" if details else person.name


def shown(meeting: Meeting, person: Attendance) -> str:
    """A person described; by the whole line where that tells why or when they were away. A line that tells
    whom they came for is the other's."""
    if person.role.startswith(STAND_IN):
        return described(person)
    line = line_of(meeting, person)
    told = set(_REMARK.findall(line)) - set(_REMARK.findall(described(person))) and len(line) <= _LONG
    return line if told else described(person)


def line_of(meeting: Meeting, person: Attendance) -> str:
    """A person's line on the list as one line of words: the cells of a row with commas between them."""
    cells = re.split(r"[\t|]", meeting.text[person.start : person.end])
    return ", ".join(text for cell in cells if (text := display(_BOX.sub("", cell))))


def away_lines(meeting: Meeting) -> list[Statement]:
    """The lines of a meeting's header that say who was away, as they stand."""
    return [
        sentence(meeting, None, "stamdata", *match.span())
        for match in _AWAY_LINE.finditer(meeting.text, 0, meeting.header_end)
    ]


def source(meeting: Meeting, person: Attendance) -> Source:
    item = _holder(meeting, person)
    section = (
        next((s.kind for s in item.sections if s.start <= person.start < s.end), "") if item else "stamdata"
    )
    return Source(meeting, item, section or "deltagere", person.start, person.end)


def _holder(meeting: Meeting, person: Attendance) -> AgendaItem | None:
    return next((i for i in meeting.items if i.start <= person.start < i.end), None)


def of_people(word: str, meeting: Meeting) -> bool:
    """Whether a word is part of a name, role, organisation or group on the meeting's lists."""
    return any(stem(word) in _stems(person) for person in meeting.attendance)


def _stems(person: Attendance) -> frozenset[str]:
    return term_set(f"{person.name} {person.role} {person.organisation} {person.group}")


def group_stems(person: Attendance) -> frozenset[str]:
    return term_set(f"{person.organisation} {person.group} {person.role}")


def leaders(meeting: Meeting) -> list[Statement]:
    return [
        Statement(f"Ordstyrer: {described(person)}.", (source(meeting, person),))
        for person in once([person for person in meeting.attendance if person.chair])
    ]


def in_the_chair(meeting: Meeting) -> list[Statement]:
    """The chair of a body, among those present."""
    found = [p for p in meeting.attendance if p.status == "deltager" and _FORMAN.search(p.role)]
    return [Statement(f"Formand: {described(p)}.", (source(meeting, p),)) for p in once(found)[:1]]
