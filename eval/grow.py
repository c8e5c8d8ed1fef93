"""Growing the trees that answering uses: LightGBM, deterministic, where a sign for can only raise a score."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import numpy as np

from assistant.trees import Trees

_OPTIONS: dict[str, Any] = {
    "objective": "lambdarank",
    "num_leaves": 8,
    "lambda_l2": 5.0,
    "num_threads": 1,
    "deterministic": True,
    "seed": 1,
    "verbose": -1,
}


FOLDS = 5


class Held(Protocol):
    """A question's rows, and the fold that it is held out with."""

    @property
    def fold(self) -> int:
        """From 0 up to FOLDS."""
        ...

    @property
    def rows(self) -> np.ndarray:
        """What the trees score."""
        ...


Example = TypeVar("Example", bound=Held)


def held_out(examples: Sequence[Example], learn: Callable[[Sequence[Example]], Trees]) -> list[np.ndarray]:
    """The scores of each example's rows by trees that were learned without its fold."""
    scores = [np.zeros(0)] * len(examples)
    for fold in range(FOLDS):
        learned = learn([one for one in examples if one.fold != fold])
        for number, one in enumerate(examples):
            if one.fold == fold:
                scores[number] = learned.score(one.rows)
    return scores


def grow(
    features: Mapping[str, int],
    rows: np.ndarray,
    grades: np.ndarray,
    sizes: Sequence[int],
    rounds: int,
    options: Mapping[str, Any],
) -> Trees:
    """Trees that put the rows of each question, so many of `sizes`, in the order of their grades.

    `features` names the columns and tells whether more of one can only raise the score (1) or not (0).
    """
    import lightgbm

    data = lightgbm.Dataset(rows, grades, group=list(sizes))
    chosen = _OPTIONS | dict(options) | {"monotone_constraints": list(features.values())}
    return as_trees(lightgbm.train(chosen, data, rounds).dump_model()["tree_info"], tuple(features))


def as_trees(told: Sequence[Mapping[str, Any]], features: Sequence[str]) -> Trees:
    """LightGBM's own account of its trees as arrays; `features` names the columns that they ask about."""
    flat = [_flat(tree["tree_structure"]) for tree in told]
    most = max(len(nodes) for nodes, _ in flat)
    padded = [nodes + [(-1, 0.0, 0, 0, 0.0)] * (most - len(nodes)) for nodes, _ in flat]
    parts = np.array(padded, dtype=np.float64)
    column, below, above = (parts[:, :, place].astype(np.intp) for place in (0, 2, 3))
    depth = max(deep for _, deep in flat)
    return Trees(tuple(features), column, parts[:, :, 1], below, above, parts[:, :, 4].round(5), depth)


def _flat(root: Mapping[str, Any]) -> tuple[list[tuple[int, float, int, int, float]], int]:
    """A tree's nodes (column, limit, node below, node above, value), the root first, and its depth. A leaf
    leads to itself."""
    nodes: list[tuple[int, float, int, int, float]] = []

    def add(node: Mapping[str, Any]) -> tuple[int, int]:
        place = len(nodes)
        if "leaf_value" in node:
            nodes.append((-1, 0.0, place, place, float(node["leaf_value"])))
            return place, 0
        nodes.append((0, 0.0, 0, 0, 0.0))
        (below, one), (above, other) = add(node["left_child"]), add(node["right_child"])
        nodes[place] = (int(node["split_feature"]), float(node["threshold"]), below, above, 0.0)
        return place, 1 + max(one, other)

    _, depth = add(root)
    return nodes, depth
