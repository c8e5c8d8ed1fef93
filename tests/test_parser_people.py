"""Headers as secretariats write them: who met, where, who was there, and who was not."""

from __future__ import annotations

import pytest
from parser_checks import read_header as read

from index.types import Meeting

TITLE = "Referat fra møde i Havneudvalget\nDato: 5. juni 2025 kl. 16.00\n"


def people(meeting: Meeting) -> list[tuple[str, str]]:
    return [(person.name, person.status) for person in meeting.attendance]


@pytest.mark.parametrize(
    "lists",
    [
        "Deltagere: Ane Lund, Bo Krag\nAfbud: Ida Holm\n",
        "Deltagere: Ane Lund,\nBo Krag\nAfbud fra: Ida Holm\n",
        "Deltagere:\tAne Lund, formand\n\tBo Krag, havnefoged\nAfbud:\tIda Holm, Sejlklubben\n",
        "Deltagere: Ane Lund, formand, Aaby Kommune\nBo Krag, havnefoged, Aaby Kommune\nAfbud: Ida Holm\n",
        "Medlemmer:\nAne Lund\nBo Krag\n\nAfbud:\nIda Holm\n",
        "Medlemmer: Ane Lund (A), Bo Krag (V)\nMeldt afbud: Ida Holm (C)\n",
        "Mødt:\nAne Lund\nBo Krag\n\nIkke mødt:\nIda Holm (afbud)\n",
        "Mødedeltagere\nAne Lund\nBo Krag\n\nAfbud\nIda Holm\n\nReferent: Per Bach\n",
        "Deltagere fra kommunerne:\nAne Lund\n\nDeltagere fra regionen:\nBo Krag\n\nAfbud:\nIda Holm\n",
        "Til stede:\nKommunerne: Ane Lund\nRegionen: Bo Krag\nAfbud: Ida Holm\n",
        "Deltagere          Afbud\nAne Lund\nBo Krag\n\nAfbud\nIda Holm\n",
        "Deltagere: Havnechef Ane Lund, Praktiserende læge Bo Krag\n"
        "Afbud: Formand for Sejlklubben Ida Holm\n",
        "Deltagere: Ane Lund (AL), Bo Krag (BK)\nAfbud: Ida Holm (IH)\n",
    ],
)
def test_lists_of_people_in_every_layout(lists: str) -> None:
    meeting = read(TITLE + lists)
    assert people(meeting) == [("Ane Lund", "deltager"), ("Bo Krag", "deltager"), ("Ida Holm", "afbud")]


@pytest.mark.parametrize(
    "label", ["Øvrige:\n", "Gæster:\n", "Desuden deltog:\n", "Gæst: ", "Øvrige deltagere: "]
)
def test_guests_listed_after_the_absent_were_there(label: str) -> None:
    meeting = read(f"{TITLE}Deltagere:\nAne Lund\nBo Krag\n\nAfbud:\nIda Holm\n\n{label}Konsulent Per Bach\n")
    assert people(meeting)[2:] == [("Ida Holm", "afbud"), ("Per Bach", "deltager")]
    assert meeting.attendance[3].group == label.rstrip(": \n")


def test_whoever_kept_the_minutes_is_not_absent() -> None:
    meeting = read(f"{TITLE}Deltagere:\nAne Lund\nBo Krag\n\nAfbud:\nIda Holm\nReferent: Per Bach\n")
    assert ("Per Bach", "afbud") not in people(meeting)


def test_groups_titles_and_organisations_stay_with_their_people() -> None:
    meeting = read(
        f"{TITLE}Deltagere\nFra regionen:\nSocial- og sundhedschef Ane Lund\n"
        "Aaby Kommune:\nBo Krag, havnefoged\nSejlklubben: Ida Holm\n"
    )
    assert [(p.name, p.role, p.organisation, p.group) for p in meeting.attendance] == [
        ("Ane Lund", "Social- og sundhedschef", "", "Fra regionen"),
        ("Bo Krag", "havnefoged", "Aaby Kommune", "Aaby Kommune"),
        ("Ida Holm", "", "Sejlklubben", "Sejlklubben"),
    ]


def test_initials_are_no_party_but_a_party_is() -> None:
    meeting = read(f"{TITLE}Deltagere: Ane Lund (AL), Sanne Falk (SF), Bo Krag (V)\n")
    assert [person.organisation for person in meeting.attendance] == ["", "SF", "V"]


@pytest.mark.parametrize(
    ("header", "body", "place"),
    [
        (
            "Sundhedsråd Vest\nReferat\nTirsdag den 3. marts 2026 kl. 13-15, Rådhuset, lokale 2\n",
            "Sundhedsråd Vest",
            "Rådhuset, lokale 2",
        ),
        ("Referat fra Havnerådets møde den 3. marts 2026 kl. 13, Kulturhuset\n", "Havnerådet", "Kulturhuset"),
        ("Havnerådet – referat af møde den 3. marts 2026\n", "Havnerådet", None),
        ("Mødereferat\nMøde: Styregruppen for Havnen\nDen 3. marts 2026\n", "Styregruppen for Havnen", None),
        ("Referat af bestyrelsesmøde i Fonden Molen\n3. marts 2026\n", "Fonden Molen", None),
        (
            "Lokalrådet for Aaby Sogn\nReferat fra lokalrådsmøde den 3. marts 2026\nForsamlingshuset\n",
            "Lokalrådet for Aaby Sogn",
            "Forsamlingshuset",
        ),
        (
            "HAVNERÅDET\nReferat\n3. marts 2026 kl. 10.00 - 12.00\nStrandvej 12\n",
            "Havnerådet",
            "Strandvej 12",
        ),
    ],
)
def test_body_and_place_without_labels(header: str, body: str, place: str | None) -> None:
    meeting = read(header)
    assert (meeting.body, meeting.place) == (body, place)
    assert meeting.date.isoformat() == "2026-03-03"


def test_an_organisation_in_capitals_is_written_as_a_name() -> None:
    assert read("REGION MIDTSUND\nReferat fra Havnerådet\n3. marts 2026\n").organisation == "Region Midtsund"
    assert read("HAVNERÅDET I AABY KOMMUNE\nReferat\n3. marts 2026\n").organisation == "Aaby Kommune"
