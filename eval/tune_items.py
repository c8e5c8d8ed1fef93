"""Learn the trees that look at the found items a second time, from training questions.

    python -m eval.tune_items --set STORE FILE [--set STORE FILE …] [--folds FOLDER] [--write]

LightGBM's lambdarank over the items that `assistant.reorder` reads for a question: those of the gold places
are right. What is printed was learned without the question's own meeting; so is the likeness that the trees
see, with `--folds` of `eval.tune_likeness`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.likeness import Likeness
from assistant.question import understand
from assistant.reorder import BUNDLED, FEATURES, readable, table
from assistant.trees import Trees, save
from eval.grow import grow, held_out
from eval.metrics import gold_places
from eval.tune import read_options, read_sets
from eval.tune_likeness import FOLDS_HELP, fold_of, of_folds
from index.ranked import RankedItem
from index.search import Searcher

_ROUNDS = 300
_OPTIONS: dict[str, Any] = {
    "lambdarank_truncation_level": 8,
    "learning_rate": 0.05,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
}


@dataclass(frozen=True, slots=True)
class Example:
    """A question's first items: their features (rows) and whether each is right; `behind` says that a right
    one lies behind them."""

    wording: str
    fold: int
    rows: np.ndarray
    right: np.ndarray
    behind: bool


def example(
    question: Mapping[str, Any], searcher: Searcher, likenesses: Sequence[Likeness] = ()
) -> Example | None:
    """A question as an example; None for one without a gold place. Of `likenesses` the one of its fold is
    used, without any the one that ships."""
    if not question["gold"]:
        return None
    asked, gold = understand(question["question"]), gold_places(question)
    ranking = searcher.rank(question["question"])
    first = readable(ranking)
    if not first:
        return None

    def is_right(ranked: RankedItem) -> bool:
        meeting, item = searcher.item(ranked.meeting_id, ranked.ordinal)
        return (meeting.source, item.number if item else None) in gold

    right = np.array([is_right(item) for item in first])
    fold = fold_of(question)
    behind = not right.any() and any(is_right(item) for item in ranking.items[len(first) : 5])
    rows = table(asked, ranking, first, searcher, likenesses[fold] if likenesses else None)
    return Example(str(question["wording"]), fold, rows, right, behind)


def learn(examples: Sequence[Example]) -> Trees:
    """The trees."""
    told = [one for one in examples if one.right.any() and not one.right.all()]
    rows = np.concatenate([one.rows for one in told])
    right = np.concatenate([one.right for one in told]).astype(int)
    return grow(FEATURES, rows, right, [len(one.rows) for one in told], _ROUNDS, _OPTIONS)


def figures(examples: Sequence[Example], scores: Sequence[np.ndarray]) -> str:
    """For each wording how often a right item is first, and among the first five."""
    lines = []
    for wording in sorted({one.wording for one in examples}):
        seen = [
            (float(one.right[order[0]]), float(one.right[order[:5]].any() or (one.behind and len(order) < 5)))
            for one, score in zip(examples, scores, strict=True)
            if one.wording == wording
            for order in [np.argsort(-score, kind="stable")]
        ]
        first, five = np.mean(seen, axis=0)
        lines.append(f"{wording:6} {len(seen):4}  først {first:.3f}, blandt fem {five:.3f}")
    return "\n".join(lines)


def main() -> None:
    """Read the command line, learn, and print or write the trees."""
    options = read_options(
        "eval.tune_items", "Lær, hvilket punkt der svarer.", "data/items.json", folds=FOLDS_HELP
    )
    likenesses = of_folds(options.folds)
    found = [one for pair in options.set for q, s in read_sets([pair]) if (one := example(q, s, likenesses))]
    before = [one.rows[:, list(FEATURES).index("score")] for one in found]
    print(f"{len(found)} spørgsmål. Søgningens egen rækkefølge:\n{figures(found, before)}")
    print(f"Træerne, lært uden spørgsmålets møde:\n{figures(found, held_out(found, learn))}")
    if options.write:
        save(learn(found), BUNDLED)


if __name__ == "__main__":
    main()
