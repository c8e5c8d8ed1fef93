"""What in a passage a claim may lean on: single units, decisions with what they answer, lists as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.cite import display
from assistant.outcome import is_bare
from assistant.passages import Offered
from assistant.read_items import ReadUnit
from assistant.sentences import sentences
from assistant.wording import reworded

_RECOMMENDS = re.compile(
    r"\b(?:indstill?(?:es|er|ede|ing)|det foreslås|lægge[rs]? op til|foreslår|anbefaler)\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"^\W*(?:ad\.?\s*|punkt\s*)?(\d{1,2})\s*[.):]", re.IGNORECASE)
_BARE_START = re.compile(
    r"^\W*(?:\d{1,2}[.):]\s*)?(?:ikke\s+)?(?:godkendt|anbefal\w*|tiltrådt|vedtaget|afvist|udsat|taget til \w+|tages til \w+|drøftet|indstilling\w* \w+)\b",
    re.IGNORECASE,
)
# A sentence that begins like this speaks of what the one before it names.
_REFERS_BACK = re.compile(
    r"^\W*(?:det|den|de|dette|disse|han|hun|heraf|kommunen|regionen|firmaet|foreningen|virksomheden|skolen|"
    r"(?:udgift|pris|omkostning|beløb|tilskud|midler|bevilling)(?:en|et|ne|erne|ene|tet|dene)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Some words of one item that a claim may lean on: `units` are cited, `near` gives them context, and
    `before` is the sentence that they refer back to."""

    units: tuple[ReadUnit, ...]
    text: str
    near: str
    section: str
    recommended: bool
    before: str = ""


def gather(passage: Offered) -> Iterator[Evidence]:
    """Everything in a passage that a claim may lean on: each unit with its lead-in, decisions with the
    recommendation they answer, and a list as a whole."""
    text = passage.meeting.text
    units = passage.units
    for place, unit in enumerate(units):
        single = _single(text, unit)
        if place and units[place - 1].section is unit.section and _REFERS_BACK.match(single.text):
            single = replace(single, before=_single(text, units[place - 1]).text)
        yield single
    yield from _answered(text, units)
    yield from _lists(text, units)


def _single(text: str, unit: ReadUnit) -> Evidence:
    lead = display(text[slice(*unit.unit.lead)]) if unit.unit.lead else ""
    own = reworded(display(text[unit.unit.mark : unit.unit.end]))
    recommended = unit.section.kind == "indstilling" or bool(_RECOMMENDS.search(lead))
    if unit.section.kind == "beslutning" and not _RECOMMENDS.search(lead):
        recommended = bool(re.search(r"\bindstiller\b", own))
    elif _RECOMMENDS.search(own):
        recommended = True
    return Evidence(
        (unit,),
        own,
        f"{lead} {unit.section.heading if unit.unit.lead is None else ''}".strip(),
        unit.section.kind,
        recommended,
    )


def _answered(text: str, units: Sequence[ReadUnit]) -> Iterator[Evidence]:
    """A decision that says only "2. Godkendt." with the point that it answers."""
    points = [
        u
        for u in units
        if _single(text, u).recommended and u.section.kind != "beslutning" and not _is_lead(u, units)
    ]
    for unit in units:
        if unit.section.kind != "beslutning":
            continue
        whole = text[unit.unit.start : unit.unit.end]
        number = _NUMBERED.match(whole)
        if not (is_bare(whole) or _BARE_START.match(whole) or number):
            continue
        numbers = {n[1] for p in points if (n := _NUMBERED.match(text[p.unit.start : p.unit.end]))}
        for point in points:
            its = _NUMBERED.match(text[point.unit.start : point.unit.end])
            if number and numbers and (not its or its[1] != number[1]):
                continue
            own = display(text[slice(*sentences(text, unit.unit.mark, unit.unit.end)[0])])
            near = _settled_form(display(text[point.unit.mark : point.unit.end]))
            yield Evidence((unit, point), own, near, "beslutning", False)


def _settled_form(point: str) -> str:
    """A recommendation's words without the verb that its decision answers ("Godkender, at …")."""
    return re.sub(
        r"^(?:at\s+)?(?:[\w-]+\s+){0,3}?(?:godkende[rs]?|tager|drøfter|anbefaler|vedtager|beslutter|tiltræder)\b,?\s*",
        "",
        point,
    )


def _is_lead(unit: ReadUnit, units: Sequence[ReadUnit]) -> bool:
    return any(other.unit.lead == (unit.unit.start, unit.unit.end) for other in units)


def refers(evidence: Evidence) -> bool:
    """Whether a decision points to its item instead of naming what it decides: "Punktet blev udsat"."""
    return is_answer(evidence) or bool(
        re.search(
            r"\b(?:punktet|sagen|indstilling\w*|forslaget|ansøgningen|planen|den|det)\b",
            evidence.text,
            re.IGNORECASE,
        )
    )


def is_answer(evidence: Evidence) -> bool:
    return len(evidence.units) > 1 and evidence.section == "beslutning"


def _lists(text: str, units: Sequence[ReadUnit]) -> Iterator[Evidence]:
    """Each list with its lead-in as one piece of evidence."""
    grouped: dict[tuple[int, int], list[ReadUnit]] = {}
    for unit in units:
        if unit.unit.kind in ("list", "row") and unit.unit.lead:
            grouped.setdefault(unit.unit.lead, []).append(unit)
    at = {(unit.unit.start, unit.unit.end): unit for unit in units}
    for span, members in grouped.items():
        if len(members) < 2 or len(members) > 15:
            continue
        first = _single(text, members[0])
        lines = "\n".join(_single(text, member).text for member in members)
        lead = at.get(span)
        cited = (lead, *members) if lead else tuple(members)
        yield Evidence(cited, lines, first.near, first.section, first.recommended)
