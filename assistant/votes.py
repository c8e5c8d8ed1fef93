"""How a decision was voted on, and who could not join in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import amendments, ballots, decided
from assistant.cite import Statement, label
from assistant.enquiry import Enquiry, Reply, hint
from assistant.register import which
from assistant.register.words import own_words
from index.danish import unfold
from index.types import AgendaItem, Meeting

_ASKS = re.compile(
    r"\b(?:hvem|hvilke\w*|hvor mange|hvordan|var der|var nogen|nogen|hvad)\b.*\b(?:stemte\w*|stemmer\w*|stemmefordeling\w*|stemmetal\w*|imod|"
    r"modstand\w*|uenig\w*|undlod|mindretal\w*|forbehold|dissens|tilslutte\w* sig)\b|\bstemmetal\w*|\bstemmefordeling\w*|\bafstemning(?:en|er|erne|sresultat\w*|stal\w*)?\b|"
    r"\benstemmig\w*|\bhvor mange stemmer\b|\bstemte (?:for|imod)\b"
)
_NOT = re.compile(
    r"^\W*(?:og |men )?hvorfor\b|\bstemme(?:ret|alder)\w*"
)  # a reason, or a right, is no count of votes
# What asks for votes and nothing else: people may be against a thing in a hearing, too.
_ONLY_VOTES = re.compile(r"\b(?:stem\w+|afstemning\w*|enstemmig\w*|undlod|mindretal\w*|dissens)\b")
_ABOUT = 0.6
_TOLD = 0.2  # what it counts for that an item tells of votes: as much as two places in the search
_VOTING = re.compile(
    r"stem(?:te|mer|t$|me)|enstemmig|afstemning|imod|modstand|uenig|undlod|undlade|mindretal|flertal|forbehold|dissens|tilslut|"
    r"^(?:ang|vedr|faldt|falde|faldet|udfald\w*|fordel\w+|resultat\w*|angiv|forkast\w*|nedstemt)$"
)
_VOTER = re.compile(r"\b[Ss]temte (?:[A-ZÆØÅ][\w.-]+ )+(?P<last>[A-ZÆØÅ][\w-]+)")
_COUNT = re.compile(r"\bhvor mange\b.*?\b(?P<side>for|imod|undlod)\b")


def answer(enquiry: Enquiry) -> Reply | None:
    """The lines of an item that tell of votes and dissent; None when none is asked for or told."""
    if amended := amendments.answer(enquiry):
        return amended
    if not _ASKS.search(enquiry.text) or _NOT.search(enquiry.text):
        return None
    found = _item(enquiry)
    if found is None:
        return None
    meeting, item = found
    lines = ballots.told(meeting, item, anywhere=bool(_ONLY_VOTES.search(enquiry.text)))
    if re.search(r"\bhvor mange stemmer\b", enquiry.text) and not ballots.counts(meeting, lines):
        return None
    if lines and _voter_told(enquiry.question.text, [line.words(meeting) for line in lines]):
        said = ballots.statements(meeting, item, lines)
        count = _COUNT.search(enquiry.text)
        whole = not count or ballots.tells_side(meeting, lines, count["side"])
        return Reply(said) if whole else hint(said)
    if lines:
        return None
    topic = _topic(enquiry)
    sure = not topic or which.titled(enquiry, item.title, topic) >= _ABOUT
    return _untold(meeting, item) if sure and (not topic or _ONLY_VOTES.search(enquiry.text)) else None


def _voter_told(question: str, said: Sequence[str]) -> bool:
    """Whether the votes tell of the person whose vote is asked for; True where nobody's is."""
    voter = _VOTER.search(question)
    return not voter or any(voter["last"] in words for words in said)


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
        return which.treated(enquiry, which.subject_of(enquiry), topic, _tells)
    for meeting_id, ordinal in enquiry.focus:
        if ordinal is not None:
            meeting, item = enquiry.searcher.item(meeting_id, ordinal)
            if item and not item.closed:
                return meeting, item
    return None


def _tells(meeting: Meeting, item: AgendaItem) -> float:
    return _TOLD if ballots.told(meeting, item) else 0.0
