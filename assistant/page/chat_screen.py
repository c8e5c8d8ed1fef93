"""The chat's screen: the conversation, the field to ask in, the source panel; events wired to `Chat`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.page import export, sources
from assistant.page.answers import turns_html
from assistant.page.chat import Chat
from assistant.page.chat_words import TOOLS, editing_note, empty_panel, hero, spoken_state
from assistant.page.events import QUIET, as_download, number_of, text_of
from assistant.page.talk import LONGEST_QUESTION, Talk, from_json, to_json

if TYPE_CHECKING:
    from assistant.page.blocks import Parts

ALL_BODIES = "Alle fora"
_TYPES = {
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(slots=True)
class Screen:
    """The components that events read and write."""

    parts: Parts
    chat: Chat
    talk: gr.State
    editing: gr.State
    earlier: gr.HTML
    latest: gr.HTML
    said: gr.HTML
    kept: gr.Textbox
    question: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    editing_note: gr.HTML
    body: gr.Dropdown
    since: gr.Textbox
    until: gr.Textbox
    panel: gr.HTML
    restored: gr.Textbox

    @property
    def shown(self) -> list[Any]:
        """What every step of an answer changes, in the order of `_shown`."""
        return [
            self.talk,
            self.earlier,
            self.latest,
            self.said,
            self.kept,
            self.question,
            self.ask,
            self.stop,
            self.editing,
            self.editing_note,
        ]

    def on_load(self, page: gr.Blocks) -> None:
        """Show what the browser kept, and what a link names."""
        page.load(
            self._restore_on_load,
            [self.restored],
            [*self.shown, self.panel, self.body],
            js="() => [window.refCurrent()]",
            **QUIET,
        )

    def _restore_on_load(self, kept: str, request: gr.Request) -> tuple[Any, ...]:
        kept_talk = from_json(kept)
        # Nothing was kept: who asked while the page was still loading keeps that question.
        nothing = [gr.skip(), hero(self.parts), *(gr.skip() for _ in self.shown[2:])]
        shown = _shown(kept_talk, self.parts) if kept_talk else nothing
        link = request.query_params.get("kilde")
        panel = (
            sources.linked_panel(self.parts.assistant, str(link), date.today())
            if link
            else empty_panel(self.parts)
        )
        bodies = sorted({entry.body for entry in self.parts.library.entries()})
        choices = gr.update(choices=[ALL_BODIES, *bodies])
        return (*shown, panel, choices)


def build(parts: Parts, bridge: gr.HTML, download: gr.Textbox) -> Screen:
    """The chat's components inside the open tab, wired."""
    screen = _layout(parts)
    _wire_asking(screen, bridge)
    _wire_talk(screen, bridge, download)
    return screen


def _layout(parts: Parts) -> Screen:
    talk, editing = gr.State(Talk()), gr.State(-1)
    kept, restored = gr.Textbox(visible=False), gr.Textbox(visible=False)
    with gr.Row(elem_id="ref-chat", equal_height=False):
        with gr.Column(elem_id="ref-talk", scale=6, min_width=320):
            gr.HTML(TOOLS, elem_id="ref-tools", apply_default_css=False, js_on_load="window.refListKept()")
            with gr.Column(elem_id="ref-log"):
                earlier = gr.HTML(hero(parts), elem_id="ref-turns", apply_default_css=False)
                latest = gr.HTML(
                    "",
                    elem_id="ref-latest",
                    apply_default_css=False,
                    js_on_load="watch('value', () => window.refAnswered(element))",
                )
            said = gr.HTML("", elem_id="ref-said", apply_default_css=False)
            with gr.Column(elem_id="ref-composer"):
                note = gr.HTML("", elem_id="ref-editing", apply_default_css=False)
                with gr.Row(elem_id="ref-ask-row", equal_height=True):
                    question = gr.Textbox(
                        label="Dit spørgsmål",
                        placeholder="Spørg om en beslutning, et beløb, et møde …",
                        lines=1,
                        max_lines=6,
                        max_length=LONGEST_QUESTION,
                        elem_id="ref-question",
                        scale=8,
                        container=True,
                        autofocus=True,
                    )
                    ask = gr.Button("Spørg", variant="primary", elem_id="ref-ask", scale=1, min_width=92)
                    stop = gr.Button("Stop", elem_id="ref-stop", scale=1, min_width=92, visible=False)
                with gr.Accordion("Afgræns søgningen", open=False, elem_id="ref-limit"), gr.Row():
                    body = gr.Dropdown(
                        [ALL_BODIES, *sorted({entry.body for entry in parts.library.entries()})],
                        value=ALL_BODIES,
                        label="Forum",
                        scale=2,
                    )
                    since = gr.Textbox(label="Fra", placeholder="fx 2023", max_length=40, min_width=110)
                    until = gr.Textbox(label="Til", placeholder="fx maj 2024", max_length=40, min_width=110)
        with gr.Column(elem_id="ref-side", scale=5, min_width=320):
            panel = gr.HTML(
                empty_panel(parts),
                elem_id="ref-panel",
                apply_default_css=False,
                js_on_load="watch('value', () => window.refSourceShown(element))",
            )
    chat = Chat(parts.assistant, parts.asks, parts.folder)
    return Screen(
        parts,
        chat,
        talk,
        editing,
        earlier,
        latest,
        said,
        kept,
        question,
        ask,
        stop,
        note,
        body,
        since,
        until,
        panel,
        restored,
    )


def _wire_asking(screen: Screen, bridge: gr.HTML) -> None:
    limits = [screen.body, screen.since, screen.until]

    def ask(
        text: str,
        talk: Talk,
        editing: int,
        body: str,
        since: str,
        until: str,
        request: gr.Request,
    ) -> Iterator[tuple[Any, ...]]:
        start = talk.upto(editing) if editing >= 0 else talk
        yield from _steps(screen, start, text, request, body, since, until)

    def again(
        talk: Talk, body: str, since: str, until: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        turn = number_of(event, "turn")
        if 0 <= turn < len(talk.turns):
            text = talk.turns[turn].question
            yield from _steps(screen, talk.upto(turn), text, request, body, since, until)

    def example(
        talk: Talk, body: str, since: str, until: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        text = text_of(event, "text", 500_000)
        yield from _steps(screen, talk, text, request, body, since, until)

    def stopped(talk: Talk) -> tuple[Any, ...]:
        return _shown(screen.chat.stop(talk), screen.parts)

    asked = [
        gr.on(
            [screen.question.submit, screen.ask.click],
            ask,
            [screen.question, screen.talk, screen.editing, *limits],
            screen.shown,
            concurrency_limit=16,
            **QUIET,
        ),
        bridge.retry(again, [screen.talk, *limits], screen.shown, **QUIET),
        bridge.example(example, [screen.talk, *limits], screen.shown, **QUIET),
    ]
    # Gradio's own cancelling may hit the next question where the server is slow: `Chat.stop` ends a search.
    halted = screen.stop.click(stopped, [screen.talk], screen.shown, **QUIET)
    for event in (*asked, halted):
        event.then(None, [screen.kept], None, js="text => window.refKeep(text)", api_visibility="private")


def _steps(
    screen: Screen, talk: Talk, text: str, request: gr.Request, body: str, since: str, until: str
) -> Iterator[tuple[Any, ...]]:
    chosen = "" if body == ALL_BODIES else body
    caller = request.username or (request.client.host if request.client else "?")
    step = talk
    for step in screen.chat.ask(talk, text, caller, chosen or "", since or "", until or ""):
        yield _shown(step, screen.parts)
    if step.turns and step.turns[-1].state == "open":
        # Stopped or overtaken. Gradio sends what was yielded last once more: that must change nothing.
        yield tuple(gr.skip() for _ in screen.shown)


def _shown(talk: Talk, parts: Parts) -> tuple[Any, ...]:
    """The values of `Screen.shown` for a conversation as it stands."""
    today, last = date.today(), len(talk.turns) - 1
    busy = bool(talk.turns) and talk.turns[-1].state == "open"
    earlier = turns_html(talk, 0, last, today) if talk.turns else hero(parts)
    latest = turns_html(talk, max(last, 0), last + 1, today)
    return (
        talk,
        earlier,
        latest,
        spoken_state(talk),
        gr.skip() if busy else (to_json(talk) if talk.turns else ""),
        "" if busy else gr.skip(),
        gr.update(visible=not busy),
        gr.update(visible=busy),
        -1,
        "",
    )


def _wire_talk(screen: Screen, bridge: gr.HTML, download: gr.Textbox) -> None:
    parts = screen.parts

    def source(talk: Talk, event: gr.EventData) -> str:
        turn, number = number_of(event, "turn"), number_of(event, "number")
        if not 0 <= turn < len(talk.turns) or talk.turns[turn].answer is None:
            return sources.notice(sources.GONE)
        answer = talk.turns[turn].answer
        citations = answer.citations if answer else []
        return sources.panel(parts.assistant, citations, number, turn, date.today())

    def edit(talk: Talk, event: gr.EventData) -> tuple[Any, ...]:
        turn = number_of(event, "turn")
        if not 0 <= turn < len(talk.turns):
            return gr.skip(), gr.skip(), gr.skip()
        return talk.turns[turn].question, turn, editing_note(turn, len(talk.turns))

    def fresh(talk: Talk) -> tuple[Any, ...]:
        screen.chat.stop(talk)
        return (*_shown(Talk(), parts), empty_panel(parts))

    def restore(talk: Talk, event: gr.EventData) -> tuple[Any, ...]:
        screen.chat.stop(talk)
        talk = from_json(text_of(event, "text", 500_000)) or Talk()
        return (*_shown(talk, parts), empty_panel(parts))

    def judged(talk: Talk, event: gr.EventData) -> tuple[Any, ...]:
        turn, comment = number_of(event, "turn"), text_of(event, "comment", 2000)
        verdict = text_of(event, "verdict")
        if comment and 0 <= turn < len(talk.turns):
            verdict = talk.turns[turn].verdict
        talk = screen.chat.judge(talk, turn, verdict, comment)
        return _shown(talk, parts)

    bridge.source(source, [screen.talk], [screen.panel], **(QUIET | {"trigger_mode": "always_last"}))
    bridge.edit(edit, [screen.talk], [screen.question, screen.editing, screen.editing_note], **QUIET).then(
        None, None, None, js="() => window.refFocusQuestion()", api_visibility="private"
    )
    anew = [*screen.shown, screen.panel]
    bridge.fresh(fresh, [screen.talk], anew, **QUIET)
    bridge.restore(restore, [screen.talk], anew, **QUIET)
    bridge.export(_exported, [screen.talk], [download], **QUIET)
    for name in ("verdict", "comment"):
        getattr(bridge, name)(judged, [screen.talk], screen.shown, **QUIET).then(
            None, [screen.kept], None, js="text => window.refKeep(text)", api_visibility="private"
        )


def _exported(talk: Talk, event: gr.EventData) -> str:
    kind = text_of(event, "kind")
    if kind not in _TYPES or not talk.turns:
        return ""
    today = date.today()
    data = export.as_docx(talk, today) if kind == "docx" else export.as_markdown(talk, today).encode()
    return as_download(export.file_name(talk, kind), _TYPES[kind], data)
