"""Which meeting a question is about: by its day, its body, its period, "the last one" or its topic.

Where nothing settles it, no meeting is guessed: the reader is told which ones it may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.cite import Source, Statement, label
from assistant.enquiry import Enquiry, Reply, hint, refusal
from assistant.read_items import held, read_item, term_set
from assistant.register.numbered import of_number
from assistant.register.words import another_gathering, bodies
from index.danish import stem
from index.dates import danish_date, find_dates, find_periods, find_years
from index.scope import MeetingKey, body_words, recognise, says_when_held
from index.types import AgendaItem, Filters, Meeting

# Words that the names of many bodies and municipalities share.
GENERIC = frozenset(
    stem(word)
    for word in """kommune region sundhedsklynge klynge udvalg forum niveau faglig fagligt politisk strategisk
    direktørforum råd byråd""".split()
)
_SHOWN = 6
_SAME_YEAR = 0.2  # what it counts for that an item's title holds the year that a question names
# "budgettet for 2024", "regnskab 2023"; "mødet i 2024" and "besluttet i 2024" tell when.
_YEAR_OF = re.compile(
    r"\b\w*(?:budget|regnskab|pulje|plan|aftale|midler|takst|rapport|opfølgning|status|strategi|måling|kalender|revision)\w*"
    r"(?: for| i)? 20\d\d\b"
)
_LOOKED_AT = 5
_AT_ONCE = 3
_TITLED = 0.6  # the share of a question's own words that the title of the item it is about must hold …
_HELD = 0.75  # … or the item's text


@dataclass(frozen=True, slots=True)
class Chosen:
    """The meeting meant. `exact` tells that day, body or period name this one alone; `item` is the
    item that the question is about, where it has a topic that an item of the meeting holds."""

    meeting: Meeting
    exact: bool
    item: AgendaItem | None = None


def named(enquiry: Enquiry, *, timed: bool = True) -> list[MeetingKey]:
    """The meetings that body, day and period of the question leave, newest first; [] when they name
    none. All that may be searched, where the question names nothing. `timed` heeds day and period."""
    hints = enquiry.ranking.hints
    keys = sorted(enquiry.meetings.values(), key=lambda key: (key.date, key.id), reverse=True)
    if enquiry.focus and not names_meeting(enquiry):
        before = {meeting_id for meeting_id, _ in enquiry.focus}
        return [key for key in keys if key.id in before]
    named_bodies = bodies(enquiry)
    if named_bodies:
        of_body = [key for key in keys if key.body in named_bodies]
        keys = of_body if not timed or _any_then(enquiry, of_body) else _akin(enquiry, keys) or of_body
    keys = _of_organisation(enquiry, keys)
    if hints.days and timed:
        keys = [k for k in keys if any(_is_day(k, *day) for day in hints.days)]
    elif hints.since and hints.until and timed:
        keys = _in_period(enquiry.question.text, (hints.since, hints.until), keys)
    if hints.latest and keys:
        keys = [key for key in keys if key.date == keys[0].date]
    return of_number(enquiry, keys) or keys


def _any_then(enquiry: Enquiry, keys: Sequence[MeetingKey]) -> bool:
    """Whether one of some meetings was held when the question says, or it does not say when."""
    then = _then(enquiry)
    return then is None or any(then(key) for key in keys)


def _then(enquiry: Enquiry) -> Callable[[MeetingKey], bool] | None:
    """Whether a meeting was held on one of the days that the question names in full, or in the period in
    which it says that the meeting was held; None where it says neither."""
    hints = enquiry.ranking.hints
    days = [day for day in hints.days if day[0]]
    if days:
        return lambda key: any(_is_day(key, *day) for day in days)
    if hints.since and hints.until and not hints.days and says_when_held(enquiry.question.text):
        whole = (hints.since, hints.until)
        return lambda key: bool(_in_period(enquiry.question.text, whole, [key]))
    return None


def _akin(enquiry: Enquiry, keys: Sequence[MeetingKey]) -> list[MeetingKey]:
    """The only meeting held when the question says whose body or municipality shares a name with it: a
    place ("Vestby") may stand for several bodies, of which one met that day."""
    then = _then(enquiry)
    asked = {word for word in body_words(enquiry.question.text) if word not in GENERIC}
    held = [key for key in keys if then and then(key)]
    akin = [key for key in held if asked & set(body_words(f"{key.body} {key.organisation}"))]
    return akin if len(akin) == 1 else []


def names_meeting(enquiry: Enquiry) -> bool:
    """Whether the question says anything of body, day, period or "the last one"; of a follow-up, whether
    its own words do."""
    hints = enquiry.ranking.hints
    if enquiry.focus:
        hints = recognise(enquiry.question.text, ())
    told = bodies(enquiry) or hints.days or hints.since or hints.latest
    return bool(told or of_number(enquiry, list(enquiry.meetings.values())))


def year_of_matter(enquiry: Enquiry) -> bool:
    """Whether all that a question says of when is a year that belongs to its matter: "budget 2024"."""
    hints = enquiry.ranking.hints
    named = bodies(enquiry) or hints.days or hints.latest
    return bool(_YEAR_OF.search(enquiry.text)) and not named


def choose(enquiry: Enquiry, topic: Sequence[str]) -> Chosen | None:
    """The meeting that a question is about, `topic` being its own words; None where nothing settles it."""
    keys = named(enquiry)
    if not keys:
        return _of_topic_year(enquiry, topic) if topic else None
    exact = len(keys) == 1 and names_meeting(enquiry)
    if exact or (not topic and (len(keys) == 1 or (_one_body(keys) and names_meeting(enquiry)))):
        # Of several meetings of one body the newest is meant, and the answer says which it is.
        meeting, _ = enquiry.searcher.item(keys[0].id, None)
        return Chosen(meeting, len(keys) == 1, _item(enquiry, meeting, topic))
    found = treated(enquiry, keys, topic) if topic else None
    return Chosen(found[0], False, found[1]) if found else None


def _of_topic_year(enquiry: Enquiry, topic: Sequence[str]) -> Chosen | None:
    """The meeting of an item whose title holds the year that no meeting fits: "regnskab 2022"."""
    found = treated(enquiry, named(enquiry, timed=False), topic)
    years = find_years(enquiry.question.text)
    if found and years and all(year in found[1].title for year in years):
        return Chosen(found[0], False, found[1])
    return None


def subject_of(enquiry: Enquiry) -> list[MeetingKey]:
    """The meetings that a question on a matter leaves: a year that belongs to the matter ("budget 2024")
    says nothing of when it was treated."""
    hints = enquiry.ranking.hints
    timed = bool(hints.days or hints.latest) or says_when_held(enquiry.question.text)
    found = [] if not timed and _YEAR_OF.search(enquiry.text) else named(enquiry)
    return found or ([] if timed else named(enquiry, timed=False))


def treated(
    enquiry: Enquiry,
    keys: Sequence[MeetingKey],
    topic: Sequence[str],
    worth: Callable[[Meeting, AgendaItem], float] = lambda _meeting, _item: 0.0,
) -> tuple[Meeting, AgendaItem] | None:
    """The item that treats a topic best among those of some meetings; None where none of the first does.
    `worth` tells what else speaks for an item: a tenth is as much as a place in the search."""
    admitted = {key.id for key in keys}
    years = find_years(enquiry.question.text)
    best: tuple[float, Meeting, AgendaItem] | None = None
    items = [r for r in enquiry.ranking.items if r.meeting_id in admitted and r.ordinal is not None]
    for place, ranked in enumerate(items[:_LOOKED_AT]):
        meeting, item = enquiry.searcher.item(ranked.meeting_id, ranked.ordinal)
        if item is None or item.closed:
            continue
        title = titled(enquiry, item.title, topic)
        if title < _TITLED and holds(enquiry, meeting, item, topic) < _HELD:
            continue
        fit = 0.5 * title - 0.1 * place + worth(meeting, item)
        fit += _SAME_YEAR * any(year in item.title for year in years)
        if best is None or fit > best[0]:
            best = (fit, meeting, item)
    return (best[1], best[2]) if best else None


def several(enquiry: Enquiry) -> list[MeetingKey]:
    """The meetings of a question that names two or three at once, by their days or by their bodies; else []."""
    hints = enquiry.ranking.hints
    keys = named(enquiry)
    parts = max(len(hints.days), len(bodies(enquiry)))
    if not 2 <= parts == len(keys) <= _AT_ONCE or " og " not in enquiry.text:
        return []
    return sorted(keys, key=lambda key: key.date)


def unsettled(enquiry: Enquiry) -> Reply:
    """What is said when no meeting can be chosen: that there is none, or which ones it may be."""
    keys = named(enquiry)
    if not keys:
        return _no_such_meeting(enquiry)
    lines = []
    for key in keys[:_SHOWN]:
        meeting, _ = enquiry.searcher.item(key.id, None)
        lines.append(meeting_line(meeting))
    more = f" (de {_SHOWN} nyeste af {len(keys)})" if len(keys) > _SHOWN else ""
    return hint([Statement(f"Spørgsmålet kan gælde flere møder{more}. Skriv forum og dato:", ()), *lines])


def not_held(enquiry: Enquiry) -> Reply | None:
    """That there is no meeting on the day or in the period in which the question says it was held; None
    where there is one, or where an item that is found tells of a meeting of that day elsewhere."""
    if enquiry.focus or not says_when_held(enquiry.question.text) or another_gathering(enquiry.text):
        return None
    if named(enquiry) or _told_elsewhere(enquiry):
        return None
    return _no_such_meeting(enquiry)


def _told_elsewhere(enquiry: Enquiry) -> bool:
    """Whether one of the first items tells of a day that the question names."""
    days = {(month, day) for _, month, day in enquiry.ranking.hints.days}
    if not days:
        return False
    for ranked in enquiry.ranking.items[:_LOOKED_AT]:
        meeting, item = enquiry.searcher.item(ranked.meeting_id, ranked.ordinal)
        text = meeting.text[item.start : item.end] if item else ""
        if any((hit.month, hit.day) in days for hit in find_dates(text)):
            return True
    return False


def _no_such_meeting(enquiry: Enquiry) -> Reply:
    days = [day for day in enquiry.ranking.hints.days if day[0]]
    when = f" den {_written(days[0])}" if days else " i den periode"
    return refusal(f"Der er intet sådant møde{when} i referaterne.")


def meeting_line(meeting: Meeting) -> Statement:
    """One meeting as a list line, citing the line of its header that states the day."""
    return Statement(label(meeting, None), (day_source(meeting),), list_line=True)


def day_source(meeting: Meeting) -> Source:
    """Where the meeting's day stands: in its header, else its first line."""
    span = meeting.date_span or _first_line(meeting)
    return Source(meeting, None, "stamdata", *span)


def holds(enquiry: Enquiry, meeting: Meeting, item: AgendaItem, topic: Sequence[str]) -> float:
    """The share (0-1) of the question's own words that an item holds, synonyms counting in part."""
    return share(enquiry, read_item(meeting, item).whole, topic)


def titled(enquiry: Enquiry, title: str, topic: Sequence[str]) -> float:
    """The share (0-1) of the question's own words that a title holds."""
    return share(enquiry, term_set(title), topic)


def share(enquiry: Enquiry, terms: frozenset[str], topic: Sequence[str]) -> float:
    """The share (0-1) of the question's own words that some terms hold."""
    stems = {stem(word) for word in topic}
    groups = [group for group in enquiry.ranking.groups if group[0].terms[0] in stems]
    return sum(held(groups, terms)) / len(groups) if groups else 0.0


def _item(enquiry: Enquiry, meeting: Meeting, topic: Sequence[str]) -> AgendaItem | None:
    """The item of a meeting that the question names by number or by topic."""
    numbers = enquiry.ranking.hints.items
    if numbers:
        return next((item for item in meeting.items if item.number in numbers), None)
    if not topic:
        return None
    shares = [(titled(enquiry, item.title, topic), -item.ordinal, item) for item in meeting.items]
    best = max(shares, default=None, key=lambda share: share[:2])
    if best and best[0] >= _TITLED:
        return best[2]
    order = [r for r in enquiry.ranking.items if r.meeting_id == meeting.id and r.ordinal is not None]
    if not order:
        inside = Filters(meetings=(meeting.id,))
        again = enquiry.searcher.rank(enquiry.question.text, inside).items
        order = [r for r in again if r.ordinal is not None]
    return enquiry.searcher.item(meeting.id, order[0].ordinal)[1] if order else None


def _one_body(keys: Sequence[MeetingKey]) -> bool:
    return len({(key.body, key.organisation) for key in keys}) == 1


def _of_organisation(enquiry: Enquiry, keys: list[MeetingKey]) -> list[MeetingKey]:
    """Only those of a municipality or cluster that the question names, where it names one of several."""
    names = {key.organisation for key in keys}
    if len(names) < 2:
        return keys
    asked = set(body_words(enquiry.question.text))
    telling = _telling(names)
    chosen = {name for name in names if telling[name] and telling[name] <= asked}
    return [key for key in keys if key.organisation in chosen] if chosen else keys


def _in_period(question: str, whole: tuple[date, date], keys: list[MeetingKey]) -> list[MeetingKey]:
    """Those in the period named; of several periods ("regnskab 2021 … i maj 2022") in the shortest; in the
    `whole` where the question names its ends apart ("siden maj 2022 og før 2024")."""
    spans = [(p.since, p.until) for p in find_periods(question) if p.since and p.until]
    since, until = min(spans, key=lambda span: span[1] - span[0], default=whole)
    return [key for key in keys if since <= key.date <= until]


def _telling(names: set[str]) -> Mapping[str, set[str]]:
    """The words of each name that not every name has."""
    words = {name: set(body_words(name)) for name in names}
    common = set.intersection(*words.values()) if words else set()
    return {name: own - common - GENERIC for name, own in words.items()}


def _is_day(key: MeetingKey, year: int | None, month: int, day: int) -> bool:
    return (key.date.month, key.date.day) == (month, day) and year in (None, key.date.year)


def _written(day: tuple[int | None, int, int]) -> str:
    year, month, number = day
    return danish_date(date(year or 2000, month, number))


def _first_line(meeting: Meeting) -> tuple[int, int]:
    start = len(meeting.text) - len(meeting.text.lstrip())
    stop = meeting.text.find("\n", start)
    return start, len(meeting.text) if stop < 0 else stop
