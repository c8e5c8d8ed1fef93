"""Learn from development questions how sure an answer may be, and show what thresholds would do.

    python -m eval.tune_confidence --set STORE FILE [--set STORE FILE …] [--write]

A logistic model over `assistant.confidence.features`: answerable questions whose best piece lies in a gold
item against unanswerable ones (an answerable question with the wrong item is neither). Each set weighs the
same, so that a large store does not set the scale for a small one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assistant.ask import weigh
from assistant.confidence import features
from assistant.question import understand
from eval.metrics import gold_places
from eval.tune import read_options, read_sets, replied, write_weights
from index.search import Searcher

# What can only speak against an answer; everything else can only speak for it, but for the constant.
_SIGNS = dict.fromkeys(
    ("unfit", "unknown", "missing names", "other year", "other body", "other period"), -1
) | {"bias": 0}

Example = tuple[dict[str, float], bool | None, str]
"""Features; whether it is answerable (None: the best piece is in a wrong item); the set's file name."""


def example(question: Mapping[str, Any], searcher: Searcher) -> Example | None:
    """One question as an example; None where nothing is found."""
    asked = understand(question["question"])
    ranking = searcher.rank(question["question"])
    pieces = weigh(asked, ranking, searcher)
    if not pieces or replied(asked, ranking, searcher):
        return None
    gold = gold_places(question)
    right = (pieces[0].meeting.source, pieces[0].item.number) in gold
    found = features(asked, ranking, pieces, searcher)
    return found, (True if right else None) if gold else False, str(question.get("wording"))


def learn(examples: Sequence[Example], penalty: float = 2e-3, steps: int = 3000) -> dict[str, float]:
    """The weights, both sides weighing the same."""
    names = sorted({name for found, _, _ in examples for name in found})
    used = [(found, answerable) for found, answerable, _ in examples if answerable is not None]
    table = np.array([[found.get(name, 0.0) for name in names] for found, _ in used])
    wanted = np.array([float(answerable) for _, answerable in used])
    share = np.where(wanted > 0, 0.5 / wanted.sum(), 0.5 / (len(wanted) - wanted.sum()))
    signs = np.array([_SIGNS.get(name, 1) for name in names])
    weights = np.zeros(len(names))
    for _ in range(steps):
        chance = 1.0 / (1.0 + np.exp(-table @ weights))
        slope = table.T @ ((chance - wanted) * share) + penalty * weights
        weights = np.where(signs * (weights - slope) >= 0, weights - slope, 0.0)
    return {name: round(float(value), 3) for name, value in zip(names, weights, strict=True)}


def chances(examples: Sequence[Example], weights: Mapping[str, float]) -> list[float]:
    """The confidence of each example under some weights."""
    totals = [sum(weights.get(n, 0.0) * v for n, v in found.items()) for found, _, _ in examples]
    return [float(1.0 / (1.0 + np.exp(-total))) for total in totals]


def table_of_thresholds(examples: Sequence[Example], chance: Sequence[float]) -> str:
    """For each threshold: unanswerable questions deflected, answerable ones deflected, by wording."""
    lines = []
    for limit in np.arange(0.1, 0.75, 0.05):
        traps = [
            c < limit for c, (_, answerable, _) in zip(chance, examples, strict=True) if answerable is False
        ]
        parts = [f"{limit:.2f}  afvist af ubesvarelige {np.mean(traps):.3f}, af besvarelige:"]
        for wording in ("near", "noisy", "far"):
            own = [
                c < limit
                for c, (_, answerable, w) in zip(chance, examples, strict=True)
                if answerable is not False and w == wording
            ]
            parts.append(f"{wording} {np.mean(own):.3f}" if own else f"{wording} –")
        lines.append(" ".join(parts))
    return "\n".join(lines)


def main() -> None:
    """Read the command line, learn, and print or write the weights."""
    options = read_options("eval.tune_confidence", "Lær, hvor sikkert et svar er.", "confidence_weights.py")
    examples = [e for question, searcher in read_sets(options.set) if (e := example(question, searcher))]
    # Held out by turns, so that the thresholds are read off questions that the weights were not learned on.
    held = [0.0] * len(examples)
    for fold in range(5):
        weights = learn([e for number, e in enumerate(examples) if number % 5 != fold])
        for number, chance in enumerate(chances(examples, weights)):
            if number % 5 == fold:
                held[number] = chance
    print(table_of_thresholds(examples, held))
    weights = learn(examples)
    print(weights)
    if options.write:
        write_weights(weights, "eval.tune_confidence", "confidence", "confidence_weights.py")


if __name__ == "__main__":
    main()
