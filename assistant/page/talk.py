"""A conversation as data: what was asked and answered, and its form in the browser's own storage.

What comes back from a browser is anyone's text: it is checked field by field, and a conversation that
does not fit is refused whole. Quotes are compared with the minutes when they are opened, not here.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any

from assistant.types import Answer, Citation, Status

LONGEST_QUESTION = 2000
_LONGEST = 400_000  # characters of one kept conversation
_MOST_TURNS = 100


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer; `answer` is None while it is being looked for.

    `state` is "open", "done", "stopped" or "failed"; `error` is the Danish sentence of a failed one.
    `verdict` is what the user thought of it: "up", "down" or "".
    """

    question: str
    answer: Answer | None = None
    state: str = "open"
    error: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation: its turns in order; `id` names it in the browser, `began` is local time."""

    id: str = field(default_factory=lambda: secrets.token_hex(8))
    began: datetime = field(default_factory=lambda: datetime.now().replace(microsecond=0))
    turns: tuple[Turn, ...] = ()

    def asked(self, question: str) -> Talk:
        """With one more turn, still open."""
        return replace(self, turns=(*self.turns, Turn(question)))

    def upto(self, turn: int) -> Talk:
        """Only the turns before `turn`."""
        return replace(self, turns=self.turns[: max(turn, 0)])

    def last(self, **changes: Any) -> Talk:
        """With the last turn changed."""
        return self.changed(len(self.turns) - 1, **changes)

    def changed(self, turn: int, **changes: Any) -> Talk:
        """With one turn changed; an unknown turn changes nothing."""
        if not 0 <= turn < len(self.turns):
            return self
        turns = list(self.turns)
        turns[turn] = replace(turns[turn], **changes)
        return replace(self, turns=tuple(turns))

    def questions(self) -> list[str]:
        """What was asked, in order, for `Assistant.ask`'s history."""
        return [turn.question for turn in self.turns]


def to_json(talk: Talk) -> str:
    """The conversation as the browser keeps it; open turns are left out."""
    turns = [
        {
            "question": turn.question,
            "state": turn.state,
            "error": turn.error,
            "verdict": turn.verdict,
            "answer": _answer_out(turn.answer) if turn.answer else None,
        }
        for turn in talk.turns
        if turn.state != "open"
    ]
    return json.dumps({"id": talk.id, "began": talk.began.isoformat(), "turns": turns}, ensure_ascii=False)


def from_json(text: str | None) -> Talk | None:
    """A kept conversation, or None for one that is not one."""
    if not text or len(text) > _LONGEST:
        return None
    try:
        data = json.loads(text)
        turns = tuple(_turn(turn) for turn in data["turns"][:_MOST_TURNS])
        return Talk(_text(data["id"], 40), datetime.fromisoformat(data["began"]), turns)
    except (KeyError, TypeError, ValueError):
        return None


def _answer_out(answer: Answer) -> dict[str, Any]:
    cited = [asdict(citation) | {"date": citation.date.isoformat()} for citation in answer.citations]
    kind = str(answer.metadata.get("kind", ""))
    return {"text": answer.text, "status": str(answer.status), "citations": cited, "kind": kind}


def _turn(data: Mapping[str, Any]) -> Turn:
    state = _text(data["state"], 10)
    if state not in ("done", "stopped", "failed"):
        raise ValueError(state)
    question = _text(data["question"], LONGEST_QUESTION)
    answer = data["answer"]
    return Turn(
        question,
        None if answer is None else _answer(answer, question),
        state,
        _text(data["error"], 1000),
        _text(data["verdict"], 4),
    )


def _answer(data: Mapping[str, Any], question: str) -> Answer:
    cited = [_citation(entry) for entry in data["citations"]]
    metadata = {"kind": _text(data.get("kind", ""), 40)}
    return Answer(_text(data["text"], 50_000), Status(data["status"]), cited, question, metadata)


_NUMBERS = ("number", "start", "end")
_PERHAPS = ("item", "ordinal", "page")


def _citation(data: Mapping[str, Any]) -> Citation:
    values: dict[str, Any] = {}
    for name in (entry.name for entry in fields(Citation)):
        given = data.get(name)
        if name == "date":
            values[name] = date.fromisoformat(_text(given, 10))
        elif name in _NUMBERS or (name in _PERHAPS and given is not None):
            values[name] = _whole(given)
        elif name in _PERHAPS:
            values[name] = None
        else:
            values[name] = _text(given, 20_000)
    return Citation(**values)


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError("not a text of that length")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
        raise ValueError("not a number")
    return value
