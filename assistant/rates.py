"""What an amount or a number is asked for each of ("pr. borger", "om måneden", "årligt"), and whether what is
told gives one for that: "610.000 kr. i tolv uger" is no price for a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.evidence import Piece
from assistant.question import Kind, Question, normal
from assistant.read_items import held, term_set
from index.danish import stem
from index.lexical_query import Group

_TIMES = {
    "dag": r"dag(?:en|e|lige?t?)?|døgn(?:et|lige?t?)?",
    "uge": r"ugen?|ugentlige?t?",
    "måned": r"måned(?:en|lige?t?)?|mdr|md",
    "år": r"år(?:et|lige?t?)?",
    "time": r"timen?|timepris\w*|timeløn\w*",
    "nat": r"nat(?:ten)?|overnatning\w*",
}
_TIME = "|".join(f"(?P<{name}>{form})" for name, form in _TIMES.items())
_ASKED = re.compile(
    rf"\b(?:pr\.?|per|hvert?|om|i)\s+(?:{_TIME})\b(?!\.?\s*\d)|\b(?:dagligt|ugentligt|månedligt|årligt|årlige)\b"
)
_EACH = re.compile(r"\b(?:pr\.|pr|per)\s+(?!d\b|den\b|dato\b|stk\b|styk)([a-zæøå]{3,})")
_ON_DAY = re.compile(r"\bi\s+(?:dag|nat|år)\b")
_NUMBERS = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.DURATION})


def other_rate(question: Question, groups: Sequence[Group], told: Sequence[Piece]) -> bool:
    """Whether a number is asked for each of something, or for some length of time, and what is told names
    none of that."""
    if question.kind not in _NUMBERS:
        return False
    text = _ON_DAY.sub(" ", normal(question.text))
    said = normal(" ".join(piece.text for piece in told))
    times = set(_times(text))
    if times:
        return not any(re.search(rf"\b(?:{_TIMES[name]})\b", said) for name in times)
    each = {stem(word) for word in _EACH.findall(text)}
    asked = [group for group in groups if group[0].terms[0] in each]
    here = frozenset().union(*(term_set(piece.text) for piece in told))
    return bool(asked) and not any(held(asked, here))


def _times(text: str) -> Iterator[str]:
    """The lengths of time that a number is asked for, by name."""
    for match in _ASKED.finditer(text):
        yield next(name for name, form in _TIMES.items() if re.search(rf"(?:^|\s)(?:{form})$", match[0]))
