"""What a question says in several words: idioms, particle verbs, the words of an abbreviation.

A phrase is met by its words in any form and order, a few words apart ("sat planen i gang"). Where two or
more of its words carry a topic, these are enough; else the small words count too, or "stå for" would be met
wherever something stands. A question is compared only with the phrases that hold one of its own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from index.danish import is_stopword, stem, terms, words

BUNDLED = Path(str(files("index"))) / "data" / "phrases.tsv"

_SLACK = 3  # words that may stand between those of a phrase
_LITTLE_SLACK = 1  # where all but one of them are articles and the like, that stand everywhere
_PASSED_OVER = frozenset("en et den det de at sig der som".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """The `key` terms that must stand within `span` words, and the terms of each thing `meant` by them."""

    key: frozenset[str]
    span: int
    meant: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by the rarest of their terms."""

    by_term: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)

    def said_in(self, question: str) -> list[Phrase]:
        """The phrases that a question says, those of more words first; none that lies within another."""
        spoken = [stem(match.group()) for match in words(question)]
        places: dict[str, list[int]] = {}
        for at, term in enumerate(spoken):
            places.setdefault(term, []).append(at)
        met = [
            phrase
            for term in places
            for phrase in self.by_term.get(term, ())
            if phrase.key <= places.keys() and _together(phrase, places)
        ]
        met.sort(key=lambda phrase: (-len(phrase.key), sorted(phrase.key)))
        return [
            phrase for at, phrase in enumerate(met) if not any(phrase.key < longer.key for longer in met[:at])
        ]


def as_phrases(pairs: Iterable[tuple[str, str]]) -> Phrases:
    """Pairs of what is said and what is meant as phrases; those said in one word are left out."""
    meant: dict[frozenset[str], dict[tuple[str, ...], None]] = {}
    spans: Counter[frozenset[str]] = Counter()
    for said, official in pairs:
        own = tuple(dict.fromkeys(terms(official)))
        key, span = _key(said)
        if len(key) > 1 and own and not key.issuperset(own):
            meant.setdefault(key, {})[own] = None
            spans[key] = max(spans[key], span)
    often = Counter(term for key in meant for term in key)
    by_term: dict[str, list[Phrase]] = {}
    for key, others in meant.items():
        rarest = min(key, key=lambda term: (often[term], term))
        by_term.setdefault(rarest, []).append(Phrase(key, spans[key], tuple(others)))
    return Phrases({term: tuple(phrases) for term, phrases in by_term.items()})


def joined(*several: Phrases) -> Phrases:
    """All phrases of several tables."""
    by_term: dict[str, tuple[Phrase, ...]] = {}
    for table in several:
        for term, phrases in table.by_term.items():
            by_term[term] = (*by_term.get(term, ()), *phrases)
    return Phrases(by_term)


def _key(said: str) -> tuple[frozenset[str], int]:
    """The terms that must be met, and within how many words: those with a topic where these are several,
    else the small words too, and only where nothing else is left the smallest."""
    written = [match.group() for match in words(said)]
    for some in (
        [word for word in written if not is_stopword(word)],
        [word for word in written if word.lower() not in _PASSED_OVER],
    ):
        key = frozenset(map(stem, some))
        if len(key) > 1:
            return key, len(written) + _SLACK
    return frozenset(map(stem, written)), len(written) + _LITTLE_SLACK


def _together(phrase: Phrase, places: Mapping[str, list[int]]) -> bool:
    """Whether one stretch of `span` words holds every term."""
    starts = [at for term in phrase.key for at in places[term]]
    return any(
        all(any(start <= at < start + phrase.span for at in places[term]) for term in phrase.key)
        for start in starts
    )
