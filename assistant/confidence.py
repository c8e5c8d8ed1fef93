"""How sure an answer is: the probability that the minutes hold what was asked, from a few plain features.

A question may sound as if it belonged (right topic, wrong year; a name that is nowhere; an amount that is
not stated). So beside how strong the best piece is, it counts what the question names and the piece's
item and meeting do not: names, years, its third most telling word; and what kind of thing is asked for, for
minutes hold decisions more often than any number or name one may think of. The weights are learned on
development questions (`python -m eval.tune_confidence`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.belonging import unfamiliar
from assistant.compose import together
from assistant.confidence_weights import WEIGHTS
from assistant.evidence import Piece, by_title, group_weights
from assistant.front import ordinal_of
from assistant.premises import (
    missing_names,
    no_such_meeting,
    other_actor,
    other_year,
    other_year_told,
    unheld_asked,
    untold_names,
)
from assistant.question import Kind, Question
from assistant.read_items import held, read_item, term_set
from index.ranked import Ranking
from index.search import Searcher

_STRICT = frozenset(
    {
        *(Kind.AMOUNT, Kind.COUNT, Kind.DATE, Kind.PERSON, Kind.PLACE, Kind.DURATION, Kind.WHEN_WHERE),
        *(Kind.ATTENDANCE, Kind.ABSENCE, Kind.CHAIR, Kind.REASON),
    }
)
# What is asked of an item as a whole: its title tells whether it is the one.
_BY_TITLE = frozenset({Kind.DECISION, Kind.RECOMMENDATION, Kind.ITEM})
_FEW = 0.5  # what is said of a third word where a question has but two


def confidence(question: Question, ranking: Ranking, pieces: Sequence[Piece], searcher: Searcher) -> float:
    """The probability (0-1) that what is composed of the pieces answers; 0 without pieces."""
    if not pieces:
        return 0.0
    found = features(question, ranking, pieces, searcher)
    total = sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-total))


def features(
    question: Question, ranking: Ranking, pieces: Sequence[Piece], searcher: Searcher
) -> dict[str, float]:
    """What tells questions that are answered rightly from others; `pieces` best first, not empty."""
    best = pieces[0]
    importance = group_weights(question.text, ranking.groups, searcher.frequency, searcher.size)
    odds = [math.exp(piece.score - best.score) for piece in pieces]
    of_item = sum(odd for odd, piece in zip(odds, pieces, strict=True) if piece.item is best.item)
    place = (best.meeting.id, ordinal_of(best.item))
    chosen = together(pieces)
    told = max(piece.fit for piece in chosen)
    own = next(item for item in ranking.items if (item.meeting_id, item.ordinal) == place)
    return {
        "bias": 1.0,
        f"kind {question.kind}": 1.0,
        "score": best.score / 10,
        "fit": best.fit,
        "unfit": float(question.kind in _STRICT and best.fit < 0.5),
        "unfit told": float(question.kind in _STRICT and told < 0.5),
        "fit told": told,
        "first": float(own is ranking.items[0]),
        "alike": of_item / sum(odds),
        "about decided": by_title(pieces).about * (question.kind in _BY_TITLE),
        "third word": _third_word(ranking, importance, best),
        "body": own.parts.get("body", 0.0),
        "missing names": missing_names(question.text, best),
        "other year": other_year(question.text, best),
        "other year told": other_year_told(question.text, chosen),
        "untold names": untold_names(question.text, chosen),
        "unheld asked": unheld_asked(question, ranking.groups, chosen),
        "other actor": other_actor(question.text, best),
        "no such meeting": no_such_meeting(question, ranking.hints.days, searcher.current.values(), best),
    } | unfamiliar(ranking.groups, importance, best, searcher.frequency)


def _third_word(ranking: Ranking, importance: Sequence[float], best: Piece) -> float:
    """How well the piece, its neighbours or its title hold the question's third most telling word; a trap
    has the topic's two, and asks for something else. Body and day, which the meeting's header holds, tell
    nothing here."""
    read = read_item(best.meeting, best.item)
    place = next(i for i, unit in enumerate(read.units) if unit.unit.start == best.unit.start)
    around = read.units[max(0, place - 2) : place + 3]
    told = read.units[place].terms | read.units[place].lead | term_set(best.item.title)
    beside = frozenset().union(*(unit.terms for unit in around))
    header = term_set(best.meeting.text[: best.meeting.header_end])
    in_header = held(ranking.groups, header)
    words = [i for i, share in enumerate(in_header) if share != 1.0]
    if len(words) < 3:
        return _FEW
    words.sort(key=lambda i: -importance[i])
    group = [ranking.groups[words[2]]]
    return max(held(group, told)[0], 0.8 * held(group, beside)[0])
