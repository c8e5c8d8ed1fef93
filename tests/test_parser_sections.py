"""What an item's text is for, said in more ways than by a heading: decisions, requests, case numbers."""

from __future__ import annotations

import pytest
from parser_checks import read_items as read
from parser_checks import sections


@pytest.mark.parametrize(
    "decided",
    [
        "Det blev besluttet at male lampen.",
        "Det blev aftalt, at havnefogeden maler lampen.",
        "Aftalt, at havnefogeden maler lampen.",
        "Udvalget besluttede at male lampen.",
        "Forslaget blev vedtaget.",
        "Godkendt.",
        "Der var enighed om at male lampen.",
        "Det blev besluttet at\n- male lampen\n- flytte bænken",
        "Det blev aftalt, at:\nhavnefogeden maler lampen.",
        "Udvalget besluttede:\n• at male lampen\n• at flytte bænken.",
        "Udvalget godkendte forslaget.\n(V) stemte imod.",
    ],
)
def test_a_paragraph_that_tells_the_decision_is_one(decided: str) -> None:
    meeting = read(f"2. Lampen\nLampen på molen er rusten.\n\n{decided}\n\n3. Eventuelt\nIntet.")
    assert sections(meeting) == [
        ("tekst", "Lampen på molen er rusten."),
        ("beslutning", " ".join(decided.split())),
    ]


def test_what_follows_the_decision_is_text_again() -> None:
    meeting = read("2. Lampen\nDet blev besluttet at male lampen.\nDen har stået der siden 1912.")
    assert [kind for kind, _ in sections(meeting)] == ["beslutning", "tekst"]


def test_an_earlier_decision_in_an_account_is_no_decision() -> None:
    meeting = read(
        "2. Lampen\nSagsfremstilling\nUdvalget besluttede i 2023 at male lampen.\n\nBeslutning\nUdsat."
    )
    assert [kind for kind, _ in sections(meeting)] == ["sagsfremstilling", "beslutning"]


@pytest.mark.parametrize(
    ("asks", "kind"),
    [
        ("Forvaltningen indstiller til udvalget,\nat lampen males.", "indstilling"),
        ("Økonomiudvalget indstiller,\nat lampen males.", "indstilling"),
        ("Havnefogeden anbefaler at:\n1. Lampen males", "indstilling"),
    ],
)
def test_a_request_that_runs_on_to_the_next_line(asks: str, kind: str) -> None:
    meeting = read(f"2. Lampen\nResume\nLampen er rusten.\n\n{asks}\n\nBeslutning\nGodkendt.")
    assert [found for found, _ in sections(meeting)] == ["resumé", kind, "beslutning"]
    assert sections(meeting)[1][1] == " ".join(asks.split())


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Beslutning - Havneudvalget den 05-06-2025", "beslutning"),
        ("Beslutning - Havneudvalget, 5. juni 2025", "beslutning"),
        ("Beslutning i Havneudvalget", "beslutning"),
        ("Beslutning - Børne- og Skoleudvalget den 02-06-2025", "tidligere beslutninger"),
        ("Beslutning fra Økonomiudvalget", "tidligere beslutninger"),
        ("Opsummering", "beslutning"),
        ("Det blev aftalt:", "beslutning"),
    ],
)
def test_a_decision_with_body_and_day_in_its_heading(heading: str, kind: str) -> None:
    meeting = read(f"2. Lampen\nIndstilling\nAt lampen males.\n\n{heading}\nGodkendt.")
    assert [found for found, _ in sections(meeting)] == ["indstilling", kind]
    assert meeting.items[1].kind == "beslutning"


def test_a_conclusion_after_the_discussion_is_a_section_of_its_own() -> None:
    meeting = read("2. Lampen\nDrøftelse:\nDer var ros.\nKonklusion:\nLampen males.")
    assert sections(meeting) == [("tekst", "Der var ros."), ("beslutning", "Lampen males.")]


@pytest.mark.parametrize(
    "head",
    [
        "2. Lampen (Sagsnr. 24/1234)",
        "2. Lampen – sagsnr. 24/1234",
        "2. Lampen [Sags-id: 24/1234]",
        "2. Lampen\n(Sagsnr. 24/1234)",
        "2. Lampen\nSagsnr.: 24/1234",
    ],
)
def test_a_case_number_in_the_title_or_below_it(head: str) -> None:
    meeting = read(f"{head}\nBeslutning\nGodkendt.")
    item = meeting.items[1]
    assert (item.title, item.case_id) == ("Lampen", "24/1234")
    assert sections(meeting)[-1] == ("beslutning", "Godkendt.")


@pytest.mark.parametrize("title", ["Lampen (2024)", "Lampen (lukket i 3 uger)", "Journalnr. for lamper"])
def test_other_parentheses_stay_in_the_title(title: str) -> None:
    assert read(f"2. {title}\nBeslutning\nGodkendt.").items[1].title == title


def test_a_page_that_names_the_items_type_and_theme_on_lines_of_their_own() -> None:
    item = (
        "Punkttype\nDrøftelse/beslutning.\n\nTema\nLampen på molen er rusten.\n\n"
        "Sagsbeskrivelse\nDen er fra 1912.\n\n"
        "Administrationens forslag\nat lampen males.\n\nDialog/høring\nIngen.\n\n"
        "Beslutning Havneudvalget 2022-2025 den 5. juni 2025\nGodkendt."
    )
    other = item.replace("Drøftelse/beslutning", "Orientering")
    meeting = read(f"2. Lampen\n\n{item}\n\n3. Broen\n\n{other}")
    for ordinal in (1, 2):
        assert [section.kind for section in meeting.items[ordinal].sections] == [
            "stamdata", "resumé", "sagsfremstilling", "indstilling", "høring", "beslutning",
        ]  # fmt: skip
    assert [item.kind for item in meeting.items[1:]] == ["beslutning", "orientering"]


def test_case_and_openness_in_columns_and_what_an_item_is_for_are_no_text_of_it() -> None:
    meeting = read(
        "2. Bolværket\n\nBolværket\n\nÅben sag                        Sagsnr.: 25/118\n"
        "                                Sagsansvarlig: abc.hav\n\nPunkttype\nBeslutning\n\n"
        "Sagsbeskrivelse\nBolværket er utæt.\n\nBeslutning\nGodkendt."
    )
    assert [kind for kind, _ in sections(meeting)] == [
        "stamdata",
        "stamdata",
        "sagsfremstilling",
        "beslutning",
    ]
    assert meeting.items[1].case_id == "25/118"


def test_a_letter_that_the_legend_explains_heads_a_decision() -> None:
    top = "Referat fra møde i Havneudvalget\nDato: 5. juni 2025 kl. 16.00\n"
    body = "2. Kajen\n\nKajen er slidt.\nB: Kajen repareres i maj.\n\n3. Evt.\n\nIntet.\n"
    assert sections(read(body, f"{top}O = orientering, B = beslutning\n\n")) == [
        ("tekst", "Kajen er slidt."),
        ("beslutning", "Kajen repareres i maj."),
    ]
    assert [kind for kind, _ in sections(read(body, f"{top}\n"))] == ["tekst"]
