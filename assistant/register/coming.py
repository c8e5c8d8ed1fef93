"""When and where a body meets next, out of what its minutes say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cite import Statement, display, ended, heading_source, label, sentence
from assistant.enquiry import Enquiry, Reply, hint, refusal
from assistant.front import as_item
from assistant.register import which
from assistant.register.words import beside_header, bodies_in_full, own_words
from assistant.sentences import Placed, Unit, placed_units
from index.danish import stem
from index.dates import find_dates
from index.scope import MeetingKey, body_words
from index.types import AgendaItem, Meeting

_NEXT = re.compile(
    r"\b(?:næste|kommende)\s+(?:ordinære\s+)?(?:\w+)?møde\w*|\b(?:næste|kommende)\s+\w*(?:udvalgs?|udv|råds?|gruppe|forums?|klynge)\s+møde\b|"
    r"\b(?:mødes|ses|samles|samlet|møde)\b(?:\s+\w+){0,6}?\s+(?:igen|næste gang)\b|\bnæste gang\b.*\b(?:mødes|ses|samles)\b"
)
_ASKS = re.compile(
    r"\bhvornår\b|\bnår\b|\bhvilken (?:da\w+|adresse)|\bhvilket (?:sted|lokale)|\b(?:dato|tid|tidspunkt|sted)\b|"
    r"\bhvor\b(?! (?:mange|meget|længe))|\bhvad tid\b"
)
_ASKS_PLACE = re.compile(r"\bhvor\b(?! (?:mange|meget|længe))|\b(?:sted|lokale|adresse)\b")
# A short question without a question word: "næste møde kulturudvalget".
_BARE = re.compile(r"^\W*næste (?:ordinære )?\w*møde\b(?:\s+\w+){0,4}\W*$")
_SAID = re.compile(
    r"\b(?:næste|kommende)\s+(?:ordinære\s+|ekstraordinære\s+)?(?:\w+)?møde\w*|\b(?:mødes|ses) (?:igen|næste gang)\b|"
    r"\bnæste gang\b|\bny mødedato\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:kommende|næste|fremtidige) (?:møde|mødedato|gang)\w*|\bmøde(?:plan|kalender|datoer)", re.IGNORECASE
)
_FIRST = re.compile(r"^\W*(?:kommende|næste) ", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:mødes|holdes|afholdes|foregår|finder sted)\s+(?:\w+\s+){0,3}?(?:på|i|hos|ved)\b|^\W*(?:møde)?sted\b",
    re.IGNORECASE,
)
_PEOPLE = {
    "politiker": "politisk",
    "folkevalgt": "politisk",
    "fagfolk": "faglig fagligt",
    "direktør": "direktørforum",
}
_ENDS = re.compile(r"\b(?:hvornår|tidspunkt\w*|klokken|kl|hvad tid)\b.*\b(?:slutter|ender|færdig\w*)\b")
_RANGE = re.compile(r"\d\s*(?:[-–]|til)\s*(?:kl\.?\s*)?\d")
_READ = 6
_MOST = 3


def answer(enquiry: Enquiry) -> Reply | None:
    """When and where the next meeting is; that the minutes do not say it; None where neither is asked."""
    text = enquiry.text
    if _ENDS.search(text) and enquiry.ranking.hints.days and not which.named(enquiry):
        return _ends(enquiry)
    if not _NEXT.search(text):
        return None
    topic = beside_header(enquiry, own_words(enquiry))
    if topic or not (_ASKS.search(text) or _BARE.search(text)):
        return None
    if not which.named(enquiry) and (found := _of_period(enquiry)):
        return Reply(found)
    chosen = which.choose(enquiry, ())
    if chosen is None:
        return None if len(text.split()) > 8 else which.unsettled(enquiry)
    if best := _best(enquiry, chosen.meeting):
        return Reply([line for told in best for line in told][:_MOST])
    where = label(chosen.meeting, None)
    return refusal(f"Referatet ({where}) siger ikke, hvornår næste møde er.")


def _ends(enquiry: Enquiry) -> Reply | None:
    """When a meeting to come ends; where the minutes only tell of it, what they tell."""
    lines = _of_period(enquiry)
    if not lines:
        return None
    return Reply(lines) if any(_RANGE.search(line.text) for line in lines) else hint(lines)


def _of_period(enquiry: Enquiry) -> list[Statement]:
    """What the minutes say of a meeting on the day, or in the period, that a question names and in which
    none of them was held."""
    hints = enquiry.ranking.hints
    for key in which.named(enquiry, timed=False)[:_READ]:
        meeting, _ = enquiry.searcher.item(key.id, None)
        for told in _best(enquiry, meeting):
            if (hints.days or hints.since) and _within(told[0], key, enquiry):
                return told
    return []


def _within(line: Statement, key: MeetingKey, enquiry: Enquiry) -> bool:
    """Whether a line tells of a day that a question names, or of one in the period that it names."""
    hints = enquiry.ranking.hints
    told = [(hit.year or key.date.year, hit.month, hit.day) for hit in find_dates(_quote(line))]
    if hints.days:
        return any(
            (m, d) == (month, day) and y in (None, year)
            for year, month, day in told
            for y, m, d in hints.days
        )
    if not (hints.since and hints.until):
        return False
    since, until = ((day.year, day.month, day.day) for day in (hints.since, hints.until))
    return any(since <= day <= until for day in told)


def _quote(line: Statement) -> str:
    source = line.sources[0]
    return source.meeting.text[source.start : source.end]


def _best(enquiry: Enquiry, meeting: Meeting) -> list[list[Statement]]:
    """A meeting may tell of several bodies' next ones: those that the question's words fit best."""
    place = bool(_ASKS_PLACE.search(enquiry.text))
    items = [item for item in meeting.items if not item.closed]
    found = [told for item in [*items, as_item(meeting)] for told in _said(meeting, item, place)]
    asked = set(body_words(bodies_in_full(enquiry))) | _level(enquiry.text)
    fit = [len(asked & set(body_words(told[0].text))) for told in found]
    least = 1 if re.search(r"\bnæste \w*møder\b", enquiry.text) else max(fit, default=0)
    return [told for told, score in zip(found, fit, strict=True) if score >= least]


def _level(text: str) -> set[str]:
    """What the people whom a question names are called in a body's name."""
    return {stem(word) for people, words in _PEOPLE.items() if people in text for word in words.split()}


def _said(meeting: Meeting, item: AgendaItem, place: bool) -> list[list[Statement]]:
    """The sentences of an item that tell the day of the next meeting, each with the one behind it that
    tells the `place`, where that is asked for and not told yet."""
    titled = bool(_TITLE.search(item.title))
    told = placed_units(meeting, item)
    dated = [at for at, (_, unit) in enumerate(told) if find_dates(_words(meeting, unit))]
    found = [at for at in dated if _SAID.search(_words(meeting, told[at][1]))]
    if not found and titled:
        found = dated[:1] if _FIRST.search(item.title) else dated
    if not found and titled and find_dates(item.title):
        return [[Statement(ended(display(item.title)), (heading_source(meeting, item),))]]
    return [
        _with_place(meeting, item, told, at) if place else [_line(meeting, item, told[at])] for at in found
    ]


def _with_place(meeting: Meeting, item: AgendaItem, told: Sequence[Placed], at: int) -> list[Statement]:
    lines = [_line(meeting, item, told[at])]
    behind = told[at + 1 : at + 2]
    if behind and behind[0][0] is told[at][0]:
        words = _words(meeting, behind[0][1])
        if _PLACE.search(words) and not find_dates(words):
            lines.append(_line(meeting, item, behind[0]))
    return lines


def _words(meeting: Meeting, unit: Unit) -> str:
    return meeting.text[unit.start : unit.end]


def _line(meeting: Meeting, item: AgendaItem, placed: Placed) -> Statement:
    section, unit = placed
    return sentence(meeting, item, section.kind, unit.mark, unit.end)
