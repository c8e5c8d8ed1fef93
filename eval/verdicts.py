"""A language model's verdict on answers: reported apart, with how far it agrees with the facts metric.

The verdict changes no other figure. What the model does not say clearly counts as no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from eval.blocks import Block, Fold, Grid, Heading, Text
from eval.outcome import Outcome
from eval.statistics import agreement
from index.chat import ChatModel
from prompts import load

_MOST_TOKENS = 12
_VERDICT = re.compile(r"\b(rigtigt?|forkert)\b", re.IGNORECASE)
_NONE = "ingen"


def verdict(reply: str) -> bool | None:
    """True for "rigtigt", False for "forkert"; None when the reply says neither or both."""
    said = {word[0].lower() for word in _VERDICT.findall(reply)}
    return None if len(said) != 1 else said == {"r"}


def judge(model: ChatModel, question: Mapping[str, Any], answer: str) -> bool | None:
    """The model's verdict on one answer. Raises ModelError."""
    facts = "; ".join(" eller ".join(forms) for forms in question.get("facts", ())) or _NONE
    system, user = load("judge").fill(question=question["question"], facts=facts, answer=answer)
    return verdict(model.reply(system, user, _MOST_TOKENS).whole())


def judged(
    model: ChatModel,
    questions: Sequence[Mapping[str, Any]],
    outcomes: Sequence[Outcome],
    each: Callable[[int], None] = lambda _n: None,
) -> list[Outcome]:
    """The outcomes with the model's verdicts. Raises ModelError at the first reply that fails."""
    found = []
    for number, (question, outcome) in enumerate(zip(questions, outcomes, strict=True)):
        found.append(replace(outcome, judged=judge(model, question, outcome.answer)))
        each(number + 1)
    return found


def counted(outcome: Outcome) -> bool:
    """What the metrics say of the same thing: all facts, or for an unanswerable question, not answered."""
    return outcome.facts if outcome.answerable else outcome.correct


def as_text(outcomes: Sequence[Outcome]) -> str:
    """The agreement in one Danish line; "" without verdicts."""
    pairs = [(o.judged, counted(o)) for o in outcomes if o.judged is not None]
    if not pairs:
        return ""
    same, kappa = agreement([bool(v) for v, _ in pairs], [c for _, c in pairs])
    return (
        f"Sprogmodellens dom og oplysningsmålet er enige om {same:.3f} af {len(pairs)} svar "
        f"(Cohens kappa {kappa:.2f})."
    )


def blocks(outcomes: Sequence[Outcome]) -> list[Block]:
    """The report's part about the verdicts; nothing without any."""
    said = [o for o in outcomes if o.judged is not None]
    if not said:
        return []
    rows = tuple(
        (
            f"dom: {word}",
            *(str(sum(o.judged is value and counted(o) is right for o in said)) for right in (True, False)),
        )
        for value, word in ((True, "rigtigt"), (False, "forkert"))
    )
    apart = [o for o in said if o.judged is not counted(o)]
    return [
        Heading("Sprogmodellens dom"),
        Text(as_text(outcomes) + " Dommen indgår ikke i de andre tal."),
        Grid(("", "mål: rigtigt", "mål: forkert"), rows),
        *(
            Fold(
                f"{o.id}: {o.question}",
                (
                    ("dom", "rigtigt" if o.judged else "forkert"),
                    ("svar", o.answer),
                    ("mangler", "; ".join(" / ".join(forms) for forms in o.missing) or "intet"),
                ),
            )
            for o in apart
        ),
    ]
