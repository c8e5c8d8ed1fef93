"""Does a passage hold the kind of thing that a question asks for: a person, a date, an amount, a reason?"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.question import Kind
from index.danish import stem
from index.dates import find_amounts, find_dates, find_periods, plain

_NAME = re.compile(
    r"\b[A-ZÆØÅ][\wæøåéüö'’-]+(?:\s+(?:[A-ZÆØÅ]\.|af|von|van|de|[A-ZÆØÅ][\wæøåéüö'’/-]*))*\s+[A-ZÆØÅ][\wæøåéüö'’/-]+"
)
_ORGANISATION = re.compile(
    r"\b(?:[A-ZÆØÅ][\w'’-]+\s+(?:Kommune|Sygehus|Hospital|Universitet\w*|A/S|ApS|I/S)|Region\s+[A-ZÆØÅ]\w+|KL|PLO|"
    r"[A-ZÆØÅ]{3,}|[A-ZÆØÅ]\w*(?:udvalget|rådet|gruppen|foreningen|centret|afdelingen|klyngen|forum))\b"
)
_INNER_CAPITAL = re.compile(r"(?<=[a-zæøå,:(] )[A-ZÆØÅ][\wæøå-]{2,}")
_OFFICE = re.compile(
    r"\b\w*(?:administrationen|direktør\w*|chef\w*|leder\w*|konsulent\w*|borgmester\w*|formand\w*|sekretariat\w*|"
    r"udvalg\w*|arkitekt\w*|leverandør\w*|rådgiver\w*|læge\w*|sygeplejerske\w*|jordemoder|styregruppe\w*)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\bkl\.?\s?\d{1,2}(?:[.:]\d\d)?", re.IGNORECASE)
_TIME_WORD = re.compile(
    r"\b(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|forår\w*|"
    r"sommer\w*|efterår\w*|vinter\w*|årsskifte\w*|ultimo|primo|medio|kvartal|halvår|uge \d+|inden udgangen)\b",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    r"\b(?:én|et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tyve|tredive|halvdelen|ingen|enstemmigt|"
    r"måned\w*|uge\w*|år|dag\w*|timer)\b",
    re.IGNORECASE,
)
_SPAN_OF_TIME = re.compile(
    r"\b(?:\d+(?:,\d+)?|én|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|\w+(?:ten|ti|tyve|dive))"
    r"(?:\s*(?:-|–|til|eller)\s*\w+)?[\s-]*(?:hele\s+)?(?:\w*dage?|uger?|måned(?:er)?|år(?:ig\w*)?|timer?|minutter|døgn|kvartal(?:er)?)\b",
    re.IGNORECASE,
)
_JOINTS = re.compile(r",\s|;\s|\s(?:og|samt)\s")
_REASON = re.compile(
    r"\b(?:fordi|idet|da|grundet|på grund af|pga|skyld\w+|årsag\w*|begrund\w+|baggrund\w*|hensyn\w*|som følge af|"
    r"med henblik på|mhp|for at|formål\w*|således at|så|derfor|eftersom|konsekvens\w*|ønske\w* om|behov\w*)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:på|i|ved|hos|til|fra)\s+(?:den\s+|det\s+)?[A-ZÆØÅ][\wæøå]+|\b[A-ZÆØÅ]\w+(?:vej|gade|stræde|vænget|parken|hus|huset|"
    r"centret|center|skolen|salen|torv|allé|boulevard|plads)\w*\b(?:\s\d+)?|\bTeams\b|\bvirtuel\w*|\blokale\b",
)


def fits(kind: Kind, text: str, question: str) -> float:
    """How clearly `text` holds what `kind` asks for and the question does not already say: 0, 0.5 or 1.

    Kinds that any statement may answer (a fact, a yes or no) give 0.5.
    """
    check = _CHECKS.get(kind)
    return check(text, question) if check else 0.5


def _person(text: str, question: str) -> float:
    asked = {stem(word) for word in re.findall(r"\w+", question)}
    if _new_person(text, asked):
        return 1.0
    wants_people = re.search(r"\bhvem\b", question, re.IGNORECASE)
    if any(_new(pattern, text, asked) for pattern in (_NAME, _ORGANISATION, _INNER_CAPITAL)):
        return 0.5 if wants_people else 0.9
    return 0.4 if _new(_OFFICE, text, asked) else 0.0


_NOT_A_PERSON = re.compile(
    r"\b(?:Region|Kommune|Sygehus|Hospital|Center|Centret|Udvalg|Niveau|Forum|Sundhedsklynge|Klynge|Universitet|Råd|"
    r"Psykiatri|Fond|Skole|Selskab|Dansk|Danske|Det|Den|Politisk|Fagligt?|Strategisk|A/S|ApS|Teams|Punkt|Bilag)\w*\b|"
    r"\w(?:cent(?:er|ret|eret)|udvalg(?:et)?|forening(?:en)?|gruppen?|rådet|sygehus(?:et)?|klyngen?|forum|niveau)\b"
)


def _new_person(text: str, asked: set[str]) -> bool:
    """Whether a full name of a person stands in the text that the question does not hold."""
    return any(
        not _NOT_A_PERSON.search(match.group())
        and any(stem(word) not in asked for word in re.findall(r"\w+", match.group()))
        for match in _NAME.finditer(text)
    )


def _new(pattern: re.Pattern[str], text: str, asked: set[str]) -> bool:
    """Whether the pattern finds something that holds a word which the question does not."""
    return any(
        stem(word) not in asked
        for match in pattern.finditer(text)
        for word in re.findall(r"\w+", match.group())
    )


def _date(text: str, question: str) -> float:
    asked = {(hit.day, hit.month) for hit in find_dates(question)}
    if any((hit.day, hit.month) not in asked for hit in find_dates(text)):
        return 1.0
    known = {(period.since, period.until) for period in find_periods(question)}
    if any((period.since, period.until) not in known for period in find_periods(text)) or _CLOCK.search(text):
        return 0.8
    return 0.5 if _TIME_WORD.search(text) else 0.0


def _amount(text: str, question: str) -> float:
    asked = {plain(amount.value) for amount in find_amounts(question)}
    new = [amount for amount in find_amounts(_without_dates(text)) if plain(amount.value) not in asked]
    if any(amount.unit for amount in new):
        return 1.0
    return (
        0.6
        if any(amount.value >= 100 for amount in new)
        else 0.3
        if new or _NUMBER_WORD.search(text)
        else 0.0
    )


def _count(text: str, question: str) -> float:
    asked = {plain(amount.value) for amount in find_amounts(question)}
    if any(plain(amount.value) not in asked for amount in find_amounts(_without_dates(text))):
        return 1.0
    return 0.7 if _NUMBER_WORD.search(text) else 0.0


def _duration(text: str, _question: str) -> float:
    if _SPAN_OF_TIME.search(text):
        return 1.0
    return 0.3 if find_periods(text) else 0.0


def _enumeration(text: str, _question: str) -> float:
    """A list in a sentence, or the line that leads into one."""
    return 1.0 if text.rstrip().endswith(":") or len(_JOINTS.findall(text)) >= 2 else 0.4


def _without_dates(text: str) -> str:
    spans = [(hit.start, hit.end) for hit in find_dates(text)] + [
        (p.start, p.end) for p in find_periods(text)
    ]
    spans += [match.span() for match in _CLOCK.finditer(text)]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _reason(text: str, _question: str) -> float:
    return 1.0 if _REASON.search(text) else 0.2


def _place(text: str, question: str) -> float:
    asked = {stem(word) for word in re.findall(r"\w+", question)}
    hits = [match.group() for match in _PLACE.finditer(text)]
    if any(stem(word) not in asked for hit in hits for word in re.findall(r"\w{3,}", hit)):
        return 1.0
    return 0.3


_CHECKS: dict[Kind, Callable[[str, str], float]] = {
    Kind.PERSON: _person,
    Kind.CHAIR: _person,
    Kind.DATE: _date,
    Kind.WHEN_WHERE: lambda text, question: max(_date(text, question), _place(text, question)),
    Kind.AMOUNT: _amount,
    Kind.COUNT: _count,
    Kind.DURATION: _duration,
    Kind.LIST: _enumeration,
    Kind.REASON: _reason,
    Kind.PLACE: _place,
}
