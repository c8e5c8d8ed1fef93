"""The recommendation in an item that has no heading for it: a paragraph, list or sentence of its account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.headings import label_of
from index.lines import Line
from index.types import Section

_WHO = (
    r"(?:(?:formandskabet|formanden|sekretariatet|administrationen|forvaltningen|direktionen"
    r"|(?:arbejds|styre|projekt|skrive)gruppen|[a-zæøå]*(?:chefen|direktøren))"
)
_REQUEST = re.compile(
    r"^(?:det\s+(?:anbefales|indstilles|foreslås|(?:blev|er)\s+(?:indstillet|anbefalet|foreslået))\b"
    r"|\S.{0,80}\b(?:indstiller|indstillede)\b(?:\s+\S.{0,80}?)?,?\s+at\b"
    # "Udvalget indstiller scenarie B.": what is recommended without an "at".
    r"|(?!.{0,40}mindretal)[\w -]{0,60}?"
    r"(?:udvalget|rådet|administrationen|forvaltningen|bestyrelsen|direktionen)\s+indstiller\s"
    rf"|{_WHO}(?:\s+\w+)?\s+(?:foreslår|foreslog|anbefaler|anbefalede)(?:\s+\w+){{0,4}}\s*,?\s+at\b))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[^\W\d][.!?])\s+(?=[A-ZÆØÅ])")
_LETTERED = re.compile(r"^[a-h]\)\s+(?!at\b)[A-ZÆØÅ](?:[^.;]|\.(?=\d)){2,100}$")
_MOST_LINES = 14


def split_request(text: str, lines: Sequence[Line], sections: list[Section]) -> list[Section]:
    """With the closing "Det indstilles, at …" of an account as a section of its own.

    Only where the item has no heading for it: the paragraph is then the recommendation.
    """
    if any(section.kind == "indstilling" for section in sections):
        return sections
    for n in range(len(sections) - 1, -1, -1):
        section = sections[n]
        if section.kind not in ("sagsfremstilling", "tekst", "resumé", "økonomi"):
            continue
        at = _request_in(text, lines, section)
        if at is None:
            continue
        end = _last(lines, at, section.end)
        after = [Section("tekst", "", end, end, section.end)] if end < section.end else []
        if not text[section.body : at].strip() and not section.heading:
            return [*sections[:n], replace(section, kind="indstilling", end=end), *after, *sections[n + 1 :]]
        tail = Section("indstilling", "", at, at, end)
        return [*sections[:n], replace(section, end=at), tail, *after, *sections[n + 1 :]]
    return sections


def _last(lines: Sequence[Line], start: int, end: int) -> int:
    """Where the recommendation that begins at `start` ends: before the next lettered part ("b) Priser")."""
    own = [line for line in lines if start <= line.start < end]
    for before, line in pairwise(own):
        if not before.clean and _LETTERED.match(line.clean):
            return line.start
    return end


def _asks(line: Line) -> bool:
    label = label_of(line)
    return label is not None and label.kind == "indstilling"


def _request_in(text: str, lines: Sequence[Line], section: Section) -> int | None:
    """Where the last paragraph, list or sentence that asks for a decision begins, or None."""
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        if not section.body <= line.start < section.end:
            continue
        if _REQUEST.match(line.clean):
            before = lines[i - 1].clean if i else ""
            headed = bool(before) and lines[i - 1].start > section.start and _asks(lines[i - 1])
            opens = headed or not before or before.endswith((".", ":", "!", "?"))
            rest = sum(1 for other in lines[i + 1 :] if other.start < section.end and other.clean)
            if opens and rest <= _MOST_LINES:
                return lines[i - 1].start if headed else line.start
        elif (at := _sentence_in(text, line)) is not None and not _told_below(lines[i + 1 :], section.end):
            return at
    return None


def _sentence_in(text: str, line: Line) -> int | None:
    """Where a sentence in the midst of a line asks for a decision, or None."""
    found = [match.end() for match in _SENTENCE.finditer(text, line.start, line.end)]
    return next((at for at in reversed(found) if _REQUEST.match(text[at : line.end])), None)


def _told_below(lines: Sequence[Line], end: int) -> bool:
    """Whether another paragraph follows before `end`."""
    blank = next((n for n, line in enumerate(lines) if not line.clean or line.start >= end), len(lines))
    return any(line.clean for line in lines[blank:] if line.start < end)
