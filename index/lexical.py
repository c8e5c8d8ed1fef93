"""The lexical projection: two tantivy indexes, one of items and one of chunks, fed with our own Danish terms.

An item document holds all public text of one agenda item; a chunk document holds one chunk. They are
kept in indexes of their own because BM25 weighs a word by the share of documents that hold it, and
chunks counted among items would make every common word look rare. Fields:

    items     body, title, header (the meeting), parts (of compounds), context (what a model wrote)
    chunks    body, context (the search prefix), parts; and one more for what a model wrote of an item

Each index also holds one document with the catalogue generation that it has reached, replaced in the
same commit as the documents themselves, so the two cannot disagree.
"""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tantivy
from filelock import FileLock

from index.compounds import split
from index.danish import WORD, stem, terms
from index.dates import danish_date
from index.errors import StoreBusyError, StoreError
from index.types import Chunk, Meeting, Note

SCHEMA_VERSION = 6
NOTE = "note"  # the section, and the end of the key, of what a model wrote
_UNKNOWN = 5.0
_HEAP = 64_000_000
_PATIENCE = 10.0
_KEPT_WORDS = 1 << 16
_TEXT_FIELDS = ("body", "title", "header", "context", "parts")


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of saying a question word: all `terms` must stand in the text; `weight` scales the score."""

    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A found item ("meeting/ordinal") or chunk (its id) with its score and its number of chunks."""

    key: str
    score: float
    size: int


Group = tuple[Variant, ...]
"""The variants of one question word; the best of them counts, not their sum."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Hard limits on a lexical search; empty fields do not limit. Dates are yyyymmdd."""

    meetings: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    sections: tuple[str, ...] = ()
    items: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("type", "meeting", "item_key", "section", "case"):
        builder.add_text_field(name, stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("date", "number", "generation", "size"):
        builder.add_integer_field(name, stored=name in ("generation", "size"), indexed=True, fast=True)
    for name in _TEXT_FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="position")
    return builder.build()


class Lexical:
    """An open lexical projection; one writer at a time, any number of readers."""

    def __init__(self, items: tantivy.Index, chunks: tantivy.Index) -> None:
        self._items = items
        self._chunks = chunks
        self._schema = items.schema
        self._often = self._counting()

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
        found = searcher.search(self._term("type", "generation"), 1).hits
        return int(str(searcher.doc(found[0][1]).get_first("generation"))) if found else 0

    @property
    def size(self) -> int:
        """The number of items."""
        return max(0, int(self._items.searcher().num_docs) - 1)

    def reload(self) -> None:
        """See what other processes have committed."""
        self._items.reload()
        self._chunks.reload()
        self._often = self._counting()

    def _counting(self) -> Callable[[str, str, str], int]:
        """How many documents of "items" or "chunks" hold a term in a field, asked once a word."""
        engines = {"items": self._items.searcher(), "chunks": self._chunks.searcher()}
        return lru_cache(_KEPT_WORDS)(lambda index, field, term: int(engines[index].doc_freq(field, term)))

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
            writers = [index.writer(_HEAP, 1) for index in (self._items, self._chunks)]
        except ValueError as error:
            raise StoreBusyError("En anden proces er ved at skrive i søgeindekset.") from error
        items, chunks = writers
        for meeting_id in removed:
            for writer in writers:
                writer.delete_documents_by_term("meeting", meeting_id)
        for meeting, pieces, notes in added:
            for writer in writers:
                writer.delete_documents_by_term("meeting", meeting.id)
            for item_document, chunk_documents in _documents(meeting, pieces, notes):
                items.add_document(item_document)
                for document in chunk_documents:
                    chunks.add_document(document)
        for writer in writers:
            writer.delete_documents_by_term("type", "generation")
            writer.add_document(_generation_document(generation))
            writer.commit()
            writer.wait_merging_threads()
        self.reload()

    def close(self) -> None:
        """Let go of the files; the object is of no further use."""
        del self._items, self._chunks, self._often

    def clear(self) -> None:
        """Take everything out and go back to generation 0."""
        for index in (self._items, self._chunks):
            writer = index.writer(_HEAP, 1)
            writer.delete_all_documents()
            writer.commit()
            writer.wait_merging_threads()
        self.reload()

    def frequency(self, term: str) -> int:
        """How many items hold `term` in text, title or as the part of a compound."""
        return max(self._often("items", field, term) for field in ("body", "title", "parts", "context"))

    @property
    def has_notes(self) -> bool:
        """Whether any item has what a model wrote about it."""
        return bool(self._often("chunks", "section", NOTE))

    def chunk_ids(self) -> set[str]:
        """The ids of all chunks."""
        keys = self._chunks.searcher().terms_with_prefix("key", "")
        return {key for key, _ in keys if not key.endswith(f"/{NOTE}")}

    def vocabulary(self, prefix: str) -> list[tuple[str, int]]:
        """All terms of the items' text that begin with `prefix`, with the number of items that hold them."""
        return self._items.searcher().terms_with_prefix("body", prefix)

    def items(self, groups: Sequence[Group], scope: Scope, limit: int, weights: ItemWeights) -> list[Hit]:
        """The best items for a question, best first."""
        fields = (
            ("body", 1.0),
            ("title", weights.title),
            ("header", weights.header),
            ("parts", weights.parts),
        )
        wanted = [query for group in groups if (query := self._group("items", group, fields))]
        return self._search(self._items, wanted, scope, limit)

    def chunks(self, groups: Sequence[Group], scope: Scope, limit: int) -> list[Hit]:
        """The best chunks for a question, best first."""
        fields = (("body", 1.0), ("context", 0.3), ("parts", 0.4))
        wanted = [query for group in groups if (query := self._group("chunks", group, fields))]
        return self._search(self._chunks, wanted, scope, limit)

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
            if (query := self._group("items", group, fields))
        ]
        return self._search(self._items, wanted, scope, limit)

    def _search(
        self, index: tantivy.Index, wanted: Sequence[tantivy.Query], scope: Scope, limit: int
    ) -> list[Hit]:
        if not wanted:
            return []
        limits = [
            (tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0)) for query in self._limits(scope)
        ]
        searcher = index.searcher()
        if scope.without:
            unwanted = tantivy.Query.term_set_query(self._schema, "meeting", list(scope.without))
            limits.append((tantivy.Occur.MustNot, unwanted))
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, _any(wanted)), *limits])
        hits = []
        for score, address in searcher.search(query, limit, count=False).hits:
            document = searcher.doc(address)
            hits.append(
                Hit(str(document.get_first("key")), float(score), int(document.get_first("size") or 0))
            )
        return hits

    def _group(self, index: str, group: Group, fields: tuple[tuple[str, float], ...]) -> tantivy.Query | None:
        """The best of a group's variants; None where no document holds any of them."""
        # Bodies and dates in the header are asked for by their own words.
        inner = tuple(pair for pair in fields if pair[0] != "header")
        variants = [
            query
            for variant in group
            if (query := self._variant(index, variant, fields if variant.weight == 1.0 else inner))
        ]
        if len(variants) < 2:
            return variants[0] if variants else None
        return tantivy.Query.disjunction_max_query(variants)

    def _variant(
        self, index: str, variant: Variant, fields: tuple[tuple[str, float], ...]
    ) -> tantivy.Query | None:
        """All terms of a variant, each in any field: only in those that hold it, for each one asked costs."""
        weight = variant.weight / len(variant.terms)
        each = []
        for term in variant.terms:
            found = [
                tantivy.Query.boost_query(self._term(field, term), weight * boost)
                for field, boost in fields
                if boost > 0 and self._often(index, field, term)
            ]
            if not found:
                return None
            each.append(found[0] if len(found) == 1 else _any(found))
        if len(each) == 1:
            return each[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in each])

    def _term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(
            self._schema, field, value, "freq" if field in _TEXT_FIELDS else "basic"
        )

    def _limits(self, scope: Scope) -> list[tantivy.Query]:
        limits = []
        if scope.meetings is not None:
            limits.append(tantivy.Query.term_set_query(self._schema, "meeting", list(scope.meetings)))
        if scope.keys:
            limits.append(tantivy.Query.term_set_query(self._schema, "item_key", list(scope.keys)))
        if scope.sections:
            limits.append(tantivy.Query.term_set_query(self._schema, "section", list(scope.sections)))
        if scope.cases:
            limits.append(tantivy.Query.term_set_query(self._schema, "case", list(scope.cases)))
        if scope.items:
            limits.append(tantivy.Query.term_set_query(self._schema, "number", list(scope.items)))
        if scope.since is not None or scope.until is not None:
            limits.append(
                tantivy.Query.range_query(
                    self._schema, "date", tantivy.FieldType.Integer, scope.since, scope.until, True, True
                )
            )
        return limits


@dataclass(frozen=True, slots=True)
class ItemWeights:
    """How much the title, the meeting header and the parts of compounds count beside the text (1.0)."""

    title: float = 0.8
    header: float = 1.2
    parts: float = 0.4


DEFAULT_FIELDS = ItemWeights()


def _any(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def item_key(meeting_id: str, ordinal: int | None) -> str:
    """The key of an item's document: "meeting/ordinal", "meeting/h" for the header."""
    return f"{meeting_id}/{'h' if ordinal is None else ordinal}"


def case_key(case_id: str) -> str:
    """A case number as it is compared: without blanks, in capitals."""
    return "".join(case_id.split()).upper()


def header_text(meeting: Meeting) -> str:
    """What the meeting header adds to every item's document: body, organisation and date in words."""
    return f"{meeting.body} {meeting.organisation} {danish_date(meeting.date)} {meeting.title}"


@lru_cache(maxsize=1 << 17)
def part_terms(word: str) -> tuple[str, ...]:
    """The terms of a compound's parts; () for a word that is not a compound."""
    return tuple(stem(part) for part in split(word))


@lru_cache(maxsize=1 << 17)
def _parts_as_written(word: str) -> tuple[str, ...]:
    return part_terms(word.lower()) if len(word) > 5 else ()


def parts_of(text: str) -> list[str]:
    """The terms of the parts of a text's compounds, in order."""
    return [term for word in WORD.findall(text) for term in _parts_as_written(word)]


@lru_cache(maxsize=4096)
def _analysed(text: str) -> tuple[str, str]:
    """The terms and the compounds' parts of a text, each with a blank between.

    Minutes repeat themselves, within a meeting and from one to the next: a text is read once.
    """
    return " ".join(terms(text)), " ".join(parts_of(text))


def _documents(
    meeting: Meeting, chunks: Sequence[Chunk], notes: Sequence[Note]
) -> Iterator[tuple[tantivy.Document, list[tantivy.Document]]]:
    """Each item's document with the documents of its chunks."""
    header = " ".join(terms(header_text(meeting)))
    titles = {item.ordinal: item.title for item in meeting.items}
    cases = {item.ordinal: item.case_id for item in meeting.items if item.case_id}
    written = {note.ordinal: note.text for note in notes}
    grouped: dict[int | None, list[Chunk]] = {}
    for chunk in chunks:
        grouped.setdefault(chunk.ordinal, []).append(chunk)
    for ordinal, members in grouped.items():
        title = titles.get(ordinal, "") if ordinal is not None else ""
        body: list[str] = []
        parts = parts_of(title)
        documents = []
        for chunk in members:
            chunk_terms, chunk_parts = _analysed(chunk.text)
            body.append(chunk_terms)
            parts.append(chunk_parts)
            document = _base(meeting, chunk, chunk.id, cases)
            document.add_text("section", chunk.section)
            document.add_text("body", chunk_terms)
            document.add_text("context", _analysed(chunk.context)[0])
            document.add_text("parts", chunk_parts)
            documents.append(document)
        document = _base(meeting, members[0], item_key(meeting.id, ordinal), cases)
        for section in dict.fromkeys(chunk.section for chunk in members):
            document.add_text("section", section)
        document.add_text("body", " ".join(body))
        document.add_text("title", " ".join(terms(title)))
        document.add_text("header", header)
        document.add_text("parts", " ".join(parts))
        if ordinal is not None and ordinal in written:
            document.add_text("context", " ".join(terms(written[ordinal])))
            documents.append(_note_document(meeting, members, written[ordinal], cases))
        document.add_integer("size", len(members))
        yield document, documents


def _note_document(
    meeting: Meeting, members: Sequence[Chunk], text: str, cases: Mapping[int, str]
) -> tantivy.Document:
    """What a model wrote about an item, found like a chunk of it but no chunk: nothing shows it."""
    document = _base(meeting, members[0], f"{item_key(meeting.id, members[0].ordinal)}/{NOTE}", cases)
    document.add_text("section", NOTE)
    document.add_text("body", " ".join(terms(text)))
    document.add_text("parts", " ".join(parts_of(text)))
    document.add_integer("size", len(members))
    return document


def _base(meeting: Meeting, chunk: Chunk, key: str, cases: Mapping[int, str]) -> tantivy.Document:
    document = tantivy.Document()
    if chunk.ordinal is not None and chunk.ordinal in cases:
        document.add_text("case", case_key(cases[chunk.ordinal]))
    document.add_text("key", key)
    document.add_text("meeting", meeting.id)
    document.add_text("item_key", item_key(meeting.id, chunk.ordinal))
    document.add_integer("date", int(meeting.date.strftime("%Y%m%d")))
    if chunk.item is not None:
        document.add_integer("number", chunk.item)
    return document


def _generation_document(generation: int) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("type", "generation")
    document.add_integer("generation", generation)
    return document


def _both(path: Path) -> list[tantivy.Index]:
    return [_open(path / name) for name in ("items", "chunks")]


def _open(path: Path) -> tantivy.Index:
    path.mkdir(parents=True, exist_ok=True)
    return tantivy.Index(_schema(), path=os.fspath(path), reuse=True)
