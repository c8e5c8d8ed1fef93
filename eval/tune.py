"""Learn the evidence weights from development questions.

    python -m eval.tune --store FOLDER --questions FILE … [--write]

For each answerable question every unit of the best items (and of the gold items) is described by its
features; the units of gold items that hold a fact are right. The weights maximise the probability of
the right units under a softmax over all units of the question (L2-regularised, full batch).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.ask import READ_ITEMS, rank_share
from assistant.evidence import describe, group_weights, read_item
from assistant.question import understand
from eval.metrics import gold_places, normal
from index.search import Searcher
from index.store import Places, open_store

Example = tuple[list[dict[str, float]], list[float]]


def example(question: Mapping[str, Any], searcher: Searcher) -> Example | None:
    """The features of a question's candidate units, and for each the number of facts it holds; None
    where no candidate holds any."""
    asked = understand(question["question"])
    ranking = searcher.rank(question["question"])
    importance = group_weights(question["question"], ranking.groups, searcher.frequency, searcher.size)
    gold = gold_places(question)
    features: list[dict[str, float]] = []
    facts: list[float] = []
    best = ranking.items[0].score if ranking.items else 0.0
    for place, ranked in enumerate(ranking.items):
        meeting, item = searcher.item(ranked.meeting_id, ranked.ordinal)
        if item is None or item.closed:
            continue
        right = (meeting.source, item.number) in gold
        if place >= READ_ITEMS and not right:
            continue
        share = rank_share(best, ranked.score)
        for unit, described in describe(asked, read_item(meeting, item), share, ranking.groups, importance):
            text = normal(meeting.text[unit.unit.start : unit.unit.end])
            held = sum(any(normal(form) in text for form in forms) for forms in question["facts"])
            features.append(described)
            facts.append(float(held) if right else 0.0)
    return (features, facts) if any(facts) else None


def learn(examples: Sequence[Example], penalty: float = 1e-3, steps: int = 600) -> dict[str, float]:
    """The weights; features that hardly matter are left out."""
    import torch

    torch.manual_seed(0)
    names = sorted({name for features, _ in examples for described in features for name in described})
    column = {name: number for number, name in enumerate(names)}
    batches = []
    for features, facts in examples:
        table = np.zeros((len(features), len(names)), dtype=np.float32)
        for row, described in enumerate(features):
            for name, value in described.items():
                table[row, column[name]] = value
        wanted = np.asarray(facts, dtype=np.float32)
        wanted = np.where(wanted == wanted.max(), wanted, 0.0)
        batches.append((torch.from_numpy(table), torch.from_numpy(wanted / wanted.sum())))
    weights = torch.zeros(len(names), requires_grad=True)
    optimiser = torch.optim.Adam([weights], lr=0.1)
    for _ in range(steps):
        optimiser.zero_grad()
        # Any one of the right units will do: the loss is on the probability of them all together.
        losses = [
            -torch.logsumexp(torch.log_softmax(table @ weights, 0)[wanted > 0], 0)
            for table, wanted in batches
        ]
        loss = torch.stack(losses).mean() + penalty * (weights**2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    print(f"{len(examples)} spørgsmål, tab {loss.item():.3f}")
    return {
        name: round(float(weights[column[name]]), 3)
        for name in names
        if abs(float(weights[column[name]])) > 0.02
    }


def main() -> None:
    """Read the command line, learn, and print or write the weights."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.tune", description="Lær vægtene for, hvad der er et svar."
    )
    parser.add_argument("--store", type=Path, required=True, metavar="MAPPE", help="et lager")
    parser.add_argument(
        "--questions", type=Path, nargs="+", required=True, metavar="FIL", help="udviklingsspørgsmål"
    )
    parser.add_argument("--write", action="store_true", help="skriv dem i assistant/evidence_weights.py")
    options = parser.parse_args()
    searcher = open_store(Places(options.store), must_exist=True).searcher()
    lines = [line for path in options.questions for line in path.read_text(encoding="utf-8").splitlines()]
    found = [example(question, searcher) for question in map(json.loads, lines) if question["gold"]]
    weights = learn([entry for entry in found if entry])
    text = (
        '"""Weights of the evidence features, written by `python -m eval.tune`; do not edit by hand."""\n\n'
    )
    text += "WEIGHTS: dict[str, float] = {\n"
    text += "".join(f'    "{name}": {value},\n' for name, value in weights.items()) + "}\n"
    print(text)
    if options.write:
        import assistant

        Path(assistant.__path__[0], "evidence_weights.py").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
