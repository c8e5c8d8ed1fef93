"""How sure a figure is: intervals, paired tests, the abstention curve, calibration. Pure functions."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

_SHARE = 0.95


def interval(
    values: Sequence[float], clusters: Sequence[Hashable] | None = None, rounds: int = 1000, seed: int = 1
) -> tuple[float, float]:
    """The 95 % bootstrap interval of the mean; (0, 0) without values.

    Questions about the same item are no independent evidence: those of one cluster are drawn together.
    """
    if not values:
        return 0.0, 0.0
    sums, counts = _by_cluster(values, clusters)
    drawn = np.random.default_rng(seed).integers(0, len(sums), (rounds, len(sums)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, [(1 - _SHARE) / 2, (1 + _SHARE) / 2])
    return float(low), float(high)


def _by_cluster(
    values: Sequence[float], clusters: Sequence[Hashable] | None
) -> tuple[np.ndarray, np.ndarray]:
    if clusters is None:
        return np.asarray(values, dtype=float), np.ones(len(values))
    number = {name: place for place, name in enumerate(dict.fromkeys(clusters))}
    rows = np.asarray([number[name] for name in clusters])
    return np.bincount(rows, weights=np.asarray(values, dtype=float)), np.bincount(rows)


def sign_test(wins: int, losses: int) -> float:
    """The probability of a split at least this uneven by chance (exact McNemar test, two-sided)."""
    n = wins + losses
    tail = sum(comb(n, i) for i in range(max(wins, losses), n + 1)) / 2**n if n else 1.0
    return min(1.0, 2 * tail)


def permutation_test(
    differences: Sequence[float],
    clusters: Sequence[Hashable] | None = None,
    rounds: int = 10000,
    seed: int = 1,
) -> float:
    """The probability of a mean paired difference at least this large by chance: the signs of the
    differences are flipped at random, those of one cluster together. 1 without any difference."""
    if not any(differences):
        return 1.0
    sums, _ = _by_cluster(differences, clusters)
    signs = np.random.default_rng(seed).integers(0, 2, (rounds, len(sums)), dtype=np.int8) * 2 - 1
    larger = np.abs(signs @ sums) >= abs(sums.sum()) - 1e-9
    return float((larger.sum() + 1) / (rounds + 1))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie; 0 without values."""
    return float(np.quantile(values, share)) if values else 0.0


@dataclass(frozen=True, slots=True)
class Point:
    """What an answering threshold would give.

    `answered` is the share of all questions answered at it, `right` the share of those answers that are
    right, `deflected` the share of unanswerable questions refused, `wrongly` that of answerable ones.
    """

    threshold: float
    answered: float
    right: float
    deflected: float
    wrongly: float


def curve(confidences: Sequence[float], answerable: Sequence[bool], right: Sequence[bool]) -> list[Point]:
    """The abstention curve, strictest threshold first; `right` tells whether the answer would be right."""
    sure, can, good = np.asarray(confidences), np.asarray(answerable), np.asarray(right)
    points = []
    for threshold in sorted(set(confidences), reverse=True):
        said = sure >= threshold
        points.append(
            Point(
                threshold=float(threshold),
                answered=float(said.mean()),
                right=float((good & can)[said].mean()),
                deflected=float((~said)[~can].mean()) if (~can).any() else 0.0,
                wrongly=float((~said)[can].mean()) if can.any() else 0.0,
            )
        )
    return points


def area(points: Sequence[Point]) -> float:
    """The area under the share of right answers over the share answered: 1 is perfect. The first point is
    taken to hold from no answers on."""
    if not points:
        return 0.0
    x = [0.0, *(point.answered for point in points)]
    y = [points[0].right, *(point.right for point in points)]
    return float(np.trapezoid(y, x) / x[-1])


def separation(confidences: Sequence[float], answerable: Sequence[bool]) -> float:
    """The probability that an answerable question gets a higher confidence than an unanswerable one
    (AUC; ties count half). 0.5 where only one sort is there."""
    yes = np.asarray([c for c, a in zip(confidences, answerable, strict=True) if a])
    no = np.asarray([c for c, a in zip(confidences, answerable, strict=True) if not a])
    if not len(yes) or not len(no):
        return 0.5
    wins = (yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean()
    return float(wins)


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose confidence lies in `low`-`high`: how many, how sure, and how many were right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def calibration(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[Bin]:
    """Confidence against the share of right answers, empty bins left out."""
    sure, good = np.asarray(confidences, dtype=float), np.asarray(right, dtype=float)
    place = np.minimum((sure * bins).astype(int), bins - 1)
    found = []
    for number in range(bins):
        inside = place == number
        if inside.any():
            found.append(
                Bin(
                    number / bins,
                    (number + 1) / bins,
                    int(inside.sum()),
                    float(sure[inside].mean()),
                    float(good[inside].mean()),
                )
            )
    return found


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance between confidence and the share of right answers, weighed by count (ECE)."""
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.confidence - b.right) for b in bins) / total if total else 0.0


def agreement(one: Sequence[bool], other: Sequence[bool]) -> tuple[float, float]:
    """(the share of equal judgements, Cohen's kappa); (0, 0) without judgements."""
    if not one:
        return 0.0, 0.0
    a, b = np.asarray(one, dtype=bool), np.asarray(other, dtype=bool)
    same = float((a == b).mean())
    chance = float(a.mean() * b.mean() + (~a).mean() * (~b).mean())
    return same, (same - chance) / (1 - chance) if chance < 1 else 1.0
