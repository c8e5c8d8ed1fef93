"""The sections of one agenda item: where each begins, under which heading, and of what kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.headings import OPENNESS, Label, is_meta, label_of
from index.lines import Line
from index.types import Section


@dataclass(frozen=True, slots=True)
class _Opening:
    """A section that begins at offset `start`; its text begins at `body`."""

    kind: str
    heading: str
    start: int
    body: int


_ABSENCE = re.compile(
    r"^(?P<label>(?:afbud|fraværende|ikke til ?stede|fravær|meldt afbud)(?:\s+(?:fra|med afbud))?)\s*:\s*(?=\S)"
    r"|^(?P<from>afbud fra)\s+(?=[A-ZÆØÅ])",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"^(?:det\s+(?:anbefales|indstilles|foreslås)\b|\S.{0,80}\bindstiller\b(?:\s+\S.{0,80}?)?,?\s+at\b)",
    re.IGNORECASE,
)
_CONTENT = frozenset(
    {"sagsfremstilling", "indstilling", "beslutning", "tidligere beslutninger", "resumé", "økonomi"}
)
_NESTS_MINOR = frozenset({"sagsfremstilling", "beslutning", "tidligere beslutninger", "tekst"})


def label_counts(lines: Sequence[Line]) -> Counter[str]:
    """How often each kind is headed by an unmistakable word in the whole text."""
    counts: Counter[str] = Counter()
    for line in lines:
        if len(line.clean) <= 60 and (label := label_of(line)) and not label.minor:
            counts[label.kind] += 1
    return counts


def split_sections(
    text: str, lines: Sequence[Line], start: int, end: int, common: Counter[str]
) -> tuple[Section, ...]:
    """The sections of the item whose text is `text[start:end]`, `lines` being the lines of that span.

    They tile `start:end`. `common` are the label counts of the whole text.
    """
    openings = _openings(lines, start, common)
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
    return tuple(_split_request(text, lines, sections))


def _openings(lines: Sequence[Line], start: int, common: Counter[str]) -> list[_Opening]:
    found: list[_Opening] = []
    resumed: _Opening | None = None
    for i, line in enumerate(lines):
        if not line.clean:
            continue
        current = found[-1].kind if found else "tekst"
        if _in_cell(lines, i):
            continue
        if _registers(line, i, lines, found):
            if current != "stamdata" or not found:
                found.append(_Opening("stamdata", "", line.start, line.start))
            resumed = None
            continue
        label = label_of(line, plain=_stands_alone(lines, i))
        if label and _opens(label, line, found, common):
            nested = label.kind in ("fraværende", "deltagere") and line.clean.endswith(":")
            resumed = _parent(found, resumed) if nested else None
            found.append(_Opening(label.kind, line.clean.rstrip(" :"), line.start, line.end))
            continue
        absence = _ABSENCE.match(line.clean)
        if absence and current != "tidligere beslutninger" and len(line.clean) < 600:
            resumed = _parent(found, resumed)
            heading = (absence["label"] or absence["from"]).strip()
            found.append(_Opening("fraværende", heading, line.start, _after(line, heading)))
            continue
        if current == "stamdata" and not is_meta(line) and not _names_body(lines, i):
            found.append(_Opening("tekst", "", line.start, line.start))
        elif resumed and current in ("fraværende", "deltagere") and not _is_list_line(lines, i):
            found.append(_Opening(resumed.kind, resumed.heading, line.start, line.start))
            resumed = None
    return found


def _parent(found: list[_Opening], resumed: _Opening | None) -> _Opening | None:
    """The section that goes on after a list of people in its midst."""
    if found and found[-1].kind in ("fraværende", "deltagere"):
        return resumed
    return found[-1] if found else None


def _after(line: Line, heading: str) -> int:
    """Where the text after `heading` begins in `line`: at the line's start for a running phrase."""
    return line.start


def _in_cell(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is a cell in a table written one cell a line."""
    before = lines[index - 1].clean if index else ""
    after = lines[index + 1].clean if index + 1 < len(lines) else ""
    return before.startswith("|") or after == "|" or lines[index].clean.startswith("|")


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    before = index == 0 or not lines[index - 1].clean
    return before and (index + 1 == len(lines) or not lines[index + 1].clean)


def _registers(line: Line, index: int, lines: Sequence[Line], found: list[_Opening]) -> bool:
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
    if re.search(
        r"\b(?:er|var|blev|bliver|har|havde|velkommen|punktet|orienterede|deltog|drøftede)\b", text, re.I
    ):
        return False
    return not text.endswith((".", ":")) and (text[0].isupper() or text[0] in "-•*") and len(text) < 400


def _opens(label: Label, line: Line, found: list[_Opening], common: Counter[str]) -> bool:
    """Whether the heading opens a section here, rather than a part of the section it stands in."""
    if not label.minor:
        return True
    kinds = {o.kind for o in found}
    current = found[-1].kind if found else "tekst"
    if label.kind == "beslutning":
        return "beslutning" not in kinds and (not common["beslutning"] or current not in _NESTS_MINOR)
    if current in _NESTS_MINOR and (found or common[label.kind]):
        return False
    return label.kind not in kinds or label.kind in ("bilag", "tidsplan")


def _split_request(text: str, lines: Sequence[Line], sections: list[Section]) -> list[Section]:
    """With the closing "Det indstilles, at …" of an account as a section of its own.

    Only where the item has no heading for it: the paragraph is then the recommendation.
    """
    if any(section.kind == "indstilling" for section in sections):
        return sections
    for n in range(len(sections) - 1, -1, -1):
        section = sections[n]
        if section.kind not in ("sagsfremstilling", "tekst", "resumé", "økonomi"):
            continue
        at = _request_in(lines, section)
        if at is None:
            continue
        if not text[section.body : at].strip() and not section.heading:
            return [*sections[:n], replace(section, kind="indstilling"), *sections[n + 1 :]]
        tail = Section("indstilling", "", at, at, section.end)
        return [*sections[:n], replace(section, end=at), tail, *sections[n + 1 :]]
    return sections


def _request_in(lines: Sequence[Line], section: Section) -> int | None:
    """Where the last paragraph or list that asks for a decision begins, or None."""
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        if section.body <= line.start < section.end and _REQUEST.match(line.clean):
            opens = i == 0 or not lines[i - 1].clean
            rest = sum(1 for other in lines[i + 1 :] if other.start < section.end and other.clean)
            if opens and rest <= 14:
                return line.start
    return None
