"""How a decision was voted on, and who could not join in."""

from __future__ import annotations

import re

from assistant import decided
from assistant.decided import quoted
from assistant.enquiry import Enquiry, Reply
from assistant.register import which
from assistant.register.words import own_words
from index.danish import unfold
from index.types import AgendaItem, Meeting

_ASKS = re.compile(
    r"\b(?:hvem|hvilke\w*|hvor mange|hvordan|var der|var nogen|nogen|hvad)\b.*\b(?:stemte\w*|stemmer|stemmefordeling\w*|stemmetal\w*|imod|"
    r"modstand\w*|uenig\w*|undlod|mindretal\w*|forbehold|dissens|tilslutte\w* sig)\b|\bstemmetal\w*|\bstemmefordeling\w*|\bafstemning\w*"
)
_VOTING = re.compile(
    r"stem(?:te|mer|t$|me)|afstemning|imod|modstand|uenig|undlod|undlade|mindretal|flertal|forbehold|dissens|tilslut"
)
_MOST = 4


def answer(enquiry: Enquiry) -> Reply | None:
    """The sentences of a decision that tell of votes and dissent; None when none is asked for or told."""
    if not _ASKS.search(enquiry.text):
        return None
    found = _item(enquiry)
    if found is None:
        return None
    meeting, item = found
    told = [
        (section, unit)
        for section, unit in decided.decision_units(meeting, item)
        if decided.is_vote(meeting.text[unit.start : unit.end])
    ]
    return Reply([quoted(meeting, item, *placed) for placed in told[:_MOST]]) if told else None


def _item(enquiry: Enquiry) -> tuple[Meeting, AgendaItem] | None:
    """The item voted on: the one that the question names, else the one of the answer before."""
    topic = [word for word in own_words(enquiry) if not _VOTING.search(unfold(word))]
    if topic:
        return which.treated(enquiry, which.named(enquiry), topic)
    for meeting_id, ordinal in enquiry.focus:
        if ordinal is not None:
            meeting, item = enquiry.searcher.item(meeting_id, ordinal)
            if item and not item.closed:
                return meeting, item
    return None
