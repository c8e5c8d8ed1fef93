"""Headings of items in minutes that do not number them plainly, read only where nothing else is found.

In this order: short minutes whose numbers stand alone ("1) Dagsorden", "2a. Status", "II. Høring"), items in
a table's rows, titles without a number. The caller takes the whole text as one item where none is found.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.agenda_parts import part_lines, starts_over
from index.dates import find_dates
from index.first_names import is_first_name
from index.headings import OPENNESS, is_closed, is_meta, label_of
from index.kinds import closed_by_title
from index.lines import Line, key, next_filled, roman_value
from index.name_lists import split_names
from index.outline import Heading
from index.person import read_person

_NUMBER = re.compile(
    r"^(?:(?:[Aa]d|[Pp]kt|[Pp]unkt|[Ss]ag|[Nn]r)\b\.?\s*){0,3}(?P<number>\d{1,3})(?:\s?[a-h])?\s?[.):](?!\d)\s*(?P<title>\S.*)$"
)
_BARE = re.compile(r"^(?P<number>\d{1,3})\s+(?P<title>[A-ZÆØÅ].*)$")
_ALONE = re.compile(r"^\d{1,3}[.)]?$")
_ROMAN = re.compile(r"^(?P<number>[IVX]{1,6})\s?[.):]\s*(?P<title>[A-ZÆØÅ].*)$")
_LETTER = re.compile(r"^(?P<number>[A-Z])\s?[.):]\s+(?P<title>[A-ZÆØÅ].*)$")
_ROW = re.compile(r"^\s*\|?\s*(?P<number>\d{1,3})[.)]?\s*(?:\t|\|)\s*(?P<title>[^\t|\n]*[^\s\t|])\s*[\t|]")
_HEADER = re.compile(
    r"^(?:møde(?:dato|tid(?:spunkt)?|sted|lokale|leder)?|dato|dag|tid(?:spunkt)?|sted|lokale|start|slut|kl"
    r"|hvornår|hvor|adresse|referent|referat\w*|mødereferat|beslutningsreferat|protokol|dagsorden|udvalg"
    r"|forum|ordstyrer|dirigent|deltagere|mødedeltagere|deltog|medlemmer|til ?stede|tilstedeværende"
    r"|fraværende|fravær|afbud|gæster|inviterede|ikke til ?stede|øvrige deltagere|mødt|kopi til|cc|sagsnr"
    r"|sagsbehandler|journalnr|fra|til|emne)"
    r"(?:\s+(?:fra|og \w+|i mødet))?\s*[:;.]",
    re.IGNORECASE,
)
_LISTS_PEOPLE = frozenset({"deltagere", "fraværende"})
_TOLD_FIRST = frozenset({"sagsfremstilling", "resumé"})
_KNOWN = re.compile(
    r"^(?:eventuelt|evt\.?|velkomst\b.{0,40}|godkendelse\s+af\s+(?:dagsorden|referat)\w*\b.{0,40}|meddelelser"
    r"|siden\s+sidst|næste\s+møde|kommende\s+møder?|orienteringer|bordet\s+rundt|mødeevaluering)\s*:?$",
    re.IGNORECASE,
)
_AGENDA = re.compile(
    r"^(?:dagsorden(?:en)?|punkter|dagsordenspunkter|indhold(?:sfortegnelse)?)\s*:?$", re.IGNORECASE
)
_FURNITURE = re.compile(r"^(?:side\s+)?\d{1,3}(?:\s*(?:af|/)\s*\d{1,3})?$", re.IGNORECASE)
_MINUTES = re.compile(r"referat|møde|protokol|dagsorden|memo\b|notat\b|beslutning", re.IGNORECASE)
_LONGEST = 110
_MOST_HEADER = 80


def plain_headings(text: str, lines: list[Line]) -> list[Heading]:
    """The headings, at least two, or an empty list."""
    top = header_lines(lines)
    for pattern in (_NUMBER, _BARE, _ROMAN, _LETTER):
        if len(found := _counted(lines, pattern)) > 1:
            return found
    return _rows(text, lines) or _cells(lines) or _with_marked(lines, _titles(lines, top))


def _with_marked(lines: list[Line], titles: list[Heading]) -> list[Heading]:
    """The titles without a number, and those among them that are numbered for being closed or open."""
    if not titles:
        return titles
    known = {heading.first for heading in titles}
    marked = [
        Heading(i, i, int(match["number"]), line.clean[match.end() :] or line.clean, is_closed(match))
        for i, line in enumerate(lines)
        if i > titles[0].first and i not in known and not lines[i - 1].clean
        if line.clean[:1].isdigit() and (match := OPENNESS.match(line.clean))
    ]
    return sorted([*titles, *marked], key=lambda heading: heading.first)


def header_lines(lines: list[Line]) -> int:
    """How many lines the header takes: title, labelled facts, lists of people, the agenda beforehand."""
    end, people, dated = 0, False, False
    for i, line in enumerate(lines[:_MOST_HEADER]):
        text = line.clean
        if not text:
            continue
        label = label_of(line, plain=True)
        listing = bool(label and label.kind in _LISTS_PEOPLE)
        registers = is_meta(line) and not OPENNESS.match(text) and not _is_secret(lines, i)
        if listing or _HEADER.match(text) or registers:
            people = listing or (text.endswith(":") and not _AGENDA.match(text))
            dated = dated or bool(find_dates(text[:200]))
        elif not dated and len(text) < 160 and any(hit.year for hit in find_dates(text)):
            dated, people = True, False
        elif people and (_names(text) or _leads_names(lines, i)):
            pass
        elif end and i - end > 12:
            break
        else:
            continue
        end = i + 1
        if label and not listing and not _HEADER.match(text):
            break
    return end or 1


def _names(text: str) -> bool:
    """Whether the line lists people."""
    if len(text) > 400 or text.endswith((".", ":")):
        return False
    return any(_is_person(text[a:b]) for a, b in split_names(text))


def _is_person(text: str) -> bool:
    """Whether the words name a person; words in capitals alone do where the first is a first name."""
    if text.isupper() and not is_first_name(text.split()[0].capitalize()):
        return False
    return read_person(text) is not None


def _leads_names(lines: list[Line], index: int) -> bool:
    """Whether the line is a group's name before a list of people."""
    after = next_filled(lines, index)
    return after is not None and len(lines[index].clean) < 70 and _names(lines[after].clean)


def _counted(lines: list[Line], pattern: re.Pattern[str]) -> list[Heading]:
    """Lines that count 1, 2, 3 … with text below them; an agenda of titles alone is passed over."""
    found: list[Heading] = []
    told = 0
    parts = part_lines(lines)
    for i, line in enumerate(lines):
        match = pattern.match(line.clean) if 3 < len(line.clean) < 200 else None
        title = match["title"] if match else ""
        if not match or not (title[:1].isupper() or title[:1].isdigit() or title[:1] in '"»”§'):
            continue
        number = _value(match["number"])
        after = next_filled(lines, i)
        below = after is not None and not pattern.match(lines[after].clean)
        if number == 1 and found and told and starts_over(parts, found[-1].first, i):
            pass
        elif number == 1 and (not found or told < len(found) - 1 or told == 0):
            found, told = [], 0
        elif (
            not found
            or number not in (found[-1].number, (found[-1].number or 0) + 1)
            or (number == found[-1].number and not line.clean[match.end("number")].isalpha())
        ):
            continue
        leads_in = i and i - 1 not in parts and lines[i - 1].clean.endswith((",", ":"))
        if _sentence(title) or (leads_in and not label_of(lines[i - 1])):
            continue
        found.append(Heading(i, i, number, title))
        told += below
    if 2 * told < len(found) + 1:
        return []
    if pattern is _LETTER:
        return [replace(heading, number=None) for heading in found]
    return found


def _sentence(title: str) -> bool:
    """Whether the words are running text rather than a title."""
    return title.endswith((".", ";", ",")) and len(title.split()) > 5


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    if not set(number) <= set("IVX"):
        return ord(number) - ord("A") + 1
    return roman_value(number)


def _rows(text: str, lines: list[Line]) -> list[Heading]:
    """Rows of a table that count 1, 2, 3 …, each with a title and text in further cells."""
    found: list[Heading] = []
    for i, line in enumerate(lines):
        match = _ROW.match(text[line.start : line.end])
        if not match or int(match["number"]) != len(found) + 1:
            continue
        body = line.start + match.end("title")
        found.append(Heading(i, i, len(found) + 1, match["title"].strip(), body=body))
    told = any(h.body is not None and lines[h.last].end - h.body > 25 for h in found)
    return found if len(found) > 1 and told else []


def _cells(lines: list[Line]) -> list[Heading]:
    """Numbers that stand alone and count 1, 2, 3 …, each with its title below: cells, one a line."""
    found: list[Heading] = []
    told = 0
    for i, line in enumerate(lines[:-1]):
        title = lines[i + 1].clean
        if not _ALONE.match(line.clean) or int(line.clean.rstrip(".)")) != len(found) + 1:
            continue
        if not 3 <= len(title) <= 2 * _LONGEST or not (title[0].isupper() or title[0] in '»"”'):
            continue
        found.append(Heading(i, i + 1, len(found) + 1, title))
        after = next_filled(lines, i + 1)
        told += after is not None and not _ALONE.match(lines[after].clean)
    return found if len(found) > 1 and 2 * told >= len(found) else []


def _titles(lines: list[Line], top: int) -> list[Heading]:
    """Titles without a number, by the strongest way in which the minutes set more than one of them."""
    able = [i for i in range(top, len(lines)) if _may_head(lines, i)]
    levels = [lines[i].level for i in able if lines[i].level]
    level = next((n for n in sorted(set(levels)) if levels.count(n) > 1), 0)
    known = [i for i in able if _KNOWN.match(lines[i].clean)]
    for chosen in (
        [i for i in able if level and lines[i].level == level],
        [i for i in able if lines[i].bold],
        [i for i in able if lines[i].clean.isupper() and len(lines[i].clean) > 3],
        [i for i in able if _has_section(lines, i)],
        [i for i in able if _is_apart(lines, i)],
    ):
        told = [i for i in chosen if i not in known]
        if len(told) > 1 or (told and known):
            # In minutes set by sections an ordinary short line is a part of the case, not an item.
            return _made(lines, {*chosen, *known})
    return _made(lines, set(known)) if len(known) > 1 else []


def _made(lines: list[Line], chosen: set[int]) -> list[Heading]:
    """Headings of the lines `chosen`, without the agenda before them, which names the same titles."""
    found = [Heading(i, i, None, lines[i].clean.rstrip(" :")) for i in sorted(chosen)]
    last = {key(heading.title): n for n, heading in enumerate(found)}
    # A closing "Eventuelt" may be in the agenda too: only what a later heading repeats goes.
    return [heading for n, heading in enumerate(found) if last[key(heading.title)] == n]


def _may_head(lines: list[Line], index: int) -> bool:
    """Whether the line reads as a title with text below it."""
    line = lines[index]
    text = line.clean
    if not 3 <= len(text) <= _LONGEST or not (text[0].isupper() or text[0] in '»"”'):
        return False
    if text.endswith((".", ",", ";", "!", "-")) and not text.endswith(("mv.", "m.v.")):
        return False
    label = label_of(line, plain=True)
    known = _KNOWN.match(text)
    if (
        (label and not known)
        or (is_meta(line) and not _is_secret(lines, index))
        or _FURNITURE.match(text)
        or "|" in text
        or _AGENDA.match(text)
    ):
        return False
    if _HEADER.match(text) or re.match(r"^mødet\s+(?:\w+\s+)?(?:slut|hæv|afslut)", text, re.IGNORECASE):
        return False
    after = next_filled(lines, index)
    if after is None or (_is_person(text) and not known) or _is_told(lines, index, after):
        return False
    return bool(known) or not _names(lines[after].clean)


def _is_told(lines: list[Line], index: int, after: int) -> bool:
    """Whether the line is all that a section says that comes before another: "Formål: / Status / Referat"."""
    before = next((i for i in range(index - 1, -1, -1) if lines[i].clean), None)
    opened = label_of(lines[before], plain=True) if before is not None else None
    return bool(opened and opened.kind in _TOLD_FIRST and label_of(lines[after], plain=True))


def _is_secret(lines: list[Line], index: int) -> bool:
    """Whether a closed item has no other title than that it is one: "FORTROLIGT" between blank lines."""
    text = lines[index].clean
    before = next((line.clean for line in reversed(lines[:index]) if line.clean), "")
    return (
        text.isupper()
        and closed_by_title(text)
        and not before.isupper()
        and all(not lines[i].clean for i in (index - 1, index + 1) if 0 <= i < len(lines))
    )


def _has_section(lines: list[Line], index: int) -> bool:
    """Whether a section's heading is the next filled line, the title standing after a blank one."""
    after = next_filled(lines, index)
    if after is None or (index and lines[index - 1].clean):
        return False
    return bool(label_of(lines[after], plain=True)) or is_meta(lines[after])


def _is_apart(lines: list[Line], index: int) -> bool:
    """Whether a short line stands after a blank one, with running text below it."""
    text = lines[index].clean
    after = next_filled(lines, index)
    if after is None or (index and lines[index - 1].clean) or len(text.split()) > 12 or ": " in text:
        return False
    below = lines[after].clean
    return below[-1] in ".!?:" or len(below) > len(text) or bool(label_of(lines[after], plain=True))


def reads_as_minutes(lines: list[Line]) -> bool:
    """Whether the opening lines say that this is the account of a meeting."""
    return any(_MINUTES.search(line.clean) for line in lines[:40] if len(line.clean) < 200)
