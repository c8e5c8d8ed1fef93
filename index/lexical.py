"""The lexical projection: two tantivy indexes, one of items and one of chunks (`lexical_documents`).

They are kept in indexes of their own because BM25 weighs a word by the share of documents that hold it,
and chunks counted among items would make every common word look rare. Each index also holds one document
with the catalogue generation that it has reached, replaced in the same commit as the documents
themselves, so the two cannot disagree.
"""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import tantivy
from filelock import FileLock

from index.errors import StoreBusyError, StoreError
from index.lexical_documents import (
    NOTE,
    SCHEMA_VERSION,
    TEXT_FIELDS,
    documents_of,
    generation_document,
    schema,
)
from index.lexical_query import Fields, Group, ItemWeights, Often, Queries, Scope
from index.types import Chunk, Meeting, Note

_UNKNOWN = 5.0
_HEAP = 64_000_000
_PATIENCE = 10.0
_KEPT_WORDS = 1 << 16
_KEPT_DOCUMENTS = 1 << 17
_ABOUT = ("body", "title", "parts", "context")  # the fields of an item that say what it is about


class Hit(NamedTuple):
    """A found item ("meeting/ordinal") or chunk (its id) with its score and its number of chunks."""

    key: str
    score: float
    size: int


class Lexical:
    """An open lexical projection; one writer at a time, any number of readers."""

    def __init__(self, items: tantivy.Index, chunks: tantivy.Index) -> None:
        self._items = items
        self._chunks = chunks
        self._standing = _Standing(items, chunks)

    @classmethod
    def open(cls, path: Path) -> Lexical:
        """Open or create the projection in the folder `path`; one of another schema or a damaged one is made
        anew, empty, and is then at generation 0.

        Raises StoreError when the folder cannot be written.
        """
        marker = path / f"schema-{SCHEMA_VERSION}"
        if marker.exists():
            with suppress(ValueError):
                return cls(*_both(path))
        # One process at a time: another may be making it right now.
        try:
            with FileLock(path.with_name(f"{path.name}.lock"), timeout=_PATIENCE):
                if marker.exists():
                    with suppress(ValueError):
                        return cls(*_both(path))
                shutil.rmtree(path, ignore_errors=True)
                indexes = _both(path)
                marker.touch()
        except (ValueError, OSError) as error:
            raise StoreError(f"Søgeindekset i {path.name} kan ikke bygges: {error}") from error
        return cls(*indexes)

    @property
    def generation(self) -> int:
        """The catalogue generation that both indexes have reached; 0 for an empty projection."""
        return min(self._generation(index) for index in (self._items, self._chunks))

    def _generation(self, index: tantivy.Index) -> int:
        searcher = index.searcher()
        found = searcher.search(self._standing.queries.term("type", "generation"), 1).hits
        return int(str(searcher.doc(found[0][1]).get_first("generation"))) if found else 0

    @property
    def size(self) -> int:
        """The number of items."""
        return max(0, int(self._standing.engines["items"].num_docs) - 1)

    def reload(self) -> None:
        """See what other processes have committed."""
        self._items.reload()
        self._chunks.reload()
        self._standing = _Standing(self._items, self._chunks)

    def apply(
        self,
        removed: Iterable[str],
        added: Iterable[tuple[Meeting, Sequence[Chunk], Sequence[Note]]],
        generation: int,
    ) -> None:
        """Take meetings out and put meetings in, in one commit an index, which also moves its generation.

        `added` meetings replace earlier ones of the same id. Raises StoreBusyError when another
        process is writing.
        """
        try:
            writers = [_writer(index) for index in (self._items, self._chunks)]
        except ValueError as error:
            raise StoreBusyError("En anden proces er ved at skrive i søgeindekset.") from error
        items, chunks = writers
        for meeting_id in removed:
            for writer in writers:
                writer.delete_documents_by_term("meeting", meeting_id)
        for meeting, pieces, notes in added:
            for writer in writers:
                writer.delete_documents_by_term("meeting", meeting.id)
            for item_document, chunk_documents in documents_of(meeting, pieces, notes):
                items.add_document(item_document)
                for document in chunk_documents:
                    chunks.add_document(document)
        for writer in writers:
            writer.delete_documents_by_term("type", "generation")
            writer.add_document(generation_document(generation))
            writer.commit()
            writer.wait_merging_threads()
        self.reload()

    def close(self) -> None:
        """Let go of the files; the object is of no further use."""
        del self._items, self._chunks, self._standing

    def clear(self) -> None:
        """Take everything out and go back to generation 0."""
        for index in (self._items, self._chunks):
            writer = _writer(index)
            writer.delete_all_documents()
            writer.commit()
            writer.wait_merging_threads()
        self.reload()

    @property
    def frequency(self) -> Callable[[str], int]:
        """Tells how many items hold a term in text, title or as the part of a compound, as they stand now."""
        return self._standing.frequency

    @property
    def has_notes(self) -> bool:
        """Whether any item has what a model wrote about it."""
        return bool(self._standing.engines["chunks"].doc_freq("section", NOTE))

    def chunk_ids(self) -> set[str]:
        """The ids of all chunks."""
        keys = self._chunks.searcher().terms_with_prefix("key", "")
        return {key for key, _ in keys if not key.endswith(f"/{NOTE}")}

    def vocabulary(self, prefix: str) -> list[tuple[str, int]]:
        """All terms of the items' text that begin with `prefix`, with the number of items that hold them."""
        return self._standing.engines["items"].terms_with_prefix("body", prefix)

    def items(self, groups: Sequence[Group], scope: Scope, limit: int, weights: ItemWeights) -> list[Hit]:
        """The best items for a question, best first."""
        fields = (
            ("body", 1.0),
            ("title", weights.title),
            ("header", weights.header),
            ("parts", weights.parts),
        )
        return self._search("items", self._wanted("items", groups, fields), scope, limit)

    def chunks(self, groups: Sequence[Group], scope: Scope, limit: int) -> list[Hit]:
        """The best chunks for a question, best first."""
        fields = (("body", 1.0), ("context", 0.3), ("parts", 0.4))
        return self._search("chunks", self._wanted("chunks", groups, fields), scope, limit)

    def coverage(self, groups: Sequence[Group], scope: Scope, limit: int) -> list[Hit]:
        """The items that hold most of a question, rare words weighing more; scores are shares (0-1)."""
        size, shares = max(self.size, 1), []
        for group in groups:
            often = min(self.frequency(term) for term in group[0].terms)
            # A word that stands nowhere weighs as much as a rather rare one: its synonyms are all there is.
            shares.append(max(0.1, math.log(size / (1 + often))) if often else _UNKNOWN)
        total = sum(shares)
        fields = (("body", 1.0), ("title", 1.0), ("parts", 1.0), ("context", 1.0))
        wanted = [
            tantivy.Query.const_score_query(query, share / total)
            for group, share in zip(groups, shares, strict=True)
            if (query := self._standing.queries.group("items", group, fields))
        ]
        return self._search("items", wanted, scope, limit)

    def _wanted(self, index: str, groups: Sequence[Group], fields: Fields) -> list[tantivy.Query]:
        found = (self._standing.queries.group(index, group, fields) for group in groups)
        return [query for query in found if query]

    def _search(self, index: str, wanted: Sequence[tantivy.Query], scope: Scope, limit: int) -> list[Hit]:
        if not wanted:
            return []
        standing = self._standing
        query = standing.queries.limited(wanted, scope)
        found = standing.engines[index].search(query, limit, count=False).hits
        shown = [standing.shown(index, at.segment_ord, at.doc) for _, at in found]
        return [Hit(key, float(score), size) for (score, _), (key, size) in zip(found, shown, strict=True)]


class _Standing:
    """Both indexes as they stand. What is asked of them is kept, for each word and each document.

    `often(index, term)` tells how many documents of "items" or "chunks" hold a term, by field; `frequency`
    how many items do; `shown(index, segment, number)` what a document is called and its number of chunks.
    """

    def __init__(self, items: tantivy.Index, chunks: tantivy.Index) -> None:
        self.engines = {"items": items.searcher(), "chunks": chunks.searcher()}
        # Nothing kept refers back to this object: the files are let go of with it.
        self.often = lru_cache(_KEPT_WORDS)(partial(_often, self.engines))
        self.frequency = lru_cache(_KEPT_WORDS)(partial(_frequency, self.often))
        self.shown = lru_cache(_KEPT_DOCUMENTS)(partial(_shown, self.engines))
        self.queries = Queries(items.schema, self.often)


def _often(engines: Mapping[str, tantivy.Searcher], index: str, term: str) -> dict[str, int]:
    counts = {field: int(engines[index].doc_freq(field, term)) for field in TEXT_FIELDS}
    return {field: count for field, count in counts.items() if count}


def _frequency(often: Often, term: str) -> int:
    holding = often("items", term)
    return max(holding.get(field, 0) for field in _ABOUT)


def _shown(engines: Mapping[str, tantivy.Searcher], index: str, segment: int, number: int) -> tuple[str, int]:
    document = engines[index].doc(tantivy.DocAddress(segment, number))
    return str(document.get_first("key")), int(document.get_first("size") or 0)


def _writer(index: tantivy.Index) -> tantivy.IndexWriter:
    """A writer that first takes away the files which a killed one left: the same change made again would
    write a file of the same name, and tantivy refuses to."""
    writer = index.writer(_HEAP, 1)
    writer.garbage_collect_files()
    return writer


def _both(path: Path) -> list[tantivy.Index]:
    return [_open(path / name) for name in ("items", "chunks")]


def _open(path: Path) -> tantivy.Index:
    path.mkdir(parents=True, exist_ok=True)
    return tantivy.Index(schema(), path=os.fspath(path), reuse=True)
