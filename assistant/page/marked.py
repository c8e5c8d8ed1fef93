"""Minutes as HTML: every word escaped, sections with their headings, tables as tables, quotes marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from index.paragraphs import paragraphs
from index.types import AgendaItem, Meeting, Section, Table, page_at

CLOSED = '<p class="ref-closed">Punktet er lukket. Kun nummer og titel vises.</p>'


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a meeting's text to be marked; `number` is the citation's, `active` the one looked at."""

    start: int
    end: int
    number: int
    active: bool = False


def item_body(meeting: Meeting, item: AgendaItem | None, marks: Sequence[Mark] = ()) -> str:
    """An item's text (the header's for None), section by section; nothing of a closed item."""
    marks = sorted(marks, key=lambda mark: (mark.start, mark.end))
    if item is None:
        return f"<section>{_span(meeting.text, 0, meeting.header_end, marks)}</section>"
    if item.closed:
        return CLOSED
    body = "".join(_section(meeting, item, section, marks) for section in item.sections)
    return body or '<p class="ref-hint">Der står ikke mere under punktet.</p>'


def _section(meeting: Meeting, item: AgendaItem, section: Section, marks: Sequence[Mark]) -> str:
    inner, position = [], section.body
    for table in sorted(item.tables, key=lambda t: t.start):
        if section.body <= table.start < section.end:
            inner.append(_span(meeting.text, position, table.start, marks))
            inner.append(_table(table, marks))
            position = max(position, table.end)
    inner.append(_span(meeting.text, position, section.end, marks))
    # A quote may take in its own heading line; then the heading is marked too.
    heading = _marked(meeting.text, section.start, section.body, marks, section.heading)
    page = page_at(meeting.pages, section.body)
    paged = f' data-page="{page}"' if page else ""
    kind = ' class="ref-decided"' if section.kind == "beslutning" else ""
    title = f"<h3>{heading}</h3>" if section.heading else ""
    text = "".join(inner)
    return f"<section{paged}{kind}>{title}{text}</section>" if title or text else ""


def _span(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    return "".join(f"<p>{_marked(text, s, e, marks)}</p>" for s, e in paragraphs(text, start, end))


def _marked(text: str, start: int, end: int, marks: Sequence[Mark], shown: str | None = None) -> str:
    """`text[start:end]` with its marks; `shown` stands for it where a heading is shown without marks."""
    if shown is not None:
        hit = next((m for m in marks if m.start <= start and m.end > start), None)
        return f"<mark{_name(hit)}>{escape(inline(shown))}</mark>" if hit else escape(inline(shown))
    html, position = [], start
    for mark in marks:
        left, right = max(mark.start, position), min(mark.end, end)
        if left >= right:
            continue
        html.append(escape(inline(text[position:left])))
        html.append(f"<mark{_name(mark)}>{escape(inline(text[left:right]))}</mark>")
        position = right
    html.append(escape(inline(text[position:end])))
    return "".join(html)


def _name(mark: Mark) -> str:
    active = ' class="ref-active"' if mark.active else ""
    return f'{active} data-citat="{mark.number}"'


def inline(text: str) -> str:
    """A piece of a line without markdown marks; outer blanks kept."""
    return re.sub(r"\*\*|(?<!\w)[*_]|[*_](?!\w)", "", text).replace("\t", " – ")


def _table(table: Table, marks: Sequence[Mark]) -> str:
    rows = []
    for row in table.rows:
        tag, scope = ("th", ' scope="col"') if row.header else ("td", "")
        hits = [mark for mark in marks if mark.start < row.end and row.start < mark.end]
        hit = next((mark for mark in hits if mark.active), hits[0] if hits else None)
        cells = "".join(f"<{tag}{scope}>{escape(cell)}</{tag}>" for cell in row.cells)
        state = "ref-hit ref-active" if hit and hit.active else "ref-hit"
        found = f' class="{state}" data-citat="{hit.number}"' if hit else ""
        rows.append(f"<tr{found}>{cells}</tr>")
    # A wide table scrolls by itself; it can be reached and scrolled with the keyboard.
    return (
        '<div class="ref-table" tabindex="0" role="region" aria-label="Tabel">'
        f"<table>{''.join(rows)}</table></div>"
    )
