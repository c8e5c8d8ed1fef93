"""The decisions' screen: filters, the line of time for a topic, the table, the CSV file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant import MinutesError
from assistant.outcome import Outcome
from assistant.page.decisions import (
    COLUMNS,
    DecisionFilter,
    as_csv,
    chosen,
    table_html,
    timeline_html,
)
from assistant.page.events import QUIET, as_download, number_of, text_of
from assistant.page.library import read_period
from assistant.page.sources import notice

if TYPE_CHECKING:
    from assistant.page.blocks import Parts

ALL_BODIES, ALL_OUTCOMES = "Alle fora", "Alle udfald"


def build(parts: Parts, bridge: gr.HTML, download: gr.Textbox, page: gr.Blocks) -> None:
    """The register of decisions inside the open tab, wired."""
    order = gr.State(("date", False))
    bodies = sorted({entry.body for entry in parts.library.entries()})
    outcomes = [outcome.value for outcome in Outcome if outcome is not Outcome.NONE]
    with gr.Column(elem_id="ref-decided"):
        gr.HTML(
            '<div class="ref-title"><h2>Beslutninger</h2><button type="button" class="ref-quiet" '
            'data-act="decisions-csv">Hent som CSV</button></div>',
            apply_default_css=False,
        )
        with gr.Row(elem_classes="ref-filters"):
            text = gr.Textbox(
                label="Emne", placeholder="Skriv et emne for at se dets tidslinje", max_length=200, scale=3
            )
            body = gr.Dropdown([ALL_BODIES, *bodies], value=ALL_BODIES, label="Forum", scale=2)
            outcome = gr.Dropdown(
                [ALL_OUTCOMES, *outcomes], value=ALL_OUTCOMES, label="Udfald", min_width=150
            )
            since = gr.Textbox(label="Fra", placeholder="fx 2023", max_length=40, min_width=100)
            until = gr.Textbox(label="Til", placeholder="fx maj 2024", max_length=40, min_width=100)
            search = gr.Button("Vis", variant="primary", min_width=80, elem_classes="ref-go")
        timeline = gr.HTML("", elem_id="ref-timeline", apply_default_css=False)
        table = gr.HTML(
            '<p class="ref-hint" role="status">Henter beslutningerne …</p>',
            elem_id="ref-decision-list",
            apply_default_css=False,
        )
    limits = [text, body, outcome, since, until, order]

    def show(
        text: str, body: str, outcome: str, since: str, until: str, order: tuple[str, bool]
    ) -> tuple[str, str]:
        return _shown(parts, (text, body, outcome, since, until), order, 0)

    def turn(
        text: str,
        body: str,
        outcome: str,
        since: str,
        until: str,
        order: tuple[str, bool],
        event: gr.EventData,
    ) -> tuple[str, str]:
        return _shown(parts, (text, body, outcome, since, until), order, number_of(event, "page"))

    def sort(
        text: str,
        body: str,
        outcome: str,
        since: str,
        until: str,
        order: tuple[str, bool],
        event: gr.EventData,
    ) -> tuple[Any, ...]:
        column = text_of(event, "column")
        if column in COLUMNS:
            # A first press shows the newest day, and otherwise A before Å; a second turns it round.
            order = (column, not order[1] if order[0] == column else column != "date")
        return order, *_shown(parts, (text, body, outcome, since, until), order, 0)

    def save(text: str, body: str, outcome: str, since: str, until: str, order: tuple[str, bool]) -> str:
        try:
            limit = _limit((text, body, outcome, since, until), order)
        except MinutesError:
            return ""
        rows = chosen(parts.library.decisions(), limit)
        name = f"beslutninger-{date.today().isoformat()}.csv"
        return as_download(name, "text/csv", as_csv(rows).encode())

    shown = [timeline, table]
    asked = [text.submit, since.submit, until.submit, search.click, body.input, outcome.input]
    gr.on(asked, show, limits, shown, **QUIET)
    page.load(show, limits, shown, **QUIET)
    getattr(bridge, "decisions-page")(turn, limits, shown, **QUIET).then(
        None, None, None, js="() => window.refTop('ref-decision-list')", api_visibility="private"
    )
    getattr(bridge, "decisions-sort")(sort, limits, [order, *shown], **QUIET)
    getattr(bridge, "decisions-csv")(save, limits, [download], **QUIET)


def _limit(values: tuple[str, ...], order: tuple[str, bool]) -> DecisionFilter:
    text, body, outcome, since, until = (value or "" for value in values)
    first, last = read_period(since, until)
    return DecisionFilter(
        text[:200],
        "" if body == ALL_BODIES else body,
        "" if outcome == ALL_OUTCOMES else outcome,
        first,
        last,
        *order,
    )


def _shown(parts: Parts, values: tuple[str, ...], order: tuple[str, bool], page: int) -> tuple[str, str]:
    try:
        limit = _limit(values, order)
    except MinutesError as error:
        return "", notice(str(error))
    rows = chosen(parts.library.decisions(), limit)
    return timeline_html(rows, limit.text), table_html(rows, limit, page)
