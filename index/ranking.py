"""What makes an item the right one, as a few numbers an item, and the weights that add them up.

Plain functions over numbers. Engines' scores have no common scale, so each is taken in standard
deviations from the mean of the question's candidates; what the question says of body and period is
taken as it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from index.ranking_weights import WEIGHTS

RELATIVE = ("words", "passage", "coverage", "meaning")
"""Features that only compare the candidates of one question; a candidate without one gets the lowest."""


def candidates(
    scores: Mapping[str, Mapping[str, float]], plain: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """The features of each candidate.

    `scores` maps each of RELATIVE to scores by key; `plain` maps a key to its other features. The
    candidates are the keys of `plain`.
    """
    keys = list(plain)
    table = {key: dict(plain[key]) for key in keys}
    for name in RELATIVE:
        for key, value in zip(keys, _deviations(scores.get(name, {}), keys), strict=True):
            table[key][name] = value
    return table


def scores(
    table: Mapping[str, Mapping[str, float]], weights: Mapping[str, float] = WEIGHTS
) -> dict[str, float]:
    """The weighted sum of each candidate's features; all candidates have the same ones."""
    total = np.zeros(len(table))
    for name in next(iter(table.values()), ()):
        total += weights.get(name, 0.0) * np.array([features[name] for features in table.values()])
    return dict(zip(table, total.tolist(), strict=True))


def length(chunks: int) -> float:
    """How long an item is, as a feature: long ones hold every word and mean it less often."""
    return math.log1p(chunks)


def _deviations(scores: Mapping[str, float], keys: Sequence[str]) -> list[float]:
    if not scores or not keys:
        return [0.0] * len(keys)
    lowest = min(scores.values())
    values = np.array([scores.get(key, lowest) for key in keys])
    spread = float(values.std())
    if spread < 1e-9:
        return [0.0] * len(keys)
    return [float(value) for value in (values - values.mean()) / spread]
