"""The number that a meeting's own minutes go by: of its case, of the document, of the meeting in the row."""

from __future__ import annotations

import re

from assistant.cite import Source, Statement, display, ended, label
from assistant.enquiry import Enquiry, Reply, refusal
from assistant.register import which
from assistant.register.words import beside_header, own_words
from index.danish import stem
from index.types import Meeting

_NO = r"[-. ]{0,2}(?:nr|nummer|id)"
_VALUE = r"\.?[\s.:…]{1,40}(?P<no>(?=[\w/.-]*\d)\w[\w/-]*(?:\.\w[\w/-]*)*)"
# What is asked for, and how a header writes it: "Sagsnr.: 24/118", "J.nr. ..... KL-7", "Journal 24/8816".
_MARKS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "sagsnummer",
        re.compile(rf"\b(?:sags?|journal|j|acadre|esdh){_NO}\w*\b"),
        re.compile(
            rf"\b(?:(?:sags?|journal|j|acadre|esdh){_NO}\w*|sag|journal|acadre){_VALUE}", re.IGNORECASE
        ),
    ),
    (
        "dokumentnummer",
        re.compile(rf"\bdok(?:ument)?{_NO}\w*\b"),
        re.compile(rf"\bdok(?:ument)?{_NO}\w*{_VALUE}", re.IGNORECASE),
    ),
    (
        "mødenummer",
        re.compile(
            rf"\bmøde{_NO}\w*\b(?!\.?\s*\d)|\bhvilket nummer (?:i rækken )?(?:er|var|har|havde) [\w-]*mødet\b"
        ),
        re.compile(rf"\bmøde{_NO}\w*{_VALUE}", re.IGNORECASE),
    ),
)
_ASKING = frozenset(
    stem(word)
    for word in """nummer nummeret nr id journal journalnummer journalnummeret sagsnummer sagsnummeret sagsnr sagsid dokumentnummer
    dokumentnummeret dok dokument mødenummer mødenummeret protokol protokollen noter noterne beslutningsreferat hedder rækken
    mødereferat mødereferatet""".split()
)
_MINUTES = re.compile(r"\b(?:\w*referat\w*|protokol\w*|noter\w*|\w*møde\w*)\b")


def answer(enquiry: Enquiry) -> Reply | None:
    """The number asked for, out of the header of the meeting named; None where none is asked for, or a
    matter is named."""
    text = enquiry.text
    found = next(((name, says) for name, asks, says in _MARKS if asks.search(text)), None)
    if not found or enquiry.ranking.hints.items or not _MINUTES.search(text):
        return None
    topic = [word for word in own_words(enquiry) if stem(word) not in _ASKING]
    chosen = None if beside_header(enquiry, topic) else which.choose(enquiry, ())
    if chosen is None:
        return None
    name, says = found
    meeting = chosen.meeting
    line = _line(meeting, says)
    if line:
        return Reply([line])
    where = label(meeting, None)
    return refusal(f"Referatet ({where}) siger ikke, hvilket {name} det har.")


def _line(meeting: Meeting, says: re.Pattern[str]) -> Statement | None:
    match = says.search(meeting.text, 0, meeting.header_end)
    if not match:
        return None
    before = meeting.text[match.start() : match.start("no")]
    called = display(before).rstrip(" .:…")
    run_on = before.endswith((" nr. ", " nummer "))  # "Ordinært møde nr. 2/2025"
    source = Source(meeting, None, "stamdata", *match.span())
    return Statement(ended(display(match[0]) if run_on else f"{called}: {match['no']}"), (source,))
