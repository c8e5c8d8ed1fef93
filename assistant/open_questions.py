"""What the minutes themselves only ask: a figure that is to be found out is not told by asking for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.context import needed_after
from assistant.evidence import Piece
from assistant.expected import fits
from assistant.question import Kind, Question

# What the minutes ask with, for what a question asks.
_WORDS = {
    Kind.AMOUNT: r"hvor (?:mange|meget|stor\w*|høj\w*)|hvad",
    Kind.COUNT: r"hvor (?:mange|meget|stor\w*)",
    Kind.DURATION: r"hvor (?:lang\w*|længe|mange)",
    Kind.DATE: r"hvornår",
    Kind.PERSON: r"hvem|hvilke[nt]?",
}
# "… skal oplyse, hvor mange …", "… en beregning af, hvad … vil koste", "… spurgte, hvem …".
_FINDS_OUT = (
    r"\b(?:oplys\w*|undersøg\w*|afklar\w*|beregn\w*|opgør\w*|redegør\w*|vide|spurgte|spørger|efterlys\w*|belys\w*|"
    r"vurder\w*|svar på|kortlæg\w*|klarhed\w*)\b[^.;:]{0,40}?,\s+"
)
_OPEN = {
    kind: re.compile(rf"{_FINDS_OUT}(?:{words})\b(?P<asked>[^.;]*)", re.IGNORECASE)
    for kind, words in _WORDS.items()
}
_TOLD = 0.9
_MUCH = 0.5  # share of the question's words that such a sentence holds at least


def only_asked(question: Question, pieces: Sequence[Piece]) -> bool:
    """Whether the sentence of the best item that holds most of the question only asks the same, and no other
    sentence answers it."""
    if question.kind not in _OPEN or question.also or not pieces:
        return False
    best = pieces[0]
    held = [(sum(piece.words), piece) for piece in pieces if piece.item is best.item]
    most = max(share for share, _ in held)
    return any(_asks(question, piece) for share, piece in held if share >= max(_MUCH, most - 1e-9))


def _asks(question: Question, piece: Piece) -> bool:
    found = _OPEN[question.kind].search(piece.text)
    if not found or needed_after(question.kind, piece):
        return False
    return fits(question.kind, found["asked"], question.text) < _TOLD
