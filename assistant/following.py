"""Looking first where the answer before came from, unless the subject has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation import own_topic
from assistant.enquiry import Place
from assistant.evidence import held, read_item
from assistant.question import Question
from assistant.types import Answer, Status
from index.danish import stem
from index.search import RankedItem, Ranking, Searcher

_PULL = 4.0  # in the search's score: as much as a title that says what is asked


def places(answer: Answer) -> tuple[Place, ...]:
    """Where an answer's sources stand, each once, the first first; () for one that answers nothing."""
    if answer.status is not Status.ANSWERED:
        return ()
    return tuple(dict.fromkeys((c.meeting_id, c.ordinal) for c in answer.citations))


def towards(ranking: Ranking, focus: Sequence[Place]) -> Ranking:
    """The ranking with the items of `focus` moved up, or put in where they were not found at all."""
    wanted = {place for place in focus if place[1] is not None}
    if not wanted:
        return ranking
    found = {(item.meeting_id, item.ordinal) for item in ranking.items}
    lowest = min((item.score for item in ranking.items), default=0.0)
    items = [*ranking.items, *(RankedItem(*place, lowest, {}) for place in wanted - found)]
    pulled = [
        replace(item, score=item.score + _PULL) if (item.meeting_id, item.ordinal) in wanted else item
        for item in items
    ]
    pulled.sort(key=lambda item: (-item.score, item.key))
    return replace(ranking, items=tuple(pulled))


def changes_subject(question: Question, ranking: Ranking, searcher: Searcher, focus: Sequence[Place]) -> bool:
    """Whether the words of a question are about something else than the answer before: none of them
    stands there, and the first item found without it holds them all."""
    stems = {stem(word) for word in own_topic(question.text)}
    groups = [group for group in ranking.groups if group[0].terms[0] in stems]
    if not groups:
        return False
    if any(any(held(groups, _terms(searcher, place))) for place in focus):
        return False
    best = ranking.items[0] if ranking.items else None
    return best is not None and all(held(groups, _terms(searcher, (best.meeting_id, best.ordinal))))


def _terms(searcher: Searcher, place: Place) -> frozenset[str]:
    meeting, item = searcher.item(*place)
    return read_item(meeting, item).whole if item else frozenset()
