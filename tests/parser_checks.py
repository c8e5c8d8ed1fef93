"""What holds for every meeting that the parser returns, and a readable summary for golden files."""

from __future__ import annotations

from typing import Any

from index.attachments import belongs_to
from index.lines import clean
from index.parser import parse
from index.types import ITEM_KINDS, LEVELS, SECTION_KINDS, AgendaItem, Document, Meeting, Table

HEADER = "Referat fra møde i Havneudvalget\nDato: 5. juni 2025 kl. 16.00\n\n"
ITEMS = "\n\n1. Velkomst\nFormanden bød velkommen.\n\n2. Eventuelt\nIntet.\n"
STATUSES = ("deltager", "afbud", "fraværende")


def document(text: str, source: str = "prøve.txt") -> Document:
    """`text` as a document."""
    return Document(source=source, text=text, digest="0" * 64)


def read_whole(text: str) -> Meeting:
    """The meeting that `text` holds, checked."""
    meeting = parse(document(text))
    check_meeting(meeting, text)
    return meeting


def read_items(body: str, header: str = HEADER) -> Meeting:
    """A meeting that welcomes in its first item and goes on with `body`."""
    return read_whole(f"{header}1. Velkomst\nFormanden bød velkommen.\n\n{body}\n")


def read_header(header: str) -> Meeting:
    """A meeting of two plain items below `header`."""
    return read_whole(header + ITEMS)


def sections(meeting: Meeting, ordinal: int = 1) -> list[tuple[str, str]]:
    """The kinds and the texts of an item's sections, on one line each."""
    text = meeting.text
    return [(s.kind, " ".join(text[s.body : s.end].split())) for s in meeting.items[ordinal].sections]


def check_meeting(meeting: Meeting, text: str) -> None:
    """Items tile the text after the header, sections tile items, and every span lies where it says."""
    assert meeting.text == text
    assert meeting.id.isascii()
    assert meeting.id == meeting.id.lower()
    assert meeting.body.strip()
    assert meeting.level in LEVELS
    assert [item.ordinal for item in meeting.items] == list(range(len(meeting.items)))
    starts = [item.start for item in meeting.items]
    ends = [item.end for item in meeting.items]
    assert starts[0] == meeting.header_end
    assert ends == [*starts[1:], len(text)]
    for item in meeting.items:
        check_item(item, text)
    for span in (meeting.date_span, meeting.place_span):
        assert span is None or 0 <= span[0] < span[1] <= len(text)
    for entry in meeting.attendance:
        assert entry.name.strip()
        assert entry.status in STATUSES
        assert 0 <= entry.start < entry.end <= len(text)
        assert text[entry.start : entry.end].strip()
        within = 0, meeting.header_end
        if entry.item is not None:
            spans = [(i.start, i.end) for i in meeting.items if i.number == entry.item]
            within = min(spans)[0], max(spans)[1]
        assert within[0] <= entry.start
        assert entry.end <= within[1] or entry.item is None


def check_item(item: AgendaItem, text: str) -> None:
    """One item: its sections tile it after the heading, and what it lists lies inside it."""
    assert item.kind in ITEM_KINDS
    assert item.start < item.end
    assert item.number is None or 0 <= item.number < 1000
    assert item.sections
    assert item.start <= item.sections[0].start
    assert [s.start for s in item.sections[1:]] + [item.end] == [s.end for s in item.sections]
    heading = clean(text[item.start : item.sections[0].start])
    # "Ad 3" alone is headed by the agenda before it.
    assert not item.title or item.title.split()[0] in heading or item.title in clean(text[: item.start])
    for section in item.sections:
        assert section.kind in SECTION_KINDS
        assert section.start <= section.body <= section.end
        first = section.heading.split()[:1] if section.body > section.start else []
        assert all(word in clean(text[section.start : section.end]) for word in first)
    for attachment in item.attachments:
        # One that a list at the head or at the end gives to the item by its number stands outside it.
        assert 0 <= attachment.start < attachment.end <= len(text)
        assert attachment.end <= item.end or item.number == belongs_to(attachment)
        assert attachment.title.strip()
    for table in item.tables:
        check_table(table, item)


def check_table(table: Table, item: AgendaItem) -> None:
    """Rows follow each other inside the table, the table inside the item."""
    assert item.start <= table.start < table.end <= item.end
    assert table.rows
    assert table.start == table.rows[0].start
    assert table.end == table.rows[-1].end
    for before, after in zip(table.rows, table.rows[1:], strict=False):
        assert before.end <= after.start
    for row in table.rows:
        assert row.cells
        assert row.start < row.end


def summary(meeting: Meeting) -> dict[str, Any]:
    """The meeting as plain data, with spans replaced by the beginning of the text they mark."""
    text = meeting.text
    return {
        "id": meeting.id,
        "title": meeting.title,
        "body": meeting.body,
        "organisation": meeting.organisation,
        "level": meeting.level,
        "date": meeting.date.isoformat(),
        "time": [meeting.start_time, meeting.end_time],
        "place": meeting.place,
        "items": [_item_summary(item, text) for item in meeting.items],
        "attendance": [
            " | ".join(
                (str(a.item), a.status, a.name, a.role, a.organisation, a.group, "leder" if a.chair else "")
            )
            for a in meeting.attendance
        ],
    }


def _item_summary(item: AgendaItem, text: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "number": item.number,
        "title": item.title,
        "kind": item.kind,
        "sections": [
            f"{s.kind} | {s.heading} | {' '.join(text[s.body : s.end].split())[:40]}" for s in item.sections
        ],
    }
    data |= {"closed": True} if item.closed else {}
    data |= {"case": item.case_id} if item.case_id else {}
    data |= {"document": item.doc_id} if item.doc_id else {}
    if item.attachments:
        data["attachments"] = [f"{a.title} | {a.doc_id or ''}" for a in item.attachments]
    if item.tables:
        data["tables"] = [
            [("# " if r.header else "") + " | ".join(r.cells) for r in t.rows] for t in item.tables
        ]
    return data
