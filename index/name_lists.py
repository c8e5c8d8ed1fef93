"""Several people on one line: where each entry of the list begins and ends."""

from __future__ import annotations

import re

from index.danish import known
from index.first_names import is_first_name
from index.names import NAME, PARENTHESES, is_name, lead_role, person_inside, role_behind, without_remark

_BETWEEN = re.compile(r"[,;]\s*(?:(?:og|samt)\s+)?|(?<!-)\s+(?:og|samt|&)\s+")
_FROM_WHERE = re.compile(r"\s+fra\s+\S.*$")
_TOLD = re.compile(rf"{NAME}\s+(?:var|er|blev|har|havde|kunne)\s")
_NONE = re.compile(r"^(?:ingen|ikke\s+nogen|der\s+var\s+ingen|[-–.]|n/?a)\b.{0,40}$", re.IGNORECASE)


def split_names(text: str, *, mixed: bool = False) -> list[tuple[int, int]]:
    """The spans of the single entries in a list of names on one line; empty for "Ingen".

    "A, B og C" gives three; "A, direktør, Vejle Kommune" gives one, for not every part is a name.
    With `mixed` each name begins an entry, and what is no name goes with the name before it.
    """
    stripped = text.strip()
    if not stripped or _NONE.match(stripped):
        return []
    spans = _cut(text, _BETWEEN)
    bare = [_bare(text[a:b]) for a, b in spans]
    if len(spans) > 1 and all(is_name(part, single=True) for part in bare):
        places = any(not is_name(part) and not is_first_name(part) for part in bare)
        if len(spans) == 2 and lead_role(text[slice(*spans[0])])[0] and _is_plain(text[slice(*spans[1])]):
            return [(spans[0][0], spans[1][1])]
        return _grouped(text, spans) if places and is_name(bare[0]) else spans
    if mixed and sum(is_name(part) for part in bare) > 1:
        return _grouped(text, spans)
    semicolons = _cut(text, re.compile(r";\s*"))
    if len(semicolons) > 1:
        return semicolons
    return [_trimmed(text, 0, len(text))]


def _is_plain(entry: str) -> bool:
    """Whether an entry is words of the language, none of them a first name: "Tværgående Samarbejde"."""
    words = entry.split()
    return len(words) > 1 and not any(map(is_first_name, words)) and all(known(w.casefold()) for w in words)


def _bare(entry: str) -> str:
    """An entry of a list without what stands beside the name."""
    if inner := person_inside(entry):
        return inner
    plain = _FROM_WHERE.sub("", without_remark(PARENTHESES.sub("", _own(entry)).strip(" .")))
    return lead_role(plain)[1].strip()


def _own(entry: str) -> str:
    """An entry without a position behind the party: "Ane Lund (A)" of "Ane Lund (A) formand"."""
    told = role_behind(entry)
    return entry if told == entry else told[: told.index("),") + 1]


def _grouped(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts joined into entries that each begin with a full name."""
    entries: list[tuple[int, int]] = []
    for start, end in spans:
        if not entries or is_name(_bare(text[start:end])) or _TOLD.match(text[start:end]):
            entries.append((start, end))
        else:
            entries[-1] = (entries[-1][0], end)
    return entries


def _cut(text: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for match in separator.finditer(text):
        if text.count("(", start, match.start()) > text.count(")", start, match.start()):
            continue
        spans.append(_trimmed(text, start, match.start()))
        start = match.end()
    spans.append(_trimmed(text, start, len(text)))
    return [(a, b) for a, b in spans if b > a]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\u00a0.,;":
        start += 1
    while end > start and text[end - 1] in " \t\u00a0.,;":
        end -= 1
    return start, end
