"""What became of an amendment or of one member's wish, wherever the minutes tell it; and a vote that is told
without the word."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant, Status

MINUTES = {
    "park": (
        "REFERAT Parkudvalget d. 09-01-2024\n\nMødedato 2024-01-09 kl. 15:00\n\nSkovby Kommune\n\n"
        "Punkt 1: Godkendelse af dagsorden\n\nBeslutning\n\nGodkendt. "
        "Ida Holm ønskede duerne behandlet før fontænen. "
        "Det blev afvist med 3 stemmer mod 2.\n\n"
        "Punkt 2: Fontæne på Egetorvet\n\nSagsbeskrivelse\n\nFontænen koster 2 mio. kr.\n\nDrøftelse\n\n"
        "Bo Lund stillede ændringsforslag om, at fontænen betales af handelsforeningen. "
        "For stemte 2 (Bo Lund og "
        "Eva Brink), imod stemte 3. Forslaget faldt.\n\nBeslutning\n\nGodkendt enstemmigt.\n\n"
        "Punkt 3: Duer i parken\n\nSagsbeskrivelse\n\n"
        "Udvalget delte sig: tre (Ida Holm, Jan Toft og Kim Vang) for at "
        "opstille dueslag, to imod (Bo Lund og Eva Brink).\n\nBeslutning\n\nDer opstilles ti dueslag.\n"
    )
}


@pytest.fixture(scope="module")
def park(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("hvem stemte for ændringsforslaget om fontænen", ["Bo Lund og Eva Brink", "faldt"], "enstemmigt"),
        ("Hvordan gik det med Bo Lunds ændringsforslag om fontænen?", ["Forslaget faldt"], "enstemmigt"),
        ("Fik Ida Holm medhold i at tage duerne før fontænen?", ["afvist med 3 stemmer"], "dueslag"),
        ("Hvem stemte for at opstille dueslag i parken?", ["tre (Ida Holm", "to imod"], "fontænen"),
    ],
)
def test_the_votes_on_it_are_told(park: Assistant, question: str, held: list[str], not_held: str) -> None:
    answer = park.ask(question)
    assert (answer.status, answer.metadata["engine"]) == (Status.ANSWERED, "votes"), answer.text
    for words in held:
        assert words in answer.text
    assert not_held not in answer.text


def test_an_amendment_that_is_not_there_is_none(park: Assistant) -> None:
    assert "faldt" not in park.ask("Hvem stemte for ændringsforslaget om dueslagenes farve?").text
