"""Learn the trees that choose among the pieces of the found items, from development questions.

    python -m eval.tune_reading --set STORE FILE [--set STORE FILE …] [--folds FOLDER] [--write]

LightGBM's lambdarank over the pieces that `assistant.ask.opened` reads for a question: the best are those of
gold items that hold the most facts, then those that hold some, then the others of gold items. Signs that
speak for a piece may only raise its score. What is printed was learned without the question's own
meeting; so is the likeness that the trees see, with `--folds` of `eval.tune_likeness`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.ask import opened
from assistant.likeness import Likeness
from assistant.question import understand
from assistant.reading import BUNDLED, FEATURES, table
from assistant.reorder import rank
from assistant.trees import Trees, save
from eval.grow import grow, held_out
from eval.tune import read_options, read_sets, replied
from eval.tune_likeness import FOLDS_HELP, facts_held, fold_of, of_folds
from index.search import Searcher

_ROUNDS = 150
_GAINS = (0, 1, 4, 10)
_HARD, _OTHER = 40, 40  # pieces of other items: those with the highest sums, and some at random
_OPTIONS: dict[str, Any] = {
    "lambdarank_truncation_level": 5,
    "label_gain": list(_GAINS),
    "learning_rate": 0.06,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.4,
}


@dataclass(frozen=True, slots=True)
class Example:
    """A question's pieces: their features (rows), how right each is (0-3), the facts (columns) that each
    holds, and the number of its item."""

    wording: str
    fold: int
    rows: np.ndarray
    grade: np.ndarray
    facts: np.ndarray
    item: np.ndarray


def example(
    question: Mapping[str, Any], searcher: Searcher, likenesses: Sequence[Likeness] = ()
) -> Example | None:
    """A question as an example; None where another engine replies or nothing right is found. Of
    `likenesses` the one of its fold is used, without any the one that ships."""
    if not question["gold"] or not question["facts"]:
        return None
    asked, fold = understand(question["question"]), fold_of(question)
    likeness = likenesses[fold] if likenesses else None
    ranking = rank(asked, searcher, likeness=likeness)
    if replied(asked, ranking, searcher):
        return None
    items, behind = opened(asked, ranking, searcher)
    right, facts = facts_held(question, [item.read for item in items])
    if not right.any():
        return None
    held = facts.sum(axis=1)
    grade = np.where((held > 0) & (held == held.max()), 3, np.where(held > 0, 2, right.astype(int)))
    owner = np.repeat(np.arange(len(items)), [len(item.read.units) for item in items])
    rows = table(question["question"], items, behind, likeness)
    return Example(str(question["wording"]), fold, rows, grade, facts, owner)


def learn(examples: Sequence[Example]) -> Trees:
    """The trees."""
    draw = np.random.default_rng(0)
    kept = [_some(one, draw) for one in examples]
    rows = np.concatenate([one.rows[rows] for one, rows in zip(examples, kept, strict=True)])
    grades = np.concatenate([one.grade[rows] for one, rows in zip(examples, kept, strict=True)])
    return grow(FEATURES, rows, grades, [len(rows) for rows in kept], _ROUNDS, _OPTIONS)


def _some(one: Example, draw: np.random.Generator) -> np.ndarray:
    """The rows to learn from: all that hold a fact, the hard ones of the others, and some more."""
    others = np.flatnonzero(one.grade < 2)
    if len(others) > _HARD + _OTHER:
        by_sum = others[np.argsort(-one.rows[others, list(FEATURES).index("sum")], kind="stable")]
        others = np.concatenate([by_sum[:_HARD], draw.choice(by_sum[_HARD:], _OTHER, replace=False)])
    return np.concatenate([np.flatnonzero(one.grade >= 2), others])


def figures(examples: Sequence[Example], scores: Sequence[np.ndarray]) -> str:
    """For each wording: how often the best piece is of a right item, holds all facts, and the best three
    pieces of its item do."""
    lines = []
    for wording in sorted({one.wording for one in examples}):
        seen = [_right(o, s) for o, s in zip(examples, scores, strict=True) if o.wording == wording]
        shares = " ".join(f"{value:.3f}" for value in np.mean(seen, axis=0))
        lines.append(f"{wording:6} {len(seen):4}  punkt, stykke, tre stykker: {shares}")
    return "\n".join(lines)


def _right(one: Example, scores: np.ndarray) -> tuple[bool, bool, bool]:
    order = np.argsort(-scores, kind="stable")
    best = order[0]
    three = order[one.item[order] == one.item[best]][:3]
    return bool(one.grade[best]), bool(one.facts[best].all()), bool(one.facts[three].any(axis=0).all())


def main() -> None:
    """Read the command line, learn, and print or write the trees."""
    options = read_options(
        "eval.tune_reading", "Lær, hvilket stykke der svarer.", "data/reading.json", folds=FOLDS_HELP
    )
    likenesses = of_folds(options.folds)
    found = [one for pair in options.set for q, s in read_sets([pair]) if (one := example(q, s, likenesses))]
    sums = [one.rows[:, list(FEATURES).index("sum")] for one in found]
    print(f"{len(found)} spørgsmål. Den vægtede sum alene:\n{figures(found, sums)}")
    print(f"Træerne, lært uden spørgsmålets møde:\n{figures(found, held_out(found, learn))}")
    if options.write:
        save(learn(found), BUNDLED)


if __name__ == "__main__":
    main()
