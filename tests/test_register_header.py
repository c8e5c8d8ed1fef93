"""What a meeting says of itself: its number, when and where the next one is, which items were closed or
moved, who wrote the minutes; and that somebody who was away said nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Answer, Assistant, Status

MINUTES = {
    "park": (
        "Mosby Kommune\n\nParkudvalget\nReferat\n\nDato:\tTirsdag den 12. marts 2024\nTid:\t15.30 – 18.10\n"
        "Sted:\tMosby Rådhus, lokale 4\nJ.nr. ........ MK-24-118\nSkrevet af: Rie Stald\n\n"
        "Medlemmer\tParti\tFremmøde\nIda Holm (formand)\tA\tTil stede\n"
        "Bo Lund\tV\tDeltog til og med punkt 2\n"
        "Jan Toft\tO\tAfbud\nEva Brink\tB\tTil stede\n\n"
        "1. Godkendelse af dagsorden\n\nBeslutning\nGodkendt. Punkt 3 rykkes frem som nummer to, "
        "fordi gæsten skal med toget. Eva Brink ønskede punkt 2 flyttet til april.\n\n"
        "2. Bænke i parken\n\nSagsfremstilling\nDer mangler bænke ved søen.\n\n"
        "Beslutning\nGodkendt med 2 stemmer mod 1.\n\n"
        "3. Duer på torvet\n\nBeslutning\nDrøftet.\n\n"
        "4. Lukket punkt: Køb af en grund\n\n"
        "5. Næste møde\n\nTirsdag den 9. april 2024 kl. 16. "
        "Udvalget mødes på Naturskolen, hvor der er rundvisning.\n"
    ),
    "havn": (
        "Nordby Kommune\n\nHavneudvalget\nReferat\n\nDato:\tOnsdag den 3. april 2024\nTid:\t9.00 – 11.00\n"
        "Sted:\tHavnekontoret\nSagsnr.: 24/7781\nMøde nr. 4/2024\n\n"
        "Medlemmer\tParti\tFremmøde\nKaj Mols\tA\tTil stede\n"
        "Tove Rud\tV\tTil stede\nJan Toft\tO\tTil stede\n\n"
        "1. Nye bolværker\n\nBeslutning\nGodkendt.\n\n2. Næste gang og eventuelt\n\n"
        "Broen males i uge 20. Vi ses igen torsdag den 2. maj 2024 kl. 9 i Sejlklubben.\n"
    ),
}


def check(answer: Answer) -> None:
    """Every citation is what the minutes say."""
    for citation in answer.citations:
        text = MINUTES[citation.source.removesuffix(".txt")]
        assert text[citation.start : citation.end] == citation.quote


@pytest.fixture(scope="module")
def two(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("Hvilket journalnummer har referatet fra Parkudvalget?", "MK-24-118", "24/7781"),
        ("sagsnr på referat havneudvalget 3.4.2024", "24/7781", "MK-24"),
        ("Hvilket mødenummer har mødet i Havneudvalget?", "4/2024", "24/7781"),
        ("Hvem skrev referat for Parkudvalget?", "Rie Stald", "Ida Holm"),
        ("Hvilket lukket punkt stod på dagsordenen for Parkudvalgets møde?", "Køb af en grund", "Duer"),
        ("Hvilken ændring skete der i rækkefølgen på Parkudvalgets møde?", "rykkes frem", "april"),
        ("Hvilket tidsrum var mødet i Havneudvalget sat til?", "9.00 – 11.00", "15.30"),
        ("Hvor længe var Bo Lund med til mødet i Parkudvalget?", "til og med punkt 2", "Jan Toft"),
        ("Hvor og hvornår mødes Havneudvalget næste gang?", "2. maj 2024 kl. 9 i Sejlklubben", "uge 20"),
        ("hvor er næste møde i havneudvalget maj 2024", "Sejlklubben", "uge 20"),
        ("Hvor er næste møde i Parkudvalget?", "Naturskolen", "Sejlklubben"),
        ("hvornår er næste møde i parkudvlaget", "9. april 2024", "2. maj"),
        ("Hvilket punkt er lukket for offentligheden?", "Punkt 4", "Punkt 5"),
        ("Hvilket punkt blev rykket frem i Parkudvalget, og hvorfor?", "Punkt 3 rykkes frem", "Eva Brink"),
        ("Nævn dem, der havde meldt afbud eller ikke mødte til mødet i Parkudvalget", "Jan Toft", "Bo Lund"),
        ("Hvem kunne ikke komme til mødet i Parkudvalget?", "Jan Toft", "Bo Lund"),
    ],
)
def test_the_line_that_says_it_is_told(two: Assistant, question: str, held: str, not_held: str) -> None:
    answer = two.ask(question)
    check(answer)
    assert (answer.status, answer.metadata["engine"]) == (Status.ANSWERED, "register"), answer.text
    assert held in answer.text
    assert not_held not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvad sagde Jan Toft om bænkene på mødet i Parkudvalget?", "meldte afbud"),
        ("hvad stemte jan toft om bænke i parken den 12. marts 2024", "meldte afbud"),
        ("Hvilket dokumentnummer har referatet fra Parkudvalget?", "siger ikke, hvilket dokumentnummer"),
    ],
)
def test_what_cannot_be_told_is_not_answered(two: Assistant, question: str, said: str) -> None:
    answer = two.ask(question)
    check(answer)
    assert answer.status is not Status.ANSWERED
    assert said in answer.text


def test_somebody_who_was_at_one_of_the_meetings_is_left_to_the_evidence(two: Assistant) -> None:
    assert "meldte afbud" not in two.ask("Hvad sagde Jan Toft om bolværker?").text


@pytest.mark.parametrize(
    ("question", "held"),
    [
        (
            "Hvor blev Parkudvalgets møde den 12. marts 2024 holdt, og hvem meldte afbud?",
            ["lokale 4", "Jan Toft"],
        ),
        ("hvem skrev referat og hvem manglede i parkudvalget", ["Rie Stald", "Jan Toft"]),
    ],
)
def test_both_parts_are_told(two: Assistant, question: str, held: list[str]) -> None:
    answer = two.ask(question)
    check(answer)
    assert answer.status is Status.ANSWERED
    for words in held:
        assert words in answer.text


def test_an_end_that_is_not_told_is_none(two: Assistant) -> None:
    answer = two.ask("Hvornår slutter Parkudvalgets møde den 9. april?")
    check(answer)
    assert answer.status is not Status.ANSWERED
    assert "16" in answer.text


def test_a_line_on_who_was_away_is_told_where_no_list_was_made_of_it(
    assistant_on: Callable[[Mapping[str, str]], Assistant],
) -> None:
    text = (
        "Sydby Kommune\n\nSpejderudvalget\nReferat\n\nDato:\tMandag den 6. maj 2024\n\n"
        "Ikke mødt: ungerådets repræsentant\n\n1. Lejrbål\n\nBeslutning\nGodkendt.\n"
    )
    answer = assistant_on({"spejder": text}).ask("Hvem var fraværende på mødet i Spejderudvalget?")
    assert answer.status is Status.ANSWERED, answer.text
    assert "ungerådets repræsentant" in answer.text


def test_of_several_bodies_next_meetings_the_one_named_short_is_told(
    assistant_on: Callable[[Mapping[str, str]], Assistant],
) -> None:
    text = (
        "Sydby Kommune\n\nFagligt Musikforum\nReferat\n\nDato:\tMandag den 6. maj 2024\n\n1. Nyt klaver\n\n"
        "Beslutning\nGodkendt.\n\n2. Næste møder\n\n"
        "Det næste møde i Politisk Musikforum holdes den 4. juni 2024. "
        "Det næste møde i Fagligt Musikforum holdes den 11. juni 2024.\n"
    )
    answer = assistant_on({"musik": text}).ask("hvornår er næste møde i fagl musikforum")
    assert "11. juni" in answer.text
    assert "4. juni" not in answer.text


def test_labels_over_what_they_name_are_told_as_such(
    assistant_on: Callable[[Mapping[str, str]], Assistant],
) -> None:
    page = (
        "Forside > Fritid > Klubber > Sejlrådet\n\nSejlrådet - Referat - 3. juni 2025\n\n"
        "Mødedato\n03-06-2025 kl. 15:00 - 17:30\n\nMødested\nNaustet, sal 2\n\n"
        "1. Master\n\nBeslutning\nGodkendt.\n\n2. Sejl\n\nBeslutning\nUdsat.\n"
    )
    told = assistant_on({"sejl": page}).ask("Hvor og hvornår blev mødet i Sejlrådet holdt?").text
    assert told == "3. juni 2025 kl. 15:00 - 17:30. [1] Mødested: Naustet, sal 2. [2]"
