"""The row of a log that a question names by its own number: action A-7, decision B-12, risk R3."""

from __future__ import annotations

import re

from assistant.cite import Statement
from assistant.compose import statement
from assistant.enquiry import Enquiry, Reply
from assistant.expected import fits
from assistant.read_items import read_item
from index.types import AgendaItem, Meeting, Row

_CODE = re.compile(r"\b[A-ZÆØÅ]{1,4}-?\d{1,4}\b")
_READ = 8  # so many items of the search are looked at
_HOLDS = 0.5  # how well what is told must fit each thing that is asked
_MOST = 3


def answer(enquiry: Enquiry) -> Reply | None:
    """The row that begins with the only such number of a question, and the sentences of its meeting that
    name it; None where it is no row's, or what is told holds not what is asked."""
    codes = set(_CODE.findall(enquiry.question.text))
    if len(codes) != 1:
        return None
    (code,) = codes
    for ranked in enquiry.ranking.items[:_READ]:
        meeting, item = enquiry.searcher.item(ranked.meeting_id, ranked.ordinal)
        if item is None or item.closed:
            continue
        rows = [row for table in item.tables for row in table.rows if _begins(row, code)]
        if len(rows) == 1:
            lines = _told(meeting, item, rows[0], code)
            words = " ".join(line.text for line in lines)
            question = enquiry.question
            held = lines and all(fits(kind, words, question.text) >= _HOLDS for kind in question.kinds)
            return Reply(lines) if held else None
    return None


def _begins(row: Row, code: str) -> bool:
    """Whether a row has a number of its own, and what goes with it."""
    return len(row.cells) > 1 and row.cells[0].strip(" .:*") == code


def _told(meeting: Meeting, own: AgendaItem, row: Row, code: str) -> list[Statement]:
    """The row, and what the meeting's items say of it in so many words."""
    named = re.compile(rf"\b{re.escape(code)}\b")
    lines: list[Statement] = []
    for item in [own, *(item for item in meeting.items if item is not own and not item.closed)]:
        read = read_item(meeting, item)
        lines += [
            statement(meeting, item, found.section, found.unit)
            for found, text in zip(read.units, read.texts, strict=True)
            if (item is own and found.unit.start == row.start)
            or (found.unit.kind != "row" and named.search(text))
        ]
    return lines[:_MOST]
