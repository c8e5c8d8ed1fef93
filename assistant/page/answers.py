"""Turns of a conversation as HTML: the question, the status, the answer with its citation buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape

from assistant.page.sources import age
from assistant.page.talk import Talk, Turn
from assistant.types import Answer, Citation, Status
from index.dates import danish_date

STATUS_WORDS = {
    Status.ANSWERED: "Besvaret",
    Status.NEAREST: "Nærmeste steder",
    Status.NOT_FOUND: "Ikke i referaterne",
}
STATUS_HELP = {
    Status.ANSWERED: "Svaret står i referaterne på de steder, som numrene viser.",
    Status.NEAREST: "Emnet er der, men svaret står der ikke direkte.",
    Status.NOT_FOUND: "Intet i referaterne passer til spørgsmålet.",
}
_CITED = re.compile(r"\[(\d+)\]")


def turns_html(talk: Talk, first: int, last: int, today: date) -> str:
    """The turns from `first` up to but not including `last`."""
    return "".join(
        turn_html(turn, number, today, last=number == len(talk.turns) - 1)
        for number, turn in enumerate(talk.turns[first:last], first)
    )


def turn_html(turn: Turn, number: int, today: date, *, last: bool = False) -> str:
    """One turn; only the last one can be retried, every one can be asked anew in other words."""
    asked = (
        f'<div class="ref-asked"><h2 class="ref-sr">Spørgsmål {number + 1}</h2>'
        f"<p>{escape(turn.question)}</p>"
        f'<button type="button" class="ref-link" data-act="edit" data-turn="{number}" '
        f'aria-label="Ret spørgsmål {number + 1}">Ret</button></div>'
    )
    return f'<div class="ref-turn" data-turn="{number}">{asked}{_reply(turn, number, today, last)}</div>'


def _reply(turn: Turn, number: int, today: date, last: bool) -> str:
    retry = (
        f'<button type="button" class="ref-link" data-act="retry" data-turn="{number}">Prøv igen</button>'
        if last
        else ""
    )
    if turn.state == "failed":
        return (
            f'<div class="ref-answer ref-failed" role="alert"><p>{escape(turn.error)}</p>'
            f'<div class="ref-actions">{retry}</div></div>'
        )
    if turn.answer is None:
        if turn.state == "stopped":
            return (
                '<div class="ref-answer"><p class="ref-hint">Søgningen blev stoppet, før der var et svar.</p>'
                f'<div class="ref-actions">{retry}</div></div>'
            )
        return (
            '<div class="ref-answer ref-waiting" aria-busy="true"><p class="ref-hint">Leder i referaterne …</p>'
            '<span class="ref-line"></span><span class="ref-line"></span></div>'
        )
    return _answered(turn, turn.answer, number, today, retry)


def _answered(turn: Turn, answer: Answer, number: int, today: date, retry: str) -> str:
    status = answer.status
    newest = max((citation.date for citation in answer.citations), default=None)
    dated = (
        f'<span class="ref-age">Nyeste kilde: {danish_date(newest)} ({age(newest, today)})</span>'
        if newest
        else ""
    )
    head = (
        f'<div class="ref-head"><span class="ref-status ref-{status}" title="{STATUS_HELP[status]}">'
        f"{STATUS_WORDS[status]}</span>{dated}</div>"
    )
    stopped = (
        '<p class="ref-hint">Svaret blev stoppet undervejs og er ikke helt.</p>'
        if turn.state == "stopped"
        else ""
    )
    busy = ' aria-busy="true"' if turn.state == "open" else ""
    body = body_html(answer.text, number, {c.number: c for c in answer.citations})
    sources = _sources(answer.citations, number, today)
    actions = "" if turn.state == "open" else _actions(turn, number, retry)
    return f'<div class="ref-answer"{busy}>{head}{body}{stopped}{sources}{actions}</div>'


def body_html(text: str, turn: int, citations: dict[int, Citation]) -> str:
    """An answer's text as paragraphs and lists, each "[n]" a button that opens citation n.

    A number without a citation is shown as the plain text it is.
    """

    def button(match: re.Match[str]) -> str:
        citation = citations.get(int(match[1]))
        if citation is None:
            return match[0]
        label = f"Kilde {citation.number}: {citation.label}"
        return (
            f'<button type="button" class="ref-cite" data-act="source" data-turn="{turn}" '
            f'data-number="{citation.number}" aria-label="{escape(label)}" title="{escape(citation.label)}">'
            f"{citation.number}</button>"
        )

    html, in_list = [], False
    for line in text.split("\n"):
        if not line.strip():
            continue
        is_line = line.startswith("- ")
        if is_line != in_list:
            html.append("<ul>" if is_line else "</ul>")
            in_list = is_line
        words = _CITED.sub(button, escape(line.removeprefix("- ")))
        html.append(f"<li>{words}</li>" if is_line else f"<p>{words}</p>")
    return f'<div class="ref-text">{"".join(html)}{"</ul>" if in_list else ""}</div>'


def where(citation: Citation) -> str:
    """The section, and the page for sources that have pages: "beslutning, side 4"."""
    return f"{citation.section}, side {citation.page}" if citation.page else citation.section


def _sources(citations: Sequence[Citation], turn: int, today: date) -> str:
    if not citations:
        return ""
    entries = "".join(
        f'<li value="{c.number}"><button type="button" class="ref-link" data-act="source" data-turn="{turn}" '
        f'data-number="{c.number}">{escape(c.label)}</button> '
        f'<span class="ref-age">{escape(where(c))} · {age(c.date, today)}</span></li>'
        for c in citations
    )
    many = "1 kilde" if len(citations) == 1 else f"{len(citations)} kilder"
    return f'<details class="ref-sources"><summary>{many}</summary><ol>{entries}</ol></details>'


def _actions(turn: Turn, number: int, retry: str) -> str:
    def thumb(verdict: str, words: str, title: str) -> str:
        pressed = "true" if turn.verdict == verdict else "false"
        return (
            f'<button type="button" class="ref-link ref-thumb" data-act="verdict" data-turn="{number}" '
            f'data-verdict="{verdict}" aria-pressed="{pressed}" title="{title}">{words}</button>'
        )

    form = ""
    if turn.verdict:
        form = (
            f'<div class="ref-comment"><label for="ref-comment-{number}">Tak. Vil du skrive, hvad der var '
            f"{'godt' if turn.verdict == 'up' else 'galt'}? (valgfrit)</label>"
            f'<textarea id="ref-comment-{number}" rows="2" maxlength="2000"></textarea>'
            f'<button type="button" class="ref-quiet" data-act="comment" data-turn="{number}">Send</button></div>'
        )
    return (
        f'<div class="ref-actions">'
        f'<button type="button" class="ref-link" data-act="copy-answer" data-turn="{number}">Kopiér</button>'
        f'{retry}<span class="ref-gap"></span>{thumb("up", "Nyttigt", "Svaret var rigtigt og nyttigt")}'
        f"{thumb('down', 'Forkert', 'Svaret var forkert eller ubrugeligt')}</div>{form}"
    )


def spoken(answer: Answer) -> str:
    """An answer as a screen reader should say it: status first, citation marks read as sources."""
    words = _CITED.sub(r" (kilde \1)", answer.text)
    return f"{STATUS_WORDS[answer.status]}. {words}"
