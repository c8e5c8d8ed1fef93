"""Whether a question belongs to the minutes at all, by its words: what has nothing to do with them shares at
most a loose synonym with some item, and most of its words the minutes have no word for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from assistant.evidence import Piece
from assistant.read_items import held, read_item, term_set
from index.lexical_query import Group


def unfamiliar(
    groups: Sequence[Group], importance: Sequence[float], best: Piece, frequency: Callable[[str], int]
) -> dict[str, float]:
    """Two features, 0 to 1, of a question's words, each of some importance, and its best piece's item.

    "foreign": the share of the question (rare words count more) that the minutes hold under no name, times
    the share that the item does not hold in the question's own words. "most unheld": the share that the most
    telling word makes which the item does not hold, less where it holds a synonym.
    """
    weight = np.array(importance)
    total = float(weight.sum())
    if not total:
        return {"foreign": 0.0, "most unheld": 0.0}
    header = term_set(best.meeting.text[: best.meeting.header_end])
    here = np.array(held(groups, read_item(best.meeting, best.item).whole | header))
    nowhere = [not any(map(frequency, _terms(group))) for group in groups]
    literal = float(weight[here >= 1.0].sum()) / total
    return {
        "foreign": float(weight[nowhere].sum()) / total * (1.0 - literal),
        "most unheld": float(((1.0 - here) * weight).max()) / total,
    }


def _terms(group: Group) -> Iterator[str]:
    return (term for variant in group for term in variant.terms)
