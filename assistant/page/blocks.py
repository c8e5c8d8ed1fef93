"""The screens put together: parts built once, events wired, nothing decided here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

import gradio as gr

from assistant import Assistant
from assistant.page import adding_screen, chat_screen, decisions_screen, meetings_screen
from assistant.page.chat import heading
from assistant.page.library import Library
from assistant.page.security import Access, Meter

# What the page's script may ask for; each is an event of its own, with its own checked data.
EVENTS = (
    "source",
    "edit",
    "retry",
    "example",
    "fresh",
    "restore",
    "export",
    "verdict",
    "comment",
    "meeting",
    "meetings",
    "meetings-page",
    "decisions-page",
    "decisions-sort",
    "decisions-csv",
    "route",
    "remove",
    "feedback",
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the screens are made of: the assistant, its rows, the limits, where feedback is kept."""

    assistant: Assistant
    library: Library
    access: Access
    asks: Meter
    folder: Path


def build(
    assistant: Assistant,
    *,
    access: Access | None = None,
    questions_a_minute: float = 30,
    folder: Path | None = None,
) -> gr.Blocks:
    """The page over one assistant.

    `folder` is where feedback is kept (the store's own if none is given); `questions_a_minute` is how
    often one caller may ask.
    """
    parts = Parts(
        assistant,
        Library(assistant),
        access or Access(),
        Meter(questions_a_minute),
        folder or assistant.store.places.folder,
    )
    page = gr.Blocks(title="Referatassistent", analytics_enabled=False, fill_width=True)
    with page:
        names = ", ".join(f"'{name}'" for name in EVENTS)
        bridge = gr.HTML(
            js_on_load=f"window.refBridge(trigger, [{names}])", elem_id="ref-bridge", visible="hidden"
        )
        gr.HTML(_header(assistant), elem_id="ref-top", apply_default_css=False)
        download = gr.Textbox(visible=False)
        gate = gr.HTML("", apply_default_css=False)
        with gr.Tabs(selected="chat", elem_id="ref-tabs") as tabs:
            with gr.Tab("Spørg", id="chat"):
                chat = chat_screen.build(parts, bridge, download)
            with gr.Tab("Møder", id="meetings"):
                meetings_screen.build(parts, bridge, tabs, page)
            with gr.Tab("Beslutninger", id="decisions"):
                decisions_screen.build(parts, bridge, download, page)
            if parts.access.adding != "nobody":
                adding_screen.build(parts, bridge, download, gate, page)
        download.change(None, download, None, js="text => window.refDownload(text)", api_visibility="private")
        chat.on_load(page)
    page.queue(max_size=200, default_concurrency_limit=16, api_open=False)
    return page


def _header(assistant: Assistant) -> str:
    count, span = heading(assistant, date.today())
    told = "1 møde" if count == 1 else f"{count} møder"
    about = f"{told}, {span}" if count else "ingen møder endnu"
    return (
        '<header class="ref-header"><a class="ref-skip" href="#ref-question">Gå til spørgsmålet</a>'
        '<div class="ref-brand"><span class="ref-logo" aria-hidden="true"></span><div>'
        f"<h1>Referatassistent</h1><p>Svar fra offentlige mødereferater · {escape(about)}</p></div></div>"
        '<button type="button" class="ref-quiet" data-act="theme" aria-label="Skift mellem lys og mørk">Mørk</button></header>'
    )
