"""Run question sets against an assistant and judge what came out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant import Answer, Assistant, Meeting, Passage
from assistant.types import Status
from eval import metrics
from eval.outcome import Outcome, Shown

SEVERAL = "flere fora"
Search = Callable[[str, int], Sequence[Passage]]
"""A question and how many passages, best first."""


def run(
    assistant: Assistant,
    questions: Sequence[Mapping[str, Any]],
    each: Callable[[int], None] = lambda _n: None,
) -> list[Outcome]:
    """Ask every question and judge the answers; `each` is told how many are done."""
    meetings = {meeting.source: meeting for meeting in assistant.meetings()}
    outcomes = []
    for number, question in enumerate(questions):
        started = time.perf_counter()
        passages = assistant.search(question["question"], k=10)
        searched = time.perf_counter()
        answer = assistant.ask(question["question"], question.get("history", ()))
        seconds = (searched - started, time.perf_counter() - searched)
        outcomes.append(judge(question, passages, answer, meetings, seconds))
        each(number + 1)
    return outcomes


def run_search(
    search: Search, questions: Sequence[Mapping[str, Any]], meetings: Mapping[str, Meeting]
) -> list[Outcome]:
    """Search for every question that has an answer and is no follow-up; nothing is answered."""
    outcomes = []
    for question in questions:
        if not question.get("gold") or question["kind"] == "followup":
            continue
        started = time.perf_counter()
        passages = search(question["question"], 10)
        seconds = (time.perf_counter() - started, 0.0)
        outcomes.append(judge(question, passages, Answer("", Status.NOT_FOUND), meetings, seconds))
    return outcomes


def judge(
    question: Mapping[str, Any],
    passages: Sequence[Passage],
    answer: Answer,
    meetings: Mapping[str, Meeting],
    seconds: tuple[float, float] = (0.0, 0.0),
) -> Outcome:
    """One question's result; `meetings` by source, `seconds` those of search and of the answer."""
    gold = metrics.gold_places(question)
    found = list(dict.fromkeys((p.source, p.item) for p in passages))
    shown = metrics.normal("\n".join(f"{p.item_title}\n{p.text}" for p in passages[:5]))
    needed = question.get("facts", ())
    return Outcome(
        id=question["id"],
        question=question["question"],
        kind=question["kind"],
        wording=question["wording"],
        split=question.get("split", ""),
        body=body_of(gold, meetings),
        need_all=question.get("need") == "all",
        answerable=bool(gold),
        status=str(answer.status),
        confidence=metrics.confidence(answer),
        correct=metrics.is_correct(question, answer),
        facts=metrics.has_facts(question, answer.text),
        cited=metrics.cites_right(question, answer) if gold else not answer.citations,
        short=metrics.is_short(answer),
        words=metrics.length(answer),
        precision=metrics.citation_precision(question, answer) if answer.status is Status.ANSWERED else None,
        cite_recall=metrics.citation_recall(question, answer),
        supported=metrics.supported(question, answer),
        exact=metrics.exact_quotes(answer, {source: m.text for source, m in meetings.items()}),
        inside=metrics.spans_inside(answer, meetings),
        rank=metrics.first_rank(found, gold),
        ndcg=metrics.gain(found, gold),
        recall=metrics.recall(found, gold),
        facts_found=bool(needed) and all(any(metrics.holds(shown, f) for f in forms) for forms in needed),
        search_seconds=seconds[0],
        ask_seconds=seconds[1],
        answer=answer.text,
        history=tuple(question.get("history", ())),
        missing=tuple(tuple(forms) for forms in metrics.missing_facts(question, answer.text)),
        never=tuple(metrics.forbidden(question, answer.text)),
        gold=tuple(Shown(s, i, title_of(s, i, meetings), right=True) for s, i in sorted(gold, key=str)),
        found=tuple(Shown(s, i, title_of(s, i, meetings), (s, i) in gold) for s, i in found),
        citations=tuple(
            Shown(c.source, c.item, c.label, (c.source, c.item) in gold, c.quote) for c in answer.citations
        ),
    )


def body_of(gold: set[metrics.Place], meetings: Mapping[str, Meeting]) -> str:
    """The body whose minutes hold the answer; "flere fora" for several, "" for none."""
    bodies = {meetings[source].body for source, _ in gold if source in meetings}
    return bodies.pop() if len(bodies) == 1 else SEVERAL if bodies else ""


def title_of(source: str, item: int | None, meetings: Mapping[str, Meeting]) -> str:
    """An item's title, the meeting's for its header, "" for what is not there."""
    meeting = meetings.get(source)
    if meeting is None:
        return ""
    if item is None:
        return meeting.title or meeting.body
    return next((entry.title for entry in meeting.items if entry.number == item), "")
