"""Spelling of question words against the words that the minutes really use."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from index.danish import loose, unfold

Vocabulary = Callable[[str], list[tuple[str, int]]]
"""Terms of the corpus that begin with a prefix, each with the number of items that hold it."""

_SHORTEST = 4
_BEST = 3


def corrections(term: str, vocabulary: Vocabulary) -> list[str]:
    """Corpus terms that `term` may be a misspelling of, best first, at most three.

    First the same word without æ, ø, å ("moder" -> "møder"), then terms one edit away (two for words of
    eight letters or more) that begin alike; the first letter is taken to be right, or its neighbour.
    """
    if len(term) < _SHORTEST or not term.isalpha():
        return []
    limit = 2 if len(term) >= 8 else 1
    wanted = loose(term)
    scored = []
    for known, count in _candidates(term, vocabulary):
        if abs(len(known) - len(term)) > limit + 1 or not known.isalpha():
            continue
        distance = min(
            DamerauLevenshtein.distance(unfold(term), known, score_cutoff=limit),
            DamerauLevenshtein.distance(wanted, loose(known), score_cutoff=limit),
        )
        if distance <= limit:
            scored.append((distance, -count, known))
    nearest = min((distance for distance, _, _ in scored), default=0)
    return [known for distance, _, known in sorted(scored) if distance == nearest][:_BEST]


def _candidates(term: str, vocabulary: Vocabulary) -> list[tuple[str, int]]:
    return [pair for prefix in _prefixes(term) for pair in vocabulary(prefix)]


@lru_cache(maxsize=1024)
def _prefixes(term: str) -> tuple[str, ...]:
    """The two first letters as typed, with vowels that stand for æ, ø, å, and swapped."""
    first, second = term[0], term[1]
    swaps = {"a": "aæå", "o": "oø", "e": "eæ", "æ": "æ", "ø": "ø", "å": "å"}
    starts = [one + two for one in swaps.get(first, first) for two in swaps.get(second, second)]
    return tuple(dict.fromkeys([*starts, second + first, first + term[2]]))
