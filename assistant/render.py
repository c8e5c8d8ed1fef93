"""Answers and items as HTML for the page: every word of the minutes escaped, every quote markable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape

from assistant.cite import display, label
from assistant.sentences import lines
from assistant.types import Answer, Citation, Status
from index.types import AgendaItem, Meeting, Section, Table, page_at

STATUS_WORDS = {
    Status.ANSWERED: "Besvaret",
    Status.NEAREST: "Nærmeste steder",
    Status.NOT_FOUND: "Ikke i referaterne",
}
_CITED = re.compile(r"\[(\d+)\]")


def answer_html(answer: Answer, turn: int, today: date) -> str:
    """An answer with its status, its citations as links to marks in the source panel, and their list.

    Citation n of turn t links to "#kilde-t-n".
    """
    status = escape(STATUS_WORDS[answer.status])
    parts = [f'<p class="ref-status ref-{answer.status}">{status}</p>', _body(answer.text, turn)]
    if answer.citations:
        entries = "".join(
            f'<li value="{c.number}"><a href="#kilde-{turn}-{c.number}">{escape(c.label)}</a> '
            f'<span class="ref-age">{escape(where(c))} · {age(c.date, today)}</span></li>'
            for c in answer.citations
        )
        parts.append(f'<details class="ref-sources"><summary>Kilder</summary><ol>{entries}</ol></details>')
    return "".join(parts)


def where(citation: Citation) -> str:
    """The section, and the page for sources that have pages: "beslutning, side 4"."""
    return f"{citation.section}, side {citation.page}" if citation.page else citation.section


def age(day: date, today: date) -> str:
    """How old a source is: "3 måneder gammelt"."""
    days = (today - day).days
    if days < 0:
        return "fremtidigt møde"
    if days < 60:
        return f"{days} dage gammelt" if days != 1 else "1 dag gammelt"
    if days < 730:
        return f"{round(days / 30.44)} måneder gammelt"
    return f"{days // 365} år gammelt"


def _body(text: str, turn: int) -> str:
    def link(match: re.Match[str]) -> str:
        number = match[1]
        return (
            f'<a class="ref-cite" href="#kilde-{turn}-{number}" aria-label="Vis kilde {number}">{number}</a>'
        )

    html, in_list = [], False
    for line in text.split("\n"):
        if not line.strip():
            continue
        is_line = line.startswith("- ")
        if is_line != in_list:
            html.append("<ul>" if is_line else "</ul>")
            in_list = is_line
        words = _CITED.sub(link, escape(line.removeprefix("- ")))
        html.append(f"<li>{words}</li>" if is_line else f"<p>{words}</p>")
    return "".join(html) + ("</ul>" if in_list else "")


def sources_html(answer: Answer, turn: int, items: Sequence[tuple[Meeting, AgendaItem | None]]) -> str:
    """The cited items, one article each, hidden until a citation opens one; `items` go with
    `answer.citations` one to one."""
    articles: dict[tuple[str, int | None], tuple[Meeting, AgendaItem | None, list[Citation]]] = {}
    for citation, (meeting, item) in zip(answer.citations, items, strict=True):
        articles.setdefault((citation.meeting_id, citation.ordinal), (meeting, item, []))[2].append(citation)
    return "".join(item_html(meeting, item, cited, turn) for meeting, item, cited in articles.values())


def item_html(
    meeting: Meeting, item: AgendaItem | None, cited: Sequence[Citation], turn: int, *, hidden: bool = True
) -> str:
    """One item (or the header) as it stands in the minutes, the cited spans marked."""
    marks = sorted((c.start, c.end, f"kilde-{turn}-{c.number}") for c in cited)
    title = escape(display(item.title)) if item else "Mødets hoved"
    head = (
        f'<header><h3 tabindex="-1">{title}</h3><p class="ref-where">{escape(label(meeting, item))}'
        f" · {escape(meeting.source)}</p></header>"
    )
    if item is None:
        body = _span(meeting.text, 0, meeting.header_end, marks)
    elif item.closed:
        body = '<p class="ref-closed">Punktet er lukket. Kun nummer og titel vises.</p>'
    else:
        body = "".join(_section(meeting, item, section, marks) for section in item.sections)
    state = " hidden" if hidden else ""
    return f'<article class="ref-item"{state}>{head}{body}</article>'


def _section(meeting: Meeting, item: AgendaItem, section: Section, marks: list[tuple[int, int, str]]) -> str:
    inner, position = [], section.body
    for table in sorted(item.tables, key=lambda t: t.start):
        if section.body <= table.start < section.end:
            inner.append(_span(meeting.text, position, table.start, marks))
            inner.append(_table(table, marks))
            position = max(position, table.end)
    inner.append(_span(meeting.text, position, section.end, marks))
    heading = f"<h4>{escape(section.heading)}</h4>" if section.heading else ""
    page = page_at(meeting.pages, section.body)
    paged = f' data-page="{page}"' if page else ""
    return f"<section{paged}>{heading}{''.join(inner)}</section>"


def _span(text: str, start: int, end: int, marks: list[tuple[int, int, str]]) -> str:
    return "".join(f"<p>{_marked(text, s, e, marks)}</p>" for s, e in lines(text, start, end))


def _marked(text: str, start: int, end: int, marks: list[tuple[int, int, str]]) -> str:
    html, position = [], start
    for mark_start, mark_end, name in marks:
        left, right = max(mark_start, position), min(mark_end, end)
        if left >= right:
            continue
        html.append(escape(display_inline(text[position:left])))
        first = f' id="{name}"' if left == mark_start else ""
        html.append(f'<mark{first} data-kilde="{name}">{escape(display_inline(text[left:right]))}</mark>')
        position = right
    html.append(escape(display_inline(text[position:end])))
    return "".join(html)


def display_inline(text: str) -> str:
    """A piece of a line without markdown marks; outer blanks kept."""
    return re.sub(r"\*\*|(?<!\w)[*_]|[*_](?!\w)", "", text).replace("\t", " – ")


def _table(table: Table, marks: list[tuple[int, int, str]]) -> str:
    rows = []
    for row in table.rows:
        tag = "th" if row.header else "td"
        hit = next((m for m in marks if m[0] < row.end and row.start < m[1]), None)
        cells = "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row.cells)
        found = f' class="ref-hit" id="{hit[2]}" data-kilde="{hit[2]}"' if hit else ""
        rows.append(f"<tr{found}>{cells}</tr>")
    return f'<div class="ref-table"><table>{"".join(rows)}</table></div>'
