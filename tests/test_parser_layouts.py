"""How plain text is laid out: tabs and blanks, running heads, headings with body and day, closing lists."""

from __future__ import annotations

import pytest
from parser_checks import check_meeting, document

from index.parser import parse
from index.types import Meeting

HEADER = "Referat fra møde i Havneudvalget\nDato: 5. juni 2025 kl. 16.00\n\n"


def read(body: str, header: str = HEADER) -> Meeting:
    text = f"{header}1. Velkomst\nFormanden bød velkommen.\n\n{body}\n"
    meeting = parse(document(text))
    check_meeting(meeting, text)
    return meeting


def sections(meeting: Meeting, ordinal: int = 1) -> list[tuple[str, str]]:
    text = meeting.text
    return [(s.kind, " ".join(text[s.body : s.end].split())) for s in meeting.items[ordinal].sections]


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
