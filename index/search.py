"""Search: a question in Danish to passages, best first, one for each item before any second one.

The way of a question: hints of scope (`scope`), words and what else they may be called (`expand`),
the best items lexically (`lexical`) and by meaning (`vectors`), those looked at more closely and scored
(`ranking`), then the best passage inside each item.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Protocol

import numpy as np

from index import expand, scope
from index.danish import unfold
from index.hasty import named_in_full, written_out
from index.lexical import Hit, Lexical
from index.lexical_documents import NOTE, case_key, is_note, item_key
from index.lexical_query import DEFAULT_FIELDS, Group, ItemWeights, Scope
from index.phrases import Phrases
from index.ranked import RankedItem, Ranking, key_of, split_key
from index.ranking import Table, candidates, length, scores
from index.ranking_weights import WEIGHTS
from index.rerank import RERANKED, Reranker
from index.shown import Chunks, Shown
from index.types import AgendaItem, Chunk, Filters, ItemEntry, Meeting, Passage

CANDIDATES = 60
POOL = 120  # items that are looked at more closely
_KEPT_MEETINGS = 512
_KEPT_WORDS = 1 << 12
# The engines let go of Python's lock while they search: what does not wait for the other is asked beside it.
_BESIDE = ThreadPoolExecutor(2, "search")


class Catalogue(Chunks, Protocol):
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
        self._shown = Shown(catalogue, lexical)
        self._word_group = lru_cache(maxsize=_KEPT_WORDS)(
            lambda word: expand.word_group(
                word, synonyms, lexical.frequency, lexical.vocabulary, weights.expansion
            )
        )
        self._read_keys()

    def refresh(self) -> None:
        """Forget what was read before the catalogue changed."""
        self._lexical.reload()
        self._meeting.cache_clear()
        self._shown.refresh()
        self._word_group.cache_clear()
        self._read_keys()

    def _read_keys(self) -> None:
        self._keys = {key.id: key for key in self._catalogue.meeting_keys()}
        self._current = {name: key for name, key in self._keys.items() if not key.superseded}
        self._earlier = tuple(name for name, key in self._keys.items() if key.superseded)
        self._bodies = frozenset(key.body for key in self._keys.values())

    @property
    def keys(self) -> Mapping[str, scope.MeetingKey]:
        """All versions of all meetings by id."""
        return self._keys

    @property
    def size(self) -> int:
        """The number of searchable items."""
        return self._lexical.size

    @property
    def frequency(self) -> Callable[[str], int]:
        """Tells how many items hold a term, as they stand now."""
        return self._lexical.frequency

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
        return expand.groups(question, *known, self._weights.expansion, self._phrases, self._word_group)

    @property
    def current(self) -> Mapping[str, scope.MeetingKey]:
        """The meetings that count, by id: superseded versions left out."""
        return self._current

    def rank(self, question: str, filters: Filters | None = None, limit: int = CANDIDATES) -> Ranking:
        """The best items for a question, at most `limit`."""
        allowed = self.allowed(filters)
        question = named_in_full(written_out(question), self._bodies)
        hints = scope.recognise(question, self._bodies)
        limits = self._scope(filters, allowed, hints)
        narrow = limits.sections or limits.items or limits.cases
        meant = None if narrow else _BESIDE.submit(self._dense, question, allowed, filters)
        groups = self.groups(question)
        found = self._lexical.items(groups, limits, POOL, self._weights.fields)
        dense = meant.result() if meant else {}
        noted: list[Hit] = []
        if not narrow and self._lexical.has_notes:
            noted = self._lexical.chunks(groups, replace(limits, sections=(NOTE,)), POOL)
        # A meeting that another process has just put in or taken out may be in one and not in the other.
        sizes = dict.fromkeys(dense, 1) | {key_of(hit.key): hit.size for hit in noted}
        sizes |= {hit.key: hit.size for hit in found}
        keys = [key for key in sizes if split_key(key)[0] in self._keys]
        meetings = [self._keys[split_key(key)[0]] for key in keys]
        plain = {"length": [length(sizes[key]) for key in keys]}
        plain |= scope.meeting_fits(hints, meetings, self._latest(hints, allowed))
        held = _BESIDE.submit(self._lexical.coverage, groups, Scope(keys=tuple(keys)), len(keys) or 1)
        passage, best, noted_best = self._passages(groups, keys)
        found_by = {"words": {hit.key: hit.score for hit in found}, "meaning": dense}
        found_by |= {"passage": passage, "coverage": {hit.key: hit.score for hit in held.result()}}
        ranked = self._best_of(keys, candidates(keys, found_by, plain), max(limit, RERANKED))
        if self._reranker is not None:
            ranked = self._read_again(question, best, ranked, self._reranker)
        return Ranking(tuple(ranked[:limit]), tuple(groups), hints, best, noted_best)

    def _best_of(self, keys: Sequence[str], table: Table, limit: int) -> list[RankedItem]:
        """The candidates whose features score best, at most `limit`, best first."""
        score = scores(table, self._weights.features).tolist()
        first = sorted(range(len(keys)), key=lambda at: (-score[at], keys[at]))[:limit]
        parts = {name: np.asarray(values)[first].tolist() for name, values in table.items()}
        return [
            RankedItem(*split_key(keys[at]), score[at], dict(zip(parts, values, strict=True)))
            for at, values in zip(first, zip(*parts.values(), strict=True), strict=True)
        ]

    def _read_again(
        self, question: str, best: Mapping[str, str], ranked: list[RankedItem], reranker: Reranker
    ) -> list[RankedItem]:
        """The first items in the cross-encoder's order, by their best passage. The scores that they had
        are dealt out anew in that order: what is sure enough to answer is learned on those."""
        first, rest = ranked[:RERANKED], ranked[RERANKED:]
        chunks = {
            item_key(chunk.meeting_id, chunk.ordinal): chunk
            for chunk in self._catalogue.chunks([_first_of(item, best) for item in first])
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

    def _passages(
        self, groups: Sequence[Group], keys: Sequence[str]
    ) -> tuple[dict[str, float], dict[str, str], frozenset[str]]:
        """What each candidate's best chunk or note scores, its best chunk's id, and whose note is best."""
        passage: dict[str, float] = {}
        best: dict[str, str] = {}
        noted: set[str] = set()
        for hit in self._lexical.chunks(groups, Scope(keys=tuple(keys)), 2 * POOL):
            key = key_of(hit.key)
            of_note = is_note(hit.key)
            if of_note and key not in passage:
                noted.add(key)
            passage.setdefault(key, hit.score)
            if not of_note:
                best.setdefault(key, hit.key)
        return passage, best, frozenset(noted)

    @property
    def reranked(self) -> bool:
        """Whether a cross-encoder has the last word on the order of the items."""
        return self._reranker is not None

    def search(self, question: str, k: int = 10, filters: Filters | None = None) -> list[Passage]:
        """At most `k` passages, best first.

        Raises nothing for a question without content words; the result is then empty.
        """
        return self.passages(self.rank(question, filters), k, filters)

    def passages(self, found: Ranking, k: int, filters: Filters | None = None) -> list[Passage]:
        """The passages of ranked items, at most `k`; every item's best comes before any item's second."""
        return self._shown.passages(found, k, filters, self._keys)

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
            key = key_of(chunk_id)
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
        earlier = () if chosen.superseded else self._earlier
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


def _first_of(item: RankedItem, best: Mapping[str, str]) -> str:
    """The id of the chunk to show of an item: its best, or its first where none is known."""
    return best.get(item.key, f"{item.key}/0")


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
