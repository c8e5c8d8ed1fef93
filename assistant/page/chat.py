"""Asking: one question through the assistant to what the page shows, step by step; errors in Danish."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assistant import Assistant, Filters, MinutesError
from assistant.page import feedback
from assistant.page.library import read_period
from assistant.page.security import Meter
from assistant.page.talk import LONGEST_QUESTION, Talk
from index.dates import danish_date

_UNEXPECTED = "Der skete en fejl, og der er intet svar. Prøv igen; bliver det ved, så sig det til den, der står for siden."


_REMEMBERED = 10_000  # conversations whose present search is known


class Chat:
    """Conversations over one assistant; knows of each only which search is the present one."""

    def __init__(self, assistant: Assistant, asks: Meter, feedback_folder: Path) -> None:
        self._assistant = assistant
        self._asks = asks
        self._folder = feedback_folder
        self._running: dict[str, object] = {}

    def ask(
        self, talk: Talk, text: str, caller: str, body: str = "", since: str = "", until: str = ""
    ) -> Iterator[Talk]:
        """The conversation with the question asked: first open, then each part of the answer, then done.

        Nothing is yielded for an empty question, nor after `stop` or once the conversation asks anew.
        Errors end the turn with their Danish sentence.
        """
        question = text.strip()[:LONGEST_QUESTION]
        if not question or self._is_busy(talk):
            return
        history = talk.questions()
        talk = talk.asked(question)
        run = self._begin(talk.id)
        yield talk
        wait = self._asks.wait(caller)
        if wait:
            self._running.pop(talk.id, None)
            yield talk.last(state="failed", error=too_many(wait))
            return
        for step in self._answered(talk, question, history, (body, since, until)):
            if self._running.get(talk.id) is not run:
                return
            yield step
        self._running.pop(talk.id, None)

    def _is_busy(self, talk: Talk) -> bool:
        """Whether the last question is still being looked for: the same key pressed twice asks once."""
        return bool(talk.turns) and talk.turns[-1].state == "open" and talk.id in self._running

    def _begin(self, talk_id: str) -> object:
        run = object()
        self._running.pop(talk_id, None)
        self._running[talk_id] = run
        if len(self._running) > _REMEMBERED:
            self._running.pop(next(iter(self._running)), None)
        return run

    def stop(self, talk: Talk) -> Talk:
        """End the present search: what it still finds is not shown."""
        self._running.pop(talk.id, None)
        if talk.turns and talk.turns[-1].state == "open":
            return talk.last(state="stopped")
        return talk

    def _answered(
        self, talk: Talk, question: str, history: Sequence[str], limits: tuple[str, str, str]
    ) -> Iterator[Talk]:
        try:
            for answer in self._assistant.ask_stream(question, history, _filters(*limits)):
                talk = talk.last(answer=answer)
                yield talk
        except MinutesError as error:
            yield talk.last(state="failed", error=str(error), answer=None)
        except Exception:
            # The user has to be told something; what it was goes to the log of whoever serves the page.
            logging.getLogger(__name__).exception("no answer")
            yield talk.last(state="failed", error=_UNEXPECTED, answer=None)
        else:
            yield talk.last(state="done")

    def judge(self, talk: Talk, turn: int, verdict: str, comment: str = "") -> Talk:
        """Keep what the user thinks of an answer; the same verdict again without a comment takes it back
        on the page."""
        if not 0 <= turn < len(talk.turns) or verdict not in ("up", "down"):
            return talk
        answer = talk.turns[turn].answer
        if answer is None:
            return talk
        if talk.turns[turn].verdict == verdict and not comment:
            return talk.changed(turn, verdict="")
        history = tuple(talk.questions()[:turn])
        feedback.keep(self._folder, answer, verdict, comment, history)
        return talk.changed(turn, verdict=verdict)


def too_many(wait: float) -> str:
    """What someone is told who has asked too often."""
    return f"Der er stillet mange spørgsmål herfra på kort tid. Vent {max(round(wait), 1)} sekunder, og prøv igen."


def _filters(body: str, since: str, until: str) -> Filters | None:
    first, last = read_period(since, until)
    if not (body or first or last):
        return None
    return Filters(bodies=(body,) if body else (), since=first, until=last)


def examples(assistant: Assistant, most: int = 4) -> list[str]:
    """Questions that these minutes can answer, made from the newest agendas."""
    found: list[str] = []
    entries = assistant.store.catalogue.entries(superseded=False)[:20]
    for entry in entries:
        meeting, _ = assistant.item(entry.id, None)
        for item in meeting.items:
            if item.kind == "beslutning" and not item.closed and 12 < len(item.title) < 60:
                topic = item.title.split(": ", 1)[-1].split(" (kl")[0]
                found.append(f"Hvad blev der besluttet om {topic[0].lower()}{topic[1:]}?")
                break
        if len(found) == most - 1:
            break
    if entries:
        found.append(f"Hvem deltog i mødet i {entries[0].body} den {danish_date(entries[0].date)}?")
    return list(dict.fromkeys(found))


def heading(assistant: Assistant, today: date) -> tuple[int, str]:
    """(how many meetings, what they span: "2021–2025")."""
    entries = assistant.store.catalogue.entries(superseded=False)
    if not entries:
        return 0, ""
    first, last = entries[-1].date.year, entries[0].date.year
    return len(entries), str(last) if first == last else f"{first}–{last}"
