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
        "2. at slammet køres til Nordmark\n\nBilag\n\nKort over Vestersø\n\n"
        "Punkt 2: Bro over Vestersø\n\nSagsbeskrivelse\n\n"
        "Tre modeller er regnet igennem:\n\na. En bro af træ til 600.000 kr.\n\n"
        "b. En bro af stål til 950.000 kr.\n\n"
        "c. En færge til 410.000 kr.\n\nBroen skal have 4 bænke.\n\n"
        "Indstilling\n\nForvaltningen indstiller, at broen får 12 bænke.\n\n"
        "Beslutning\n\nGodkendt, dog med 8 bænke.\n\n"
        "Punkt 3: Navn til broen\n\nSagsbeskrivelse\n\nSkolen foreslog Svanebroen. "
        "Besluttet: Broen hedder Gæslingbroen. Navnet males på broen til maj.\n"
    )
}


@pytest.fixture(scope="module")
def lake(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


def _composed(
    lake: Assistant, question: str, scores: Mapping[str, float], ordinal: int = 0
) -> Sequence[Statement]:
    """The answer out of the pieces of an item that begin as the keys of `scores` do, scored so."""
    meeting, item = lake._searcher.item(min(lake._searcher.keys), ordinal)
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


def test_a_decision_is_told_without_the_proposal_that_it_changed(lake: Assistant) -> None:
    scores = {"Godkendt, dog": 5.0, "Forvaltningen indstiller, at": 4.5}
    told = _composed(lake, "Hvor mange bænke får broen?", scores, 1)
    assert [line.text for line in told] == ["Godkendt, dog med 8 bænke."]


def test_the_proposal_is_told_without_the_decision_where_it_is_asked_for(lake: Assistant) -> None:
    scores = {"Forvaltningen indstiller, at": 5.0, "Godkendt, dog": 4.5}
    told = _composed(lake, "Hvor mange bænke foreslog forvaltningen til broen?", scores, 1)
    assert [line.text for line in told] == ["Forvaltningen indstiller, at broen får 12 bænke."]


def test_what_came_of_a_proposal_is_the_decision_on_it(lake: Assistant) -> None:
    scores = {"Forvaltningen indstiller, at": 5.0, "Godkendt, dog": 3.0}
    told = _composed(lake, "Hvor mange bænke fik broen?", scores, 1)
    assert [line.text for line in told] == ["Godkendt, dog med 8 bænke."]


@pytest.mark.parametrize(("option", "sum_of_it"), [("model b", "950.000"), ("model c", "410.000")])
def test_of_lettered_options_the_named_one_is_told(lake: Assistant, option: str, sum_of_it: str) -> None:
    scores = {"a. En bro": 5.0, "b. En bro": 4.8, "c. En": 4.6}
    (line,) = _composed(lake, f"Hvad koster {option}?", scores, 1)
    assert line.text.startswith("Tre modeller er regnet igennem: ")
    assert sum_of_it in line.text


def test_a_decision_in_running_text_is_no_missing_one(lake: Assistant) -> None:
    scores = {"Skolen foreslog": 5.0, "Besluttet: Broen": 4.0}
    told = _composed(lake, "Hvad blev der besluttet om navnet til broen?", scores, 2)
    assert told[0].text == "Besluttet: Broen hedder Gæslingbroen."
    assert not any("ingen beslutning" in line.text for line in told)


def test_no_decision_is_told_only_where_one_is_asked_for(lake: Assistant) -> None:
    scores = {"Skolen foreslog": 5.0, "Navnet males": 4.0}
    asked = _composed(lake, "Hvad blev der besluttet om navnet til broen?", scores, 2)
    assert "der står ingen beslutning" in asked[0].text
    told = _composed(lake, "Hvad skete der med skolens navn til broen?", scores, 2)
    assert any("Svanebroen" in line.text for line in told)
