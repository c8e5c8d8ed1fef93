"""A meeting as a whole: when and where it was, what was on its agenda, what was decided, when the next is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import decided
from assistant.cite import Source, Statement, display, ended, heading, heading_source
from assistant.enquiry import Enquiry, Reply, refusal
from assistant.outcome import Outcome
from assistant.register import which
from assistant.register.which import Chosen
from assistant.register.words import MEETING, another_gathering, own_words
from assistant.sentences import units
from index.dates import danish_date, find_dates
from index.types import AgendaItem, Meeting

_WHEN_WHERE = re.compile(
    r"\b(?:hvor|hvornår|hvad tid|hvor henne|hvilket? (?:tidspunkt|klokkeslæt|sted|lokale|dag|dato|ugedag)|hvilken (?:dag|dato|ugedag|by|adresse))\b"
    rf"[^,]*?\b(?:blev|er|var|fandt|begyndte|startede|holdt\w*|afholdt\w*|mødtes|samledes|sluttede|ligger|lå|skal)\b[^,]*\b(?:{MEETING}|mødtes|samledes)\b|"
    rf"\b(?:hvor|hvornår)\s+(?:mødtes|samledes|holdt|afholdt)\b|\bmødested\w*|\bmødetid\w*|"
    rf"\b(?:begyndte|startede|sluttede)\s+{MEETING}\b|\b{MEETING}\s+(?:begyndte|startede|sluttede)\b|\bhvor\b[^,]*\b{MEETING}\s+(?:holdt|afholdt)"
)
_END = re.compile(r"\b(?:slut\w*|ende|endte|færdig\w*|hævet)\b")
_AGENDA = re.compile(
    r"\b(?:hvad|hvilke\w*|hvor mange)\b.*\b(?:på dagsordenen|på programmet|på dagsorden)\b|\bdagsorden(?:en)? (?:for|til|på|fra)\b|"
    rf"\bhvilke (?:punkter|emner|sager)\b.*\b(?:på|til|under|i)\b.*\b{MEETING}|\bhvor mange (?:punkter|sager|dagsordenspunkter)\b.*\b{MEETING}|"
    rf"\bhvad (?:blev der |blev |talte (?:man|de) |drøftede (?:man|de)? ?)?(?:drøftet|talt|behandlet|om)?\s*(?:på|under|ved|til)\s+(?:det\s+)?(?:\w+\s+)?{MEETING}"
)
_DECISIONS = re.compile(
    r"\b(?:hvilke\w* (?:\w+ )?(?:beslutninger|afgørelser)|alle beslutninger(?:ne)?|beslutningerne|beslutningsreferat\w*|hvad (?:blev der |blev |besluttede |vedtog |bestemte ).*?"
    r"\b(?:besluttet|besluttede|vedtog\w*|vedtaget|bestemt|beslutte)?)\b.*\b(?:på|under|ved|til|fra|i)\b"
)
_HAPPENED = re.compile(
    r"\bhvilke\b.*\b(?P<what>udsat\w*|udskudt|afvist\w*|godkendt\w*|sendt tilbage|taget til (?:efterretning|orientering)|drøftet)\b"
)
_NEXT = re.compile(r"\b(?:næste|kommende)\s+(?:ordinære\s+)?(?:\w+)?møde\w*")
_NEXT_SAID = re.compile(
    r"\b(?:næste|kommende)\s+(?:ordinære\s+|ekstraordinære\s+)?(?:\w+)?møde\w*|\bmødes igen\b|\bny mødedato\b",
    re.IGNORECASE,
)
_NEXT_TITLE = re.compile(
    r"\b(?:kommende|næste|fremtidige) (?:møde|mødedato)\w*|\bmøde(?:plan|kalender|datoer)", re.IGNORECASE
)
_OUTCOMES = {
    "udsat": {Outcome.POSTPONED},
    "udskudt": {Outcome.POSTPONED},
    "afvist": {Outcome.REJECTED},
    "godkendt": {Outcome.APPROVED},
    "sendt tilbage": {Outcome.SENT_BACK},
    "taget til": {Outcome.NOTED},
    "drøftet": {Outcome.DISCUSSED},
}
_NO_TOPIC = ("deltagere", "pause")


def answer(enquiry: Enquiry) -> Reply | None:
    """What a question about one whole meeting asks for; None when it asks for something else."""
    text = enquiry.text
    topic = own_words(enquiry)
    if _NEXT.search(text):
        return (
            _next(enquiry, topic)
            if re.search(r"\bhvornår\b|\bhvilken da\w+|\bdato\b|\bhvor\b", text)
            else None
        )
    if topic or another_gathering(text):
        return None
    wants = _wants(text, enquiry)
    if not wants:
        return None
    chosen = which.choose(enquiry, ())
    if chosen is None:
        return which.unsettled(enquiry)
    meeting = chosen.meeting
    if wants == "decisions":
        lines = _decisions(meeting, text)
    elif wants == "agenda":
        lines = _agenda(meeting, text)
    else:
        lines = _when_where(meeting, text)
    if not lines:
        return None
    if wants != "place" and not chosen.exact:
        lines = [Statement(f"{_where(chosen)}:", (which.day_source(meeting),)), *lines]
    return Reply(lines)


def _wants(text: str, enquiry: Enquiry) -> str:
    if enquiry.ranking.hints.items:
        return ""  # one item is meant, not the meeting
    if _WHEN_WHERE.search(text):
        return "place"
    if not which.names_meeting(enquiry) and not re.search(rf"\b{MEETING}\b|\breferat\w*", text):
        return ""
    if _HAPPENED.search(text) or _DECISIONS.search(text):
        return "decisions"
    return "agenda" if _AGENDA.search(text) else ""


def _where(chosen: Chosen) -> str:
    return f"{chosen.meeting.body}, {danish_date(chosen.meeting.date)}"


def _when_where(meeting: Meeting, text: str) -> list[Statement]:
    spans = [span for span in (meeting.date_span, meeting.place_span) if span]
    if _END.search(text) and not meeting.end_time:
        said = f"Referatet siger ikke, hvornår mødet sluttede; det begyndte kl. {meeting.start_time}."
        return [Statement(said, (which.day_source(meeting),))] if meeting.start_time else []
    return [
        Statement(ended(display(meeting.text[slice(*span)])), (Source(meeting, None, "stamdata", *span),))
        for span in dict.fromkeys(spans)
    ]


def _agenda(meeting: Meeting, text: str) -> list[Statement]:
    lines = [
        Statement(heading(item), (heading_source(meeting, item),), list_line=True) for item in meeting.items
    ]
    if lines and re.search(r"\bhvor mange\b", text):
        numbered = [item for item in meeting.items if item.number is not None]
        return [Statement(f"{len(numbered)} punkter:", (which.day_source(meeting),)), *lines]
    return lines


def _decisions(meeting: Meeting, text: str) -> list[Statement]:
    """One line an item: what became of it, in the words of its decision."""
    wanted = _HAPPENED.search(text)
    only = next(
        (kinds for word, kinds in _OUTCOMES.items() if wanted and wanted["what"].startswith(word)), None
    )
    lines = []
    for item in meeting.items:
        if item.closed or item.kind in _NO_TOPIC or not decided.decision_units(meeting, item):
            continue
        if only and not only & set(decided.outcomes(meeting, item)):
            continue
        lines.append(decision_line(meeting, item))
    return lines


def decision_line(meeting: Meeting, item: AgendaItem) -> Statement:
    """ "Punkt 4: Klyngemidler – Direktørforum besluttede …", citing the decision's own words."""
    words, source = decided.brief(meeting, item)
    return Statement(ended(f"{heading(item)} – {words}"), (source,), list_line=True)


def _next(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    """When the next meeting is, where the minutes say so."""
    if topic:
        return None
    chosen = which.choose(enquiry, ())
    if chosen is None:
        return which.unsettled(enquiry)
    meeting = chosen.meeting
    found = [statement for item in meeting.items if not item.closed for statement in _said(meeting, item)]
    if found:
        return Reply(found[:3])
    return refusal(f"Referatet ({_where(chosen)}) siger ikke, hvornår næste møde er.")


def _said(meeting: Meeting, item: AgendaItem) -> list[Statement]:
    titled = bool(_NEXT_TITLE.search(item.title))
    found = []
    for section in item.sections:
        for unit in units(meeting.text, section.body, section.end, item.tables):
            words = meeting.text[unit.start : unit.end]
            if find_dates(words) and (titled or _NEXT_SAID.search(words)):
                source = Source(meeting, item, section.kind, unit.mark, unit.end)
                found.append(Statement(ended(display(meeting.text[unit.mark : unit.end])), (source,)))
    return found
