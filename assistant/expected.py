"""Does a passage hold the kind of thing that a question asks for: a person, a date, an amount, a reason?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from assistant.asked import Asked, asked
from assistant.figures import CLOCK, days, figures, periods
from assistant.question import Kind
from assistant.who import firms, municipalities, people, perhaps_people
from index.danish import stem
from index.dates import Amount, find_years, plain

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
_TIME_WORD = re.compile(
    r"\b(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|forår\w*|"
    r"sommer\w*|efterår\w*|vinter\w*|årsskifte\w*|ultimo|primo|medio|kvartal|halvår|uge \d+|inden udgangen)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:man|tirs|ons|tors|fre|lør|søn)dage?\b", re.IGNORECASE)
_NUMBER_WORD = re.compile(
    r"\b(?:én|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|"
    r"tyve|tredive|fyrre|halvtreds|halvdelen|ingen|enstemmigt|samtlige)\b",
    re.IGNORECASE,
)
_SHARE_WORD = re.compile(
    r"\b(?:halvdelen|en (?:tredje|fjerde|femte)del|tre fjerdedele|\w*procent\w*)\b", re.IGNORECASE
)
_SPAN_OF_TIME = re.compile(
    r"\b(?:\d+(?:,\d+)?|én|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|\w+(?:ten|ti|tyve|dive))"
    r"(?:\s*(?:-|–|til|eller)\s*\w+)?[\s-]*(?:hele\s+)?(?:\w*dage?|uger?|måned(?:er)?|år(?:ig\w*)?|timer?|minutter|døgn|kvartal(?:er)?)\b",
    re.IGNORECASE,
)
_JOINTS = re.compile(r",\s|;\s|\s(?:og|samt)\s")
_REASON = re.compile(
    r"\b(?:fordi|idet|grundet|på grund af|pga|skyld(?:es|tes)|årsag\w*|begrund\w+|tilskriv\w+|hensyn\w*|som følge af|eftersom|"
    r"på baggrund af|da(?= (?!der blev\b)[a-zæøå]))\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:med henblik på|mhp|for at|formål\w*|således at|så|derfor|konsekvens\w*|ønske\w* om|behov\w*|baggrund\w*|"
    r"betyder|bevirker|medfører)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:på|i|ved|hos|til|fra)\s+(?:den\s+|det\s+)?[A-ZÆØÅ][\wæøå]+|\b[A-ZÆØÅ]\w+(?:vej|gade|stræde|vænget|parken|hus|huset|"
    r"centret|center|skolen|salen|torv|allé|boulevard|plads)\w*\b(?:\s\d+)?|\bTeams\b|\bvirtuel\w*|\blokale\b",
)

_OFTEN = re.compile(
    r"\b(?:gange?|årligt?|halvårligt?|kvartalsvist?|månedligt?|ugentligt?|dagligt?|løbende|hver(?:t|anden|andet|tredje)?)\b",
    re.IGNORECASE,
)
_TOWN = re.compile(r"\b[A-ZÆØÅ][\wæøå-]+")
_REGION = re.compile(r"\bRegion(?:en)?\s+[A-ZÆØÅ]\w+")
_HOSPITAL = re.compile(
    r"\b(?:[A-ZÆØÅ][\w-]+\s+)*\w*(?:[Ss]ygehus|[Hh]ospital)\w*(?:\s+[A-ZÆØÅ]\w+)?|\b[A-ZÆØÅ]{2,4}\b"
)
_POLITICAL_PARTY = re.compile(
    r"\((?:[A-ZÆØÅ]|SF)\)|\b(?:[A-ZÆØÅ]|SF)\b|\b\w+(?:parti|demokrat|alliance)\w*\b"
)

_KEPT_TEXTS = 1 << 16


def fits(kind: Kind, text: str, question: str) -> float:
    """How clearly `text` holds what `kind` asks for and the question does not already say: 0 to 1.

    Kinds that any statement may answer (a fact, a yes or no) give 0.5.
    """
    return all_fit(kind, [text], question)[0]


def all_fit(kind: Kind, texts: Sequence[str], question: str) -> list[float]:
    """`fits` for each of several texts."""
    check = _CHECKS.get(kind)
    if check is None:
        return [0.5] * len(texts)
    own = asked(question)
    return [check(text, own) for text in texts]


# What a passage says does not change with the question: it is kept for the passages looked at last.


def _stems_of(names_in: Callable[[str], Iterable[str]]) -> Callable[[str], frozenset[str]]:
    """What finds the stems of all words of the names in a text."""

    @lru_cache(maxsize=_KEPT_TEXTS)
    def stems_in(text: str) -> frozenset[str]:
        return frozenset(stem(word) for name in names_in(text) for word in re.findall(r"\w+", name))

    return stems_in


def _found(*patterns: re.Pattern[str]) -> Callable[[str], Iterable[str]]:
    """What finds all that some patterns find in a text."""
    return lambda text: (match.group() for pattern in patterns for match in pattern.finditer(text))


def _holds(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """What tells whether a pattern finds anything in a text."""
    return lru_cache(maxsize=_KEPT_TEXTS)(lambda text: bool(pattern.search(text)))


_people, _perhaps_people = _stems_of(people), _stems_of(perhaps_people)
_named = _stems_of(_found(_ORGANISATION, _INNER_CAPITAL))
_offices = _stems_of(_found(_OFFICE))
_sorts = {
    "kommune": _stems_of(municipalities),
    "by": _stems_of(_found(_TOWN)),
    "region": _stems_of(_found(_REGION)),
    "hospital": _stems_of(_found(_HOSPITAL)),
    "firma": _stems_of(firms),
    "parti": _stems_of(_found(_POLITICAL_PARTY)),
}
_has_weekday, _has_clock, _has_time_word = _holds(_WEEKDAY), _holds(CLOCK), _holds(_TIME_WORD)
_has_span_of_time, _has_share, _has_often = _holds(_SPAN_OF_TIME), _holds(_SHARE_WORD), _holds(_OFTEN)
_has_reason, _has_aim = _holds(_REASON), _holds(_AIM)
_has_contact = {
    "telefon": _holds(re.compile(r"\b(?:\d{2}\s?){4}\b")),
    "mail": _holds(re.compile(r"\S@\S")),
    "link": _holds(re.compile(r"https?://|www\.|\.dk\b")),
    "hours": _has_clock,
}


@lru_cache(maxsize=_KEPT_TEXTS)
def _amounts(text: str) -> tuple[tuple[str, Amount], ...]:
    """The figures of a text, each with its value as it is written plainly."""
    return tuple((plain(amount.value), amount) for amount in figures(text))


@lru_cache(maxsize=_KEPT_TEXTS)
def _after_number_words(text: str) -> tuple[str, ...]:
    """What follows each number that is written as a word."""
    return tuple(text[match.end() : match.end() + 40] for match in _NUMBER_WORD.finditer(text))


@lru_cache(maxsize=_KEPT_TEXTS)
def _enumerates(text: str) -> bool:
    return text.rstrip().endswith(":") or len(_JOINTS.findall(text)) >= 2


@lru_cache(maxsize=_KEPT_TEXTS)
def _places(text: str) -> frozenset[str]:
    hits = (match.group() for match in _PLACE.finditer(text))
    return frozenset(stem(word) for hit in hits for word in re.findall(r"\w{3,}", hit))


def _person(text: str, asked: Asked) -> float:
    if asked.sort:
        return 0.0 if _sorts[asked.sort](text) <= asked.stems else 1.0
    if not _people(text) <= asked.stems:
        return 1.0
    if not _perhaps_people(text) <= asked.stems:
        return 0.8
    if asked.human:
        return 0.0
    if not _named(text) <= asked.stems:
        return 0.5
    return 0.0 if _offices(text) <= asked.stems else 0.4


def _present(text: str, asked: Asked) -> float:
    return _count(text, asked) if "hvor mange" in asked.text else _person(text, asked)


def _date(text: str, asked: Asked) -> float:
    if "ugedag" in asked.text:
        return 1.0 if _has_weekday(text) else 0.0
    if asked.clock:
        return 1.0 if _has_clock(text) else 0.1
    if asked.year:
        return 1.0 if set(find_years(text)) - asked.years else 0.0
    if any((hit.day, hit.month) not in asked.days for hit in days(text)):
        return 1.0
    if any((period.since, period.until) not in asked.periods for period in periods(text)):
        return 0.8
    if _has_clock(text):
        return 0.7
    return 0.5 if _has_time_word(text) else 0.0


def _amount(text: str, asked: Asked) -> float:
    new = _new_amounts(text, asked)
    if asked.span:
        return max(_duration(text, asked), 0.8 if new else 0.0)
    if asked.share:
        if any(amount.unit == "%" for amount in new) or _has_share(text):
            return 1.0
        return 0.4 if new else 0.0
    if asked.money:
        if any(amount.unit == "kr" for amount in new):
            return 1.0
        return 0.6 if any(amount.value >= 1000 for amount in new) else 0.2 if new else 0.0
    if any(amount.unit for amount in new):
        return 1.0
    return 0.7 if new else 0.3 if _after_number_words(text) else 0.0


def _new_amounts(text: str, asked: Asked) -> list[Amount]:
    return [amount for value, amount in _amounts(text) if value not in asked.amounts]


def _count(text: str, asked: Asked) -> float:
    if asked.money_counted:
        return _amount(text, asked)
    new = _new_amounts(text, asked)
    if asked.often:
        return 1.0 if _has_often(text) else 0.3 if new else 0.0
    if asked.counted and any(_names_counted(text[a.end : a.end + 40], asked.counted) for a in new):
        return 1.0
    if any(not amount.unit for amount in new):
        return 0.6
    for after in _after_number_words(text):
        if not asked.counted or _names_counted(after, asked.counted):
            return 0.9
    return 0.4 if _after_number_words(text) else 0.2 if new else 0.0


def _names_counted(after: str, counted: frozenset[str]) -> bool:
    """Whether one of the next words is, or ends as, the thing that is counted ("14 plejeboliger")."""
    following = [stem(word) for word in re.findall(r"\w+", after)[:3]]
    return any(
        word == thing or (len(thing) > 4 and word.endswith(thing)) for word in following for thing in counted
    )


def _duration(text: str, _asked: Asked) -> float:
    if _has_span_of_time(text):
        return 1.0
    return 0.3 if periods(text) else 0.0


def _enumeration(text: str, asked: Asked) -> float:
    """A list in a sentence, or the line that leads into one."""
    if asked.sort and _sorts[asked.sort](text) <= asked.stems:
        return 0.2
    if asked.human and _people(text) <= asked.stems and _perhaps_people(text) <= asked.stems:
        return 0.2
    return 1.0 if _enumerates(text) else 0.4


def _fact(text: str, asked: Asked) -> float:
    """Any statement may hold a fact, but how to reach somebody has a form of its own."""
    return float(_has_contact[asked.contact](text)) if asked.contact else 0.5


def _reason(text: str, _asked: Asked) -> float:
    return 1.0 if _has_reason(text) else 0.7 if _has_aim(text) else 0.2


def _place(text: str, asked: Asked) -> float:
    return 0.3 if _places(text) <= asked.stems else 1.0


_CHECKS: dict[Kind, Callable[[str, Asked], float]] = {
    Kind.PERSON: _person,
    Kind.CHAIR: _person,
    Kind.ATTENDANCE: _present,
    Kind.ABSENCE: _present,
    Kind.DATE: _date,
    Kind.WHEN_WHERE: lambda text, asked: max(_date(text, asked), _place(text, asked)),
    Kind.AMOUNT: _amount,
    Kind.COUNT: _count,
    Kind.DURATION: _duration,
    Kind.LIST: _enumeration,
    Kind.REASON: _reason,
    Kind.FACT: _fact,
    Kind.PLACE: _place,
}
