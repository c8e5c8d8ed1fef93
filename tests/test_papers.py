"""Attachments: those of the item that has some, of both where two fit alike, and by an attachment's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant, Status


def minutes(body: str, day: str, items: str) -> str:
    iso = "-".join(day.split("-")[::-1])
    return f"REFERAT {body} d. {day}\n\nMødedato {iso} kl. 15:00\n\nMosby Kommune\n\n{items}"


MINUTES = {
    "park": minutes(
        "Parkudvalget",
        "14-11-2023",
        "Punkt 1: Budget 2024\n\nBeslutning\n\nDrøftet.\n\nBilag\n\n"
        "- Tidsplan for budgettet\n- Katalog med sparegreb\n\n"
        "Punkt 2: Skovlegepladsen\n\nBeslutning\n\nGodkendt.\n\nBilag\n\n- Skitse af tårnet\n",
    ),
    "klub": minutes(
        "Klubudvalget",
        "05-03-2024",
        "Punkt 1: Regnskab og klubbens budget\n\nBeslutning\n\nGodkendt.\n\n"
        "Punkt 2: Skovlegepladsen\n\nBeslutning\n\nGodkendt.\n\nBilag\n\n- Brev om åbningstider\n",
    ),
}


@pytest.fixture(scope="module")
def papers(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("hvilke bilag var der til sagen om budget 2024", ["Tidsplan", "Katalog"], ["ikke nævnt"]),
        ("Hvilke bilag er der til sagen om skovlegepladsen?", ["Skitse af tårnet", "Brev om"], ["Katalog"]),
        ("Hvilke bilag er der til skovlegepladsen i Klubudvalget?", ["Brev om"], ["Skitse"]),
        ("er der vedlagt noget om sparegreb", ["Ja", "Katalog med sparegreb"], ["Tidsplan"]),
    ],
)
def test_attachments_are_of_the_item_that_has_them(
    papers: Assistant, question: str, held: list[str], not_held: list[str]
) -> None:
    answer = papers.ask(question)
    assert (answer.status, answer.metadata["engine"]) == (Status.ANSWERED, "register"), answer.text
    for words in held:
        assert words in answer.text, answer.text
    for words in not_held:
        assert words not in answer.text, answer.text


def test_an_attachment_listed_at_the_end_is_cited_where_it_stands(
    assistant_on: Callable[[Mapping[str, str]], Assistant],
) -> None:
    text = (
        "Mosby Kommune\n\nÆldrerådet\nReferat\n\nDato: 12. marts 2024\nTid: kl. 9-11\nSted: Mosby Rådhus\n\n"
        "1. Godkendelse af dagsorden\nGodkendt.\n\n2. Busserne til Nordby\nRådet drøftede tiderne.\n\n"
        "3. Eventuelt\nIntet.\n\nBilag\n"
        "Bilag 1 til pkt. 2: Tællinger af passagerer, uge 10\nBilag 2 til pkt. 3: Indbydelse til fest\n"
    )
    assistant = assistant_on({"raad": text})
    answer = assistant.ask("Hvilket bilag var der til punktet om busserne til Nordby?")
    assert answer.status is Status.ANSWERED, answer.text
    assert "Tællinger af passagerer" in answer.text
    for citation in answer.citations:
        _, item = assistant.item(citation.meeting_id, citation.ordinal)
        assert item is None or item.start <= citation.start < citation.end <= item.end


def test_what_is_with_the_minutes_as_a_whole(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> None:
    text = minutes(
        "Havneudvalget",
        "06-02-2024",
        "Punkt 1: Bolværket\n\nBeslutning\n\nGodkendt.\n\n"
        "Bilag til punkt 1: Kort over havnen, Tilbud fra smeden\n\n"
        "Punkt 2: Isvinter\n\nBeslutning\n\nDrøftet.\n\n",
    )
    papers = assistant_on({"havn": text})
    for question in (
        "Hvad er vedlagt referatet fra Havneudvalget den 6. februar 2024?",
        "Hvilke vedhæftninger er der til bolværkssagen?",
        "bilag bolværket?",
    ):
        answer = papers.ask(question)
        assert answer.status is Status.ANSWERED, answer.text
        assert "Kort over havnen" in answer.text
