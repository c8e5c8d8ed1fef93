"""The lines of a list of people as they were before they were broken for width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.lines import Line, clean
from index.names import PARENTHESES, is_name, lead_role

_WIDE = 55  # a shorter line was not broken for width
_LABEL = re.compile(r"^[^,;()]{2,50}:(?:\s|$)")
_ENTRY = re.compile(r"^(?:[-–•*·o▪]\s|\d{1,2}[.)]\s|\[.?\]\s|\|)")
_GROUP = r"(?:fra\s+)?[A-ZÆØÅa-zæøå][^:.;,()]{2,50}:\s"
_FIRST_GROUP = re.compile(
    rf"^\s*[^\W\d_][^:.;,()]{{2,40}}:\s+(?:{_GROUP}|[^:]+;\s+(?:og\s+)?fra\s+[^:.;,()]{{2,50}}:\s)"
)
_GROUPED = re.compile(rf"(?<=[.;:]\s)(?={_GROUP})")
_APART = re.compile(r"\s[·•]\s")
_ALONE_DOT = re.compile(r"\s*[·•]\s")
_OPEN = (",", ";", " og", " samt", "&")


def unwrapped(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, each joined with those that go on with it."""
    widest = max((line.end - line.start for line in lines), default=0)
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and _goes_on(text, before, line, widest):
            joined[-1] = replace(before, end=line.end, clean=clean(f"{before.clean} {line.clean}"))
        else:
            joined.append(line)
    return joined


def apart(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, those that set their entries apart by dots ("A · B · C") as one line an entry."""
    found: list[Line] = []
    for line in lines:
        raw = text[line.start : line.end]
        cuts = [match.span() for match in _APART.finditer(raw)] if _ALONE_DOT.match(raw) is None else []
        starts = [0, *(end for _, end in cuts)]
        ends = [*(start for start, _ in cuts), len(raw)]
        for start, end in zip(starts, ends, strict=True):
            part = replace(line, start=line.start + start, end=line.start + end, clean=clean(raw[start:end]))
            found.append(part if cuts else line)
    return found


def groups_apart(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, groups behind a label ("Til stede: Havnen: A, B. Byen: C") as one line a group."""
    found: list[Line] = []
    for line in lines:
        raw = text[line.start : line.end]
        cuts = [match.start() for match in _GROUPED.finditer(raw)] if _FIRST_GROUP.match(raw) else []
        starts = [0, *cuts]
        for start, end in zip(starts, [*cuts, len(raw)], strict=True):
            words = clean(raw[start:end].strip(" .;"))
            part = replace(line, start=line.start + start, end=line.start + end, clean=words)
            found.append(part if cuts else line)
    return found


def _goes_on(text: str, before: Line, line: Line, widest: int) -> bool:
    """Whether a line is the rest of the one before: that is plainly not at its end or has no room for the
    next word, or this begins in small letters as no entry does."""
    raw = text[before.start : line.end]
    if text.count("\n", before.end, line.start) != 1 or "\t" in raw or "|" in raw or line.level:
        return False
    if before.clean.count("(") > before.clean.count(")"):
        return True
    if _LABEL.match(line.clean) or _ENTRY.match(line.clean) or before.clean.endswith((".", ":", "i stedet")):
        return False
    width = before.end - max(before.start, text.rfind("\n", before.start, before.end) + 1)
    if before.clean.endswith(_OPEN) or line.clean.startswith("("):
        return width >= _WIDE
    if line.clean[:1].islower():
        return before.clean[:1].isupper() and width >= _WIDE
    hung = text[line.start : line.end][:4].isspace() and before.clean.count(",") > 1
    if hung and width >= _WIDE and not _is_entry(line.clean):
        return True
    full = width >= _WIDE and "," in before.clean and width + 1 + len(line.clean.split()[0]) > widest
    return full and not (_is_entry(before.clean) and _is_entry(line.clean))


def _is_entry(text: str) -> bool:
    """Whether a line begins with a full name, as one person's own does."""
    return is_name(lead_role(PARENTHESES.sub("", text).split(",")[0].strip())[1])
