"""Scores of different kinds joined into one ranking; plain functions over numbers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np


def z_scores(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores in standard deviations from their mean; all 0 where they do not differ."""
    if not scores:
        return {}
    values = np.fromiter(scores.values(), dtype=np.float64, count=len(scores))
    spread = float(values.std())
    if spread < 1e-9:
        return dict.fromkeys(scores, 0.0)
    return dict(zip(scores, ((values - values.mean()) / spread).tolist(), strict=True))


def add(parts: Mapping[str, tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    """The weighted sum of several z-scored rankings; a key that a ranking lacks gets that ranking's lowest.

    `parts` maps a name to (weight, scores by key).
    """
    keys = dict.fromkeys(key for _, scores in parts.values() for key in scores)
    total = dict.fromkeys(keys, 0.0)
    for weight, scores in parts.values():
        normal = z_scores(scores)
        lowest = min(normal.values(), default=0.0)
        for key in keys:
            total[key] += weight * normal.get(key, lowest)
    return total
