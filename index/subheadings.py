"""Headings beside the plain count of items: parts of the agenda, sub-items, what closes without a number."""

from __future__ import annotations

import re
from dataclasses import replace

from index.agenda_parts import LETTERED, part_lines
from index.contents import TITLE
from index.headings import label_of
from index.lines import Line, is_row, next_filled
from index.outline import Heading

_SUB = re.compile(
    rf"^(?P<number>\d{{1,3}})\s?(?:\.\s?(?P<part>\d{{1,2}})|(?P<letter>[a-h]))[.):]*\s+(?P<title>{TITLE})$"
)
_CLOSING = re.compile(
    r"^(?P<title>eventuelt|evt\.?|næste\s+møde(?:r|dato)?|kommende\s+møder|mødeevaluering"
    r"|evaluering\s+af\s+mødet"
    r"|(?:samlet\s+)?(?:opgave|aktions|handle?|handlings|opfølgnings|to[ -]?do[ -]?)(?:liste|log|oversigt)"
    r"(?:\s+(?:fra|efter)\s+mødet.{0,30})?|hvem\s+gør\s+hvad"
    r"|(?:oversigt\s+over|opsamling\s+på)\s+(?:opgaver|aktioner|aktionspunkter|aftaler)(?:\s+og\s+\w+)?"
    r"|(?:beslutnings|aftale)(?:log|oversigt|liste)"
    r"|nye\s+(?:aktioner|aktionspunkter|opgaver)(?:\s+(?:fra|efter)\s+mødet)?"
    r"|opgaver\s+og\s+(?:ansvarlige|frister)|aktionspunkter|opfølgningspunkter"
    r"|underskrift(?:er|sark|sblad)?)\s*:?$",
    re.IGNORECASE,
)
_CLOSING_INLINE = re.compile(r"^(?P<title>eventuelt|evt\.?)\s*:\s+(?=\S)", re.IGNORECASE)
_PARTS = ("eventuelt", "evt", "næste møde", "næste møder", "kommende møder")
_LONGEST = 140


def with_parts(text: str, lines: list[Line], headings: list[Heading]) -> list[Heading]:
    """`headings` with the parts' headings, the sub-items and the closing items among them."""
    parts = part_lines(lines)
    result = _with_subs(lines, [_under_part(lines, heading, parts) for heading in headings])
    taken = {i for heading in result for i in range(heading.first, heading.last + 1)}
    alone = [
        Heading(i, i, None, match["title"].rstrip(" :"))
        for i in sorted(parts - taken)
        if i > result[0].last and (match := LETTERED.match(lines[i].clean))
    ]
    result = sorted(result + alone, key=lambda heading: heading.first)
    return result + _closing(text, lines, result)


def _under_part(lines: list[Line], heading: Heading, parts: frozenset[int]) -> Heading:
    """The heading with the part's heading that stands right above it."""
    for i in range(heading.first - 1, max(heading.first - 4, -1), -1):
        if lines[i].clean:
            return replace(heading, first=i) if i in parts else heading
    return heading


def _with_subs(lines: list[Line], headings: list[Heading]) -> list[Heading]:
    result: list[Heading] = []
    for n, heading in enumerate(headings):
        following = headings[n + 1] if n + 1 < len(headings) else None
        result.append(heading)
        if heading.number is not None and not (following and following.number == heading.number):
            result += _subs(lines, heading, following.first if following else len(lines))
    return result


def _subs(lines: list[Line], heading: Heading, end: int) -> list[Heading]:
    """The item's sub-items, counted from 1 or a. A lone one counts only right below the item's heading."""
    found: list[Heading] = []
    for i in range(heading.last + 1, end):
        match = _SUB.match(lines[i].clean) if lines[i].clean[:1].isdigit() else None
        if not match or int(match["number"]) != heading.number or not _is_title(lines, i, match["title"]):
            continue
        if len(lines[i].cells) > 2:
            continue  # a row of a table
        part = int(match["part"]) if match["part"] else ord(match["letter"]) - ord("a") + 1
        if part == len(found) + 1:
            found.append(Heading(i, i, heading.number, match["title"]))
    if not found or (len(found) < 2 and next_filled(lines, heading.last) != found[0].first):
        return []
    if any(label_of(line) for line in lines[heading.last + 1 : found[0].first]):
        return []  # parts of a section of the item's, whose decision may follow
    firsts = {one.first for one in found}
    return found if any(next_filled(lines, one.last) not in {*firsts, end, None} for one in found) else []


def _is_title(lines: list[Line], index: int, title: str) -> bool:
    """Whether a numbered line reads as a title rather than a sentence, a section's heading or a figure."""
    if len(title) > _LONGEST or title[0].islower() or title[0].isdigit() or is_row(lines[index]):
        return False
    if title.endswith((".", ";", ",", ":")) or not re.search(r"[^\W\d_]{3}", title):
        return False
    return label_of(replace(lines[index], clean=title), plain=True) is None


def _closing(text: str, lines: list[Line], headings: list[Heading]) -> list[Heading]:
    """The items without a number after the last heading: "Eventuelt", "Næste møde"."""
    named = {_folded(heading.title) for heading in headings}
    named |= {word for word in _PARTS if re.search(rf"\b{word}\b", headings[-1].title, re.IGNORECASE)}
    if headings[-1].number is None and not named & {"eventuelt", "evt"}:
        named = set()
    found: list[Heading] = []
    for i in range(headings[-1].last + 1, len(lines)):
        line = lines[i]
        apart = not lines[i - 1].clean or bool(found)
        if (match := _CLOSING.match(line.clean)) and _folded(match["title"]) not in named:
            spoken = _folded(match["title"]) in {"eventuelt", "evt"}
            if not spoken and (not apart or next_filled(lines, i) is None):
                continue
            found.append(Heading(i, i, None, match["title"]))
        elif (match := _CLOSING_INLINE.match(line.clean)) and _folded(match["title"]) not in named and apart:
            colon = text.find(":", line.start, line.end)
            found.append(Heading(i, i, None, match["title"], body=colon + 1))
        else:
            continue
        named |= {"eventuelt", "evt"} if _folded(found[-1].title) in {"eventuelt", "evt"} else set()
    return found


def _folded(title: str) -> str:
    return title.casefold().rstrip(" .:")
