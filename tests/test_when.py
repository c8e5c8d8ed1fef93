"""When a matter was treated: the meetings' own days, unless the minutes tell of an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Answer, Assistant, Status

MINUTES = {
    "a": (
        "REFERAT Parkudvalget d. 09-01-2023\n\nMødedato 2023-01-09 kl. 15:00\n\nSkovby Kommune\n\n"
        "Punkt 1: Besøg hos Drivhuset Solsikken\n\nBeslutning\n\nUdvalget så drivhuset.\n\n"
        "Fremstilling\n\nForeningen fik i 2021 et tilskud på 900 kr.\n\n"
        "Punkt 2: Ny legeplads ved Egetorvet\n\nSags ID: 23-000411\n\nBeslutning\n\n"
        "Udvalget anbefaler legepladsen.\n\nFremstilling\n\nArbejdet begynder i maj 2024.\n\n"
        "Punkt 3: Regulativ for hundeskove\n\nBeslutning\n\nDrøftet.\n\nFremstilling\n\n"
        "Byrådet godkendte regulativet for hundeskove den 4. maj 2020.\n"
    ),
    "b": (
        "REFERAT Byråd d. 30-01-2023\n\nMødedato 2023-01-30 kl. 18:00\n\nSkovby Kommune\n\n"
        "Punkt 1: Ny legeplads ved Egetorvet\n\nSags ID: 23-000411\n\nBeslutning\n\nUdsat.\n\n"
        "Fremstilling\n\nArbejdet begynder i maj 2024.\n"
    ),
    "c": (
        "REFERAT Byråd d. 27-02-2023\n\nMødedato 2023-02-27 kl. 18:00\n\nSkovby Kommune\n\n"
        "Punkt 1: Ny legeplads ved Egetorvet\n\nSags ID: 23-000411\n\nBeslutning\n\n"
        "Byrådet godkendte legepladsen.\n\nFremstilling\n\nArbejdet begynder i maj 2024.\n"
    ),
}


def check(answer: Answer) -> None:
    for citation in answer.citations:
        assert MINUTES[citation.source[0]][citation.start : citation.end] == citation.quote
    assert answer.citations


@pytest.fixture(scope="module")
def park(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("Hvornår behandlede Parkudvalget legepladsen ved Egetorvet?", ["9. januar 2023"], ["30. januar"]),
        (
            "Hvornår var legepladsen ved Egetorvet på dagsordenen?",
            ["9. januar 2023", "30. januar 2023", "27. februar 2023"],
            ["2024"],
        ),
        (
            "Hvornår blev legepladsen ved Egetorvet vedtaget?",
            ["27. februar 2023", "godkendte"],
            ["30. januar"],
        ),
        ("hvornaar blev legepladsen ved egetorvet udsat", ["30. januar 2023"], ["27. februar"]),
        ("Hvilken dag drøftede byrådet legepladsen?", ["30. januar 2023", "27. februar 2023"], ["9. januar"]),
        ("Hvornår var Parkudvalget på besøg hos Drivhuset Solsikken?", ["9. januar 2023"], ["2021"]),
    ],
)
def test_the_meetings_own_days(park: Assistant, question: str, held: list[str], not_held: list[str]) -> None:
    answer = park.ask(question)
    check(answer)
    assert (answer.status, answer.metadata["engine"]) == (Status.ANSWERED, "register"), answer.text
    for words in held:
        assert words in answer.text
    for words in not_held:
        assert words not in answer.text


def test_a_day_that_the_minutes_tell_of_is_left_to_the_evidence(park: Assistant) -> None:
    answer = park.ask("Hvornår godkendte Byrådet regulativet for hundeskove?")
    check(answer)
    assert "4. maj 2020" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvornår begynder arbejdet med legepladsen ved Egetorvet?",
        "Hvornår skal legepladsen ved Egetorvet behandles igen?",
        "Hvornår behandlede Byrådet svømmehallen i Nordby?",
    ],
)
def test_other_questions_of_time_are_not_its_own(park: Assistant, question: str) -> None:
    assert park.ask(question).metadata["engine"] != "register"


def test_the_day_of_the_answer_before(park: Assistant) -> None:
    answer = park.ask("Hvornår var det?", ["Hvad besluttede Byrådet om legepladsen den 27. februar 2023?"])
    check(answer)
    assert "27. februar 2023" in answer.text
    assert "30. januar" not in answer.text
