"""What the pages of a printed text repeat: page numbers, running heads and feet in the midst of its lines.

They stay in the text, whose offsets are those of the source, but they are no line that says anything.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from index.page_numbers import bare_pages, without_page_before

_MARK = r"(?:side|s\.|page)\s*\d{1,4}(?:\s*(?:af|ud\s+af|of|/)\s*\d{1,4})?"
_WHOLE = r"(?:side|page)\s+\d{1,4}\s*(?:af|ud\s+af|of|/)\s*\d{1,4}"
_ALONE = re.compile(rf"^[-–—|·\s]*(?:{_MARK}|[-–—]\s?\d{{1,3}}\s?[-–—])[-–—|·.\s]*$", re.IGNORECASE)
_AFTER = re.compile(rf"^(?P<words>\S.{{0,110}}?)[-–—|·,\s]*\b{_WHOLE}[-–—|·\s]*$", re.IGNORECASE)
_BEFORE = re.compile(rf"^{_WHOLE}[-–—|·,\s]+(?P<words>\S.{{0,110}})$", re.IGNORECASE)
_RUNNING = re.compile(rf"(?:\s{{3,}}|\t\s*|\s[|·–—-]\s+){_WHOLE}[-–—|·\s]*$", re.IGNORECASE)
_FOOT = re.compile(r"^(?P<words>\S.{2,110}?)[-–—|·,\s]*\s(?:side|page)\s+(?P<page>\d{1,4})$", re.IGNORECASE)
_FEWEST = 3
_BESIDE = 5
_TOP = 30
_LONGEST = 120
_PAGE_WORD = re.compile(r"\b(?:side|page|s\.)\s*\d|^[-–—]\s?\d", re.IGNORECASE)


def is_page_mark(line: str) -> bool:
    """Whether a line as written is no more than a page's number, with or without a head set apart from it."""
    return _names_page(line) and bool(_ALONE.match(line) or _RUNNING.search(line))


def _names_page(text: str) -> bool:
    """Whether a line short enough for a head or foot says "side 4" or is set as "- 4 -"."""
    if len(text) > 2 * _LONGEST:
        return False
    said = text.casefold()
    hints = "side" in said or "page" in said or "s." in said or said[:1] in ("-", "–", "—")
    return hints and bool(_PAGE_WORD.search(text))


def without_furniture(cleaned: list[str]) -> tuple[list[str], set[int]]:
    """The lines, "" for each that only repeats what is printed on every page, and the heads that are kept.

    What a running head says beside the page's number is kept the first time.
    """
    bare = bare_pages(cleaned)
    numbered = [i for i, text in enumerate(cleaned) if _names_page(text)]
    if not bare and not numbered:
        return cleaned, set()
    result = list(cleaned)
    footed = _footed(cleaned)
    pages: list[int] = sorted(bare)
    seen: dict[str, int] = {}
    heads: set[int] = set()
    for i in numbered:
        text = cleaned[i]
        words = _AFTER.match(text) or _BEFORE.match(text) or (_FOOT.match(text) if i in footed else None)
        if _ALONE.match(text):
            result[i] = ""
        elif words:
            known = words["words"].casefold()
            result[i] = "" if known in seen else words["words"].rstrip(" ,;|·–—-")
            heads |= {seen[known]} if known in seen else set()
            seen.setdefault(known, i)
        else:
            continue
        pages.append(i)
    for i in {*bare, *_repeated(cleaned, sorted(pages))}:
        result[i] = ""
    return without_page_before(result, cleaned), heads


def _footed(cleaned: list[str]) -> set[int]:
    """The lines that end with "Side 4", without how many there are, where later pages say the same."""
    found: dict[str, list[tuple[int, int]]] = {}
    for i, text in enumerate(cleaned):
        if text[-1:].isdecimal() and len(text) < 2 * _LONGEST and (match := _FOOT.match(text)):
            found.setdefault(match["words"].casefold(), []).append((i, int(match["page"])))
    return {
        i
        for places in found.values()
        if len(places) >= _FEWEST and all(a[1] < b[1] for a, b in pairwise(places))
        for i, _ in places
    }


def _repeated(cleaned: list[str], pages: list[int]) -> set[int]:
    """The lines right above or below page numbers that most pages have in common, but for the first one."""
    beside: dict[int, tuple[int, str]] = {}
    for page in pages:
        for step in (-1, 1):
            at = next((page + step * n for n in range(1, _BESIDE) if _filled(cleaned, page + step * n)), None)
            if at is not None and at not in pages and len(cleaned[at]) <= _LONGEST:
                beside[at] = (step, cleaned[at].casefold())
    often = max(2, round(0.6 * len(pages)))
    counts = Counter(beside.values())
    first: dict[tuple[int, str], int] = {}
    for at in sorted(beside):
        first.setdefault(beside[at], at)
    return {
        at
        for at, words in beside.items()
        if counts[words] >= often and not (first[words] == at and at < _TOP) and not words[1].endswith(".")
    }


def _filled(cleaned: list[str], index: int) -> bool:
    return 0 <= index < len(cleaned) and bool(cleaned[index])
