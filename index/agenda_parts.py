"""Lines that head a part of the agenda, in which the items' numbers may start over.

"A. Sager til beslutning", "Lukket dagsorden", "Til orientering": each with numbered items below.
"""

from __future__ import annotations

import re

from index.headings import is_meta
from index.kinds import opens_part
from index.lines import Line, next_filled

_LETTERS = frozenset("ABCDEFGH")
LETTERED = re.compile(r"^(?P<mark>[A-H])\s?[.):]\s+(?P<title>[A-ZÆØÅ].{2,80})$")
_ASKING = re.compile(
    r"^(?:(?:punkter|sager|emner)\s+)?til\s+(?:fælles\s+)?(?:beslutning|orientering|drøftelse|godkendelse"
    r"|efterretning)\s*:?$|^(?:beslutnings|orienterings|drøftelses|efterretnings)(?:punkter|sager)\s*:?$",
    re.IGNORECASE,
)
# How the lines open that name a part: few lines need a closer look.
_OPENINGS = frozenset({"lu", "ik", "fo", "åb", "of", "pu", "sa", "em", "ti", "be", "or", "dr", "ef"})
_COUNTS = re.compile(r"^(?:(?:punkt|pkt\.?|sag|ad)\s*)?(?:nr\.?\s*)?\d{1,3}\b", re.IGNORECASE)


def part_lines(lines: list[Line]) -> frozenset[int]:
    """The indices of the lines that head a part."""
    named = {
        i
        for i, line in enumerate(lines)
        if len(line.clean) < 60
        and line.clean[:2].casefold() in _OPENINGS
        and (opens_part(line.clean) is not None or _ASKING.match(line.clean))
        and _counts_below(lines, i)
    }
    return frozenset(named | _lettered(lines))


def starts_over(parts: frozenset[int], before: int, after: int) -> bool:
    """Whether a part is headed between the lines `before` and `after`."""
    return any(before < part < after for part in parts)


def _counts_below(lines: list[Line], index: int) -> bool:
    after = next_filled(lines, index)
    if after is not None and is_meta(lines[after]) and not _COUNTS.match(lines[after].clean):
        after = next_filled(lines, after)  # the item's case number may stand above its heading
    return after is not None and bool(_COUNTS.match(lines[after].clean))


def _lettered(lines: list[Line]) -> set[int]:
    """Lines "A. …", "B. …" in order, of which at least two stand right above a numbered line."""
    run: list[int] = []
    best: list[int] = []
    for i, line in enumerate(lines):
        opens = line.clean[:1] in _LETTERS and line.clean[1:3].strip(" .):") == ""
        match = LETTERED.match(line.clean) if opens else None
        if not match or line.clean.endswith("."):
            continue
        place = ord(match["mark"]) - ord("A")
        if place == 0:
            run = [i] if _counts_below(lines, i) else []
        elif run and place == len(run):
            run.append(i)
        if sum(_counts_below(lines, j) for j in run) > 1:
            best = list(run)
    return set(best)
