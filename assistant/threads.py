"""A matter followed through the meetings that treated it: what became of it each time, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import decided
from assistant.cite import Statement
from assistant.enquiry import Enquiry, Reply
from assistant.register.steps import seed, steps
from assistant.register.words import own_words
from index.danish import stem
from index.dates import danish_date
from index.types import AgendaItem, Meeting

_ASKS = re.compile(
    r"\bhvad (?:er|var) der sket\b|\bhvad skete der (?:videre|siden|senere|derefter)\b|\bhvordan (?:er|har|var) (?:sagen|det|forløbet)\b.*\b(?:gået|forløbet|udviklet|været)\b|"
    r"\bforløb(?:et)? (?:i|af|om|omkring|for)\b|\bhistorik\w*|\bsagsforløb\w*|\bsagens gang\b|\btidslinje\w*|\bfølg sagen\b|\bhvor langt er(?! der\b)|"
    r"\bhvad er (?:den )?(?:aktuelle |nuværende |seneste )?(?:status|stand\w*)\b|\bhvad er (?:der )?(?:det )?(?:seneste|nyeste?|sidste)(?: ny[te]?)? (?:om|i|på)\b|"
    r"\bhvordan (?:står|ligger|endte) (?:det|sagen)\b|\budviklingen i (?:sagen|arbejdet)\b|\bhvornår (?:har|er) .* (?:alle )?gange\b"
)
_AFTER = re.compile(
    r"\bhvad (?:så|skete der) (?:så )?(?:på|ved|til) (?:det )?(?:næste|følgende) møde\b|\bhvad skete der (?:så|derefter|bagefter)\b|"
    r"\bhvad blev (?:der )?(?:så )?besluttet (?:på det næste møde|næste gang|bagefter|derefter)\b"
)
_NOW = re.compile(
    r"\b(?:nu|status\w*|i dag|seneste|nyeste?|sidste|aktuel\w*|stand|stade|står|ligger|langt|endte)\b"
)
_ASKING = frozenset(
    stem(word)
    for word in """status sket skete forløb forløbet forløber historik historikken udvikling udviklingen langt langt nyt nye
    tidslinje følg følge følges videre siden senere gået går gang aktuel aktuelle nuværende stand stade arbejdet nyt endte bagefter derefter følgende næste""".split()
)


def answer(enquiry: Enquiry) -> Reply | None:
    """A matter's dated steps; None where no course of events is asked for or fewer than two are found."""
    after = bool(enquiry.focus) and bool(_AFTER.search(enquiry.text))
    if not after and not _ASKS.search(enquiry.text):
        return None
    topic = [word for word in own_words(enquiry) if stem(word) not in _ASKING]
    known = seed(enquiry, topic)
    if known is None:
        return None
    found = steps(enquiry, topic, *known)
    if after and not topic:
        later = [step for step in found if step[0].date > known[0].date]
        return Reply([replace(_line(*later[0], topic), list_line=False)]) if later else None
    if len({meeting.id for meeting, _ in found}) < 2:
        return None
    lines = [_line(meeting, item, topic) for meeting, item in found]
    newest = lines[-1]
    first, last = found[0][0].date, found[-1][0].date
    said = f"Sagen er behandlet på {len({m.id for m, _ in found})} møder fra {danish_date(first)} til {danish_date(last)}:"
    if _NOW.search(enquiry.text):
        lines = lines[::-1]
        said = f"Senest behandlet den {danish_date(last)}; i alt på {len({m.id for m, _ in found})} møder:"
    return Reply([Statement(said, newest.sources), *lines])


def _line(meeting: Meeting, item: AgendaItem, topic: Sequence[str]) -> Statement:
    told = decided.brief(meeting, item, topic)
    number = f", punkt {item.number}" if item.number is not None else ""
    text = f"{danish_date(meeting.date)}, {meeting.body}{number}: {told.text}"
    return Statement(text, told.sources, list_line=True)
