"""Who abstained, however the minutes say it; and what is no slip in a question about people."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant, Status
from assistant.register.words import respelled

MINUTES = {
    "a": (
        "REFERAT Parkudvalget d. 09-01-2024\n\nMødedato 2024-01-09 kl. 15:00\n\nSkovby Kommune\n\n"
        "Punkt 1: Nye bænke ved Egetorvet\n\nBeslutning\n\n1. Taget til efterretning\n\n2. Godkendt\n\n"
        "Ida Holm (V) undlader.\n\nSagsbeskrivelse\n\nBænkene er af eg.\n"
    )
}


@pytest.fixture(scope="module")
def park(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


@pytest.mark.parametrize(
    "question",
    [
        "Hvem undlod, da Parkudvalget den 9. januar 2024 behandlede bænkene ved Egetorvet?",
        "hvem undlod at stemme om de nye baenke ved egetorvet",
    ],
)
def test_who_abstains_is_told(park: Assistant, question: str) -> None:
    answer = park.ask(question)
    assert (answer.status, answer.metadata["engine"]) == (Status.ANSWERED, "votes"), answer.text
    assert answer.text.startswith("Ida Holm (V) undlader.")
    assert [c.quote for c in answer.citations] == ["Ida Holm (V) undlader."]


def test_only_what_is_no_word_is_a_slip() -> None:
    assert respelled("hvem var fraværnde") == "hvem var fraværende"
    assert respelled("hvor mange har deltaget i træningen") == "hvor mange har deltaget i træningen"
