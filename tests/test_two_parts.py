"""Two parts of a question, each from its own item; how sure the whole is, is how sure the weaker part is.
And what is asked beside the register: a day planned, a matter's item, meetings to come."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant, Status, parts

HEAD = (
    "REFERAT Fritidsudvalget d. 12-03-2024\n\nMødedato 2024-03-12 kl. 15:00\n\n"
    "Mødested Mosby Hal, lokale 3\n\n"
)
MINUTES = {
    "fritid": HEAD + "Mosby Kommune\n\n"
    "Punkt 1: Nye regler for klubtilskud\n\nBeslutning\n\nGodkendt.\n\nSagsfremstilling\n\n"
    "Reglerne for klubtilskud træder i kraft den 1. august 2025. Tilskuddet er 400 kr. pr. barn.\n\n"
    "Punkt 2: Skøjtehallen\n\nBeslutning\n\nTaget til efterretning.\n\nSagsfremstilling\n\n"
    "Køleanlægget er skiftet. Skøjtehallen genåbner den 14. oktober 2024. "
    "Anlægget har kostet 2,1 mio. kr.\n\n"
    "Punkt 3: Klubhus ved stadion\n\nBeslutning\n\nAnbefales.\n\nSagsfremstilling\n\n"
    "Indflytning i klubhuset er planlagt til 3. februar 2026. Huset får otte omklædningsrum.\n\n"
    "Punkt 4: Mødedatoer\n\nBeslutning\n\nGodkendt.\n\nSagsfremstilling\n\n"
    "Udvalget holder møder i 2025 den 14. januar, 11. marts og 6. maj.\n"
}


@pytest.fixture(scope="module")
def leisure(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


def test_each_part_is_answered_from_its_own_item(leisure: Assistant) -> None:
    answer = leisure.ask("Hvornår træder reglerne for klubtilskud i kraft, og hvornår genåbner skøjtehallen?")
    assert (answer.status, answer.metadata["engine"]) == (Status.ANSWERED, "parts"), answer.text
    assert "1. august 2025" in answer.text
    assert "14. oktober 2024" in answer.text
    assert {citation.item for citation in answer.citations} == {1, 2}
    sure = answer.metadata["confidence"]
    assert isinstance(sure, float)
    assert sure < 1.0


@pytest.mark.parametrize(
    ("part", "alone"),
    [
        ("hvornår genåbner skøjtehallen?", True),
        ("hvad koster det ekstra bad om året?", True),
        ("hvor mange plejehjem vandt de?", False),
        ("hvor mange dage var det året før?", False),
        ("hvad er måltallet?", False),
    ],
)
def test_a_part_that_points_back_does_not_stand_alone(part: str, alone: bool) -> None:
    assert parts.stands_alone(part) is alone


def test_a_day_that_is_planned_is_not_the_day_of_the_meeting(leisure: Assistant) -> None:
    question = (
        "Hvilken dato var indflytning i klubhuset planlagt til, da udvalget behandlede sagen i marts 2024?"
    )
    answer = leisure.ask(question)
    assert answer.status is Status.ANSWERED
    assert "3. februar 2026" in answer.text


@pytest.mark.parametrize(
    "question",
    ["På hvilken sag behandlede Fritidsudvalget skøjtehallen?", "hvilken sag handlede om skøjtehallen"],
)
def test_a_matter_is_an_item(leisure: Assistant, question: str) -> None:
    answer = leisure.ask(question)
    assert (answer.status, answer.metadata["engine"]) == (Status.ANSWERED, "register"), answer.text
    assert answer.text.startswith("Punkt 2: Skøjtehallen")


def test_meetings_to_come_are_left_to_the_evidence(leisure: Assistant) -> None:
    answer = leisure.ask("Hvilke datoer holdes der møder i Fritidsudvalget i 2025?")
    assert "ingen sådanne møder" not in answer.text
    assert "11. marts" in answer.text


def test_place_and_time_need_no_question_word(leisure: Assistant) -> None:
    answer = leisure.ask("lokale og tidspunkt fritidsudvalget 12.3.2024")
    assert (answer.status, answer.metadata["engine"]) == (Status.ANSWERED, "register"), answer.text
    assert "lokale 3" in answer.text
    assert "15:00" in answer.text
