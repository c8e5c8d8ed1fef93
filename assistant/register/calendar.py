"""The days on which a body is to meet, out of its own calendar among the minutes' items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.cite import Statement, ended, verbatim
from assistant.enquiry import Enquiry, Reply
from assistant.read_items import read_item
from assistant.register.words import GENERAL, beside_header, bodies, own_words
from assistant.sentences import Unit
from index.dates import MONTHS, find_dates
from index.scope import body_words
from index.types import AgendaItem, Meeting, Section

_DATES = r"dat(?:oer|ør)"  # a word typed with "oe" may have been read as one with "ø"
_CALENDAR = rf"\b(?:årshjul(?:et)?|møde(?:kalender|plan|række|{_DATES}|oversigt)\w*)"
_MEETINGS = r"\b(?:udvalgs|byråds|råds)?møde(?:r|rne)\b"
_COMING = r"\b(?:har|holder|skal|begynder|starter|er|afholder|mødestart|mødetid\w*)\b"
_ASKS = re.compile(
    rf"{_CALENDAR}|(?=.*{_COMING}).*{_MEETINGS}.*\b20\d\d\b|\b20\d\d\b.*{_MEETINGS}.*{_COMING}"
)
_WANTS = re.compile(
    rf"\bhvornår\b|\bhvilke[tn]?\s+(?:\w+\s+)?(?:dato|dage?|ugedag|tidspunkt|klokkeslæt)\b|\b(?:møde)?{_DATES}(?:ne)?\b|"
    r"\bhvad tid\b|\b(?:starter|begynder) kl\b|\bkl\.?(?: hvad)?\W*$"
)
# What became of the calendar, or who settled it, is another question.
_SETTLED = re.compile(
    r"\b(?:godkend|beslut|vedt[ao]g|behandl|drøft|fastlag|fastsat|vedtag|anbefal)\w*|\bholdt\b"
)
_CLOCK_ASKED = re.compile(
    r"\bkl\b|\bklok\w+|\bhvad tid\b|\btidspunkt\w*|\bmødetid\w*|\bmødestart\b|\b(?:starter|begynder)\b"
)
_CLOCK = re.compile(r"\bkl\.?\s?\d{1,2}|\b\d{1,2}[.:]\d\d\b", re.IGNORECASE)
_TITLE = re.compile(_CALENDAR, re.IGNORECASE)
_LAST = re.compile(r"\b(?:sidste|seneste)\b")
_FIRST = re.compile(r"\bførste\b")
_YEAR = re.compile(r"\b20\d\d\b")
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b")
_LONG = 80  # characters: a longer line tells of a day rather than naming it
_DAYS = 4  # fewer days make no calendar
_MOST = 20

Placed = tuple[Section, Unit]


def answer(enquiry: Enquiry) -> Reply | None:
    """The days, or the hour, of a body's meetings as its calendar lays them down; None where none is asked
    for, or no calendar of that body and year is among the minutes."""
    text = enquiry.text
    if not (_ASKS.search(text) and _WANTS.search(text)) or _SETTLED.search(text):
        return None
    lines: list[Statement] = []
    asked = sorted(bodies(enquiry)) or _only(enquiry)
    for body in asked:
        found = _calendar(enquiry, body)
        told = _told(enquiry, *found) if found else []
        if not told:
            return None
        lines += [replace(told[0], text=f"{body}: {told[0].text}"), *told[1:]] if len(asked) > 1 else told
    return Reply(lines) if lines else None


def _only(enquiry: Enquiry) -> list[str]:
    """The only body with a calendar for the year that a question names; [] where several have one."""
    if not _YEAR.search(enquiry.text) or beside_header(enquiry, own_words(enquiry)):
        return []
    found = [body for body in enquiry.bodies if _calendar(enquiry, body)]
    return found if len(found) == 1 else []


def _calendar(enquiry: Enquiry, body: str) -> tuple[Meeting, AgendaItem, list[Placed]] | None:
    """The item that lays down most of a body's days in the year asked for, the earliest of equals."""
    keys = {key.id: key for key in enquiry.meetings.values() if key.body == body}
    years = set(_YEAR.findall(enquiry.text))
    entries = [
        entry
        for entry in enquiry.searcher.entries(meetings=tuple(keys))
        if _TITLE.search(entry.title)
        and not entry.closed
        and _alone(entry.title, body)
        and (years & set(_YEAR.findall(entry.title)) if years else _YEAR.search(entry.title))
    ]
    entries.sort(key=lambda entry: (keys[entry.meeting_id].date, entry.ordinal))
    if not years:
        newest = max((max(_YEAR.findall(entry.title)) for entry in entries), default="")
        entries = [entry for entry in entries if newest in entry.title]
    best: tuple[Meeting, AgendaItem, list[Placed]] | None = None
    for entry in entries:
        meeting, item = enquiry.searcher.item(entry.meeting_id, entry.ordinal)
        days = _days(meeting, item, set(_YEAR.findall(entry.title))) if item else []
        if (
            item
            and (len(days) >= _DAYS or _in_one_line(meeting, days))
            and (best is None or len(days) > len(best[2]))
        ):
            best = (meeting, item, days)
    return best


def _alone(title: str, body: str) -> bool:
    """Whether a title names a body's calendar and nothing else."""
    words = body_words(_TITLE.sub(" ", title))
    return set(words) <= {*body_words(body), *GENERAL}


def _days(meeting: Meeting, item: AgendaItem, years: set[str]) -> list[Placed]:
    """The lines and rows that name a day of some years."""
    return [
        (read.section, read.unit)
        for read in read_item(meeting, item).units
        if (found := find_dates(meeting.text[read.unit.start : read.unit.end]))
        and (read.unit.kind == "row" or read.unit.end - read.unit.start <= _LONG or len(found) >= _DAYS)
        and any(hit.year is None or str(hit.year) in years for hit in found)
    ]


def _in_one_line(meeting: Meeting, days: Sequence[Placed]) -> bool:
    """Whether one line names as many days as a calendar has: "Møder: 4/2, 15/4, 10/6 og 16/9"."""
    return any(len(find_dates(meeting.text[unit.start : unit.end])) >= _DAYS for _, unit in days)


def _told(enquiry: Enquiry, meeting: Meeting, item: AgendaItem, days: Sequence[Placed]) -> list[Statement]:
    """The days asked for, and the hour where it is asked for."""
    text = enquiry.text
    hours = _hours(meeting, item) if _CLOCK_ASKED.search(text) else []
    months = {MONTHS.index(month) + 1 for month in _MONTH.findall(text)}
    if months:
        days = [placed for placed in days if months & _months(meeting, placed)]
    elif _LAST.search(text):
        days = days[-1:]
    elif _FIRST.search(text):
        days = days[:1]
    elif hours:
        days = []
    moved = [placed for placed in days if placed[0].kind == "beslutning"]
    days = [placed for placed in days if placed not in moved]
    many = len(days) > 1
    lines = [_line(meeting, item, placed, many=many) for placed in days[:_MOST]]
    timed = any(_CLOCK.search(line.text) for line in lines)
    changes = [_line(meeting, item, placed, many=False) for placed in moved]
    return [*changes, *([] if timed else hours), *(_lead(meeting, item, days) if many else []), *lines]


def _months(meeting: Meeting, placed: Placed) -> set[int]:
    _, unit = placed
    return {hit.month for hit in find_dates(meeting.text[unit.start : unit.end])}


def _line(meeting: Meeting, item: AgendaItem, placed: Placed, *, many: bool) -> Statement:
    section, unit = placed
    told = verbatim(meeting, item, section.kind, unit.mark, unit.end, list_line=many)
    return told if many else replace(told, text=ended(told.text))


def _lead(meeting: Meeting, item: AgendaItem, days: Sequence[Placed]) -> list[Statement]:
    """The line that leads into the days."""
    section, unit = days[0]
    if not unit.lead or unit.kind == "row":
        return []
    return [verbatim(meeting, item, section.kind, *unit.lead)]


def _hours(meeting: Meeting, item: AgendaItem) -> list[Statement]:
    """The first sentence that tells at what hour the body meets."""
    for read in read_item(meeting, item).units:
        words = meeting.text[read.unit.start : read.unit.end]
        if read.unit.kind != "row" and _CLOCK.search(words) and re.search(r"\bmøde", words, re.IGNORECASE):
            return [_line(meeting, item, (read.section, read.unit), many=False)]
    return []
