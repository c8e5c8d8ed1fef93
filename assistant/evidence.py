"""Which pieces of the found items answer the question: every sentence, list line and row is weighed.

A piece is described by a handful of features: the share of the question's words that its own words
hold (rare words count more, synonyms less), the share that its lead-in, neighbours, title and item
hold, whether it holds the kind of thing that is asked for, its section, its form, and its item's place
in the search. The score is their weighted sum; the weights are learned on the development questions
(`python -m eval.tune`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assistant.evidence_weights import WEIGHTS
from assistant.expected import all_fit
from assistant.question import Kind, Question
from assistant.read_items import KEPT_ITEMS, ReadItem, held, term_set
from assistant.sentences import Unit
from index.compounds import known_words
from index.danish import content_words, stem, unfold
from index.lexical_query import Group
from index.types import AgendaItem, Meeting, Section

_KEPT_WEIGHED = 64  # items of the questions asked last
_RARE = 20.0  # the cost of a word that public Danish hardly knows
_UNKNOWN = 0.5  # whether the most telling word is held, of a question without words
_LEAST = 1e-4  # probability of an item that is hardly in question
_OUTCOME_KINDS = (Kind.DECISION, Kind.YESNO)

Columns = Mapping[str, np.ndarray]
"""Features by name, each of shape (units,)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A scored unit of one item. `fit` is `expected.fits`; `rank` is the probability (0-1) that the search
    gives the item; `about` and `whole` are the shares of the question that the item's title, and the item
    anywhere, hold; `words` the share that each word of the question makes, where the unit or its lead-in
    holds it."""

    meeting: Meeting
    item: AgendaItem
    section: Section
    unit: Unit
    score: float
    fit: float
    rank: float
    about: float
    whole: float
    words: tuple[float, ...]

    @property
    def text(self) -> str:
        """The unit's words as they stand in the source, list marks included."""
        return self.meeting.text[self.unit.start : self.unit.end]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A found item: its probability (0-1) and the share of the question that its title holds; of its units
    the features, their weighed sums, and the share of the question (rows) that each word (a column) makes
    there."""

    read: ReadItem
    rank: float
    about: float
    features: Columns
    sums: np.ndarray
    words: np.ndarray


def by_title(pieces: Sequence[Piece]) -> Piece:
    """The piece of the item that a question is about: that is told by its title and its place in the search
    more than by any sentence."""
    return max(pieces, key=lambda piece: (piece.about + 0.5 * piece.rank, piece.score))


def group_weights(
    question: str, groups: Sequence[Group], frequency: Callable[[str], int], size: int
) -> list[float]:
    """How telling each question word is: the rarer in the minutes, the more (idf), and less for words
    that are common in all public Danish, which few minutes alone cannot show."""
    costs = known_words()
    plain = {stem(word): costs.get(unfold(word), _RARE) for word in content_words(question)}
    result = []
    for group in groups:
        common_word = min(1.0, max(0.3, (plain.get(group[0].terms[0], _RARE) - 6.0) / 5.0))
        counts = [max(map(frequency, variant.terms)) for variant in group]
        common = max((count for count in counts if count), default=0)
        rarity = math.log(1 + (size - common + 0.5) / (common + 0.5)) if size else 1.0
        result.append(common_word * rarity)
    return result


def weigh_item(
    question: Question, read: ReadItem, rank: float, groups: Sequence[Group], importance: Sequence[float]
) -> Weighed:
    """All units of an item with their features and weighed sums. `rank` is the item's own probability."""
    weighed = _weighed(question, read, tuple(groups), tuple(importance))
    more = WEIGHTS["rank"] * (rank_of(rank) - rank_of(weighed.rank))
    return replace(weighed, rank=rank, sums=weighed.sums + more)


@lru_cache(maxsize=_KEPT_WEIGHED)
def _weighed(
    question: Question, read: ReadItem, groups: tuple[Group, ...], importance: tuple[float, ...]
) -> Weighed:
    """An item of probability 1; kept, for an item is weighed to be put in order and again to be read."""
    titled = held(groups, term_set(read.item.title))
    about = sum(t * i for t, i in zip(titled, importance, strict=True)) / (sum(importance) or 1.0)
    features, words = describe(question, read, groups, importance)
    return Weighed(read, 1.0, about, features, _sums(features, len(read.units)), words)


def rank_of(probability: float) -> float:
    """An item's probability (0-1) as a feature: its logarithm."""
    return math.log(max(probability, _LEAST))


def _sums(features: Columns, count: int) -> np.ndarray:
    total = np.zeros(count)
    for name, column in features.items():
        if name in WEIGHTS:
            total += WEIGHTS[name] * column
    return total


def describe(
    question: Question, read: ReadItem, groups: Sequence[Group], importance: Sequence[float]
) -> tuple[Columns, np.ndarray]:
    """The features of an item's units; and for each unit (a row) the share of the question that each of its
    words (a column) makes, where the unit or its lead-in holds it."""
    weight = np.array(importance)
    own, lead = read.of_units(groups)
    shares = _shares(own, lead, held(groups, read.title), read.anywhere(groups), weight)
    words = np.maximum(own, lead) * weight / (float(weight.sum()) or 1.0)
    return shares | _form(question, read, shares), words


def _shares(
    own: np.ndarray, lead: np.ndarray, of_title: Sequence[float], of_item: Sequence[float], weight: np.ndarray
) -> dict[str, np.ndarray]:
    """For each unit (a row) the shares of the question's words (columns, of some weight) that it holds, and
    that its surroundings do. "beyond" is, of what the title does not hold, what the unit's own words do: it
    tells the units of one item apart."""
    title, item = (np.broadcast_to(np.array(values), own.shape) for values in (of_title, of_item))
    blank = np.zeros((2, own.shape[1]))
    padded = np.concatenate([blank, own, blank])
    near = np.maximum(np.maximum(padded[:-4], padded[1:-3]), padded[3:-1])  # two before, one after
    told = np.maximum(np.maximum(own, lead), title)
    around = np.maximum(np.maximum(0.75 * title, 0.65 * near), 0.5 * item)
    coverage = np.maximum(np.maximum(own, 0.8 * lead), around)
    rows = {"own": own, "lead": lead, "title": title, "near": near, "item": item, "coverage": coverage}
    total = float(weight.sum()) or 1.0
    shares = {name: values @ weight / total for name, values in (rows | {"told": told}).items()}
    shares |= _first_word(own, title, weight) | {"held": (own > 0).sum(axis=1).astype(float)}
    rest = float((1.0 - np.array(of_title)) @ weight)
    gained = np.maximum(0.0, own - title) @ weight
    return shares | {"beyond": gained / rest if rest else np.zeros(len(own))}


def _first_word(own: np.ndarray, title: np.ndarray, weight: np.ndarray) -> dict[str, np.ndarray]:
    """Whether each unit, and the title, hold the question's most telling word."""
    names = {"first word": own, "first word titled": title}
    if not len(weight):
        return dict.fromkeys(names, np.full(len(own), _UNKNOWN))
    first = int(weight.argmax())
    return {name: values[:, first] for name, values in names.items()}


def _form(question: Question, read: ReadItem, shares: Columns) -> dict[str, np.ndarray]:
    fit = np.array(all_fit(question.kind, read.texts, question.text))
    found = {"fit": fit, f"fit|{question.kind}": fit}
    found |= {f"fit×{name}": fit * shares[name] for name in ("own", "near", "beyond")}
    asks = "outcome" if question.kind in _OUTCOME_KINDS else "other"
    if question.kind is Kind.RECOMMENDATION:
        asks = "recommendation"
    shape = _shape(read)
    found |= shape.lengths
    found |= {f"{kind}|{asks}": column for kind, column in shape.sections.items()}
    found |= shape.kinds
    return found


@dataclass(frozen=True, slots=True)
class _Shape:
    """What an item's units look like, whatever is asked: their lengths, sections and kinds."""

    lengths: Columns
    sections: Columns
    kinds: Columns


@lru_cache(maxsize=KEPT_ITEMS)
def _shape(read: ReadItem) -> _Shape:
    lengths = np.array([len(text) for text in read.texts], dtype=float)
    return _Shape(
        {"length": np.minimum(1.0, lengths / 300), "short": (lengths < 30).astype(float)},
        _one_hot([unit.section.kind for unit in read.units]),
        _one_hot([f"is {unit.unit.kind}" for unit in read.units]),
    )


def _one_hot(names: Sequence[str]) -> dict[str, np.ndarray]:
    """A column for each name: 1 where it stands."""
    return {one: np.array([float(name == one) for name in names]) for one in dict.fromkeys(names)}
