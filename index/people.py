"""Who was there and who was not: lists of participants and absentees, in the header and in items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.lines import Line, clean
from index.name_lists import split_names
from index.names import for_a_while, is_name, is_thing, strip_bullet, tells
from index.people_columns import in_one_column
from index.people_instead import without_stand_ins
from index.people_labels import (
    AWAY,
    CHAIR_LABEL,
    INLINE,
    POSITION,
    as_labelled,
    ends_list,
    heads_group,
    heads_list,
    inline_status,
    status_of,
)
from index.people_lines import apart, groups_apart, unwrapped
from index.people_merged import merged
from index.people_table import cells_of, tabled
from index.people_told import attending, sent_on, stood_in_on, told_on
from index.person import SAID, Person, is_position, read_person
from index.types import AgendaItem, Attendance

_PROSE = re.compile(
    r"\b(?:(?:var|er|blev)\s+(?:fraværende|ikke\s+til\s?stede|forhindret)|deltog\s+(?:kun|ikke|online|via|fra|til))\b.*\.$"
)
_REPORT = re.compile(
    r"(?:der\s+(?:er|var|kom)|vi\s+ha(?:r|vde)\s+(?:fået|modtaget))\b.*\bafbud\s+fra\s.*\.$", re.IGNORECASE
)
_PARTLY = re.compile(
    r"\bdeltog\s+(?:ikke\s+(?:i|under|ved)|kun\s+(?:i|under|ved|til|fra))\s+(?:punkt|pkt|sag|behandlingen)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[a-zæøåé)])\.\s+(?=[A-ZÆØÅ])")
_LED = re.compile(r"^(?P<group>(?:[A-ZÆØÅ]|fra\s)[^:,]{2,60}?)\s*:\s+(?=[^\W\d])")
_MEMBERSHIP = re.compile(
    r"^(?:medlem|suppleant|stedfortræder|formand|næstformand|observatør|tilforordnet|gæst)$", re.IGNORECASE
)
_SPEAKS = frozenset({"beslutning", "tekst", "deltagere", "fraværende", "sagsfremstilling", "resumé"})


def header_attendance(
    text: str, lines: Sequence[Line], first: int, contents: tuple[int, int]
) -> list[Attendance]:
    """The people listed in the header, which is `lines[:first]` without the table of contents."""
    skip = range(contents[0], contents[1] + 1)
    top = [line for i, line in enumerate(lines[: min(first, 400)]) if i not in skip and line.clean]
    found, left = tabled(text, in_one_column(text, top))
    rows = [replace(line, clean=", ".join(cells_of(text, line))) for line in top if line not in left]
    found += [entry for line in rows for entry in stood_in_on(line, None)]
    top = groups_apart(text, unwrapped(text, apart(text, [as_labelled(line) for line in left])))
    found += [entry for line in top for entry in stood_in_on(line, None)]
    top = [replace(line, clean=without_stand_ins(line.clean)) for line in top]
    return merged(found + _in_lists(text, top))


def _in_lists(text: str, top: Sequence[Line]) -> list[Attendance]:
    """The people in the lists that labels head, below them or on their lines."""
    found: list[Attendance] = []
    block: list[Line] = []
    status = group = outer = ""  # `outer` is the list of those present that names the absent on a line inside
    loose = False  # the list began on its label's own line, and goes on only while that is plain
    for before, line, after in zip([None, *top], top, [*top[1:], None], strict=False):
        if POSITION.match(line.clean):
            found += _inline(text, line, None)
            continue
        if not status and (named := heads_group(line, after)):
            status, group = "deltager", named
            continue
        headed = heads_list(text, line, "" if loose else status)
        inline = INLINE.match(line.clean) or CHAIR_LABEL.match(line.clean)
        ended = ends_list(line, status)
        if headed or inline or ended or (loose and not _goes_on(text, before, line)):
            found += _listed(text, block, status, None, group)
            found += [*_inline(text, line, None), *sent_on(line, None)] if inline else []
            back = not (headed or inline or ended)
            block = [line] if back and outer else []
            outer = "" if headed or ended else outer if loose else status
            status, group = headed or (outer if back else "", "")
            loose = bool(inline) and not CHAIR_LABEL.match(line.clean)
            if loose:
                status, group = inline_status(line)
        elif status:
            block.append(line)
        elif line.clean.endswith("."):
            found += told_on(line, None)
    return found + _listed(text, block, status, None, group)


def _goes_on(text: str, before: Line | None, line: Line) -> bool:
    """Whether a list that began on its label's line goes on: broken for width, set in, or one more entry."""
    if before is None or text.count("\n", before.end, line.start) > 1:
        return False
    if "\n" not in text[before.end : line.start] or text[line.start : line.end][:1] in " \t":
        return True
    if before.clean.endswith((",", " og", " samt", "&", ";")):
        return True
    return read_person(line.clean) is not None and ":" not in line.clean and not tells(line.clean)


def item_attendance(text: str, lines: Sequence[Line], item: AgendaItem) -> list[Attendance]:
    """The people that an item lists as present or absent; `lines` are the filled lines of the item."""
    found: list[Attendance] = []
    for section in item.sections:
        own = [line for line in lines if section.start <= line.start < section.end]
        inside = [line for line in own if line.start >= section.body or section.body == section.start]
        if section.kind == "fraværende":
            inline = own and bool(INLINE.match(own[0].clean))
            found += _inline(text, own[0], item.number) if inline else []
            found += stood_in_on(own[0], item.number) if inline else []
            listed = own[1:] if inline else inside
            listed = [replace(line, clean=without_stand_ins(line.clean)) for line in listed]
            found += _listed(text, listed, status_of(section.heading), item.number)
        elif section.kind == "deltagere" or (item.kind == "deltagere" and section.kind != "bilag"):
            found += _listed(text, inside, "deltager", item.number)
            for line in own:
                found += _inline(text, line, item.number)
        if section.kind in _SPEAKS:
            for line in inside:
                chairs = section.kind != "deltagere" and CHAIR_LABEL.match(line.clean)
                found += _inline(text, line, item.number) if chairs else told_on(line, item.number)
    return [_described(entry, lines) for entry in merged(found)]


def _described(entry: Attendance, lines: Sequence[Line]) -> Attendance:
    """The entry with the role that another list in the item gives the same name."""
    if entry.role or entry.organisation:
        return entry
    for line in lines:
        if len(line.clean) < 300 and entry.name in line.clean and strip_bullet(line.clean) != line.clean:
            person = read_person(line.clean)
            if person and person.name == entry.name:
                return replace(entry, role=person.role, organisation=person.organisation)
    return entry


def _inline(text: str, line: Line, item: int | None) -> list[Attendance]:
    """The names after a label on the same line: "Afbud: A, B", "Ordstyrer: X"."""
    raw = text[line.start : line.end].replace("\n", " ")
    chair = CHAIR_LABEL.match(line.clean)
    holds = POSITION.match(line.clean)
    match = chair or holds or INLINE.match(line.clean)
    if not match:
        return []
    status = "deltager" if chair or holds else inline_status(line)[0]
    rest = _SENTENCE.split(line.clean[match.end() :], maxsplit=1)[0]
    offset = raw.find(rest) if len(rest) < 2000 else -1
    group = "" if chair or holds else inline_status(line)[1]
    found = []
    for a, b in split_names(rest, mixed=True):
        person = read_person(rest[a:b], single=True)
        if person and holds:
            person = replace(person, role=", ".join(filter(None, (holds["role"].lower(), person.role))))
        if person and not (status != "deltager" and for_a_while(rest[a:b])):
            start, end = (
                (line.start + offset + a, line.start + offset + b) if offset >= 0 else (line.start, line.end)
            )
            if chair:
                start, end = line.start, line.end
            found.append(attending(person, status, start, end, group, item, chair=bool(chair)))
    return found


def _listed(
    text: str, lines: Sequence[Line], status: str, item: int | None, group: str = ""
) -> list[Attendance]:
    """The people in a list with one entry or one line of names a line, under group headings."""
    if not status:
        return []
    if any(_MEMBERSHIP.match(line.clean) for line in lines):
        return _stacked(text, lines, status, item)
    found: list[Attendance] = []
    for line in lines:
        if INLINE.match(line.clean) or CHAIR_LABEL.match(line.clean):
            if CHAIR_LABEL.match(line.clean):
                found += _inline(text, line, item)
            continue
        if status != "deltager" and (_PROSE.search(line.clean) or _REPORT.match(line.clean)):
            found += told_on(line, item)
            continue
        people = list(_people_in(text, line, status, group, item))
        found += people
        if not people and _heads_group(line, text[line.start : line.end]):
            group = line.clean.rstrip(" :")
    return found


def _heads_group(line: Line, raw: str) -> bool:
    text = line.clean
    if "\t" in raw or "|" in raw:
        return False
    return len(text) < 70 and "," not in text and not text.endswith(".") and strip_bullet(text) == text


def _people_in(text: str, line: Line, status: str, group: str, item: int | None) -> Iterable[Attendance]:
    """The people on one line of a list: an entry, names with commas, "Group: names", or table cells."""
    if line.level and not is_name(line.clean):
        return
    raw = text[line.start : line.end].replace("\n", " ")
    if "\t" in raw.strip() or raw.lstrip().startswith("|"):
        cells = [clean(cell) for cell in re.split(r"[\t|]", raw)]
        if person := read_person(", ".join(cell for cell in cells if cell)):
            yield attending(person, status, line.start, line.end, group, item)
        return
    bare = strip_bullet(line.clean)
    led = None if SAID.search(line.clean) or _is_entry(line.clean) else _LED.match(bare)
    if led and bare != line.clean and not _is_group(led["group"]):
        led = None
    rest = bare[led.end() :] if led else line.clean
    for a, b in split_names(rest, mixed=bool(led) or "\n" in text[line.start : line.end]):
        entry = strip_bullet(rest[a:b])
        if person := read_person(entry):
            at = raw.find(entry)
            start = line.start + at if at >= 0 else line.start
            end = start + len(entry) if at >= 0 else line.end
            if led and not person.organisation:
                person = _of_group(person, led["group"])
            away = status_of(led["group"]) if led and AWAY.search(led["group"]) else status
            away = "deltager" if _PARTLY.search(entry) else away
            yield attending(person, away, start, end, led["group"] if led else group, item)


def _is_group(label: str) -> bool:
    return is_thing(label) or is_position(label) or label.casefold().startswith("fra ")


def _of_group(person: Person, group: str) -> Person:
    """The person with what the words before the colon say: where they come from, or a position."""
    if not person.role and is_position(group):
        return replace(person, role=group)
    named = is_thing(group) and not group.casefold().startswith("fra ")
    return replace(person, organisation=group) if named else person


def _is_entry(text: str) -> bool:
    """Whether a line is one person's entry with a colon behind the name: "Ane Lund: Formand"."""
    name, colon, _ = strip_bullet(text).partition(":")
    person = read_person(text) if colon and is_name(name) else None
    return person is not None and person.name == name.strip()


def _stacked(text: str, lines: Sequence[Line], status: str, item: int | None) -> list[Attendance]:
    """People set as a name, a role and "Medlem" on lines of their own."""
    found: list[Attendance] = []
    entry: list[Line] = []
    for line in lines:
        if not _MEMBERSHIP.match(line.clean):
            entry.append(line)
            continue
        if entry and (person := read_person(", ".join(part.clean for part in entry), single=True)):
            found.append(attending(person, status, entry[0].start, line.end, "", item))
        entry = []
    if entry and (person := read_person(entry[0].clean)):
        found.append(attending(person, status, entry[0].start, entry[-1].end, "", item))
    return found
