"""Answers from parsed data: who was there, what was attached, when and where, what was on the agenda."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.cite import Source, Statement, display
from assistant.question import Kind, Question
from index.danish import content_words, stem, unfold
from index.scope import MeetingKey, meeting_fit
from index.search import Ranking, Searcher
from index.types import AgendaItem, Attendance, Filters, Meeting

_COUNTS = re.compile(r"\bhvor mange\b")
_ASKS_FOR_LIST = re.compile(
    r"\b(?:hvilke|hvilket|hvor mange|hvad for|nævn|er der)\b.*\b(?:bilag\w*|dokument\w*|vedhæft\w*|vedlagt\w*)|"
    r"\bhvad (?:er|var|blev) (?:der )?(?:vedhæftet|vedlagt)|^\W*bilag\w*"
)
_ABOUT_ANOTHER = re.compile(r"\b(?:næste|kommende|forrige|temamøde\w*|seminar\w*|workshop\w*|kursus\w*)\b")
_MEETING_WORDS = frozenset(
    stem(word)
    for word in """møde mødet mødes holdt afholdt holde begynde begyndte starte startede sted hvornår klokken dag dato
    deltage deltog deltager deltagere mødte stede tilstede afbud fraværende ordstyrer mødeleder dirigent referat
    bilag vedlagt vedhæftet punkt punktet dagsorden dagsordenen udvalg kl tidspunkt lokale meldte melde person
    personer medlem medlemmer hvem mange liste navn navne""".split()
)
_NEVER_SAID = frozenset(
    stem(word) for word in "kommune region sygehus psykiatri psykiatrien plo hospital".split()
)


def answer(
    question: Question, ranking: Ranking, searcher: Searcher, filters: Filters | None
) -> list[Statement]:
    """The statements that answer a question from the register; [] when it is no register question or
    the register is silent."""
    kinds = set(question.kinds)
    if question.kind is Kind.ATTACHMENT and _ASKS_FOR_LIST.search(unfold(question.text)):
        return _attachments(ranking, searcher)
    if not kinds & {Kind.ATTENDANCE, Kind.ABSENCE, Kind.CHAIR, Kind.WHEN_WHERE, Kind.AGENDA}:
        return []
    meeting = _meeting(question, ranking, searcher, filters)
    if meeting is None:
        return []
    if question.kind is Kind.CHAIR:
        return _chair(meeting)
    if question.kind is Kind.ABSENCE:
        return _absent(question, meeting, _topic(ranking, meeting, question, searcher))
    if question.kind is Kind.ATTENDANCE:
        return _people(question, meeting, [p for p in meeting.attendance if p.status == "deltager"], "deltog")
    if question.kind is Kind.AGENDA:
        return [_heading(meeting, item) for item in meeting.items]
    return [] if _ABOUT_ANOTHER.search(unfold(question.text)) else _when_where(meeting)


def _meeting(
    question: Question, ranking: Ranking, searcher: Searcher, filters: Filters | None
) -> Meeting | None:
    """The meeting that a question is about: the one its body and day name, else that of its topic."""
    allowed = searcher.allowed(filters)
    keys = [key for key in searcher.current.values() if allowed is None or key.id in allowed]
    if not keys:
        return None
    latest = max(key.date for key in keys)
    fit = {key.id: _fit(meeting_fit(ranking.hints, key, latest)) for key in keys}
    best = max(fit.values())
    order = {item.meeting_id: place for place, item in reversed(list(enumerate(ranking.items)))}
    named = [key for key in keys if fit[key.id] > best - 0.05]
    if best < 0.3 and len(keys) > 1:
        if not _has_topic(question):
            return None
        named = keys
    if _has_topic(question) or best < 0.3:
        chosen = min(named, key=lambda key: (order.get(key.id, 10**6), -key.date.toordinal()))
    else:
        chosen = max(named, key=_day)
    return searcher.item(chosen.id, None)[0]


def _fit(hint: Mapping[str, float]) -> float:
    """How well a meeting is named: its day tells more than its body, its body more than a period."""
    return hint["body"] + 1.5 * hint["day"] + 0.6 * (hint["period"] == 1.0)


def _day(key: MeetingKey) -> int:
    return key.date.toordinal()


def _has_topic(question: Question) -> bool:
    """Whether a question has words of its own beside those for meetings, people and days."""
    words = [word for word in content_words(question.text) if word[0].isalpha()]
    return sum(stem(word) not in _MEETING_WORDS for word in words) > 3


def _topic(ranking: Ranking, meeting: Meeting, question: Question, searcher: Searcher) -> AgendaItem | None:
    """The item of the meeting that the question is about, if it has a topic."""
    if ranking.hints.items:
        return next((item for item in meeting.items if item.number in ranking.hints.items), None)
    if not _has_topic(question):
        return None
    best = next((r for r in ranking.items if r.meeting_id == meeting.id and r.ordinal is not None), None)
    return searcher.item(meeting.id, best.ordinal)[1] if best else None


def _chair(meeting: Meeting) -> list[Statement]:
    return [
        Statement(f"Ordstyrer: {person.name}.", (_source(meeting, person),))
        for person in _once([person for person in meeting.attendance if person.chair])
    ]


def _absent(question: Question, meeting: Meeting, item: AgendaItem | None) -> list[Statement]:
    away = [person for person in meeting.attendance if person.status != "deltager"]
    there = [person for person in away if item is not None and person.item == item.number]
    return _people(question, meeting, there or away, "var fraværende")


def _people(question: Question, meeting: Meeting, people: Sequence[Attendance], verb: str) -> list[Statement]:
    listed = _once(_from_named(question, people))
    if not listed:
        return []
    lines = [
        Statement(_described(person), (_source(meeting, person),), list_line=len(listed) > 1)
        for person in listed
    ]
    if _COUNTS.search(unfold(question.text)):
        noun = "person" if len(listed) == 1 else "personer"
        return [Statement(f"{len(listed)} {noun} {verb}:", ()), *lines]
    return lines


def _from_named(question: Question, people: Sequence[Attendance]) -> list[Attendance]:
    """Only those of an organisation or group that the question names, where it names one."""
    asked = {stem(word) for word in content_words(question.text)} - _MEETING_WORDS - _NEVER_SAID
    named = [
        person
        for person in people
        if asked
        & {stem(word) for word in content_words(f"{person.organisation} {person.group} {person.role}")}
    ]
    return named or list(people)


def _once(people: Sequence[Attendance]) -> list[Attendance]:
    return list({person.name: person for person in reversed(people)}.values())[::-1]


def _described(person: Attendance) -> str:
    details = ", ".join(part for part in (person.role, person.organisation) if part)
    return f"{person.name} ({details})" if details else person.name


def _source(meeting: Meeting, person: Attendance) -> Source:
    item = next((i for i in meeting.items if i.start <= person.start < i.end), None)
    section = (
        next((s.kind for s in item.sections if s.start <= person.start < s.end), "") if item else "stamdata"
    )
    return Source(meeting, item, section or "deltagere", person.start, person.end)


def _when_where(meeting: Meeting) -> list[Statement]:
    spans = [span for span in (meeting.date_span, meeting.place_span) if span]
    return [
        Statement(f"{display(meeting.text[slice(*span)])}.", (Source(meeting, None, "stamdata", *span),))
        for span in spans
    ]


def _attachments(ranking: Ranking, searcher: Searcher) -> list[Statement]:
    numbers = ranking.hints.items
    for ranked in ranking.items[:3]:
        meeting, item = searcher.item(ranked.meeting_id, ranked.ordinal)
        if item is None or item.closed or not item.attachments or (numbers and item.number not in numbers):
            continue
        return [
            Statement(
                display(entry.title),
                (Source(meeting, item, "bilag", entry.start, entry.end),),
                list_line=len(item.attachments) > 1,
            )
            for entry in item.attachments
        ]
    return []


def _heading(meeting: Meeting, item: AgendaItem) -> Statement:
    end = meeting.text.find("\n", item.start)
    stop = item.end if end < 0 else min(end, item.end)
    number = "" if item.number is None else f"{item.number}. "
    source = Source(meeting, item, "stamdata", item.start, stop)
    return Statement(f"{number}{display(item.title)}", (source,), list_line=True)
