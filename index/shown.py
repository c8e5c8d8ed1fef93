"""The passages of ranked items, as a reader is shown them: every item's best before any item's second."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from index.lexical import Lexical
from index.lexical_documents import is_note
from index.lexical_query import Scope
from index.ranked import RankedItem, Ranking, key_of
from index.scope import MeetingKey
from index.types import Filters, Passage, PlacedChunk, page_at

_KEPT_PAGES = 8192


class Chunks(Protocol):
    """What is needed of the source of truth."""

    def placed(self, chunk_ids: Sequence[str]) -> list[PlacedChunk]:
        """Chunks by id with where each comes from, in the order asked for; unknown ids are left out."""
        ...

    def pages(self, meeting_ids: Sequence[str]) -> dict[str, tuple[int, ...]]:
        """Where the pages of some meetings' sources begin, by the meetings' ids."""
        ...


class Shown:
    """The passages of one open store."""

    def __init__(self, catalogue: Chunks, lexical: Lexical) -> None:
        self._catalogue = catalogue
        self._lexical = lexical
        self._pages: dict[str, tuple[int, ...]] = {}

    def refresh(self) -> None:
        """Forget what was read before the catalogue changed."""
        self._pages = {}

    def passages(
        self, found: Ranking, k: int, filters: Filters | None, keys: Mapping[str, MeetingKey]
    ) -> list[Passage]:
        """At most `k` passages of ranked items; `keys` are the meetings by id."""
        top = {item.key: item for item in found.items[: max(k, 0)]}
        sections = filters.sections if filters else ()
        # The best chunks of most items are known; all others are asked for only where there is room for them.
        known = found.best if len(top) == k and not sections else {}
        hits = self._hits_in(found, [key for key in top if key not in known], sections, 12 * k)
        per_item = {key: [known[key]] if key in known else hits[key] for key in top}
        if not sections:
            per_item |= {key: [f"{key}/0"] for key, ids in per_item.items() if not ids}
        wanted = [ids[0] for ids in per_item.values() if ids]
        wanted += [other for ids in per_item.values() for other in ids[1:]]
        placed = self._catalogue.placed(wanted[:k])
        pages = self._pages_of({at.chunk.meeting_id for at in placed})
        return [_passage(top[key_of(at.chunk.id)], at, pages, keys[at.chunk.meeting_id]) for at in placed]

    def _pages_of(self, meeting_ids: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
        """Where the pages of these meetings begin, and of others: what was read before is kept."""
        known = self._pages if len(self._pages) < _KEPT_PAGES else {}
        if unknown := [meeting_id for meeting_id in meeting_ids if meeting_id not in known]:
            self._pages = known = known | self._catalogue.pages(unknown)
        return known

    def _hits_in(
        self, found: Ranking, keys: Sequence[str], sections: tuple[str, ...], limit: int
    ) -> dict[str, list[str]]:
        """The ids of the chunks that a question finds in some items, best first."""
        hits: dict[str, list[str]] = {key: [] for key in keys}
        if keys:
            for hit in self._lexical.chunks(found.groups, Scope(keys=tuple(keys), sections=sections), limit):
                if not is_note(hit.key):
                    hits[key_of(hit.key)].append(hit.key)
        return hits


def _passage(
    item: RankedItem, placed: PlacedChunk, pages: Mapping[str, tuple[int, ...]], key: MeetingKey
) -> Passage:
    chunk = placed.chunk
    return Passage(
        text=chunk.text,
        score=item.score,
        body=key.body,
        date=key.date,
        item=chunk.item,
        item_title=placed.title,
        section=chunk.section,
        source=placed.source,
        start=chunk.start,
        end=chunk.end,
        meeting_id=key.id,
        ordinal=chunk.ordinal,
        heading=chunk.heading,
        page=page_at(pages[key.id], chunk.start),
        parts=dict(item.parts),
    )
