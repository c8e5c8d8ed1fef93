"""A meeting named by day, month or year binds the answer; both parts of a question on it are answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant, Status
from assistant.parts import of_one_meeting
from index.scope import meeting_period, says_when_held

# Fictional minutes of one committee: the same matter in two months, with opposite ends.
MINUTES = {
    "marts": (
        "REFERAT Havneudvalget d. 11-03-2024\n\nMødedato 2024-03-11 kl. 16:00\n\nMødested Vesterby Rådhus, "
        "lokale 2\n\n"
        "Vesterby Kommune\n\nPunkt 1: Deltagere\n\nBeslutning\n\nHavneudvalget:\n\n"
        "Bo Lund, Vesterby Kommune\n"
        "Ida Kvist, Vesterby Kommune\n\nOrdstyrer: Ida Kvist\n\n"
        "Punkt 2: Lukning af lystbådehavnen\n\nBeslutning\n\nIkke godkendt.\n\n"
        "Udvalget besluttede i stedet, at havnen holdes åben i vinter.\n\nIndstilling\n\n"
        "Administrationen indstiller, at lystbådehavnen lukkes.\n"
    ),
    "maj": (
        "REFERAT Havneudvalget d. 06-05-2024\n\nMødedato 2024-05-06 kl. 16:00\n\nMødested Vesterby Rådhus, "
        "lokale 5\n\n"
        "Vesterby Kommune\n\nPunkt 1: Deltagere\n\nBeslutning\n\nHavneudvalget:\n\n"
        "Bo Lund, Vesterby Kommune\n\n"
        "Ordstyrer: Bo Lund\n\nPunkt 2: Lukning af lystbådehavnen\n\nBeslutning\n\n"
        "Udvalget godkendte, at lystbådehavnen lukkes den 1. oktober.\n"
    ),
}


@pytest.fixture(scope="module")
def harbour(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


def test_both_parts_of_a_question_on_one_meeting_are_answered(harbour: Assistant) -> None:
    answer = harbour.ask(
        "Hvem var ordstyrer på mødet i Havneudvalget den 11. marts 2024, og hvor blev det holdt?"
    )
    assert answer.status is Status.ANSWERED
    assert "Ida Kvist" in answer.text
    assert "lokale 2" in answer.text
    assert "lokale 5" not in answer.text
    assert len({(c.start, c.end) for c in answer.citations}) >= 2


@pytest.mark.parametrize(("month", "day"), [("marts", (2024, 3, 11)), ("maj", (2024, 5, 6))])
def test_a_named_month_binds_the_meeting(harbour: Assistant, month: str, day: tuple[int, int, int]) -> None:
    question = f"Hvad besluttede udvalget om lukning af lystbådehavnen på mødet i {month} 2024?"
    answer = harbour.ask(question)
    assert answer.status is Status.ANSWERED
    assert {(c.date.year, c.date.month, c.date.day) for c in answer.citations} == {day}


@pytest.mark.parametrize("when", ["i januar 2024", "i efteråret 2021", "den 3. april 2024"])
def test_a_meeting_that_was_not_held_is_said_not_to_be_there(harbour: Assistant, when: str) -> None:
    answer = harbour.ask(f"Hvad blev besluttet om lystbådehavnen på mødet i Havneudvalget {when}?")
    assert answer.status is Status.NOT_FOUND
    assert "intet sådant møde" in answer.text
    assert not answer.citations


def test_what_is_decided_instead_is_not_the_matter_approved(harbour: Assistant) -> None:
    text = "Hvilke punkter blev {} på mødet i Havneudvalget den 11. marts 2024?"
    assert "Ikke godkendt" in harbour.ask(text.format("afvist")).text
    assert "lystbådehavnen" not in harbour.ask(text.format("godkendt")).text


def test_a_distance_is_no_course_of_events(harbour: Assistant) -> None:
    answer = harbour.ask("Hvor langt er der til lystbådehavnen?")
    assert answer.metadata.get("engine") != "threads"
    assert harbour.ask("Hvor langt er lukning af lystbådehavnen?").metadata["engine"] == "threads"


def test_a_period_is_the_meetings_only_where_it_was_held_in_it() -> None:
    for text in ("på mødet i marts 2024", "på udvalgets møde i Havneudvalget i foråret 2023", "mødet i 2022"):
        assert meeting_period(text), text
    for text in (
        "regnskabet for 2023",
        "mødet om budgettet i 2023",
        "støtte i marts 2024 ifølge mødet",
        "ekstraordinære møder i 2025",
    ):
        assert meeting_period(text) is None, text
    assert says_when_held("på mødet i Havneudvalget den 3. april 2024")
    assert not says_when_held("fristen den 3. april 2024")


def test_the_second_part_names_the_meeting_of_the_first() -> None:
    assert of_one_meeting("Hvem ledede mødet den 3. maj 2024, og hvor blev det holdt?") == (
        "Hvem ledede mødet den 3. maj 2024?",
        "hvor blev mødet den 3. maj 2024 holdt?",
    )
    assert of_one_meeting("Hvem var ordstyrer, og hvor blev mødet den 3. maj 2024 holdt?") == (
        "Hvem var ordstyrer på mødet den 3. maj 2024?",
        "hvor blev mødet den 3. maj 2024 holdt?",
    )
    assert of_one_meeting("Hvad koster broen, og hvem bygger den?") is None
