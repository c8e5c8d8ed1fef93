"""The same topic in several bodies: one cited line for each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import decided
from assistant.cite import Statement
from assistant.enquiry import Enquiry, Reply
from assistant.read_items import term_set
from assistant.register import which
from assistant.register.words import bodies, own_words
from index.danish import stem, unfold
from index.dates import danish_date
from index.scope import MeetingKey
from index.types import AgendaItem, Filters, Meeting

_BODIES = (
    r"(?:sundheds)?klynge(?:r|rne)?|udvalg(?:ene)?|fora|forummer|forummerne|råd(?:ene)?|politiske niveauer"
)
_ASKS = re.compile(
    rf"\bhvilke (?:af )?(?:\w+ )?(?P<which>{_BODIES})\b.*\b(?:drøft\w*|behandl\w*|beslut\w*|tal\w* om|haft|tag\w* (?:op|stilling)|vedt\w*|godkend\w*|arbejd\w*|orienteret)|"
    rf"\b(?:på tværs af|sammenlign\w*|hver af|i alle|alle|samtlige|de forskellige|de enkelte)\s+(?:\w+\s+)?(?P<over>{_BODIES})\b|"
    rf"\bhva[dr]\w* har (?P<these>klyngerne|udvalgene|rådene|sundhedsklyngerne)\b|\bhvordan har (?P<those>klyngerne|udvalgene|rådene|sundhedsklyngerne)\b|"
    rf"\bpå tværs\b.*\b(?P<cross>klynge\w*|udvalg\w*|fora)\b"
)
_ASKING = frozenset(
    stem(word)
    for word in """klynger klyngerne sundhedsklynger sundhedsklyngerne udvalgene fora forummer råd rådene tværs sammenlign
    sammenligne forskellige enkelte niveauer niveau haft talt sagt mener arbejdet arbejder stilling alle""".split()
)
_DID = re.compile(
    r"\b(?:hvad|hvordan)\b.*\b(?:beslut\w*|vedt\w*|godkend\w*|anbefal\w*|sagde|mente|behandl\w*)\b"
)
_EACH = 3
_TITLED = 0.6
_READ = 12
_MOST = 15


def answer(enquiry: Enquiry) -> Reply | None:
    """What each body did about a topic; None where a question does not go across bodies."""
    match = _ASKS.search(enquiry.text)
    if not match:
        return _of_each(enquiry) if _DID.search(enquiry.text) else None
    topic = [word for word in own_words(enquiry) if stem(word) not in _ASKING]
    if not topic:
        return None
    kind = next(word for word in match.groupdict().values() if word)
    keys = {key.id: key for key in which.named(enquiry) if _is_kind(key, kind)}
    found = _by_body(enquiry, topic, keys)
    if not found:
        return None
    return Reply([_line(meeting, item, topic) for meeting, item in found[:_MOST]])


def _of_each(enquiry: Enquiry) -> Reply | None:
    """What each of two or three bodies that a question names ("Økonomiudvalget og Byrådet") did about its
    topic; None where one of them has no item about it."""
    named = bodies(enquiry)
    topic = [word for word in own_words(enquiry) if stem(word) not in _ASKING]
    if (
        not topic
        or not 2 <= len(named) <= _EACH
        or not re.search(r"\b(?:og|samt|henholdsvis)\b", enquiry.text)
    ):
        return None
    found = _by_body(enquiry, topic, {key.id: key for key in which.named(enquiry)})
    if {meeting.body for meeting, _ in found} != named:
        return None
    return Reply([_line(meeting, item, topic) for meeting, item in found])


def _is_kind(key: MeetingKey, kind: str) -> bool:
    name = unfold(f"{key.body} {key.organisation}")
    if "klynge" in kind:
        return "klynge" in name
    return "udvalg" in name if kind.startswith("udvalg") else True


def _by_body(
    enquiry: Enquiry, topic: Sequence[str], keys: dict[str, MeetingKey]
) -> list[tuple[Meeting, AgendaItem]]:
    """For each body its latest item about the topic, the bodies in the order of their names."""
    if not keys:
        return []
    ranked = enquiry.searcher.rank(" ".join(topic), Filters(meetings=tuple(keys))).items
    entries = {
        (e.meeting_id, e.ordinal): e
        for e in enquiry.searcher.entries(meetings=tuple(dict.fromkeys(r.meeting_id for r in ranked)))
    }
    best: dict[tuple[str, str], tuple[bool, MeetingKey, int]] = {}
    for place, item in enumerate(ranked):
        entry = entries.get((item.meeting_id, item.ordinal if item.ordinal is not None else -1))
        if entry is None or entry.closed:
            continue
        key = keys[item.meeting_id]
        titled = which.titled(enquiry, entry.title, topic) >= _TITLED
        name = (key.organisation, key.body)
        known = best.get(name)
        if not titled and (
            known or place >= _READ or not _held(enquiry, entry.meeting_id, entry.ordinal, topic)
        ):
            continue
        if known is None or (titled, key.date) > (known[0], known[1].date):
            best[name] = (titled, key, entry.ordinal)
    read = (enquiry.searcher.item(key.id, ordinal) for _, (_, key, ordinal) in sorted(best.items()))
    return [(meeting, item) for meeting, item in read if item]


def _held(enquiry: Enquiry, meeting_id: str, ordinal: int, topic: Sequence[str]) -> bool:
    """Whether an item's decision, not only its case, is about the topic."""
    meeting, item = enquiry.searcher.item(meeting_id, ordinal)
    if item is None:
        return False
    stems = {stem(word) for word in topic}
    said = (meeting.text[unit.start : unit.end] for _, unit in decided.decision_units(meeting, item))
    return any(stems <= term_set(words) for words in said)


def _line(meeting: Meeting, item: AgendaItem, topic: Sequence[str]) -> Statement:
    told = decided.brief(meeting, item, topic)
    number = f", punkt {item.number}" if item.number is not None else ""
    where = f"{meeting.body} ({danish_date(meeting.date)}{number})"
    return Statement(f"{where}: {told.text}", told.sources, list_line=True)
