"""Outcomes made by hand for the tests of figures, comparisons, gates and reports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from eval.outcome import Outcome, Shown

RIGHT = Outcome(
    id="q1",
    question="Hvad koster det?",
    kind="amount",
    wording="near",
    split="dev",
    body="Byråd",
    need_all=False,
    answerable=True,
    status="answered",
    confidence=0.9,
    correct=True,
    facts=True,
    cited=True,
    short=True,
    words=8,
    precision=1.0,
    cite_recall=1.0,
    supported=1.0,
    exact=True,
    inside=True,
    rank=1,
    ndcg=1.0,
    recall=1.0,
    facts_found=True,
    search_seconds=0.02,
    ask_seconds=0.04,
    answer="Det koster 5 kr. [1]",
    gold=(Shown("a.txt", 4, "Cykelsti", right=True),),
    found=(Shown("a.txt", 4, "Cykelsti", right=True), Shown("b.txt", None, "Mødet")),
    citations=(Shown("a.txt", 4, "Byråd, punkt 4", right=True, quote="Det koster 5 kr."),),
)
WRONG = replace(
    RIGHT,
    correct=False,
    status="nearest",
    confidence=0.3,
    facts=False,
    missing=(("5 kr.", "fem kroner"),),
    rank=0,
    ndcg=0.0,
    recall=0.0,
    facts_found=False,
)
TRICK = replace(
    RIGHT,
    id="t1",
    question="Hvad koster <b>badet</b> | i 1999?",
    kind="unanswerable",
    answerable=False,
    body="",
    status="not_found",
    confidence=0.1,
    cited=True,
    precision=None,
    cite_recall=None,
    supported=None,
    rank=0,
    gold=(),
    citations=(),
    answer="Det står ikke i referaterne.",
)
FOOLED = replace(TRICK, id="t2", status="answered", confidence=0.6, correct=False)


def named(outcome: Outcome, name: str, **changes: Any) -> Outcome:
    """The same outcome for another question about another item."""
    gold = tuple(replace(g, source=f"{name}.txt") for g in outcome.gold)
    return replace(outcome, id=name, gold=gold, **changes)
