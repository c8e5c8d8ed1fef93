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

Table = Mapping[str, Sequence[float] | np.ndarray]
"""Features by name, each with a value for every candidate in order."""


def candidates(
    keys: Sequence[str], scores: Mapping[str, Mapping[str, float]], plain: Table
) -> dict[str, np.ndarray]:
    """The features of some candidates. `scores` maps each of RELATIVE to scores by key; `plain` has the other
    features."""
    own = {name: np.array(values, dtype=float) for name, values in plain.items()}
    return own | {name: _deviations(scores.get(name, {}), keys) for name in RELATIVE}


def scores(table: Table, weights: Mapping[str, float] = WEIGHTS) -> np.ndarray:
    """The weighted sum of each candidate's features."""
    total = np.zeros(len(next(iter(table.values()), ())))
    for name, values in table.items():
        total += weights.get(name, 0.0) * np.asarray(values)
    return total


def length(chunks: int) -> float:
    """How long an item is, as a feature: long ones hold every word and mean it less often."""
    return math.log1p(chunks)


def _deviations(scores: Mapping[str, float], keys: Sequence[str]) -> np.ndarray:
    if not scores or not keys:
        return np.zeros(len(keys))
    lowest = min(scores.values())
    values = np.array([scores.get(key, lowest) for key in keys])
    spread = float(values.std())
    if spread < 1e-9:
        return np.zeros(len(keys))
    deviations: np.ndarray = (values - values.mean()) / spread
    return deviations
