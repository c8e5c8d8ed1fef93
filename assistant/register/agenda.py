"""A meeting as a whole: when and where it was, what was on its agenda, what was decided, when the next is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from assistant import decided
from assistant.cite import Source, Statement, display, ended, heading, heading_source
from assistant.enquiry import Enquiry, Reply, refusal
from assistant.outcome import Outcome
from assistant.question import is_yesno
from assistant.register import which
from assistant.register.which import Chosen
from assistant.register.words import MEETING, another_gathering, own_words
from assistant.sentences import units
from index.danish import content_words, stem
from index.dates import danish_date, find_dates
from index.scope import body_words
from index.types import AgendaItem, Meeting

_ASKS_PLACE = re.compile(
    r"\bhvor(?! (?:mange|meget|længe|ofte|tit|stor\w*|lang\w*|høj\w*|gammel\w*))\b|\bhvornår\b|\bhvad tid\b|"
    r"\bhvilke[tn] (?:bygning|adresse|by|lokale|sted|tidspunkt|klokkeslæt|dag|dato|sal|rum|ugedag|mødelokale)\b|"
    r"\bmøde(?:sted|tid|lokale|dato|dag)\w*"
)
_HELD = re.compile(
    rf"\b{MEETING}\s+(?:\w+\s+)*?(?:holdt|afholdt|sted|begynd\w+|start\w+|slut\w+|placeret)\b|"
    rf"\b(?:holdt|holder|afholdt|afholdes|begynd(?:te|er)|start(?:ede|er)|slut(?:tede|ter)|var|blev|er|fandt|til|ligger|lå)\s+(?:\w+\s+)*?{MEETING}\b|"
    rf"\b(?:mødtes|samledes)\b|\bmøde(?:sted|tid|lokale|dato|dag)\w*|\b(?:holdt|afholdt|mødtes)\b"
)
_END = re.compile(r"\b(?:slut\w*|ende|endte|færdig\w*|hævet)\b")
_AGENDA = re.compile(
    r"\b(?:hvad|hvilke\w*|hvor mange)\b.*\b(?:på dagsordenen|på programmet|på dagsorden)\b|\bdagsorden(?:en)? (?:for|til|på|fra)\b|"
    rf"\bhvilke (?:punkter|emner|sager)\b.*\b(?:på|til|under|i)\b.*\b{MEETING}|\bhvor mange (?:punkter|sager|dagsordenspunkter)\b.*\b{MEETING}|"
    rf"\bhvad (?:blev der |blev |talte (?:man|de) |drøftede (?:man|de)? ?)?(?:drøftet|talt|behandlet|om)?\s*(?:på|under|ved|til)\s+(?:det\s+)?(?:\w+\s+)?{MEETING}"
)
_DECISIONS = re.compile(
    r"\bhvilke (?:\w+ )?(?:beslutninger|afgørelser) (?:traf|tog|blev|er|har)\b|"
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
_FEW = 4


def answer(enquiry: Enquiry) -> Reply | None:
    """What a question about one whole meeting asks for; None when it asks for something else."""
    text = enquiry.text
    topic = own_words(enquiry)
    if _NEXT.search(text):
        asks = re.search(r"\bhvornår\b|\bhvilken da\w+|\bdato\b|\bhvor\b(?! mange)", text)
        return _next(enquiry, topic) if asks else None
    if another_gathering(text) or enquiry.ranking.hints.items:
        return None  # one item is meant, not the meeting
    if _ASKS_PLACE.search(text) and _HELD.search(text):
        return _places(enquiry, topic)
    wants = _whole(text, enquiry)
    if topic or not wants or is_yesno(text):
        return None
    chosen = which.choose(enquiry, ())
    if chosen is None:
        return which.unsettled(enquiry)
    lines = _decisions(chosen.meeting, text) if wants == "decisions" else _agenda(chosen.meeting, text)
    if lines and not chosen.exact:
        lines = [Statement(f"{_where(chosen)}:", (which.day_source(chosen.meeting),)), *lines]
    return Reply(lines) if lines else None


def _whole(text: str, enquiry: Enquiry) -> str:
    if not which.names_meeting(enquiry) and not re.search(rf"\b{MEETING}\b|\breferat\w*", text):
        return ""
    if _HAPPENED.search(text) or _DECISIONS.search(text):
        return "decisions"
    return "agenda" if _AGENDA.search(text) else ""


def _places(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    """When and where the meeting was, or each of the meetings named."""
    keys = which.several(enquiry)
    if not keys:
        chosen = which.choose(enquiry, _beside_place(enquiry, topic))
        if chosen is None:
            return None if topic or len(enquiry.text.split()) > 8 else which.unsettled(enquiry)
        meetings = [chosen.meeting]
    else:
        meetings = [enquiry.searcher.item(key.id, None)[0] for key in keys]
    said = frozenset().union(*(_header_stems(meeting) for meeting in meetings))
    if any(not _among(stem(word), said) for word in topic):
        return None
    lines = [line for meeting in meetings for line in _when_where(meeting, enquiry.text)]
    if len(meetings) > 1:
        lines = [replace(line, text=f"{_name(line)}: {line.text}", list_line=True) for line in lines]
    return Reply(lines) if lines else None


def _beside_place(enquiry: Enquiry, topic: Sequence[str]) -> list[str]:
    """The question's own words without those of the places where the meetings named were held."""
    keys = which.named(enquiry)
    if len(keys) > _FEW or not which.names_meeting(enquiry):
        return list(topic)
    said = [_header_stems(enquiry.searcher.item(key.id, None)[0]) for key in keys]
    return [word for word in topic if not any(_among(stem(word), stems) for stems in said)]


def _among(term: str, terms: frozenset[str]) -> bool:
    """Whether a term is one of some, a slip of one letter in a long one allowed."""
    return term in terms or (
        len(term) > 4 and any(OSA.distance(term, other, score_cutoff=1) <= 1 for other in terms)
    )


def _header_stems(meeting: Meeting) -> frozenset[str]:
    header = f"{meeting.body} {meeting.organisation} {meeting.place or ''} {meeting.title}"
    return frozenset(stem(word) for word in content_words(header))


def _name(line: Statement) -> str:
    meeting = line.sources[0].meeting
    return f"{meeting.body}, {danish_date(meeting.date)}"


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
    told = decided.brief(meeting, item)
    return Statement(f"{heading(item)} – {told.text}", told.sources, list_line=True)


def _next(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    """When the next meeting is, where the minutes say so."""
    if topic:
        return None
    chosen = which.choose(enquiry, ())
    if chosen is None:
        return None if len(enquiry.text.split()) > 8 else which.unsettled(enquiry)
    meeting = chosen.meeting
    found = [statement for item in meeting.items if not item.closed for statement in _said(meeting, item)]
    # A meeting may tell of several bodies' next ones: those that the question's words fit best.
    asked = set(body_words(enquiry.question.text))
    fit = [len(asked & set(body_words(line.text))) for line in found]
    least = 1 if re.search(r"\bnæste \w*møder\b", enquiry.text) else max(fit, default=0)
    best = [line for line, score in zip(found, fit, strict=True) if score >= least]
    if best:
        return Reply(best[:3])
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
