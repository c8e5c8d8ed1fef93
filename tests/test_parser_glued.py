"""Numbers that a page reader sets right before the title, and lists that stand after the last item."""

from __future__ import annotations

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


def test_numbers_glued_to_titles_head_the_items_and_a_numbered_list_does_not() -> None:
    meeting = read(
        "41Bolværket\n\nIndstilling\n\nForvaltningen indstiller, at:\n\n  1. Bolværket lappes\n"
        "  2. Der sættes lys op\n\nBeslutning\n\nGodkendt.\n\n42Gæstepladser\n\nBeslutning\n\nUdsat.\n\n"
        "43Lukket: Lejemål\n\nBeslutning\n\nGodkendt.\n"
    )
    assert items(meeting) == [(41, "Bolværket"), (42, "Gæstepladser"), (43, "Lejemål")]
    assert [item.closed for item in meeting.items] == [False, False, True]


def test_what_a_section_says_before_the_next_is_no_title() -> None:
    meeting = read(
        "Nyt fra havnen\n\nIndhold:\n\nFormanden fortæller om molen\n\nReferat\n\nMolen er lappet.\n\n"
        "Lys på kajen\n\nIndhold:\n\nForslag fra sejlklubben\n\nReferat\n\nDer sættes to lamper op.\n"
    )
    assert items(meeting) == [(None, "Nyt fra havnen"), (None, "Lys på kajen")]
    assert [section.kind for section in meeting.items[0].sections] == ["sagsfremstilling", "beslutning"]


def test_rows_of_a_table_are_no_parts_of_an_item() -> None:
    meeting = read(
        "1. Opgaver fra sidst\n\nNr.\tOpgave\tStand\n1.1\tLapning af molen\tLukket\n1.2\tLys på kajen\tÅben\n"
        "Per spurgte til lyset.\n\n2. Eventuelt\nIntet.\n"
    )
    assert items(meeting) == [(1, "Opgaver fra sidst"), (2, "Eventuelt")]
    assert len(meeting.items[0].tables[0].rows) == 3


def test_papers_after_the_last_item_go_to_those_they_are_numbered_for() -> None:
    meeting = read(
        "1. Bolværket\nDet lappes.\n\n2. Gæstepladser\nDer er ti.\n\n3. Eventuelt\nIntet.\n\n"
        "Bilag til mødet\nBilag 1.1 Plan for molen\n2.1 Kort over pladserne\n\n"
        "Beslutningslog\nNr. | Beslutning\nB-1 | Molen lappes\nB-2 | Pladserne består\n\n"
        "Nye aktioner fra mødet\nA-1 | Lapning | Per Krag\nA-2 | Kort | Ida Holm\n"
    )
    assert items(meeting)[2:] == [
        (3, "Eventuelt"),
        (None, "Beslutningslog"),
        (None, "Nye aktioner fra mødet"),
    ]
    told = [[entry.title for entry in item.attachments] for item in meeting.items]
    assert told[:3] == [["Bilag 1.1 Plan for molen"], ["2.1 Kort over pladserne"], []]


def test_feet_that_count_pages_without_their_sum_are_no_papers() -> None:
    foot = "Referat af Havneudvalget          Side {n}\n05-06-2025\n\n"
    meeting = read(
        f"{foot.format(n=1)}1. Bolværket\nBeslutning\nDet lappes.\n\nBilag\n1. Plan for molen\n\n"
        f"{foot.format(n=2)}2. Gæstepladser\nBeslutning\nUdsat.\n\nBilag\n1. Kort\n\n"
        f"{foot.format(n=3)}3. Eventuelt\nIntet.\n"
    )
    assert [[entry.title for entry in item.attachments] for item in meeting.items][:2] == [
        ["Plan for molen"],
        ["Kort"],
    ]


def test_a_logo_is_no_body_and_the_meeting_is_whose_the_title_says() -> None:
    meeting = read(
        "1. Bolværket\nBeslutning\nDet lappes.\n\n2. Eventuelt\nIntet.\n",
        "Aaby Kommunes logo\n\nHavn og Friluftslivs møde den 5. juni 2025\n\n"
        "Mødelokale Nord, Rådhuset kl. 15.30\n\n",
    )
    assert (meeting.body, meeting.organisation) == ("Havn og Friluftsliv", "Aaby Kommune")
    assert (meeting.place, meeting.start_time) == ("Mødelokale Nord, Rådhuset", "15:30")
