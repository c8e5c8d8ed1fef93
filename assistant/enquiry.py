"""One question on its way: what was asked, what the search found, and what may answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.cite import Statement
from assistant.question import Question, normal
from assistant.types import Status
from index.ranked import Ranking
from index.scope import MeetingKey
from index.search import Searcher
from index.types import Filters

Place = tuple[str, int | None]
"""A meeting's id and an item's ordinal in it; None for the header."""


@dataclass(frozen=True)
class Enquiry:
    """A question with its ranking and the store it is put to; `focus` are the places of the answer
    before, where the question leans on it, and `said` the spans (meeting, start, end) that it quoted."""

    question: Question
    ranking: Ranking
    searcher: Searcher
    filters: Filters | None = None
    focus: tuple[Place, ...] = ()
    said: frozenset[tuple[str, int, int]] = frozenset()

    @cached_property
    def text(self) -> str:
        """The question as patterns see it: lower case, æ, ø, å restored."""
        return normal(self.question.text)

    @cached_property
    def meetings(self) -> Mapping[str, MeetingKey]:
        """The meetings that the question may be about, by id: those that count and the filters admit."""
        allowed = self.searcher.allowed(self.filters)
        current = self.searcher.current
        return current if allowed is None else {name: k for name, k in current.items() if name in allowed}

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The names of the bodies that held those meetings, in order."""
        return tuple(sorted({key.body for key in self.meetings.values()}))

    @cached_property
    def organisations(self) -> frozenset[str]:
        """The names of the organisations that held those meetings."""
        return frozenset(key.organisation for key in self.meetings.values())


@dataclass(frozen=True, slots=True)
class Reply:
    """What an engine answers. A reply that cites nothing is a refusal: NOT_FOUND."""

    statements: Sequence[Statement]
    status: Status = Status.ANSWERED


def refusal(text: str) -> Reply:
    """A reply that says in one Danish sentence why there is no answer."""
    return Reply((Statement(text, ()),), Status.NOT_FOUND)


def hint(statements: Sequence[Statement]) -> Reply:
    """A reply that does not answer the question but says what the minutes do hold."""
    return Reply(statements, Status.NEAREST)
