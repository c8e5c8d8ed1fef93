"""Boosted decision trees, read from JSON and run with numpy: answering needs no learning library."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True, slots=True)
class Trees:
    """`features` names the columns that the trees ask about. Of each tree (a row) and node (a column):
    the column asked about (-1 for a leaf), the limit, the node for values up to it and the one for values
    above, and a leaf's share of the score."""

    features: tuple[str, ...]
    column: np.ndarray
    limit: np.ndarray
    below: np.ndarray
    above: np.ndarray
    value: np.ndarray
    depth: int

    def score(self, table: np.ndarray) -> np.ndarray:
        """The score of each row of a table of shape (rows, features): shape (rows,)."""
        trees = np.arange(len(self.column))[:, None]
        rows = np.arange(len(table))[None, :]
        node = np.zeros((len(trees), len(table)), dtype=np.intp)
        for _ in range(self.depth):
            asked = self.column[trees, node]
            goes = table[rows, asked] <= self.limit[trees, node]
            node = np.where(goes, self.below[trees, node], self.above[trees, node])
        total: np.ndarray = self.value[trees, node].sum(axis=0)
        return total


def load(path: Path) -> Trees:
    """Trees that `save` wrote."""
    held = json.loads(path.read_text(encoding="utf-8"))
    whole = {name: np.array(held[name], dtype=np.intp) for name in ("column", "below", "above")}
    parts = {name: np.array(held[name], dtype=np.float64) for name in ("limit", "value")}
    return Trees(tuple(held["features"]), **whole, **parts, depth=int(held["depth"]))


def save(trees: Trees, path: Path) -> None:
    """Write trees as JSON, one kind of number a line."""
    held = {name: getattr(trees, name).tolist() for name in ("column", "limit", "below", "above", "value")}
    lines = [f'"features": {json.dumps(trees.features, ensure_ascii=False)}', f'"depth": {trees.depth}']
    lines += [f'"{name}": {json.dumps(values)}' for name, values in held.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
