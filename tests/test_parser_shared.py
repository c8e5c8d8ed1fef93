"""The parser on real minutes beside the checkout, where they are: nothing missed, nothing invented."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SHARED, needs_shared
from parser_checks import check_meeting, document

from eval.outcome import read_questions
from eval.validate import validate
from index.parser import parse
from index.types import Meeting

MINUTES = SHARED / "minutes"
GREVE = SHARED / "corpus" / "greve"
pytestmark = pytest.mark.shared

HEADING = re.compile(r"^[#* ]*Punkt ?(\d*) ?: (.+?)\**$", re.MULTILINE)
ENTRY = re.compile(r"^(\d+)\. (.*)$", re.MULTILINE)


def read(path: Path) -> Meeting:
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    meeting = parse(document(text, path.name))
    check_meeting(meeting, text)
    return meeting


def asked(name: str) -> list[dict[str, Any]]:
    return read_questions(sorted((ROOT / "eval" / "questions").glob(f"{name}_*.jsonl")))


def spaced(text: str) -> str:
    return " ".join(text.split())


@needs_shared
@pytest.mark.parametrize(
    ("prefix", "body", "level", "day", "start", "items", "closed", "attachments", "tables", "people"),
    [
        ("000", "Direktørforum Sundhedsklynge Midt", "direktørforum", "2024-10-24", "17:00", 8, 0, 0, 0, 12),
        ("001", "Faglig Sundhedsklynge Nord", "fagligt strategisk", "2023-08-24", "14:00", 13, 0, 5, 0, 14),
        ("003", "HOL Sundhedsklynge Politisk Forum", "politisk", "2023-09-13", "14:30", 5, 0, 12, 1, 6),
        (
            "004",
            "Sundhedsklynge Lillebælt - Fagligt strategisk niveau",
            "fagligt strategisk",
            "2025-02-26",
            "14:30",
            17,
            0,
            18,
            1,
            14,
        ),
    ],
)
def test_health_cluster_minutes(
    prefix: str,
    body: str,
    level: str,
    day: str,
    start: str,
    items: int,
    closed: int,
    attachments: int,
    tables: int,
    people: int,
) -> None:
    (path,) = MINUTES.glob(f"{prefix}_*.txt")
    meeting = read(path)
    assert (meeting.body, meeting.level, meeting.date.isoformat(), meeting.start_time) == (
        body,
        level,
        day,
        start,
    )
    assert meeting.place
    wanted = [(int(n) if n else None, spaced(title)) for n, title in HEADING.findall(meeting.text)]
    assert [(item.number, item.title) for item in meeting.items] == wanted
    counts = (
        len(meeting.items),
        sum(item.closed for item in meeting.items),
        sum(len(item.attachments) for item in meeting.items),
        sum(len(item.tables) for item in meeting.items),
        len(meeting.attendance),
    )
    print(path.name, dict(zip(("items", "closed", "attachments", "tables", "people"), counts, strict=True)))
    assert counts == (items, closed, attachments, tables, people)


@pytest.fixture(scope="module")
def greve() -> list[Meeting]:
    if not GREVE.is_dir():
        pytest.skip("the municipal minutes (../shared/corpus/greve) are not here")
    return [read(path) for path in sorted(GREVE.glob("*.txt"))]


def test_every_municipal_item_is_the_one_in_the_table_of_contents(greve: list[Meeting]) -> None:
    for meeting in greve:
        contents = meeting.text[: meeting.header_end].split("Indholdsfortegnelse", 1)[1]
        wanted = [(int(number), spaced(title)) for number, title in ENTRY.findall(contents)]
        assert [(item.number, item.title) for item in meeting.items] == wanted, meeting.source


def test_municipal_counts(greve: list[Meeting]) -> None:
    items = [item for meeting in greve for item in meeting.items]
    bodies = Counter(meeting.body for meeting in greve)
    sections = Counter(section.kind for item in items for section in item.sections)
    print(len(greve), "meetings,", len(items), "items,", bodies, sections)
    assert len(greve) == 285
    assert len(items) == 4289
    assert sum(item.closed for item in items) == 302
    assert len(bodies) == 9
    assert bodies["Byråd"] == 34
    assert {meeting.organisation for meeting in greve} == {"Greve Kommune"}


def test_municipal_dates_times_and_identities(greve: list[Meeting]) -> None:
    assert all(meeting.date.isoformat() == meeting.source[6:16] for meeting in greve)
    assert all(meeting.start_time for meeting in greve)
    assert len({meeting.id for meeting in greve}) == 285


def test_municipal_headings_are_all_sections(greve: list[Meeting]) -> None:
    """The template's own headings, counted line by line, are each the heading of one section."""
    for heading in ("Beslutning", "Fremstilling", "Resume", "Indstilling", "Sagens forløb", "Bilag"):
        for meeting in greve:
            lines = meeting.text.split("\n")
            cells = sum(1 for a, b in pairwise(lines) if a == "|" and b == heading)
            wanted = sum(1 for line in lines if line.strip() == heading) - cells
            found = sum(
                s.heading == heading and s.body > s.start for item in meeting.items for s in item.sections
            )
            assert found == wanted, (meeting.source, heading)


@needs_shared
def test_the_questions_on_health_clusters_are_valid() -> None:
    assert validate(asked("clusters"), {path.name: read(path) for path in MINUTES.glob("*.txt")}) == []


def test_the_questions_on_the_municipality_are_valid(greve: list[Meeting]) -> None:
    assert validate(asked("greve"), {meeting.source: meeting for meeting in greve}) == []
