"""The sections of one agenda item: where each begins, under which heading, and of what kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.heading_words import LETTERS, VOCABULARY, Label
from index.headings import (
    LONGEST,
    OPENNESS,
    asks,
    follows,
    inline_label,
    is_account,
    is_discussion,
    is_meta,
    is_talk,
    is_type_label,
    label_of,
    lists_for,
    names_body,
    only_talk,
    settles,
    stopped_label,
)
from index.lines import Line
from index.outcomes import split_outcomes, states_one
from index.recommended import split_request
from index.types import Section


@dataclass(frozen=True, slots=True)
class _Opening:
    """A section that begins at offset `start`; its text at `body`, on its heading's line if `inline`."""

    kind: str
    heading: str
    start: int
    body: int
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Minutes:
    """What of the whole minutes bears on one item: how often each label is used, which day and body.

    A heading that names day and body ("Beslutning i Regionsrådet den …") heads this meeting's own
    decision; one that names another body or day heads an earlier one.
    """

    counts: Counter[str]
    day: date
    body: str


_PEOPLE = re.compile(
    r"^(?P<absent>(?:afbud|fraværende|ikke til ?stede|ikke deltagende|ikke mødt|deltog ikke|forhindret"
    r"|fravær|meldt afbud)(?:\s+(?:fra|med afbud))?)\s*:"
    r"\s*(?=\S)"
    r"|^(?P<from>afbud fra)\s+(?=[A-ZÆØÅ])|^(?P<present>deltagere|mødedeltagere|til ?stede)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"^(?:[-–•*·▪]\s*|\d{1,2}[.):]?\s+|[a-h][.)]\s+)\S")
_POINT = re.compile(r"^(?:[-–•*·▪]\s*|\d{1,2}[.):]?\s+|[a-h][.)]\s+)?at\b", re.IGNORECASE)
_INLINE, _STOPS, _LETTERED = "inline ", "stopped", "lettered"
_FEW = 2
_REMARK = re.compile(r"\([^()]*\)")
_PARAGRAPH = frozenset(
    {"indstilling", "økonomi", "resumé", "tidsplan", "kommunikation", "konsekvenser", "høring", "lovgrundlag"}
)
_CONTENT = frozenset(
    {"sagsfremstilling", "indstilling", "beslutning", "tidligere beslutninger", "resumé", "økonomi"}
)
_TYPE = re.compile(r"(?:beslutning|drøftelse|orientering|godkendelse|høring|temadrøftelse)", re.IGNORECASE)
_OUTCOMES = frozenset({"beslutning", "indstilling"})
_SETTLED = frozenset({"beslutning", "tidligere beslutninger", "indstilling"})
_NESTS_MINOR = frozenset({"sagsfremstilling", "beslutning", "tidligere beslutninger", "tekst"})


# "O = orientering, B = beslutning" tells what the letter stands for before the text: "B: Aftalen anbefales."
_LEGEND = "legend"
_LETTER_LEGEND = re.compile(r"(?-i:\bB)\s*[=:–-]\s*beslutning(?:spunkt|ssag)?\b", re.IGNORECASE)
_DECISION_LETTER = re.compile(r"B:\s(?=[A-ZÆØÅ\d])")


def label_counts(lines: Sequence[Line]) -> Counter[str]:
    """How often each kind is headed by an unmistakable word in the whole text."""
    counts: Counter[str] = Counter({_STOPS: sum(1 for line in lines if stopped_label(line))})
    counts[_LEGEND] = sum(1 for line in lines if len(line.clean) < 120 and _LETTER_LEGEND.search(line.clean))
    for line in lines:
        if len(line.clean) <= 60 and (label := label_of(line)) and not label.minor:
            counts[label.kind] += 1
        elif found := _inline(line, counts):
            counts[_INLINE + found[0].kind] += 1
            counts[_INLINE] += 1
    letters = Counter(line.clean for line in lines if line.clean in LETTERS)
    if letters["B:"] >= _FEW and letters.total() > letters["B:"] + 1:
        counts[_LETTERED] = letters.total()
        counts["beslutning"] += letters["B:"]
    return counts


def _inline(line: Line, counts: Counter[str]) -> tuple[Label, int] | None:
    """The label that a line opens with; a full stop does for its colon where that is usual."""
    if counts[_LEGEND] and _DECISION_LETTER.match(line.clean):
        return VOCABULARY["beslutning"], 3
    found = inline_label(line) if ":" in line.clean[:44] else None
    return found or (stopped_label(line) if counts[_STOPS] > _FEW else None)


def split_sections(
    text: str, lines: Sequence[Line], start: int, end: int, minutes: Minutes
) -> tuple[Section, ...]:
    """The sections of the item whose text is `text[start:end]`, `lines` being the lines of that span.

    They tile `start:end`.
    """
    openings = _openings(text, lines, minutes)
    if not openings or openings[0].start > start:
        first = openings[0].start if openings else end
        if not openings or text[start:first].strip():
            openings.insert(0, _Opening("tekst", "", start, start))
        else:
            openings[0] = replace(openings[0], start=start)
    bounds = [opening.start for opening in openings[1:]] + [end]
    sections = [
        Section(o.kind, o.heading, o.start, min(o.body, bound), bound)
        for o, bound in zip(openings, bounds, strict=True)
    ]
    return tuple(split_outcomes(text, split_request(text, lines, _without_talk(text, sections))))


def _without_talk(text: str, sections: list[Section]) -> list[Section]:
    """`sections` with what was said as text where the item has its decision under a heading of its own.

    A discussion is text as well where an account follows it, and where it decides nothing.
    """
    headed = [s.heading for s in sections if s.kind == "beslutning"]
    account = max((s.start for s in sections if s.kind == "beslutning" and is_account(s.heading)), default=-1)
    return [
        replace(s, kind="tekst")
        if s.kind == "beslutning"
        and (
            is_talk(s.heading, headed)
            or (is_discussion(s.heading) and (s.start < account or not states_one(text, s)))
        )
        else s
        for s in sections
    ]


def _openings(text: str, lines: Sequence[Line], minutes: Minutes) -> list[_Opening]:
    found: list[_Opening] = []
    resumed: _Opening | None = None
    for i, line in enumerate(lines):
        if not line.clean or _in_cell(lines, i) or _says_type(lines, i):
            continue
        current = found[-1].kind if found else "tekst"
        if _registers(line, found):
            if current != "stamdata":
                found.append(_Opening("stamdata", "", line.start, line.start))
            resumed = None
        elif opening := _headed(text, lines, i, found, minutes):
            nested = opening.kind in ("fraværende", "deltagere") and line.clean.endswith(":")
            resumed = _parent(found, resumed) if nested else None
            found.append(opening)
        elif current != "tidligere beslutninger" and (opening := _listing(text, line)):
            resumed = _parent(found, resumed)
            found.append(opening)
        elif (found and _ended(lines, i, found[-1])) or (
            current == "stamdata"
            and not is_meta(line)
            and not _names_body(lines, i)
            and not _is_value(lines, i, found[-1])
        ):
            found.append(_Opening("tekst", "", line.start, line.start))
        elif resumed and current in ("fraværende", "deltagere") and not _is_list_line(lines, i):
            found.append(_Opening(resumed.kind, resumed.heading, line.start, line.start))
            resumed = None
    return found


def _is_value(lines: Sequence[Line], index: int, opening: _Opening) -> bool:
    """Whether the line is what the heading right above asks for: "Journalnummer", "24003311"."""
    before = next((line for line in reversed(lines[:index]) if line.clean), None)
    asked = before is not None and before.start == opening.start and bool(opening.heading)
    return asked and (lines[index].clean[-1:].isdigit() or bool(_TYPE.fullmatch(lines[index].clean)))


def _says_type(lines: Sequence[Line], index: int) -> bool:
    """Whether a line says what the item is for, as the label right above asks: "Punkttype", "Beslutning"."""
    before = next((line.clean for line in reversed(lines[max(0, index - 3) : index]) if line.clean), "")
    return is_type_label(before) and len(lines[index].clean) < 40 and not is_meta(lines[index])


def _ended(lines: Sequence[Line], index: int, opening: _Opening) -> bool:
    """Whether a new paragraph ends a section whose text stands on its heading's line."""
    if not opening.inline or opening.kind not in _PARAGRAPH or not index or lines[index - 1].clean:
        return False
    before = next(line.clean for line in reversed(lines[:index]) if line.clean)
    return not before.endswith((":", ",", ";")) and not _MARKED.match(lines[index].clean)


def _headed(
    text: str, lines: Sequence[Line], index: int, found: list[_Opening], minutes: Minutes
) -> _Opening | None:
    """The section that the line heads, on a line of its own or with its text after a colon."""
    line = lines[index]
    lettered = LETTERS.get(line.clean) if minutes.counts[_LETTERED] else None
    label = lettered or _request(lines, index, found) or label_of(line, plain=_stands_alone(lines, index))
    if label and label.minor and line.clean.isupper() and label.kind not in _OUTCOMES:
        label = replace(label, minor=False)
    listed = label and label.kind in ("fraværende", "deltagere") and line.clean.endswith(":")
    if listed and found and found[-1].kind == "tidligere beslutninger":
        return None
    if label and label.kind == "bilag" and found and found[-1].kind == "bilag" and lists_for(line.clean):
        return None  # "Bilag til pkt. 3: Plantegning" in a list of attachments
    if label and found and (_is_type(lines, index, found[-1]) or _is_paper(lines, index, found[-1])):
        return None
    if label and (_opens(label, found, minutes.counts) or _now(line, label, lines, index, found)):
        kind = _kind_here(label, minutes)
        if label.phrase:
            return _Opening(kind, "", line.start, line.start)
        return _Opening(kind, line.clean.rstrip(" :"), line.start, line.end)
    common = minutes.counts
    inline = _inline(line, common)
    usual = common[_INLINE] > 1 or (inline and inline[0].kind in _OUTCOMES)
    listing = bool(found) and found[-1].kind == "bilag"
    if inline and inline[0].kind == "bilag" and not listing and (not index or not lines[index - 1].clean):
        heading = line.clean[: inline[1]].rstrip(" :.")
        return _Opening("bilag", heading, line.start, _after(text, line, heading))
    if (
        inline
        and usual
        and (common[_INLINE + inline[0].kind] > common[inline[0].kind] or _only_here(lines, inline[0]))
    ):
        heading = line.clean[: inline[1]].rstrip(" :.")
        return _Opening(inline[0].kind, heading, line.start, _after(text, line, heading), inline=True)
    return None


def _is_type(lines: Sequence[Line], index: int, opening: _Opening) -> bool:
    """Whether "Beslutning" says of what sort the item is, right above the heading of the next section."""
    if opening.kind != "sagsgang" or not _TYPE.fullmatch(lines[index].clean):
        return False
    below = next((line for line in lines[index + 1 :] if line.clean), None)
    return below is not None and label_of(below) is not None


def _is_paper(lines: Sequence[Line], index: int, opening: _Opening) -> bool:
    """Whether a line that may be a heading is the last of a list of attachments: "Tidsplan"."""
    if opening.kind != "bilag" or not index or not lines[index - 1].clean:
        return False
    return not any(line.clean for line in lines[index + 1 :])


def _now(line: Line, label: Label, lines: Sequence[Line], index: int, found: list[_Opening]) -> bool:
    """Whether a heading that may be a part of its section opens one here.

    Who does what next does after the recommendation; so does a recommendation that stands apart before the
    decision, where none has another name.
    """
    current = found[-1].kind if found else "tekst"
    if label.kind == "beslutning" and current == "indstilling":
        return follows(line.clean)
    if label.kind != "indstilling" or current in _SETTLED or label.phrase:
        return False
    if _headed_here(lines, "indstilling"):
        return False
    before = lines[index - 1] if index else line
    apart = not before.clean or before is line or is_meta(before) or before.clean.endswith(".")
    later = (label_of(other) for other in lines[index + 1 :] if len(other.clean) <= LONGEST)
    return apart and any(other is not None and (other.kind == "beslutning" or other.days) for other in later)


def _request(lines: Sequence[Line], index: int, found: list[_Opening]) -> Label | None:
    """A line that somebody recommends or decided, its points below, where no heading of the item says so."""
    below = next((line for line in lines[index + 1 : index + 3] if line.clean), None)
    if below is None or not (_MARKED.match(below.clean) or _POINT.match(below.clean)):
        return None
    plain = label_of(lines[index])
    told = plain is None and settles(lines[index]) and _MARKED.match(below.clean) is not None
    if told and not _headed_here(lines, "beslutning"):
        return Label("beslutning", phrase=True)
    if not asks(lines[index]) or (found and found[-1].kind in _SETTLED) or not _POINT.match(below.clean):
        return None
    if _headed_here(lines, "indstilling"):
        return None
    return Label("indstilling", phrase=bool(plain and plain.phrase))


def _only_here(lines: Sequence[Line], label: Label) -> bool:
    """Whether an item has its decision or recommendation after a colon and under no heading."""
    return label.kind in _OUTCOMES and not _headed_here(lines, label.kind)


def _headed_here(lines: Sequence[Line], kind: str) -> bool:
    """Whether an unmistakable heading of `kind` is among an item's lines."""
    return any(label.kind == kind and not label.minor for line in lines if (label := label_of(line)))


def _kind_here(label: Label, minutes: Minutes) -> str:
    """The label's kind in these minutes: a decision is this meeting's own, or another's before it."""
    if label.days:
        own = minutes.day in label.days and names_body(label.owner, minutes.body)
        return "beslutning" if own else label.kind
    if label.kind == "beslutning" and label.owner and not names_body(label.owner, minutes.body):
        return "tidligere beslutninger"
    return label.kind


def _listing(text: str, line: Line) -> _Opening | None:
    """A line that lists people after a label: "Afbud: A, B"."""
    match = _PEOPLE.match(line.clean)
    if not match or len(line.clean) > 1000:
        return None
    heading = (match["absent"] or match["from"] or match["present"]).strip()
    return _Opening(
        "deltagere" if match["present"] else "fraværende", heading, line.start, _after(text, line, heading)
    )


def _after(text: str, line: Line, heading: str) -> int:
    """Where the text after `heading` and its colon begins on the same line."""
    at = text.find(heading.split()[-1], line.start, line.end)
    if at < 0:
        return line.start
    at += len(heading.split()[-1])
    while at < line.end and text[at] in ":.* \t\u00a0":
        at += 1
    return at


def _parent(found: list[_Opening], resumed: _Opening | None) -> _Opening | None:
    """The section that goes on after a list of people in its midst."""
    if found and found[-1].kind in ("fraværende", "deltagere"):
        return resumed
    return found[-1] if found else _Opening("tekst", "", 0, 0)


def _in_cell(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is a cell in a table written one cell a line."""
    before = lines[index - 1].clean if index else ""
    after = lines[index + 1].clean if index + 1 < len(lines) else ""
    return before.startswith("|") or after == "|" or lines[index].clean.startswith("|")


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    before = index == 0 or not lines[index - 1].clean
    return before and (index + 1 == len(lines) or not lines[index + 1].clean)


def _registers(line: Line, found: list[_Opening]) -> bool:
    """Whether the line belongs to an item's registration data, which precede its content."""
    if OPENNESS.match(line.clean):
        return True
    return is_meta(line) and not any(o.kind in _CONTENT for o in found)


def _names_body(lines: Sequence[Line], index: int) -> bool:
    """Whether a line in the registration data is only the body's name: more such data follow it."""
    if len(lines[index].clean) > 120:
        return False
    for line in lines[index + 1 : index + 6]:
        if line.clean:
            return is_meta(line)
    return False


def _is_list_line(lines: Sequence[Line], index: int) -> bool:
    """Whether the line may belong to a list of people: the first after its heading, or short and bare."""
    text = lines[index].clean
    said = _REMARK.sub("", text)  # "Ida Holm (deltog fra pkt. 3)"
    if re.search(
        r"\b(?:er|var|blev|bliver|har|havde|velkommen|punktet|orienterede|deltog|drøftede)\b", said, re.I
    ):
        return False
    if text.endswith(":"):
        return len(text) < 60
    return not text.endswith(".") and (text[0].isupper() or text[0] in "-•*") and len(text) < 400


def _opens(label: Label, found: list[_Opening], common: Counter[str]) -> bool:
    """Whether the heading opens a section here, rather than a part of the section it stands in."""
    if not label.minor:
        return True
    kinds = {o.kind for o in found if not only_talk(o.heading)}
    current = found[-1].kind if found else "tekst"
    if label.kind == "beslutning":
        if current == "beslutning" and not common["beslutning"]:
            return True  # "Drøftelse" and then "Konklusion"
        return "beslutning" not in kinds and (not common["beslutning"] or current not in _NESTS_MINOR)
    if label.kind == "indstilling" and common["indstilling"]:
        return False
    if current in _NESTS_MINOR and (found or common[label.kind]):
        return False
    return label.kind not in kinds or label.kind in ("bilag", "tidsplan")
