"""The attachments of an item, and the item that an attachment belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cite import Source, Statement, display, heading, heading_source, label
from assistant.enquiry import Enquiry, Reply, hint
from assistant.question import is_yesno
from assistant.register import which
from assistant.register.words import own_words
from index.types import AgendaItem, Attachment, Filters, Meeting

_PAPERS = r"(?:bilag(?:ene|et)?|dokument(?:er|erne|et)?|vedhæft\w*|vedlagt\w*|filer|fil)"
_LIST = re.compile(
    rf"\b(?:hvilke|hvor mange|hvad for|nævn|vis|er der|var der|blev der)\b(?:\s+\w+){{0,2}}?\s+{_PAPERS}\b(?!\s+(?:\w+\s+)?(?:viser|indeholder|beskriver|fremgår))|"
    rf"\bhvad (?:er|var|blev) (?:der )?(?:vedhæftet|vedlagt)|^\W*bilag(?:ene)?\s+(?:til|i|for|på)\b|\bhvilke bilag\b|"
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
    r"\b(?:i|på|af|ud fra)\s+hvilke[tn]? bilag\b|\bhvilket bilag\b|\bhvilke bilag (?:viser|indeholder|beskriver|ligger)\b"
)
_BELONGS = re.compile(r"\bbilag\s+(?:\w+\s+){0,2}?(?:vedlagt|vedhæftet|hører|høre|til punkt\w*|til sag\w*)\b")
_INSIDE = re.compile(
    r"\bhvis\b.*\bbilag\b|\bhvem\b|\bhvorfor\b|\bhvad (?:viser|indeholder|står der i|fremgår)"
)
_NAMED = 0.75
_SAID = 0.5
_ALIKE = 4  # so many attachments with the same words are no answer to "which one"


def answer(enquiry: Enquiry) -> Reply | None:
    """An item's attachments, or the item of an attachment; None when neither is asked for."""
    text = enquiry.text
    topic = own_words(enquiry)
    if _WHICH.search(text):
        return _which(enquiry, topic)
    if _INSIDE.search(text):
        return None
    if _HOME.search(text):
        return _home(enquiry, topic)
    return _papers(enquiry, topic) if _LIST.search(text) else None


def _papers(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    found = _item(enquiry, topic)
    if found is None:
        return None
    meeting, item = found
    if item.closed:
        return None
    where = f"{heading(item)} ({label(meeting, item)})"
    if not item.attachments:
        return hint([Statement(f"Der er ikke nævnt bilag til {where}.", (heading_source(meeting, item),))])
    lines = [_line(meeting, item, entry, len(item.attachments) > 1) for entry in item.attachments]
    if re.search(r"\bhvor mange\b", enquiry.text):
        return Reply([Statement(f"{len(lines)} bilag:", lines[0].sources), *lines])
    if is_yesno(enquiry.text):
        return Reply([Statement(f"Ja, til {where}:", lines[0].sources), *lines])
    return Reply(lines)


def _item(enquiry: Enquiry, topic: Sequence[str]) -> tuple[Meeting, AgendaItem] | None:
    """The item whose attachments are asked for: by its number in the meeting named, by its topic, or that
    of the answer before."""
    if not topic and not enquiry.ranking.hints.items and not which.names_meeting(enquiry):
        places = (enquiry.searcher.item(*place) for place in enquiry.focus)
        before = next(((meeting, item) for meeting, item in places if item), None)
        if before:
            return before
    if enquiry.ranking.hints.items or not topic:
        chosen = which.choose(enquiry, topic)
        if chosen and chosen.item:
            return chosen.meeting, chosen.item
        return None
    return which.treated(enquiry, which.named(enquiry), topic)


def _line(meeting: Meeting, item: AgendaItem, entry: Attachment, many: bool) -> Statement:
    source = Source(meeting, item, "bilag", entry.start, entry.end)
    return Statement(display(entry.title), (source,), list_line=many)


def _which(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    """The attachments of the item whose titles hold what the item's own title does not say."""
    found = which.treated(enquiry, which.named(enquiry), topic)
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
    source = Source(meeting, item, "bilag", entry.start, entry.end)
    said = f"»{display(entry.title)}« hører til {heading(item)} ({meeting.body}, {label(meeting, None).rsplit(', ', 1)[-1]})."
    return Reply([Statement(said, (source,))])
