"""Answers from parsed data: who was there, what was attached, when and where, what was on the agenda."""

from __future__ import annotations

from assistant.cite import Statement
from assistant.question import Question
from index.search import Ranking, Searcher
from index.types import Filters


def answer(
    question: Question, ranking: Ranking, searcher: Searcher, filters: Filters | None
) -> list[Statement]:
    """The statements that answer a question from the register; [] when it is no register question."""
    return []
