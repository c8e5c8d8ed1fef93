"""Answers from parsed data: who was there, what was attached, when and where, what was decided, how often.

Each part answers its own kind of question from the catalogue and the meetings' parsed lists, or leaves
the question to the next one; a question that none of them is sure of is left to the evidence.
"""

from __future__ import annotations

import re

from assistant.enquiry import Enquiry, Reply
from assistant.register import (
    absent,
    agenda,
    calendar,
    coming,
    lists,
    marks,
    order,
    papers,
    partly,
    people,
    remarks,
    when,
    which,
)
from assistant.types import Status

_PARTS = (
    absent.answer,
    partly.answer,
    remarks.answer,
    people.answer,
    papers.answer,
    calendar.answer,
    when.answer,
    coming.answer,
    marks.answer,
    order.answer,
    agenda.answer,
    lists.answer,
    which.not_held,
)


# What may answer one part each of a question on one meeting: "Hvor blev mødet holdt, og hvem var der?"
_OF_MEETING = (remarks.answer, people.answer, marks.answer, agenda.answer)
_TWO_PARTS = re.compile(r",?\s+(?:og|samt)\s+(?:\w+\s+)?hv(?:em|ad|or|ilk)\w*\b")


def answer(enquiry: Enquiry) -> Reply | None:
    """The register's reply to a question; None when it is none of its own."""
    for part in _PARTS:
        reply = part(enquiry)
        if reply is not None:
            return _with_second(enquiry, reply, _OF_MEETING.index(part)) if part in _OF_MEETING else reply
    return None


def _with_second(enquiry: Enquiry, first: Reply, at: int) -> Reply:
    """A reply with what another part of the register says to the other half of the question: one behind the
    part that gave it, for those before it have been asked."""
    if first.status is not Status.ANSWERED or not _TWO_PARTS.search(enquiry.text):
        return first
    replies = [first, *(reply for part in _OF_MEETING[at + 1 :] if (reply := part(enquiry)))]
    told = [reply for reply in replies if reply.status is Status.ANSWERED]
    lines = {(line.text, line.sources): line for reply in told for line in reply.statements}
    return Reply(list(lines.values()))
