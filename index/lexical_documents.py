"""Minutes as the documents of the lexical projection, in our own Danish terms.

An item document holds all public text of one agenda item; a chunk document holds one chunk. Fields:

    items     body, title, header (the meeting), parts (of compounds), context (what a model wrote)
    chunks    body, context (the search prefix), parts; and one more for what a model wrote of an item
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import tantivy

from index.compounds import parts_of
from index.danish import terms
from index.dates import danish_date
from index.types import Chunk, Meeting, Note

SCHEMA_VERSION = 6
NOTE = "note"  # the section, and the end of the key, of what a model wrote
TEXT_FIELDS = ("body", "title", "header", "context", "parts")


def schema() -> tantivy.Schema:
    """The schema of both indexes."""
    builder = tantivy.SchemaBuilder()
    for name in ("type", "meeting", "item_key", "section", "case"):
        builder.add_text_field(name, stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("date", "number", "generation", "size"):
        builder.add_integer_field(name, stored=name in ("generation", "size"), indexed=True, fast=True)
    for name in TEXT_FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="position")
    return builder.build()


def documents_of(
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


def generation_document(generation: int) -> tantivy.Document:
    """The document that says how far an index has got."""
    document = tantivy.Document()
    document.add_text("type", "generation")
    document.add_integer("generation", generation)
    return document


def item_key(meeting_id: str, ordinal: int | None) -> str:
    """The key of an item's document: "meeting/ordinal", "meeting/h" for the header."""
    return f"{meeting_id}/{'h' if ordinal is None else ordinal}"


def is_note(key: str) -> bool:
    """Whether a document's key is that of an item's note."""
    return key.endswith(f"/{NOTE}")


def case_key(case_id: str) -> str:
    """A case number as it is compared: without blanks, in capitals."""
    return "".join(case_id.split()).upper()


def header_text(meeting: Meeting) -> str:
    """What the meeting header adds to every item's document: body, organisation and date in words."""
    return f"{meeting.body} {meeting.organisation} {danish_date(meeting.date)} {meeting.title}"


@lru_cache(maxsize=4096)
def _analysed(text: str) -> tuple[str, str]:
    """The terms and the compounds' parts of a text, each with a blank between.

    Minutes repeat themselves, within a meeting and from one to the next: a text is read once.
    """
    return " ".join(terms(text)), " ".join(parts_of(text))
