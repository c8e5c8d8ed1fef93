"""What became of an amendment, or of what one member asked for: the sentence that puts it forward, with the
votes on it and what they ended in. It stands in the discussion as often as in the decision."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import ballots
from assistant.cite import Statement
from assistant.decided import quoted
from assistant.enquiry import Enquiry, Reply
from assistant.read_items import ReadItem, ReadUnit, read_item
from assistant.register import which
from assistant.register.words import own_words
from index.danish import unfold
from index.types import AgendaItem, Meeting

_AMENDMENT = r"(?:(?:under)?ændringsforslag|modforslag)\w*"
_ASKS = re.compile(
    rf"\b{_AMENDMENT}\b.*\b(?:stem\w+|gik|skete|vedtaget|vedtog|forkast\w*|afvist|faldt|bortfaldt|godkendt|udfald\w*|resultat\w*)\b|"
    rf"\b(?:stem\w+|gik|skete|vedtaget|vedtog|forkast\w*|afvist|faldt|bortfaldt|godkendt|udfald\w*|resultat\w*)\b.*\b{_AMENDMENT}\b|"
    rf"\b(?:blev|fik) .*\b{_AMENDMENT}\b.*\b(?:igennem|medhold|flertal|opbakning|støtte)\b"
)
_ASKS_HEARD = re.compile(r"^\W*(?:og )?fik\b.*\b(?:medhold|ret|igennem|opbakning|ja)\b")
_PUTS = re.compile(rf"\b{_AMENDMENT}\b", re.IGNORECASE)
_WISHES = re.compile(
    r"\b(?:foreslog|ønskede|bad om|anmodede om|stillede forslag|forslag (?:fra|af|om))\b", re.IGNORECASE
)
_ENDS = re.compile(
    r"\b(?:faldt|bortfald\w*|forkast\w*|vedtag\w*|vedtog\w*|godkend\w*|afvis\w*|tiltrådt\w*|nedstemt\w*|imødekom\w*|"
    r"fremmet|trukket|flertal|fulgte|fulgt|medhold)\b",
    re.IGNORECASE,
)
_VOTED_ON = re.compile(r"\bstem(?:t|te|mes) om\b|\bafstemning om\b", re.IGNORECASE)
_ASKING = re.compile(
    r"ændringsforslag|modforslag|stem(?:te|mer|t$)|^(?:gik|skete|vedtaget|vedtog|faldt|bortfaldt|godkendt|fik|medhold|igennem|opbakning|"
    r"resultatet|udfaldet|forkastet|afvist|flertal|støtte|tage|ret)$"
)
_NOT_TOLD = ("bilag", "tidligere beslutninger")
_BEHIND = 4  # so many sentences behind the one that puts it forward may tell of it
_LEAST = 0.3  # share of the topic that the sentence, or the next one, must hold
_HELD = 0.6
_LOOKED_AT = 5


def answer(enquiry: Enquiry) -> Reply | None:
    """The sentences on the amendment, or the wish, that a question is about; None where it asks for none,
    or nothing tells what became of it."""
    heard = bool(_ASKS_HEARD.search(enquiry.text))
    if not heard and not _ASKS.search(enquiry.text):
        return None
    topic = [word for word in own_words(enquiry) if not _ASKING.search(unfold(word))]
    if not topic:
        return None
    says = _WISHES if heard else _PUTS
    best: tuple[float, list[Statement]] | None = None
    admitted = {key.id for key in which.subject_of(enquiry)}
    for ranked in enquiry.ranking.items[:_LOOKED_AT]:
        meeting, item = enquiry.searcher.item(ranked.meeting_id, ranked.ordinal)
        if ranked.meeting_id not in admitted or item is None or item.closed:
            continue
        for fit, lines in _told(enquiry, meeting, item, topic, says):
            if best is None or fit > best[0]:
                best = (fit, lines)
    return Reply(best[1]) if best else None


def _told(
    enquiry: Enquiry, meeting: Meeting, item: AgendaItem, topic: Sequence[str], says: re.Pattern[str]
) -> list[tuple[float, list[Statement]]]:
    """Each place where an item puts such a thing forward and tells what became of it, with the share of the
    topic that the place and the item's title hold."""
    read = read_item(meeting, item)
    found = []
    for at, unit in enumerate(read.units):
        if unit.section.kind in _NOT_TOLD or not says.search(read.texts[at]):
            continue
        behind = _behind(read, at)
        whole = unit.terms.union(*(other.terms for other in behind[:1]))
        fit = which.share(enquiry, whole, topic)
        if which.share(enquiry, whole | read.title, topic) < _HELD:
            continue
        if fit < _LEAST and not (says is _PUTS and which.share(enquiry, read.title, topic) >= _HELD):
            continue
        if not behind and not _ENDS.search(says.sub("", read.texts[at])):
            continue
        lines = [quoted(meeting, item, one.section, one.unit) for one in (unit, *behind)]
        found.append((fit, lines))
    return found


def _behind(read: ReadItem, at: int) -> list[ReadUnit]:
    """The sentences right behind one, in its section, that tell of votes or of what they ended in."""
    found: list[ReadUnit] = []
    for place in range(at + 1, min(at + 1 + _BEHIND, len(read.units))):
        unit, words = read.units[place], read.texts[place]
        if unit.section is not read.units[at].section or not (ballots.is_cast(words) or _ENDS.search(words)):
            break
        if _PUTS.search(words) and not (_ENDS.search(words) or _VOTED_ON.search(words)):
            break
        if found and _VOTED_ON.search(words) and not _PUTS.search(words):
            break  # the next vote is on another matter
        found.append(unit)
    return found
