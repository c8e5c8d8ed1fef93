"""Notes on items in everyday words, written by a model: a summary and the questions that the item answers.

They are searched beside the minutes' own words and are nothing else: no answer shows or quotes them. Each
is kept as soon as it is written, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.chat import ChatModel, Usage, tokens
from index.errors import ModelError, UnknownMeetingError
from index.notes import item_digest, item_text
from index.privacy import mask
from index.store import Store
from index.types import AgendaItem, Meeting, Note
from prompts import load

QUESTIONS = 5
NOTE_TOKENS = 300
_FENCE = "=====PUNKT====="
_MARGIN = 64
_SHORTEST = 120  # characters: less says nothing that a note could put in other words
_MOST_FAILURES = 3  # in a row: then something else is wrong than one item
_LONGEST_LINE = 400
_SUMMARY = re.compile(r"^\W*resum[eé]\W+(.+)$", re.IGNORECASE)
_QUESTION = re.compile(r"^\W*\d{1,2}[.):]\s*(.+)$")


@dataclass(frozen=True, slots=True)
class Task:
    """An item that lacks a note."""

    meeting: Meeting
    item: AgendaItem


@dataclass(frozen=True, slots=True)
class Enriched:
    """What a run did: items noted, items whose reply could not be used, and what it took."""

    written: int
    unusable: int
    usage: Usage


def tasks(store: Store) -> Iterator[Task]:
    """The public items of the meetings that count whose text has no note yet, newest meeting first."""
    for entry in store.catalogue.entries(superseded=False):
        meeting = store.catalogue.meeting(entry.id)
        known = {note.ordinal: note.digest for note in store.catalogue.notes_of(entry.id)}
        for item in meeting.items:
            if item.closed or len(item_text(meeting, item)) < _SHORTEST:
                continue
            if known.get(item.ordinal) != item_digest(meeting, item):
                yield Task(meeting, item)


def estimate(model: ChatModel, wanted: Sequence[Task]) -> Usage:
    """About what notes on some items will take."""
    read = sum(tokens("".join(_prompt(model, task))) for task in wanted)
    written = len(wanted) * NOTE_TOKENS // 2
    return Usage(read, written, estimated=True, cost=model.cost(read, written))


def enrich(
    store: Store,
    model: ChatModel,
    wanted: Sequence[Task],
    progress: Callable[[int, int, str], None] = lambda _done, _all, _name: None,
) -> Enriched:
    """Have notes written on some items, and search find them.

    Raises ModelError when the model fails, StoreBusyError when another process is writing; what was
    written before is kept and searched all the same.
    """
    written = unusable = in_a_row = 0
    usage = Usage()
    with store.writing():
        try:
            for done, task in enumerate(wanted):
                progress(done, len(wanted), task.item.title)
                note, spent = _note(model, task)
                usage = usage.plus(spent)
                if note is None:
                    unusable, in_a_row = unusable + 1, in_a_row + 1
                    if in_a_row == _MOST_FAILURES and not written:
                        raise ModelError(
                            "Sprogmodellens svar har ikke den form, der er bedt om. Prøv en anden model."
                        )
                    continue
                try:
                    store.catalogue.add_note(task.meeting.id, note)
                except UnknownMeetingError:
                    continue
                written, in_a_row = written + 1, 0
        finally:
            store.catch_up()
    progress(len(wanted), len(wanted), "")
    return Enriched(written, unusable, usage)


def _note(model: ChatModel, task: Task) -> tuple[Note | None, Usage]:
    reply = model.reply(*_prompt(model, task), NOTE_TOKENS)
    summary, questions = read_note(reply.whole())
    if not summary or not questions:
        return None, reply.usage
    digest = item_digest(task.meeting, task.item)
    return Note(task.item.ordinal, summary, questions, model.settings.model, digest), reply.usage


def _prompt(model: ChatModel, task: Task) -> tuple[str, str]:
    prompt = load("enrich")
    bare = sum(tokens(text) for text in prompt.fill(item="", fence=_FENCE))
    room = model.settings.context - bare - NOTE_TOKENS - _MARGIN
    text = re.sub(r"={4,}", " ", item_text(task.meeting, task.item))
    # Titles and decisions stand first and last; what must go is taken from the middle.
    longest = max(200, int(room * 2.5))
    if len(text) > longest:
        text = f"{text[: longest * 2 // 3]}\n[…]\n{text[-(longest // 3) + 8 :]}"
    return prompt.fill(item=text, fence=_FENCE)


def read_note(reply: str) -> tuple[str, tuple[str, ...]]:
    """(summary, questions) of a model's reply; ("", ()) where it has not the form that was asked for."""
    lines = [line.strip().strip("*") for line in reply.splitlines() if line.strip()]
    summaries = [match[1] for line in lines if (match := _SUMMARY.match(line))]
    questions = [match[1] for line in lines if (match := _QUESTION.match(line))]
    short = [mask(line.strip(" *"))[:_LONGEST_LINE] for line in questions if re.search(r"\w{3}", line)]
    return (mask(summaries[0].strip(" *"))[:_LONGEST_LINE] if summaries else ""), tuple(short[:QUESTIONS])
