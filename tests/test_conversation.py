"""Follow-ups are made whole, lean on the answer before, and notice a change of subject."""

from __future__ import annotations

import pytest
from test_answers import check

from assistant import Assistant, Status
from assistant.conversation import turn

BATH = "Hvad besluttede Byrådet om varmtvandsbassinet på Solgården?"
CAR = "Hvad koster den nye akutbil i Lindø om året?"
FORUM = "Hvem deltog i Direktørforum den 14. marts 2024?"


@pytest.mark.parametrize(
    ("history", "question", "held", "not_held"),
    [
        ([BATH], "og hvem var imod?", "11 stemte imod", "Rikke"),
        ([BATH], "Blev det godkendt?", "Nej.", "cykelsti"),
        ([CAR], "Hvad med cykelstien?", "18,5 mio. kr.", "4,6"),
        ([FORUM], "og den 19. september 2024?", "Anne-Lise Roed", "Peter Vang"),
        ([FORUM], "og hvem var ordstyrer?", "Karen Holmgaard", "Jesper"),
        ([CAR], "Hvor mange borgere bruger varmtvandsbassinet?", "64 borgere", "akutbil"),
        (["Hvad er det seneste møde i Direktørforum?"], "Hvem var ordstyrer?", "Karen", "Jesper"),
        (
            ["Hvornår var mødet i Faglig Sundhedsklynge Nordsund?"],
            "Hvem deltog?",
            "Lars Kjeldbjerg",
            "Hassan",
        ),
        (
            ["Hvad blev der besluttet om opfølgende hjemmebesøg?", "Hvem er projektleder?"],
            "Og hvor længe varer det?",
            "12 måneder",
            "akutbil",
        ),
        ([FORUM], "Hvilke punkter var på dagsordenen?", "Ny akutbil", "Rygestop"),
        ([FORUM, "Hvem ledede mødet?"], "Hvornår begyndte det?", "kl. 15:00", "2025"),
        ([BATH], "Hvilke bilag er der?", "Underskrifter fra brugerne", "koster"),
        ([BATH], "Hvornår var det?", "10. september 2024", "3. september"),
        (
            ["Hvad mener Handicaprådet om varmtvandsbassinet?"],
            "Hvad svarede byrådet?",
            "Ikke godkendt",
            "Øst",
        ),
        (["Hvem deltog i Direktørforum den 14. marts 2024?"], "Hvor mange var det?", "6 personer", "Roed"),
        (
            ["Hvad blev besluttet om klyngemidler på mødet i Direktørforum den 6. juni 2024?"],
            "Hvad skete der på det næste møde?",
            "2.250.000",
            "udsat",
        ),
        (["Hvornår mødtes Sundhedssamarbejdsudvalget?"], "Hvem er formand?", "Vibeke Tang", "Storgaard"),
        (
            ["Hvad blev der besluttet om evaluering af besøgsvenner?"],
            "Hvem var til stede?",
            "Hassan Amiri",
            "Mia Falkenberg",
        ),
        (
            ["Hvornår holdt Direktørforum møde i juni 2024?"],
            "Hvad blev besluttet om klyngemidlerne på det møde?",
            "udsat",
            "2.250.000",
        ),
        (
            ["Hvem deltog på mødet i Nordsund den 5. februar 2025?"],
            "Hvem havde afbud?",
            "Mette Krogh",
            "Brix",
        ),
    ],
)
def test_follow_ups(shipped: Assistant, history: list[str], question: str, held: str, not_held: str) -> None:
    answer = shipped.ask(question, history)
    check(answer)
    assert answer.question == question
    assert answer.status is Status.ANSWERED, answer.text
    assert held in answer.text
    assert not_held not in answer.text


@pytest.mark.parametrize(
    ("last", "question", "text"),
    [
        ("Hvor mange møder var der i 2023?", "hvad med året efter?", "Hvor mange møder var der i 2024?"),
        ("Hvor mange møder var der i 2023?", "og året før?", "Hvor mange møder var der i 2022?"),
        ("Hvad kostede det i marts 2023?", "og i juni 2024?", "Hvad kostede det i juni 2024?"),
        ("Hvem fra Vestby deltog i mødet?", "og fra Østby?", "Hvem fra Østby deltog i mødet?"),
        ("Hvad sagde Byrådet om støj?", "hvad med Økonomiudvalget?", "Hvad sagde Økonomiudvalget om støj?"),
        ("Hvordan går det i Vestby?", "Hvad med Østby?", "Hvordan går det i Østby?"),
        ("Deltog Bo Lund i mødet?", "og Ida Gram?", "Deltog Ida Gram i mødet?"),
        ("Hvad er punkt 4 på mødet?", "og punkt 5?", "Hvad er punkt 5 på mødet?"),
        ("Hvor mange punkter var der i maj 2023?", "Hvilke?", "Hvilke punkter var der i maj 2023?"),
    ],
)
def test_short_questions_are_made_whole(last: str, question: str, text: str) -> None:
    assert turn(question, [last]).text == text


@pytest.mark.parametrize(
    "question",
    [
        "Hvilket arkitektfirma har tegnet det nye sundhedshus i Strandby?",
        "Hvad blev der besluttet om de fem ansøgninger til klyngemidler?",
        "Hvem var ordstyrer på mødet i Direktørforum den 14. marts 2024?",
    ],
)
def test_a_question_of_its_own_takes_nothing_over(question: str) -> None:
    assert turn(question, [CAR]).carried == ""
    assert not turn(question, [CAR]).refers


def test_the_matter_is_kept_through_several_questions() -> None:
    history = ["Hvad koster kurset i palliativ pleje?", "Hvor længe varer det?", "Hvornår er det?"]
    assert "palliativ" in turn("Hvem holder det?", history).carried


def test_a_question_about_a_meeting_is_no_new_subject(shipped: Assistant) -> None:
    history = ["Hvad blev der besluttet om evaluering af besøgsvenner?", "Hvem deltog?"]
    answer = shipped.ask("Hvad blev besluttet om ensomhed blandt ældre?", history)
    assert "Telefonlinjen udgår" in answer.text


def test_a_reset_forgets(shipped: Assistant) -> None:
    assert turn("Hvornår?", [CAR]).carried
    assert turn("Hvornår?", [CAR, "nulstil"]).carried == ""
    answer = shipped.ask("Nulstil", [CAR])
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, [])
    assert "nulstillet" in answer.text
