"""Learn the ranking weights from development questions.

    python -m eval.tune_ranking --store FOLDER --questions FILE … [--write]

For each answerable question the candidates are described by their features; the gold items are right.
The weights maximise the probability of the right items under a softmax over all candidates of the
question (L2-regularised, full batch).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.metrics import gold_places
from index.lexical_documents import item_key
from index.search import POOL, Searcher
from index.store import Places, open_store
from index.types import Meeting

Example = tuple[list[Mapping[str, float]], list[bool]]


def example(question: Mapping[str, Any], searcher: Searcher, gold: frozenset[str]) -> Example | None:
    """The features of a question's candidates, and which are right; None where none is."""
    ranked = searcher.rank(question["question"], limit=2 * POOL).items
    right = [item.key in gold for item in ranked]
    return ([item.parts for item in ranked], right) if any(right) else None


def gold_keys(question: Mapping[str, Any], meetings: Mapping[str, Meeting]) -> frozenset[str]:
    """The item keys of a question's gold places; `meetings` by source."""
    return frozenset(
        item_key(meetings[source].id, item.ordinal)
        for source, number in gold_places(question)
        if source in meetings
        for item in meetings[source].items
        if item.number == number
    )


def learn(examples: Sequence[Example], penalty: float = 1e-3) -> dict[str, float]:
    """The weights by feature."""
    import torch

    names = sorted({name for features, _ in examples for described in features for name in described})
    tables = [torch.tensor([[row.get(name, 0.0) for name in names] for row in rows]) for rows, _ in examples]
    spread = torch.cat(tables).std(0).clamp(min=1e-6)
    rights = [torch.tensor(right) for _, right in examples]
    weights = torch.zeros(len(names), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200)

    def loss() -> Any:
        optimiser.zero_grad()
        each = []
        for table, right in zip(tables, rights, strict=True):
            scores = (table / spread) @ weights
            each.append(torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0))
        total = torch.stack(each).mean() + penalty * (weights**2).sum()
        total.backward()
        return total

    before = float(optimiser.step(loss).detach())
    print(f"{len(examples)} spørgsmål, tab {before:.3f} → {float(loss().detach()):.3f}")
    learned = weights.detach() / spread
    return {name: round(float(value), 3) for name, value in zip(names, learned, strict=True)}


def main() -> None:
    """Read the command line, learn, and print or write the weights."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.tune_ranking", description="Lær vægtene for, hvilket punkt der er det rette."
    )
    parser.add_argument("--store", type=Path, required=True, metavar="MAPPE", help="et lager")
    parser.add_argument(
        "--questions", type=Path, nargs="+", required=True, metavar="FIL", help="udviklingsspørgsmål"
    )
    parser.add_argument("--write", action="store_true", help="skriv dem i index/ranking_weights.py")
    options = parser.parse_args()
    store = open_store(Places(options.store), must_exist=True)
    searcher, catalogue = store.searcher(), store.catalogue
    meetings = {e.source: catalogue.meeting(e.id) for e in catalogue.entries(superseded=False)}
    lines = [line for path in options.questions for line in path.read_text(encoding="utf-8").splitlines()]
    found = [example(q, searcher, gold_keys(q, meetings)) for q in map(json.loads, lines) if q["gold"]]
    text = (
        '"""Weights of the ranking features, written by `python -m eval.tune_ranking`: not for hand work."""'
    )
    text += "\n\nWEIGHTS: dict[str, float] = {\n"
    weights = learn([entry for entry in found if entry])
    text += "".join(f'    "{name}": {value},\n' for name, value in weights.items()) + "}\n"
    print(text)
    if options.write:
        import index

        Path(index.__path__[0], "ranking_weights.py").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
