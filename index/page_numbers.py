"""Page numbers that stand without the word: "7", "3 (8)", "2 1. Velkomst" on a page's first line.

A lone figure is no page number by its looks; it is by what else counts with it.
"""

from __future__ import annotations

import re
from itertools import pairwise

_OF = re.compile(r"^(?:side\s+)?(?P<page>\d{1,3})\s?\((?P<of>\d{1,3})\)$", re.IGNORECASE)
_COUNTED = re.compile(
    r"^(?:(?:dagsordens)?punkt|pkt\.?|sag|emne|ad)?\s*(?:nr\.?)?\s*:?\s*\d{1,3}(?:[.:)\s]|$)", re.IGNORECASE
)
_MARK = re.compile(r"^(?:side|page)\s*(?P<page>\d{1,3})(?:\s*(?:af|of|/)\s*\d{1,3})?$", re.IGNORECASE)
_TRANSCRIPT = re.compile(r"^trans[ck]ript(?:ion)?$", re.IGNORECASE)
_FEWEST = 3
_MOSTLY = 0.7


def bare_pages(cleaned: list[str]) -> set[int]:
    """The lines that hold a page number and no more."""
    return _of_all(cleaned) | _alone(cleaned)


def _of_all(cleaned: list[str]) -> set[int]:
    """Lines "2 (8)", "3 (8)" that count on, all of as many pages."""
    short = ((i, text) for i, text in enumerate(cleaned) if len(text) < 16 and text.endswith(")"))
    found = [(i, match) for i, text in short if (match := _OF.match(text))]
    pages = [int(match["page"]) for _, match in found]
    counts = all(b == a + 1 for a, b in pairwise(pages))
    alike = len({match["of"] for _, match in found}) == 1
    if len(found) < 2 or not counts or not alike or pages[-1] > int(found[-1][1]["of"]):
        return set()
    return {i for i, _ in found}


def _alone(cleaned: list[str]) -> set[int]:
    """Lone figures that rise through the text, each before an item's heading or a head that returns."""
    found: list[tuple[int, str]] = []
    for i, text in enumerate(cleaned):
        if text.isdecimal() and len(text) <= 3 and (not i or not cleaned[i - 1]):
            found.append((i, next((other for other in cleaned[i + 1 : i + 8] if other), "")))
    heads = [head for _, head in found]
    told = [i for i, head in found if not head or heads.count(head) > 1 or _COUNTED.match(head)]
    pages = [int(cleaned[i]) for i, _ in found]
    rises = all(a < b for a, b in pairwise(pages))
    return set(told) if rises and len(told) >= _FEWEST and len(told) > _MOSTLY * len(found) else set()


def without_page_before(lines: list[str], cleaned: list[str]) -> list[str]:
    """`lines` without the page number that a text taken from a viewer has before each page's first words.

    The page before ends with "Side 2 af 8", its mark in `cleaned`; the next one begins "3 Sagen blev …".
    """
    pages = ((i, text) for i, text in enumerate(cleaned) if len(text) < 24 and text[-1:].isdecimal())
    marks = [(i, int(match["page"])) for i, text in pages if (match := _MARK.match(text))]
    firsts: dict[int, str] = {}
    for at, page in marks:
        below = next((i for i in range(at + 1, min(at + 8, len(lines))) if lines[i]), None)
        if below is not None and lines[below].startswith(f"{page + 1} "):
            firsts[below] = lines[below][len(f"{page + 1} ") :]
    if len(firsts) < _FEWEST or len(firsts) < _MOSTLY * (len(marks) - 1):
        return lines
    for i, text in enumerate(lines[:60]):
        if text.startswith("1 ") and i and any(_TRANSCRIPT.match(t) for t in lines[max(i - 3, 0) : i]):
            firsts[i] = text[2:]
    return [firsts.get(i, text) for i, text in enumerate(lines)]
