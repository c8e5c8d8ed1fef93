"""Who is named in a text: people, told from places and organisations by their first names, and firms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from index.danish import known
from index.data_lines import data_lines
from index.first_names import is_first_name
from index.names import NAME, is_thing

_KEPT_TEXTS = 1 << 14

_NAME = re.compile(NAME)
_PARTY = re.compile(r"\s?\((?:[A-ZÆØÅ]{1,4}(?:-\d)?|løsgænger|uden for parti\w*)\)")
_PLACE = re.compile(
    r"(?:vej|gade|allé|alle|stræde|plads|torv|vænget?|parken|huset|gården|skolen?|centret|center|kirken|"
    r"landsby|kro|station|hallen?|fort|kommunes?|regionen?|fonden?|klub(?:ben)?|forening(?:en)?|klinik(?:ken)?|"
    r"\w*hospital\w*|\w*sygehus\w*|projekt(?:et)?|plan(?:en)?|pulje(?:n)?|metode(?:n)?|index|foundation|group|gruppe(?:n)?|danmark|denmark)s?$",
    re.IGNORECASE,
)
# Capitalised words in a row: "Bølge & Krog", "KLAR Forsyning A/S".
_RUN = re.compile(r"\b[A-ZÆØÅ][\w&+-]*(?:/S\b)?(?:\s(?:&\s)?[A-ZÆØÅ][\w&+-]*(?:/S\b)?)*")
_COMPANY = re.compile(r"(?:\b(?:A/S|AS|ApS|I/S|P/S|K/S|IVS|GmbH|Ltd|Inc|AB|Amba)\b|\s&\s)")
_BEFORE_SENTENCE = re.compile(r"(?:^|[.!?:\n•–-]\s*|\|\s*)$")
_AFTER_LISTED = re.compile(r"\s*(?:[,(\n]|\.?$)")
_NO_FIRM = re.compile(
    r"\b(?:Kommunes?|Region|Byråd\w*|\w*[Uu]dvalg\w*|Center for|Bilag|Punkt|Lokalplan|Forvaltning\w*|Danmark|"
    r"Administrationen)\b"
)


def people(text: str) -> tuple[str, ...]:
    """The full names of people in a text, in order."""
    return _people(text)[0]


def perhaps_people(text: str) -> tuple[str, ...]:
    """Names of two words or more that are of no known place or organisation, but begin with no known first
    name either."""
    return _people(text)[1]


@lru_cache(maxsize=_KEPT_TEXTS)
def _people(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    sure: list[str] = []
    perhaps: list[str] = []
    for match in _NAME.finditer(text):
        written = match.group().rstrip(".")
        name = _from_first_name(written)
        if _PARTY.match(text, match.end()) or (name and not _is_other(name)):
            sure.append(name or written)
        elif not (name or _is_other(written) or known(written.split()[0].lower())) and _stands_apart(
            text, match
        ):
            perhaps.append(written)
    return tuple(sure), tuple(perhaps)


def _is_other(name: str) -> bool:
    """Whether a name is a place's or an organisation's."""
    return bool(_PLACE.search(name)) or is_thing(name) or any(word.isupper() for word in name.split())


def _stands_apart(text: str, match: re.Match[str]) -> bool:
    """Whether capitalised words are a name rather than the first words of a sentence."""
    inside = not _BEFORE_SENTENCE.search(text[: match.start()])
    return inside or bool(_AFTER_LISTED.match(text, match.end()))


def _from_first_name(phrase: str) -> str:
    """What of some capitalised words begins with a first name and goes on ("Borgmester Anna Holm": "Anna
    Holm"); "" for none."""
    words = phrase.split()
    for place, word in enumerate(words[:-1]):
        if is_first_name(word):
            return " ".join(words[place:])
    return ""


@cache
def _municipality() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in data_lines("municipalities.txt"))
    return re.compile(rf"\b(?:{names})\b")


def municipalities(text: str) -> tuple[str, ...]:
    """The Danish municipalities that a text names, in order."""
    return tuple(_municipality().findall(text))


def firms(text: str) -> tuple[str, ...]:
    """Names that may be firms': with a company's letters behind them, or names inside a sentence that are no
    authority's, no person's and no address."""
    persons = people(text)
    found = []
    for match in _RUN.finditer(text):
        name = match.group()
        if _COMPANY.search(name):
            found.append(name)
            continue
        first, _, rest = name.partition(" ")
        if _BEFORE_SENTENCE.search(text[: match.start()]) and (not rest or known(first.lower())):
            name = rest
        numbered = re.match(r"\s?\d", text[match.end() :])
        if len(name) > 1 and not numbered and not known(name.lower()) and not _of_another(name, persons):
            found.append(name)
    return tuple(found)


def _of_another(name: str, persons: Sequence[str]) -> bool:
    """Whether a name is a person's, an authority's, a municipality's or a place's."""
    if any(name in person or person in name for person in persons) or municipalities(name):
        return True
    return bool(_PLACE.search(name) or _NO_FIRM.search(name))
