"""What the head tells of who was there for a part, of a meeting's number and of numbered papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant, Status

MINUTES = {
    "kran": (
        "Kranrådet\nReferat\n\nDato: 12. marts 2024 kl. 15.00\nSted: Kranhuset, lokale 4\nMøde nr. 3/2024\n\n"
        "Mødeleder\tIda Holm\nReferent\tRie Stald\n\n"
        "Bilagsoversigt:\nBilag 1\tTegning af kranen\nBilag 2\tBudget\n\n"
        "Deltagere\nIda Holm\nBo Lund\nEva Brink\n\nAfbud\nIngen. Bo Lund deltog ikke i punkt 2-3.\n\n"
        "1. Godkendelse af dagsorden\n\nBeslutning\nGodkendt, idet punkt 3 blev behandlet før punkt 2.\n\n"
        "2. Maling\nBilag 1\n\nKranen males.\n\nBeslutning\nGodkendt.\n\nFraværende: Bo Lund\n\n"
        "3. Kæder\nBilag 2\n\nKæderne er slidte.\n\nBeslutning\nGodkendt.\n\nFraværende: Bo Lund, Eva Brink\n"
    ),
    "mole": (
        "Moleudvalget\nReferat\n\nDato: 3. april 2024 kl. 9.00\nSted: Havnekontoret\nMøde nr. 4/2024\n\n"
        "Deltagere\nKaj Mols\nTove Rud\nJan Toft\n\n"
        "1. Sten\n\nBeslutning\nGodkendt.\n\n2. Eventuelt\n\nIntet.\n\n"
        "Bilag\n1.2 Liste over sten\n1.3 Regning\n"
    ),
}


@pytest.fixture(scope="module")
def two(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("Hvem deltog ikke i punkt 2-3?", ["Bo Lund deltog ikke i punkt 2-3"], "Eva Brink"),
        ("Hvilke punkter var Bo Lund ikke med til?", ["punkt 2-3"], "Kaj Mols"),
        ("Blev rækkefølgen af punkterne ændret?", ["punkt 3 blev behandlet før punkt 2"], "Sten"),
        ("Hvor og hvornår blev møde nr. 4/2024 holdt?", ["3. april 2024", "Havnekontoret"], "Kranhuset"),
        ("Hvem var mødeleder og referent på mødet i Kranrådet?", ["Ida Holm", "Rie Stald"], "Kaj"),
        ("Hvem var fraværende under hele mødet i Kranrådet?", ["Bo Lund"], "Eva Brink"),
        ("Hvad er bilag 2 til mødet i Kranrådet?", ["Budget"], "Tegning"),
        ("Hvad er bilag 1.2 til mødet i Moleudvalget?", ["Liste over sten"], "Regning"),
        ("Hvilket nummer i rækken havde Kranrådsmødet den 12. marts 2024?", ["nr. 3/2024"], "4/2024"),
    ],
)
def test_the_head_tells(two: Assistant, question: str, held: list[str], not_held: str) -> None:
    answer = two.ask(question)
    assert answer.status is Status.ANSWERED
    assert all(words in answer.text for words in held)
    assert not_held not in answer.text


def test_what_nobody_missed_is_not_told(two: Assistant) -> None:
    assert "deltog ikke" not in two.ask("Hvem deltog ikke i punkt 7-9?").text
