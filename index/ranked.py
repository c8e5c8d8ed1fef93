"""What a search finds: items in order, how the question was understood, and the keys that name items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from index import scope
from index.lexical_documents import item_key
from index.lexical_query import Group

_KEPT_KEYS = 1 << 16


@dataclass(frozen=True, slots=True)
class RankedItem:
    """An item with its score and the parts it is made of."""

    meeting_id: str
    ordinal: int | None
    score: float
    parts: Mapping[str, float]

    @property
    def key(self) -> str:
        """ "meeting/ordinal"."""
        return item_key(self.meeting_id, self.ordinal)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best items for a question, and how it was understood.

    `best` holds the id of an item's best chunk by the item's key, where one is known; `noted` are the keys
    of items whose everyday words say more to the question than any chunk of theirs.
    """

    items: tuple[RankedItem, ...]
    groups: tuple[Group, ...]
    hints: scope.Hints
    best: Mapping[str, str] = field(default_factory=dict)
    noted: frozenset[str] = frozenset()


@lru_cache(maxsize=_KEPT_KEYS)
def key_of(chunk_id: str) -> str:
    """The key of the item that a chunk belongs to."""
    return chunk_id.rsplit("/", 1)[0]


@lru_cache(maxsize=_KEPT_KEYS)
def split_key(key: str) -> tuple[str, int | None]:
    """ "meeting/3" -> ("meeting", 3); "meeting/h" -> ("meeting", None)."""
    meeting_id, _, ordinal = key.rpartition("/")
    return meeting_id, None if ordinal == "h" else int(ordinal)
