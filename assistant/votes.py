"""How a decision was voted on, and who could not join in."""

from __future__ import annotations

import re

from assistant import decided
from assistant.cite import Statement, label
from assistant.decided import quoted
from assistant.enquiry import Enquiry, Reply, hint
from assistant.register import which
from assistant.register.words import own_words
from index.danish import unfold
from index.types import AgendaItem, Meeting

_ASKS = re.compile(
    r"\b(?:hvem|hvilke\w*|hvor mange|hvordan|var der|var nogen|nogen|hvad)\b.*\b(?:stemte\w*|stemmer|stemmefordeling\w*|stemmetal\w*|imod|"
    r"modstand\w*|uenig\w*|undlod|mindretal\w*|forbehold|dissens|tilslutte\w* sig)\b|\bstemmetal\w*|\bstemmefordeling\w*|\bafstemning\w*|"
    r"\benstemmig\w*|\bhvordan faldt stemmerne\b"
)
# What asks for votes and nothing else: people may be against a thing in a hearing, too.
_ONLY_VOTES = re.compile(r"\b(?:stem\w+|afstemning\w*|enstemmig\w*|undlod|mindretal\w*|dissens)\b")
_ABOUT = 0.6
_VOTING = re.compile(
    r"stem(?:te|mer|t$|me)|enstemmig|afstemning|imod|modstand|uenig|undlod|undlade|mindretal|flertal|forbehold|dissens|tilslut"
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
    if told:
        return Reply([quoted(meeting, item, *placed) for placed in told[:_MOST]])
    topic = _topic(enquiry)
    sure = not topic or which.titled(enquiry, item.title, topic) >= _ABOUT
    return _untold(meeting, item) if sure and (not topic or _ONLY_VOTES.search(enquiry.text)) else None


def _untold(meeting: Meeting, item: AgendaItem) -> Reply | None:
    """That a decision tells of no votes, with its words; None where there is no decision at all."""
    if not decided.decision_units(meeting, item):
        return None
    said = decided.brief(meeting, item)
    where = label(meeting, item)
    return hint(
        [Statement(f"Referatet nævner ingen stemmer eller forbehold ({where}): {said.text}", said.sources)]
    )


def _topic(enquiry: Enquiry) -> list[str]:
    """What was voted on, in the question's words."""
    return [word for word in own_words(enquiry) if not _VOTING.search(unfold(word))]


def _item(enquiry: Enquiry) -> tuple[Meeting, AgendaItem] | None:
    """The item voted on: the one that the question names, else the one of the answer before."""
    topic = _topic(enquiry)
    if topic:
        return which.treated(enquiry, which.named(enquiry), topic)
    for meeting_id, ordinal in enquiry.focus:
        if ordinal is not None:
            meeting, item = enquiry.searcher.item(meeting_id, ordinal)
            if item and not item.closed:
                return meeting, item
    return None
