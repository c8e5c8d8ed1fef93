"""The numbers of a text that tell how many or how much; those that only name something are left out:
"§ 96", "bilag 2", "Hundigevej 36", "2670 Greve", "i 2024"."""

from __future__ import annotations

import re
from functools import lru_cache

from index.dates import Amount, FoundDate, Period, find_amounts, find_dates, find_periods

_KEPT_TEXTS = 1 << 16

CLOCK = re.compile(
    r"\b(?:kl\.?|klokken)\s?\d{1,2}(?:[.:]\d\d)?|\b\d{1,2}[.:]\d\d\s*[-–]\s*\d{1,2}[.:]\d\d", re.IGNORECASE
)
# A word that is followed by a number of its own: "bilag 2 og 3", "matr. nr. 7c", "§§ 95 og 96".
_LABELLED = re.compile(
    r"(?:§{1,2}|\b(?:stk|nr|numre|punkt(?:erne)?|pkt|bilag(?:ene)?|side(?:rne)?|matr|matrikel|lokalplan\w*|tillæg|"
    r"afsnit|kapitel|paragraf|indsats|tiltag|hold|fase|etape|del|område|delområde|budgetområde|byggefelt|scenarie?|"
    r"model|skema|version|linje|linie|buslinje|klasse|trin|uge|sag|sagsnr|journalnr|figur|tabel|gruppe|valggruppe|"
    r"niveau|log|postnr|telefon|tlf|cvr|kvartal|halvår|mål|delmål|version|mødesag|dagsordenspunkt)\b)"
    r"\.?\s*(?:nr\.?|:)?\s*\d[\w.]*(?:\s*(?:,|-|–|/|og|til|samt)\s*\d[\w.]*)*",
    re.IGNORECASE,
)
# "Hundigevej 36", "over Bølgen 23A": a name inside a sentence, or a road that begins it, and its number.
_NAMED = re.compile(
    r"(?:(?<=[\w,(] )[A-ZÆØÅ][\wæøåé-]{2,}|\b[A-ZÆØÅ][\wæøåé]*(?:vej|gade|allé|alle|stræde|plads|torv|vænget?))"
    r"\s\d+(?:\s?[A-Za-z]\b)?(?:\s*(?:,|-|–|og|samt)\s*\d+(?:\s?[A-Za-z]\b)?)*(?!\s?(?:kr|%|pct|mio|procent))"
)
_DIGIT = re.compile(r"\d")
_POSTAL = re.compile(r"\b\d{4} (?=[A-ZÆØÅ])")
_ORDINAL = re.compile(r"\b\d{1,3}\. (?=[a-zæøå])")
_SPLIT_YEARS = re.compile(r"\b(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d)\b")


@lru_cache(maxsize=_KEPT_TEXTS)
def days(text: str) -> tuple[FoundDate, ...]:
    """`find_dates`, kept for the texts looked at last."""
    return tuple(find_dates(text))


@lru_cache(maxsize=_KEPT_TEXTS)
def periods(text: str) -> tuple[Period, ...]:
    """`find_periods`, kept for the texts looked at last."""
    return tuple(find_periods(text, days(text)))


def figures(text: str) -> tuple[Amount, ...]:
    """The numbers that count or measure something, in order."""
    if not _DIGIT.search(text):
        return ()
    bare = _without_names(text)
    return tuple(amount for amount in find_amounts(bare) if not _is_name(amount, bare))


def _is_name(amount: Amount, text: str) -> bool:
    """Whether a number is a year, or the first part of a name such as "12f"."""
    digits = text[amount.start : amount.end]
    is_year = len(digits) == 4 and digits.isdigit() and 1900 <= amount.value < 2100
    return is_year or text[amount.end : amount.end + 1].isalpha()


def _without_names(text: str) -> str:
    """The text with blanks for its days, periods, times of day and the numbers that name something."""
    spans = [(day.start, day.end) for day in days(text)]
    spans += [(period.start, period.end) for period in periods(text)]
    patterns = (CLOCK, _LABELLED, _NAMED, _POSTAL, _ORDINAL, _SPLIT_YEARS)
    spans += [match.span() for pattern in patterns for match in pattern.finditer(text)]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
