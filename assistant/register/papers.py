"""The attachments of an item, and the item that an attachment belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.cite import Source, Statement, display, heading, heading_source, label
from assistant.enquiry import Enquiry, Reply, hint
from assistant.question import is_yesno
from assistant.register import which
from assistant.register.words import beside_header, own_words
from index.danish import stem
from index.types import AgendaItem, Attachment, Filters, Meeting

_PAPERS = r"(?:bilag(?:ene|et)?|dokument(?:er|erne|et)?|vedhæft\w*|vedlagt\w*|filer|fil)"
_LIST = re.compile(
    rf"\b(?:hvilke|hvor mange|hvad for|nævn|vis|er der|var der|blev der)\b(?:\s+\w+){{0,2}}?\s+{_PAPERS}\b(?!\s+(?:\w+\s+)?(?:viser|indeholder|beskriver|fremgår))|"
    rf"\bhvad (?:er|var|blev) (?:der )?(?:vedhæftet|vedlagt)|^\W*bilag(?:ene)?\s+(?:til|i|for|på)\b|^\W*(?:bilag|vedhæftninger|filer)(?!.*\bhv)\b\s+\w|\bhvilke bilag\b|"
    rf"^\W*(?:har|havde|findes|hører|hørte|er|var|blev)\b.*\b{_PAPERS}\W*(?:til|ved|i)?\W*$"
)
_PLACE = (
    r"(?:hvor(?! mange)|(?:(?:under|til|i|på|ved) )?hvilke[tn] (?:punkt|sag|møde|dagsordenspunkt|referat))"
)
_HOME = re.compile(
    rf"\b{_PLACE}\b.*\b{_PAPERS}\b.*\b(?:hører|høre|ligger|findes|vedlagt|vedhæftet)\b|"
    rf"\b{_PLACE}\b.*\b(?:hører|høre|ligger|findes|finder)\b.*\b{_PAPERS}\b"
)
_WHICH = re.compile(
    r"\bhvilke[nt]? (?:fil|filer|dokument|dokumenter|bilag|vedhæftning|vedhæftninger)\b(?!.*\b(?:til|ved|hør\w+)\b).*\b(?:om|vedrørende)\b|"
    r"\b(?:i|på|af|ud fra)\s+hvilke[tn]? bilag\b|\bhvilket bilag\b|\bhvilke bilag (?:viser|indeholder|beskriver|ligger)\b"
)
_NUMBERED = re.compile(
    r"\b(?:hvad (?:er|var|hedder|hed|indeholder)|hvilke[tn]? (?:dokument|papir|fil)\w* (?:er|var)) "
    r"bilag (?:nr\.? ?)?(?P<number>\d{1,3}(?:\.\d{1,2})?[a-h]?)\b"
)
_BELONGS = re.compile(r"\bbilag\s+(?:\w+\s+){0,2}?(?:vedlagt|vedhæftet|hører|høre|til punkt\w*|til sag\w*)\b")
_INSIDE = re.compile(
    r"\bhvis\b.*\bbilag\b|\bhvem\b|\bhvorfor\b|\bhvad (?:viser|indeholder|står der i|fremgår)"
)
# The minutes as a whole, by any name: what is with them is with the meeting, not with one item.
_MINUTES = frozenset(
    stem(word)
    for word in "noter noterne mødereferat mødereferatet beslutningsreferat protokol protokollen mail mailen indkaldelse".split()
)
_AT_THE_END = re.compile(
    r"^[ \t]*(?:vedlagt|vedhæftet|(?:bilag|filer) (?:omdelt|vedlagt|vedhæftet))\b[^:\n]{0,40}:[ \t]*\S[^\n]*(?:\n(?=\S)[^\n:]+)*",
    re.IGNORECASE | re.MULTILINE,
)
_NAMED_THERE = re.compile(
    r"^[ \t]*(?:bilag|vedlagt|vedhæftet|filer)\b[^:\n]{0,40}:[ \t]*\S[^\n]*(?:\n(?=\S)[^\n:]+)*",
    re.IGNORECASE | re.MULTILINE,
)
_OF_CASE = re.compile(r"\b(\w{5,}?)s?(?:sagen|punktet)\b")
_NAMED = 0.75
_SAID = 0.5
_LISTS = 0.25  # what it counts for that an item has attachments, in places of the search as tenths
_LOOKED_AT = 8
_TOGETHER = 2  # so many items' attachments are shown in one answer
_MOST = 8
_SHOWN = 30
_ALIKE = 4  # so many attachments with the same words are no answer to "which one"


def answer(enquiry: Enquiry) -> Reply | None:
    """An item's attachments, or the item of an attachment; None when neither is asked for."""
    enquiry = _without_case(enquiry)
    text = enquiry.text
    topic = own_words(enquiry)
    if numbered := _NUMBERED.search(text):
        return _of_number(enquiry, topic, numbered["number"])
    if _LIST.search(text) and (whole := _of_meeting(enquiry, topic)):
        return whole
    if _WHICH.search(text):
        return _which(enquiry, topic)
    if _INSIDE.search(text):
        return None
    if _HOME.search(text):
        return _home(enquiry, topic)
    return _papers(enquiry, topic) if _LIST.search(text) else None


def _without_case(enquiry: Enquiry) -> Enquiry:
    """The enquiry asked of a matter instead of its case: "havnesagen" is the case of "havn"."""
    text = enquiry.question.text
    said = _OF_CASE.sub(r"\1", text) if _LIST.search(enquiry.text) else text
    if said == text or enquiry.focus:
        return enquiry
    question = replace(enquiry.question, text=said)
    return replace(enquiry, question=question, ranking=enquiry.searcher.rank(said, enquiry.filters))


def _of_meeting(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    """All that is with the minutes of the meeting named, where no item is; None where one is, or nothing is
    with them."""
    rest = beside_header(enquiry, [word for word in topic if stem(word) not in _MINUTES])
    if rest or enquiry.ranking.hints.items or not which.names_meeting(enquiry):
        return None
    chosen = which.choose(enquiry, ())
    if chosen is None:
        return None
    meeting = chosen.meeting
    listed = [(item, entry) for item in meeting.items if not item.closed for entry in item.attachments]
    if not listed:
        items = [None, *(item for item in meeting.items if not item.closed)]
        lines = [line for item in items if (line := _line_in(meeting, item))]
        return Reply(list({line.sources: line for line in lines}.values())[:_MOST]) if lines else None
    if len(listed) > _SHOWN:
        return None
    return Reply([_line(meeting, item, entry, len(listed) > 1) for item, entry in listed])


def _of_number(enquiry: Enquiry, topic: Sequence[str], number: str) -> Reply | None:
    """The attachment of that number in the meeting named; None where there is none or more than one."""
    chosen = None if beside_header(enquiry, topic) else which.choose(enquiry, ())
    keys = [chosen.meeting.id] if chosen else [key.id for key in which.named(enquiry)][:_LOOKED_AT]
    word = r"bilag\s+(?:nr\.?\s?)?"
    before = rf"(?:{word})?" if "." in number else word  # "3.1 Plan" needs no word to be read as a number
    called = re.compile(rf"{before}{re.escape(number)}(?![\w.]*\w)", re.IGNORECASE)
    found = [
        (meeting, item, entry)
        for meeting in (enquiry.searcher.item(name, None)[0] for name in keys)
        for item in meeting.items
        if not item.closed
        for entry in item.attachments
        if called.match(entry.title)
    ]
    return Reply([_line(*found[0], many=False)]) if len(found) == 1 else None


def _line_in(meeting: Meeting, item: AgendaItem | None) -> Statement | None:
    """The line of an item, or anywhere in the minutes, that names what is with it in running text."""
    start, end = (item.start, item.end) if item else (0, len(meeting.text))
    match = (_NAMED_THERE if item else _AT_THE_END).search(meeting.text, start, end)
    if not match:
        return None
    held = next((i for i in meeting.items if i.start <= match.start() < i.end), None)
    if held and held.closed:
        return None
    return Statement(display(match[0]), (Source(meeting, held, "bilag", *match.span()),))


def _papers(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    found = _items(enquiry, topic)
    listed = [(meeting, item) for meeting, item in found if item.attachments]
    of_topic = listed and which.titled(enquiry, listed[0][1].title, topic) >= _SAID
    if topic and not of_topic and (named := _named(enquiry, topic)):
        return named
    if not found:
        return None
    if not listed:
        meeting, item = found[0]
        if line := _line_in(meeting, item):
            return Reply([line])
        where = f"{heading(item)} ({label(meeting, item)})"
        return hint([Statement(f"Der er ikke nævnt bilag til {where}.", (heading_source(meeting, item),))])
    entries = [entry for _, item in listed for entry in item.attachments]
    lines = [
        _line(meeting, item, entry, len(entries) > 1)
        for meeting, item in listed
        for entry in item.attachments
    ]
    if len(listed) > 1:
        return Reply(_each(listed))
    meeting, item = listed[0]
    if re.search(r"\bhvor mange\b", enquiry.text):
        return Reply([Statement(f"{len(lines)} bilag:", lines[0].sources), *lines])
    if is_yesno(enquiry.text):
        where = f"{heading(item)} ({label(meeting, item)})"
        return Reply([Statement(f"Ja, til {where}:", lines[0].sources), *lines])
    return Reply(lines)


def _each(listed: Sequence[tuple[Meeting, AgendaItem]]) -> list[Statement]:
    """The attachments of items that a question fits alike, each item's own under its heading."""
    lines = []
    for meeting, item in listed:
        where = f"{heading(item)} ({label(meeting, None)}):"
        lines.append(Statement(where, (heading_source(meeting, item),)))
        lines += [_line(meeting, item, entry, True) for entry in item.attachments]
    return lines


def _named(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    """The attachments whose own titles hold a topic, of the items that the search finds."""
    admitted = {key.id for key in which.subject_of(enquiry)}
    lines: list[Statement] = []
    for ranked in enquiry.ranking.items[:_LOOKED_AT]:
        if ranked.meeting_id not in admitted or ranked.ordinal is None:
            continue
        meeting, item = enquiry.searcher.item(ranked.meeting_id, ranked.ordinal)
        if item and not item.closed:
            fit = [e for e in item.attachments if which.titled(enquiry, e.title, topic) >= _NAMED]
            lines += [_line(meeting, item, entry, True) for entry in fit]
    if not lines or len(lines) > _MOST:
        return None
    if len(lines) == 1:
        lines = [replace(lines[0], list_line=False)]
    if is_yesno(enquiry.text) or re.search(r"\b(?:er|var|blev) der\b", enquiry.text):
        lines[0] = replace(lines[0], text=f"Ja: {lines[0].text}")
    return Reply(lines)


def _items(enquiry: Enquiry, topic: Sequence[str]) -> list[tuple[Meeting, AgendaItem]]:
    """The items whose attachments are asked for: by number in the meeting named, by topic, or that of the
    answer before. Several only where their titles hold all of the topic and nothing tells them apart."""
    if not topic and not enquiry.ranking.hints.items and not which.names_meeting(enquiry):
        places = (enquiry.searcher.item(*place) for place in enquiry.focus)
        before = next(((meeting, item) for meeting, item in places if item), None)
        if before:
            return [] if before[1].closed else [before]
    if enquiry.ranking.hints.items or not topic:
        chosen = which.choose(enquiry, topic)
        sure = chosen and chosen.item and not chosen.item.closed
        return [(chosen.meeting, chosen.item)] if chosen and chosen.item and sure else []
    found = which.treated(enquiry, which.subject_of(enquiry), topic, _worth)
    return [found, *_alike(enquiry, topic, *found)] if found else []


def _worth(_: Meeting, item: AgendaItem) -> float:
    return _LISTS if item.attachments else 0.0


def _alike(
    enquiry: Enquiry, topic: Sequence[str], meeting: Meeting, item: AgendaItem
) -> list[tuple[Meeting, AgendaItem]]:
    """The items of other meetings whose titles hold a topic as fully, where no meeting is named."""
    settled = which.names_meeting(enquiry) and not which.year_of_matter(enquiry)
    if settled or enquiry.focus or which.titled(enquiry, item.title, topic) < 1.0:
        return []
    found = []
    for ranked in enquiry.ranking.items[:_LOOKED_AT]:
        other, its = enquiry.searcher.item(ranked.meeting_id, ranked.ordinal)
        if other.id == meeting.id or its is None or its.closed or not its.attachments:
            continue
        if which.titled(enquiry, its.title, topic) >= 1.0 and not _same_papers(item, its):
            found.append((other, its))
    return found[: _TOGETHER - 1]


def _same_papers(one: AgendaItem, other: AgendaItem) -> bool:
    """Whether two items share an attachment: the same case before another body."""
    return bool({entry.title for entry in one.attachments} & {entry.title for entry in other.attachments})


def _line(meeting: Meeting, item: AgendaItem, entry: Attachment, many: bool) -> Statement:
    return Statement(display(entry.title), _sources(meeting, item, entry), list_line=many)


def _sources(meeting: Meeting, item: AgendaItem, entry: Attachment) -> tuple[Source, ...]:
    """Where an attachment is named; with its item's heading where it is named outside the item, in a list
    at the end of the minutes."""
    holder = next((i for i in meeting.items if i.start <= entry.start < i.end), None)
    source = Source(meeting, holder, "bilag", entry.start, entry.end)
    return (source,) if holder is item else (source, heading_source(meeting, item))


def _which(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    """The attachments of the item whose titles hold what the item's own title does not say."""
    found = which.treated(enquiry, which.subject_of(enquiry), topic, _worth)
    if found is None or not found[1].attachments:
        return None
    meeting, item = found
    telling = [word for word in topic if not which.titled(enquiry, item.title, [word])]
    if not telling or _BELONGS.search(enquiry.text):
        return Reply([_line(meeting, item, e, len(item.attachments) > 1) for e in item.attachments])
    shares = [(which.titled(enquiry, entry.title, telling), entry) for entry in item.attachments]
    best = max(share for share, _ in shares)
    chosen = [entry for share, entry in shares if share == best]
    if best < _SAID or len(chosen) > _ALIKE:
        return None
    return Reply([_line(meeting, item, entry, len(chosen) > 1) for entry in chosen])


def _home(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    """Which item an attachment belongs to: the one whose list names it most fully."""
    if not topic:
        return None
    chosen = enquiry.filters or Filters()
    inside = Filters(chosen.bodies, chosen.levels, chosen.since, chosen.until, chosen.meetings, ("bilag",))
    best: tuple[float, Meeting, AgendaItem, Attachment] | None = None
    for passage in enquiry.searcher.search(" ".join(topic), 6, inside):
        meeting, item = enquiry.searcher.item(passage.meeting_id, passage.ordinal)
        for entry in item.attachments if item and not item.closed else ():
            share = which.titled(enquiry, entry.title, topic)
            if item and share >= _NAMED and (best is None or share > best[0]):
                best = (share, meeting, item, entry)
    if best is None:
        return None
    _, meeting, item, entry = best
    said = f"»{display(entry.title)}« hører til {heading(item)} ({meeting.body}, {label(meeting, None).rsplit(', ', 1)[-1]})."
    return Reply([Statement(said, _sources(meeting, item, entry))])
