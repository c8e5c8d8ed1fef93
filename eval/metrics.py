"""What a right answer is, as pure functions over one question and what came out.

A question is a dict as in docs/evaluering.md; gold is a set of (file name, item number or None).
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.types import Answer, Status

Place = tuple[str, int | None]


def gold_places(question: Mapping[str, Any]) -> set[Place]:
    """The items that a right citation may point to."""
    return {(entry["doc"], entry["item"]) for entry in question.get("gold", ())}


def first_rank(found: Sequence[Place], gold: set[Place]) -> int:
    """The place (from 1) of the first right item, 0 where none is found."""
    return next((rank for rank, place in enumerate(found, 1) if place in gold), 0)


def reciprocal(rank: int) -> float:
    """1/rank, 0 for not found."""
    return 1.0 / rank if rank else 0.0


def gain(found: Sequence[Place], gold: set[Place], k: int = 10) -> float:
    """nDCG at k with every gold item worth the same."""
    score = sum(1 / math.log2(i + 1) for i, place in enumerate(found[:k], 1) if place in gold)
    best = sum(1 / math.log2(i + 1) for i in range(1, min(len(gold), k) + 1))
    return score / best if best else 0.0


def normal(text: str) -> str:
    """Lower case, single blanks: how facts are compared."""
    return " ".join(text.lower().split())


def has_facts(question: Mapping[str, Any], text: str) -> bool:
    """Whether each fact stands in `text` in one of its forms, and none of the `never` strings does."""
    shown = normal(text)
    right = all(any(normal(form) in shown for form in forms) for forms in question.get("facts", ()))
    return right and not any(normal(wrong) in shown for wrong in question.get("never", ()))


def is_short(answer: Answer, sentences: int = 3) -> bool:
    """At most three statements, or one list with its lead-in."""
    lines = answer.text.split("\n")
    if any(line.startswith("- ") for line in lines):
        return sum(1 for line in lines if line.strip() and not line.startswith("- ")) <= 2
    return answer.text.count("[") <= 2 * sentences


def cites_right(question: Mapping[str, Any], answer: Answer) -> bool:
    """Whether a citation points to a gold item; to every one of them where the question needs all."""
    gold = gold_places(question)
    cited = {(citation.source, citation.item) for citation in answer.citations}
    return gold <= cited if question.get("need") == "all" else bool(cited & gold)


def is_correct(question: Mapping[str, Any], answer: Answer) -> bool:
    """Right status, all facts, a right citation, short. For an unanswerable question: not answered."""
    if not question.get("gold"):
        return answer.status is not Status.ANSWERED
    return (
        answer.status is Status.ANSWERED
        and has_facts(question, answer.text)
        and cites_right(question, answer)
        and is_short(answer)
    )


def citation_precision(question: Mapping[str, Any], answer: Answer) -> float | None:
    """The share of citations that point to a gold item; None without citations."""
    gold = gold_places(question)
    if not answer.citations:
        return None
    return sum((c.source, c.item) in gold for c in answer.citations) / len(answer.citations)


def exact_quotes(answer: Answer, texts: Mapping[str, str]) -> bool:
    """Whether every quote is exactly its source's text[start:end]."""
    return all(texts[c.source][c.start : c.end] == c.quote for c in answer.citations)


def interval(values: Sequence[float], rounds: int = 1000, seed: int = 1) -> tuple[float, float]:
    """The 95 % bootstrap interval of the mean; (0, 0) without values."""
    if not values:
        return 0.0, 0.0
    draw = random.Random(seed)
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(rounds))
    return means[int(0.025 * rounds)], means[int(0.975 * rounds)]
