"""When a body treated or decided a matter: the days of the meetings, each with what became of it there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import decided
from assistant.cite import Statement, ended, heading, heading_source
from assistant.enquiry import Enquiry, Reply
from assistant.outcome import Outcome
from assistant.read_items import ReadUnit, read_item
from assistant.register import which
from assistant.register.steps import read, seed, steps
from assistant.register.words import own_words
from index.danish import stem
from index.dates import danish_date, find_dates, find_periods
from index.types import AgendaItem, Meeting

_WHEN = re.compile(r"\b(?:hvornår|(?:på )?hvilken (?:dag|dato)|hvilke (?:dage|datoer))\b")
# What is still to come stands in the minutes' text, not in their dates.
_TO_COME = re.compile(
    r"\b(?:skal|vil|kommer|forventes|ventes|bliver|tager|planlægges|planlagt|skulle|ville|næste|igen|behandles|drøftes|forelægges|besluttes|vedtages|godkendes|senest)\b"
)
# What was treated meanwhile is not what is asked: "… planlagt til, da udvalget behandlede sagen".
_BESIDE = re.compile(r",?\s+(?:da|dengang|mens|efter at|før|inden)\s+\w.*$")
_TREATS = re.compile(
    r"\b(?:behandle(?:de|t)|drøfte(?:de|t)|diskutere(?:de|t)|forhandle(?:de|t)|snakke(?:de|t) om|talte|talt om|på dagsordenen|på programmet|"
    r"(?:tog|taget) (?:\w+ ){0,4}(?:op|stilling)|oppe|vendt|orientere(?:t|de)|forelagt|fik (?:\w+ ){0,3}(?:forelagt|præsenteret|orientering(?:en)?)|"
    r"på besøg|besøgte|bad (?:\w+ ){0,3}om)\b"
)
_DECIDES: tuple[tuple[re.Pattern[str], frozenset[Outcome]], ...] = (
    (re.compile(r"\b(?:udsat|udsatte|udskudt|udskød)\b"), frozenset({Outcome.POSTPONED})),
    (
        re.compile(r"\b(?:afvist|afviste|forkastet|forkastede|sagde \w* ?nej|nedstemt)\b"),
        frozenset({Outcome.REJECTED}),
    ),
    (re.compile(r"\bsend(?:t|te)\b.*\btilbage\b"), frozenset({Outcome.SENT_BACK})),
    (
        re.compile(
            r"\b(?:vedtaget|vedtog|godkendt|godkendte|tiltrådt|tiltrådte|bevilgede|bevilget|sagde \w* ?ja)\b"
        ),
        frozenset({Outcome.APPROVED}),
    ),
    (
        re.compile(r"\b(?:besluttede|besluttet|truffet|traf|afgjort|bestemt|bestemte)\b"),
        frozenset({Outcome.APPROVED, Outcome.REJECTED, Outcome.POSTPONED, Outcome.SENT_BACK}),
    ),
)
_ONLY = re.compile(
    r"^\W*(?:og |men )?(?:hvornår|hvilken (?:dag|dato)) (?:var|er|skete|blev) (?:det|den|dette|mødet)(?: sket| så)?\W*$"
)
_BARE = re.compile(r"^\W*(?:og )?hvornår\W*$")
_ASKING = frozenset(
    stem(word)
    for word in """diskuteret diskuterede forhandlet forhandlede snakkede snakket talte talt dagsordenen programmet stilling oppe
    vendt orienteret orienterede forelagt præsenteret besøg besøgte bad tiltrådt tiltrådte bevilgede bevilget afgjort bestemt
    bestemte dato dag datoer dage fik blevet sagde nej ja""".split()
)
_ACT = re.compile(
    r"behandl|drøft|godkend|vedt[ao]g|beslut|tiltr[åa]d|anbefal|forelagt|afvist?|udsat|orienter|på mødet|indgå",
    re.IGNORECASE,
)
_PARTS = re.compile(r",?\s+og\s+(?=(?:\w+\s+)?hv(?:ad|em|or|ilk|is)\w*\b)")
_SAID = 0.75  # share of the topic that a sentence with a date must hold to be left to the evidence
_LOOKED_AT = 3
_MANY = 3
_TITLED = 0.6
_MOST = 8


def answer(enquiry: Enquiry) -> Reply | None:
    """The days on which a matter was treated, or decided in the way asked for; None where none of it is
    asked for, no item treats the matter, or a sentence of the minutes gives a day for it."""
    text = enquiry.text
    if not _WHEN.search(text):
        return None
    if enquiry.focus and (_ONLY.search(text) or (_BARE.search(text) and enquiry.focus[0][1] is None)):
        return _of_focus(enquiry)
    asked = next((part for part in _PARTS.split(_BESIDE.sub(" ", text)) if _WHEN.search(part)), "")
    if _TO_COME.search(asked):
        return None
    outcomes = next((kinds for pattern, kinds in _DECIDES if pattern.search(asked)), None)
    if not outcomes and not _TREATS.search(asked):
        return None
    topic = [word for word in own_words(enquiry) if stem(word) not in _ASKING]
    known = seed(enquiry, topic)
    if known is None or not _about(enquiry, topic, known[1]) or _told(enquiry, topic, known):
        return None
    found = _inside(enquiry, steps(enquiry, topic, *known))
    if outcomes:
        found = [step for step in found if outcomes & set(decided.outcomes(*step))][-1:]
    lines = [_line(meeting, item, topic if outcomes else None) for meeting, item in found[-_MOST:]]
    if len(lines) == 1:
        lines = [replace(lines[0], list_line=False)]
    return Reply(lines) if lines else None


def _about(enquiry: Enquiry, topic: Sequence[str], item: AgendaItem) -> bool:
    """Whether an item is about a topic: one or two words that only its text holds are no sign of it."""
    return not topic or len(topic) >= _MANY or which.titled(enquiry, item.title, topic) >= _TITLED


def _of_focus(enquiry: Enquiry) -> Reply | None:
    """The day of the answer before, where that told of a decision or of a meeting as a whole."""
    meeting_id, ordinal = enquiry.focus[0]
    meeting, item = enquiry.searcher.item(meeting_id, ordinal)
    if item is None:
        return Reply([replace(which.meeting_line(meeting), list_line=False)])
    if item.closed or not _decision_said(enquiry, item):
        return None
    return Reply([replace(_line(meeting, item, None), list_line=False)])


def _decision_said(enquiry: Enquiry, item: AgendaItem) -> bool:
    """Whether the answer before quoted an item's decision."""
    return any(
        section.kind == "beslutning" and start < section.end and section.body < end
        for section in item.sections
        for meeting_id, start, end in enquiry.said
        if meeting_id == enquiry.focus[0][0]
    )


def _inside(
    enquiry: Enquiry, found: Sequence[tuple[Meeting, AgendaItem]]
) -> list[tuple[Meeting, AgendaItem]]:
    """Those on the meetings that the question names; of its bodies' alone where its time fits none."""
    if not which.names_meeting(enquiry):
        return list(found)
    for timed in (True, False):
        admitted = {key.id for key in which.named(enquiry, timed=timed)}
        inside = [step for step in found if step[0].id in admitted]
        if inside:
            return inside
    return []


def _told(enquiry: Enquiry, topic: Sequence[str], known: tuple[Meeting, AgendaItem]) -> bool:
    """Whether a sentence of the first items tells of an earlier day on which the matter was treated."""
    stems = {stem(word) for word in topic}
    if not stems:
        return False
    first = [known]
    for ranked in enquiry.ranking.items[:_LOOKED_AT]:
        if found := read(enquiry, ranked.meeting_id, ranked.ordinal):
            first.append(found)
    return any(
        _tells(meeting, unit) and len(stems & unit.terms) >= _SAID * len(stems)
        for meeting, item in first
        for unit in read_item(meeting, item).units
    )


def _tells(meeting: Meeting, unit: ReadUnit) -> bool:
    words = meeting.text[unit.unit.start : unit.unit.end]
    if unit.section.kind == "beslutning" or not _ACT.search(words):
        return False
    hits = find_dates(words)
    if any(hit.year is None for hit in hits):
        return True
    days = [found for hit in hits if (found := hit.as_date())]
    days += [period.since for period in find_periods(words) if period.since]
    return any(day < meeting.date for day in days)


def _line(meeting: Meeting, item: AgendaItem, topic: Sequence[str] | None) -> Statement:
    """A meeting's day with the item, or with what was decided about a topic."""
    where = f"{danish_date(meeting.date)}, {meeting.body}"
    if topic is None:
        return Statement(ended(f"{where}: {heading(item)}"), (heading_source(meeting, item),), list_line=True)
    told = decided.brief(meeting, item, topic)
    number = f", punkt {item.number}" if item.number is not None else ""
    return Statement(f"{where}{number}: {told.text}", told.sources, list_line=True)
