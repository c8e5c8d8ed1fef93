"""Does a passage hold the kind of thing that a question asks for: a person, a date, an amount, a reason?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.question import Kind
from index.danish import stem, unfold
from index.dates import Amount, FoundDate, Period, find_amounts, find_dates, find_periods, plain

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
_CLOCK = re.compile(
    r"\b(?:kl\.?|klokken)\s?\d{1,2}(?:[.:]\d\d)?|\b\d{1,2}[.:]\d\d\s*[-–]\s*\d{1,2}[.:]\d\d", re.IGNORECASE
)
_TIME_WORD = re.compile(
    r"\b(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|forår\w*|"
    r"sommer\w*|efterår\w*|vinter\w*|årsskifte\w*|ultimo|primo|medio|kvartal|halvår|uge \d+|inden udgangen)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:man|tirs|ons|tors|fre|lør|søn)dage?\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
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
    r"\b(?:fordi|idet|da|grundet|på grund af|pga|skyld\w+|årsag\w*|begrund\w+|baggrund\w*|hensyn\w*|som følge af|"
    r"med henblik på|mhp|for at|formål\w*|således at|så|derfor|eftersom|konsekvens\w*|ønske\w* om|behov\w*)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:på|i|ved|hos|til|fra)\s+(?:den\s+|det\s+)?[A-ZÆØÅ][\wæøå]+|\b[A-ZÆØÅ]\w+(?:vej|gade|stræde|vænget|parken|hus|huset|"
    r"centret|center|skolen|salen|torv|allé|boulevard|plads)\w*\b(?:\s\d+)?|\bTeams\b|\bvirtuel\w*|\blokale\b",
)
_NOT_A_PERSON = re.compile(
    r"\b(?:Region|Kommune|Sygehus|Hospital|Center|Centret|Udvalg|Niveau|Forum|Sundhedsklynge|Klynge|Universitet|Råd|"
    r"Psykiatri|Fond|Skole|Selskab|Dansk|Danske|Det|Den|Politisk|Fagligt?|Strategisk|A/S|ApS|Teams|Punkt|Bilag)\w*\b|"
    r"\w(?:cent(?:er|ret|eret)|udvalg(?:et)?|forening(?:en)?|gruppen?|rådet|sygehus(?:et)?|klyngen?|forum|niveau)\b"
)
# What "hvilken …" may ask for, and how the things of that sort are written.
_SORTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (r"kommuner?|naboer|byer|by|nabokommuner?", re.compile(r"\b[A-ZÆØÅ][\wæøå-]+(?:\s+Kommune\w*)?")),
    (r"region(?:er)?", re.compile(r"\bRegion(?:en)?\s+[A-ZÆØÅ]\w+")),
    (
        r"(?:syge)?hus\w*|hospital\w*|sygehus\w*",
        re.compile(
            r"\b(?:[A-ZÆØÅ][\w-]+\s+)*\w*(?:[Ss]ygehus|[Hh]ospital)\w*(?:\s+[A-ZÆØÅ]\w+)?|\b[A-ZÆØÅ]{2,4}\b"
        ),
    ),
    (
        r"\w*firma\w*|konsulenthus\w*|virksomheds?\w*|leverandør\w*|selskab\w*|entreprenør\w*",
        re.compile(r"\b[A-ZÆØÅ][\w&.-]*(?:\s+[A-ZÆØÅa-z&][\w&./-]*){0,3}"),
    ),
    (
        r"parti(?:er)?",
        re.compile(r"\((?:[A-ZÆØÅ]|SF)\)|\b(?:[A-ZÆØÅ]|SF)\b|\b\w+(?:parti|demokrat|alliance)\w*\b"),
    ),
)
_SORT_ASKED = re.compile(
    r"\bhvilke[nt]?\s+(?:\w+\s+)?(" + "|".join(f"(?:{words})" for words, _ in _SORTS) + r")\b"
)
_MONEY_ASKED = re.compile(
    r"\b(?:penge|kroner|koste\w*|pris\w*|dyrt?|beløb\w*|budget\w*|udgift\w*|tilskud\w*|\w*bevilling\w*|honor\w+|million\w*|"
    r"\w*forbrug\w*|overskud\w*|underskud\w*|indtægt\w*|besparelse\w*|sum|pulje\w*|betal\w*|merudgift\w*|løn\w*|takst\w*)\b"
)
_SHARE_ASKED = re.compile(r"\b(?:del|andel\w*|procent\w*|brøkdel\w*|pct)\b")
_CLOCK_ASKED = re.compile(r"\b(?:klokken|klokkeslæt\w*|hvad tid|kl)\b")
_YEAR_ASKED = re.compile(r"\bhvilke[nt]? (?:\w*år|årstal)\b")
_SPAN_ASKED = re.compile(r"\bhvor lang")
_ASKED_OF = (_CLOCK_ASKED, _YEAR_ASKED, _SPAN_ASKED, _SHARE_ASKED, _MONEY_ASKED)
_COUNTED = re.compile(r"\bhvor (?:mange|faa|få)\s+((?:\w+\s*){1,3})")

_KEPT_TEXTS = 1 << 16


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the question itself says, so that a passage is only asked for what is new; and whether it is a
    time of day, a year, a span of time, a share or money that it asks for."""

    text: str
    stems: frozenset[str]
    amounts: frozenset[str]
    days: frozenset[tuple[int, int]]
    periods: frozenset[tuple[object, object]]
    years: frozenset[str]
    counted: frozenset[str]
    sort: re.Pattern[str] | None
    of_clock: bool
    of_year: bool
    of_span: bool
    of_share: bool
    of_money: bool


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
    asked = _asked(question)
    return [check(text, asked) for text in texts]


@lru_cache(maxsize=64)
def _asked(question: str) -> _Asked:
    plain_text = unfold(" ".join(question.split()))
    sort = _SORT_ASKED.search(plain_text)
    counted = _COUNTED.search(plain_text)
    return _Asked(
        plain_text,
        frozenset(stem(word) for word in re.findall(r"\w+", question)),
        frozenset(plain(amount.value) for amount in find_amounts(question)),
        frozenset((hit.day, hit.month) for hit in find_dates(question)),
        frozenset((period.since, period.until) for period in find_periods(question)),
        frozenset(_YEAR.findall(question)),
        frozenset(stem(word) for word in counted[1].split() if len(word) > 3) if counted else frozenset(),
        next((p for words, p in _SORTS if re.fullmatch(words, sort[1])), None) if sort else None,
        *(bool(pattern.search(plain_text)) for pattern in _ASKED_OF),
    )


# What a passage says does not change with the question: it is kept for the passages looked at last.


def _stems_in(
    *patterns: re.Pattern[str], but: re.Pattern[str] | None = None
) -> Callable[[str], frozenset[str]]:
    """What finds the stems of all words in what the patterns find in a text, `but` for some of it."""

    @lru_cache(maxsize=_KEPT_TEXTS)
    def stems_in(text: str) -> frozenset[str]:
        hits = (match.group() for pattern in patterns for match in pattern.finditer(text))
        words = (re.findall(r"\w+", hit) for hit in hits if not (but and but.search(hit)))
        return frozenset(stem(word) for hit in words for word in hit)

    return stems_in


def _holds(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """What tells whether a pattern finds anything in a text."""
    return lru_cache(maxsize=_KEPT_TEXTS)(lambda text: bool(pattern.search(text)))


_people = _stems_in(_NAME, but=_NOT_A_PERSON)  # full names of persons
_named = _stems_in(_NAME, _ORGANISATION, _INNER_CAPITAL)
_offices = _stems_in(_OFFICE)
_sorts = {pattern: _stems_in(pattern) for _, pattern in _SORTS}
_has_weekday, _has_clock, _has_time_word = _holds(_WEEKDAY), _holds(_CLOCK), _holds(_TIME_WORD)
_has_span_of_time, _has_share, _has_reason = _holds(_SPAN_OF_TIME), _holds(_SHARE_WORD), _holds(_REASON)


@lru_cache(maxsize=_KEPT_TEXTS)
def _dates(text: str) -> tuple[FoundDate, ...]:
    return tuple(find_dates(text))


@lru_cache(maxsize=_KEPT_TEXTS)
def _periods(text: str) -> tuple[Period, ...]:
    return tuple(find_periods(text))


@lru_cache(maxsize=_KEPT_TEXTS)
def _amounts(text: str) -> tuple[tuple[str, Amount], ...]:
    """The amounts of a text, each with its value as it is written plainly."""
    return tuple((plain(amount.value), amount) for amount in find_amounts(_without_dates(text)))


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


def _person(text: str, asked: _Asked) -> float:
    if asked.sort is not None:
        return 0.0 if _sorts[asked.sort](text) <= asked.stems else 1.0
    if not _people(text) <= asked.stems:
        return 1.0
    if not _named(text) <= asked.stems:
        return 0.5 if "hvem" in asked.text else 0.9
    return 0.0 if _offices(text) <= asked.stems else 0.4


def _date(text: str, asked: _Asked) -> float:
    if "ugedag" in asked.text:
        return 1.0 if _has_weekday(text) else 0.0
    if asked.of_clock:
        return 1.0 if _has_clock(text) else 0.1
    if asked.of_year:
        return 1.0 if set(_YEAR.findall(text)) - asked.years else 0.0
    if any((hit.day, hit.month) not in asked.days for hit in _dates(text)):
        return 1.0
    if any((period.since, period.until) not in asked.periods for period in _periods(text)):
        return 0.8
    if _has_clock(text):
        return 0.7
    return 0.5 if _has_time_word(text) else 0.0


def _amount(text: str, asked: _Asked) -> float:
    new = _new_amounts(text, asked)
    if asked.of_span:
        return max(_duration(text, asked), 0.8 if new else 0.0)
    if asked.of_share:
        if any(amount.unit == "%" for amount in new) or _has_share(text):
            return 1.0
        return 0.4 if new else 0.0
    if asked.of_money:
        if any(amount.unit == "kr" for amount in new):
            return 1.0
        return 0.6 if any(amount.value >= 1000 for amount in new) else 0.2 if new else 0.0
    if any(amount.unit for amount in new):
        return 1.0
    return 0.7 if new else 0.3 if _after_number_words(text) else 0.0


def _new_amounts(text: str, asked: _Asked) -> list[Amount]:
    return [amount for value, amount in _amounts(text) if value not in asked.amounts]


def _count(text: str, asked: _Asked) -> float:
    new = _new_amounts(text, asked)
    if asked.counted and any(_names_counted(text[a.end : a.end + 40], asked.counted) for a in new):
        return 1.0
    if new:
        return 0.6
    for after in _after_number_words(text):
        if not asked.counted or _names_counted(after, asked.counted):
            return 0.9
    return 0.4 if _after_number_words(text) else 0.0


def _names_counted(after: str, counted: frozenset[str]) -> bool:
    """Whether one of the next words is, or ends as, the thing that is counted ("14 plejeboliger")."""
    following = [stem(word) for word in re.findall(r"\w+", after)[:3]]
    return any(
        word == thing or (len(thing) > 4 and word.endswith(thing)) for word in following for thing in counted
    )


def _duration(text: str, _asked: _Asked) -> float:
    if _has_span_of_time(text):
        return 1.0
    return 0.3 if _periods(text) else 0.0


def _enumeration(text: str, asked: _Asked) -> float:
    """A list in a sentence, or the line that leads into one."""
    if asked.sort is not None and _sorts[asked.sort](text) <= asked.stems:
        return 0.2
    return 1.0 if _enumerates(text) else 0.4


def _without_dates(text: str) -> str:
    spans = [(hit.start, hit.end) for hit in _dates(text)] + [(p.start, p.end) for p in _periods(text)]
    spans += [match.span() for match in _CLOCK.finditer(text)]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _reason(text: str, _asked: _Asked) -> float:
    return 1.0 if _has_reason(text) else 0.2


def _place(text: str, asked: _Asked) -> float:
    return 0.3 if _places(text) <= asked.stems else 1.0


_CHECKS: dict[Kind, Callable[[str, _Asked], float]] = {
    Kind.PERSON: _person,
    Kind.CHAIR: _person,
    Kind.DATE: _date,
    Kind.WHEN_WHERE: lambda text, asked: max(_date(text, asked), _place(text, asked)),
    Kind.AMOUNT: _amount,
    Kind.COUNT: _count,
    Kind.DURATION: _duration,
    Kind.LIST: _enumeration,
    Kind.REASON: _reason,
    Kind.PLACE: _place,
}
