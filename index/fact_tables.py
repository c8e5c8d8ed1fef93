"""Tables at the head of minutes that set a label beside each fact: "Dato", "Sted", "Deltagere".

Word and HTML readers give the rows; where they are such a table they come back as "Label: fact" lines, for
several people in one cell would otherwise run together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LABEL = re.compile(
    r"^(?:møde(?:dato|tid(?:spunkt)?|sted|lokale|leder|deltagere)?|dato|dag|tid(?:spunkt)?|tid\s+og\s+sted|sted|lokale"
    r"|start(?:tid(?:spunkt)?)?|slut(?:tid(?:spunkt)?)?|hvornår|hvor|referent|ordstyrer|dirigent|formand|udvalg|forum"
    r"|emne|(?:øvrige\s+)?deltagere|medlemmer|mødt|til\s?stede|fraværende|afbud(?:\s+fra)?|gæst(?:er)?|inviterede"
    r"|ikke\s+(?:til\s?stede|mødt)|sagsnr|j\.?\s?nr|kopi(?:\s+til)?|mødetype)\.?\s*:?$",
    re.IGNORECASE,
)
_LEAST = 2


def fact_lines(rows: Sequence[Sequence[str]]) -> list[str] | None:
    """The lines of a table of facts, or None for any other table; cells may hold several lines.

    Its rows are pairs of a label and a fact, and most labels are those of a meeting's facts.
    """
    pairs: list[tuple[str, str]] = []
    for row in rows:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) % 2:
            return None
        pairs += [(a, b) for a, b in zip(cells[::2], cells[1::2], strict=True) if a or b]
    known = sum(bool(_LABEL.match(label)) for label, _ in pairs)
    if known < _LEAST or 2 * known <= len(pairs) or any("\n" in label for label, _ in pairs):
        return None
    return [line for label, fact in pairs for line in _fact(label.rstrip(" :"), fact)]


def _fact(label: str, fact: str) -> list[str]:
    told = [" ".join(line.split()) for line in fact.split("\n") if line.strip()]
    if not label:
        return told
    if len(told) < 2:
        return [f"{label}: {' '.join(told)}".rstrip()]
    return [f"{label}:", *told, ""]
