"""The source panel: the cited item with its quotes marked, the way to the next one, a link that lasts.

A link names meeting, item and span and carries a check of the quoted words: "meeting:3:120:180:1f2e3d4c".
When the minutes have changed since, the words are looked for in the same item, and the panel says so;
they are never marked where they do not stand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from urllib.parse import quote as percent

from assistant import Assistant
from assistant.cite import display, label
from assistant.page.marked import Mark, item_body
from assistant.types import Citation
from index.errors import StoreError
from index.types import AgendaItem, Meeting, page_at

GONE = "Stedet findes ikke længere: referatet er taget ud eller ændret, siden linket blev lavet."
CHANGED = "Referatet er ændret siden svaret. Ordene står der stadig og er markeret, hvor de står nu."
LOST = "Referatet er ændret siden svaret, og de citerede ord står der ikke længere."


@dataclass(frozen=True, slots=True)
class Place:
    """A span of one item; `check` is `fingerprint` of the words, "" for an unchecked one."""

    meeting_id: str
    ordinal: int | None
    start: int
    end: int
    check: str = ""

    def __str__(self) -> str:
        ordinal = "h" if self.ordinal is None else self.ordinal
        return f"{self.meeting_id}:{ordinal}:{self.start}:{self.end}:{self.check}"


def fingerprint(words: str) -> str:
    """Eight hexadecimal digits of the words, blanks evened."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:8]


def place_of(citation: Citation) -> Place:
    """The place that a citation names."""
    check = fingerprint(citation.quote)
    return Place(citation.meeting_id, citation.ordinal, citation.start, citation.end, check)


def read_place(text: str) -> Place | None:
    """The place that a link names; None for anything else."""
    parts = text.rsplit(":", 4)
    if len(parts) != 5 or len(text) > 400:
        return None
    meeting_id, ordinal, start, end, check = parts
    numbers = [start, end] if ordinal == "h" else [ordinal, start, end]
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in numbers):
        return None
    return Place(meeting_id, None if ordinal == "h" else int(ordinal), int(start), int(end), check)


def item_of(assistant: Assistant, place: Place) -> tuple[Meeting, AgendaItem | None] | None:
    """The place's meeting and item, or None when they are gone or closed."""
    try:
        meeting, item = assistant.item(place.meeting_id, place.ordinal)
    except (StoreError, StopIteration):
        return None
    return None if item is not None and item.closed else (meeting, item)


def found_again(meeting: Meeting, item: AgendaItem | None, place: Place) -> Place | None:
    """Where the quoted words stand now: the same span, another span of the item, or None."""
    low, high = (0, meeting.header_end) if item is None else (item.start, item.end)
    inside = low <= place.start < place.end <= high
    if inside and (not place.check or fingerprint(meeting.text[place.start : place.end]) == place.check):
        return place
    length = place.end - place.start
    if not place.check or not 0 < length < 5000:
        return None
    for start in range(low, high - length + 1):
        # Only where a word begins: a quote never begins inside one.
        if start > low and meeting.text[start - 1].isalnum() and meeting.text[start].isalnum():
            continue
        if fingerprint(meeting.text[start : start + length]) == place.check:
            return replace(place, start=start, end=start + length)
    return None


def panel(assistant: Assistant, citations: Sequence[Citation], number: int, turn: int, today: date) -> str:
    """The panel on citation `number` of an answer, the answer's other quotes in the item marked too."""
    cited = next((citation for citation in citations if citation.number == number), None)
    if cited is None:
        return notice(GONE)
    place = place_of(cited)
    opened = item_of(assistant, place)
    if opened is None:
        return notice(GONE)
    meeting, item = opened
    marks, note = [], ""
    for citation in citations:
        if (citation.meeting_id, citation.ordinal) != (cited.meeting_id, cited.ordinal):
            continue
        now = found_again(meeting, item, place_of(citation))
        active = citation.number == number
        if now:
            marks.append(Mark(now.start, now.end, citation.number, active))
        if active:
            note = LOST if now is None else CHANGED if now.start != citation.start else ""
            place = now or place
    order = [citation.number for citation in citations]
    steps = _steps(order, number, turn)
    return _article(meeting, item, marks, place, today, steps=steps, note=note)


def linked_panel(assistant: Assistant, text: str, today: date) -> str:
    """The panel on the place that a copied link names."""
    place = read_place(text)
    opened = item_of(assistant, place) if place else None
    if place is None or opened is None:
        return notice(GONE)
    meeting, item = opened
    now = found_again(meeting, item, place)
    if now is None:
        return _article(meeting, item, [], place, today, note=LOST)
    moved = CHANGED if now.start != place.start else ""
    return _article(meeting, item, [Mark(now.start, now.end, 1, True)], now, today, note=moved)


def notice(text: str) -> str:
    """A panel that only says something."""
    return f'<p class="ref-notice" role="alert">{escape(text)}</p>'


def _steps(order: Sequence[int], number: int, turn: int) -> str:
    at = order.index(number)

    def step(to: int, words: str, way: str) -> str:
        if not 0 <= to < len(order):
            return f'<button type="button" class="ref-quiet" disabled aria-label="{words}">{way}</button>'
        return (
            f'<button type="button" class="ref-quiet" data-act="source" data-turn="{turn}" '
            f'data-number="{order[to]}" aria-label="{words}">{way}</button>'
        )

    return (
        f'<div class="ref-steps" role="group" aria-label="Citater i svaret">'
        f"{step(at - 1, 'Forrige citat', '‹ Forrige')}"
        f"<span>Citat {at + 1} af {len(order)}</span>"
        f"{step(at + 1, 'Næste citat', 'Næste ›')}</div>"
    )


def _article(
    meeting: Meeting,
    item: AgendaItem | None,
    marks: Sequence[Mark],
    place: Place,
    today: date,
    *,
    steps: str = "",
    note: str = "",
) -> str:
    title = escape(display(item.title)) if item else "Mødets hoved"
    page = page_at(meeting.pages, place.start)
    details = [escape(meeting.source), *([f"side {page}"] if page else []), age(meeting.date, today)]
    ordinal = "" if item is None else item.ordinal
    told = f'<p class="ref-notice" role="status">{escape(note)}</p>' if note else ""
    tools = (
        f'<div class="ref-tools"><button type="button" class="ref-quiet" data-act="copy-link" '
        f'data-link="?kilde={percent(str(place), safe=":")}">Kopiér link</button>'
        f'<button type="button" class="ref-quiet" data-act="meeting" data-meeting="{escape(meeting.id)}" '
        f'data-ordinal="{ordinal}">Vis hele mødet</button>'
        f'<button type="button" class="ref-quiet ref-close" data-act="close-source">Luk</button></div>'
    )
    return (
        f'<article class="ref-item" aria-labelledby="ref-item-title">'
        f'<header><div class="ref-bar">{steps}{tools}</div>{told}'
        f'<p class="ref-where">{escape(label(meeting, item))}</p>'
        f'<h2 id="ref-item-title" tabindex="-1">{title}</h2>'
        f'<p class="ref-hint">{" · ".join(details)}</p></header>'
        f'<div class="ref-minutes" lang="da">{item_body(meeting, item, marks)}</div></article>'
    )


def age(day: date, today: date) -> str:
    """How old a source is: "3 måneder gammelt"."""
    days = (today - day).days
    if days < 0:
        return "fremtidigt møde"
    if days == 0:
        return "fra i dag"
    if days < 60:
        return f"{days} dage gammelt" if days != 1 else "1 dag gammelt"
    if days < 730:
        return f"{round(days / 30.44)} måneder gammelt"
    return f"{days // 365} år gammelt"
