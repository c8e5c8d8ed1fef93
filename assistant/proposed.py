"""Proposed or settled: a recommendation and the decision on it often give two values for the same thing,
and a question asks for one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Piece
from assistant.outcome import DECIDING, read_outcome
from index.dates import find_amounts

_PROPOSAL = re.compile(
    r"\b(?:fore(?:slå\w*|slog\w*|slag\w*)|forslag\w*|indstil\w*|anbefal\w*|ansøg\w*|søg(?:er|te|t)|bad om|beder om|"
    r"læg(?:ger|ges) op til|lagde op til|lagt op til)\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:gav|giver|gives|fik|får|bevilg\w*|afsat|afsatte|afsætte\w*|fastsat\w*|fastsætte\w*|beslut\w*|vedtag\w*|vedtog|godkend\w*|"
    r"blev|bliver|sat(?:te)?|sættes|støtte[rst]*|støttede|endte|kommer|udvid\w*|imødekom\w*)\b",
    re.IGNORECASE,
)
# "Lageret sættes til 15": what minutes say of a matter that is settled.
_PASSED = re.compile(
    r"\b(?:(?:fast|af|ned)?sættes|vælges|bevilges|udvides|ydes|lejes|købes|gives|forlænges|forhøjes|hæves|sænkes|"
    r"lukkes|åbnes|ansættes|nedlægges|etableres|oprettes|fravælges|tilvælges|droppes|opgives)\b",
    re.IGNORECASE,
)
# "… 150.000 kr. og ikke 200.000 kr.": what minutes say of a value that another one takes the place of.
_REPLACED = re.compile(
    r"\b(?:ikke|i stedet(?: for)?|frem ?for|nedsæt\w*|nedsat|forhøj\w*|ændre\w*|mod)\b", re.IGNORECASE
)
_ENOUGH = 0.9
_NEAR = 3.0  # in score: how far below a proposal the decision on it may lie


def asks_proposal(question: str) -> bool:
    """Whether a question is about what was proposed, recommended or applied for."""
    return bool(_PROPOSAL.search(question))


def proposes(piece: Piece) -> bool:
    """Whether a piece, or the line that leads into it, only proposes."""
    lead = piece.meeting.text[slice(*piece.unit.lead)] if piece.unit.lead else ""
    return piece.section.kind == "indstilling" or bool(_PROPOSAL.search(f"{lead} {piece.text}"))


def settles(piece: Piece) -> bool:
    """Whether a piece tells what was decided."""
    if proposes(piece):
        return False
    decides = read_outcome(piece.text) in DECIDING or _PASSED.search(piece.text)
    return piece.section.kind == "beslutning" or bool(decides)


def outruled(question: str, piece: Piece, best: Piece) -> bool:
    """Whether a piece is the proposal where the best one tells what was decided, or, asked for the proposal,
    the other way round."""
    if asks_proposal(question):
        return proposes(best) and settles(piece)
    return settles(best) and proposes(piece)


def settled_instead(question: str, pieces: Sequence[Piece]) -> Piece:
    """The piece to begin with: the decision where the best piece only proposes a value, and the question
    asks what came of it."""
    best = pieces[0]
    if asks_proposal(question) or not proposes(best):
        return best
    if changed := next((p for p in pieces[1:] if p.item is best.item and _changes(p, best)), None):
        return changed
    if not _SETTLED.search(question):
        return best
    near = (p for p in pieces[1:] if p.item is best.item and p.score >= best.score - _NEAR)
    decided = (p for p in near if p.section.kind == "beslutning" and not proposes(p))
    return next((p for p in decided if p.fit >= _ENOUGH), best)


def _changes(piece: Piece, best: Piece) -> bool:
    """Whether a decision puts another value in the place of the one that the best piece proposes."""
    if piece.section.kind != "beslutning" or piece.fit < _ENOUGH or not _REPLACED.search(piece.text):
        return False
    proposed = {amount.value for amount in find_amounts(best.text) if amount.unit}
    told = {amount.value for amount in find_amounts(piece.text) if amount.unit}
    return len(proposed) == 1 and proposed < told
