"""Looking first where the answer before came from, unless the subject has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation import leans, own_topic
from assistant.enquiry import Enquiry, Place
from assistant.evidence import Piece
from assistant.front import ordinal_of
from assistant.question import Question, understand
from assistant.read_items import held, read_item, term_set
from assistant.register.steps import steps
from assistant.register.words import GENERAL
from assistant.types import Answer, Status
from index.danish import content_words, stem
from index.ranked import RankedItem, Ranking
from index.scope import recognise
from index.search import Searcher
from index.types import Filters

Span = tuple[str, int, int]
_ROLES = frozenset(
    stem(word)
    for word in "formand formanden næstformand næstformanden medformand forperson sekretær referent".split()
)
_TAKEN_OVER = 0.6
_SAME = 1.8
_SAID = 0.6  # in a piece's score: what was said already is hardly asked for again
_TELLING = 3  # so many words of its own make a subject of another item's text
_FIRST = 3
_EXACT = 0.9  # the word itself, not what else it may be called
_PULL = 4.0  # in the search's score: as much as a title that says what is asked


def places(answer: Answer) -> tuple[Place, ...]:
    """Where an answer's sources stand, each once, the first first; () for one that answers nothing."""
    if answer.status is not Status.ANSWERED:
        return ()
    return tuple(dict.fromkeys((c.meeting_id, c.ordinal) for c in answer.citations))


def spans(answer: Answer) -> frozenset[Span]:
    """The words that an answer quotes, as (meeting, start, end)."""
    return frozenset((c.meeting_id, c.start, c.end) for c in answer.citations)


def fresh(pieces: Sequence[Piece], focus: Sequence[Place], said: frozenset[Span]) -> list[Piece]:
    """Scored pieces, those of the items before raised, and of them those lowered that were quoted: a
    follow-up asks of the same matter for something else."""
    wanted = set(focus)
    moved = [
        replace(
            piece,
            score=piece.score
            + _SAME * ((piece.meeting.id, ordinal_of(piece.item)) in wanted)
            - _SAID * _quoted(piece, said),
        )
        for piece in pieces
    ]
    return sorted(moved, key=lambda piece: -piece.score)


def _quoted(piece: Piece, said: frozenset[Span]) -> bool:
    return any(
        meeting == piece.meeting.id and start < piece.unit.end and piece.unit.start < end
        for meeting, start, end in said
    )


def lighter(question: Question, ranking: Ranking, importance: Sequence[float]) -> list[float]:
    """How telling each word is, those taken over from earlier questions counting less: where to look is
    known from them, what to look for is not."""
    own = {stem(word) for word in content_words(question.text)}
    return [
        weight if group[0].terms[0] in own else _TAKEN_OVER * weight
        for group, weight in zip(ranking.groups, importance, strict=True)
    ]


def towards(ranking: Ranking, focus: Sequence[Place]) -> Ranking:
    """The ranking with the items of `focus` moved up, or put in where they were not found at all; after an
    answer about a meeting as a whole, all items that are found in it."""
    wanted = {place for place in focus if place[1] is not None}
    whole = {meeting_id for meeting_id, ordinal in focus if ordinal is None}
    if not focus:
        return ranking
    found = {(item.meeting_id, item.ordinal) for item in ranking.items}
    lowest = min((item.score for item in ranking.items), default=0.0)
    items = [*ranking.items, *(RankedItem(*place, lowest, {}) for place in wanted - found)]
    pulled = [
        replace(item, score=item.score + _PULL)
        if (item.meeting_id, item.ordinal) in wanted
        or (item.ordinal is not None and item.meeting_id in whole)
        else item
        for item in items
    ]
    pulled.sort(key=lambda item: (-item.score, item.key))
    return replace(ranking, items=tuple(pulled))


def moved(
    question: str, searcher: Searcher, focus: tuple[Place, ...], filters: Filters | None
) -> tuple[Place, ...]:
    """The places of the answer before; where a question names a body other than theirs, where that body
    treated the same matter last, () where it did not."""
    hinted = {body for body, _ in recognise(question, {key.body for key in searcher.keys.values()}).bodies}
    if not hinted or hinted & {searcher.keys[meeting_id].body for meeting_id, _ in focus}:
        return focus
    for place in focus:
        meeting, item = searcher.item(*place)
        if item:
            enquiry = Enquiry(understand(question), searcher.rank(item.title, filters), searcher, filters)
            there = [step for step in steps(enquiry, (), meeting, item) if step[0].body in hinted]
            if there:
                return ((there[-1][0].id, there[-1][1].ordinal),)
    return ()


def changes_subject(question: Question, ranking: Ranking, searcher: Searcher, focus: Sequence[Place]) -> bool:
    """Whether the words of a question are about something else than the answer before: none of them
    stands there, and the first item found without it holds them all, in its title where they are few.
    Words about meetings in general ("til stede", "punkter") are about no subject."""
    if leans(question.text):
        return False
    stems = {stem(word) for word in own_topic(question.text)} - GENERAL - _ROLES
    groups = [group for group in ranking.groups if group[0].terms[0] in stems]
    if not groups:
        return False
    if any(any(held(groups, _terms(searcher, place))) for place in focus):
        return False
    best = ranking.items[0] if ranking.items else None
    if best is None or not all(held(groups, _terms(searcher, (best.meeting_id, best.ordinal)))):
        return False
    first = ranking.items[:_FIRST]
    return len(groups) >= _TELLING or any(
        max(held(groups, _title(searcher, item))) >= _EXACT for item in first
    )


def _title(searcher: Searcher, ranked: RankedItem) -> frozenset[str]:
    _, item = searcher.item(ranked.meeting_id, ranked.ordinal)
    return term_set(item.title) if item else frozenset()


def _terms(searcher: Searcher, place: Place) -> frozenset[str]:
    meeting, item = searcher.item(*place)
    return read_item(meeting, item).whole if item else frozenset()
