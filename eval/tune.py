"""Learn the evidence weights from development questions.

    python -m eval.tune --set STORE FILE [--set STORE FILE …] [--write]

For each answerable question every unit of the best items (and of the gold items) is described by its
features; the units of gold items that hold a fact are right. The weights maximise the probability of
the right units under a softmax over all units of the question (L2-regularised, full batch).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.ask import ENGINES, READ_ITEMS
from assistant.enquiry import Enquiry
from assistant.evidence import describe, group_weights, rank_of
from assistant.question import Question, understand
from assistant.read_items import read_item
from assistant.reorder import probabilities, rank
from eval.metrics import gold_places, normal
from index.ranked import Ranking
from index.search import Searcher
from index.store import Places, open_store

Example = tuple[list[dict[str, float]], list[float]]


def example(question: Mapping[str, Any], searcher: Searcher) -> Example | None:
    """The features of a question's candidate units, and for each the number of facts it holds; None
    where no candidate holds any."""
    asked = understand(question["question"])
    ranking = rank(asked, searcher)
    if replied(asked, ranking, searcher):
        return None
    importance = group_weights(question["question"], ranking.groups, searcher.frequency, searcher.size)
    gold = gold_places(question)
    features: list[dict[str, float]] = []
    facts: list[float] = []
    for place, (ranked, share) in enumerate(zip(ranking.items, probabilities(ranking.items), strict=True)):
        meeting, item = searcher.item(ranked.meeting_id, ranked.ordinal)
        if item is None or item.closed:
            continue
        right = (meeting.source, item.number) in gold
        if place >= READ_ITEMS and not right:
            continue
        read = read_item(meeting, item)
        columns, _ = describe(asked, read, ranking.groups, importance)
        odds = rank_of(share)
        for row, unit in enumerate(read.units):
            text = normal(meeting.text[unit.unit.start : unit.unit.end])
            held = sum(any(normal(form) in text for form in forms) for forms in question["facts"])
            features.append({name: float(column[row]) for name, column in columns.items()} | {"rank": odds})
            facts.append(float(held) if right else 0.0)
    return (features, facts) if any(facts) else None


def replied(asked: Question, ranking: Ranking, searcher: Searcher) -> bool:
    """Whether a question is answered before evidence is weighed: there is nothing to learn from it here."""
    enquiry = Enquiry(asked, ranking, searcher)
    return any(replies(enquiry) for _, replies in ENGINES)


def learn(examples: Sequence[Example], penalty: float = 1e-3, steps: int = 600) -> dict[str, float]:
    """The weights; features that hardly matter are left out."""
    import torch

    torch.manual_seed(0)
    names = sorted({name for features, _ in examples for described in features for name in described})
    column = {name: number for number, name in enumerate(names)}
    table = np.zeros((sum(len(features) for features, _ in examples), len(names)), dtype=np.float32)
    right = np.zeros(len(table), dtype=bool)
    owner = np.repeat(np.arange(len(examples)), [len(features) for features, _ in examples])
    row = 0
    for features, facts in examples:
        for described, held in zip(features, facts, strict=True):
            for name, value in described.items():
                table[row, column[name]] = value
            right[row] = held > 0 and held == max(facts)
            row += 1
    rows, wanted, group = torch.from_numpy(table), torch.from_numpy(right), torch.from_numpy(owner)
    weights = torch.zeros(len(names), requires_grad=True)
    optimiser = torch.optim.Adam([weights], lr=0.1)
    for _ in range(steps):
        optimiser.zero_grad()
        # Any one of the right units will do: the loss is on the probability of them all together.
        scores = rows @ weights
        odds = torch.exp(scores - scores.max().detach())
        sums = torch.zeros(len(examples)).index_add(0, group, odds)
        rights = torch.zeros(len(examples)).index_add(0, group, odds * wanted)
        loss = (torch.log(sums + 1e-12) - torch.log(rights + 1e-12)).mean() + penalty * (weights**2).sum()
        loss.backward()
        optimiser.step()
    print(f"{len(examples)} spørgsmål, tab {loss.item():.3f}")
    return {
        name: round(float(weights[column[name]]), 3)
        for name in names
        if abs(float(weights[column[name]])) > 0.02
    }


def read_sets(sets: Sequence[Sequence[str]]) -> Iterator[tuple[Mapping[str, Any], Searcher]]:
    """Every question of some (store, question file) pairs with the searcher of its store; follow-ups, which
    are nothing without their history, and those of a test split left out."""
    for store, path in sets:
        searcher = open_store(Places(Path(store)), must_exist=True).searcher()
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            question = json.loads(line)
            if not question.get("history") and question.get("split") != "test":
                yield question, searcher


def read_options(
    command: str, description: str, module: str, *more: tuple[str, str], folds: str = ""
) -> argparse.Namespace:
    """The command line that the learners of weights share: `set` pairs, and whether to `write`; `more` are
    further options that take such pairs, each with its help, and `folds` is the help of one that takes a
    folder."""
    parser = argparse.ArgumentParser(prog=f"python -m {command}", description=description)
    for name, told in (("--set", "et lager og dets spørgsmål; gerne flere"), *more):
        parser.add_argument(
            name,
            nargs=2,
            action="append",
            default=None if name == "--set" else [],
            required=name == "--set",
            metavar=("LAGER", "FIL"),
            help=told,
        )
    if folds:
        parser.add_argument("--folds", type=Path, metavar="MAPPE", help=folds)
    parser.add_argument("--write", action="store_true", help=f"skriv dem i assistant/{module}")
    return parser.parse_args()


def write_weights(weights: Mapping[str, float], command: str, what: str, module: str) -> None:
    """Write learned weights as a module of `assistant`."""
    import assistant

    lines = "".join(f'    "{name}": {value},\n' for name, value in weights.items())
    about = f'"""Weights of the {what} features, written by `python -m {command}`; do not edit by hand."""'
    Path(assistant.__path__[0], module).write_text(
        f"{about}\n\nWEIGHTS: dict[str, float] = {{\n{lines}}}\n", encoding="utf-8"
    )


def main() -> None:
    """Read the command line, learn, and print or write the weights."""
    options = read_options("eval.tune", "Lær vægtene for, hvad der er et svar.", "evidence_weights.py")
    found = [example(question, searcher) for question, searcher in read_sets(options.set) if question["gold"]]
    weights = learn([entry for entry in found if entry])
    print(weights)
    if options.write:
        write_weights(weights, "eval.tune", "evidence", "evidence_weights.py")


if __name__ == "__main__":
    main()
