"""Chunks: exact spans, never across items, nothing left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CORPUS
from parser_checks import document

from index.chunks import CHUNK_CHARS, split
from index.front import front_spans
from index.parser import parse
from index.readers import read
from index.types import Meeting

MINUTES = sorted(CORPUS.iterdir())


@pytest.fixture(params=MINUTES, ids=lambda path: path.name)
def meeting(request: pytest.FixtureRequest) -> Meeting:
    path: Path = request.param
    return parse(read(path))


def test_every_chunk_is_its_span_inside_one_section(meeting: Meeting) -> None:
    items = {item.ordinal: item for item in meeting.items}
    for chunk in split(meeting):
        assert meeting.text[chunk.start : chunk.end] == chunk.text
        assert chunk.text.strip() == chunk.text != ""
        if chunk.ordinal is not None:
            item = items[chunk.ordinal]
            assert item.start <= chunk.start < chunk.end <= item.end


def test_open_items_lose_no_word(meeting: Meeting) -> None:
    chunks = split(meeting)
    for item in meeting.items:
        if item.closed:
            continue
        covered = [(c.start, c.end) for c in chunks if c.ordinal == item.ordinal]
        for section in item.sections:
            for position in range(section.body, section.end):
                if meeting.text[position].isalnum():
                    inside = any(start <= position < end for start, end in covered)
                    assert inside, meeting.text[position - 20 : position + 20]


def test_closed_items_give_their_heading_only(meeting: Meeting) -> None:
    for item in meeting.items:
        if item.closed:
            (chunk,) = [c for c in split(meeting) if c.ordinal == item.ordinal]
            assert chunk.end <= item.sections[0].start
            assert len([c for c in split(meeting, include_closed=True) if c.ordinal == item.ordinal]) >= 1


def test_chunks_are_of_a_size(meeting: Meeting) -> None:
    assert all(len(chunk.text) <= 2 * CHUNK_CHARS + 400 for chunk in split(meeting))


def test_ids_are_places(meeting: Meeting) -> None:
    ids = [chunk.id for chunk in split(meeting)]
    assert len(ids) == len(set(ids))
    assert all(name.startswith(f"{meeting.id}/") for name in ids)


def test_what_leads_on_in_a_web_page_is_no_front_matter() -> None:
    text = (
        "Forside > Politik > Møder > Havnerådet\n\nHavnerådet\n\nMødedato\n03-06-2025 kl. 15:00\n\n"
        "• Luk alle punkter Referat\n\n1. Moler\n\nBeslutning\nGodkendt.\n\n2. Lodser\n\nBeslutning\nUdsat.\n"
    )
    read_in = parse(document(text))
    told = [text[start:end] for start, end in front_spans(read_in)]
    assert told == ["Havnerådet", "Mødedato", "03-06-2025 kl. 15:00"]
