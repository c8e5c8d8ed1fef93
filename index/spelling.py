"""Spelling of question words against the words that the minutes really use."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from index.compounds import known_words
from index.danish import known, loose, stem, unfold

Vocabulary = Callable[[str], list[tuple[str, int]]]
"""Terms of the corpus that begin with a prefix, each with the number of items that hold it."""

_SHORTEST = 4
_SHORTEST_FORM = 5
_LONG = 8
_BEST = 3


def corrections(word: str, vocabulary: Vocabulary, frequency: Callable[[str], int]) -> list[str]:
    """Corpus terms that a word may be a misspelling of, best first, at most three.

    First the same word without æ, ø, å ("moder" -> "møder"), then terms one edit away (two for words of
    eight letters or more) that begin alike; the first letter is taken to be right, or its neighbour. A term
    is also near where a form of it that the dictionary knows is: "godkent" -> "godkendt". A short word that
    the dictionary knows is right, but for its æ, ø, å.
    """
    plain, term = unfold(word), stem(word)
    if len(term) < _SHORTEST or not plain.isalpha():
        return []
    most = 2 if len(plain) >= _LONG else 0 if known(plain) else 1
    scored: dict[str, tuple[int, bool, int]] = {}
    for other, count in _candidates(term, vocabulary):
        whole, stemmed = (_distance(form, other, most) for form in (plain, term))
        if min(whole, stemmed) <= most:
            scored[other] = (min(whole, stemmed), whole > stemmed, -count)
    for form, distance in _dictionary_forms(plain):
        meant = stem(form)
        if distance <= most and (count := frequency(meant)):
            near = (distance, False, -count)
            scored[meant] = min(near, scored.get(meant, near))
    nearest = min((score[0] for score in scored.values()), default=0)
    found = sorted((score, other) for other, score in scored.items() if score[0] == nearest)
    return [other for _, other in found[:_BEST]]


def completions(word: str, vocabulary: Vocabulary) -> list[str]:
    """Corpus terms that begin with a clipped word ("undersøg" -> "undersøgelse"), the most frequent first."""
    plain = unfold(word)
    longer = [(-count, term) for term, count in vocabulary(plain) if term.isalpha() and term != plain]
    return [term for _, term in sorted(longer)[:_BEST]]


def _distance(typed: str, other: str, most: int) -> int:
    """The edits from one to the other, with or without æ, ø, å; more than `most` where they are many."""
    if abs(len(other) - len(typed)) > most + 1 or not other.isalpha():
        return most + 1
    return min(
        DamerauLevenshtein.distance(typed, other, score_cutoff=most),
        DamerauLevenshtein.distance(loose(typed), loose(other), score_cutoff=most),
    )


@lru_cache(maxsize=1024)
def _dictionary_forms(plain: str) -> tuple[tuple[str, int], ...]:
    """Words of public Danish that begin alike and are one edit away, or none but for æ, ø, å."""
    if len(plain) < _SHORTEST_FORM:
        return ()
    near = (word for prefix in _prefixes(plain) for word in _by_beginning().get(prefix, ()))
    return tuple((word, distance) for word in near if (distance := _distance(plain, word, 1)) <= 1)


@cache
def _by_beginning() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for word in known_words():
        table.setdefault(word[:2], []).append(word)
    return table


def _candidates(term: str, vocabulary: Vocabulary) -> list[tuple[str, int]]:
    return [pair for prefix in _prefixes(term) for pair in vocabulary(prefix)]


@lru_cache(maxsize=1024)
def _prefixes(term: str) -> tuple[str, ...]:
    """The two first letters as typed, with vowels that stand for æ, ø, å, and swapped."""
    first, second = term[0], term[1]
    swaps = {"a": "aæå", "o": "oø", "e": "eæ", "æ": "æ", "ø": "ø", "å": "å"}
    starts = [one + two for one in swaps.get(first, first) for two in swaps.get(second, second)]
    return tuple(dict.fromkeys([*starts, second + first, first + term[2]]))
