"""The register of meetings as HTML: the list, one meeting with its agenda, one item as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from urllib.parse import quote as percent

from assistant.cite import display
from assistant.outcome import Outcome
from assistant.page.library import MeetingRow, decision_row, holds, searchable, wanted
from assistant.page.marked import CLOSED, item_body
from assistant.page.sources import age
from index.dates import danish_date
from index.types import AgendaItem, Attendance, Meeting

PER_PAGE = 20
_SHOWN_ITEMS = 4


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """What the list is limited to; an empty field does not limit. `found` are meetings that a search
    of the full text gives for `text`, with the ordinals of the items found."""

    text: str = ""
    body: str = ""
    level: str = ""
    since: date | None = None
    until: date | None = None


def chosen(
    rows: Sequence[MeetingRow], limit: MeetingFilter, found: dict[str, set[int]] | None = None
) -> list[MeetingRow]:
    """The meetings that a filter lets through: the free text may stand in title, body, agenda or names,
    or the meeting is among those `found` by searching the minutes' full text."""
    sought = wanted(limit.text)
    return [
        row
        for row in rows
        if (not limit.body or row.body == limit.body)
        and (not limit.level or row.level == limit.level)
        and (limit.since is None or row.date >= limit.since)
        and (limit.until is None or row.date <= limit.until)
        and (not limit.text.strip() or (sought and holds(row.words, sought)) or row.id in (found or {}))
    ]


def list_html(
    rows: Sequence[MeetingRow], limit: MeetingFilter, found: dict[str, set[int]], page: int, today: date
) -> str:
    """One page of the list, with the way to the others."""
    if not rows:
        return (
            '<div class="ref-empty" role="status"><p><strong>Ingen møder passer.</strong></p>'
            "<p>Prøv færre ord, et andet forum eller en længere periode.</p></div>"
        )
    pages = -(-len(rows) // PER_PAGE)
    page = min(max(page, 0), pages - 1)
    shown = rows[page * PER_PAGE : (page + 1) * PER_PAGE]
    sought = wanted(limit.text)
    cards = "".join(_card(row, sought, found.get(row.id, set()), today) for row in shown)
    many = "1 møde" if len(rows) == 1 else f"{len(rows)} møder"
    return (
        f'<p class="ref-count" role="status">{many}</p><ul class="ref-cards">{cards}</ul>'
        f"{pager(page, pages, 'meetings-page')}"
    )


def _card(row: MeetingRow, sought: Sequence[tuple[str, str]], found: set[int], today: date) -> str:
    items = [
        item
        for item in row.items
        if item.ordinal in found or (sought and holds(searchable(item.title), sought))
    ][:_SHOWN_ITEMS]
    hits = "".join(
        f"<li>{_button(row.id, item.ordinal, _numbered(item.number, item.title))}</li>" for item in items
    )
    listed = f'<ul class="ref-hits">{hits}</ul>' if hits else ""
    decided = len(row.decisions)
    counts = f"{len(row.items)} punkter" + (f" · {decided} med beslutning" if decided else "")
    return (
        f'<li class="ref-card"><div class="ref-card-date">{danish_date(row.date)}'
        f'<span class="ref-age">{age(row.date, today)}</span></div>'
        f'<div class="ref-card-body"><h3>{_button(row.id, None, row.body)}</h3>'
        f'<p class="ref-hint">{escape(_organisation(row))}{counts}</p>{listed}</div></li>'
    )


def _organisation(row: MeetingRow) -> str:
    named = row.organisation and row.organisation not in row.body
    return f"{row.organisation} · " if named else ""


def _button(meeting_id: str, ordinal: int | None, words: str) -> str:
    item = "" if ordinal is None else ordinal
    return (
        f'<button type="button" class="ref-link" data-act="meeting" data-meeting="{escape(meeting_id)}" '
        f'data-ordinal="{item}">{escape(words)}</button>'
    )


def _numbered(number: int | None, title: str) -> str:
    return title if number is None else f"{number}. {title}"


def pager(page: int, pages: int, act: str) -> str:
    """Buttons to the previous and the next page; "" for a single one."""
    if pages < 2:
        return ""

    def step(to: int, words: str) -> str:
        off = "" if 0 <= to < pages else " disabled"
        return (
            f'<button type="button" class="ref-quiet" data-act="{act}" data-page="{to}"{off}>{words}</button>'
        )

    return (
        f'<nav class="ref-pager" aria-label="Sider">{step(page - 1, "‹ Forrige")}'
        f"<span>Side {page + 1} af {pages}</span>{step(page + 1, 'Næste ›')}</nav>"
    )


def chips(outcomes: Sequence[Outcome]) -> str:
    """Outcomes as small labels."""
    return " ".join(
        f'<span class="ref-chip ref-chip-{outcome.name.lower()}">{escape(outcome.value)}</span>'
        for outcome in outcomes
    )


def meeting_html(meeting: Meeting, today: date) -> str:
    """One meeting: facts, agenda with what was decided, people, attachments."""
    facts = [
        ("Tid", _time(meeting)),
        ("Sted", display(meeting.place) if meeting.place else ""),
        ("Kilde", meeting.source),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    agenda = "".join(_agenda_line(meeting, item) for item in meeting.items)
    organisation = (
        f'<p class="ref-where">{escape(meeting.organisation)}</p>'
        if meeting.organisation and meeting.organisation not in meeting.body
        else ""
    )
    return (
        f'<article class="ref-view" data-url="{_url(meeting.id, None)}">'
        f'<nav class="ref-crumbs" aria-label="Sti"><button type="button" class="ref-link" '
        f'data-act="meetings">‹ Alle møder</button></nav>'
        f'<header>{organisation}<h2 tabindex="-1" class="ref-focus">{escape(meeting.body)}</h2>'
        f'<p class="ref-lead">{danish_date(meeting.date)} <span class="ref-age">{age(meeting.date, today)}'
        f"</span></p></header>"
        f'<dl class="ref-facts">{listed}</dl>'
        f'<div class="ref-columns"><section><h3>Dagsorden og beslutninger</h3>'
        f'<ol class="ref-agenda">{agenda or "<li>Der er ingen punkter.</li>"}</ol></section>'
        f"<aside>{_people(meeting)}{_attachments(meeting)}</aside></div></article>"
    )


def _time(meeting: Meeting) -> str:
    if not meeting.start_time:
        return ""
    return f"kl. {meeting.start_time}" + (f"–{meeting.end_time}" if meeting.end_time else "")


def _url(meeting_id: str, item: AgendaItem | None) -> str:
    query = f"?moede={percent(meeting_id, safe='')}"
    return query if item is None else f"{query}&amp;punkt={item.ordinal}"


def _agenda_line(meeting: Meeting, item: AgendaItem) -> str:
    number = "" if item.number is None else f'<span class="ref-number">{item.number}</span>'
    title = _button(meeting.id, item.ordinal, display(item.title))
    if item.closed:
        return f'<li>{number}<div>{title} <span class="ref-chip">lukket punkt</span></div></li>'
    row = decision_row(meeting, item)
    decided = f'{chips(row.outcomes)}<p class="ref-decision">{escape(_short(row.text))}</p>' if row else ""
    return f"<li>{number}<div>{title} {decided}</div></li>"


def _short(text: str, longest: int = 320) -> str:
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0] + " …"


_GROUPS = (("deltager", "Deltagere"), ("afbud", "Afbud"), ("fraværende", "Fraværende"))


def _people(meeting: Meeting) -> str:
    parts = []
    for status, heading in _GROUPS:
        people = {p.name: p for p in reversed(meeting.attendance) if p.status == status}
        if people:
            lines = "".join(f"<li>{_person(person)}</li>" for person in reversed(people.values()))
            parts.append(f'<h3>{heading}</h3><ul class="ref-people">{lines}</ul>')
    return "".join(parts)


def _person(person: Attendance) -> str:
    details = ", ".join(part for part in (person.role, person.organisation) if part)
    chair = ' <span class="ref-chip">ordstyrer</span>' if person.chair else ""
    more = f' <span class="ref-age">{escape(details)}</span>' if details else ""
    return f"{escape(person.name)}{more}{chair}"


def _attachments(meeting: Meeting) -> str:
    lines = "".join(
        f'<li>{escape(display(entry.title))} <span class="ref-age">'
        f"{'punkt ' + str(item.number) if item.number is not None else escape(display(item.title))}</span></li>"
        for item in meeting.items
        if not item.closed
        for entry in item.attachments
    )
    return f'<h3>Bilag</h3><ul class="ref-people">{lines}</ul>' if lines else ""


def item_html(meeting: Meeting, item: AgendaItem, today: date) -> str:
    """One item as it stands in the minutes, with the way to its neighbours."""
    neighbours = {other.ordinal: other for other in meeting.items}

    def step(ordinal: int, words: str) -> str:
        other = neighbours.get(ordinal)
        return _button(meeting.id, ordinal, words) if other else ""

    number = "" if item.number is None else f"Punkt {item.number} · "
    case = f" · sag {escape(item.case_id)}" if item.case_id and not item.closed else ""
    body = CLOSED if item.closed else item_body(meeting, item)
    return (
        f'<article class="ref-view" data-url="{_url(meeting.id, item)}">'
        f'<nav class="ref-crumbs" aria-label="Sti"><button type="button" class="ref-link" '
        f'data-act="meetings">Alle møder</button> › {_button(meeting.id, None, meeting.body)}</nav>'
        f'<header><p class="ref-where">{number}{escape(meeting.body)}, {danish_date(meeting.date)}{case}</p>'
        f'<h2 tabindex="-1" class="ref-focus">{escape(display(item.title))}</h2>'
        f'<p class="ref-hint">{escape(meeting.source)} · {age(meeting.date, today)}</p></header>'
        f'<div class="ref-minutes">{body}</div>'
        f'<nav class="ref-pager" aria-label="Punkter">{step(item.ordinal - 1, "‹ Forrige punkt")}'
        f"{step(item.ordinal + 1, 'Næste punkt ›')}</nav></article>"
    )
