"""What a question itself says of the answer it asks for: which sort of thing, and what need not be told it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.danish import stem, unfold
from index.dates import find_amounts, find_dates, find_periods, find_years, plain

# What "hvilken …" may ask for.
_SORTS = {
    "kommune": r"kommuner?|naboer|nabokommuner?",
    "by": r"byer|by",
    "region": r"region(?:er)?",
    "hospital": r"(?:syge)?hus\w*|hospital\w*|sygehus\w*",
    "firma": r"\w*firma\w*|konsulenthus\w*|virksomheds?\w*|leverandør\w*|selskab\w*|entreprenør\w*|\w*rådgiver\w*|operatør\w*|bydere?",
    "parti": r"parti(?:er)?",
}
_SORT_ASKED = re.compile(
    r"\bhvilke[nt]?\s+(?:\w+\s+)?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _SORTS.items())
    + r")\b"
)
# How to reach somebody.
_CONTACTS = {
    "telefon": re.compile(r"\b(?:telefon\w*|tlf|mobil(?:nummer|nr))\b"),
    "mail": re.compile(r"\b(?:e-?mail\w*|mail(?:en|adresse\w*)?)\b"),
    "link": re.compile(r"\b(?:hjemmeside\w*|link(?:et)?|netadresse\w*)\b"),
    "hours": re.compile(r"\b(?:åbningstid\w*|træffetid\w*|telefontid\w*)\b"),
}
# Only a human being's name answers these.
_HUMAN = re.compile(
    r"\bhvad hedder\b(?! (?:\w+ ){0,2}(?:\w*(?:firma|virksomhed|leverandør|operatør|projekt|plan|skole|forening|klub|ordning|pulje)\w*))|"
    r"\bnavn(?:et|ene)? på\b|\bhvem stemte\b|"
    r"\bhvilke[nt]? (?:\w+ )?(?:medarbejdere?|person(?:er)?|medlem(?:mer)?|dommer|ejer|politiker(?:e)?|borger|oplægsholder|advokat|byrådsmedlem(?:mer)?)\b"
)
_MONEY = re.compile(
    r"\b(?:penge|kroner|koste\w*|pris\w*|dyrt?|beløb\w*|budget\w*|udgift\w*|tilskud\w*|\w*bevilling\w*|honor\w+|million\w*|"
    r"\w*forbrug\w*|overskud\w*|underskud\w*|indtægt\w*|besparelse\w*|sum|pulje\w*|betal\w*|merudgift\w*|\w*løn\w*|takst\w*|kontingent\w*|vederlag\w*|regning\w*|leje\w*)\b"
)
_MONEY_COUNTED = re.compile(
    r"\b(?:hvor mange|antal)\s+(?:\w+\s+)?(?:kr|kroner|penge|mio|millioner|\w*midler|procent|pct)\b"
)
_SHARE = re.compile(r"\b(?:del|andel\w*|procent\w*|brøkdel\w*|pct)\b")
_CLOCK = re.compile(r"\b(?:klokken|klokkeslæt\w*|hvad tid|kl)\b")
_YEAR = re.compile(r"\bhvilke[nt]? (?:\w*år|årstal)\b")
_SPAN = re.compile(r"\bhvor lang")
_OFTEN = re.compile(r"\bhvor (?:ofte|tit)\b")
_COUNTED = re.compile(r"\b(?:hvor (?:mange|faa|få)|antal(?:let af)?)\s+((?:\w+\s*){1,3})")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question says, so that a passage is only asked for what is new: its stems, amounts, days
    (day, month), periods and years; the stems of what it counts; the `sort` of thing or `contact` that it asks
    for, "" for none; and whether it asks for a human being's name, a sum of money, money that it counts, a
    share, a time of day, a year, a span or how often."""

    text: str
    stems: frozenset[str]
    amounts: frozenset[str]
    days: frozenset[tuple[int, int]]
    periods: frozenset[tuple[object, object]]
    years: frozenset[str]
    counted: frozenset[str]
    sort: str
    contact: str
    human: bool
    money: bool
    money_counted: bool
    share: bool
    clock: bool
    year: bool
    span: bool
    often: bool


@lru_cache(maxsize=64)
def asked(question: str) -> Asked:
    """Read a question."""
    text = unfold(" ".join(question.split()))
    sort = _SORT_ASKED.search(text)
    counted = _COUNTED.search(text)
    yes_no = (_HUMAN, _MONEY, _MONEY_COUNTED, _SHARE, _CLOCK, _YEAR, _SPAN, _OFTEN)
    return Asked(
        text,
        frozenset(stem(word) for word in re.findall(r"\w+", question)),
        frozenset(plain(amount.value) for amount in find_amounts(question)),
        frozenset((hit.day, hit.month) for hit in find_dates(question)),
        frozenset((period.since, period.until) for period in find_periods(question)),
        frozenset(find_years(question)),
        frozenset(stem(word) for word in counted[1].split() if len(word) > 3) if counted else frozenset(),
        str(sort.lastgroup) if sort else "",
        next((name for name, pattern in _CONTACTS.items() if pattern.search(text)), ""),
        *(bool(pattern.search(text)) for pattern in yes_no),
    )
