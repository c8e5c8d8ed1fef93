"""What an answer is put together of, with the scores of the pieces given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from assistant import Assistant
from assistant.cite import Statement
from assistant.compose import compose
from assistant.evidence import Piece
from assistant.expected import fits
from assistant.parts import halves
from assistant.question import understand
from assistant.read_items import read_item

MINUTES = {
    "a": (
        "REFERAT Søudvalget d. 09-01-2024\n\nMødedato 2024-01-09 kl. 15:00\n\nSkovby Kommune\n\n"
        "Punkt 1: Oprensning af Vestersø\n\nBeslutning\n\nGodkendt.\n\nSagsbeskrivelse\n\n"
        "Vestersø skal renses op efter fem år med alger. Udvalget har i 2024 valgt følgende metoder:\n\n"
        "Udplantning af gedder\n\nOpsamling af slam\n\nBeplantning langs bredden\n\n"
        "Metoderne er prøvet i nabokommunen med held. Oprensningen af Vestersø koster 740.000 kr. om året. "
        "Oprensningen af Østersø kostede 310.000 kr. i alt. Naturstyrelsen har set på planen.\n\n"
        "Indstilling\n\nForvaltningen indstiller:\n\n1. at planen for gedderne godkendes\n\n"
        "2. at slammet køres til Nordmark\n\nBilag\n\nKort over Vestersø\n"
    )
}


@pytest.fixture(scope="module")
def lake(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


def _composed(lake: Assistant, question: str, scores: Mapping[str, float]) -> Sequence[Statement]:
    """The answer out of the pieces that begin as the keys of `scores` do, scored so."""
    meeting, item = lake._searcher.item(min(lake._searcher.keys), 0)
    assert item
    asked = understand(question)
    pieces = []
    for read in read_item(meeting, item).units:
        words = meeting.text[read.unit.start : read.unit.end]
        score = next((score for start, score in scores.items() if words.startswith(start)), None)
        if score is not None:
            fit = fits(asked.kind, words, question)
            held = tuple(float(word in words) for word in ("Vestersø", "metoder", "koster"))
            pieces.append(Piece(meeting, item, read.section, read.unit, score, fit, 1.0, 0.5, 1.0, held))
    return compose(asked, sorted(pieces, key=lambda piece: -piece.score))


def test_a_list_is_told_with_the_line_that_leads_into_it(lake: Assistant) -> None:
    scores = {"Vestersø skal": 5.0, "Udvalget har": 4.5, "Metoderne": 3.0}
    told = _composed(lake, "Hvilke metoder er valgt til Vestersø?", scores)
    assert [line.text for line in told if line.list_line] == [
        "Udplantning af gedder",
        "Opsamling af slam",
        "Beplantning langs bredden",
    ]
    assert told[0].text.startswith("Vestersø skal renses")
    assert not any("nabokommunen" in line.text for line in told)


def test_another_value_stays_unsaid_where_it_tells_nothing_more(lake: Assistant) -> None:
    question = "Hvad koster oprensningen af Vestersø?"
    scores = {"Oprensningen af Vestersø": 5.0, "Oprensningen af Østersø": 2.5, "Naturstyrelsen": 2.4}
    told = " ".join(line.text for line in _composed(lake, question, scores))
    assert "740.000" in told
    assert "310.000" not in told
    assert "Naturstyrelsen" in told
    near = _composed(lake, question, scores | {"Oprensningen af Østersø": 4.5})
    assert "310.000" in " ".join(line.text for line in near)


def test_a_line_far_above_its_list_stands_alone(lake: Assistant) -> None:
    question = "Hvad indstilles om slammet?"
    scores = {"2. at slammet": 5.0, "1. at planen": 1.0}
    assert _composed(lake, question, scores)[0].text.endswith("køres til Nordmark.")
    both = _composed(lake, question, scores | {"1. at planen": 4.0})
    assert sum(line.list_line for line in both) == 2


def test_a_line_without_a_figure_is_no_answer_where_one_is_asked_for(lake: Assistant) -> None:
    scores = {"2. at slammet": 5.0, "1. at planen": 4.0}
    assert _composed(lake, "Hvor mange lastbiler køres slammet væk i?", scores) == []
    assert _composed(lake, "Hvordan køres slammet væk?", scores)


def test_the_name_of_an_attachment_answers_nothing_else(lake: Assistant) -> None:
    scores = {"Kort over": 5.0, "Naturstyrelsen": 3.0}
    told = _composed(lake, "Hvem har set på planen for Vestersø?", scores)
    assert [line.text for line in told] == ["Naturstyrelsen har set på planen."]


def test_both_parts_of_a_question_are_answered_from_one_item(lake: Assistant) -> None:
    answer = lake.ask("Hvor køres slammet fra Vestersø hen, og hvad koster oprensningen?")
    assert "Nordmark" in answer.text
    assert "740.000" in answer.text


def test_a_short_second_part_takes_over_the_subject() -> None:
    assert halves("Hvor store er de to drivhuse på Engvej 7, og hvor langt fra skel placeres de?") == (
        ("Hvor store er de to drivhuse på Engvej 7?", ""),
        ("hvor langt fra skel placeres de?", "store to drivhuse Engvej"),
    )
