"""Two runs of the same questions: which changed, and whether it is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.outcome import Outcome
from eval.statistics import interval, permutation_test, sign_test
from eval.summary import METRICS

COMPARED = ("correct", "facts", "cited", "first", "hit5", "mrr", "ndcg10", "deflected", "citation_precision")


@dataclass(frozen=True, slots=True)
class Change:
    """One metric over the questions that both runs counted.

    `difference` is after minus before with its 95 % interval; `chance` the probability of a difference at
    least as large if the runs were equally good (exact sign test for yes/no, else a permutation test).
    """

    metric: str
    count: int
    before: float
    after: float
    low: float
    high: float
    chance: float

    @property
    def difference(self) -> float:
        """After minus before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs held against each other: the metrics, and the questions that became right or wrong."""

    changes: tuple[Change, ...]
    better: tuple[Outcome, ...]
    worse: tuple[Outcome, ...]
    only_before: int
    only_after: int


def compare(before: Sequence[Outcome], after: Sequence[Outcome]) -> Comparison:
    """Pair two runs by question id; `better` and `worse` hold the later run's outcomes."""
    earlier = {o.id: o for o in before}
    later = {o.id: o for o in after}
    shared = [name for name in later if name in earlier]
    pairs = [(earlier[name], later[name]) for name in shared]
    return Comparison(
        changes=tuple(change for name in COMPARED if (change := _change(name, pairs))),
        better=tuple(b for a, b in pairs if b.correct and not a.correct),
        worse=tuple(b for a, b in pairs if a.correct and not b.correct),
        only_before=len(earlier) - len(shared),
        only_after=len(later) - len(shared),
    )


def _change(metric: str, pairs: Sequence[tuple[Outcome, Outcome]]) -> Change | None:
    value = METRICS[metric]
    counted = [
        (float(x), float(y), b.cluster)
        for a, b in pairs
        if (x := value(a)) is not None and (y := value(b)) is not None
    ]
    if not counted:
        return None
    n = len(counted)
    differences = [y - x for x, y, _ in counted]
    clusters = [c for _, _, c in counted]
    low, high = interval(differences, clusters)
    wins, losses = sum(d > 0 for d in differences), sum(d < 0 for d in differences)
    plain = all(x in (0, 1) and y in (0, 1) for x, y, _ in counted)
    chance = sign_test(wins, losses) if plain else permutation_test(differences, clusters)
    return Change(
        metric, n, sum(x for x, _, _ in counted) / n, sum(y for _, y, _ in counted) / n, low, high, chance
    )


def as_text(comparison: Comparison) -> str:
    """A comparison for the terminal, in Danish."""
    lines = [f"{'mål':20}{'antal':>7}{'før':>8}{'efter':>8}{'forskel':>9}   95 %-interval    ved et tilfælde"]
    for c in comparison.changes:
        verdict = "" if c.chance > 0.05 else "  ← mere end tilfældigt"
        lines.append(
            f"{c.metric:20}{c.count:7}{c.before:8.3f}{c.after:8.3f}{c.difference:+9.3f}"
            f"   {c.low:+.3f} – {c.high:+.3f}   {c.chance:.3f}{verdict}"
        )
    for title, outcomes in (("bedre", comparison.better), ("dårligere", comparison.worse)):
        lines.append(f"{len(outcomes)} {title}")
        lines += [f"  {o.id}: {o.question}" for o in outcomes]
    for count, which in ((comparison.only_before, "første"), (comparison.only_after, "anden")):
        if count:
            lines.append(f"{count} spørgsmål står kun i den {which} kørsel og er ikke talt med.")
    return "\n".join(lines)
