"""How sure an answer is: the probability that the minutes hold what was asked, from a few plain features.

A question may sound as if it belonged (right topic, wrong year; a name that is nowhere; an amount that is
not stated). So beside how much of the question the best piece holds, it counts what the question names and
the piece's item and meeting do not: names, years, bodies. The weights are learned on development questions
(`python -m eval.tune_confidence`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date

from assistant.confidence_weights import WEIGHTS
from assistant.evidence import Piece, group_weights, read_item
from assistant.question import Kind, Question
from index.danish import stem
from index.lexical import Group
from index.search import Ranking, Searcher

_NAME = re.compile(r"(?<=[^\W\d_][\s,\"”»(])[A-ZÆØÅ][\w-]{2,}|(?<=[^\W\d_]\s[\"”»(])[A-ZÆØÅ][\w-]{2,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STRICT = frozenset(
    {Kind.AMOUNT, Kind.COUNT, Kind.DATE, Kind.PERSON, Kind.PLACE, Kind.DURATION, Kind.WHEN_WHERE}
)
_WORDS = 4.0  # so many rare words of a question, found in the item, are all the evidence there need be
_AFTER = 400  # days after a meeting that its matters may reach


def confidence(question: Question, ranking: Ranking, pieces: Sequence[Piece], searcher: Searcher) -> float:
    """The probability (0-1) that the best piece's item answers; 0 without pieces."""
    if not pieces:
        return 0.0
    found = features(question, ranking, pieces, searcher)
    total = sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-total))


def features(
    question: Question, ranking: Ranking, pieces: Sequence[Piece], searcher: Searcher
) -> dict[str, float]:
    """What tells answerable questions from others; `pieces` best first, not empty."""
    best = pieces[0]
    odds = [math.exp(piece.score - best.score) for piece in pieces]
    strict = question.kind in _STRICT
    importance = group_weights(question.text, ranking.groups, searcher.frequency, searcher.size)
    total = sum(importance)
    of_item = sum(odd for odd, piece in zip(odds, pieces, strict=True) if piece.item is best.item)
    return {
        "bias": 1.0,
        "fit×whole": best.whole * (best.fit if strict else 0.5),
        "mass": min(1.0, best.whole * total / (_WORDS * math.log(2 + searcher.size))),
        "unfit": float(strict and best.fit < 0.5),
        "rank": best.rank,
        "alike": of_item / sum(odds),
        "unknown": _unknown(ranking.groups, importance, searcher),
        "missing names": _missing_names(question.text, best),
        "other year": _other_year(question.text, best),
        "other body": float(bool(ranking.hints.bodies) and _body_share(ranking, best) == 0.0),
        "other period": _other_period(ranking, best.meeting.date),
    }


def _missing_names(question: str, best: Piece) -> float:
    """The share of the question's names that neither the item nor its meeting's header holds."""
    names = {stem(name) for name in _NAME.findall(question)}
    if not names:
        return 0.0
    read = read_item(best.meeting, best.item)
    header = best.meeting.text[: best.meeting.header_end]
    here = read.whole | read.title | {stem(word) for word in re.findall(r"\w+", header)}
    return sum(not any(name in term for term in here) for name in names) / len(names)


def _unknown(groups: Sequence[Group], importance: Sequence[float], searcher: Searcher) -> float:
    """The share of the question's weight that lies in words for which the minutes have no word at all."""
    total = sum(importance)
    nowhere = [not any(all(searcher.frequency(t) for t in v.terms) for v in group) for group in groups]
    return sum(i for i, none in zip(importance, nowhere, strict=True) if none) / total if total else 0.0


def _other_year(question: str, best: Piece) -> float:
    asked = set(_YEAR.findall(question))
    if not asked:
        return 0.0
    held = set(_YEAR.findall(best.meeting.text[best.item.start : best.item.end])) | {
        str(best.meeting.date.year)
    }
    return len(asked - held) / len(asked)


def _body_share(ranking: Ranking, best: Piece) -> float:
    return dict(ranking.hints.bodies).get(best.meeting.body, 0.0)


def _other_period(ranking: Ranking, day: date) -> float:
    hints = ranking.hints
    if not (hints.since and hints.until):
        return 0.0
    return float((hints.since - day).days > 0 or (day - hints.until).days > _AFTER)
