"""Counts and lists over a period, the latest meeting, the items of a case, and where a topic was treated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import decided
from assistant.cite import Source, Statement, heading, heading_source, label
from assistant.enquiry import Enquiry, Reply, refusal
from assistant.read_items import term_set
from assistant.register import which
from assistant.register.steps import title_terms
from assistant.register.words import MEETING, own_words
from index.danish import content_words, unfold
from index.scope import MeetingKey
from index.types import Filters, ItemEntry

_MEETINGS = re.compile(
    rf"\b(?:hvilke|hvor mange|hvornår (?:er|var|blev) der|nævn|list|vis)\b[^,?]*\b(?:{MEETING}|referater)\b|\bhvor (?:mange gange|ofte|tit)\b.*\b(?:mødtes|holdt (?:de |man )?møde|samledes)\b"
)
_LATEST = re.compile(rf"\b(?:sidste|seneste|nyeste)\s+(?:\w+\s+)?(?:{MEETING}|referat\w*)")
_OLDEST = re.compile(rf"\b(?:første|ældste|tidligste)\s+(?:\w+\s+)?(?:{MEETING}|referat\w*)")
_CASE_OF = re.compile(r"\b(?:sagsnummer\w*|sags?[- ]?(?:id|nr|nummer)\w*|journalnummer\w*)\b")
_WHICH_LATEST = re.compile(r"\b(?:hvornår|hvad|hvilket|hvilken dato|hvor gammelt)\b")
_TIMES = re.compile(
    r"\bhvor (?:mange gange|ofte|tit)\b.*\b(?:behandle\w*|drøfte\w*|på dagsordenen|tage\w* op|oppe|vende\w*|diskutere\w*|nævn\w*|orientere\w*)\b|"
    r"\bhvor mange (?:punkter|sager|møder)\b.*\b(?:om|vedrørende|handlede|drejede|behandlede|drøftede)\b"
)
_EVERY = re.compile(
    rf"\b(?:hvilke|på hvilke|under hvilke|i hvilke)\s+(?:\w+\s+)?(?:{MEETING}|punkter|sager|dagsordenspunkter|referater)\b.*\b(?:om|behandle\w*|drøfte\w*|handle\w*|nævn\w*|diskutere\w*|på dagsordenen|sagsnummer\w*|sags\w*|orientere\w*|tale\w*|talt|vedrører|vedrørende)\b"
)
_WHERE = re.compile(
    rf"\b(?:på|under|i|til|ved)?\s*(?:hvilket|hvilken)\s+(?:\w+\s+)?(?:dagsordenspunkt|punkt|{MEETING}|referat|sagspunkt)\b|"
    r"\b(?:på|under|i|ved) hvilken sag\b|\bhvilken sag\b.*\b(?:handlede|handler|drejede|omhandlede|behandlede|drøftede|nævner|nævnte)\b|"
    r"\bunder hvilket emne\b|"
    rf"\bhvor i (?:referatet|referaterne|dagsordenen)\b|\bhvad (?:hedder|hed|er nummeret på) (?:det )?punkt\w*|\bhvilket nummer\b.*\bpunkt"
)
_WHAT_ITEM = re.compile(
    r"\bhvad (?:er|var|hedder|hed|handle\w*|drejede|omhandle\w*|gik|vedrør\w*)\b.*\bpunkt(?:et)? (?:nr )?\d"
)
_CASE_ASKED = re.compile(
    r"\b(?:sag\w*|emn|punkt\w*|møde\w*|handle\w*|drejer|behandle\w*|hvad|hvilke\w*|hvor)\b"
)
_TO_COME = re.compile(r"\bdatoer\b|\b(?:holdes|afholdes|skal|planlagt\w*|kommende|mødes)\b")
_SHOWN = 15
_TITLED = 0.66


def answer(enquiry: Enquiry) -> Reply | None:
    """A list, a count or a place of meetings and items; None when none is asked for."""
    text = enquiry.text
    topic = own_words(enquiry)
    if enquiry.ranking.hints.case_ids and _CASE_ASKED.search(text):
        return _case(enquiry)
    if topic and _CASE_OF.search(text):
        return _case_of(enquiry, [word for word in topic if not _CASE_OF.search(unfold(word))])
    if not topic and enquiry.focus and _TIMES.search(text):
        return _again(enquiry)
    if topic and (_TIMES.search(text) or _EVERY.search(text)):
        return _treatments(enquiry, topic)
    if topic and _WHERE.search(text):
        return _where(enquiry, topic)
    if enquiry.ranking.hints.items and _WHAT_ITEM.search(text):
        return _of_number(enquiry, topic)
    if topic or enquiry.ranking.hints.items:
        return None
    if _OLDEST.search(text) and _WHICH_LATEST.search(text):
        return _oldest(enquiry)
    if _LATEST.search(text) and _WHICH_LATEST.search(text):
        return _latest(enquiry)
    return _meetings(enquiry) if _MEETINGS.search(text) else None


def _latest(enquiry: Enquiry) -> Reply | None:
    keys = which.named(enquiry)
    if not keys:
        return None
    meeting, _ = enquiry.searcher.item(keys[0].id, None)
    line = which.meeting_line(meeting)
    return Reply([replace(line, text=f"Det seneste møde er {line.text}.", list_line=False)])


def _oldest(enquiry: Enquiry) -> Reply | None:
    keys = which.named(enquiry)
    if not keys:
        return None
    meeting, _ = enquiry.searcher.item(keys[-1].id, None)
    line = which.meeting_line(meeting)
    return Reply([replace(line, text=f"Det ældste møde er {line.text}.", list_line=False)])


def _case_of(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    """The case number of the item about a topic."""
    found = which.treated(enquiry, which.named(enquiry), topic) if topic else None
    if found is None or not found[1].case_id:
        return None
    meeting, item = found
    case = str(item.case_id)
    at = meeting.text.find(case, item.start, item.end)
    if at < 0:
        return None
    source = Source(meeting, item, "stamdata", at, at + len(case))
    text = f"{heading(item)} ({label(meeting, None)}) har sagsnummer {case}."
    return Reply([Statement(text, (source,))])


def _meetings(enquiry: Enquiry) -> Reply | None:
    keys = which.named(enquiry)
    if not keys:
        # Meetings to come stand in the minutes' text, not among the minutes.
        return None if _TO_COME.search(enquiry.text) else refusal("Der er ingen sådanne møder i referaterne.")
    return Reply(_counted(enquiry, [(key, None) for key in keys], "møde", "møder"))


def _case(enquiry: Enquiry) -> Reply:
    """The items of a case, oldest first."""
    case = enquiry.ranking.hints.case_ids[0]
    entries = [e for e in enquiry.searcher.entries(case_id=case) if e.meeting_id in enquiry.meetings]
    if not entries:
        return refusal(f"Der er ingen punkter med sagsnummer {case} i referaterne.")
    pairs = [(enquiry.meetings[entry.meeting_id], entry) for entry in entries]
    return Reply(_counted(enquiry, _dated(pairs), "punkt", "punkter"))


def _treatments(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    """The items about a topic among the meetings named."""
    pairs = _titled(enquiry, topic)
    return Reply(_counted(enquiry, _dated(pairs), "punkt", "punkter")) if pairs else None


def _of_number(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    """What an item is called that the question names by its number, and what became of it."""
    chosen = which.choose(enquiry, ()) if not topic else None
    if chosen is None or chosen.item is None or chosen.item.closed:
        return None
    meeting, item = chosen.meeting, chosen.item
    where = f"{heading(item)} ({label(meeting, None)})."
    lines = [Statement(where, (heading_source(meeting, item),))]
    if decided.decision_units(meeting, item):
        lines.append(decided.brief(meeting, item))
    return Reply([replace(line, list_line=False) for line in lines])


def _again(enquiry: Enquiry) -> Reply | None:
    """How often the matter of the answer before was treated, among the meetings that are spoken of."""
    places = (enquiry.searcher.item(*place)[1] for place in enquiry.focus)
    item = next((item for item in places if item), None)
    topic = (
        [word for word in content_words(item.title) if term_set(word) & title_terms(item.title)]
        if item
        else []
    )
    return _treatments(_about(enquiry, topic), topic) if topic else None


def _about(enquiry: Enquiry, topic: Sequence[str]) -> Enquiry:
    """The enquiry, asked of a topic instead of the answer before."""
    ranking = enquiry.searcher.rank(f"{enquiry.question.text} {' '.join(topic)}", enquiry.filters)
    hints = enquiry.ranking.hints
    return replace(enquiry, ranking=replace(ranking, hints=hints), focus=())


def _titled(enquiry: Enquiry, topic: Sequence[str]) -> list[tuple[MeetingKey, ItemEntry]]:
    """The items whose titles hold the topic, among the meetings that the question names."""
    keys = {key.id: key for key in which.named(enquiry)}
    if not keys:
        return []
    inside = replace(enquiry.filters or Filters(), meetings=tuple(keys))
    found = enquiry.searcher.rank(" ".join(topic), inside).items
    places = {(r.meeting_id, r.ordinal) for r in found if r.ordinal is not None}
    entries = enquiry.searcher.entries(meetings=tuple(dict.fromkeys(r.meeting_id for r in found)))
    return [
        (keys[entry.meeting_id], entry)
        for entry in entries
        if (entry.meeting_id, entry.ordinal) in places
        and not entry.closed
        and which.titled(enquiry, entry.title, topic) >= _TITLED
    ]


def _dated(pairs: Sequence[tuple[MeetingKey, ItemEntry]]) -> list[tuple[MeetingKey, ItemEntry | None]]:
    ordered = sorted(pairs, key=lambda pair: (pair[0].date, pair[1].ordinal))
    return [(key, entry) for key, entry in ordered]


def _counted(
    enquiry: Enquiry, pairs: Sequence[tuple[MeetingKey, ItemEntry | None]], one: str, many: str
) -> list[Statement]:
    """Meetings or items as cited lines, with their number in front where there is more than one."""
    lines = [_line(enquiry, key, entry) for key, entry in pairs[:_SHOWN]]
    if len(pairs) == 1:
        return [replace(lines[0], list_line=False)]
    shown = f" (de første {_SHOWN} vises)" if len(pairs) > _SHOWN else ""
    held = len({key.id for key, _ in pairs})
    spread = f" på {held} {'møde' if held == 1 else 'møder'}" if one != "møde" else ""
    return [Statement(f"{len(pairs)} {many}{spread}{shown}:", lines[0].sources), *lines]


def _line(enquiry: Enquiry, key: MeetingKey, entry: ItemEntry | None) -> Statement:
    meeting, item = enquiry.searcher.item(key.id, entry.ordinal if entry else None)
    if item is None:
        return which.meeting_line(meeting)
    text = f"{heading(item)} ({label(meeting, None)})"
    return Statement(text, (heading_source(meeting, item),), list_line=True)


def _where(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    """The item, and so the meeting, that treats a topic best."""
    found = which.treated(enquiry, which.named(enquiry), topic)
    if found is None:
        return None
    meeting, item = found
    text = f"{heading(item)} ({label(meeting, None)})."
    return Reply([Statement(text, (heading_source(meeting, item),))])
