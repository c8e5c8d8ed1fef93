"""A second look at the pieces of the found items, all beside each other, by small decision trees.

The weighted sum of `evidence` counts each sign by itself. The trees see signs together and in their place:
how near a piece comes to the best one of its item, how far its item lies behind the first, how alike in
meaning the piece and the question are, as their words stand and as `likeness` has learned it. A sign that
speaks for a piece can only raise its score. The trees are learned on training questions
(`python -m eval.tune_reading`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from assistant.evidence import Piece, Weighed, rank_of
from assistant.front import is_front
from assistant.likeness import Likeness, learned, words
from assistant.trees import Trees, load
from index.embedding import bundled

BUNDLED = Path(str(files("assistant"))) / "data" / "reading.json"

# What the trees ask about, and whether more of it can only speak for a piece (1) or not (0).
_TAKEN: Mapping[str, int] = {
    **dict.fromkeys(("fit", "fit×own", "fit×near", "fit×beyond"), 1),
    **dict.fromkeys(("own", "beyond", "told", "coverage", "title", "rank"), 1),
    **dict.fromkeys(("first word", "first word titled", "held", "length"), 0),
}
_SEEN: Mapping[str, int] = {
    **dict.fromkeys(("sum", "sum behind", "own behind", "item behind", "similar", "similar behind"), 1),
    **dict.fromkeys(("decision", "front", "place", "position", "units"), 0),
}
_LIKE: Mapping[str, int] = dict.fromkeys(("alike", "alike behind", "alike behind all"), 1)
FEATURES: Mapping[str, int] = {**_TAKEN, **_SEEN, **_LIKE}


def pieces(question: str, items: Sequence[Weighed], behind: Sequence[float]) -> list[Piece]:
    """The pieces of the found items, best first. `behind` is how far each item's score in the search lies
    below the first one's (0 or less)."""
    scores = iter(trees().score(table(question, items, behind)).tolist())
    found = [piece for item in items for piece in _of_item(item, scores)]
    return sorted(found, key=lambda piece: -piece.score)


def _of_item(item: Weighed, scores: Iterator[float]) -> Iterator[Piece]:
    read = item.read
    parts = (item.features["fit"].tolist(), item.features["item"].tolist(), item.words.tolist())
    for unit, fit, whole, shares in zip(read.units, *parts, strict=True):
        of_item = (item.rank, item.about, whole)
        yield Piece(
            read.meeting, read.item, unit.section, unit.unit, next(scores), fit, *of_item, tuple(shares)
        )


def table(
    question: str, items: Sequence[Weighed], behind: Sequence[float], likeness: Likeness | None = None
) -> np.ndarray:
    """The pieces of all items in order as rows, FEATURES as columns; by the likeness that ships for None."""
    if not items:
        return np.zeros((0, len(FEATURES)))
    asked = bundled().encode_queries([question])[0]
    parts = [
        _rows(asked, item, place, below)
        for place, (item, below) in enumerate(zip(items, behind, strict=True))
    ]
    alike = (likeness or learned()).scores(question, [words(item.read) for item in items])
    return np.column_stack([np.concatenate(parts), _alike(alike)])


def _alike(scores: Sequence[np.ndarray]) -> np.ndarray:
    """The columns of the learned likeness, of the pieces of all items: itself, and how far it lies behind
    the best of the item and of all."""
    best = max((float(one.max(initial=-math.inf)) for one in scores), default=0.0)
    columns = [np.column_stack([one, one - one.max(initial=-math.inf), one - best]) for one in scores]
    return np.concatenate(columns)


def _rows(asked: np.ndarray, item: Weighed, place: int, below: float) -> np.ndarray:
    count = len(item.read.units)
    features = {**item.features, "rank": np.full(count, rank_of(item.rank))}
    own, sums = features["own"], item.sums
    similar = words(item.read).means @ asked
    seen = {
        "sum": sums,
        "sum behind": sums - sums.max(initial=-math.inf),
        "own behind": own - own.max(initial=0.0),
        "item behind": np.full(count, below),
        "similar": similar,
        "similar behind": similar - similar.max(initial=-1.0),
        "decision": np.array([float(unit.section.kind == "beslutning") for unit in item.read.units]),
        "front": np.full(count, float(is_front(item.read.item))),
        "place": np.full(count, float(place)),
        "position": np.arange(count) / max(1, count),
        "units": np.full(count, math.log(max(1, count))),
    }
    return np.column_stack([features[name] for name in _TAKEN] + [seen[name] for name in _SEEN])


@lru_cache(maxsize=1)
def trees() -> Trees:
    """The trees that ship."""
    return load(BUNDLED)
