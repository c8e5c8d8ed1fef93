"""A second look at the found items, by what their sentences say to the question.

The search weighs an item as a whole. Here the first items are read: how well their best sentences hold the
question's words together, and the kind of thing that is asked for, and how alike in meaning they are,
decides their order anew, by small decision trees over these signs and those of the search. A sign that
speaks for an item can only raise it. The trees are learned on training questions
(`python -m eval.tune_items`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from assistant.evidence import Weighed, group_weights, weigh_item
from assistant.likeness import Likeness, learned, words
from assistant.question import Question, understand
from assistant.read_items import read_item
from assistant.trees import Trees, load
from index.ranked import RankedItem, Ranking
from index.search import Searcher
from index.types import Filters, Passage

BUNDLED = Path(str(files("assistant"))) / "data" / "items.json"

_FIRST = 12
_UNLIKE = -30.0  # the likeness of an item without text
_LEAST = 0.01  # an item less probable than this is not read: it hardly ever comes first, and costs time

# What the trees ask about, and whether more of it can only speak for an item (1) or not (0).
_SEARCHED: Mapping[str, int] = {
    **dict.fromkeys(("body", "coverage", "day", "meaning", "passage", "period", "words"), 1),
    "length": 0,
}
_BEST_OF_UNITS = ("told", "beyond", "fit×own", "fit×near", "fit×beyond")
_READ: Mapping[str, int] = {
    **dict.fromkeys(("score", "behind", "sum", "fit", "title", "item", "about"), 1),
    **{f"best {name}": 1 for name in _BEST_OF_UNITS},
    **dict.fromkeys(("units", "question words"), 0),
}
_LIKE: Mapping[str, int] = dict.fromkeys(("alike", "alike behind"), 1)
FEATURES: Mapping[str, int] = {**_SEARCHED, **_READ, **_LIKE}


def rank(
    question: Question,
    searcher: Searcher,
    filters: Filters | None = None,
    more: str = "",
    likeness: Likeness | None = None,
) -> Ranking:
    """The best items for a question, and for `more` words beside it, the first of them looked at again."""
    return again(question, searcher.rank(f"{question.text} {more}".rstrip(), filters), searcher, likeness)


def search(text: str, k: int, searcher: Searcher, filters: Filters | None = None) -> list[Passage]:
    """At most `k` passages, best first; every item's best passage comes before any item's second."""
    return searcher.passages(rank(understand(text), searcher, filters), k, filters)


def again(
    question: Question, ranking: Ranking, searcher: Searcher, likeness: Likeness | None = None
) -> Ranking:
    """The ranking with its first items in the trees' order; as it is where a cross-encoder made it. For None
    the likeness that ships is asked.

    What its sentences do not speak for keeps its place: a meeting's header, and an item found by everyday
    words that were written to it.
    """
    read = [] if searcher.reranked else readable(ranking)
    if len(read) < 2:
        return ranking
    kept = {item.key for item in worth_reading(ranking.items)} - {item.key for item in read}
    scores = trees().score(table(question, ranking, read, searcher, likeness)).tolist()
    moved = [replace(item, score=score) for item, score in zip(read, scores, strict=True)]
    moved.sort(key=lambda item: (-item.score, item.key))
    # The others keep their distance to the last that was read; what keeps its place is put beside the one
    # before it.
    gap = moved[-1].score - read[-1].score
    order: list[RankedItem] = []
    waiting = iter(moved)
    for item in ranking.items:
        if item.key in kept:
            beside = order[-1].score if order else moved[0].score
            order.append(replace(item, score=beside))
        else:
            order.append(next(waiting, None) or replace(item, score=item.score + gap))
    return replace(ranking, items=tuple(order))


def readable(ranking: Ranking) -> list[RankedItem]:
    """Those of the first items whose sentences speak for them."""
    first = worth_reading(ranking.items)
    return [item for item in first if item.ordinal is not None and item.key not in ranking.noted]


def worth_reading(items: Sequence[RankedItem]) -> Sequence[RankedItem]:
    """The first items that are not improbable."""
    likely = [p for p in probabilities(items)[:_FIRST] if p >= _LEAST]
    return items[: len(likely)]


def probabilities(ranked: Sequence[RankedItem]) -> list[float]:
    """How probable each ranked item is (0-1): the ranking's scores are logarithms of odds by training."""
    if not ranked:
        return []
    best = ranked[0].score
    each = [math.exp(item.score - best) for item in ranked]
    return [value / sum(each) for value in each]


def table(
    question: Question,
    ranking: Ranking,
    items: Sequence[RankedItem],
    searcher: Searcher,
    likeness: Likeness | None = None,
) -> np.ndarray:
    """The items as rows, FEATURES as columns; by the likeness that ships for None."""
    importance = group_weights(question.text, ranking.groups, searcher.frequency, searcher.size)
    best = ranking.items[0].score
    reads = []
    for ranked in items:
        meeting, item = searcher.item(ranked.meeting_id, ranked.ordinal)
        assert item, "a meeting's header is not read"
        reads.append(read_item(meeting, item))
    scores = (likeness or learned()).scores(question.text, [words(read) for read in reads])
    alike = [float(one.max(initial=_UNLIKE)) for one in scores]
    rows = np.zeros((len(items), len(FEATURES)))
    for row, ranked, read, like in zip(rows, items, reads, alike, strict=True):
        signs = dict(ranked.parts) | {"score": ranked.score, "behind": ranked.score - best}
        signs |= {"alike": like, "alike behind": like - max(alike)}
        signs["question words"] = float(len(ranking.groups))
        signs |= _read(weigh_item(question, read, 1.0, ranking.groups, importance))
        row[:] = [signs.get(name, 0.0) for name in FEATURES]
    return rows


def _read(item: Weighed) -> dict[str, float]:
    """What an item's units say; nothing for an item without text."""
    if not len(item.sums):
        return {"about": item.about}
    best = int(item.sums.argmax())
    found = {f"best {name}": float(item.features[name].max()) for name in _BEST_OF_UNITS}
    found |= {name: float(item.features[name][0]) for name in ("title", "item")}
    found |= {"sum": float(item.sums[best]), "fit": float(item.features["fit"][best])}
    return found | {"about": item.about, "units": math.log1p(len(item.sums))}


@lru_cache(maxsize=1)
def trees() -> Trees:
    """The trees that ship."""
    return load(BUNDLED)
