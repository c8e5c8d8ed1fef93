"""The treatments of one matter: the items of the same case or title, or taken up again, in all meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.enquiry import Enquiry, Place
from assistant.read_items import term_set
from assistant.register import which
from index.danish import stem
from index.dates import find_dates
from index.scope import MeetingKey
from index.types import AgendaItem, Filters, ItemEntry, Meeting

_BACK = re.compile(
    r"\b(?:mødet?|møde)\s+(?:i\s+[^.,;]{3,60}?\s+)?(?:den|d\.|af)\s*(?P<date>[^,;]{4,40})|"
    r"\bpunkt\s+(?P<item>\d{1,2})\s+på\s+mødet",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\b(?:punkt|pkt\.?)\s*(?:nr\.?\s*)?(\d{1,2})\b", re.IGNORECASE)
_TITLED = 0.66
_ALIKE = 0.5  # share of the words of two titles that are the same
MOST = 12


def seed(enquiry: Enquiry, topic: Sequence[str]) -> tuple[Meeting, AgendaItem] | None:
    """The item that a matter is known by: the topic's, else that of the answer before."""
    if enquiry.ranking.hints.case_ids:
        entries = enquiry.searcher.entries(case_id=enquiry.ranking.hints.case_ids[0])
        return read(enquiry, entries[-1].meeting_id, entries[-1].ordinal) if entries else None
    if topic:
        return which.treated(enquiry, which.named(enquiry), topic)
    return next((found for place in enquiry.focus if (found := read(enquiry, *place))), None)


def steps(
    enquiry: Enquiry, topic: Sequence[str], meeting: Meeting, item: AgendaItem
) -> list[tuple[Meeting, AgendaItem]]:
    """All treatments of the matter, oldest first: same case, same title, or named as taken up again."""
    entries = [*_of_case(enquiry, item), *_of_title(enquiry, topic, item)]
    places: dict[Place, None] = {(meeting.id, item.ordinal): None}
    places |= {
        (entry.meeting_id, entry.ordinal): None for entry in entries if entry.meeting_id in enquiry.meetings
    }
    found: dict[Place, tuple[Meeting, AgendaItem]] = {}
    waiting = list(places)
    while waiting and len(found) < MOST:
        place = waiting.pop(0)
        known = read(enquiry, *place) if place not in found else None
        if known:
            found[place] = known
            waiting += _taken_up(enquiry, *known)
    return sorted(found.values(), key=lambda step: (step[0].date, step[1].ordinal))


def _of_case(enquiry: Enquiry, item: AgendaItem) -> list[ItemEntry]:
    """The items of the same case; one number may cover all of a body's meetings, so the titles decide too."""
    if not item.case_id:
        return []
    return [e for e in enquiry.searcher.entries(case_id=item.case_id) if _alike(e.title, item.title)]


def _of_title(enquiry: Enquiry, topic: Sequence[str], item: AgendaItem) -> list[ItemEntry]:
    """The items of much the same title among those that the search finds for it."""
    ids = tuple(enquiry.meetings)
    inside = replace(enquiry.filters or Filters(), meetings=ids) if enquiry.filters else None
    ranked = [r for r in enquiry.searcher.rank(item.title, inside).items if r.meeting_id in enquiry.meetings]
    places = {(r.meeting_id, r.ordinal) for r in ranked}
    entries = enquiry.searcher.entries(meetings=tuple(dict.fromkeys(r.meeting_id for r in ranked)))
    return [
        entry
        for entry in entries
        if (entry.meeting_id, entry.ordinal) in places
        and not entry.closed
        and (
            _alike(entry.title, item.title)
            or (topic and which.titled(enquiry, entry.title, topic) >= _TITLED)
        )
    ]


def _alike(one: str, other: str) -> bool:
    first, second = title_terms(one), title_terms(other)
    return bool(first & second) and len(first & second) >= _ALIKE * len(first | second)


def title_terms(title: str) -> set[str]:
    """A title's terms without the words for what the item is for ("Beslutning: …", "Status på …")."""
    return {term for term in term_set(title) if term not in _PURPOSES and not term.isdigit()}


_PURPOSES = frozenset(
    stem(word)
    for word in """beslutning beslutningssag beslutningspunkt drøftelse drøftelsessag drøftelsespunkt orientering
    godkendelse status sag punkt behandling fortsat vedrørende opfølgning lukket åben kl""".split()
)


def _taken_up(enquiry: Enquiry, meeting: Meeting, item: AgendaItem) -> Iterator[Place]:
    """The earlier items that an item says it takes up: "genoptages fra mødet den 6. juni 2024"."""
    text = meeting.text[item.start : item.end]
    for match in _BACK.finditer(text):
        around = text[max(0, match.start() - 60) : match.end() + 60].split("\n")[0]
        for hit in find_dates(around):
            key = _held_on(enquiry, meeting, hit.day, hit.month, hit.year)
            number = _ITEM.search(around)
            if key is None:
                continue
            for entry in enquiry.searcher.entries(meetings=(key.id,)):
                same_number = number and entry.number == int(number[1])
                if not entry.closed and (
                    _alike(entry.title, item.title) or (same_number and _related(entry, item))
                ):
                    yield entry.meeting_id, entry.ordinal


def _related(entry: ItemEntry, item: AgendaItem) -> bool:
    return bool(title_terms(entry.title) & title_terms(item.title))


def _held_on(enquiry: Enquiry, meeting: Meeting, day: int, month: int, year: int | None) -> MeetingKey | None:
    """The meeting of that day, the same body's first."""
    keys = [
        key
        for key in enquiry.meetings.values()
        if (key.date.day, key.date.month) == (day, month)
        and year in (None, key.date.year)
        and key.id != meeting.id
        and abs((key.date - meeting.date).days) < 400
    ]
    return min(keys, key=lambda key: (key.body != meeting.body, key.id), default=None)


def read(enquiry: Enquiry, meeting_id: str, ordinal: int | None) -> tuple[Meeting, AgendaItem] | None:
    meeting, item = enquiry.searcher.item(meeting_id, ordinal)
    return (meeting, item) if item and not item.closed else None
