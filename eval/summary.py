"""The figures of a run: every metric for all questions, by wording, kind and body, with its interval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval import metrics
from eval.outcome import Outcome
from eval.statistics import (
    area,
    calibration,
    calibration_error,
    curve,
    interval,
    percentile,
    separation,
)

Value = Callable[[Outcome], float | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean with its 95 % interval over `count` questions."""

    mean: float
    low: float
    high: float
    count: int


def _asked(value: Value) -> Value:
    return lambda o: value(o) if o.answerable else None


def _searched(value: Value) -> Value:
    """A follow-up is searched with words of earlier questions, which a plain search does not know."""
    return lambda o: value(o) if o.answerable and o.kind != "followup" else None


METRICS: Mapping[str, Value] = {
    "correct": _asked(lambda o: o.correct),
    "facts": _asked(lambda o: o.facts),
    "cited": _asked(lambda o: o.cited),
    "short": _asked(lambda o: o.short),
    "words": lambda o: o.words if o.status == "answered" else None,
    "first": _searched(lambda o: o.rank == 1),
    "hit3": _searched(lambda o: 0 < o.rank <= 3),
    "hit5": _searched(lambda o: 0 < o.rank <= 5),
    "hit10": _searched(lambda o: o.rank > 0),
    "mrr": _searched(lambda o: metrics.reciprocal(o.rank)),
    "ndcg10": _searched(lambda o: o.ndcg),
    "gold_recall10": _searched(lambda o: o.recall),
    "all_gold10": _searched(lambda o: o.recall == 1 if o.need_all else None),
    "facts_found5": _searched(lambda o: o.facts_found),
    "citation_precision": _asked(lambda o: o.precision),
    "citation_recall": _asked(lambda o: o.cite_recall if o.status == "answered" else None),
    "supported": _asked(lambda o: o.supported if o.status == "answered" else None),
    "exact_quotes": lambda o: o.exact,
    "exact_spans": lambda o: o.inside,
    "deflected": lambda o: None if o.answerable else o.correct,
    "wrongly_deflected": _asked(lambda o: o.status != "answered"),
    "judged": lambda o: o.judged,
}


def groups(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """The questions by group: "" for all, ".near", ".fact", ".body:Byråd", ".split:dev"."""
    found: dict[str, list[Outcome]] = defaultdict(list)
    for o in outcomes:
        names = ["", f".{o.wording}", f".{o.kind}"]
        names += [f".body:{o.body}"] if o.body else []
        names += [f".split:{o.split}"] if o.split else []
        for name in names:
            found[name].append(o)
    return found


def figures(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """All metrics of all groups, named "correct", "correct.near", "hit5.body:Byråd"; those that nothing
    was counted for are left out."""
    result = {}
    for group, members in groups(outcomes).items():
        for name, value in METRICS.items():
            counted = [(float(v), o.cluster) for o in members if (v := value(o)) is not None]
            if counted:
                values, clusters = [v for v, _ in counted], [c for _, c in counted]
                low, high = interval(values, clusters)
                result[f"{name}{group}"] = Figure(sum(values) / len(values), low, high, len(values))
    return result


def summary(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The plain values of `figures`, with the run's size, latency, abstention and calibration."""
    values: dict[str, float] = {"questions": len(outcomes)}
    for group, members in groups(outcomes).items():
        for name, value in METRICS.items():
            counted = [float(v) for o in members if (v := value(o)) is not None]
            if counted:
                values[f"{name}{group}"] = sum(counted) / len(counted)
    values |= latency(outcomes) | abstention(outcomes)
    return {name: round(value, 4) for name, value in values.items()}


def latency(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Milliseconds of search and answer: median, 95th percentile, worst."""
    found = {}
    for name, seconds in (
        ("search", [o.search_seconds for o in outcomes]),
        ("ask", [o.ask_seconds for o in outcomes]),
    ):
        for label, share in (("p50", 0.5), ("p95", 0.95), ("max", 1.0)):
            found[f"{name}_ms_{label}"] = 1000 * percentile(seconds, share)
    return found


def abstention(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """How well confidence tells what can be answered, and how far it is from the share of right answers."""
    sure = [o.confidence for o in outcomes]
    can = [o.answerable for o in outcomes]
    right = [o.would_be_right for o in outcomes]
    return {
        "confidence_auc": separation(sure, can),
        "curve_area": area(curve(sure, can, right)),
        "calibration_error": calibration_error(calibration(sure, right)),
    }
