"""Lists of people in further forms: other labels, dots between, people in parentheses, stand-ins, tables."""

from __future__ import annotations

import pytest
from parser_checks import read_header as read
from parser_checks import read_items

from index.types import Attendance

TITLE = "Referat fra møde i Havneudvalget\nDato: 5. juni 2025 kl. 16.00\n"


def people(header: str) -> dict[str, Attendance]:
    return {person.name: person for person in read(TITLE + header).attendance}


def said(header: str) -> list[tuple[str, str, str, str]]:
    return [(p.name, p.status, p.role, p.organisation) for p in people(header).values()]


@pytest.mark.parametrize(
    ("header", "present", "away"),
    [
        (
            "Hvem var med?\nAnne Lund\nPer Krag\nMeldt fra: Ida Holm (Aaby)\n",
            {"Anne Lund", "Per Krag"},
            {"Ida Holm"},
        ),
        ("Hvem deltog?\nAnne Lund\n\nUdeblevet uden afbud:\nIda Holm\n", {"Anne Lund"}, {"Ida Holm"}),
        (
            "Til stede i rummet: Anne Lund\nPå skærm: Per Krag\nAfbud: Ida Holm\n",
            {"Anne Lund", "Per Krag"},
            {"Ida Holm"},
        ),
        (
            "Deltog:\nAnne Lund\nAfbud:\nIda Holm\nAdm.: havnechef Per Krag\n",
            {"Anne Lund", "Per Krag"},
            {"Ida Holm"},
        ),
        (
            "Deltog: Anne Lund\nAfbud: Ida Holm\nEmbedsfolk: havnechef Per Krag\n",
            {"Anne Lund", "Per Krag"},
            {"Ida Holm"},
        ),
        (
            "Deltog: Anne Lund\nAfbud: Ida Holm\nGæst til sag 4: lods Per Krag\n",
            {"Anne Lund", "Per Krag"},
            {"Ida Holm"},
        ),
        (
            "Fra havnen\n\tAnne Lund · Per Krag, lods\nAfbud\n\tIda Holm, Aaby\n",
            {"Anne Lund", "Per Krag"},
            {"Ida Holm"},
        ),
        (
            "Formand:\tAnne Lund (V)\nMedlemmer:\tPer Krag (A)\nAfbud: Ida Holm\n",
            {"Anne Lund", "Per Krag"},
            {"Ida Holm"},
        ),
    ],
)
def test_labels_of_those_present_and_absent(header: str, present: set[str], away: set[str]) -> None:
    found = people(header)
    assert {name for name, person in found.items() if person.status == "deltager"} == present
    assert set(found) - present == away


def test_whoever_wrote_the_minutes_ends_the_list() -> None:
    assert set(people("Til stede:\nAnne Lund\nSkrevet af: Ole Bro\n")) == {"Anne Lund"}


def test_dots_between_entries_keep_each_with_its_own() -> None:
    found = said("Deltagere\n\tAnne Lund, Aaby · Per Krag, lods · Bodil: ingen · Fjord: Ida Holm\n")
    assert found == [
        ("Anne Lund", "deltager", "", "Aaby"),
        ("Per Krag", "deltager", "lods", ""),
        ("Ida Holm", "deltager", "", ""),
    ]


def test_a_heading_in_capitals_is_no_person() -> None:
    assert set(people("Afbud\n\tIda Holm\n\nVELKOMST OG OPFØLGNING PÅ SIDST\n")) == {"Ida Holm"}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Aaby (Hans Vind, syg)", ("Hans Vind", "afbud", "", "Aaby")),
        ("psykiatrien (Mette Bro, kursus)", ("Mette Bro", "afbud", "", "psykiatrien")),
        ("Hans Vind (barsel)", ("Hans Vind", "afbud", "", "")),
        (
            "Hans Vind (V) – stedfortræder Ole Bro var indkaldt, men fik forfald",
            ("Hans Vind", "afbud", "", "V"),
        ),
    ],
)
def test_why_and_for_whom_somebody_is_away(entry: str, expected: tuple[str, str, str, str]) -> None:
    assert said(f"Deltagere: Anne Lund\nAfbud: {entry}\n")[1:] == [expected]


@pytest.mark.parametrize(
    ("entry", "role", "organisation"),
    [
        ("Anne Lund (AL, tovholder)", "tovholder", ""),
        ("Anne Lund (Borgerlisten)", "", "Borgerlisten"),
        ("Anne Lund, Dansk Folkeparti, udvalgsformand", "udvalgsformand", "Dansk Folkeparti"),
        ("Anne Lund (fmd.)", "formand", ""),
        ("Anne Lund (direktør, Aaby Kommune, medformand)", "direktør, medformand", "Aaby Kommune"),
        (
            "Anne Lund (chef, Aaby Havn), stedfortræder for Per Krag",
            "chef (på vegne af Per Krag)",
            "Aaby Havn",
        ),
        ("Direktør Anne Lund, it-firmaet Fjorddata", "Direktør", "it-firmaet Fjorddata"),
        ("Anne Lund, lederen af Lodserne I/S", "", "lederen af Lodserne I/S"),
        ("1. viceborgmester Anne Lund (A)", "1. viceborgmester", "A"),
        ("Havnechef Anne Lund, Lund Maskinfabrik (pkt. 2)", "Havnechef (pkt. 2)", "Lund Maskinfabrik"),
    ],
)
def test_position_and_organisation_of_an_entry(entry: str, role: str, organisation: str) -> None:
    assert said(f"Deltagere:\n{entry}\n") == [("Anne Lund", "deltager", role, organisation)]


@pytest.mark.parametrize(
    "line",
    [
        "Per Krag, Aaby Kommune (i stedet mødte havnechef Ida Holm)",
        "[ ] Per Krag, havnechef (afbud; Ida Holm mødte)",
        "Per Krag - afbud, stedfortræder Ida Holm",
        "Per Krag (afbud)\nStedfortræder for Per Krag: Ida Holm (V)",
    ],
)
def test_who_came_in_another_s_place(line: str) -> None:
    found = people(f"Deltagere:\nAnne Lund\nAfbud:\n{line}\n")
    assert found["Per Krag"].status == "afbud"
    assert found["Ida Holm"].status == "deltager"
    assert "på vegne af Per Krag" in found["Ida Holm"].role
    assert "()" not in found["Per Krag"].organisation


def test_a_box_not_ticked_counts_for_those_who_came_for_a_part() -> None:
    found = people("Deltagere\n[x] Anne Lund\n[ ] Per Krag, lods (deltog kun under punkt 2)\n[ ] Ida Holm\n")
    assert [person.status for person in found.values()] == ["deltager", "deltager", "fraværende"]


def test_an_entry_broken_inside_its_parenthesis_goes_on() -> None:
    found = said(
        "Til stede: Anne Lund (AL, tovholder), Per Krag (PK, leder af havnens lods.\n"
        "kontor), Ida Holm (Aaby\nKommune), referent\n"
    )
    assert [entry[0] for entry in found] == ["Anne Lund", "Per Krag", "Ida Holm"]
    assert found[2] == ("Ida Holm", "deltager", "referent", "Aaby Kommune")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "Organisation\tNavn\tFunktion\tBemærkning\n"
            "Aaby Kommune\tAnne Lund\tchef, delt formandskab\t\nFjord Sejlklub\tPer Krag\tpårørende\tafbud\n",
            [
                ("deltager", "chef, delt formandskab", "Aaby Kommune"),
                ("afbud", "pårørende", "Fjord Sejlklub"),
            ],
        ),
        (
            "Navn\tUdpeget af\tBemærkning\n"
            "Anne Lund\tRegionen, havnechef\tformand\nPer Krag\tKommunerne (Aaby)\t"
            "afbud, i stedet deltog Ida Holm\n",
            [
                ("deltager", "havnechef, formand", "Regionen"),
                ("afbud", "", "Kommunerne (Aaby)"),
                ("deltager", "på vegne af Per Krag", ""),
            ],
        ),
        (
            "Navn\tParti / organisation\tPart\tFremmøde\n"
            "Anne Lund\tVenstre, borgmester (formand)\tAaby Kommune\tDeltog\n"
            "Per Krag\tPraktiserende læge\tPLO\tDeltog\n",
            [
                ("deltager", "borgmester (formand)", "Venstre, Aaby Kommune"),
                ("deltager", "Praktiserende læge", "PLO"),
            ],
        ),
        (
            "Navn\tFunktion\tParti\tFremmøde\nAnne Lund\tUdvalgsformand, Aaby\tC\tTil stede\n"
            "Per Krag\tHavnerådet\t-\tFraværende\n",
            [("deltager", "Udvalgsformand, Aaby", "C"), ("fraværende", "", "Havnerådet")],
        ),
    ],
)
def test_tables_with_columns_in_any_order(table: str, expected: list[tuple[str, str, str]]) -> None:
    assert [entry[1:] for entry in said(table)] == expected


@pytest.mark.parametrize(
    ("header", "present", "away"),
    [
        (
            "Deltagere       Anne Lund, havnechef\n                Per Krag\nAfbud           Ida Holm\n",
            "A P",
            "I",
        ),
        ("Medlemmer, der deltog\nAnne Lund\nPer Krag\n\nMedlemmer, der meldte afbud\nIda Holm\n", "A P", "I"),
        (
            "Fremmødte medlemmer\nAnne Lund – formand\nPer Krag\nFraværende medlemmer\nIda Holm – syg\n",
            "A P",
            "I",
        ),
        ("Med: Anne Lund og Per Krag\nIkke med: Ida Holm (ferie)\nNoter: Ole Bro\n", "A P", "I"),
        ("Mødt: Anne Lund\nIkke mødt: Ida Holm\nØvrige mødte: lods Per Krag\n", "A P", "I"),
        ("Deltog: Anne Lund\nAfbud: Ida Holm\nFra forvaltn.: lods Per Krag\n", "A P", "I"),
        (
            "Deltagere\nHavne\n   Anne Lund, Aaby\n   (Ida Holm, Lo, havde meldt afbud)\n   Per Krag\n",
            "A P",
            "I",
        ),
        (
            "Navn | Titel | Til stede\nAnne Lund | Lods | ✓\nIda Holm | Chef | ✗\nPer Krag | Lods | ✓\n",
            "A P",
            "I",
        ),
        (
            "Navn | Titel | Til stede\nAnne Lund | Lods | Ja\nIda Holm | Chef | Stedfortræder: Per Krag\n",
            "A P",
            "I",
        ),
        ("Deltog: Anne Lund og Per Krag\nFraværende uden stedfortræder: Ida Holm\n", "A P", "I"),
        ("Alle andre var til stede, og Ida Holm, der havde meldt afbud, blev hilst.\n", "", "I"),
    ],
)
def test_plainer_lists_of_those_present_and_absent(header: str, present: str, away: str) -> None:
    found = people(header)
    here = sorted(name[0] for name, person in found.items() if person.status == "deltager")
    assert here == present.split()
    assert sorted(name[0] for name, person in found.items() if person.status != "deltager") == away.split()


def test_groups_on_one_line_keep_their_people() -> None:
    found = people(
        "Til stede: Havnens Venner: Anne Lund, Per Krag. Aaby Sejlklub: Ida Holm.\n"
        "Fra Region Fjord deltog: Ole Bro, Bo Lind (referent).\nAfbud: Else Vad (Lodserne).\n"
    )
    assert {name: person.group for name, person in found.items()} == {
        **dict.fromkeys(("Anne Lund", "Per Krag"), "Havnens Venner"),
        "Ida Holm": "Aaby Sejlklub",
        **dict.fromkeys(("Ole Bro", "Bo Lind"), "Fra Region Fjord"),
        "Else Vad": "",
    }
    assert found["Ole Bro"].organisation == "Region Fjord"


def test_groups_begin_after_those_without_one() -> None:
    found = people(
        "Deltagere: Anne Lund, Per Krag; fra Aaby Kommune: Ida Holm, Ole Bro; fra havnen: Else Vad.\n"
    )
    assert list(found) == ["Anne Lund", "Per Krag", "Ida Holm", "Ole Bro", "Else Vad"]
    assert found["Else Vad"].group == "fra havnen"


def test_a_deputy_listed_for_another() -> None:
    found = people(
        "Medlemmer\nAnne Lund (A) - Deltog\nIda Holm (C) - Afbud\nStedfortrædere\nOle Bro (C) for Ida Holm\n"
    )
    assert (found["Ole Bro"].role, found["Ole Bro"].organisation) == ("på vegne af Ida Holm", "C")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Deltagere\n • Anne Lund, A (formand)\n • Per Krag, V\n • Bo Holm, F\n\n"
            " • Afbud\n • Per Krag, V\n • Bo Holm, F, deltog ikke i punkterne 3 – 5\n\n"
            " • Luk alle punkter Referat\n",
            [
                ("Anne Lund", "deltager", "formand", "A"),
                ("Per Krag", "afbud", "", "V"),
                ("Bo Holm", "deltager", "", "F"),
            ],
        ),
        (
            "Medlemmer: Anne Lund (A) formand, Per Krag (V) 1. viceborgmester, Bo Holm (F)\n",
            [
                ("Anne Lund", "deltager", "formand", "A"),
                ("Per Krag", "deltager", "1. viceborgmester", "V"),
                ("Bo Holm", "deltager", "", "F"),
            ],
        ),
        (
            "Medlemmer\n\n  • Anne Lund (A), formand: Deltog\n  • Per Krag (V): Fraværende ved sag 1-3\n"
            "  • Bo Holm (F): Afbud (Stedfortræder Ida Vang)\n  • Eva Bro (O): Afbud\n",
            [
                ("Ida Vang", "deltager", "på vegne af Bo Holm", ""),
                ("Anne Lund", "deltager", "formand", "A"),
                ("Per Krag", "deltager", "", "V"),
                ("Bo Holm", "afbud", "", "F"),
                ("Eva Bro", "afbud", "", "O"),
            ],
        ),
        (
            "Alle medlemmer var mødt undtagen Anne Lund og Per Krag, der havde meldt afbud.\n",
            [("Anne Lund", "afbud", "", ""), ("Per Krag", "afbud", "", "")],
        ),
        (
            "Deltagere:\nAnne Lund, havnechef\nAfbud\n"
            "Per Krag, havnefoged i Aaby, deltog kun under pkt. 1-5. Bo Holm\n"
            "(Havnen) og Eva Bros suppleant var fraværende.\n",
            [("Anne Lund", "deltager", "havnechef", ""), ("Bo Holm", "fraværende", "Havnen", "")],
        ),
        (
            "Deltagere:\nHavnesygehuset Aaby:\nOverlæge Anne Lund (formand)\nRisikomanager Per Krag\n"
            "Chef Bo Holm, Aaby Kommune - deltog fra sag nr. 4\nAnne Bro, Aaby Kommune- afbud\n"
            "PLO-Fjord Signe Holt\nIndholdsfortegnelse   Side\n",
            [
                ("Anne Lund", "deltager", "Overlæge (formand)", "Havnesygehuset Aaby"),
                ("Per Krag", "deltager", "Risikomanager", "Havnesygehuset Aaby"),
                ("Bo Holm", "deltager", "Chef", "Aaby Kommune"),
                ("Anne Bro", "afbud", "", "Aaby Kommune"),
                ("Signe Holt", "deltager", "", "PLO-Fjord"),
            ],
        ),
        (
            "Organisation\tNavn\tTil stede\nHavnen\tAnne Lund\tX\nByen\tPer Krag\tAfbud – Bo Holm deltog\n"
            "Gæster\tlods Ida Vang (pkt. 2), projektleder Eva Bro (pkt. 3)\tX\n",
            [
                ("Anne Lund", "deltager", "", "Havnen"),
                ("Per Krag", "afbud", "", "Byen"),
                ("Ida Vang", "deltager", "lods (pkt. 2)", "Gæster"),
                ("Eva Bro", "deltager", "projektleder (pkt. 3)", "Gæster"),
                ("Bo Holm", "deltager", "på vegne af Per Krag", ""),
            ],
        ),
    ],
)
def test_lists_as_web_pages_and_tables_set_them(header: str, expected: list[tuple[str, ...]]) -> None:
    assert said(header) == expected


def test_names_with_a_colon_before_what_they_are() -> None:
    told = said(
        'Deltagere:\n • Anne Lund: Formand, Aaby Havn\n • Per "Ankeret" Krag: Brugerrepræsentant, Klubben\n'
        "Afbud:\n • Ida Holm: Byrådsmedlem\n"
    )
    assert [(name, status) for name, status, _, _ in told] == [
        ("Anne Lund", "deltager"),
        ("Per Krag", "deltager"),
        ("Ida Holm", "afbud"),
    ]
    assert told[0][2:] == ("Formand", "Aaby Havn")


def test_a_stand_in_named_behind_the_absent() -> None:
    told = {
        p[0]: p for p in said("Deltagere\nAnne Lund, A\n\nAfbud\nIda Holm, V - Niels Krag stedfortræder\n")
    }
    assert told["Niels Krag"][2] == "på vegne af Ida Holm"
    assert told["Ida Holm"] == ("Ida Holm", "afbud", "", "V")


def test_a_position_behind_a_stroke_and_a_sentence_in_a_list_of_absentees() -> None:
    told = said(
        "Deltagere:\nAnne Lund, faglig dir., Aaby Sygehus (AL) – formand\nPer Krag, sekretariat (PK) – ref.\n"
        "Afbud: Ida Holm (havnen), Ole Vang (kajen), Lis Dam var inviteret til pkt. 6 men blev syg\n"
    )
    assert told == [
        ("Anne Lund", "deltager", "faglig dir. (formand)", "Aaby Sygehus"),
        ("Per Krag", "deltager", "sekretariat (referent)", ""),
        ("Ida Holm", "afbud", "havnen", ""),
        ("Ole Vang", "afbud", "kajen", ""),
    ]


def test_an_organisation_and_its_part_are_no_position() -> None:
    told = said("Deltagere:\nAnne Lund, Aaby Kommune, afdeling for havne\nPer Krag, kaptajn, Aaby Havn\n")
    assert [person[2:] for person in told] == [
        ("", "Aaby Kommune, afdeling for havne"),
        ("kaptajn", "Aaby Havn"),
    ]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "Vicedirektør Anne Lund, Psykiatrien i Fjordby",
            ("Anne Lund", "Vicedirektør", "Psykiatrien i Fjordby"),
        ),
        (
            "Anne Lund (A), Næstformand, borgmester Aaby Kommune",
            ("Anne Lund", "Næstformand, borgmester", "Aaby Kommune"),
        ),
        (
            "Afdelingschef Anne Lund, Tværgående Samarbejde",
            ("Anne Lund", "Afdelingschef", "Tværgående Samarbejde"),
        ),
    ],
)
def test_where_somebody_with_a_position_comes_from(entry: str, expected: tuple[str, str, str]) -> None:
    assert [(name, role, place) for name, _, role, place in said(f"Deltagere:\n{entry}\n")] == [expected]


def test_a_name_broken_for_width_in_a_list_set_in_from_its_label() -> None:
    told = said(
        "Medlemmer:      Borgmester Anne Lund (A), Per Krag (V), Ida Bodil Holm (F), Maja Bro\n"
        "                Skipper (A), Ole Vang (A), Lis Dam (C), Eva Kaj Holgersen-Fjord (F), Bo Strand\n"
        "                Møller (Ø)\n"
    )
    assert [name for name, *_ in told][3:6] == ["Maja Bro Skipper", "Ole Vang", "Lis Dam"]
    assert [name for name, *_ in told][6:] == ["Eva Kaj Holgersen-Fjord", "Bo Strand Møller"]


def test_a_sentence_behind_the_absent_says_who_came() -> None:
    told = said(
        "Medlemmer:\nBo Holm (V)\nAnne Lund (A)\n\nFravær:\n"
        "Bo Holm (V). Ida Vang (V) deltog som stedfortræder.\n"
    )
    assert sorted(told) == [
        ("Anne Lund", "deltager", "", "A"),
        ("Bo Holm", "fraværende", "", "V"),
        ("Ida Vang", "deltager", "på vegne af Bo Holm", "V"),
    ]


def test_a_list_of_an_item_with_who_came_in_another_s_place() -> None:
    meeting = read_items(
        "2. Deltagere\nDeltagere:\nChef Anne Lund, Aaby Kommune\nAfbud:\n"
        "Direktør Per Krag, Aaby Kommune (Anne Lund deltog i stedet)\n"
        "Beslutning\nListe O var ikke til stede."
    )
    told = {p.name: (p.status, p.role) for p in meeting.attendance}
    assert told == {
        "Anne Lund": ("deltager", "Chef (på vegne af Per Krag)"),
        "Per Krag": ("afbud", "Direktør"),
    }


def test_a_sentence_of_an_item_names_whose_place_was_taken() -> None:
    meeting = read_items(
        "2. Dagsorden\nBeslutning\nGodkendt.\nTil stede: Anne Lund (V), formand, Per Krag (A).\n"
        "Fraværende: Bo Holm (V).\nIda Vang (V) deltog som stedfortræder for Bo Holm.\n"
    )
    told = [(p.name, p.status, p.role, p.organisation) for p in meeting.attendance]
    assert ("Ida Vang", "deltager", "på vegne af Bo Holm", "V") in told
    assert ("Bo Holm", "fraværende", "", "V") in told


SIDE_BY_SIDE = """\
Deltagere fra byerne              Deltagere fra havnene
Anne Lund, havnechef,             Per Krag, direktør, Nord
Aaby Kommune (formand)            (mødeleder)
Bo Dam, leder af drift og         Eva Juhl, kaptajn,
vedligehold, Byrup Kommune        Østhavnen

Afbud                             Desuden deltog
Bo Dam (stedfortræder:            Tove Riis, sekretariatet
Ida Holm, fyrmester)              (referent)
"""


def test_two_lists_side_by_side_are_read_one_after_the_other() -> None:
    found = people(SIDE_BY_SIDE)
    assert {name for name, person in found.items() if person.status == "deltager"} == {
        *("Anne Lund", "Per Krag", "Eva Juhl", "Ida Holm", "Tove Riis")
    }
    assert found["Bo Dam"].status == "afbud"
    assert (found["Anne Lund"].role, found["Anne Lund"].organisation) == (
        "havnechef (formand)",
        "Aaby Kommune",
    )
    assert found["Ida Holm"].role == "fyrmester (på vegne af Bo Dam)"


def test_who_came_instead_may_stand_in_parentheses_with_a_position() -> None:
    found = people(
        "Deltagere\nAnne Lund\n\nAfbud\nPer Krag (Ida Holm, leder af driften i Aaby, deltog i stedet)\n"
    )
    assert (found["Per Krag"].status, found["Ida Holm"].status) == ("afbud", "deltager")


def test_a_sentence_under_the_heading_of_absentees_names_them_and_who_came_for_them() -> None:
    told = "Der var afbud fra Per Krag og Eva Juhl. Havnerådsmedlem Ida Holm deltog for Eva Juhl.\n"
    items = read_items(f"2. Havnen\n\nAfbud\n{told}")
    found = {person.name: person.status for person in items.attendance}
    assert found == {"Per Krag": "afbud", "Eva Juhl": "afbud", "Ida Holm": "deltager"}


def test_a_point_of_the_list_may_be_a_group_and_a_group_a_position() -> None:
    found = people("Deltagere\n• Anne Lund\n• Fra kontoret: Per Krag, Bo Dam\n• Praksiskonsulent: Eva Juhl\n")
    assert set(found) == {"Anne Lund", "Per Krag", "Bo Dam", "Eva Juhl"}
    assert found["Eva Juhl"].role == "Praksiskonsulent"


def test_a_practice_is_no_person() -> None:
    found = people("Deltagere: Lægerne: Anne Lund (formand), Lægerne Torvet, og Per Krag, Lægehuset Vest\n")
    assert {name: person.organisation for name, person in found.items()} == {
        "Anne Lund": "Lægerne Torvet",
        "Per Krag": "Lægehuset Vest",
    }
