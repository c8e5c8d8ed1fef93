"""The lexical projection: a tantivy index over items and over chunks, fed with our own Danish terms.

Two kinds of documents share the index. An item document holds all public text of one agenda item;
a chunk document holds one chunk. Their text lives in fields of their own so that lengths and
frequencies are counted apart. Field by field (i_ for items, c_ for chunks):

    i_body, i_title, i_header, i_parts    the item's text, its title, its meeting, its compounds' parts
    c_body, c_context, c_parts            the chunk's text, its search prefix, its compounds' parts

One more document holds the catalogue generation that the projection has reached; it is replaced in
the same commit as the documents themselves, so the two cannot disagree.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tantivy

from index.compounds import split
from index.danish import stem, terms, words
from index.dates import danish_date
from index.errors import StoreBusyError, StoreError
from index.types import Chunk, Meeting

SCHEMA_VERSION = 1
_HEAP = 64_000_000
_TEXT_FIELDS = ("i_body", "i_title", "i_header", "i_parts", "c_body", "c_context", "c_parts")


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of saying a question word: all `terms` must stand in the text; `weight` scales the score."""

    terms: tuple[str, ...]
    weight: float


Group = tuple[Variant, ...]
"""The variants of one question word; the best of them counts, not their sum."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Hard limits on a lexical search; empty fields do not limit. Dates are yyyymmdd."""

    meetings: tuple[str, ...] | None = None
    since: int | None = None
    until: int | None = None
    sections: tuple[str, ...] = ()
    items: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("type", "meeting", "item_key", "section"):
        builder.add_text_field(name, stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("date", "number", "generation"):
        builder.add_integer_field(name, stored=name == "generation", indexed=True, fast=True)
    for name in _TEXT_FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="position")
    return builder.build()


class Lexical:
    """An open lexical projection; one writer at a time, any number of readers."""

    def __init__(self, index: tantivy.Index, path: Path) -> None:
        self._index = index
        self._path = path
        self._schema = index.schema

    @classmethod
    def open(cls, path: Path) -> Lexical:
        """Open or create the projection in the folder `path`; one of another schema is made anew, empty.

        Raises StoreError when the folder cannot be read as an index.
        """
        marker = path / f"schema-{SCHEMA_VERSION}"
        if path.exists() and not marker.exists():
            shutil.rmtree(path)
        path.mkdir(parents=True, exist_ok=True)
        try:
            index = tantivy.Index(_schema(), path=os.fspath(path), reuse=True)
        except ValueError as error:
            raise StoreError(f"Søgeindekset i {path.name} kan ikke læses: {error}") from error
        marker.touch()
        return cls(index, path)

    @property
    def generation(self) -> int:
        """The catalogue generation reached; 0 for an empty projection."""
        searcher = self._index.searcher()
        found = searcher.search(self._term("type", "generation"), 1).hits
        return int(searcher.doc(found[0][1]).get_first("generation")) if found else 0

    def reload(self) -> None:
        """See what other processes have committed."""
        self._index.reload()

    def apply(
        self, removed: Iterable[str], added: Iterable[tuple[Meeting, Sequence[Chunk]]], generation: int
    ) -> None:
        """Take meetings out and put meetings in, in one commit that also moves the generation.

        `added` meetings replace earlier ones of the same id. Raises StoreBusyError when another
        process is writing.
        """
        try:
            writer = self._index.writer(_HEAP, 1)
        except ValueError as error:
            raise StoreBusyError("En anden proces er ved at skrive i søgeindekset.") from error
        for meeting_id in removed:
            writer.delete_documents_by_term("meeting", meeting_id)
        for meeting, chunks in added:
            writer.delete_documents_by_term("meeting", meeting.id)
            for document in _documents(meeting, chunks):
                writer.add_document(document)
        writer.delete_documents_by_term("type", "generation")
        marker = tantivy.Document()
        marker.add_text("type", "generation")
        marker.add_integer("generation", generation)
        writer.add_document(marker)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def frequency(self, term: str) -> int:
        """How many items hold `term` in text, title or as the part of a compound."""
        searcher = self._index.searcher()
        return max(searcher.doc_freq(field, term) for field in ("i_body", "i_title", "i_parts"))

    def vocabulary(self, prefix: str) -> list[tuple[str, int]]:
        """All terms of the items' text that begin with `prefix`, with the number of items that hold them."""
        return self._index.searcher().terms_with_prefix("i_body", prefix)

    def items(
        self, groups: Sequence[Group], scope: Scope, limit: int, weights: ItemWeights
    ) -> list[tuple[str, float]]:
        """The best items for a question: ("meeting/ordinal", score), best first."""
        fields = (
            ("i_body", 1.0),
            ("i_title", weights.title),
            ("i_header", weights.header),
            ("i_parts", weights.parts),
        )
        return self._search("item", groups, fields, scope, limit)

    def chunks(self, groups: Sequence[Group], scope: Scope, limit: int) -> list[tuple[str, float]]:
        """The best chunks for a question: (chunk id, score), best first."""
        fields = (("c_body", 1.0), ("c_context", 0.3), ("c_parts", 0.4))
        return self._search("chunk", groups, fields, scope, limit)

    def _search(
        self,
        kind: str,
        groups: Sequence[Group],
        fields: tuple[tuple[str, float], ...],
        scope: Scope,
        limit: int,
    ) -> list[tuple[str, float]]:
        should = [(tantivy.Occur.Should, self._group(group, fields)) for group in groups if group]
        if not should:
            return []
        limits = [
            (tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0))
            for query in self._limits(kind, scope)
        ]
        wanted = (tantivy.Occur.Must, tantivy.Query.boolean_query(should))
        searcher = self._index.searcher()
        found = searcher.search(tantivy.Query.boolean_query([wanted, *limits]), limit, count=False)
        return [(str(searcher.doc(address).get_first("key")), float(score)) for score, address in found.hits]

    def _group(self, group: Group, fields: tuple[tuple[str, float], ...]) -> tantivy.Query:
        variants = [
            tantivy.Query.boost_query(self._variant(v, fields), v.weight / len(v.terms)) for v in group
        ]
        return variants[0] if len(variants) == 1 else tantivy.Query.disjunction_max_query(variants)

    def _variant(self, variant: Variant, fields: tuple[tuple[str, float], ...]) -> tantivy.Query:
        each = [
            tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(field, term), boost))
                    for field, boost in fields
                    if boost > 0
                ]
            )
            for term in variant.terms
        ]
        if len(each) == 1:
            return each[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in each])

    def _term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(
            self._schema, field, value, "freq" if field in _TEXT_FIELDS else "basic"
        )

    def _limits(self, kind: str, scope: Scope) -> list[tantivy.Query]:
        limits = [self._term("type", kind)]
        if scope.meetings is not None:
            limits.append(tantivy.Query.term_set_query(self._schema, "meeting", list(scope.meetings)))
        if scope.keys:
            limits.append(tantivy.Query.term_set_query(self._schema, "item_key", list(scope.keys)))
        if scope.sections and kind == "chunk":
            limits.append(tantivy.Query.term_set_query(self._schema, "section", list(scope.sections)))
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

    title: float = 1.2
    header: float = 0.6
    parts: float = 0.4


def item_key(meeting_id: str, ordinal: int | None) -> str:
    """The key of an item's document: "meeting/ordinal", "meeting/h" for the header."""
    return f"{meeting_id}/{'h' if ordinal is None else ordinal}"


def header_text(meeting: Meeting) -> str:
    """What the meeting header adds to every item's document: body, organisation and date in words."""
    return f"{meeting.body} {meeting.organisation} {danish_date(meeting.date)} {meeting.title}"


@lru_cache(maxsize=1 << 17)
def part_terms(word: str) -> tuple[str, ...]:
    """The terms of a compound's parts; () for a word that is not a compound."""
    return tuple(stem(part) for part in split(word))


def _parts_of(text: str) -> list[str]:
    return [
        term for match in words(text) if len(match.group()) > 5 for term in part_terms(match.group().lower())
    ]


def _documents(meeting: Meeting, chunks: Sequence[Chunk]) -> Iterable[tantivy.Document]:
    header = " ".join(terms(header_text(meeting)))
    titles = {item.ordinal: item.title for item in meeting.items}
    grouped: dict[int | None, list[Chunk]] = {}
    for chunk in chunks:
        grouped.setdefault(chunk.ordinal, []).append(chunk)
    for ordinal, members in grouped.items():
        body: list[str] = []
        parts: list[str] = []
        for chunk in members:
            chunk_terms, chunk_parts = terms(chunk.text), _parts_of(chunk.text)
            body += chunk_terms
            parts += chunk_parts
            document = _base("chunk", meeting, ordinal, chunk.item, chunk.id)
            document.add_text("section", chunk.section)
            document.add_text("c_body", " ".join(chunk_terms))
            document.add_text("c_context", " ".join(terms(chunk.context)))
            document.add_text("c_parts", " ".join(chunk_parts))
            yield document
        title = titles.get(ordinal, "") if ordinal is not None else ""
        document = _base("item", meeting, ordinal, members[0].item, item_key(meeting.id, ordinal))
        document.add_text("i_body", " ".join(body))
        document.add_text("i_title", " ".join(terms(title)))
        document.add_text("i_header", header)
        document.add_text("i_parts", " ".join([*parts, *_parts_of(title)]))
        yield document


def _base(kind: str, meeting: Meeting, ordinal: int | None, number: int | None, key: str) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("type", kind)
    document.add_text("key", key)
    document.add_text("meeting", meeting.id)
    document.add_text("item_key", item_key(meeting.id, ordinal))
    document.add_integer("date", int(meeting.date.strftime("%Y%m%d")))
    if number is not None:
        document.add_integer("number", number)
    return document
