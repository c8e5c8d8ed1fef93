"""The page: a chat in Danish about the minutes, with every citation opening on its exact words.

python app.py [--minutes FOLDER …] [--store FOLDER] [--host ADDRESS] [--port NUMBER]
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

import gradio as gr

from assistant import Assistant, Filters, MinutesError
from assistant.config import add_options, read_settings
from assistant.page_style import CSS, HEAD, STRINGS
from assistant.render import answer_html, item_html, sources_html
from assistant.types import Citation

SHIPPED = Path(__file__).parent / "eval" / "corpus"
LONGEST_QUESTION = 2000
ALL_BODIES = "Alle"
INTRO = (
    '<p class="ref-hint">Stil et spørgsmål om møderne. Hvert udsagn i svaret har et nummer; '
    "tryk på det for at se de præcise ord i referatet.</p>"
)
NO_SOURCE = '<p class="ref-hint">Tryk på et kildenummer i svaret for at se stedet i referatet.</p>'


def build(assistant: Assistant) -> gr.Blocks:
    """The page over one assistant."""
    meetings = assistant.meetings()
    bodies = [ALL_BODIES, *sorted({meeting.body for meeting in meetings})]
    with gr.Blocks(title="Referatassistent", fill_height=True, analytics_enabled=False) as page:
        turns = gr.State(0)
        questions = gr.State([])
        gr.HTML(_heading(assistant))
        with gr.Row(elem_id="ref-main"):
            with gr.Column(scale=5, min_width=320):
                chat = gr.Chatbot(
                    label="Samtale",
                    elem_id="ref-chat",
                    height="58vh",
                    buttons=[],
                    feedback_options=None,
                    placeholder=INTRO,
                    latex_delimiters=[],
                )
                question = gr.Textbox(
                    label="Spørgsmål",
                    placeholder="Skriv dit spørgsmål her",
                    lines=1,
                    max_lines=4,
                    max_length=LONGEST_QUESTION,
                    submit_btn="Spørg",
                    elem_id="ref-question",
                )
                gr.Examples(examples=examples(meetings), inputs=question, label="Eksempler")
                with gr.Accordion("Afgræns søgningen", open=False):
                    body = gr.Dropdown(bodies, value=ALL_BODIES, label="Udvalg eller forum")
                    with gr.Row():
                        since = gr.Textbox(label="Fra og med", placeholder="ÅÅÅÅ-MM-DD", max_length=10)
                        until = gr.Textbox(label="Til og med", placeholder="ÅÅÅÅ-MM-DD", max_length=10)
                fresh = gr.Button("Ny samtale", variant="secondary", elem_id="ref-new")
            with gr.Column(scale=4, min_width=320):
                gr.HTML('<h2 id="ref-source-title">Kilde</h2>')
                sources = gr.HTML(NO_SOURCE, elem_id="ref-panel")

        def reply(
            text: str,
            shown: list[Any],
            turn: int,
            asked: list[str],
            panel: str,
            name: str,
            first: str,
            last: str,
        ) -> tuple[Any, ...]:
            html, articles = respond(assistant, text, turn, asked, name, first, last)
            said = [*shown, {"role": "user", "content": text}, {"role": "assistant", "content": html}]
            kept = panel if articles and turn else ""
            return "", said, turn + 1, [*asked, text], f"{kept}{articles}" or panel

        question.submit(
            reply,
            [question, chat, turns, questions, sources, body, since, until],
            [question, chat, turns, questions, sources],
            api_visibility="private",
        )
        fresh.click(
            lambda: ([], 0, [], NO_SOURCE, ""),
            None,
            [chat, turns, questions, sources, question],
            api_visibility="private",
        )

        def open_link(request: gr.Request) -> str:
            return linked(assistant, request)

        page.load(open_link, None, sources, api_visibility="private")
    return page


def respond(
    assistant: Assistant, text: str, turn: int, asked: Sequence[str], body: str, since: str, until: str
) -> tuple[str, str]:
    """(the answer's HTML, its sources' HTML); an error becomes one Danish sentence and no source."""
    try:
        filters = Filters(
            bodies=() if body in ("", ALL_BODIES) else (body,), since=day(since), until=day(until)
        )
        answer = assistant.ask(text[:LONGEST_QUESTION], list(asked), filters)
        items = [assistant.item(c.meeting_id, c.ordinal) for c in answer.citations]
    except MinutesError as error:
        return f'<p class="ref-error" role="alert">{escape(str(error))}</p>', ""
    return answer_html(answer, turn, date.today()), sources_html(answer, turn, items)


def day(text: str | None) -> date | None:
    """A day typed into a filter; None for an empty one. Raises MinutesError."""
    if not text or not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise MinutesError(f"»{text.strip()}« er ikke en dato. Skriv den som 2024-10-24.") from error


def linked(assistant: Assistant, request: gr.Request) -> str:
    """The source that a copied link names (?kilde=meeting:ordinal:start:end), or the hint."""
    parts = str(request.query_params.get("kilde", "")).rsplit(":", 3)
    if len(parts) != 4 or not all(part.isdigit() for part in parts[2:]):
        return NO_SOURCE
    try:
        meeting, item = assistant.item(parts[0], int(parts[1]) if parts[1].isdigit() else None)
    except (MinutesError, StopIteration):
        return NO_SOURCE
    start, end = int(parts[2]), int(parts[3])
    if not 0 <= start < end <= len(meeting.text) or (item and item.closed):
        return NO_SOURCE
    quote = meeting.text[start:end]
    number = item.number if item else None
    cited = Citation(
        1,
        meeting.body,
        meeting.date,
        number,
        "",
        "",
        quote,
        meeting.source,
        start,
        end,
        "",
        meeting.id,
        item.ordinal if item else None,
    )
    return item_html(meeting, item, [cited], 0, hidden=False)


def examples(meetings: Sequence[Any]) -> list[str]:
    """Questions that these minutes can answer, made from their own agendas."""
    found = []
    for meeting in meetings:
        for item in meeting.items:
            if item.kind == "beslutning" and not item.closed and 12 < len(item.title) < 60:
                topic = item.title.split(": ", 1)[-1].split(" (kl")[0]
                found.append(f"Hvad blev der besluttet om {topic[0].lower()}{topic[1:]}?")
                break
        if len(found) == 3:
            break
    if meetings:
        found.append(f"Hvem deltog i mødet i {meetings[0].body}?")
    return found


def _heading(assistant: Assistant) -> str:
    meetings = assistant.meetings()
    span = (
        f"{len(meetings)} møder, {meetings[-1].date.year}–{meetings[0].date.year}"
        if meetings
        else "ingen møder"
    )
    return f"<h1>Referatassistent</h1><p class='ref-hint'>Svar fra offentlige mødereferater – {span}.</p>"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, open the store, serve the page."""
    parser = argparse.ArgumentParser(prog="python app.py", description="Referatassistenten som webside.")
    parser.add_argument(
        "--minutes", nargs="+", type=Path, metavar="MAPPE", help="referater, der skal indlæses"
    )
    parser.add_argument("--host", default="127.0.0.1", help="adresse (kun denne maskine, hvis intet angives)")
    parser.add_argument("--port", type=int, default=7860, help="port")
    add_options(parser)
    options = parser.parse_args(arguments)
    try:
        assistant = open_assistant(options)
    except MinutesError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Referatassistenten svarer på http://{options.host}:{options.port}", flush=True)
    build(assistant).launch(
        server_name=options.host,
        server_port=options.port,
        css=CSS,
        head=HEAD,
        i18n=gr.I18n(en=STRINGS, da=STRINGS),
        footer_links=[],
        show_error=False,
        share=False,
        ssr_mode=False,
        quiet=True,
    )
    return 0


def open_assistant(options: argparse.Namespace) -> Assistant:
    """The assistant that the command line asks for: given minutes, a given store, or the shipped minutes."""
    settings = read_settings(options)
    given = options.minutes or ([] if options.store else [SHIPPED])
    if not given:
        return Assistant.open(settings.store, say=_say, **settings.options())
    store = settings.store if options.minutes or options.store else settings.store.parent / "eksempel"
    assistant = Assistant.from_minutes(given, store, say=_say, **settings.options())
    for failure in assistant.report.failed if assistant.report else ():
        _say(failure.message)
    return assistant


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
