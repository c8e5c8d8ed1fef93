"""The data that flows through the index: frozen, slotted, and nothing else.

All positions are character offsets into `Meeting.text`, the text extracted from the source file;
`start` is inclusive and `end` exclusive, so `text[start:end]` is the thing itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """A source file as text.

    `text` keeps the order and the lines of the source; only line ends are normalised to "\\n".
    `pages` holds the offset at which each page begins (PDF), or is empty.
    `digest` is the SHA-256 of the file's bytes, in hexadecimal.
    """

    source: str
    text: str
    digest: str
    pages: tuple[int, ...] = ()

    def page_at(self, position: int) -> int | None:
        """The page number (from 1) that holds `position`, or None for a source without pages."""
        return page_at(self.pages, position)


def page_at(pages: tuple[int, ...], position: int) -> int | None:
    """The page number (from 1) that holds `position`; None where there are no pages."""
    if not pages:
        return None
    return sum(1 for start in pages if start <= position) or 1


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document listed under an item; `doc_id` as written after "DokID:", without the label."""

    title: str
    start: int
    end: int
    doc_id: str | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person on a list of participants or absentees.

    `status` is "deltager", "afbud" (sent apologies) or "fraværende" (absent).
    `group` is the heading the person stands under ("Fra kommunerne", "Sekretariat"), or "".
    `item` is the number of the item that holds the line, None for the meeting's header.
    """

    name: str
    status: str
    start: int
    end: int
    role: str = ""
    organisation: str = ""
    group: str = ""
    chair: bool = False
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One table row; `cells` are cleaned for display, empty cells kept."""

    cells: tuple[str, ...]
    start: int
    end: int
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table in an item, rows in source order."""

    rows: tuple[Row, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an item under one heading.

    `kind` is one of SECTION_KINDS; `heading` is the heading as written, without marks, or "" for
    text that stands before any heading. The sections of an item follow each other without a gap:
    the first starts where the item's heading line ends, the last ends where the item ends.
    `body` is the offset at which the text after the heading begins.
    """

    kind: str
    heading: str
    start: int
    body: int
    end: int


SECTION_KINDS = (
    "deltagere",
    "resumé",
    "sagsfremstilling",
    "økonomi",
    "lovgrundlag",
    "tidsplan",
    "kommunikation",
    "konsekvenser",
    "høring",
    "indstilling",
    "beslutning",
    "tidligere beslutninger",
    "sagsgang",
    "fraværende",
    "bilag",
    "stamdata",
    "tekst",
)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One agenda item.

    `number` is the number after "Punkt" (None for an un-numbered pause); `ordinal` is the item's
    place in the minutes, from 0, and is unique where `number` is not. `title` is the heading
    without number and marks, otherwise as written. `kind` is one of ITEM_KINDS. The span
    `start:end` begins at the heading and ends where the next item begins.
    """

    ordinal: int
    number: int | None
    title: str
    kind: str
    start: int
    end: int
    sections: tuple[Section, ...]
    closed: bool = False
    case_id: str | None = None
    doc_id: str | None = None
    attachments: tuple[Attachment, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """What the catalogue knows of one item without reading the minutes."""

    meeting_id: str
    ordinal: int
    number: int | None
    title: str
    kind: str
    closed: bool
    case_id: str | None


ITEM_KINDS = (
    "beslutning",
    "drøftelse",
    "orientering",
    "skriftlig orientering",
    "godkendelse",
    "temadrøftelse",
    "eventuelt",
    "pause",
    "deltagere",
    "andet",
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting's minutes.

    `id` is a slug of body, date and start time; two minutes with the same id are versions of the
    same meeting. `organisation` is the municipality, region or cluster ("Greve Kommune"), "" where
    the minutes do not say. `level` is one of LEVELS. `start_time` and `end_time` are "HH:MM" or
    None. `header_end` is where the header (title, date, place, table of contents) ends and the
    first item begins; `date_span` and `place_span` are the header lines that state them, or None.
    """

    id: str
    source: str
    digest: str
    body: str
    level: str
    date: date
    text: str
    items: tuple[AgendaItem, ...]
    header_end: int
    title: str = ""
    organisation: str = ""
    start_time: str | None = None
    end_time: str | None = None
    place: str | None = None
    date_span: tuple[int, int] | None = None
    place_span: tuple[int, int] | None = None
    attendance: tuple[Attendance, ...] = ()
    pages: tuple[int, ...] = ()


LEVELS = (
    "politisk",
    "fagligt strategisk",
    "direktørforum",
    "koordinerende",
    "udvalg",
    "økonomiudvalg",
    "byråd",
    "regionsråd",
    "andet",
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A searchable piece of one section of one item.

    `id` is "meeting/ordinal/n" ("meeting/h/0" for the header); `text` is exactly
    `Meeting.text[start:end]`; `context` is what is prefixed for search only (body, date, title,
    section heading, the table header or the lead-in of a list), never shown as the source's words.
    """

    id: str
    meeting_id: str
    ordinal: int | None
    item: int | None
    section: str
    heading: str
    text: str
    start: int
    end: int
    context: str = ""


@dataclass(frozen=True, slots=True)
class PlacedChunk:
    """A chunk with the `title` of its item ("" for the header) and the `source` file of its meeting."""

    chunk: Chunk
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a model wrote about one item so that everyday words find it: searched, never shown as a source.

    `digest` is that of the item's public text when it was written; `model` names who wrote it.
    """

    ordinal: int
    summary: str
    questions: tuple[str, ...]
    model: str
    digest: str

    @property
    def text(self) -> str:
        """All of it, a line each."""
        return "\n".join((self.summary, *self.questions))


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to; an empty field does not limit.

    `bodies` match a meeting's body by normalised containment ("Byråd", "sundhedsklynge midt");
    `since` and `until` are inclusive; `sections` are section kinds; `items` are item numbers; `case_ids` are
    case numbers as written. `superseded` lets earlier versions of corrected minutes through, which are
    left out otherwise.
    """

    bodies: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    meetings: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    items: tuple[int, ...] = ()
    case_ids: tuple[str, ...] = ()
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A search result: a piece of one item, word for word.

    `text` is exactly the source's `text[start:end]`; `item` is None for the meeting's header;
    `page` is None for sources without pages; `parts` holds the score's components for tracing.
    """

    text: str
    score: float
    body: str
    date: date
    item: int | None
    item_title: str
    section: str
    source: str
    start: int
    end: int
    meeting_id: str
    ordinal: int | None
    heading: str = ""
    page: int | None = None
    parts: dict[str, float] = field(default_factory=dict)
