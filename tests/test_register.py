"""Answers from parsed data on the shipped minutes: the right lists, each line with its own source."""

from __future__ import annotations

import pytest
from test_answers import check

from assistant import Assistant, Status

FORUM = "Direktørforum Sundhedsklynge Fjordby"
# (question, what the answer holds, what it must not hold)
ANSWERED = [
    (
        f"Hvem fra Lindø Kommune deltog i {FORUM} den 14. marts 2024?",
        ["Jesper Thorup", "Peter Vang"],
        ["Mia Falkenberg"],
    ),
    (
        "Hvor mange deltog i Faglig Sundhedsklynge Nordsund den 22. maj 2024?",
        ["4 personer"],
        ["Hassan Amiri"],
    ),
    ("Hvilke kommuner deltog i Faglig Sundhedsklynge Nordsund?", ["Nordsund Kommune"], ["Strandby", "PLO"]),
    (
        "Hvem var ordstyrer i direktørforum den 19. september 2024, og hvem meldte afbud?",
        ["Ordstyrer: Karen Holmgaard", "Peter Vang"],
        ["Mia Falkenberg"],
    ),
    ("Deltog Anne-Lise Roed i mødet i Direktørforum den 14. marts 2024?", ["Nej", "afbud"], ["Ja"]),
    (
        "Var Mia Falkenberg med på mødet i Direktørforum den 14. marts 2024?",
        ["Ja", "Fjordby Kommune"],
        ["Nej"],
    ),
    ("Hvem var fraværende, da Byrådet behandlede varmtvandsbassinet?", ["Ole Findal", "Jytte Krarup"], []),
    ("Hvilke bilag er der til punkt 4 i Direktørforum den 14. marts 2024?", ["Tidsplan.xlsx"], ["Oversigt"]),
    ("Til hvilket punkt hører bilaget Tidsplan.xlsx?", ["Punkt 4", "Opfølgende hjemmebesøg"], []),
    (
        "Hvilke beslutninger blev truffet på mødet i Direktørforum den 19. september 2024?",
        ["Punkt 2", "2.250.000 kr.", "Punkt 3", "afviste", "Punkt 4", "til orientering"],
        ["520.000"],
    ),
    ("Hvilke punkter blev udsat på mødet i direktørforum 6. juni 2024?", ["Punkt 3", "udsat"], ["Punkt 1"]),
    ("Hvad stod på dagsordenen i Byrådet i Lindø?", ["Punkt 4: Ny cykelsti", "Punkt 5: Lukket"], []),
    ("Hvornår er næste møde efter mødet den 14. marts 2024 i Direktørforum?", ["6. juni 2024"], []),
    ("Hvor mange møder har Direktørforum holdt i 2024?", ["3 møder", "14. marts", "6. juni"], ["Byråd"]),
    ("Hvad er det seneste møde i Direktørforum?", ["19. september 2024"], ["marts"]),
    ("Hvor mange gange blev klyngemidler behandlet i 2024?", ["4 punkter på 4 møder"], ["2025"]),
    ("På hvilket møde blev rygestopkorpset behandlet?", ["Punkt 3", "19. september 2024"], []),
    ("Under hvilket punkt blev cykelstien mellem Lindø og Fjordby behandlet?", ["Punkt 4", "cykelsti"], []),
    ("Hvilke punkter har sagsnummer 24-003318?", ["3 punkter på 3 møder", "Økonomiudvalget"], ["cykelsti"]),
]


@pytest.mark.parametrize(("question", "held", "not_held"), ANSWERED, ids=[q for q, _, _ in ANSWERED])
def test_register_answers(shipped: Assistant, question: str, held: list[str], not_held: list[str]) -> None:
    answer = shipped.ask(question)
    check(answer)
    assert (answer.status, answer.metadata["engine"]) == (Status.ANSWERED, "register"), answer.text
    for words in held:
        assert words in answer.text
    for words in not_held:
        assert words not in answer.text


def test_every_line_has_a_source(shipped: Assistant) -> None:
    for question, _, _ in ANSWERED:
        for line in shipped.ask(question).text.splitlines():
            assert not line.strip() or line.rstrip().endswith("]"), line


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (f"Hvem deltog i mødet i {FORUM} den 3. marts 2019?", "intet sådant møde den 3. marts 2019"),
        ("Hvilke punkter har sagsnummer 99-999999?", "ingen punkter med sagsnummer"),
        ("Hvornår er næste møde i Direktørforum?", "siger ikke, hvornår næste møde er"),
    ],
)
def test_what_the_register_lacks_is_said(shipped: Assistant, question: str, said: str) -> None:
    answer = shipped.ask(question)
    check(answer)
    assert answer.status is Status.NOT_FOUND
    assert said in answer.text


def test_no_meeting_is_guessed(shipped: Assistant) -> None:
    answer = shipped.ask("Hvem deltog i mødet?")
    check(answer)
    assert answer.status is Status.NEAREST
    assert "flere møder" in answer.text
    assert "Mia Falkenberg" not in answer.text
    stranger = shipped.ask("Deltog Torben Gade i mødet i Direktørforum den 14. marts 2024?")
    assert stranger.status is Status.NEAREST
    assert "Torben" not in stranger.text
    none = shipped.ask("Hvilke bilag er der til punktet om akutbilen?")
    assert none.status is Status.NEAREST
    assert "ikke nævnt bilag" in none.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvem deltager i arbejdsgruppen om ensomhed?",
        "Hvilke kommuner skal betale for cykelstien?",
        "Hvem træder ind i stedet for Ulla Præst?",
        "Hvor flyttes sygehusets hovedindgang hen?",
        "Hvilket arkitektfirma har tegnet sundhedshuset i Strandby?",
        "Hvor mange borgere bruger varmtvandsbassinet om ugen?",
        "Hvornår går arbejdet med cykelstien i gang?",
        "Hvem deltog i temamødet om sundhedshuset?",
    ],
)
def test_other_questions_are_left_to_the_evidence(shipped: Assistant, question: str) -> None:
    assert shipped.ask(question).metadata["engine"] == "extract"


def test_a_discussion_is_not_a_decision(shipped: Assistant) -> None:
    answer = shipped.ask("Hvad blev der besluttet om rekruttering af sygeplejersker til aftenvagter?")
    check(answer)
    assert {citation.section for citation in answer.citations} == {"beslutning"}


def test_a_discussion_is_no_yes_and_its_words_are_shown(shipped: Assistant) -> None:
    answer = shipped.ask("Besluttede Direktørforum noget om fordelingen af klyngemidler den 14. marts 2024?")
    check(answer)
    assert not answer.text.startswith("Ja")
    assert "drøftede" in answer.text
    assert {citation.date.isoformat() for citation in answer.citations} == {"2024-03-14"}


@pytest.mark.parametrize(
    ("question", "begins", "held"),
    [
        ("Blev rygestopkorpset godkendt?", "Nej.", "afviste forslaget"),
        ("Blev forslaget om et rygestopkorps afvist?", "Ja.", "afviste forslaget"),
        ("Godkendte Byrådet lukningen af varmtvandsbassinet på Solgården?", "Nej.", "11 stemte imod"),
        ("Blev lukningen af varmtvandsbassinet ikke godkendt i Byrådet?", "Nej.", "Ikke godkendt"),
        ("Blev cykelstien mellem Lindø og Fjordby godkendt?", "Ja.", "undlod at stemme"),
        ("Blev fordelingen af klyngemidler godkendt den 6. juni 2024?", "Nej.", "udsat til mødet"),
        ("Blev kurset i palliativ pleje godkendt?", "Ja.", "15 medarbejdere"),
        ("Er cykelstien 6,4 kilometer lang?", "Ja.", "6,4 kilometer"),
        ("Er cykelstien 9 kilometer lang?", "Nej.", "6,4 kilometer"),
    ],
)
def test_yes_and_no_only_with_the_words_that_bear_it(
    shipped: Assistant, question: str, begins: str, held: str
) -> None:
    answer = shipped.ask(question)
    check(answer)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(begins), answer.text
    assert held in answer.text


def test_a_false_premise_is_corrected(shipped: Assistant) -> None:
    answer = shipped.ask("Hvorfor blev cykelstien mellem Lindø og Fjordby afvist?")
    check(answer)
    assert answer.status is Status.NEAREST
    assert "noget andet" in answer.text
    assert "godkendte" in answer.text
    borne = shipped.ask("Hvorfor blev rygestopkorpset afvist i Direktørforum?")
    assert "noget andet" not in borne.text


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Var Karen Holmgaard ordstyrer på mødet i Direktørforum den 14. marts 2024?", "Ja."),
        (
            "Var Mia Falkenberg ordstyrer på mødet i Direktørforum den 14. marts 2024?",
            "Nej. Ordstyrer: Karen",
        ),
        ("Hvad er sagsnummeret på punktet om cykelstien mellem Lindø og Fjordby?", "23-008840"),
        ("Hvilken ugedag var mødet i Faglig Sundhedsklynge Nordsund?", "Onsdag"),
        ("Hvad er det første møde i Direktørforum?", "14. marts 2024"),
        ("Hvem havde afbud i Direktørforum den 14. marts og den 19. september 2024?", "Peter Vang"),
        ("Hvor mange bilag hører der til punktet om opfølgende hjemmebesøg?", "2 bilag"),
        ("Hvem deltog på mødet i Nordsund den 5. februar 2025?", "Solveig Ravnborg"),
        (
            "Hvornår begyndte byrådsmødet i september 2024?",
            "Mødedato 10. september 2024 kl. 18:00",
        ),
        ("Hvornår sluttede mødet i Sundhedssamarbejdsudvalget?", "Mødet sluttede kl. 12:30"),
        ("Hvornår mødtes Sundhedssamarbejdsudvalget?", "Mødetid: kl. 10.00-12.30"),
        ("Hvad besluttede byrådet den 10. september 2024?", "dobbeltrettet cykelsti"),
        ("Hvem repræsenterede PLO i Direktørforum den 14. marts 2024?", "meldte afbud"),
        ("Var Peter Vang med den 19. september 2024 i Direktørforum?", "Nej, Peter Vang"),
        ("Hvem er formand i Sundhedssamarbejdsudvalget?", "Vibeke Tang"),
        ("hvem var fraværnde paa byraadsmoedet 10 september 2024", "Jytte Krarup"),
        ("Hvornår mødes Direktørforum igen efter mødet den 14. marts 2024?", "6. juni 2024"),
        ("Hvem udeblev fra Politisk Forums møde?", "Lene Abildgaard"),
        ("Var alle til stede i Direktørforum den 14. marts 2024?", "Nej, Anne-Lise Roed"),
        ("Deltog Søren Brix i Direktørforum den 6. juni 2024?", "Nej, Søren Brix"),
        ("Hvad handler punkt 4 om på mødet den 6. juni 2024 i Direktørforum?", "Mangel på sygeplejersker"),
        ("Hvilke sager blev afvist i Direktørforum?", "Rygestopkorps"),
        ("Blev cykelstien mellem Lindø og Fjordby enstemmigt vedtaget?", "undlod at stemme"),
        ("Hvad besluttede Økonomiudvalget og Byrådet om varmtvandsbassinet?", "Ikke godkendt"),
        ("Hvem manglede på sundhedspolitikernes møde den 20. august 2024?", "Ole Findal"),
    ],
)
def test_other_ways_of_asking(shipped: Assistant, question: str, held: str) -> None:
    answer = shipped.ask(question)
    check(answer)
    assert answer.status is Status.ANSWERED
    assert held in answer.text


def test_votes_that_are_not_told_of_are_not_made_up(shipped: Assistant) -> None:
    answer = shipped.ask("Hvem stemte imod madservice?")
    check(answer)
    assert answer.status is Status.NEAREST
    assert "nævner ingen stemmer" in answer.text
