"""Minutes into searchable chunks: never across items or sections, every span exact.

A section is cut at paragraphs into chunks of about CHUNK_CHARS; a list stays with the line that
leads into it, a table row with its header. Where a list or a table is too long for one chunk, the
lead-in or the header is repeated in the later chunks' `context`, which is searched but never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.dates import danish_date
from index.front import front_spans
from index.lines import trim
from index.paragraphs import paragraphs
from index.types import AgendaItem, Chunk, Meeting, Section, Table

CHUNK_CHARS = 700
_LIST_MARK = re.compile(
    r"\s*(?:[-–•*·o]\s+|\d{1,2}[.)]\s+|[a-zæøå][.)]\s+|\([a-z\d]{1,2}\)\s+)", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list line, or a table row; `lead` is what a later chunk repeats as context."""

    start: int
    end: int
    lead: str = ""
    glued: bool = False  # must stay with the block before it while there is room


def split(meeting: Meeting, *, include_closed: bool = False) -> list[Chunk]:
    """All chunks of a meeting in source order, the header's first.

    A closed item gives one chunk with nothing but its heading line unless `include_closed`; so does
    an item without text.
    """
    chunks = _front_chunks(meeting)
    for item in meeting.items:
        hidden = item.closed and not include_closed
        spans = (
            []
            if hidden
            else [span for section in item.sections for span in _section_spans(meeting, item, section)]
        )
        if not spans:
            spans = [_heading_span(meeting, item)]
        chunks += [
            _chunk(meeting, item, number, section, start, end, lead)
            for number, (section, start, end, lead) in enumerate(spans)
        ]
    return chunks


def _front_chunks(meeting: Meeting) -> list[Chunk]:
    """The header's lines in chunks; the first reaches to the day and the place."""
    stated = [span[1] for span in (meeting.date_span, meeting.place_span) if span]
    least = max(stated, default=min(meeting.header_end, 300))
    groups = [trim(meeting.text, 0, least)]
    for start, end in front_spans(meeting):
        if start < least:
            continue
        first, last = groups[-1]
        # What is left out between two lines, a table of contents, is no part of a chunk.
        if len(groups) > 1 and end - first <= CHUNK_CHARS and not meeting.text[last:start].strip():
            groups[-1] = (first, end)
        else:
            groups.append((start, end))
    where = _where(meeting)
    return [
        Chunk(
            f"{meeting.id}/h/{number}", meeting.id, None, None, "stamdata", "", meeting.text[a:b], a, b, where
        )
        for number, (a, b) in enumerate(groups)
        if b > a or not number
    ]


def _heading_span(meeting: Meeting, item: AgendaItem) -> tuple[Section, int, int, str]:
    end = item.sections[0].start if item.sections else item.end
    start, end = trim(meeting.text, item.start, end)
    return Section("stamdata", "", start, start, end), start, end, ""


def _chunk(
    meeting: Meeting, item: AgendaItem, number: int, section: Section, start: int, end: int, lead: str
) -> Chunk:
    context = "\n".join(part for part in (_where(meeting), item.title, section.heading, lead) if part)
    return Chunk(
        f"{meeting.id}/{item.ordinal}/{number}",
        meeting.id,
        item.ordinal,
        item.number,
        section.kind,
        section.heading,
        meeting.text[start:end],
        start,
        end,
        context,
    )


def _where(meeting: Meeting) -> str:
    return f"{meeting.body}, {danish_date(meeting.date)}"


def _section_spans(
    meeting: Meeting, item: AgendaItem, section: Section
) -> Iterator[tuple[Section, int, int, str]]:
    """Groups of blocks that fit into one chunk, as (section, start, end, context of the first block)."""
    start = end = -1
    lead = ""
    for block in _blocks(meeting.text, section, item.tables):
        room = CHUNK_CHARS * (2 if block.glued else 1)
        if start >= 0 and block.end - start > room:
            yield section, start, end, lead
            start = -1
        if start < 0:
            start, lead = block.start, block.lead
        end = block.end
    if start >= 0:
        yield section, start, end, lead


def _blocks(text: str, section: Section, tables: tuple[Table, ...]) -> Iterator[Block]:
    inside = sorted(
        (t for t in tables if section.body <= t.start < section.end), key=lambda table: table.start
    )
    position = section.body
    for table in inside:
        yield from _paragraphs(text, position, table.start)
        yield from _rows(text, table)
        position = max(position, table.end)
    yield from _paragraphs(text, position, section.end)


def _rows(text: str, table: Table) -> Iterator[Block]:
    header = " | ".join(cell for row in table.rows if row.header for cell in row.cells if cell)
    for number, row in enumerate(table.rows):
        start, end = trim(text, row.start, row.end)
        if end > start:
            yield Block(start, end, "" if row.header else header, glued=number > 0)


def _paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    lead = ""
    for line_start, line_end in paragraphs(text, start, end):
        line = text[line_start:line_end]
        if _LIST_MARK.match(line):
            yield Block(line_start, line_end, lead, glued=True)
            continue
        lead = line if line.endswith(":") or _asks(line) else ""
        if line_end - line_start <= 2 * CHUNK_CHARS:
            yield Block(line_start, line_end)
        else:
            yield from _sentences(text, line_start, line_end)


def _asks(line: str) -> bool:
    """Whether a line leads into a list although it lacks the colon: "Det indstilles, at Udvalget"."""
    return len(line) < 160 and line[-1:] not in ".!?" and "indstill" in line.lower()


def _sentences(text: str, start: int, end: int) -> Iterator[Block]:
    """A very long paragraph, cut at sentence ends, or hard where it has none."""
    cuts = [match.end() + start for match in _SENTENCE_END.finditer(text[start:end])]
    position = start
    for cut in [*cuts, end]:
        while cut - position > 2 * CHUNK_CHARS:
            hard = text.rfind(" ", position + CHUNK_CHARS, position + 2 * CHUNK_CHARS)
            hard = hard if hard > position else position + 2 * CHUNK_CHARS
            yield Block(*trim(text, position, hard))
            position = hard
        if cut > position:
            piece = trim(text, position, cut)
            if piece[1] > piece[0]:
                yield Block(*piece)
            position = cut
