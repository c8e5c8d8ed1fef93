"""What somebody said: only what the minutes tell of that person or body answers it, not what was decided."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Piece, by_title
from assistant.premises import actor_words, among
from assistant.question import Kind, Question, normal
from index.lexical_documents import header_text

_KINDS = frozenset({Kind.DECISION, Kind.RECOMMENDATION, Kind.FACT})
_ASKS = re.compile(
    r"\bhvad (?:mente|sagde|svarede|syntes|oplyste|foreslog|bemærkede|udtalte|fortalte|ønskede|spurgte|"
    r"mener|siger|skrev|skriver|svarer|foreslår)\b"
)
_SILENT = re.compile(
    r"\b(?:deltog ikke|ikke (?:til stede|mødt|med)|inhabil\w*|forlod|afbud|udpeg\w+|indtr\w+ som|spørges)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:til|hos|for|om|med|ved)\s+(?:\w+-?\s+(?:og\s+)?)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")


def said(question: Question, pieces: Sequence[Piece]) -> Sequence[Piece] | None:
    """The pieces that tell what somebody said, of the item that a question about it is answered from; None
    where a question does not ask for it. A body's own meeting tells what it said in all of its words."""
    text = normal(question.text)
    words = actor_words(text) if question.kind in _KINDS and _ASKS.search(text) else ()
    if not words or not pieces:
        return None
    item = (by_title(pieces) if question.kind is Kind.DECISION else pieces[0]).item
    header = set(_WORD.findall(normal(header_text(pieces[0].meeting))))
    if all(among(word, header) for word in words):
        return None
    return [piece for piece in pieces if piece.item is item and speaks(piece, words)]


def speaks(piece: Piece, words: Sequence[str]) -> bool:
    """Whether a piece tells of somebody, named by some words, more than that they were away or written to."""
    said = normal(piece.text)
    here = set(_WORD.findall(said))
    if _SILENT.search(said) or not all(among(word, here) for word in words):
        return False
    places = [match.start() for match in _WORD.finditer(said) if among(words[0], {match.group()})]
    return any(not _TOLD.search(said[:place]) for place in places)
