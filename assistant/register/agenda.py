"""A meeting as a whole: when and where it was, what was on its agenda, what was decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz.distance import OSA

from assistant import decided
from assistant.cite import Source, Statement, display, heading, heading_source, label, sentence
from assistant.enquiry import Enquiry, Reply, hint
from assistant.outcome import Outcome
from assistant.question import is_yesno
from assistant.register import which
from assistant.register.which import Chosen
from assistant.register.words import MEETING, another_gathering, own_words
from index.danish import content_words, stem
from index.dates import danish_date, find_dates
from index.header_when import is_time_label
from index.types import AgendaItem, Meeting

_ASKS_PLACE = re.compile(
    r"\bhvor(?! (?:mange|meget|længe|ofte|tit|stor\w*|lang\w*|høj\w*|gammel\w*))\b|\bhvornår\b|\bhvad tid\b|"
    r"\bhvilke[tn] (?:bygning|adresse|by|lokale|sted|tidspunkt|tidsrum|klokkeslæt|dag|dato|sal|rum|ugedag|mødelokale)\b|"
    r"\bmøde(?:sted|tid|lokale|dato|dag)\w*"
)
_HELD = re.compile(
    rf"\b{MEETING}\s+(?:\w+\s+)*?(?:holdt|afholdt|sted|begynd\w+|start\w+|slut\w+|placeret)\b|"
    rf"\b(?:holdt|holder|afholdt|afholdes|begynd(?:te|er)|start(?:ede|er)|slut(?:tede|ter)|var|blev|er|fandt|foregik|til|ligger|lå)\s+(?:[\w-]+\s+)*?{MEETING}\b|"
    rf"\b(?:mødtes|samledes)\b|\bmøde(?:sted|tid|lokale|dato|dag)\w*|\b(?:holdt|afholdt|mødtes)\b"
)
_HELD_IT = re.compile(r"\b(?:begynd(?:te|er)|start(?:ede|er)|slut(?:tede|ter)|fandt|foregik|var) det\b")
# "lokale og tidspunkt for mødet", "sted og tid parkudvalget 12.3.24": no question word, and nothing else.
_PLACES = (
    r"(?:lokale|mødelokale|sted|mødested|tid|tidspunkt|tidspkt|mødetid|klokkeslæt|adresse|dato)(?:et|en)?"
)
_BARE_PLACE = re.compile(rf"^\W*(?:mødets )?{_PLACES}(?:(?: og |, | & |/){_PLACES})*\s+(?!\w*frist)\w")
_END = re.compile(r"\b(?:slut\w*|ende|endte|færdig\w*|hævet)\b")
_BOTH_ENDS = re.compile(
    r"\b(?:start\w*|begynd\w*)\s*(?:\+|&|/|og|samt)\s*(?:hvornår )?(?:slut\w*|ende\w*|færdig\w*)"
)
_AGENDA = re.compile(
    r"\b(?:hvad|hvilke\w*|hvor mange)\b.*\b(?:på dagsordenen|på programmet|på dagsorden)\b|\bdagsorden(?:en)? (?:for|til|på|fra)\b|"
    r"\b(?:overblik over|liste over) (?:\w+ )?(?:punkter|emner|sager)(?:ne)?\b|"
    rf"\bhvilke (?:punkter|emner|sager)\b.*\b(?:på|til|under|i)\b.*\b{MEETING}|\bhvor mange (?:punkter|sager|dagsordenspunkter)\b.*\b{MEETING}|"
    rf"\bhvad (?:blev der |blev |talte (?:man|de) |drøftede (?:man|de)? ?)?(?:drøftet|talt|behandlet|om)?\s*(?:på|under|ved|til)\s+(?:det\s+)?(?:\w+\s+)?{MEETING}"
)
_DECISIONS = re.compile(
    r"\bhvilke (?:\w+ )?(?:beslutninger|afgørelser) (?:traf|tog|blev|er|har)\b|"
    r"\bhvad (?:besluttede|vedtog|bestemte|afgjorde|nåede)\b|\bhvad blev (?:der )?(?:\w+ )?(?:besluttet|vedtaget|bestemt|afgjort)\b|"
    r"\b(?:hvilke\w* (?:\w+ )?(?:beslutninger|afgørelser)|alle beslutninger(?:ne)?|beslutningerne|beslutningsreferat\w*|hvad (?:blev der |blev |besluttede |vedtog |bestemte ).*?"
    r"\b(?:besluttet|besluttede|vedtog\w*|vedtaget|bestemt|beslutte)?)\b.*\b(?:på|under|ved|til|fra|i)\b"
)
_HAPPENED = re.compile(
    r"\bhvilke\b.*\b(?P<what>udsat\w*|udskudt|afvist\w*|godkendt\w*|sendt tilbage|taget til (?:efterretning|orientering)|drøftet)\b"
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
_ITEMS = 3
_READ = 40
_SHOWN = 15


def answer(enquiry: Enquiry) -> Reply | None:
    """What a question about one whole meeting asks for; None when it asks for something else."""
    text = enquiry.text
    topic = own_words(enquiry)
    if another_gathering(text) or enquiry.ranking.hints.items:
        return None  # one item is meant, not the meeting
    held = _HELD.search(text) or (not topic and _HELD_IT.search(text) and _of_whole(enquiry))
    if (_ASKS_PLACE.search(text) and held) or _BARE_PLACE.search(text):
        return _places(enquiry, topic)
    wants = _whole(text, enquiry)
    if topic or not wants or is_yesno(text):
        return None
    if wants == "decisions" and not _names_one(enquiry):
        return _ended_so(enquiry)
    chosen = which.choose(enquiry, ())
    if chosen is None:
        return which.unsettled(enquiry)
    lines = _decisions(chosen.meeting, text) if wants == "decisions" else _agenda(chosen.meeting, text)
    if lines and not chosen.exact:
        lines = [Statement(f"{_where(chosen)}:", (which.day_source(chosen.meeting),)), *lines]
    return Reply(lines) if lines else None


def _whole(text: str, enquiry: Enquiry) -> str:
    meant = which.names_meeting(enquiry) or re.search(rf"\b{MEETING}\b|\breferat\w*", text)
    if not meant and not _of_whole(enquiry):
        return ""
    if _HAPPENED.search(text) or (_DECISIONS.search(text) and _names_one(enquiry)):
        return "decisions"
    return "agenda" if _AGENDA.search(text) else ""


def _names_one(enquiry: Enquiry) -> bool:
    """Whether a question names one meeting by more than its body, or follows what was said of one."""
    hints = enquiry.ranking.hints
    timed = hints.days or hints.since or hints.latest or re.search(rf"\b{MEETING}\b", enquiry.text)
    return bool(timed) or _of_whole(enquiry)


def _of_whole(enquiry: Enquiry) -> bool:
    """Whether the answer before was about one meeting as a whole: its header, its people or its agenda."""
    if len({meeting_id for meeting_id, _ in enquiry.focus}) != 1:
        return False
    if len(enquiry.focus) >= _ITEMS or any(ordinal is None for _, ordinal in enquiry.focus):
        return True
    meeting, _ = enquiry.searcher.item(*enquiry.focus[0])
    people = {(person.start, person.end) for person in meeting.attendance}
    return bool(enquiry.said) and all((start, end) in people for _, start, end in enquiry.said)


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
    if not lines and _END.search(enquiry.text):
        return _not_ended(meetings[0])
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
    return label(meeting, None)


def _where(chosen: Chosen) -> str:
    return label(chosen.meeting, None)


def _when_where(meeting: Meeting, text: str) -> list[Statement]:
    if _END.search(text) and not _BOTH_ENDS.search(text):
        end = _ended(meeting)
        return [end] if end else []
    spans = [span for span in (meeting.date_span, meeting.place_span) if span]
    lines = [_labelled(sentence(meeting, None, "stamdata", *span)) for span in dict.fromkeys(spans)]
    told = " ".join(line.text for line in lines)
    time = time_span(meeting, meeting.start_time)
    if time and not any(time[0] < end and start < time[1] for start, end in spans):
        lines.insert(1, sentence(meeting, None, "stamdata", *time))
    if lines and danish_date(meeting.date) not in told:  # "2024-09-03", "03.09.24"
        lines[0] = replace(lines[0], text=_with_day(lines[0].text, meeting.date))
    return lines


def _labelled(line: Statement) -> Statement:
    """The line with a colon behind its label where that stands on a line of its own: "Mødested: Havnehuset"."""
    source = line.sources[0]
    label_line, _, value = source.meeting.text[source.start : source.end].partition("\n")
    label_line = display(label_line)
    if not value.strip() or not is_time_label(label_line) or not line.text.startswith(f"{label_line} "):
        return line
    return replace(line, text=f"{label_line.rstrip(' :')}: {line.text[len(label_line) :].strip()}")


def _with_day(text: str, day: date) -> str:
    """The line with its day in words: in the place of the figures, or before the line."""
    hit = next((hit for hit in find_dates(text) if hit.year and hit.as_date() == day), None)
    if (
        hit is None
        or not text[hit.start : hit.end].replace("-", "").replace(".", "").replace("/", "").isdecimal()
    ):
        return f"{danish_date(day)}: {text}"
    return f"{text[: hit.start]}{danish_date(day)}{text[hit.end :]}"


def _ended(meeting: Meeting) -> Statement | None:
    """When a meeting was over; None where that is not told."""
    span = time_span(meeting, meeting.end_time)
    if not meeting.end_time or not span:
        return None
    source = Source(meeting, None, "stamdata", *span)
    return Statement(f"Mødet sluttede kl. {meeting.end_time}.", (source,))


def _not_ended(meeting: Meeting) -> Reply | None:
    """That only the beginning of a meeting is told."""
    if not meeting.start_time:
        return None
    said = f"Referatet siger ikke, hvornår mødet sluttede; det begyndte kl. {meeting.start_time}."
    return hint([Statement(said, (which.day_source(meeting),))])


def time_span(meeting: Meeting, time: str | None) -> tuple[int, int] | None:
    """The line of a meeting's header that tells a time ("14:30", "14.30", "kl. 14")."""
    if not time:
        return None
    hours, minutes = time.split(":")
    written = rf"(?<!\d){int(hours):d}[.:]{minutes}\b|(?<!\d){hours}[.:]{minutes}\b"
    match = re.search(rf"^.*(?:{written}).*$", meeting.text[: meeting.header_end], re.MULTILINE)
    return match.span() if match else None


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


def _ended_so(enquiry: Enquiry) -> Reply | None:
    """The items of a body that ended in the way asked for, over all its meetings, the newest first."""
    keys = which.named(enquiry)
    lines = []
    for key in keys[:_READ]:
        meeting, _ = enquiry.searcher.item(key.id, None)
        for line in _decisions(meeting, enquiry.text):
            where = label(meeting, None)
            lines.append(replace(line, text=f"{where}: {line.text}"))
    if not lines or len(keys) > _READ:
        return None
    more = f" (de {_SHOWN} nyeste vises)" if len(lines) > _SHOWN else ""
    said = Statement(f"{len(lines)} {'punkt' if len(lines) == 1 else 'punkter'}{more}:", lines[0].sources)
    return Reply([said, *lines[:_SHOWN]])


def decision_line(meeting: Meeting, item: AgendaItem) -> Statement:
    """ "Punkt 4: Klyngemidler – Direktørforum besluttede …", citing the decision's own words."""
    told = decided.brief(meeting, item)
    return Statement(f"{heading(item)} – {told.text}", told.sources, list_line=True)
