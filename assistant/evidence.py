"""Which pieces of the found items answer the question: every sentence, list line and row is scored.

A piece scores by the share of the question's words that it holds (rare words count more, synonyms
less), with part credit for words that stand in its heading, its item's title or its meeting's name;
by holding the kind of thing that is asked for; and by standing in the section where such answers stand.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.expected import fits
from assistant.question import Kind, Question
from assistant.sentences import Unit, units
from index.danish import terms, words
from index.lexical import Group, part_terms
from index.types import AgendaItem, Meeting, Section


@dataclass(frozen=True, slots=True)
class Piece:
    """A scored unit of one item. `coverage` (0-1) is the share of the question the unit and its place
    hold; `own` is the share that the unit's own words hold; `fit` is `expected.fits`."""

    meeting: Meeting
    item: AgendaItem
    section: Section
    unit: Unit
    score: float
    coverage: float
    own: float
    fit: float
    rank: float

    @property
    def text(self) -> str:
        """The unit's words as they stand in the source, list marks included."""
        return self.meeting.text[self.unit.start : self.unit.end]


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """How much each part of a piece's score counts; set on the development questions."""

    own: float = 1.0
    lead: float = 0.6
    title: float = 0.5
    near: float = 0.35
    item: float = 0.2
    fit: float = 0.35
    section: float = 0.25
    rank: float = 0.3


DEFAULT_WEIGHTS = EvidenceWeights()

# Where an answer of a kind usually stands; sections not named count 0.
_HOME: dict[Kind, dict[str, float]] = {
    Kind.DECISION: {
        "beslutning": 1.0,
        "indstilling": -0.6,
        "tidligere beslutninger": -0.2,
        "sagsfremstilling": -0.2,
    },
    Kind.RECOMMENDATION: {"indstilling": 1.0, "beslutning": -0.3},
    Kind.YESNO: {"beslutning": 0.3},
    Kind.ATTACHMENT: {"bilag": 1.0},
    Kind.REASON: {"sagsfremstilling": 0.2, "beslutning": 0.1},
}
_POOR_HOME = {
    "bilag": -0.4,
    "stamdata": -0.6,
    "sagsgang": -0.6,
    "fraværende": -0.3,
    "tidligere beslutninger": -0.15,
}


def group_weights(groups: Sequence[Group], frequency: Callable[[str], int], size: int) -> list[float]:
    """How telling each question word is: the rarer in the minutes, the more (idf)."""
    result = []
    for group in groups:
        counts = [max(frequency(term) for term in variant.terms) for variant in group]
        common = max((count for count in counts if count), default=0)
        result.append(math.log(1 + (size - common + 0.5) / (common + 0.5)) if size else 1.0)
    return result


def held(groups: Sequence[Group], found: set[str]) -> list[float]:
    """For each group the weight of its best variant whose terms all stand in `found`, else 0."""
    return [
        max((v.weight for v in group if all(term in found for term in v.terms)), default=0.0)
        for group in groups
    ]


def term_set(text: str) -> set[str]:
    """The terms of a text, its compounds' parts included."""
    found = set(terms(text))
    for match in words(text):
        if len(match.group()) > 5:
            found.update(part_terms(match.group().lower()))
    return found


def score_item(
    question: Question,
    meeting: Meeting,
    item: AgendaItem,
    rank: float,
    groups: Sequence[Group],
    importance: Sequence[float],
    weights: EvidenceWeights = DEFAULT_WEIGHTS,
) -> list[Piece]:
    """All pieces of an item with their scores, in source order. `rank` (0-1) is the item's own score."""
    total = sum(importance) or 1.0
    title = held(groups, term_set(f"{item.title} {meeting.body} {meeting.organisation} {meeting.title}"))
    whole = held(groups, term_set(meeting.text[item.start : item.end]))
    pieces = []
    for section in item.sections:
        found = units(meeting.text, section.body, section.end, item.tables)
        own = [held(groups, term_set(meeting.text[unit.start : unit.end])) for unit in found]
        heading = held(groups, term_set(section.heading))
        for position, unit in enumerate(found):
            lead = (
                held(groups, term_set(meeting.text[slice(*unit.lead)])) if unit.lead else [0.0] * len(groups)
            )
            near = _best(
                [own[i] for i in range(max(0, position - 2), min(len(own), position + 2)) if i != position],
                len(groups),
            )
            credit = [
                max(
                    o * weights.own,
                    max(le, h) * weights.lead,
                    t * weights.title,
                    n * weights.near,
                    w * weights.item,
                )
                for o, le, h, t, n, w in zip(own[position], lead, heading, title, near, whole, strict=True)
            ]
            coverage = sum(c * i for c, i in zip(credit, importance, strict=True)) / total
            mine = sum(o * i for o, i in zip(own[position], importance, strict=True)) / total
            fit = fits(question.kind, meeting.text[unit.start : unit.end], question.text)
            home = _HOME.get(question.kind, {}).get(section.kind, _POOR_HOME.get(section.kind, 0.0))
            score = coverage + weights.fit * fit + weights.section * home + weights.rank * rank
            if unit.kind == "heading":
                score -= 0.2
            pieces.append(Piece(meeting, item, section, unit, score, coverage, mine, fit, rank))
    return pieces


def _best(rows: Sequence[Sequence[float]], width: int) -> list[float]:
    return [max((row[column] for row in rows), default=0.0) for column in range(width)]
