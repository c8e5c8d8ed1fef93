"""When a body is to meet: what its own calendar lays down, and nothing where there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant, Status

DAYS = "9. januar\n\n6. februar\n\n20. marts\n\n8. maj\n\n4. december\n\n"
MINUTES = {
    "a": (
        "REFERAT Park- og Havneudvalget d. 11-09-2023\n\nMødedato 2023-09-11 kl. 15:00\n\nSkovby Kommune\n\n"
        "Punkt 1: Mødekalender 2024 for Park- og Havneudvalget\n\nBeslutning\n\nGodkendt.\n\n"
        "Indstilling\n\nAdministrationen indstiller, at mødedagen bliver tirsdag med mødestart kl. 14.45.\n\n"
        f"Sagsbeskrivelse\n\nMøderne foreslås afholdt på følgende datoer:\n\n{DAYS}"
        "Punkt 2: Ny bådebro ved Lillehavn\n\nBeslutning\n\nUdvalget godkendte broen.\n"
    ),
    "b": (
        "REFERAT Byråd d. 25-09-2023\n\nMødedato 2023-09-25 kl. 18:00\n\nSkovby Kommune\n\n"
        "Punkt 1: Budgetproces og mødeplan 2024\n\nBeslutning\n\nGodkendt.\n\nSagsbeskrivelse\n\n"
        "Datoerne er:\n\n3. april\n\n4. april\n\n5. april\n\n6. april\n"
    ),
    "c": (
        "REFERAT Park- og Havneudvalget d. 06-02-2024\n\nMødedato 2024-02-06 kl. 14:45\n\nSkovby Kommune\n\n"
        "Punkt 1: Ny bådebro ved Lillehavn\n\nBeslutning\n\nUdvalget tog status til efterretning.\n"
    ),
}


@pytest.fixture(scope="module")
def harbour(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("Hvilke mødedatoer har Park- og Havneudvalget i 2024?", ["9. januar", "8. maj", "4. december"], []),
        ("hvilke moededatoer har park- og havneudv i 2024", ["9. januar", "4. december"], []),
        (
            "Hvilken dato i marts 2024 er der møde i Park- og Havneudvalget ifølge mødekalenderen?",
            ["20. marts"],
            ["januar", "maj"],
        ),
        (
            "Hvornår er det sidste møde i Park- og Havneudvalgets mødeplan for 2024?",
            ["4. december"],
            ["maj"],
        ),
        ("park- og havneudvalget 2024 moeder starter kl?", ["14.45"], ["20. marts"]),
    ],
)
def test_a_calendar_tells_when_a_body_meets(
    harbour: Assistant, question: str, held: list[str], not_held: list[str]
) -> None:
    answer = harbour.ask(question)
    assert (answer.status, answer.metadata["engine"]) == (Status.ANSWERED, "register"), answer.text
    assert {(citation.source, citation.item) for citation in answer.citations} == {("a.txt", 1)}
    for citation in answer.citations:
        assert MINUTES["a"][citation.start : citation.end] == citation.quote
    for words in held:
        assert words in answer.text
    for words in not_held:
        assert words not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvilke mødedatoer har Park- og Havneudvalget i 2026?",
        "Hvornår godkendte Park- og Havneudvalget mødekalenderen for 2024?",
    ],
)
def test_no_calendar_answers_another_question(harbour: Assistant, question: str) -> None:
    answer = harbour.ask(question)
    assert "4. december" not in answer.text


def test_a_plan_of_something_else_is_no_calendar(harbour: Assistant) -> None:
    answer = harbour.ask("Hvornår har Byrådet møder i 2024 ifølge mødeplanen?")
    assert answer.metadata["engine"] != "register"
