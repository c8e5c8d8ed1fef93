"""Whether question sets can be trusted: form, gold items that exist, facts that stand in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.metrics import normal
from index.types import Meeting

KINDS = frozenset(
    """fact date amount person list decision recommendation attendance attachment place_time meta reason yesno
    cross unanswerable followup""".split()
)
WORDINGS = frozenset(("near", "far", "noisy"))


def validate(
    questions: Sequence[Mapping[str, Any]], meetings: Mapping[str, Meeting] | None = None
) -> list[str]:
    """What is wrong with a set, a line each; [] when it can be trusted. `meetings` go by file name.

    Every fact must stand word for word in one of the gold items; the first gold meeting settles a question's
    split, and no meeting may settle both. Without `meetings` (minutes that are not shipped) only form and
    splits are checked.
    """
    problems = []
    seen: dict[str, str] = {}
    texts: set[str] = set()
    splits: dict[str, set[bool]] = {}
    for question in questions:
        name = str(question.get("id"))
        if name in seen:
            problems.append(f"{name}: id bruges to gange")
        seen[name] = name
        if normal(question["question"]) in texts:
            problems.append(f"{name}: spørgsmålet står to gange")
        texts.add(normal(question["question"]))
        problems += [f"{name}: {problem}" for problem in _form(question)]
        if meetings is not None:
            problems += [f"{name}: {problem}" for problem in _gold(question, meetings)]
        for entry in question["gold"][:1]:
            splits.setdefault(entry["doc"], set()).add(question["split"] == "test")
    problems += [f"{doc}: bruges i begge dele" for doc, names in splits.items() if len(names) > 1]
    return problems


def _form(question: Mapping[str, Any]) -> list[str]:
    problems = []
    if question["kind"] not in KINDS:
        problems.append(f"ukendt slags {question['kind']}")
    if question["wording"] not in WORDINGS:
        problems.append(f"ukendt ordvalg {question['wording']}")
    if question["split"] not in ("train", "dev", "test"):
        problems.append("split skal være train, dev eller test")
    if (question["kind"] == "unanswerable") == bool(question["gold"]):
        problems.append("kun ubesvarelige spørgsmål er uden gold")
    if question["kind"] == "unanswerable" and not question.get("why"):
        problems.append("why mangler")
    if question["gold"] and not question["facts"]:
        problems.append("facts mangler")
    if question["kind"] == "followup" and not question.get("history"):
        problems.append("history mangler")
    return problems


def _gold(question: Mapping[str, Any], meetings: Mapping[str, Meeting]) -> list[str]:
    problems, texts = [], []
    for entry in question["gold"]:
        meeting = meetings.get(entry["doc"])
        if meeting is None:
            problems.append(f"{entry['doc']} findes ikke")
            continue
        items = [item for item in meeting.items if item.number == entry["item"]]
        texts += [normal(meeting.text[item.start : item.end]) for item in items]
        if entry["item"] is None:
            texts.append(normal(meeting.text[: meeting.header_end]))
        elif not items:
            problems.append(f"{entry['doc']} har intet punkt {entry['item']}")
    for forms in question["facts"]:
        if texts and not any(normal(form) in text for form in forms for text in texts):
            problems.append(f"{forms} står ikke i de rigtige punkter")
    return problems
