"""How plain text is laid out: tabs and blanks, running heads, headings with body and day, closing lists."""

from __future__ import annotations

import pytest
from parser_checks import HEADER, document, sections
from parser_checks import read_items as read

from index.parser import parse
from index.types import Meeting


def cells(meeting: Meeting, ordinal: int = 1) -> list[tuple[str, ...]]:
    return [row.cells for table in meeting.items[ordinal].tables for row in table.rows]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Havneudvalgets beslutning den 5. juni 2025", "beslutning"),
        ("HAVNEUDVALGETS BESLUTNING DEN 5. JUNI 2025", "beslutning"),
        ("Udvalgets behandling d. 5/6-2025:", "beslutning"),
        ("Beslutning på mødet den 5. juni 2025", "beslutning"),
        ("Beslutning truffet den 5. juni 2025", "beslutning"),
        ("Udvalgets afgørelse", "beslutning"),
        ("Byrådets behandling den 2. maj 2025", "tidligere beslutninger"),
        ("Havneudvalgets beslutning den 2. maj 2025", "tidligere beslutninger"),
    ],
)
def test_a_heading_that_says_whose_decision_and_which_day(heading: str, kind: str) -> None:
    meeting = read(f"2. Lampen\nSagsfremstilling\nLampen er rusten.\n\n{heading}\nLampen males.")
    assert sections(meeting) == [("sagsfremstilling", "Lampen er rusten."), (kind, "Lampen males.")]


@pytest.mark.parametrize(
    "asks",
    [
        "ADMINISTRATIONEN INDSTILLER",
        "Forvaltningen indstiller",
        "Havnefogeden indstiller til udvalget",
        "Det indstilles,",
    ],
)
@pytest.mark.parametrize("points", ["at lampen males.", "1.\tat lampen males,\n2.\tat den flyttes."])
def test_a_line_that_only_says_who_recommends_heads_the_points_below(asks: str, points: str) -> None:
    item = f"Sagsfremstilling\nLampen er rusten.\n\n{asks}\n{points}\n\nBeslutning\nGodkendt."
    meeting = read(f"2. Lampen\n{item}\n\n3. Broen\n{item}")
    for ordinal in (1, 2):
        assert [kind for kind, _ in sections(meeting, ordinal)] == [
            "sagsfremstilling",
            "indstilling",
            "beslutning",
        ]


def test_what_the_body_itself_recommends_under_a_decision_is_the_decision() -> None:
    meeting = read("2. Lampen\nIndstilling\nAt lampen males.\n\nBeslutning\nUdvalget indstiller\nat vente.")
    assert [kind for kind, _ in sections(meeting)] == ["indstilling", "beslutning"]


def test_a_running_head_with_body_and_day_opens_no_section() -> None:
    head = "Havneudvalget 05-06-2025                    Side {} af 3"
    filler = "\n".join(f"Lampe nr. {n} er rusten." for n in range(10, 45))
    meeting = read(
        f"2. Lampen\n{filler}\n\n{head.format(1)}\n\nSagsfremstilling\nLampen er\n\n{head.format(2)}\n\n"
        f"rusten.\n\nBeslutning\nGodkendt.\n\n{head.format(3)}\n"
    )
    assert [kind for kind, _ in sections(meeting)] == ["tekst", "sagsfremstilling", "beslutning"]


@pytest.mark.parametrize("width", [0, 20])
def test_numbered_rows_of_a_table_are_no_items(width: int) -> None:
    rows = [("2.1", "Bænk ved molen", "Bådlauget", "12.000"), ("2.2", "Ny lampe", "Fiskerne", "8.500")]
    rows = [("Nr.", "Formål", "Ansøger", "Beløb"), *rows]
    table = "\n".join(("" if width else "\t").join(cell.ljust(width) for cell in row) for row in rows)
    meeting = read(
        f"2. Puljen\nDer er to ansøgninger:\n\n{table}\n\nBeslutning\nGodkendt.\n\n3. Eventuelt\nIntet."
    )
    assert [item.number for item in meeting.items] == [1, 2, 3]
    assert cells(meeting) == rows


@pytest.mark.parametrize(
    "points",
    [
        "\t- at lampen males\n\t- at bænken flyttes",
        "1.\tat lampen males\n2.\tat bænken flyttes",
        "a)\tat lampen males\nb)\tat bænken flyttes",
        "\ta) lampen males\n\tb) bænken flyttes",
    ],
)
def test_points_behind_a_tab_are_no_table(points: str) -> None:
    meeting = read(f"2. Lampen\nIndstilling\nDet indstilles,\n{points}\n\nBeslutning\nGodkendt.")
    assert meeting.items[1].tables == ()
    assert [kind for kind, _ in sections(meeting)] == ["indstilling", "beslutning"]


def test_a_table_set_in_columns_with_blanks() -> None:
    meeting = read(
        "2. Havnens regnskab\nRegnskabet ser sådan ud:\n\n"
        "  Post                    2024 (kr.)   2025 (kr.)\n"
        "  Lamper                      12.000        9.500\n"
        "  Bænke og borde ved\n"
        "  fiskernes plads              4.250        6.000\n"
        "  I alt                       16.250       15.500\n\n"
        "Beslutning\nGodkendt."
    )
    assert cells(meeting)[0] == ("Post", "2024 (kr.)", "2025 (kr.)")
    assert meeting.items[1].tables[0].rows[0].header
    assert cells(meeting)[-2:] == [("fiskernes plads", "4.250", "6.000"), ("I alt", "16.250", "15.500")]


def test_a_cell_that_goes_on_in_its_column_below() -> None:
    meeting = read(
        "2. Opgaver\n"
        "Opgave               Ansvarlig             Frist\n"
        "Male lampen          Inger Mølle og        1. juli\n"
        "                     Bent Krog\n"
        "Flytte bænken        Bent Krog             1. august\n"
    )
    assert cells(meeting)[1:] == [
        ("Male lampen", "Inger Mølle og Bent Krog", "1. juli"),
        ("Flytte bænken", "Bent Krog", "1. august"),
    ]


def test_rows_between_bars_without_an_outer_bar() -> None:
    meeting = read(
        "2. Opgaver\nHvad | Hvem | Hvornår\nMale lampen | Inger | 1. juli\nFlytte bænk | Bent | straks\n"
    )
    assert cells(meeting)[1:] == [("Male lampen", "Inger", "1. juli"), ("Flytte bænk", "Bent", "straks")]


@pytest.mark.parametrize(
    "prose",
    [
        "Lampen   er  meget   rusten  og bør\nmales    inden vinter.  Bænken\n"
        "er   gammel,   men   den   holder   endnu.",
        "Inger Mølle                Bent Krog\nFormand                    Næstformand",
    ],
)
def test_stretched_lines_and_signatures_are_no_table(prose: str) -> None:
    assert read(f"2. Lampen\n{prose}\n").items[1].tables == ()


def test_what_was_said_is_no_decision_beside_one() -> None:
    for said, decided in (
        ("Drøftelse", "Beslutning"),
        ("Diskussion:", "Konklusion:"),
        ("Debat", "Vi aftalte:"),
    ):
        meeting = read(
            f"2. Lampen\nIndstilling\nAt lampen males.\n\n{said}\nDer var ros.\n\n{decided}\nDen males."
        )
        assert [kind for kind, _ in sections(meeting)] == ["indstilling", "tekst", "beslutning"]
    alone = read("2. Lampen\nIndstilling\nAt lampen males.\n\nDrøftelse\nDer var ros.")
    assert [kind for kind, _ in sections(alone)] == ["indstilling", "tekst"]
    alone = read("2. Lampen\nIndstilling\nAt lampen males.\n\nDrøftelse\nUdvalget besluttede at male den.")
    assert [kind for kind, _ in sections(alone)] == ["indstilling", "beslutning"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Byrådets indstilling (3. maj 2025):", "indstilling"),
        ("Forslag til afgørelse", "indstilling"),
        ("Indstilling (fortsat)", "indstilling"),
        ("Beslutning (5. juni 2025)", "beslutning"),
        ("Beslutning (2. maj 2025)", "tidligere beslutninger"),
    ],
)
def test_a_heading_with_a_remark_in_parentheses(heading: str, kind: str) -> None:
    meeting = read(f"2. Lampen\nSagsfremstilling\nDen er rusten.\n\n{heading}\nAt den males.\n\nBilag\nNotat")
    assert [found for found, _ in sections(meeting)] == ["sagsfremstilling", kind, "bilag"]


def test_a_recommendation_in_a_part_of_its_own_where_no_heading_says_indstilling() -> None:
    meeting = read(
        "2. Lampen\nBaggrund\nDen er rusten.\n\nAnbefaling\na. at den males\n\nKonklusion\na. Godkendt."
    )
    assert [kind for kind, _ in sections(meeting)] == ["sagsfremstilling", "indstilling", "beslutning"]


def test_a_follow_up_after_the_recommendation_where_the_decision_comes_first() -> None:
    meeting = read("2. Lampen\nBeslutning\nMales.\n\nIndstilling\nAt den males.\n\nOpfølgning\nInger maler.")
    assert [kind for kind, _ in sections(meeting)] == ["beslutning", "indstilling", "beslutning"]


@pytest.mark.parametrize(
    ("line", "closed"), [("Åbent punkt – 27.42.00-P20-3-23", False), ("Lukket sag | Sagsnr. 24/77", True)]
)
def test_openness_and_case_number_on_one_line(line: str, closed: bool) -> None:
    item = read(f"2. Lampen\n{line}\n\nBeslutning\nGodkendt.").items[1]
    assert item.closed is closed
    assert item.case_id in ("27.42.00-P20-3-23", "24/77")
    assert [section.kind for section in item.sections] == ["stamdata", "beslutning"]


@pytest.mark.parametrize(
    ("listed", "titles"),
    [
        ("Bilag: 1) Notat om rust. 2) Svar fra Bådlauget.", ["Notat om rust", "Svar fra Bådlauget"]),
        ("Bilag: Notat om rust; Svar fra\nBådlauget", ["Notat om rust", "Svar fra Bådlauget"]),
        ("Bilag: Notat om rust · Kort", ["Notat om rust", "Kort"]),
        (
            "BILAG: Notat om rust, Kort over molen, Svar (4 sider)",
            ["Notat om rust", "Kort over molen", "Svar (4 sider)"],
        ),
        ("Bilag: Brev fra Mølle, Krog", ["Brev fra Mølle, Krog"]),
        ("Bilag: Ingen", []),
        ("Bilag: Se dagsordenen.", []),
        ("Bilag:\nNotat om rust; Svar fra Bådlauget", ["Notat om rust", "Svar fra Bådlauget"]),
        ("Vedlagt: Notat om rust", ["Notat om rust"]),
    ],
)
def test_attachments_on_one_line(listed: str, titles: list[str]) -> None:
    meeting = read(f"2. Lampen\nBeslutning\nGodkendt.\n\n{listed}\n\n3. Eventuelt\nIntet.")
    assert [attachment.title for attachment in meeting.items[1].attachments] == titles


@pytest.mark.parametrize(
    "closing",
    [
        "Bilag:\nBilag til pkt. 2: Notat om rust\nBilag til pkt. 3: Kort",
        "Bilag udsendt med dagsordenen:\n\tNotat om rust (sag 2)\n\tKort (sag 3), eftersendt",
        "VEDLAGT: Notat om rust (bilag 2a) / Kort (bilag 3a)",
    ],
)
def test_a_list_at_the_end_gives_each_item_its_attachments(closing: str) -> None:
    meeting = read(f"2. Lampen\nBeslutning\nMales.\n\n3. Molen\nIntet.\n\n4. Eventuelt\nIntet.\n\n{closing}")
    assert [len(item.attachments) for item in meeting.items] == [0, 1, 1, 0]
    assert "rust" in meeting.items[1].attachments[0].title


@pytest.mark.parametrize(
    "title",
    [
        "OPGAVELISTE",
        "Samlet opgaveliste",
        "Aktionsliste fra mødet",
        "Oversigt over opgaver",
        "Hvem gør hvad",
        "Opgaver og frister",
    ],
)
def test_lists_after_the_last_item_stand_by_themselves(title: str) -> None:
    meeting = read(
        "2. Lampen\nMales.\n\n3. Næste møde og eventuelt\nNæste møde: 3. juli\nEventuelt: Intet.\n\n"
        f"{title}\nHvad\tHvem\nMale lampen\tInger\nKøbe maling\tBent"
    )
    assert [(item.number, item.title) for item in meeting.items][2:] == [
        (3, "Næste møde og eventuelt"),
        (None, title),
    ]


def test_a_dot_between_number_and_title() -> None:
    text = f"{HEADER}Dagsordenspunkt 1 · LUKKET: Lampen\nUdgår.\n\nDagsordenspunkt 2 · Molen\nIntet.\n"
    items = parse(document(text)).items
    assert [(item.number, item.title, item.closed) for item in items] == [
        (1, "LUKKET: Lampen", True),
        (2, "Molen", False),
    ]


@pytest.mark.parametrize(
    ("legend", "kind"), [("B = beslutning, D = drøftelse", "beslutning"), ("Fremlagt af A og B.", "andet")]
)
def test_a_letter_after_the_title_counts_where_it_is_explained(legend: str, kind: str) -> None:
    assert read("2. Lampen (D/B)\nDen er rusten.", f"{HEADER}{legend}\n\n").items[1].kind == kind


def test_a_decision_told_in_a_wrapped_paragraph_is_one_section() -> None:
    meeting = read(
        "2. Lampen\nLampen på molen er rusten og kan ikke lyse om natten.\n\n"
        "Rådet var enigt om følgende svar, som formanden skriver sammen med havnefogeden og\nfiskerne:\n\n"
        "a) Lampen på molen bør males og hænges op igen på den nye stander, så den\n   kan ses.\n"
        "b) Bænken flyttes.\n\n"
        "Inger Mølle var uenig."
    )
    assert [kind for kind, _ in sections(meeting)] == ["tekst", "beslutning", "tekst"]
    assert sections(meeting)[1][1].endswith("b) Bænken flyttes.")
