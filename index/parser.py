"""The text of minutes as a Meeting: header, agenda items, sections, attachments, people, tables.

Pure: no file is read and nothing is kept between calls. `parse` raises ParseError and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.announced import with_announced
from index.attachments import belongs_to, read_attachments
from index.attachments_listed import given_out
from index.case_lines import set_apart, told_above, with_case_lines
from index.errors import ParseError
from index.header import read_header
from index.header_items import settled
from index.kinds import closed_by_title, kind_of, opens_part
from index.lines import Line, is_rule, split_lines
from index.outline import FOLD, Heading, find_headings
from index.people import header_attendance, item_attendance
from index.plain_outline import header_lines, plain_headings, reads_as_minutes
from index.registration import case_in_title, read_registration
from index.sections import Minutes, label_counts, split_sections
from index.subheadings import with_parts
from index.tables import read_tables
from index.types import AgendaItem, Attendance, Document, Meeting, Section

VERSION = "11"


def parse(document: Document) -> Meeting:
    """The meeting that `document` holds.

    The items tile the text from the first item's heading to its end, and every span lies inside it.
    Minutes whose items have no headings are one item. Raises ParseError for a text that does not read as
    minutes, and where neither it nor the file's name tells a date.
    """
    text = document.text
    lines = split_lines(text)
    headings, contents = find_headings(lines)
    if not headings:
        headings = _plain_headings(document, lines)
    headings = with_parts(text, lines, with_case_lines(lines, with_announced(lines, headings)))
    headings = [_underlined(text, lines, heading) for heading in headings]
    first = headings[0].first
    lines = lines[:first] + [_silent(line) for line in lines[first:]]
    header = settled(read_header(lines, first, contents.first), lines[first:], len(headings), document.source)
    if header.date is None:
        raise ParseError(
            f"{document.source}: Der blev ikke fundet nogen mødedato i teksten.", source=document.source
        )
    found = _items(text, lines, headings, Minutes(label_counts(lines), header.date, header.body))
    items = given_out(lines, first, found)
    body = header.body or "Ukendt udvalg"
    return Meeting(
        id=meeting_id(body, header.date, header.start_time),
        source=document.source,
        digest=document.digest,
        body=body,
        level=header.level,
        date=header.date,
        text=text,
        items=items,
        header_end=lines[first].start,
        title=header.title,
        organisation=header.organisation,
        start_time=header.start_time,
        end_time=header.end_time,
        place=header.place,
        date_span=header.date_span,
        place_span=header.place_span,
        attendance=_attendance(text, lines, headings, items, (contents.first, contents.last)),
        pages=document.pages,
    )


def _silent(line: Line) -> Line:
    """The line, as a blank one where it is a head that the pages repeat: it says nothing of an item."""
    return replace(line, clean="") if line.running else line


def _underlined(text: str, lines: list[Line], heading: Heading) -> Heading:
    """The heading with the stroke that underlines it."""
    below = lines[heading.last + 1] if 0 <= heading.last < len(lines) - 1 and heading.body is None else None
    if below is None or below.clean or not is_rule(text[below.start : below.end]):
        return heading
    return replace(heading, last=heading.last + 1)


def _plain_headings(document: Document, lines: list[Line]) -> list[Heading]:
    """The headings of minutes that do not number their items, or the whole text as one item."""
    found = plain_headings(document.text, lines)
    if found:
        return found
    top = header_lines(lines)
    filled = [i for i in range(top, len(lines)) if lines[i].clean]
    if not filled or not reads_as_minutes(lines):
        raise ParseError(
            f"{document.source}: Der blev ikke fundet nogen dagsordenspunkter (fx »Punkt 1: …«) i teksten.",
            source=document.source,
        )
    said = [line.clean for line in lines if line.clean]
    title = next((text for text in said if not FOLD.match(text)), said[0])[:300]
    return [Heading(filled[0], filled[0] - 1, None, title, body=lines[filled[0]].start)]


def meeting_id(body: str, day: date, start_time: str | None) -> str:
    """A slug of body, day and start time, in ASCII: "byraad-2024-03-04-1900"."""
    clock = "-" + start_time.replace(":", "") if start_time else ""
    return f"{slug(body) or 'moede'}-{day.isoformat()}{clock}"


def slug(name: str) -> str:
    """A name in lower-case ASCII letters, digits and dashes, 80 characters at most."""
    folded = name.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")


def _items(
    text: str, lines: list[Line], headings: Sequence[Heading], minutes: Minutes
) -> tuple[AgendaItem, ...]:
    ends = [h.first for h in headings[1:]] + [len(lines)]
    items: list[AgendaItem] = []
    closed = False
    for ordinal, (heading, end) in enumerate(zip(headings, ends, strict=True)):
        closed = _closed_part(lines[heading.first : heading.last + 1], closed)
        item = _item(text, lines, ordinal, heading, end, minutes)
        items.append(replace(item, closed=True) if closed else item)
        closed = _closed_part(lines[heading.last + 1 : end], closed)
    return _handed_out(items)


def _handed_out(items: list[AgendaItem]) -> tuple[AgendaItem, ...]:
    """The items, each with the attachments that a list at the end of the minutes gives to it by number.

    Such an attachment lies in the last item and belongs to the one whose number it names.
    """
    at = next((i for i in range(len(items) - 1, -1, -1) if items[i].attachments or items[i].number), 0)
    last = items[at]
    named = [(belongs_to(entry), entry) for entry in last.attachments]
    known = {item.number for item in items if item.number is not None} - {last.number}
    if not any(number in known for number, _ in named):
        return tuple(items)
    kept = tuple(entry for number, entry in named if number not in known)
    return (
        *(
            replace(item, attachments=item.attachments + tuple(e for n, e in named if n == item.number))
            if item.number in known and item.number is not None
            else item
            for item in items[:at]
        ),
        replace(last, attachments=kept),
        *items[at + 1 :],
    )


def _closed_part(lines: Sequence[Line], closed: bool) -> bool:
    """Whether what follows `lines` is closed, it being `closed` before them."""
    parts = [part for line in lines if (part := opens_part(line.clean)) is not None]
    return parts[-1] if parts else closed


def _item(
    text: str,
    lines: list[Line],
    ordinal: int,
    heading: Heading,
    end_line: int,
    minutes: Minutes,
) -> AgendaItem:
    start = lines[heading.first].start
    end = lines[end_line].start if end_line < len(lines) else len(text)
    own = lines[heading.last + 1 : end_line]
    opening = lines[heading.first + 1 : heading.last]
    body = lines[heading.last].end if heading.body is None else heading.body
    sections = set_apart(own, split_sections(text, own, body, end, minutes))
    above = told_above(lines[heading.first : heading.last], heading.number)
    registration = read_registration([*above, *lines_in(own, _preamble(sections))])
    title, numbered = case_in_title(heading.title)
    kind = kind_of(title, text, sections)
    if kind == "deltagere":
        sections = tuple(replace(s, kind="deltagere") if s.kind == "tekst" else s for s in sections)
    return AgendaItem(
        ordinal=ordinal,
        number=heading.number,
        title=title,
        kind=kind,
        start=start,
        end=end,
        sections=sections,
        closed=heading.closed or registration.closed or closed_by_title(title),
        case_id=registration.case_id or numbered,
        doc_id=registration.doc_id,
        attachments=read_attachments(text, [line for line in (*opening, *own) if line.clean], sections),
        tables=read_tables(text, own),
    )


def _attendance(
    text: str,
    lines: list[Line],
    headings: Sequence[Heading],
    items: Sequence[AgendaItem],
    contents: tuple[int, int],
) -> tuple[Attendance, ...]:
    """Everybody named as present or absent: in the header first, then item by item."""
    found = header_attendance(text, lines, headings[0].first, contents)
    ends = [h.first for h in headings[1:]] + [len(lines)]
    for item, heading, end in zip(items, headings, ends, strict=True):
        found += item_attendance(text, [line for line in lines[heading.last + 1 : end] if line.clean], item)
    return tuple(found)


def _preamble(sections: Sequence[Section]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in sections if s.kind == "stamdata"]


def lines_in(lines: Sequence[Line], spans: Sequence[tuple[int, int]]) -> list[Line]:
    """The filled lines that lie in one of `spans`."""
    starts = [line.start for line in lines]
    return [
        line
        for start, end in spans
        for line in lines[bisect_left(starts, start) : bisect_left(starts, end)]
        if line.clean
    ]
