"""Run question sets against an assistant and count what came out."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant import Assistant
from assistant.types import Status
from eval import metrics


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question's result. `rank` is the first right item among the passages found, 0 for none."""

    id: str
    kind: str
    wording: str
    answerable: bool
    status: str
    correct: bool
    facts: bool
    cited: bool
    precision: float | None
    exact: bool
    rank: int
    ndcg: float
    search_seconds: float
    ask_seconds: float
    question: str
    answer: str


def read_questions(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """All questions of some JSONL files, in order."""
    return [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line
    ]


def run(
    assistant: Assistant,
    questions: Sequence[Mapping[str, Any]],
    each: Callable[[int], None] = lambda _n: None,
) -> list[Outcome]:
    """Ask every question and judge the answers."""
    texts = {meeting.source: meeting.text for meeting in assistant.meetings()}
    outcomes = []
    for number, question in enumerate(questions):
        outcomes.append(_one(assistant, question, texts))
        each(number + 1)
    return outcomes


def _one(assistant: Assistant, question: Mapping[str, Any], texts: Mapping[str, str]) -> Outcome:
    started = time.perf_counter()
    passages = assistant.search(question["question"], k=10)
    searched = time.perf_counter()
    answer = assistant.ask(question["question"], question.get("history", ()))
    asked = time.perf_counter()
    found = list(dict.fromkeys((p.source, p.item) for p in passages))
    gold = metrics.gold_places(question)
    return Outcome(
        id=question["id"],
        kind=question["kind"],
        wording=question["wording"],
        answerable=bool(gold),
        status=str(answer.status),
        correct=metrics.is_correct(question, answer),
        facts=metrics.has_facts(question, answer.text),
        cited=metrics.cites_right(question, answer) if gold else not answer.citations,
        precision=metrics.citation_precision(question, answer) if answer.status is Status.ANSWERED else None,
        exact=metrics.exact_quotes(answer, texts),
        rank=metrics.first_rank(found, gold),
        ndcg=metrics.gain(found, gold),
        search_seconds=searched - started,
        ask_seconds=asked - searched,
        question=question["question"],
        answer=answer.text,
    )


def summary(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The figures of a run; those by wording are named "correct.near", "hit5.far" and so on."""
    figures: dict[str, float] = {"questions": len(outcomes)}
    asked = [o for o in outcomes if o.answerable]
    trick = [o for o in outcomes if not o.answerable]
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in asked:
        groups[""].append(outcome)
        groups[f".{outcome.wording}"].append(outcome)
        groups[f".{outcome.kind}"].append(outcome)
    for name, members in groups.items():
        plain = [o for o in members if o.kind != "followup"]
        figures[f"correct{name}"] = _mean(o.correct for o in members)
        figures[f"hit5{name}"] = _mean(0 < o.rank <= 5 for o in plain)
        figures[f"first{name}"] = _mean(o.rank == 1 for o in plain)
    figures["mrr"] = _mean(metrics.reciprocal(o.rank) for o in asked)
    figures["ndcg10"] = _mean(o.ndcg for o in asked)
    figures["deflected"] = _mean(o.correct for o in trick)
    figures["wrongly_deflected"] = _mean(o.status != "answered" for o in asked)
    figures["citation_precision"] = _mean(o.precision for o in asked if o.precision is not None)
    figures["exact_quotes"] = _mean(o.exact for o in outcomes)
    for name, values in (
        ("search_ms_p50", [o.search_seconds for o in outcomes]),
        ("ask_ms_p50", [o.ask_seconds for o in outcomes]),
    ):
        figures[name] = 1000 * sorted(values)[len(values) // 2] if values else 0.0
    return {name: round(value, 4) for name, value in figures.items()}


def _mean(values: Iterable[float]) -> float:
    listed = [float(value) for value in values]
    return sum(listed) / len(listed) if listed else 0.0


def save(outcomes: Sequence[Outcome], path: Path) -> None:
    """Write a run as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "\n".join(json.dumps(asdict(o), ensure_ascii=False) for o in outcomes) + "\n", encoding="utf-8"
    )


def load(path: Path) -> list[Outcome]:
    """Read a run that `save` wrote."""
    return [Outcome(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
