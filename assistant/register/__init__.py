"""Answers from parsed data: who was there, what was attached, when and where, what was decided, how often.

Each part answers its own kind of question from the catalogue and the meetings' parsed lists, or leaves
the question to the next one; a question that none of them is sure of is left to the evidence.
"""

from __future__ import annotations

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
    people,
    remarks,
    when,
    which,
)

_PARTS = (
    absent.answer,
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


def answer(enquiry: Enquiry) -> Reply | None:
    """The register's reply to a question; None when it is none of its own."""
    for part in _PARTS:
        reply = part(enquiry)
        if reply is not None:
            return reply
    return None
