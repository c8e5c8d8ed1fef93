"""Agendas as secretariats write them: parts, sub-items, closing items without a number, pages in the text."""

from __future__ import annotations

import pytest
from parser_checks import check_meeting, document

from index.parser import parse
from index.types import Meeting

HEADER = "Referat fra møde i Havneudvalget\nDato: 5. juni 2025 kl. 16.00\n\n"


def read(body: str, header: str = HEADER) -> Meeting:
    text = header + body
    meeting = parse(document(text))
    check_meeting(meeting, text)
    return meeting


def items(meeting: Meeting) -> list[tuple[int | None, str]]:
    return [(item.number, item.title) for item in meeting.items]


def told(meeting: Meeting, ordinal: int) -> str:
    return meeting.text[meeting.items[ordinal].start : meeting.items[ordinal].end]


def bodies(meeting: Meeting, ordinal: int) -> str:
    return " ".join(
        " ".join(meeting.text[s.body : s.end].split()) for s in meeting.items[ordinal].sections
    ).strip()


@pytest.mark.parametrize(
    "form", ["{n}. {t}", "Punkt {n} - {t}", "Pkt. {n} {t}", "Sag nr. {n}\n{t}", "Ad {n}) {t}"]
)
@pytest.mark.parametrize("closing", ["Eventuelt\n", "Evt.\n", "Eventuelt:\n", "Evt.: "])
def test_a_closing_item_needs_no_number(form: str, closing: str) -> None:
    numbered = "".join(
        f"{form.format(n=n, t=t)}\nUdvalget hørte om sagen i juni.\n\n"
        for n, t in ((1, "Bolværket"), (2, "Gæstepladser"))
    )
    meeting = read(f"{numbered}{closing}Lampen ved molen er gået ud.\n")
    assert items(meeting) == [(1, "Bolværket"), (2, "Gæstepladser"), (None, closing.rstrip(": \n"))]
    assert meeting.items[-1].kind == "eventuelt"
    assert bodies(meeting, 2) == "Lampen ved molen er gået ud."
    assert "Lampen" not in told(meeting, 1)


def test_a_numbered_closing_item_is_not_doubled_and_a_list_entry_closes_nothing() -> None:
    meeting = read(
        "1. Bolværket\nUdvalget hørte om sagen.\n\n2. Eventuelt\nIntet.\n\nEventuelt\nHavnevagten takkede.\n"
    )
    assert items(meeting) == [(1, "Bolværket"), (2, "Eventuelt")]


@pytest.mark.parametrize(
    ("first", "second", "closed"),
    [
        ("A. Sager til beslutning", "B. Sager til orientering", False),
        ("Åben dagsorden", "Lukket dagsorden", True),
        ("Til beslutning:", "Til orientering:", False),
        ("Beslutningspunkter", "Orienteringspunkter", False),
    ],
)
@pytest.mark.parametrize("label", ["", "Beslutning:\n"])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_numbers_start_over_in_the_next_part_of_the_agenda(
    first: str, second: str, closed: bool, label: str, gap: str
) -> None:
    meeting = read(
        f"{first}\n{gap}1. Bolværket\n{label}Repareres i maj.\n\n2. Gæstepladser\n{label}Der bliver 14.\n\n"
        f"{second}\n{gap}1. Havnens regnskab\n{label}Det går op.\n\n2. Isbryderen\n{label}Den er solgt.\n"
    )
    assert items(meeting) == [
        (1, "Bolværket"),
        (2, "Gæstepladser"),
        (1, "Havnens regnskab"),
        (2, "Isbryderen"),
    ]
    assert [item.closed for item in meeting.items] == [False, False, closed, closed]
    assert second not in told(meeting, 1)
    assert told(meeting, 2).startswith(second)


def test_a_lettered_part_without_numbers_is_an_item() -> None:
    meeting = read(
        "A. Sager til beslutning\n1. Bolværket\nRepareres i maj.\n2. Gæstepladser\nDer bliver 14.\n\n"
        "B. Sager til orientering\n1. Isbryderen\nDen er solgt.\n\nC. Eventuelt\nIntet.\n"
    )
    assert items(meeting) == [(1, "Bolværket"), (2, "Gæstepladser"), (1, "Isbryderen"), (None, "Eventuelt")]


@pytest.mark.parametrize("form", ["2.{n} {t}", "2.{n}. {t}", "2{l}. {t}", "2 {l}) {t}"])
def test_sub_items_are_items_with_the_number_of_theirs(form: str) -> None:
    subs = "".join(
        f"{form.format(n=n, l='ab'[n - 1], t=t)}\nDet tager {n + 3} uger.\n\n"
        for n, t in ((1, "Spunsvæg"), (2, "Belysning"))
    )
    meeting = read(f"1. Velkomst\nFormanden bød velkommen.\n\n2. Bolværket\n{subs}3. Eventuelt\nIntet.\n")
    assert items(meeting)[-3:] == [(2, "Spunsvæg"), (2, "Belysning"), (3, "Eventuelt")]
    assert "4 uger" in bodies(meeting, len(meeting.items) - 3)


def test_parents_with_nothing_of_their_own_do_not_hide_the_count() -> None:
    meeting = read(
        "1. Velkomst\n\n2. Til beslutning\n2.1. Bolværket\nRepareres i maj.\n"
        "2.2. Gæstepladser\nDer bliver 14.\n\n"
        "3. Til drøftelse\n3.1. Isbryderen\nDen skal sælges.\n\n4. Eventuelt\nIntet.\n"
    )
    assert items(meeting) == [
        (1, "Velkomst"),
        (2, "Til beslutning"),
        (2, "Bolværket"),
        (2, "Gæstepladser"),
        (3, "Til drøftelse"),
        (3, "Isbryderen"),
        (4, "Eventuelt"),
    ]


def test_numbered_sentences_are_no_sub_items() -> None:
    meeting = read(
        "1. Velkomst\nFormanden bød velkommen.\n\n"
        "2. Meddelelser\n2.1 Kranen er synet.\n2.2 Broen holdes lukket.\n"
    )
    assert items(meeting) == [(1, "Velkomst"), (2, "Meddelelser")]


def test_cells_one_a_line_are_items() -> None:
    meeting = read(
        "Nr.\nPunkt\nReferat\n\n1\nBolværket\nRepareres i maj, hvis vejret tillader det.\n\n"
        "2\nGæstepladser\nDer bliver 14 i alt.\n\n3\nEventuelt\nIntet.\n"
    )
    assert items(meeting) == [(1, "Bolværket"), (2, "Gæstepladser"), (3, "Eventuelt")]
    assert bodies(meeting, 1) == "Der bliver 14 i alt."


@pytest.mark.parametrize("foot", ["Side {n} af 3", "- {n} -", "Sundkøbing | Side {n} af 3", "side {n}/3"])
def test_page_numbers_and_running_heads_are_no_part_of_title_or_name(foot: str) -> None:
    head = "\n{foot}\nHavneudvalget i Sundkøbing\n\n"
    text = (
        "Havneudvalget i Sundkøbing\nReferat\nDato: 5. juni 2025 kl. 16.00\n"
        + head.format(foot=foot.format(n=1))
        + "1. Bolværket\nBeslutning\nDet repareres i\n"
        + head.format(foot=foot.format(n=2))
        + "maj.\n2. Gæstepladser\nBeslutning\nDer bliver 14.\n"
        + head.format(foot=foot.format(n=3))
        + "3. Eventuelt\nBeslutning\nIntet.\n"
    )
    meeting = read(text, "")
    assert items(meeting) == [(1, "Bolværket"), (2, "Gæstepladser"), (3, "Eventuelt")]
    assert meeting.body == "Havneudvalget i Sundkøbing"


def test_what_a_running_head_says_is_kept_the_first_time() -> None:
    meeting = read(
        "Havneudvalget i Sundkøbing          Side 1 af 2\nDato: 5. juni 2025\n\n"
        "1. Bolværket\nDet repareres.\n\n"
        "Havneudvalget i Sundkøbing          Side 2 af 2\n\n2. Eventuelt\nIntet.\n",
        "",
    )
    assert meeting.body == "Havneudvalget i Sundkøbing"
    assert items(meeting) == [(1, "Bolværket"), (2, "Eventuelt")]


def test_three_dots_after_a_sentence_are_no_leader_of_a_table_of_contents() -> None:
    agenda = "PUNKTER\n\n1. Dagsorden\n2. Lampen\n3. Broen\n\n\n"
    meeting = read(f"{agenda}1. Dagsorden\nGodkendt.\n\n2. Lampen\n- Maleren er syg...\n\n3. Broen\nUdsat.")
    assert [item.number for item in meeting.items] == [1, 2, 3]


def test_a_case_put_in_between_two_others_has_a_letter() -> None:
    meeting = read("Nr. 14 - Lampen\nGodkendt.\n\nNr. 14 A - Broen\nUdsat.\n\nNr. 15 - Eventuelt\nIntet.")
    assert [(item.number, item.title) for item in meeting.items][-3:] == [
        (14, "Lampen"), (14, "Broen"), (15, "Eventuelt"),
    ]  # fmt: skip


def test_time_and_marks_beside_a_title_are_none_of_it() -> None:
    agenda = "".join(
        f"{n}. {title}   ({mark}: {n}0 min)\n"
        for n, (title, mark) in enumerate(
            [("Velkomst", "O"), ("Bolværket i vest", "O/D"), ("UTH", "O"), ("Tilføjet: Både", "D")], 1
        )
    )
    meeting = read(
        f"DAGSORDEN\n{agenda}\nAd 1. Velkomst\nAnne bød velkommen.\n\nAd 2. Bolværket i vest\nDet er utæt.\n"
        "\nAd 3. UTH\nTo hændelser.\n\nAd 4. Både\nTre både er solgt.\n"
    )
    assert [item.title for item in meeting.items] == ["Velkomst", "Bolværket i vest", "UTH", "Både"]


def test_a_first_item_right_below_the_header_with_its_recommendation() -> None:
    meeting = read(
        "1. Godkendelse af dagsorden\nDet indstilles,\nat | dagsorden godkendes |\nBeslutning\nGodkendt.\n\n"
        "2. Bolværk\nDet indstilles,\nat | bolværket males |\nBeslutning\nGodkendt.\n\n"
        "3. Lodser\nDet indstilles,\nat | punktet drøftes |\nBeslutning\nDrøftet.\n",
        "Havnegruppen\nden 5. juni 2025 kl. 12:30\ni Lokale 2, Havnehuset\n",
    )
    assert [item.number for item in meeting.items] == [1, 2, 3]


def test_a_running_head_some_blank_lines_from_the_page_number_is_no_heading() -> None:
    said = "Kajen er lang.\n" * 30
    pages = "Havnerådet d. 05-06-2025\n\n".join(
        f"{n}. Sag {n} om havnen\nBESLUTNING I HAVNERÅDET DEN 05-06-2025\n"
        f"{said if n == 1 else ''}Godkendt.\n\n{n:>60}\n\n\n\n"
        for n in range(1, 6)
    )
    meeting = read(pages, "Havnerådet\nMødedato: 5. juni 2025\n\n")
    assert [[s.kind for s in item.sections] for item in meeting.items] == [["beslutning"]] * 5
