"""Danish compounds: "klyngemiddelinitiativ" -> klynge + middel + initiativ.

A compound is the cheapest path through known words, a linking letter allowed between two of them;
a word's cost falls with its frequency in Danish public text (data/words.tsv: word and count).
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from itertools import chain

from index.danish import STOPWORDS, WORD, number_terms, stem, unfold, word_term
from index.data_lines import data_lines
from index.paragraphs import whole_words

LINKS = ("", "s", "e", "er")
SHORTEST = 3
_SHORT_WORDS = frozenset({"by", "el", "it", "øl", "ur", "ø", "æg", "ko", "bi", "tv", "sø", "å"})
# Prefixes and particles: "udgift" and "forslag" are words of their own, not compounds worth splitting.
_NOT_PARTS = STOPWORDS | frozenset(
    """ind ud op ned af til fra for be ge er an mis gen und over under mod med sam fore efter bi på hen
    van und ter der ene ere ers sen isk lig lige hed tion ning ninger ing else elser dom skab ende
    ant ent ist isme ere eren erne ens ets else ser des nes tes sk ler ner rer ter ger ker ver hel
    lede net den det als ord tage stå gang sig sige""".split()
) - frozenset({"hele", "egen", "ord", "gang", "sag"})
_PART_PRICE = 4.0
_LINK_PRICE = {"": 0.0, "s": 0.5, "e": 2.5, "er": 3.0}
# Short strings must be common words to count as parts, or every misspelling would be one.
_DEAREST = {3: 11.0, 4: 13.2}
_LONGEST = 48


@cache
def _costs() -> dict[str, float]:
    counts = dict(line.split("\t") for line in data_lines("words.tsv"))
    total = sum(int(count) for count in counts.values())
    return {word: math.log(total / int(count)) for word, count in counts.items()}


def known_words() -> dict[str, float]:
    """Known words with their cost, the negative logarithm of their share of Danish public text."""
    return _costs()


@cache
def _parts() -> dict[str, float]:
    """The words that a compound may have as its parts, with their cost."""
    return {word: cost for word, cost in _costs().items() if word not in _NOT_PARTS and _serves(word, cost)}


def _serves(word: str, cost: float) -> bool:
    return word in _SHORT_WORDS if len(word) < SHORTEST else cost <= _DEAREST.get(len(word), math.inf)


@lru_cache(maxsize=1 << 17)
def split(word: str) -> tuple[str, ...]:
    """The parts of a compound without linking letters, lower-cased; () for a word that is not one.

    The last part keeps its inflection.
    """
    if "-" in word:
        pieces = tuple(piece for piece in word.lower().split("-") if len(piece) > 1)
        return pieces if len(pieces) > 1 else ()
    text = unfold(word)
    if not 2 * SHORTEST <= len(text) <= _LONGEST or not text.isalpha():
        return ()
    path = _cheapest(text)
    return path if len(path) > 1 else ()


def _cheapest(text: str) -> tuple[str, ...]:
    size = len(text)
    best: list[tuple[float, tuple[str, ...]] | None] = [None] * (size + 1)
    best[0] = (0.0, ())
    parts = _parts()
    for start in range(size - 1):
        here = best[start]
        if here is None:
            continue
        for end in range(start + 2, size + 1):
            part = text[start:end]
            cost = parts.get(part)
            if cost is None or part == text:
                continue
            for link in LINKS if end < size else ("",):
                stop = end + len(link)
                if not text.startswith(link, end) or (link and stop >= size):
                    continue
                price = here[0] + cost + _PART_PRICE + _LINK_PRICE[link]
                known = best[stop]
                if known is None or price < known[0]:
                    best[stop] = (price, (*here[1], part))
    found = best[size]
    return found[1] if found else ()


def parts_of(text: str) -> list[str]:
    """The terms of the parts of a text's compounds, in order."""
    return [term for word in WORD.findall(whole_words(text)) for term in _parts_as_written(word)]


def all_terms(text: str) -> frozenset[str]:
    """The terms of a text and of its compounds' parts: those of `terms` and `parts_of`."""
    return frozenset(chain(number_terms(text), *map(_word_and_parts, WORD.findall(whole_words(text)))))


@lru_cache(maxsize=1 << 17)
def _word_and_parts(word: str) -> tuple[str, ...]:
    term = word_term(word)
    return ((term,) if term else ()) + _parts_as_written(word)


@lru_cache(maxsize=1 << 17)
def part_terms(word: str) -> tuple[str, ...]:
    """The terms of a compound's parts; () for a word that is not a compound."""
    return tuple(stem(part) for part in split(word))


@lru_cache(maxsize=1 << 17)
def _parts_as_written(word: str) -> tuple[str, ...]:
    return part_terms(word.lower()) if len(word) > 5 else ()
