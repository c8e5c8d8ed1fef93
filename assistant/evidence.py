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
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.evidence_weights import WEIGHTS
from assistant.expected import fits
from assistant.question import Kind, Question
from assistant.sentences import Unit, units
from index.compounds import known_words, parts_of
from index.danish import content_words, stem, terms, unfold
from index.lexical_documents import header_text
from index.lexical_query import Group
from index.types import AgendaItem, Meeting, Section

_KEPT_ITEMS = 512
_KEPT_TEXTS = 1 << 13
_RARE = 20.0  # the cost of a word that public Danish hardly knows
_UNKNOWN = 0.5  # whether the most telling word is held, of a question without words
_LEAST = 1e-4  # probability of an item that is hardly in question
_OUTCOME_KINDS = (Kind.DECISION, Kind.YESNO)


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
class ReadUnit:
    """A unit with its section and the terms it and its lead-in hold."""

    section: Section
    unit: Unit
    terms: frozenset[str]
    lead: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)  # itself the key of what is kept for it
class ReadItem:
    """An item taken apart once: its units in order, the terms of its title and of all of it; `every` has
    those of its section headings too."""

    meeting: Meeting
    item: AgendaItem
    units: tuple[ReadUnit, ...]
    title: frozenset[str]
    whole: frozenset[str]
    every: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A found item: its probability (0-1), the share of the question that its title holds, and for each unit
    its features, their weighed sum, and the share of the question that each word (a column) makes there."""

    read: ReadItem
    rank: float
    about: float
    units: tuple[tuple[ReadUnit, Mapping[str, float]], ...]
    sums: tuple[float, ...]
    words: np.ndarray


def read_item(meeting: Meeting, item: AgendaItem) -> ReadItem:
    """An item's units and terms; kept for the items asked about last."""
    return _read(_Key(meeting, item))


class _Key:
    """A meeting's item as a cache key: equal for the same id, digest and ordinal."""

    __slots__ = ("item", "meeting", "name")

    def __init__(self, meeting: Meeting, item: AgendaItem) -> None:
        self.meeting, self.item = meeting, item
        self.name = (meeting.id, meeting.digest, item.ordinal)

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.name == other.name


@lru_cache(maxsize=_KEPT_ITEMS)
def _read(key: _Key) -> ReadItem:
    meeting, item = key.meeting, key.item
    text = meeting.text
    found: list[ReadUnit] = []
    whole: set[str] = set()
    for section in item.sections:
        heading = term_set(section.heading)
        for unit in units(text, section.body, section.end, item.tables):
            own = term_set(text[unit.start : unit.end])
            lead = heading | term_set(text[slice(*unit.lead)]) if unit.lead else heading
            found.append(ReadUnit(section, unit, own, lead))
            whole |= own
    # A question's body and day tell which meeting is meant; they are no sign of one sentence above another.
    title = term_set(f"{item.title} {header_text(meeting)}")
    every = frozenset(whole | title).union(*(unit.lead for unit in found))
    return ReadItem(meeting, item, tuple(found), title, frozenset(whole | title), every)


@lru_cache(maxsize=_KEPT_TEXTS)
def term_set(text: str) -> frozenset[str]:
    """The terms of a text, its compounds' parts included; kept, for minutes repeat themselves."""
    return frozenset((*terms(text), *parts_of(text)))


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
        counts = [max(frequency(term) for term in variant.terms) for variant in group]
        common = max((count for count in counts if count), default=0)
        rarity = math.log(1 + (size - common + 0.5) / (common + 0.5)) if size else 1.0
        result.append(common_word * rarity)
    return result


def held(groups: Sequence[Group], found: frozenset[str]) -> list[float]:
    """For each group the weight of its best variant whose terms all stand in `found`, else 0."""
    return [max((v.weight for v in group if found.issuperset(v.terms)), default=0.0) for group in groups]


def weigh_item(
    question: Question, read: ReadItem, rank: float, groups: Sequence[Group], importance: Sequence[float]
) -> Weighed:
    """All units of an item with their features and weighed sums. `rank` is the item's own probability."""
    titled = held(groups, term_set(read.item.title))
    about = sum(t * i for t, i in zip(titled, importance, strict=True)) / (sum(importance) or 1.0)
    described, words = describe(question, read, rank, groups, importance)
    sums = [
        sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items()) for _, features in described
    ]
    return Weighed(read, rank, about, tuple(described), tuple(sums), words)


def describe(
    question: Question, read: ReadItem, rank: float, groups: Sequence[Group], importance: Sequence[float]
) -> tuple[list[tuple[ReadUnit, dict[str, float]]], np.ndarray]:
    """Every unit of an item with its features; and for each (a row) the share of the question that each of
    its words (a column) makes, where the unit or its lead-in holds it."""
    if not read.units:
        return [], np.zeros((0, len(groups)))
    # Most of what a word may be called stands nowhere in one item: what is left is soon compared.
    groups = [tuple(v for v in group if read.every.issuperset(v.terms)) for group in groups]
    leads = {found: held(groups, found) for found in {unit.lead for unit in read.units}}
    wide = (len(read.units), len(groups))
    own = np.array([held(groups, unit.terms) for unit in read.units]).reshape(wide)
    lead = np.array([leads[unit.lead] for unit in read.units]).reshape(wide)
    weight = np.array(importance)
    shares = _shares(own, lead, held(groups, read.title), held(groups, read.whole), weight)
    result = []
    for place, unit in enumerate(read.units):
        features = {name: values[place] for name, values in shares.items()}
        features |= _form(question, read, unit, features, rank)
        result.append((unit, features))
    return result, np.maximum(own, lead) * weight / (float(weight.sum()) or 1.0)


def _shares(
    own: np.ndarray, lead: np.ndarray, of_title: Sequence[float], of_item: Sequence[float], weight: np.ndarray
) -> dict[str, list[float]]:
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
    shares = {name: (values @ weight / total).tolist() for name, values in (rows | {"told": told}).items()}
    shares |= _first_word(own, title, weight) | {"held": (own > 0).sum(axis=1).astype(float).tolist()}
    rest = float((1.0 - title[0]) @ weight)
    gained = np.maximum(0.0, own - title) @ weight
    return shares | {"beyond": (gained / rest).tolist() if rest else [0.0] * len(own)}


def _first_word(own: np.ndarray, title: np.ndarray, weight: np.ndarray) -> dict[str, list[float]]:
    """Whether each unit, and the title, hold the question's most telling word."""
    first = int(weight.argmax()) if len(weight) else None
    blank = [_UNKNOWN] * len(own)
    names = {"first word": own, "first word titled": title}
    return {n: blank if first is None else values[:, first].tolist() for n, values in names.items()}


def _form(
    question: Question, read: ReadItem, unit: ReadUnit, shares: Mapping[str, float], rank: float
) -> dict[str, float]:
    text = read.meeting.text[unit.unit.start : unit.unit.end]
    fit = fits(question.kind, text, question.text)
    asks = "outcome" if question.kind in _OUTCOME_KINDS else "other"
    if question.kind is Kind.RECOMMENDATION:
        asks = "recommendation"
    return {
        "fit": fit,
        f"fit|{question.kind}": fit,
        "fit×own": fit * shares["own"],
        "fit×near": fit * shares["near"],
        "fit×beyond": fit * shares["beyond"],
        f"{unit.section.kind}|{asks}": 1.0,
        f"is {unit.unit.kind}": 1.0,
        "length": min(1.0, len(text) / 300),
        "short": 1.0 if len(text) < 30 else 0.0,
        "rank": math.log(max(rank, _LEAST)),
    }
