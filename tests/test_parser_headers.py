"""Headers of web pages, running heads and letters: which body met, of whom, when and where."""

from __future__ import annotations

import pytest
from parser_checks import read_header as read

from index.types import Meeting

DAY = "Dato: 5. juni 2025 kl. 16.00\n"


def when(meeting: Meeting) -> tuple[str, str | None, str | None]:
    return str(meeting.date), meeting.start_time, meeting.end_time


@pytest.mark.parametrize(
    ("top", "body", "organisation"),
    [
        (
            "Forside > Politik > Havneudvalget > 5. juni\nHavneudvalget – møde 05-06-2025\n",
            "Havneudvalget",
            "",
        ),
        (
            "Du er her: Forside › Region Fjord › Møder\nSøg | Menu | Læs op\nHavnerådet\n",
            "Havnerådet",
            "Region Fjord",
        ),
        (
            "Aaby Kommune | Politik | Udvalg | Møder\nUdskriv   Del på Facebook\nHavnerådet\n",
            "Havnerådet",
            "Aaby Kommune",
        ),
        ("You are here\nForside > Havnen > Møder\n\nHavnerådet\n", "Havnerådet", ""),
        ("Fjordklyngen | HAF | Referat 2/2025        1 (6)\n\nHAVNEFORUM (HAF)\n", "Havneforum (HAF)", ""),
        (
            "AABY KOMMUNE                     HAVNE- OG MILJØUDVALGET\n",
            "Havne- og Miljøudvalget",
            "Aaby Kommune",
        ),
        ("H A V N E R Å D E T   F O R   F J O R D E N\nGodkendt referat\n", "Havnerådet for Fjorden", ""),
        ("HAVNEGRUPPEN (fælles for havnen og alle klubberne)\n", "Havnegruppen", ""),
        (
            "          Sundhedsklynge Fjordvig\n\nMØDEREFERAT\n\nDirektørforum – Sundhedsklynge Fjordvig\n",
            "Direktørforum – Sundhedsklynge Fjordvig",
            "Sundhedsklynge Fjordvig",
        ),
        (
            "SUNDHEDSKLYNGE FJORDVIG\n\nArbejdsgruppe for medicin: noter fra 4. møde\n",
            "Arbejdsgruppe for medicin",
            "Sundhedsklynge Fjordvig",
        ),
    ],
)
def test_the_body_stands_among_a_page_s_own_words(top: str, body: str, organisation: str) -> None:
    meeting = read(top + DAY)
    assert (meeting.body, meeting.organisation) == (body, organisation)


def test_people_in_a_table_are_no_body() -> None:
    meeting = read(
        f"REGION FJORD\nHavnerådets møde\n{DAY}\nNavn\tUdpeget af\tBemærkning\n"
        "Anne Lund\tFiskeriudvalget\tformand\n"
    )
    assert (meeting.body, meeting.organisation) == ("Havnerådet", "Region Fjord")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "Tirsdag den 3. juni 2025, mødet begyndte kl. 9.00 og sluttede kl. 11.40\n",
            ("2025-06-03", "09:00", "11:40"),
        ),
        ("Dato:\t03.06.2025\nKl.:\t9:00 (slut 11:40)\n", ("2025-06-03", "09:00", "11:40")),
        ("Dato ........ 3. juni 2025\nStart / slut ...... 09:00 / 11:40\n", ("2025-06-03", "09:00", "11:40")),
        (
            "Noter fra 8. møde\nTirsdag d. 3/6 2025 fra 9.00 til 11.40 (med kage)\n",
            ("2025-06-03", "09:00", "11:40"),
        ),
        ("Dato: 9/6-25\nRef.: abc\n\nTirsdag d. 3/6 2025, kl. 9 - 11.40\n", ("2025-06-03", "09:00", "11:40")),
        (
            "Dato: 9. juni 2025\nReferat fra møde den 3. juni 2025\nTid: 9.00-11.40\n",
            ("2025-06-09", "09:00", "11:40"),
        ),
        ("Dato: 9. juni 2025\nReferat fra møde den 3. juni 2025\n", ("2025-06-03", None, None)),
        ("Dato: 3. juni 2025\nSvar senest den 1. august 2025\n", ("2025-06-03", None, None)),
        ("Dato: Tirsdag, Juni 3, 2025 - 09:00\n", ("2025-06-03", "09:00", None)),
    ],
)
def test_day_and_time_of_the_meeting(lines: str, expected: tuple[str, str | None, str | None]) -> None:
    assert when(read(f"Havnerådet\n{lines}")) == expected


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Lokation ....... Havnekontoret, lokale 2", "Havnekontoret, lokale 2"),
        ("Mødelokale\tSalen, Aaby Rådhus", "Salen, Aaby Rådhus"),
        (
            'Sted: Havnekontoret, lok. "Ankeret". Mødet begyndte med en sejltur.',
            'Havnekontoret, lok. "Ankeret"',
        ),
        ("Fysisk: Gl. Havn, Kajen 3. Tre var med på skærm.", "Gl. Havn, Kajen 3"),
        ("Sted: Gl. Havn. Lokale 2", "Gl. Havn. Lokale 2"),
        ("Havnegården, Kajen 3", "Havnegården, Kajen 3"),
    ],
)
def test_place_without_what_is_told_after_it(line: str, place: str) -> None:
    assert read(f"Havnerådet\n3. juni 2025 kl. 9.00\n{line}\n").place == place


@pytest.mark.parametrize(
    ("header", "body", "start", "place"),
    [
        (
            "Hjem / Politik / Møder\nHAVNEUDVALGET\nReferat | 3. juni 2025 | 9.00-11.40 | Rådhuset, sal 3\n",
            "Havneudvalget",
            "09:00",
            "Rådhuset, sal 3",
        ),
        (
            "Region Fjord · Havnerådet\nReferat · 3. juni 2025 · kl. 9.00–11.40 · Havnehuset\n",
            "Havnerådet",
            "09:00",
            "Havnehuset",
        ),
        (
            "Havnerådet\n3.6.2025, 9-11, Havnehuset\nTilstede\n- Anne Lund, chef, Aaby Sygehus\n",
            "Havnerådet",
            "09:00",
            "Havnehuset",
        ),
        ("Havnerådet, møde 3, 3. juni 2025\nKl. 9 til 11.40, Teams\n", "Havnerådet", "09:00", "Teams"),
        ("Havnerådet\nMøde den 3. juni 2025 kl. 9.00-11.40 (virtuelt)\n", "Havnerådet", "09:00", "virtuelt"),
    ],
)
def test_body_time_and_place_on_shared_lines(header: str, body: str, start: str, place: str) -> None:
    meeting = read(header)
    assert (meeting.body, meeting.start_time, meeting.place) == (body, start, place)


def test_time_and_place_under_one_label_and_the_level_below_the_kind_of_document() -> None:
    meeting = read(
        "Sundhedsklyngen Fjord\nReferat, Politisk niveau\n3. juni 2025\nTid og sted: kl. 9-11 i Havnehuset\n"
    )
    assert (meeting.body, meeting.level) == ("Sundhedsklyngen Fjord - Politisk niveau", "politisk")
    assert (meeting.start_time, meeting.end_time, meeting.place) == ("09:00", "11:00", "Havnehuset")


def test_the_word_for_the_meeting_names_the_body() -> None:
    meeting = read("NOTAT\nDato: 9. juni 2025\nReferat fra styregruppemøde den 3. juni 2025\nMødelokale 3\n")
    assert (meeting.body, str(meeting.date), meeting.place) == ("Styregruppen", "2025-06-03", "Mødelokale 3")


@pytest.mark.parametrize(
    ("top", "body", "organisation"),
    [
        ("Dagsordner og referater Havnegruppen Fjordvig\n", "Havnegruppen Fjordvig", ""),
        ("Referat\ntil\nmødet i Havneudvalget\n", "Havneudvalget", ""),
        (
            "Referat fra møde i Gruppen for både, broer og\nmoler i Fjordvig.\n",
            "Gruppen for både, broer og moler i Fjordvig",
            "",
        ),
        ("Havneudvalget - mødesager\n", "Havneudvalget", ""),
        ("UDVALG\n\nHavn og Strand 2022-2025\n\nMØDE\n\nReferat\n\n", "Havn og Strand", ""),
        (
            "Forside pil Politik pil Havnerådet - Referat\n\nHavnerådet - Referat - 5. juni 2025\n",
            "Havnerådet",
            "",
        ),
        ("REFERAT HAVNERÅDET: Møde nr. 02-2025\n", "Havnerådet", ""),
        ("Mødeforum\tHavne-MED\nSagsnr.\t25/118\n", "Havne-MED", ""),
        (
            "Region FjordTil forsiden\n\nForsidepilPolitikpilHavnerådetpilHavnerådet - Referat\n\n"
            "Havnerådet - Referat - 5. juni 2025\n",
            "Havnerådet",
            "Region Fjord",
        ),
    ],
)
def test_a_page_s_own_labels_and_arrows_are_no_part_of_the_name(
    top: str, body: str, organisation: str
) -> None:
    meeting = read(top + DAY)
    assert (meeting.body, meeting.organisation) == (body, organisation)


def test_start_and_end_as_a_system_writes_them() -> None:
    top = (
        "Havnerådet\nUdgivet 11.06.2025\n\nSTARTTIDSPUNKT\n\n05-06-2025 13:00:00\n\n"
        "SLUTTIDSPUNKT\n\n05-06-2025 15:30:00\n"
    )
    assert when(read(top)) == ("2025-06-05", "13:00", "15:30")


def test_a_button_that_begins_with_start_is_no_time() -> None:
    top = (
        "Havnerådet\nStart visningen fra side:\nDato: 12. juni 2025\n"
        "Møde i Havnerådet\nTorsdag den 5. juni 2025 kl. 9.00-12.00\n"
    )
    assert when(read(top)) == ("2025-06-05", "09:00", "12:00")


def test_a_label_for_the_body_on_a_line_of_its_own() -> None:
    meeting = read("UDVALG\n\nHavne- og Miljøudvalget 2022-2025\n\nMØDE\n\nReferat\n\n" + DAY)
    assert (meeting.body, meeting.title) == ("Havne- og Miljøudvalget", "Havne- og Miljøudvalget 2022-2025")


def test_a_place_whose_parentheses_end_on_the_next_line() -> None:
    top = f"Havnerådet\n{DAY}Sted: Havnehuset, Kajen 4 (mulighed for\nTeams)\nSagsnr.: 25/7\n"
    assert read(top).place == "Havnehuset, Kajen 4 (mulighed for Teams)"
