"""What a right answer is, as pure functions over one question and what came out.

A question is a dict as in docs/evaluering.md; gold is a set of (file name, item number or None).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.types import Answer, Status
from index.types import Meeting

Place = tuple[str, int | None]
_MARK = re.compile(r"\[\d+\]")


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


def recall(found: Sequence[Place], gold: set[Place], k: int = 10) -> float:
    """The share of all gold items that stand among the first `k`; 0 without gold."""
    return len(gold & set(found[:k])) / len(gold) if gold else 0.0


def normal(text: str) -> str:
    """Lower case, single blanks: how facts are compared."""
    return " ".join(text.lower().split())


def holds(shown: str, form: str) -> bool:
    """Whether a fact's form stands in a `normal` text, not as a part of a longer number ("11" in "2011")."""
    wanted = re.escape(normal(form))
    before = r"(?<!\d)" if form[:1].isdigit() else ""
    after = r"(?!\d)" if form[-1:].isdigit() else ""
    return re.search(f"{before}{wanted}{after}", shown) is not None


def missing_facts(question: Mapping[str, Any], text: str) -> list[list[str]]:
    """The facts that stand in `text` in none of their forms."""
    shown = normal(text)
    return [
        list(forms) for forms in question.get("facts", ()) if not any(holds(shown, form) for form in forms)
    ]


def forbidden(question: Mapping[str, Any], text: str) -> list[str]:
    """The `never` strings that stand in `text`, parts of words and numbers too."""
    shown = normal(text)
    return [wrong for wrong in question.get("never", ()) if normal(wrong) in shown]


def has_facts(question: Mapping[str, Any], text: str) -> bool:
    """Whether each fact stands in `text` in one of its forms, and none of the `never` strings does."""
    return not missing_facts(question, text) and not forbidden(question, text)


def length(answer: Answer) -> int:
    """The number of words that a reader meets, citation marks not counted."""
    return len(_MARK.sub(" ", answer.text).split())


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


def citation_recall(question: Mapping[str, Any], answer: Answer) -> float | None:
    """The share of what should be cited that is: of all gold items where the question needs all, else
    of the one that it takes. None for an unanswerable question."""
    gold = gold_places(question)
    if not gold:
        return None
    cited = {(c.source, c.item) for c in answer.citations}
    return len(cited & gold) / len(gold) if question.get("need") == "all" else float(bool(cited & gold))


def supported(question: Mapping[str, Any], answer: Answer) -> float | None:
    """The share of the facts given in the answer that stand in a quote or a title that it cites; None
    where it gives none. A reader who opens the citations sees exactly these words."""
    shown = normal(answer.text)
    given = [
        [form for form in forms if holds(shown, form)]
        for forms in question.get("facts", ())
        if any(holds(shown, form) for form in forms)
    ]
    if not given:
        return None
    quoted = normal("\n".join(f"{c.quote}\n{c.label}\n{c.item_title}" for c in answer.citations))
    return sum(any(holds(quoted, form) for form in forms) for forms in given) / len(given)


def exact_quotes(answer: Answer, texts: Mapping[str, str]) -> bool:
    """Whether every quote is exactly its source's text[start:end]."""
    return all(texts[c.source][c.start : c.end] == c.quote for c in answer.citations)


def spans_inside(answer: Answer, meetings: Mapping[str, Meeting]) -> bool:
    """Whether every citation's span is not empty and lies inside the item (or header) that it names;
    `meetings` by source."""
    for citation in answer.citations:
        meeting = meetings[citation.source]
        spans = (
            [(0, meeting.header_end)]
            if citation.ordinal is None
            else [(i.start, i.end) for i in meeting.items if i.ordinal == citation.ordinal]
        )
        if not any(start <= citation.start < citation.end <= end for start, end in spans):
            return False
    return True


def confidence(answer: Answer) -> float:
    """How sure the assistant says it is, 0-1: its own "confidence", else how much of the question the best
    evidence covers; answers from the register are certain, refusals are not."""
    stated = answer.metadata.get("confidence", answer.metadata.get("coverage"))
    if stated is not None:
        return min(1.0, max(0.0, float(stated)))
    return 1.0 if answer.status is Status.ANSWERED else 0.0
