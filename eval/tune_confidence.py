"""Learn from development questions how sure an answer may be, and show what thresholds would do.

    python -m eval.tune_confidence --set STORE FILE [--set STORE FILE …] [--outside STORE FILE …] [--write]

A logistic model over `assistant.confidence.features`: questions whose forced answer is right against
unanswerable ones, and, less, against answerable ones whose forced answer is wrong. A set weighs as the
square root of its size, so that no large store sets the scale for a small one; sets of questions that are
about nothing minutes hold (`--outside`) weigh less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

import numpy as np
from scipy.optimize import minimize

from assistant.ask import Thresholds, ask, weigh
from assistant.confidence import features
from assistant.question import Kind, understand
from assistant.reorder import rank
from eval.metrics import cites_right, has_facts
from eval.tune import read_options, read_sets, replied, write_weights
from index.search import Searcher

# What can only speak against an answer; everything else can only speak for it, but for the constant and the
# kinds of questions, which may do either.
_AGAINST = (
    *("unfit", "unfit told", "unheld asked"),
    *("missing names", "untold names", "other year", "other year told", "other actor", "no such meeting"),
    *("foreign", "most unheld"),
)
_SIGNS = dict.fromkeys(_AGAINST, -1) | {"bias": 0} | {f"kind {kind}": 0 for kind in Kind}
_BOUNDS = {-1: (None, 0), 0: (None, None), 1: (0, None)}
_FORCED = Thresholds(0.0, 0.0, 0.0)
# A wrong answer where none can be given is the worst; one beside the right place shows at least that.
_UNANSWERABLE, _WRONG = 1.5, 0.35
# Of questions outside the minutes one may write as many as one likes; they must not outweigh the traps.
_OUTSIDE = 0.2


@dataclass(frozen=True, slots=True)
class Example:
    """A question's `id` and features; whether its forced answer is `right` (never, where it is not
    `answerable`); its wording and how much it weighs."""

    id: str
    features: Mapping[str, float]
    answerable: bool
    right: bool
    wording: str
    weight: float = 1.0


def example(question: Mapping[str, Any], searcher: Searcher) -> Example | None:
    """One question as an example; None where nothing is found."""
    asked = understand(question["question"])
    ranking = rank(asked, searcher)
    pieces = weigh(asked, ranking, searcher)
    if not pieces or replied(asked, ranking, searcher):
        return None
    forced = ask(question["question"], searcher, thresholds=_FORCED)
    answerable = bool(question["gold"])
    right = answerable and has_facts(question, forced.text) and cites_right(question, forced)
    found = features(asked, ranking, pieces, searcher)
    return Example(question["id"], found, answerable, right, str(question.get("wording")))


def learn(examples: Sequence[Example], penalty: float = 0.02) -> dict[str, float]:
    """The weights; the penalty is on each feature's weight in standard deviations."""
    names = sorted({name for one in examples for name in one.features} - {"bias"})
    table = np.array([[one.features.get(name, 0.0) for name in names] for one in examples])
    spread, middle = table.std(axis=0) + 1e-6, table.mean(axis=0)
    scaled = np.column_stack([np.ones(len(table)), (table - middle) / spread])
    wanted = np.array([float(one.right) for one in examples])
    share = np.array([one.weight * _worth(one) for one in examples])
    share /= share.sum()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        chance = 1.0 / (1.0 + np.exp(-scaled @ weights))
        likely = wanted * np.log(chance + 1e-12) + (1 - wanted) * np.log(1 - chance + 1e-12)
        held_back = penalty * np.array([0.0, *weights[1:]])
        slope = scaled.T @ ((chance - wanted) * share) + held_back
        return float(held_back @ weights / 2 - likely @ share), slope

    bounds = [(None, None), *(_BOUNDS[_SIGNS.get(name, 1)] for name in names)]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    weights = found[1:] / spread
    constant = found[0] - float(weights @ middle)
    return {name: round(float(v), 3) for name, v in zip(["bias", *names], [constant, *weights], strict=True)}


def _worth(one: Example) -> float:
    return 1.0 if one.right else _WRONG if one.answerable else _UNANSWERABLE


def chances(examples: Sequence[Example], weights: Mapping[str, float]) -> list[float]:
    """The confidence of each example under some weights."""
    totals = [sum(weights.get(n, 0.0) * v for n, v in one.features.items()) for one in examples]
    return [float(1.0 / (1.0 + np.exp(-total))) for total in totals]


def table_of_thresholds(examples: Sequence[Example], chance: Sequence[float]) -> str:
    """For each threshold: the share of unanswerable questions deflected, and of the answerable ones of each
    wording the share that is answered, and that is answered rightly."""
    lines = []
    for limit in np.arange(0.1, 0.75, 0.04):
        over = [(one, c >= limit) for one, c in zip(examples, chance, strict=True)]
        traps = [not passed for one, passed in over if not one.answerable]
        parts = [f"{limit:.2f}  afvist af ubesvarelige {np.mean(traps):.3f}; besvaret/rigtigt:"]
        for wording in ("near", "noisy", "far"):
            own = [(one, passed) for one, passed in over if one.answerable and one.wording == wording]
            if own:
                answered = np.mean([passed for _, passed in own])
                right = np.mean([passed and one.right for one, passed in own])
                parts.append(f"{wording} {answered:.3f}/{right:.3f}")
        lines.append(" ".join(parts))
    return "\n".join(lines)


def read_examples(sets: Sequence[Sequence[str]], share: float = 1.0) -> list[Example]:
    """The examples of all sets, each set as heavy as the square root of its size, times `share`."""
    examples: list[Example] = []
    for pair in sets:
        own = [found for question, searcher in read_sets([pair]) if (found := example(question, searcher))]
        examples += [replace(one, weight=share * len(own) ** -0.5) for one in own]
    return examples


def main() -> None:
    """Read the command line, learn, and print or write the weights."""
    outside = ("--outside", "et lager og spørgsmål, der ikke har med referater at gøre; gerne flere")
    about = "Lær, hvor sikkert et svar er."
    options = read_options("eval.tune_confidence", about, "confidence_weights.py", outside)
    examples = [*read_examples(options.set), *read_examples(options.outside, _OUTSIDE)]
    # Held out by turns, so that the thresholds are read off questions that the weights were not learned on;
    # a question that is asked of two stores is held out with its twin.
    folds = [crc32(one.id.encode()) % 5 for one in examples]
    chance = [0.0] * len(examples)
    for fold in set(folds):
        weights = learn([one for one, own in zip(examples, folds, strict=True) if own != fold])
        for number, value in enumerate(chances(examples, weights)):
            if folds[number] == fold:
                chance[number] = value
    print(table_of_thresholds(examples, chance))
    weights = learn(examples)
    print(weights)
    if options.write:
        write_weights(weights, "eval.tune_confidence", "confidence", "confidence_weights.py")


if __name__ == "__main__":
    main()
