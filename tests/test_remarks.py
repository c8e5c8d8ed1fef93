"""What the lists remark of people: stand-ins, latecomers, those who left or joined by screen, and why
somebody was away; each told by the line in the header that says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant, Status

MINUTES = {
    "tabel": (
        "Mosby Kommune\n\nParkudvalget\nReferat\n\nDato:\tTirsdag den 12. marts 2024\n"
        "Tid:\t15.30 – 18.10\n"
        "Sted:\tMosby Rådhus, lokale 4\n\n"
        "Medlemmer\tParti\tFremmøde\n"
        "Ida Holm (formand)\tA\tTil stede\nBo Lund\tV\tKom kl. 15.50, under pkt. 1\n"
        "Kim Vang\tF\tStedfortræder for Lis Krog\nPer Dam\tC\tDeltog via Teams\nJan Toft\tO\tAfbud\n"
        "Eva Brink\tB\tForlod mødet kl. 17\n\n"
        "Fra forvaltningen: Parkchef Rie Stald (punkt 2), sekretær Mona Due (referent)\n\n"
        "1. Nye træer på torvet\n\nBeslutning\nGodkendt.\n\n2. Bænke i parken\n\nBeslutning\nGodkendt.\n"
    ),
    "liste": (
        "Mosby Kommune\n\nSamarbejdsgruppen for fugle\n\nReferat af møde\n\n"
        "Torsdag 4. april 2024, 12.30-15.00\n"
        "Mosby Naturcenter, stuen\n\nDeltagere:\n- Else Kvist, biolog, Mosby Kommune (formand)\n"
        "- Ulla Hedegård, naturvejleder, Fugleforeningen\n- Tom Rask, landmand, Landboforeningen\n\n"
        "Ikke til stede:\n- Ruth Maler, Nordby Kommune (sygdom)\n\n"
        "1) Siden sidst\n\nElse fortalte om storkene.\n\n2) Redekasser\n\nDer sættes 40 redekasser op.\n"
    ),
}


@pytest.fixture(scope="module")
def lists(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("Hvem var stedfortræder for Lis Krog?", "Kim Vang", "Bo Lund"),
        ("Hvem mødte i stedet for Lis Krog i Parkudvalget?", "Kim Vang", "Bo Lund"),
        ("hvem kom for sent til parkudvalget 12 marts 2024", "Bo Lund", "Kim Vang"),
        ("Hvem deltog via Teams i Parkudvalget?", "Per Dam", "Bo Lund"),
        ("Hvem forlod mødet i Parkudvalget før tid?", "Eva Brink", "Per Dam"),
        ("Hvem var referent i Parkudvalget den 12. marts 2024?", "Mona Due", "Rie Stald"),
        ("Hvorfor var Ruth Maler ikke med?", "sygdom", "Tom Rask"),
        ("Hvem er formand for Samarbejdsgruppen for fugle?", "Else Kvist", "Tom Rask"),
        ("Hvem repræsenterer Fugleforeningen i samarbejdsgruppen?", "Ulla Hedegård", "Tom Rask"),
        ("jan toft afbud eller til stede i parkudvalget?", "afbud", "Eva Brink"),
        ("Hvem var syg på samarbejdsgruppens møde?", "Ruth Maler", "Tom Rask"),
    ],
)
def test_the_line_that_says_it_is_told(lists: Assistant, question: str, held: str, not_held: str) -> None:
    answer = lists.ask(question)
    assert (answer.status, answer.metadata["engine"]) == (Status.ANSWERED, "register"), answer.text
    assert held in answer.text
    assert not_held not in answer.text
    assert {citation.item for citation in answer.citations} == {None}


def test_who_stands_in_for_nobody_on_the_lists_is_left_to_the_evidence(lists: Assistant) -> None:
    assert lists.ask("Hvem var stedfortræder for Rita Falk?").metadata["engine"] != "register"


def test_things_that_are_not_part_of_something_are_no_absentees(lists: Assistant) -> None:
    answer = lists.ask("Hvilke tre træer er ikke med i planen for torvet i Parkudvalget?")
    assert "afbud" not in answer.text
