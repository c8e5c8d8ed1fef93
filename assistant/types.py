"""What an answer is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from assistant import notebook


class Status(StrEnum):
    """How far the minutes carry the answer."""

    ANSWERED = "answered"
    NEAREST = "nearest"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands, word for word.

    `number` is the one shown in the answer, from 1. `quote` is exactly the source text's
    `text[start:end]`. `item` is the number after "Punkt"; None for the meeting's header and for an
    un-numbered item. `label` reads "Direktørforum Sundhedsklynge Midt, 24. oktober 2024, punkt 4".
    `meeting_id` and `ordinal` find the item in the store; `page` is set for sources with pages.
    """

    number: int
    body: str
    date: date
    item: int | None
    item_title: str
    section: str
    quote: str
    source: str
    start: int
    end: int
    label: str
    meeting_id: str
    ordinal: int | None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in Danish with its citations.

    Every statement in `text` carries its citation as "[n]", n being a citation's `number`.
    `metadata` tells how the answer came about: the kind of question, the engine, the timings.
    """

    text: str
    status: Status
    citations: list[Citation] = field(default_factory=list)
    question: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)

    def _repr_html_(self) -> str:
        """The answer with its citations, as notebooks show it."""
        return notebook.as_html(self)

    def _repr_markdown_(self) -> str:
        """The answer with its citations as Markdown."""
        return notebook.as_markdown(self)
