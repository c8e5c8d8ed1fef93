"""Questions of two parts: "Hvad koster X, og hvem leverer Y?" is two questions in one breath."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cite import Statement
from assistant.conversation import own_topic
from index.danish import content_words

_JOINT = re.compile(
    r",?\s+(?:og|samt)\s+(?=(?:(?:i|på|af|til|fra|med|om|under|ved)\s+)?hv(?:em|ad|or|ilk|is)\w*\b)",
    re.IGNORECASE,
)
# A meeting as the question names it: with its body, its day or its period.
_MEETING = re.compile(
    r"(?P<meeting>\b(?:\w+(?:udvalgs|råds|klynge|forums?))?mødet\s+(?:i|den|d\.|af)\s+.+?)"
    r"(?=\s+(?:blev|var|er|holdt|afholdt|fandt|begyndte|sluttede)\b|,?\s*$)",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(?:det|mødet)\b", re.IGNORECASE)
# A word that points back; "det ekstra bad" names what it is about.
_BACK = re.compile(
    r"\b(?:dem|han|hun|ham|hende|deres|hans|hendes|dette|denne|disse|heraf|deraf|dertil|hertil|dengang|før|efter|derefter|"
    r"bagefter)\b|\b(?:det|den|de)\b(?=\W*$|\s+(?:i|på|til|for|fra|med|om|nu|så|ved|at|blev\w*|være|have|skal|få)\b)",
    re.IGNORECASE,
)
_OWN = 2  # words that the first part must have of its own …
_FULL = 4  # … and the second, to take over nothing from it
_MOST = 2
_LONG = 3


def halves(question: str) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The two parts of a question, each with the words that it takes over from the other; None for one
    that has not exactly two, or where a part has nothing of its own."""
    pieces = _JOINT.split(question.strip())
    if len(pieces) != 2:
        return None
    first, second = (f"{piece.strip(' ?.,')}?" for piece in pieces)
    if len(own_topic(first)) < _OWN or not content_words(second):
        return None
    carried = " ".join(own_topic(first)) if len(own_topic(second)) < _FULL else ""
    return (first, ""), (second, carried)


def stands_alone(part: str) -> bool:
    """Whether a second part may be about something else than the first: it has words of its own, and none
    that points back."""
    return len(own_topic(part)) >= _OWN and not _BACK.search(part)


def of_one_meeting(question: str) -> tuple[str, str] | None:
    """The two parts of a question on one meeting, each naming it: "Hvem ledede mødet den 3. maj 2024, og
    hvor blev det holdt?" asks where "mødet den 3. maj 2024" was held. None where only one part, or
    neither, has words for the meeting to share."""
    pieces = [piece.strip(" ?.,") for piece in _JOINT.split(question.strip())]
    if len(pieces) != 2:
        return None
    first, second = pieces
    named = _MEETING.search(first)
    if named:
        return f"{first}?", _naming(second, named["meeting"])
    named = _MEETING.search(second)
    return (_naming(first, named["meeting"]), f"{second}?") if named else None


def _naming(part: str, meeting: str) -> str:
    """A part of a question with the meeting said in full."""
    if _MEETING.search(part):
        return f"{part}?"
    if _POINTING.search(part):
        return f"{_POINTING.sub(lambda _: meeting, part, count=1)}?"
    return f"{part} på {meeting}?"


def joined(first: Sequence[Statement], second: Sequence[Statement]) -> list[Statement]:
    """The answers to both parts as one, short ones shortened, lists kept whole."""
    return [*_short(first), *(line for line in _short(second) if line not in first)]


def _short(lines: Sequence[Statement]) -> Sequence[Statement]:
    return lines if any(line.list_line for line in lines) and len(lines) > _LONG else lines[:_MOST]
