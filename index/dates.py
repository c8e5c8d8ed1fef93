"""Danish dates, periods and amounts: found in text with their spans, and normalised.

Handles "24. oktober 2024", "torsdag d. 24. oktober", "oktober 24, 2024", "24-10-2024", "24/10 2024",
"24.10.24", "2024-10-24", "6/11", "oktober 2024", "efteråret 2023", "2. halvår 2024", "3. kvartal 2023",
"i 2023" and amounts such as "1,3 mio. kr.", "42.881,00 kr.", "91.494kr.", "25.000", "55,4 %".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
_MONTH_NUMBER = {name: i for i, name in enumerate(MONTHS, 1)} | {
    short: i
    for i, shorts in enumerate(
        ("jan", "feb febr", "mar", "apr", "", "jun", "jul", "aug", "sep sept", "okt", "nov", "dec"), 1
    )
    for short in shorts.split()
}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\b\.?"

_DIGIT = re.compile(r"\d")  # every amount has one
# What must not stand before the first digit is asked for after it: `re` then goes from digit to digit.
_DAY = r"(?P<d>\d(?<![\d.,/-]\d)\d?)"
_DATE_PATTERNS = (
    re.compile(r"(?P<y>[12](?<![\d-][12])(?:(?<=1)9|(?<=2)0)\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![\d-])"),
    re.compile(_DAY + r"\s?[-./]\s?(?P<m>\d{1,2})\s?[-./]\s?(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(_DAY + r"/(?P<m>\d{1,2})[ -](?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(_DAY + r"[-./](?P<m>\d{1,2})[-./](?P<yy>\d\d)(?![\d.-])"),
    re.compile(
        r"(?P<d>\d(?<![\d.,]\d)\d?)\.?\s*" + _MONTH + r"(?:\s*,?\s*(?P<y>(?:19|20)\d\d)(?!\d))?",
        re.IGNORECASE,
    ),
    re.compile(_DAY + r"/(?P<m>\d{1,2})(?![\d/-]|[.,]\d)"),
)
# What a page in another language makes of a day: "Tirsdag, Juni 11, 2024".
_MONTH_FIRST = re.compile(
    r"(?<!\w)(?<!\d )(?<!\d\. )" + _MONTH + r"\s(?P<d>\d{1,2}),\s(?P<y>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)

_COMMA_YEAR = re.compile(r"\d,\s(?:19|20)\d\d")

# What every one of them has: most texts with a digit have no date, and are soonest told so by one pattern
# (which begins with the digit: `re` goes from one to the next then).
_LIKE_A_DATE = re.compile(
    r"\d(?:\s?[-./]\s?\d|,\s(?:19|20)\d\d|\.?\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day in text; `year` is None where the text leaves it out."""

    day: int
    month: int
    year: int | None
    start: int
    end: int

    def as_date(self) -> date | None:
        """The calendar day, or None where the year is missing."""
        return date(self.year, self.month, self.day) if self.year else None


def find_dates(text: str) -> list[FoundDate]:
    """All days named in `text`, in order, none overlapping another."""
    if not _LIKE_A_DATE.search(text):
        return []
    found: list[FoundDate] = []
    taken: list[tuple[int, int]] = []
    patterns = (_MONTH_FIRST, *_DATE_PATTERNS) if _COMMA_YEAR.search(text) else _DATE_PATTERNS
    for pattern in patterns:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            hit = _valid(match)
            if hit:
                found.append(hit)
                taken.append((hit.start, hit.end))
    return sorted(found, key=lambda hit: hit.start)


def _valid(match: re.Match[str]) -> FoundDate | None:
    groups = match.groupdict()
    month = (
        _MONTH_NUMBER[groups["month"].lower().rstrip(".")]
        if groups.get("month")
        else int(groups.get("m") or 0)
    )
    day = int(groups["d"])
    year = int(groups["y"]) if groups.get("y") else 2000 + int(groups["yy"]) if groups.get("yy") else None
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2024, month)[1]:
        return None
    return FoundDate(day, month, year, match.start(), match.end())


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days named in text, both ends inclusive; either may be None for "siden"/"før"."""

    since: date | None
    until: date | None
    start: int
    end: int


_SEASONS = {"forår": (3, 5), "sommer": (6, 8), "efterår": (9, 11), "vinter": (12, 2)}
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d")  # every period has one
_ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SPAN_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "season",
        re.compile(r"\b(?P<season>forår|sommer|efterår|vinter)(?:en|et|s|ens|ets)?\s+" + _YEAR + r"\b", re.I),
    ),
    ("half", re.compile(r"\b(?P<n>[12]|første|andet)\.?\s*halvår(?:\s+af)?\s+" + _YEAR + r"\b", re.I)),
    (
        "quarter",
        re.compile(r"\b(?P<n>[1-4]|første|andet|tredje|fjerde)\.?\s*kvartal(?:\s+af)?\s+" + _YEAR, re.I),
    ),
    ("month", re.compile(r"(?<!\d\.)(?<!\d\. )(?<!\d )(?<!\w)" + _MONTH + r"\s+" + _YEAR + r"\b", re.I)),
    ("years", re.compile(r"(?<![\d./-])" + _YEAR + r"\s?[-–]\s?(?P<y2>(?:19|20)\d\d)(?![\d-])")),
    ("year", re.compile(r"(?<![\d.,/-])" + _YEAR + r"(?![\d/-]|[.,]\d)")),
)
_ORDINALS = {"første": 1, "andet": 2, "tredje": 3, "fjerde": 4}


def find_periods(text: str, days: Sequence[FoundDate] | None = None) -> list[Period]:
    """All months, seasons, quarters, half-years and years named in `text`, in order.

    A year that belongs to a full date is not a period of its own. `days` are those of the text, where they
    have been found already.
    """
    if not _LIKE_A_YEAR.search(text):
        return []
    taken = [(hit.start, hit.end) for hit in (find_dates(text) if days is None else days)]
    found: list[Period] = []
    for kind, pattern in _SPAN_PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            since, until = _bounds(kind, match)
            found.append(Period(since, until, match.start(), match.end()))
            taken.append((match.start(), match.end()))
    return sorted(found, key=lambda period: period.start)


def _bounds(kind: str, match: re.Match[str]) -> tuple[date, date]:
    year = int(match["y"])
    if kind == "season":
        first, last = _SEASONS[match["season"].lower()]
        end_year = year + 1 if last < first else year
        return date(year, first, 1), _month_end(end_year, last)
    if kind in ("half", "quarter"):
        number = int(match["n"]) if match["n"].isdigit() else _ORDINALS[match["n"].lower()]
        length = 6 if kind == "half" else 3
        return date(year, (number - 1) * length + 1, 1), _month_end(year, number * length)
    if kind == "month":
        month = _MONTH_NUMBER[match["month"].lower().rstrip(".")]
        return date(year, month, 1), _month_end(year, month)
    return date(year, 1, 1), date(int(match["y2"]) if kind == "years" else year, 12, 31)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def danish_date(day: date) -> str:
    """ "24. oktober 2024"."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in text. `value` is in units ("1,3 mio." is 1300000); `unit` is "kr", "%" or ""."""

    value: Decimal
    unit: str
    start: int
    end: int


_AMOUNT = re.compile(
    r"(?P<number>\d(?<![\w.,/-]\d)(?:\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d*(?:,\d+)?))"
    r"(?:\s?(?P<scale>mio|mia|mill|t)\b\.?|\s?(?P<word>millioner|million|milliarder|milliard|tusind)\b)?"
    r"(?:\s?(?P<unit>kr\b\.?|kroner\b|dkk\b|%|pct\b\.?|procent\b))?",
    re.IGNORECASE,
)
_SCALES = {
    "mio": 10**6,
    "mill": 10**6,
    "million": 10**6,
    "millioner": 10**6,
    "mia": 10**9,
    "milliard": 10**9,
    "milliarder": 10**9,
    "tusind": 1000,
    "t": 1000,
}


def find_amounts(text: str) -> Iterator[Amount]:
    """Every number in `text` with its scale and unit; dates and clock times included (the caller knows)."""
    if not _DIGIT.search(text):
        return
    for match in _AMOUNT.finditer(text):
        scale = (match["scale"] or match["word"] or "").lower()
        unit = (match["unit"] or "").lower().rstrip(".")
        if scale == "t" and not unit.startswith("kr"):
            scale = ""
        try:
            value = Decimal(match["number"].replace(".", "").replace(",", "."))
        except InvalidOperation:  # pragma: no cover - the pattern only admits numbers
            continue
        name = "kr" if unit in ("kr", "kroner", "dkk") else "%" if unit else ""
        yield Amount(value * _SCALES.get(scale, 1), name, match.start(), match.end())


def find_years(text: str) -> list[str]:
    """Every year of this century and the last that stands by itself, as written, in order."""
    return _ANY_YEAR.findall(text)


def plain(value: Decimal) -> str:
    """A number as digits without a trailing fraction of zeros: 8576.00 -> "8576", 1.50 -> "1.5"."""
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
