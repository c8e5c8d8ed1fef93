"""Boosted decision trees, read from JSON and run with numpy: answering needs no learning library."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_BLOCK = 64  # rows looked at together: what is in hand then stays in the processor's own memory


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
        blocks = [self._leaves(table[at : at + _BLOCK]) for at in range(0, len(table), _BLOCK)]
        total: np.ndarray = np.concatenate(blocks, axis=1).sum(axis=0) if blocks else np.zeros(0)
        return total

    def _leaves(self, table: np.ndarray) -> np.ndarray:
        """What each tree (a row) says of a few rows of a table (the columns). A node is a place in flat
        arrays here: these are soonest looked up in."""
        rows, features = table.shape
        root = self.column.shape[1] * np.arange(len(self.column))[:, None]
        first = (self.column % features * rows).ravel()  # where the values of the column asked about begin
        limit, values = self.limit.ravel(), table.T.ravel()
        onward = np.stack([self.above + root, self.below + root], axis=-1).ravel()
        node = np.repeat(root, rows, axis=1)
        for _ in range(self.depth):
            below = values.take(first.take(node) + np.arange(rows)) <= limit.take(node)
            node = onward.take(2 * node + below)
        return self.value.ravel().take(node)


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
