"""The register's screen: filters and list, or the meeting or item that was opened; links to each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import gradio as gr

from assistant import Filters, MinutesError
from assistant.page.events import QUIET, number_of, text_of
from assistant.page.library import read_period
from assistant.page.meetings import MeetingFilter, chosen, item_html, list_html, meeting_html
from assistant.page.sources import notice
from index.types import LEVELS

if TYPE_CHECKING:
    from assistant.page.blocks import Parts

ALL_BODIES, ALL_LEVELS = "Alle fora", "Alle niveauer"
_SEARCHED = 40  # passages of the full text that a free text is looked for in
_GONE = "Mødet findes ikke længere i lageret."


def build(parts: Parts, bridge: gr.HTML, tabs: gr.Tabs, page: gr.Blocks) -> None:
    """The register inside the open tab, wired; opens what a link names when the page loads."""
    with gr.Column(elem_id="ref-meetings") as register:
        gr.HTML("<h2>Møder</h2>", apply_default_css=False)
        with gr.Row(elem_classes="ref-filters"):
            text = gr.Textbox(
                label="Søg i møder", placeholder="Emne, punkt eller person", max_length=200, scale=3
            )
            body = gr.Dropdown([ALL_BODIES, *_bodies(parts)], value=ALL_BODIES, label="Forum", scale=2)
            level = gr.Dropdown([ALL_LEVELS, *LEVELS], value=ALL_LEVELS, label="Niveau", min_width=140)
            since = gr.Textbox(label="Fra", placeholder="fx 2023", max_length=40, min_width=100)
            until = gr.Textbox(label="Til", placeholder="fx maj 2024", max_length=40, min_width=100)
            search = gr.Button("Vis", variant="primary", min_width=80, elem_classes="ref-go")
        listed = gr.HTML(_waiting(), elem_id="ref-meeting-list", apply_default_css=False)
    view = gr.HTML(
        "",
        visible=False,
        elem_id="ref-view",
        apply_default_css=False,
        js_on_load="window.refViewShown(element); watch('value', () => window.refViewShown(element))",
    )
    limits = [text, body, level, since, until]

    def show(*values: str) -> str:
        return _list(parts, values, 0)

    def to_page(text: str, body: str, level: str, since: str, until: str, event: gr.EventData) -> str:
        return _list(parts, (text, body, level, since, until), number_of(event, "page"))

    def opened(event: gr.EventData) -> tuple[Any, ...]:
        return _opened(parts, text_of(event, "meeting"), text_of(event, "ordinal"))

    def back() -> tuple[Any, ...]:
        return gr.skip(), gr.update(visible=True), gr.update(visible=False, value="")

    def routed(event: gr.EventData) -> tuple[Any, ...]:
        return _route(parts, text_of(event, "query"))

    def linked(request: gr.Request) -> tuple[Any, ...]:
        return _route(parts, str(request.query_params))

    gr.on(
        [text.submit, since.submit, until.submit, search.click, body.input, level.input],
        show,
        limits,
        listed,
        **QUIET,
    )
    page.load(show, limits, listed, **QUIET)
    page.load(linked, None, [tabs, register, view], **QUIET)
    getattr(bridge, "meetings-page")(to_page, limits, listed, **QUIET).then(
        None, None, None, js="() => window.refTop('ref-meeting-list')", api_visibility="private"
    )
    bridge.meeting(opened, None, [tabs, register, view], **QUIET)
    bridge.meetings(back, None, [tabs, register, view], **QUIET)
    bridge.route(routed, None, [tabs, register, view], **QUIET)


def _bodies(parts: Parts) -> list[str]:
    return sorted({entry.body for entry in parts.library.entries()})


def _waiting() -> str:
    return '<p class="ref-hint" role="status">Henter møderne …</p>'


def _list(parts: Parts, values: tuple[str, ...], page: int) -> str:
    text, body, level, since, until = (value or "" for value in values)
    try:
        first, last = read_period(since, until)
        limit = MeetingFilter(
            text[:200],
            "" if body == ALL_BODIES else body,
            "" if level == ALL_LEVELS else level,
            first,
            last,
        )
        found = _found(parts, limit.text)
        rows = chosen(parts.library.meetings(), limit, found)
    except MinutesError as error:
        return notice(str(error))
    return list_html(rows, limit, found, page, date.today())


def _found(parts: Parts, text: str) -> dict[str, set[int]]:
    """Items whose text holds what is looked for, by meeting; one word alone must stand there itself."""
    if not text.strip():
        return {}
    found: dict[str, set[int]] = {}
    for passage in parts.assistant.search(text, _SEARCHED, Filters()):
        if passage.ordinal is not None and passage.parts.get("coverage", 0.0) > 0:
            found.setdefault(passage.meeting_id, set()).add(passage.ordinal)
    return found


def _opened(parts: Parts, meeting_id: str, ordinal: str) -> tuple[Any, ...]:
    """Values of (tabs, register, view) for a meeting or, with digits, one of its items."""
    try:
        place = int(ordinal) if ordinal.isascii() and ordinal.isdigit() else None
        meeting, item = parts.assistant.item(meeting_id, place)
    except (MinutesError, StopIteration):
        html = f'<div class="ref-view">{notice(_GONE)}<button type="button" class="ref-link" data-act="meetings">‹ Alle møder</button></div>'
    else:
        today = date.today()
        html = meeting_html(meeting, today) if item is None else item_html(meeting, item, today)
    return gr.Tabs(selected="meetings"), gr.update(visible=False), gr.update(visible=True, value=html)


def _route(parts: Parts, query: str) -> tuple[Any, ...]:
    """What an address of the page opens: "?moede=ID&punkt=3"; the list for one that names no meeting."""
    named: Mapping[str, list[str]] = parse_qs(query.lstrip("?")[:1000])
    if "moede" in named:
        return _opened(parts, named["moede"][0], named.get("punkt", [""])[0])
    return gr.skip(), gr.update(visible=True), gr.update(visible=False, value="")
