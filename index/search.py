"""Search: a question in Danish to passages, best first, one for each item before any second one.

The way of a question: hints of scope (`scope`), words and what else they may be called (`expand`),
the best items lexically (`lexical`) and by meaning (`vectors`), those looked at more closely and scored
(`ranking`), then the best passage inside each item.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Protocol

import numpy as np

from index import expand, scope
from index.danish import unfold
from index.lexical import DEFAULT_FIELDS, NOTE, Group, ItemWeights, Lexical, Scope, case_key, item_key
from index.phrases import Phrases
from index.ranking import candidates, length, score
from index.ranking_weights import WEIGHTS
from index.rerank import RERANKED, Reranker
from index.types import AgendaItem, Chunk, Filters, ItemEntry, Meeting, Passage, page_at

CANDIDATES = 60
POOL = 120  # items that are looked at more closely
_KEPT_MEETINGS = 64


class Catalogue(Protocol):
    """What search needs of the source of truth."""

    def meeting_keys(self) -> list[scope.MeetingKey]:
        """All current meetings, superseded versions left out."""
        ...

    def meeting(self, meeting_id: str) -> Meeting:
        """One meeting, whole."""
        ...

    def items(self, *, meetings: Sequence[str] | None = None, case_id: str | None = None) -> list[ItemEntry]:
        """Items without their text: those of some meetings, those of a case, or all."""
        ...

    def chunks(self, chunk_ids: Sequence[str]) -> list[Chunk]:
        """Chunks by id, in the order asked for; unknown ids are left out."""
        ...


class Neighbours(Protocol):
    """What search needs of the vectors."""

    def query(self, vector: np.ndarray, k: int) -> list[tuple[str, float]]:
        """The nearest chunks: (chunk id, cosine similarity), best first."""
        ...


class QueryEncoder(Protocol):
    """What search needs of the embedding model."""

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors, one row a text."""
        ...


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
    """The best items for a question, and how it was understood."""

    items: tuple[RankedItem, ...]
    groups: tuple[Group, ...]
    hints: scope.Hints


@dataclass(frozen=True, slots=True)
class SearchWeights:
    """How words, meaning and scope are weighed; learned and set on the development questions."""

    features: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)
    fields: ItemWeights = DEFAULT_FIELDS
    expansion: expand.ExpansionWeights = expand.DEFAULT_WEIGHTS


DEFAULT_WEIGHTS = SearchWeights()


class Searcher:
    """Search over one open store; reads only."""

    def __init__(
        self,
        catalogue: Catalogue,
        lexical: Lexical,
        vectors: Neighbours | None,
        encoder: QueryEncoder | None,
        synonyms: expand.Synonyms,
        weights: SearchWeights = DEFAULT_WEIGHTS,
        phrases: Phrases = expand.NO_PHRASES,
        reranker: Reranker | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._lexical = lexical
        self._vectors = vectors
        self._encoder = encoder
        self._synonyms = synonyms
        self._phrases = phrases
        self._reranker = reranker
        self._weights = weights
        self._meeting = lru_cache(maxsize=_KEPT_MEETINGS)(catalogue.meeting)
        self._keys = {key.id: key for key in catalogue.meeting_keys()}

    def refresh(self) -> None:
        """Forget what was read before the catalogue changed."""
        self._lexical.reload()
        self._meeting.cache_clear()
        self._keys = {key.id: key for key in self._catalogue.meeting_keys()}

    @property
    def keys(self) -> Mapping[str, scope.MeetingKey]:
        """All versions of all meetings by id."""
        return self._keys

    @property
    def size(self) -> int:
        """The number of searchable items."""
        return self._lexical.size

    def frequency(self, term: str) -> int:
        """How many items hold a term."""
        return self._lexical.frequency(term)

    def item(self, meeting_id: str, ordinal: int | None) -> tuple[Meeting, AgendaItem | None]:
        """A meeting and one of its items (None for the header)."""
        meeting = self._meeting(meeting_id)
        if ordinal is None:
            return meeting, None
        return meeting, next(item for item in meeting.items if item.ordinal == ordinal)

    def entries(
        self, *, meetings: Sequence[str] | None = None, case_id: str | None = None
    ) -> list[ItemEntry]:
        """Items without their text: those of some meetings, those of a case (by its number), or all;
        earlier versions of corrected minutes left out."""
        case = case_key(case_id) if case_id else None
        found = self._catalogue.items(meetings=meetings, case_id=case)
        return [entry for entry in found if (key := self._keys.get(entry.meeting_id)) and not key.superseded]

    def groups(self, question: str) -> list[Group]:
        """The question's words, each with its variants in this corpus."""
        lexical = self._lexical
        known = (self._synonyms, lexical.frequency, lexical.vocabulary)
        return expand.groups(question, *known, self._weights.expansion, self._phrases)

    @property
    def current(self) -> Mapping[str, scope.MeetingKey]:
        """The meetings that count, by id: superseded versions left out."""
        return {name: key for name, key in self._keys.items() if not key.superseded}

    def rank(self, question: str, filters: Filters | None = None, limit: int = CANDIDATES) -> Ranking:
        """The best items for a question, at most `limit`."""
        allowed = self.allowed(filters)
        hints = scope.recognise(question, (key.body for key in self._keys.values()))
        groups = self.groups(question)
        limits = self._scope(filters, allowed, hints)
        found = self._lexical.items(groups, limits, POOL, self._weights.fields)
        narrow = limits.sections or limits.items or limits.cases
        dense = {} if narrow else self._dense(question, allowed, filters)
        noted = [] if narrow else self._lexical.chunks(groups, replace(limits, sections=(NOTE,)), POOL)
        # A meeting that another process has just put in or taken out may be in one and not in the other.
        sizes = dict.fromkeys(dense, 1) | {hit.key.rsplit("/", 1)[0]: hit.size for hit in noted}
        sizes |= {hit.key: hit.size for hit in found}
        keys = [key for key in sizes if split_key(key)[0] in self._keys]
        latest = self._latest(hints, allowed)
        plain = {
            key: {"length": length(sizes[key])}
            | scope.meeting_fit(hints, self._keys[split_key(key)[0]], latest)
            for key in keys
        }
        scores = {"words": {hit.key: hit.score for hit in found}, "meaning": dense}
        scores |= self._closer(groups, keys)
        ranked = [
            RankedItem(*split_key(key), score(features, self._weights.features), features)
            for key, features in candidates(scores, plain).items()
        ]
        ranked.sort(key=lambda item: (-item.score, item.key))
        if self._reranker is not None:
            ranked = self._read_again(question, groups, ranked, self._reranker)
        return Ranking(tuple(ranked[:limit]), tuple(groups), hints)

    def _read_again(
        self, question: str, groups: Sequence[Group], ranked: list[RankedItem], reranker: Reranker
    ) -> list[RankedItem]:
        """The first items in the cross-encoder's order, by their best passage. The scores that they had
        are dealt out anew in that order: what is sure enough to answer is learned on those."""
        first, rest = ranked[:RERANKED], ranked[RERANKED:]
        among = Scope(keys=tuple(item.key for item in first))
        best = {item.key: f"{item.key}/0" for item in first}
        for hit in reversed(self._lexical.chunks(groups, among, 12 * RERANKED)):
            best[hit.key.rsplit("/", 1)[0]] = hit.key
        chunks = {
            item_key(chunk.meeting_id, chunk.ordinal): chunk
            for chunk in self._catalogue.chunks(list(best.values()))
        }
        read = [item for item in first if item.key in chunks]
        texts = [f"{chunks[item.key].context}\n{chunks[item.key].text}" for item in read]
        given = dict(zip((item.key for item in read), reranker.scores(question, texts), strict=True))
        order = sorted(first, key=lambda item: -float(given.get(item.key, -np.inf)))
        return [
            replace(item, score=was.score, parts=dict(item.parts) | {"cross": float(given[item.key])})
            if item.key in given
            else replace(item, score=was.score)
            for item, was in zip(order, first, strict=True)
        ] + rest

    def _closer(self, groups: Sequence[Group], keys: Sequence[str]) -> dict[str, dict[str, float]]:
        """What only the candidates are asked: their best passage, and how much of the question they hold."""
        among = Scope(keys=tuple(keys))
        passage: dict[str, float] = {}
        for hit in self._lexical.chunks(groups, among, 2 * POOL):
            passage.setdefault(hit.key.rsplit("/", 1)[0], hit.score)
        held = {hit.key: hit.score for hit in self._lexical.coverage(groups, among, len(keys) or 1)}
        return {"passage": passage, "coverage": held}

    def search(self, question: str, k: int = 10, filters: Filters | None = None) -> list[Passage]:
        """At most `k` passages, best first; every item's best passage comes before any item's second.

        Raises nothing for a question without content words; the result is then empty.
        """
        found = self.rank(question, filters)
        top = found.items[:k]
        if not top or k < 1:
            return []
        limits = Scope(keys=tuple(item.key for item in top), sections=filters.sections if filters else ())
        hits = [hit.key for hit in self._lexical.chunks(found.groups, limits, 12 * k)]
        chunks = {chunk.id: chunk for chunk in self._catalogue.chunks(hits)}
        per_item: dict[str, list[Chunk]] = {item.key: [] for item in top}
        for chunk_id in hits:
            if chunk_id in chunks:
                chunk = chunks[chunk_id]
                per_item[item_key(chunk.meeting_id, chunk.ordinal)].append(chunk)
        for item in top:
            if not per_item[item.key] and not (filters and filters.sections):
                per_item[item.key] = self._catalogue.chunks([f"{item.key}/0"])
        firsts = [self._passage(item, per_item[item.key][0]) for item in top if per_item[item.key]]
        others = [self._passage(item, chunk) for item in top for chunk in per_item[item.key][1:]]
        return [*firsts, *others][:k]

    def _dense(
        self, question: str, allowed: frozenset[str] | None, filters: Filters | None
    ) -> dict[str, float]:
        if self._vectors is None or self._encoder is None or not self._keys:
            return {}
        vector = self._encoder.encode_queries([question])[0]
        if not vector.any():
            return {}
        best: dict[str, float] = {}
        for chunk_id, similarity in self._vectors.query(vector, 3 * CANDIDATES):
            key = chunk_id.rsplit("/", 1)[0]
            meeting_id, _ = split_key(key)
            known = self._keys.get(meeting_id)
            if known is None or (allowed is not None and meeting_id not in allowed):
                continue
            if not known.superseded or (filters and filters.superseded):
                best.setdefault(key, similarity)
        return best

    def allowed(self, filters: Filters | None) -> frozenset[str] | None:
        """The ids of the meetings that a filter admits; None when it admits all."""
        if filters is None or not (
            filters.bodies or filters.levels or filters.since or filters.until or filters.meetings
        ):
            return None
        return frozenset(key.id for key in self._keys.values() if admits(filters, key))

    def _scope(self, filters: Filters | None, allowed: frozenset[str] | None, hints: scope.Hints) -> Scope:
        chosen = filters or Filters()
        earlier = () if chosen.superseded else tuple(k.id for k in self._keys.values() if k.superseded)
        return Scope(
            meetings=None if allowed is None else tuple(sorted(allowed)),
            without=earlier,
            cases=tuple(case_key(case) for case in chosen.case_ids or hints.case_ids),
            sections=chosen.sections,
            items=chosen.items,
        )

    def _latest(self, hints: scope.Hints, allowed: frozenset[str] | None) -> date | None:
        if not hints.latest:
            return None
        named = {body for body, _ in hints.bodies}
        return max(
            (
                key.date
                for key in self._keys.values()
                if (not named or key.body in named) and (allowed is None or key.id in allowed)
            ),
            default=None,
        )

    def _passage(self, item: RankedItem, chunk: Chunk) -> Passage:
        meeting, agenda_item = self.item(item.meeting_id, item.ordinal)
        return Passage(
            text=chunk.text,
            score=item.score,
            body=meeting.body,
            date=meeting.date,
            item=chunk.item,
            item_title=agenda_item.title if agenda_item else "",
            section=chunk.section,
            source=meeting.source,
            start=chunk.start,
            end=chunk.end,
            meeting_id=meeting.id,
            ordinal=chunk.ordinal,
            heading=chunk.heading,
            page=page_at(meeting.pages, chunk.start),
            parts=dict(item.parts),
        )


def admits(filters: Filters, key: scope.MeetingKey) -> bool:
    """Whether a filter lets a meeting through."""
    body = unfold(f"{key.body} {key.organisation}")
    return (
        (not filters.bodies or any(unfold(name) in body for name in filters.bodies))
        and (not filters.levels or key.level in filters.levels)
        and (filters.since is None or key.date >= filters.since)
        and (filters.until is None or key.date <= filters.until)
        and (not filters.meetings or key.id in filters.meetings)
    )


def split_key(key: str) -> tuple[str, int | None]:
    """ "meeting/3" -> ("meeting", 3); "meeting/h" -> ("meeting", None)."""
    meeting_id, _, ordinal = key.rpartition("/")
    return meeting_id, None if ordinal == "h" else int(ordinal)
