"""What the registers list: meetings, items and decisions as rows, read once for each change of the store."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

from assistant import Assistant
from assistant.cite import display
from assistant.decided import outcomes
from assistant.outcome import Outcome, is_bare
from index.catalogue_rows import Entry
from index.danish import content_words, stem, unfold
from index.dates import find_dates, find_periods
from index.errors import MinutesError, UnknownMeetingError
from index.lines import trim
from index.paragraphs import paragraphs
from index.types import AgendaItem, Meeting


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One agenda item in a list."""

    ordinal: int
    number: int | None
    title: str
    closed: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision as it stands; `proposal` is the recommendation that a bare "Godkendt." approves.

    `outcomes` are what its sentences say came of the item, the deciding ones first; `start:end` is the
    span of the decision's text in the meeting, `words` what a free text is looked for in.
    """

    meeting_id: str
    ordinal: int
    date: date
    body: str
    number: int | None
    title: str
    outcomes: tuple[Outcome, ...]
    text: str
    proposal: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in the register; `words` is what a free text is looked for in."""

    id: str
    date: date
    body: str
    organisation: str
    level: str
    source: str
    items: tuple[ItemRow, ...]
    decisions: tuple[DecisionRow, ...]
    words: str


class Library:
    """The rows of one store, kept until the store changes. Safe to share between threads."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._rows: dict[tuple[str, int], MeetingRow] = {}
        self._listed: tuple[int, list[MeetingRow]] = (-1, [])
        self._lock = Lock()

    def entries(self) -> list[Entry]:
        """The meetings that count, newest first, without their texts."""
        return self._assistant.store.catalogue.entries(superseded=False)

    def meetings(self) -> list[MeetingRow]:
        """The meetings that count, newest first."""
        catalogue = self._assistant.store.catalogue
        with self._lock:
            generation = catalogue.generation()
            if generation != self._listed[0]:
                rows = {}
                for entry in self.entries():
                    key = (entry.id, entry.generation)
                    try:
                        rows[key] = self._rows.get(key) or meeting_row(catalogue.meeting(entry.id))
                    except UnknownMeetingError:  # taken out by another process meanwhile
                        continue
                self._rows = rows
                self._listed = (generation, list(rows.values()))
            return self._listed[1]

    def decisions(self) -> list[DecisionRow]:
        """All decisions, newest meeting first, in the order of the agenda."""
        return [decision for meeting in self.meetings() for decision in meeting.decisions]


def meeting_row(meeting: Meeting) -> MeetingRow:
    """The row of one meeting."""
    decisions = tuple(row for item in meeting.items if (row := decision_row(meeting, item)))
    items = tuple(
        ItemRow(item.ordinal, item.number, display(item.title), item.closed) for item in meeting.items
    )
    people = " ".join(person.name for person in meeting.attendance)
    titles = " ".join(item.title for item in items)
    words = searchable(f"{meeting.body} {meeting.organisation} {meeting.source} {titles} {people}")
    return MeetingRow(
        meeting.id,
        meeting.date,
        meeting.body,
        meeting.organisation,
        meeting.level,
        meeting.source,
        items,
        decisions,
        words,
    )


def decision_row(meeting: Meeting, item: AgendaItem) -> DecisionRow | None:
    """What an item decided, or None: closed, no such section, or nothing in it."""
    spans = [trim(meeting.text, s.body, s.end) for s in item.sections if s.kind == "beslutning"]
    spans = [(start, end) for start, end in spans if re.search(r"\w", meeting.text[start:end])]
    if item.closed or not spans:
        return None
    text = " ".join(_shown(meeting.text, start, end) for start, end in spans)
    proposal = ""
    if is_bare(text):
        proposal = " ".join(
            _shown(meeting.text, s.body, s.end) for s in item.sections if s.kind == "indstilling"
        )
    title = display(item.title)
    return DecisionRow(
        meeting.id,
        item.ordinal,
        meeting.date,
        meeting.body,
        item.number,
        title,
        tuple(outcomes(meeting, item)) or (Outcome.OTHER,),
        text,
        proposal,
        spans[0][0],
        spans[0][1],
        searchable(f"{title} {text} {proposal} {meeting.body}"),
    )


def _shown(text: str, start: int, end: int) -> str:
    return " ".join(display(text[s:e]) for s, e in paragraphs(text, start, end))


def searchable(text: str) -> str:
    """A text as `holds` looks in it: folded, and followed by the stems of its words."""
    return f"{unfold(text)} {' '.join({stem(word) for word in content_words(text)})}"


def wanted(text: str | None) -> list[tuple[str, str]]:
    """The words of a free text, each folded and as its stem."""
    return [(unfold(word), stem(word)) for word in content_words((text or "")[:200])]


def holds(words: str, sought: Sequence[tuple[str, str]]) -> bool:
    """Whether folded words hold every sought one, as written or as its stem."""
    return all(word in words or root in words for word, root in sought)


def read_period(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """A period as typed: "2023", "oktober 2023", "24-10-2023", "2023-10-24". Raises MinutesError."""
    first, last = _bounds(since), _bounds(until)
    start, end = first[0] if first else None, last[1] if last else None
    if start and end and start > end:
        raise MinutesError("Perioden slutter, før den begynder. Byt om på de to datoer.")
    return start, end


def _bounds(text: str | None) -> tuple[date, date] | None:
    text = (text or "").strip()
    if not text:
        return None
    days = [found for found in find_dates(text) if found.year]
    if len(days) == 1 and days[0].year:
        day = date(days[0].year, days[0].month, days[0].day)
        return day, day
    periods = find_periods(text)
    if len(periods) == 1 and periods[0].since and periods[0].until:
        return periods[0].since, periods[0].until
    raise MinutesError(f"»{text[:40]}« er ikke en dato. Skriv fx 2024, oktober 2024 eller 24-10-2024.")
