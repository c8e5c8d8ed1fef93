"""The particulars of a text: numbers, days, periods, names and bodies, each with the words it goes with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import simplemma

from index.compounds import known_words, split
from index.danish import stem, unfold
from index.dates import FoundDate, find_amounts, find_dates, find_periods

_WORD_NUMBERS = {
    word: Decimal(value)
    for value, words in enumerate(
        """nul||to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tyve""".split("|")
    )
    for word in words.split()
} | {"tredive": Decimal(30), "fyrre": Decimal(40), "halvtreds": Decimal(50), "tres": Decimal(60), "hundrede": Decimal(100)}  # fmt: skip
_NUMBER_WORD = re.compile(
    r"\b(?:" + "|".join(sorted(_WORD_NUMBERS, key=len, reverse=True)) + r")\b", re.IGNORECASE
)
_CLOCK = re.compile(r"\b(?:kl\.?|klokken)\s*(\d{1,2})(?:[.:](\d{2}))?\b|\b(\d{1,2}):(\d{2})\b", re.IGNORECASE)
_ITEM = re.compile(r"\b(?:punkt|pkt\.?|dagsordenspunkt)\s*(?:nr\.?\s*)?(\d{1,3})\b", re.IGNORECASE)
_CUT = re.compile(r"[,;.!?\n\t|](?!\d)|\b(?:og|men|mens|samt|hvoraf|heraf|hvor|som|eller|imens|hvorimod)\b")
_NAME = re.compile(r"[^\W\d_](?:[^\W_]|[-’'&.](?=[^\W_]))*")
_BODY = re.compile(
    r"\b(?:[\wæøåÆØÅ-]*(?:udvalg|udvalget|udvalgets|byråd|byrådet|byrådets|kommunalbestyrelsen?|regionsråd|regionsrådet|forum|forums|"
    r"forummet|bestyrelsen?|sekretariatet?|direktionen?|ældreråd|ældrerådet|nævnet?|klyngen?|administrationen?))\b",
    re.IGNORECASE,
)
_VAGUE_BODIES = frozenset(
    {
        "udvalget",
        "udvalgets",
        "forummet",
        "klyngen",
        "administrationen",
        "sekretariatet",
        "bestyrelsen",
        "direktionen",
        "nævnet",
    }
)
_NO_BOUND = re.compile(
    r"\b(?:læg\w*|lag(?:de|t))(?: der)? op til\s*$|\bråd\w* [^.,;]{0,40}?over\s*$", re.IGNORECASE
)
_BOUNDS = (
    ("højst", re.compile(r"\b(?:op til|højst|maks\.?|maksimalt?|ikke (?:mere|flere|længere|over) end|under|mindre end|færre end)\s*$", re.IGNORECASE)),
    ("mindst", re.compile(r"\b(?:mindst|minimum|mere end|flere end|over|ikke under)\s*$", re.IGNORECASE)),
)  # fmt: skip
_MEASURES = frozenset(
    stem(word)
    for word in "sekund minut time døgn dag uge måned år kilometer km meter m grad ton kilo kg liter hektar".split()
)
_SAME_MEASURE = {"km": "kilometer", "m": "meter", "kg": "kilo"}
_APPROXIMATE = re.compile(
    r"\b(?:cirka|ca\.?|omkring|knap|godt|små|næsten|rundt regnet|omtrent)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit ("kr", "%", "minut", ""), whether it is said to be rough, the bound that it
    is said to be ("højst", "mindst", ""), and its place."""

    value: Decimal
    unit: str
    rough: bool
    bound: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Particulars:
    """What of a text must be exactly right."""

    text: str
    numbers: tuple[Number, ...]
    days: tuple[FoundDate, ...]
    years: frozenset[int]
    periods: frozenset[tuple[object, object]]
    clocks: frozenset[tuple[int, int]]
    items: frozenset[int]
    codes: frozenset[str]
    names: tuple[tuple[str, int], ...]
    bodies: frozenset[str]


@lru_cache(maxsize=4096)
def read(text: str) -> Particulars:
    """The particulars of one text."""
    days = tuple(find_dates(text))
    clocks, bare = _taken(text, _CLOCK)
    items, bare = _taken(bare, _ITEM)
    spans = [(day.start, day.end) for day in days]
    periods = find_periods(text)
    spans += [(period.start, period.end) for period in periods]
    for start, end in spans:
        bare = bare[:start] + " " * (end - start) + bare[end:]
    years = {day.year for day in days if day.year}
    for period in periods:
        years |= {edge.year for edge in (period.since, period.until) if edge}
    return Particulars(
        text,
        tuple(_numbers(bare)),
        days,
        frozenset(years),
        frozenset((period.since, period.until) for period in periods),
        frozenset((int(m[1] or m[3]), int(m[2] or m[4] or 0)) for m in clocks),
        frozenset(int(match[1]) for match in items),
        _codes(text, spans, clocks, items),
        tuple(_names(text)),
        frozenset(_body(match.group()) for match in _BODY.finditer(text)) - _VAGUE_BODIES,
    )


def _codes(
    text: str, spans: list[tuple[int, int]], clocks: list[re.Match[str]], items: list[re.Match[str]]
) -> frozenset[str]:
    """Words with digits that are no amount, day or time: "14.63", "m2", "EMN-2024-00702"."""
    known = [*spans, *(m.span() for m in clocks), *(m.span() for m in items)]
    known += [(a.start, a.end) for a in find_amounts(text)]
    found = set()
    for match in re.finditer(r"[^\s,;:()\[\]\"»«]*\d[^\s,;:()\[\]\"»«]*", text):
        token = match.group().rstrip(".–-!?%")
        whole = (match.start(), match.start() + len(token))
        if not any(start <= whole[0] and whole[1] <= end for start, end in known):
            found.add(token.lower())
    return frozenset(found)


def _taken(text: str, pattern: re.Pattern[str]) -> tuple[list[re.Match[str]], str]:
    found = list(pattern.finditer(text))
    return found, pattern.sub(lambda match: " " * len(match.group()), text)


def _numbers(text: str) -> list[Number]:
    found = []
    for a in find_amounts(text):
        before = text[: a.start]
        rough, unit = bool(_APPROXIMATE.search(before)), a.unit or _measure(text[a.end :])
        found.append(Number(a.value, unit, rough, _bound(before), a.start, a.end))
    for match in _NUMBER_WORD.finditer(text):
        value, unit = _WORD_NUMBERS[match.group().lower()], _measure(text[match.end() :])
        found.append(Number(value, unit, False, _bound(text[: match.start()]), match.start(), match.end()))
    return sorted(found, key=lambda number: number.start)


def _bound(before: str) -> str:
    if _NO_BOUND.search(before):
        return ""
    return next((name for name, pattern in _BOUNDS if pattern.search(before)), "")


def _measure(after: str) -> str:
    """The unit of time, length or weight that follows a number, "" for none."""
    match = re.match(r"\s*([^\W\d_]+)", after)
    unit = stem(match[1]) if match else ""
    return _SAME_MEASURE.get(unit, unit) if unit in _MEASURES else ""


def _body(word: str) -> str:
    """A body's name without case, genitive and article: "Byrådets" -> "byråd"."""
    plain = unfold(word)
    plain = plain[:-1] if plain.endswith("ets") else plain
    if plain in _VAGUE_BODIES:
        return plain
    return re.sub(r"(udvalg|råd|forum|bestyrelse|klynge)(?:m?et|e?n|s)?$", r"\1", plain)


def _names(text: str) -> list[tuple[str, int]]:
    """Proper names, word by word, with their places: capitals inside a sentence, and at its start those
    that are no common word."""
    found = []
    for match in _NAME.finditer(text):
        word = match.group()
        if not word[0].isupper():
            continue
        begins = not re.search(r"[^\W_]", re.split(r"[.!?:\n]\s", text[: match.start()])[-1])
        if begins and not _is_proper(word, text[match.end() :]):
            continue
        if re.search(r"[,;]\s$", text[: match.start()]) and _is_common(word):
            continue  # "Søren Brix, Sygeplejefaglig direktør": a role, not a name
        if _BODY.fullmatch(word) and "-" not in word:
            continue
        found.append((word, match.start()))
    return found


def _is_common(word: str) -> bool:
    return bool(simplemma.is_known(unfold(word), "da")) or (len(word) > 8 and bool(split(word.lower())))


def _is_proper(word: str, after: str) -> bool:
    if sum(letter.isupper() for letter in word) > 1:
        return True
    follows = re.match(r"\s+([A-ZÆØÅ][a-zæøå]+)", after)
    plain = unfold(word)
    known = bool(simplemma.is_known(plain, "da")) or plain in known_words()
    if follows and not simplemma.is_known(plain, "da"):
        return True
    return not known and not (len(word) > 5 and split(word.lower()))  # a compound that no dictionary knows


def bare_name(word: str) -> str:
    """A name as it is compared: folded, without a genitive s."""
    plain = unfold(word).strip(".-'’")
    return plain[:-1] if plain.endswith("s") and len(plain) > 3 else plain


def segments(text: str) -> list[tuple[int, int]]:
    """The spans between commas, "og" and the like: what stands in one goes together, as does a whole line
    of a list of several."""
    if "\n" in text:
        ends = [match.start() for match in re.finditer(r"\n", text)] + [len(text)]
        starts = [0, *(end + 1 for end in ends[:-1])]
        return [(a, b) for a, b in zip(starts, ends, strict=True) if re.search(r"\w", text[a:b])]
    found = []
    position = 0
    for match in [*_CUT.finditer(text), None]:
        end = match.start() if match else len(text)
        if re.search(r"\w", text[position:end]):
            found.append((position, end))
        position = match.end() if match else end
    return found


def segment_of(spans: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    """The segment that holds a place."""
    return next((span for span in spans if span[0] <= place < span[1]), (place, place))


def unfold_words(text: str) -> str:
    """The text in lower case with æ, ø, å restored, word by word."""
    return re.sub(r"[^\W\d_]+", lambda match: unfold(match.group()), text)
