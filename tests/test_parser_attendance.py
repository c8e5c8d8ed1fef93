"""Who was there, where the header says it in a table, in wrapped lines or by boxes; and whose meeting."""

from __future__ import annotations

import pytest
from parser_checks import read_header as read

from index.types import Attendance

TITLE = "Referat fra møde i Havneudvalget\nDato: 5. juni 2025 kl. 16.00\n"


def people(header: str) -> dict[str, Attendance]:
    return {person.name: person for person in read(TITLE + header).attendance}


@pytest.mark.parametrize(
    "table",
    [
        "Medlem\tTitel\tOrganisation\tFremmøde\n"
        "Anne Lund\tHavnechef\tAaby Kommune\tX\n"
        "Per Krag\tDirektør\tRegion Fjord\tTeams\n"
        "Ida Holm\tLæge\tPLO Fjord\tAfbud\n",
        "| Navn | Titel og arbejdssted | Deltog |\n"
        "| Anne Lund | Havnechef, Aaby Kommune | Ja |\n"
        "| Per Krag | Direktør, Region Fjord | Online |\n"
        "| Ida Holm | Læge, PLO Fjord | Nej – afbud |\n",
        "Navn          Rolle        Organisation        Status\n"
        "Anne Lund     Havnechef    Aaby Kommune        Deltog fra kl. 13.40\n"
        "Per Krag      Direktør     Region Fjord        Deltog\n"
        "Ida Holm      Læge         PLO Fjord           Afbud\n",
    ],
)
def test_a_table_says_who_was_there(table: str) -> None:
    found = people(table)
    assert {name: person.status for name, person in found.items()} == {
        "Anne Lund": "deltager",
        "Per Krag": "deltager",
        "Ida Holm": "afbud",
    }
    assert (found["Anne Lund"].role, found["Anne Lund"].organisation) == ("Havnechef", "Aaby Kommune")


def test_an_empty_cell_means_absence_only_where_presence_is_marked() -> None:
    marked = people("Medlemmer\tParti\tTil stede\nAnne Lund\tA\tX\nPer Krag\tV\t\n")
    remarked = people("Til stede\tParti\tBemærkning\nAnne Lund\tA\tKom kl. 16.20\nPer Krag\tV\t\n")
    assert (marked["Per Krag"].status, marked["Per Krag"].organisation) == ("fraværende", "V")
    assert [person.status for person in remarked.values()] == ["deltager", "deltager"]


def test_a_list_goes_on_where_its_line_was_broken_in_the_midst_of_a_name() -> None:
    found = people(
        "Til stede: Anne Lund (formand), Bodil Sø Mikkelsen (næstformand), Per Krag, Lise\n"
        "Brandt Holm, Jens Ole Vad\n"
        "Fra forvaltningen: Nina Bech, centerchef for Havn og Natur (pkt. 3-5), planlægger Karl\n"
        "Juhl (pkt. 6)\n"
    )
    assert list(found) == [
        *("Anne Lund", "Bodil Sø Mikkelsen", "Per Krag", "Lise Brandt Holm", "Jens Ole Vad"),
        *("Nina Bech", "Karl Juhl"),
    ]
    assert found["Karl Juhl"].role.startswith("planlægger")


def test_boxes_and_remarks_tell_who_was_away() -> None:
    found = people(
        "Medlemmer udpeget af Aaby Byråd\n[x] Anne Lund (A), formand\n[ ] Per Krag (V) - syg\n"
        "Udpeget af Fjordens Fiskeriforening\nIda Holm, fisker - afbud, ingen stedfortræder\n"
        "Ole Bro, skipper - afbud. Hans Vind deltog i stedet\n"
    )
    assert {name: person.status for name, person in found.items()} == {
        "Anne Lund": "deltager",
        "Per Krag": "fraværende",
        "Ida Holm": "afbud",
        "Ole Bro": "afbud",
        "Hans Vind": "deltager",
    }


def test_a_line_of_the_absent_within_a_group_does_not_end_the_list() -> None:
    found = people(
        "DELTAGERE\n\nAaby Kommune\nAnne Lund, direktør\n\n"
        "Bodil Kommune\nafbud: Per Krag, chef. Ingen stedfortræder.\n\n"
        "Almen praksis\nIda Holm, praksiskonsulent\n\nSekretariat\nOle Bro, Else Vad (ref.)\n"
    )
    assert {name for name, person in found.items() if person.status == "afbud"} == {"Per Krag"}
    assert set(found) == {"Anne Lund", "Per Krag", "Ida Holm", "Ole Bro", "Else Vad"}


def test_people_on_long_lines_of_their_own_stay_apart() -> None:
    found = people(
        "Medlemmer udpeget af kommunerne\n"
        "Anne Lund, borgmester, Aaby Kommune (forlod mødet kl. 17.20 efter sag 6)\n"
        "Per Krag, udvalgsformand, Bodil Kommune\n"
    )
    assert [person.organisation for person in found.values()] == ["Aaby Kommune", "Bodil Kommune"]


def test_the_administration_listed_after_the_absent_was_there() -> None:
    found = people(
        "Deltagere:\nAnne Lund\n\nFraværende uden afbud:\nIngen\n\nFra administrationen:\n"
        "Direktør Per Krag, havnefoged Ida Holm,\nsekretær Ole Bro (referat)\n"
    )
    assert {person.status for person in found.values()} == {"deltager"}
    assert len(found) == 4


def test_who_came_for_a_part_of_the_meeting_was_not_absent() -> None:
    found = people(
        "Deltagere: Anne Lund, Per Krag\n"
        "Gæster: lods Ida Holm under punkt 3 og Ole Bro fra værftet Stål A/S\n"
        "Afbud: Per Krag fra kl. 18.00\nFraværende med lovligt forfald: Hans Vind (C)\n"
        "Anne Lund forlod mødet kl. 20.40 under sag nr. 9.\n"
    )
    assert {name for name, person in found.items() if person.status == "deltager"} == {
        *("Anne Lund", "Per Krag", "Ida Holm", "Ole Bro"),
    }


def test_position_and_organisation_are_told_apart_in_any_order() -> None:
    found = people(
        "Til stede:\nBorgmester Anne Lund (V), Aaby Kommune, forperson\n"
        "Direktør Per Krag som stedfortræder for havnechef Ida Holm\n"
        "Else Bro (Aaby Sejlklub, næstformand)\n"
    )
    assert found["Anne Lund"].organisation == "Aaby Kommune"
    assert found["Per Krag"].role == "Direktør, på vegne af Ida Holm"
    assert (found["Else Bro"].role, found["Else Bro"].organisation) == ("næstformand", "Aaby Sejlklub")


@pytest.mark.parametrize(
    ("header", "body", "organisation", "level"),
    [
        ("AABY KOMMUNE\n\nTEKNIK- OG HAVNEUDVALGET\n", "Teknik- og Havneudvalget", "Aaby Kommune", "udvalg"),
        (
            "Aaby Kommune\n\nKultur- og Havneudvalget\nReferat – åben dagsorden\n",
            "Kultur- og Havneudvalget",
            "Aaby Kommune",
            "udvalg",
        ),
        (
            "Aaby Kommune\nPersonale og Løn\nHOVEDUDVALGET (MED)\n",
            "Hovedudvalget (MED)",
            "Aaby Kommune",
            "udvalg",
        ),
        (
            "Sundhedsklynge Fjordvig\nFagligt strategisk niveau\n",
            "Sundhedsklynge Fjordvig - Fagligt strategisk niveau",
            "Sundhedsklynge Fjordvig",
            "fagligt strategisk",
        ),
        (
            "Sundhedsklynge Fjordvig / Arbejdsgruppe for medicin\nREFERAT af 5. møde\n",
            "Sundhedsklynge Fjordvig / Arbejdsgruppe for medicin",
            "Sundhedsklynge Fjordvig",
            "andet",
        ),
        (
            "Aaby Kommune • Center for Havn og Natur • Sekretariatet\nSeniorrådet\n",
            "Seniorrådet",
            "Aaby Kommune",
            "andet",
        ),
    ],
)
def test_the_line_that_names_a_body_is_the_body(
    header: str, body: str, organisation: str, level: str
) -> None:
    meeting = read(f"{header}Dato: 5. juni 2025 kl. 16.00\n")
    assert (meeting.body, meeting.organisation, meeting.level) == (body, organisation, level)


def test_labels_in_a_table_give_day_time_and_place() -> None:
    meeting = read(
        "Havnerådet\n| Dato | 20. november 2025 |\n| Tidsrum | 08.45 – 11.30 |\n| Sted | Havnekontoret |\n"
    )
    assert (str(meeting.date), meeting.start_time, meeting.end_time) == ("2025-11-20", "08:45", "11:30")
    assert meeting.place == "Havnekontoret"
