"""A table's row as a line of an answer: each cell after the name of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from assistant.cite import ended
from assistant.expected import fits
from assistant.question import Question
from assistant.read_items import term_set
from assistant.sentences import Unit
from index.danish import stem
from index.types import AgendaItem, Row

_HOLDS = 0.5  # how well a cell fits at least, to be the one that a question asks for
_TWO = re.compile(r"\b(?:og|samt)\s+(?:\w+ )?hv\w+", re.IGNORECASE)  # such a question asks for two cells
_ASKS_NEW = re.compile(
    r"\b(?:nye?|nyt|nu|nuværende|aktuelle?|opdatere(?:t|de)|revidere(?:t|de))\b", re.IGNORECASE
)
_NOW = re.compile(r"\W*(?:nye?|nyt|nu|nuværende|aktuel\w*|opdateret|revideret)\b", re.IGNORECASE)
_TIME_OR_UNIT = frozenset(
    stem(word)
    for word in """år årligt kvartal kvt halvår måned måneder uge januar februar marts april maj juni juli
    august september oktober november december kr mio pct procent antal pr nr""".split()
)


def row_text(item: AgendaItem, unit: Unit, question: Question | None = None) -> str:
    """The row's cells, of the columns only that the question names, if it names some; "" where the unit is no
    row of the item's tables."""
    for table in item.tables:
        header = next((row for row in table.rows if row.header), None)
        for row in table.rows:
            if (row.start, row.end) == (unit.start, unit.end):
                return ended(_cells(header, row, question))
    return ""


def _cells(header: Row | None, row: Row, question: Question | None) -> str:
    if header is None or header is row or len(header.cells) != len(row.cells):
        return " – ".join(cell for cell in row.cells if cell)
    pairs = list(zip(header.cells, row.cells, strict=True))
    if question and not _TWO.search(question.text):
        pairs = _asked(pairs, question)
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)


def _asked(pairs: Sequence[tuple[str, str]], question: Question) -> list[tuple[str, str]]:
    """The cell that the row begins with, those that hold words of the question, and those under the names
    that hold most of them; all where no name does so, or no such cell what is asked for."""
    words = term_set(question.text)
    told = [_share(words & term_set(name)) for name, _ in pairs[1:]]
    most = max(told, default=(0, 0))
    named = [pair for pair, held in zip(pairs[1:], told, strict=True) if held == most]
    if newer := _newer(pairs[1:], question):
        named, most = newer, (1, 0)
    if most == (0, 0) or not _answer(question, [cell for _, cell in named]):
        return list(pairs)
    return [pair for pair in pairs if pair is pairs[0] or pair in named or words & term_set(pair[1])]


def _newer(pairs: Sequence[tuple[str, str]], question: Question) -> list[tuple[str, str]]:
    """The cell of the one column that is called the new one, where a question asks for what is new."""
    found = [pair for pair in pairs if _NOW.match(pair[0])] if _ASKS_NEW.search(question.text) else []
    return found if len(found) == 1 else []


def _share(held: Set[str]) -> tuple[int, int]:
    """How many of some words name a thing, and how many only a time or a unit."""
    naming = sum(word.isalpha() and word not in _TIME_OR_UNIT for word in held)
    return naming, len(held) - naming


def _answer(question: Question, cells: Sequence[str]) -> bool:
    """Whether some of the cells hold each thing that is asked for."""
    return all(any(fits(kind, cell, question.text) >= _HOLDS for cell in cells) for kind in question.kinds)
