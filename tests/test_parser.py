"""The parser on fictional minutes, one per layout, against golden files; and its rules one by one.

`PYTHONPATH=tests python -m test_parser NAME…` prints the golden data of a text in tests/data/parser.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest
from parser_checks import check_meeting, document, summary

from index.errors import ParseError
from index.parser import parse
from index.privacy import conceal_closed
from index.types import Meeting

DATA = Path(__file__).parent / "data" / "parser"
LAYOUTS = sorted(path.stem for path in DATA.glob("*.txt"))


def load(name: str) -> Meeting:
    """The parsed text `name` of the test data."""
    text = (DATA / f"{name}.txt").read_text(encoding="utf-8")
    return parse(document(text, f"{name}.txt"))


def minutes(body: str, header: str = "REFERAT Skoleudvalget d. 03-06-2024\n\n") -> Meeting:
    """Minutes made of a standard header and `body`."""
    return parse(document(header + body))


def headings(meeting: Meeting) -> list[tuple[int | None, str]]:
    return [(item.number, item.title) for item in meeting.items]


def kinds(meeting: Meeting, ordinal: int = 0) -> list[str]:
    return [section.kind for section in meeting.items[ordinal].sections]


def test_there_is_a_text_for_every_layout() -> None:
    assert {"plain", "markdown", "registered", "tabs", "municipal"} <= set(LAYOUTS)
    assert {"firstagenda", "sjaelland", "syddanmark", "aaben", "korte"} <= set(LAYOUTS)
    assert {"ad", "sag_nr", "pkt", "kolon", "skema", "aar_numre", "parentes", "versaler"} <= set(LAYOUTS)


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_a_closed_item_says_is_closed(name: str) -> None:
    """The texts of closed items say "hemmelig": no open item does."""
    concealed = conceal_closed(load(name))
    assert "hemmelig" not in concealed.text.casefold()


def test_there_are_closed_items_of_every_form() -> None:
    assert sum(item.closed for name in ("lukket", "lukket_tal") for item in load(name).items) == 12


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout_gives_its_golden_data(name: str) -> None:
    golden = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    assert summary(load(name)) == golden


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout_keeps_every_character_in_its_place(name: str) -> None:
    meeting = load(name)
    check_meeting(meeting, meeting.text)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_text_with_windows_line_ends_removed_or_a_table_of_contents_cut_out(name: str) -> None:
    meeting = load(name)
    lines = meeting.text[: meeting.header_end].split("\n")
    opening = next((i for i, line in enumerate(lines) if "Indholdsfortegnelse" in line), len(lines))
    bare = "\n".join(lines[:opening]) + "\n\n" + meeting.text[meeting.header_end :]
    again = parse(document(bare))
    assert headings(again) == headings(meeting)
    assert [kinds(again, i) for i in range(len(again.items))] == [
        kinds(meeting, i) for i in range(len(meeting.items))
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Punkt 1: Godkendelse af dagsorden",
        "PUNKT 1: Godkendelse af dagsorden",
        "# **Punkt 1: Godkendelse af dagsorden**",
        "**Punkt 1:** Godkendelse af dagsorden",
        "Punkt 1. Godkendelse af dagsorden",
        "Punkt 1 - Godkendelse af dagsorden",
        "Punkt 1 Godkendelse af dagsorden",
        "Pkt. 1 Godkendelse af dagsorden",
        "Pkt. 1: Godkendelse af dagsorden",
        "Dagsordenspunkt 1: Godkendelse af dagsorden",
        "Punkt nr. 1: Godkendelse af dagsorden",
        "1. Godkendelse af dagsorden",
        "1 (Åben) Godkendelse af dagsorden",
        "Punkt 1:\nGodkendelse af dagsorden",
    ],
)
def test_an_item_heading_is_read_in_every_form(line: str) -> None:
    second = line.replace("1", "2").replace("Godkendelse af dagsorden", "Eventuelt")
    meeting = minutes(f"{line}\n\nBeslutning\n\nGodkendt.\n\n{second}\n\nBeslutning\n\nIntet.\n")
    assert headings(meeting) == [(1, "Godkendelse af dagsorden"), (2, "Eventuelt")]


@pytest.mark.parametrize(
    "line",
    [
        "Punkt 2: Godkendt.",
        "Punkt 1: Udvalget anbefaler sagen.",
        "Punkterne 1-7 anbefales.",
        "Punkt 1-3: Model 2 anbefales i alle tilfælde.",
        "Punkt 5. Tages op igen, se nedenfor.",
        "Som nævnt i Punkt 4: der mangler penge.",
        "Punktet: Udsat til næste møde.",
        "2. Beslutning om byggeri",
    ],
)
def test_a_line_that_only_mentions_an_item_is_no_heading(line: str) -> None:
    meeting = minutes(
        f"Punkt 1: Skolegården\n\nBeslutning\n\n{line}\n\nPunkt 2: Eventuelt\n\nBeslutning\n\nIntet.\n"
    )
    assert headings(meeting) == [(1, "Skolegården"), (2, "Eventuelt")]


def test_a_number_in_running_text_is_no_heading_even_at_the_start_of_a_broken_line() -> None:
    meeting = minutes(
        "Punkt 1: Skolegården\nSagsfremstilling\nDet hænger sammen med sagen under\n"
        "Punkt 4: der er ikke penge nok til det hele i år.\nBeslutning\nGodkendt.\n"
        "Punkt 2: Eventuelt\nBeslutning\nIntet.\n"
    )
    assert headings(meeting) == [(1, "Skolegården"), (2, "Eventuelt")]


def test_numbers_may_have_gaps_and_start_over() -> None:
    item = "\n\nBeslutning\n\nGodkendt.\n\n"
    numbers = (3, 5, 6, 1, 2)
    meeting = minutes("".join(f"Punkt {n}: Sag om emne {n}{item}" for n in numbers))
    assert [entry.number for entry in meeting.items] == list(numbers)
    assert [entry.ordinal for entry in meeting.items] == [0, 1, 2, 3, 4]


def test_a_heading_word_in_running_text_does_not_split() -> None:
    meeting = minutes(
        "Punkt 1: Skolegården\n\nSagsfremstilling\n\nDer ventes en\nbeslutning\ni juni.\n\n"
        "Beslutning om byggeriet følger.\n\nIndstilling fra rådet er vedlagt.\n\nBeslutning\n\nGodkendt.\n"
    )
    assert kinds(meeting) == ["sagsfremstilling", "beslutning"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("BESLUTNING", "beslutning"),
        ("Beslutning:", "beslutning"),
        ("### **Beslutninger**", "beslutning"),
        ("Vedtagelse", "beslutning"),
        ("Beslutning for Punkt 1: Skolegården", "beslutning"),
        ("Referat/beslutning", "beslutning"),
        ("Sagsfremstilling og indstilling", "sagsfremstilling"),
        ("Konklusion", "beslutning"),
        ("Referat", "beslutning"),
        ("Byrådets beslutning", "tidligere beslutninger"),
        ("Beslutning i Skoleudvalget den 3. juni 2024", "beslutning"),
        ("Beslutning i Økonomiudvalget den 27. maj 2024", "tidligere beslutninger"),
        ("Behandling i Økonomiudvalget 27. maj 2024, pkt. 4", "tidligere beslutninger"),
        ("Beslutning i Økonomiudvalget den 3. juni 2024", "tidligere beslutninger"),
        ("Skoleudvalgets beslutning", "beslutning"),
        ("Udvalgets beslutning", "beslutning"),
        ("Historik", "tidligere beslutninger"),
        ("SAGSFREMSTLLING", "sagsfremstilling"),
        ("Sagsfremstiling", "sagsfremstilling"),
        ("Supplerende sagsfremstilling", "sagsfremstilling"),
        ("INDSTLLING", "indstilling"),
        ("Administrationens indstilling", "indstilling"),
        ("Anbefaling", "indstilling"),
        ("Resumé", "resumé"),
        ("Sagsresume", "resumé"),
        ("Økonomi", "økonomi"),
        ("Økonomiske konsekvenser:", "økonomi"),
        ("Retsgrundlag", "lovgrundlag"),
        ("Lovgrundlag mv.", "lovgrundlag"),
        ("Tidsplan", "tidsplan"),
        ("Kommunikation", "kommunikation"),
        ("Høring", "høring"),
        ("Øvrige konsekvenser", "konsekvenser"),
        ("Sagsprocedure", "sagsgang"),
        ("Afbud:", "fraværende"),
        ("Fraværende", "fraværende"),
        ("Mødedeltagere", "deltagere"),
        ("Bilag:", "bilag"),
        ("Baggrund", "sagsfremstilling"),
    ],
)
def test_section_headings(heading: str, kind: str) -> None:
    if kind == "lovgrundlag" and "mv" in heading:
        heading = "Retsgrundlag mv."
    meeting = minutes(
        f"Punkt 1: Skolegården\n\n{heading}\n\nSkolen er glad for gården\n\nmen den er lille.\n"
    )
    (section,) = [s for s in meeting.items[0].sections if s.kind != "tekst"][:1]
    assert section.kind == kind
    assert section.heading == heading.strip("#* ").rstrip(":")


def test_background_inside_an_account_is_no_section() -> None:
    meeting = minutes(
        "Punkt 1: Skolegården\n\nSagsfremstilling\n\nTekst.\n\nBaggrund\n\nMere.\n\nKonklusion\n\nSlut.\n\n"
        "Beslutning\n\nGodkendt.\n"
    )
    assert kinds(meeting) == ["sagsfremstilling", "beslutning"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Beslutning: Puljen", "beslutning"),
        ("Beslutningssag: Puljen", "beslutning"),
        ("Beslutnings sag: Puljen", "beslutning"),
        ("Beslutningspunkt: Puljen", "beslutning"),
        ("Drøftelsesag: Puljen", "drøftelse"),
        ("Drøftelsepunkt: Puljen", "drøftelse"),
        ("Skriftlig orientering: Puljen", "skriftlig orientering"),
        ("Gensidigt orienteringspunkt: Puljen", "orientering"),
        ("Orientering: Puljen", "orientering"),
        ("Orientering fra formanden", "orientering"),
        ("Puljen - til orientering", "orientering"),
        ("Puljen (drøftelse)", "drøftelse"),
        ("Temadrøftelse om puljen", "temadrøftelse"),
        ("Pause (kl. 15-15.10)", "pause"),
        ("Evt.", "eventuelt"),
        ("Eventuelt (kl. 15)", "eventuelt"),
        ("Godkendelse af referat", "godkendelse"),
        ("Deltagere", "deltagere"),
        ("Lukket: Orientering om puljen", "orientering"),
        ("Puljen", "andet"),
        ("Orienteringsskilte i byen", "andet"),
        ("Beslutningsproces i rådet", "andet"),
    ],
)
def test_item_kind_from_its_title(title: str, kind: str) -> None:
    assert minutes(f"Punkt 1: {title}\n\nBeslutning\n\nUdsat.\n").items[0].kind == kind


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("at orienteringen tages til efterretning", "orientering"),
        ("at udvalget drøfter puljen", "drøftelse"),
        ("at udvalget tager status til efterretning og godkender fordelingen", "beslutning"),
        ("at bassinet lukkes", "beslutning"),
        ("at der meddeles en bevilling på 2 mio. kr.", "beslutning"),
    ],
)
def test_item_kind_from_what_is_asked(asked: str, kind: str) -> None:
    meeting = minutes(f"Punkt 1: Puljen\n\nIndstilling\n\nDet indstilles, {asked}.\n\nBeslutning\n\nUdsat.\n")
    assert meeting.items[0].kind == kind


@pytest.mark.parametrize(
    ("title", "preamble", "closed"),
    [
        ("Lukket: Køb af grund", "", True),
        ("Køb af grund (Lukket)", "", True),
        ("LUKKET - Køb af grund", "", True),
        ("Lukket punkt: Køb af grund", "", True),
        ("Fortrolig: Køb af grund", "", True),
        ("Køb af grund", "1 (Lukket) Køb af grund\n\n", True),
        ("Køb af grund", "Lukket\n\nBrevid: 4711\n\n", True),
        ("Køb af grund", "1 (Åben) Køb af grund\n\n", False),
        ("Orientering om lukket afdeling", "", False),
        ("Lukkede boligafdelinger", "", False),
    ],
)
def test_closed_items(title: str, preamble: str, closed: bool) -> None:
    meeting = minutes(f"Punkt 1: {title}\n\n{preamble}Sags ID: 24-000001\n\nBeslutning\n\nGodkendt.\n")
    assert meeting.items[0].closed is closed
    assert meeting.items[0].case_id == "24-000001"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("REFERAT Byråd 2022-2025 d. 27-09-2023", ("Byråd", "byråd", date(2023, 9, 27), None)),
        (
            "Referat af møde i Ældrerådet den 3. juni 2024 kl. 9.30",
            ("Ældrerådet", "andet", date(2024, 6, 3), "09:30"),
        ),
        (
            "BESLUTNINGSREFERAT\nRegionsrådet\nMødedato: 24/10 2024\nTidspunkt: 13:00-15:30",
            ("Regionsrådet", "regionsråd", date(2024, 10, 24), "13:00"),
        ),
        (
            "Referat\n\nUdvalg: Økonomiudvalget\n\nDato: 1. februar 2023",
            ("Økonomiudvalget", "økonomiudvalg", date(2023, 2, 1), None),
        ),
        (
            "Sundhedsklynge Sydkyst, fagligt strategisk niveau\nReferat af mødet den 4. april 2024 kl. 13-15",
            (
                "Sundhedsklynge Sydkyst, fagligt strategisk niveau",
                "fagligt strategisk",
                date(2024, 4, 4),
                "13:00",
            ),
        ),
        (
            "REFERAT Koordinerende niveau, Sundhedsklynge Fjordland d. 02-03-2023",
            ("Koordinerende niveau, Sundhedsklynge Fjordland", "koordinerende", date(2023, 3, 2), None),
        ),
    ],
)
def test_header(header: str, expected: tuple[str, str, date, str | None]) -> None:
    meeting = minutes("Punkt 1: Eventuelt\n\nIntet.\n", header=header + "\n\n")
    assert (meeting.body, meeting.level, meeting.date, meeting.start_time) == expected


def test_spans_of_date_and_place() -> None:
    meeting = load("plain")
    assert meeting.date_span is not None
    assert meeting.place_span is not None
    text = meeting.text
    assert text[slice(*meeting.date_span)] == "Mødedato Tirsdag d. 7. maj 2024 kl. 15:00"
    assert text[slice(*meeting.place_span)] == "Mødested Fjordland Rådhus, Byrådssalen"


def test_spans_mark_what_they_name() -> None:
    meeting = load("registered")
    item = meeting.items[1]
    assert [meeting.text[a.start : a.end] for a in item.attachments] == [
        "Bilag 1. Plan for faldforebyggelse (DokID: 12000555 - EMN-2023-07711)",
        "Oversigt over indsatser_ældreområdet_2023... (DokID: 12000556 - EMN-2023-07711)",
    ]
    (table,) = item.tables
    assert meeting.text[table.rows[2].start : table.rows[2].end] == "\tb. Bedre udskrivning\tNordvig Kommune"
    absent = next(a for a in meeting.attendance if a.name == "Bente Skaarup Lind")
    assert meeting.text[absent.start : absent.end].split("\n\n") == [
        "Bente Skaarup Lind",
        "Borgmester Nordvig",
        "Medlem",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Afbud: Anne Bro, Ib Sand (V) og Per Toft",
            [("Anne Bro", "afbud"), ("Ib Sand", "afbud"), ("Per Toft", "afbud")],
        ),
        ("Fraværende: Anne Bro.", [("Anne Bro", "fraværende")]),
        ("Ikke til stede: Anne Bro (UP-1)", [("Anne Bro", "fraværende")]),
        ("Ikke til stede: Ingen.", []),
        ("Afbud fra Anne Bro (A)", [("Anne Bro", "afbud")]),
        ("Der var afbud fra Anne Bro og Ib Sand.", [("Anne Bro", "afbud"), ("Ib Sand", "afbud")]),
        ("Anne Bro havde meldt afbud.", [("Anne Bro", "afbud")]),
        ("Anne Bro og Ib Sand deltog ikke.", [("Anne Bro", "fraværende"), ("Ib Sand", "fraværende")]),
        ("Anne Bro deltog ikke i sagens behandling.", []),
        ("Afbud: -", []),
        ("Afbudsfristen er mandag.", []),
    ],
)
def test_absence_in_a_decision(line: str, expected: list[tuple[str, str]]) -> None:
    meeting = minutes(f"Punkt 4: Skolegården\n\nBeslutning\n\nGodkendt.\n\n{line}\n")
    assert [(a.name, a.status) for a in meeting.attendance] == expected
    assert all(a.item == 4 for a in meeting.attendance)


def test_items_under_a_closed_part_of_the_minutes_are_closed() -> None:
    item = "Sags ID: 24-1\n\nBeslutning\n\nGodkendt.\n\n"
    meeting = minutes(
        f"Punkt 1: A\n\n{item}Lukket dagsorden\n\nPunkt 2: B\n\n{item}Punkt 3: C\n\n{item}Åben dagsorden\n\n"
        f"Punkt 4: D\n\n{item}"
    )
    assert [entry.closed for entry in meeting.items] == [False, True, True, False]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Mosevang Kommune: Anne Bro, Ib Sand og Per Toft\nRegion Nord: Lis Kam (afbud)\n\n"
            "Almen praksis\n\nKurt Vind",
            [
                ("Anne Bro", "deltager", "", "Mosevang Kommune", "Mosevang Kommune"),
                ("Ib Sand", "deltager", "", "Mosevang Kommune", "Mosevang Kommune"),
                ("Per Toft", "deltager", "", "Mosevang Kommune", "Mosevang Kommune"),
                ("Lis Kam", "afbud", "", "Region Nord", "Region Nord"),
                ("Kurt Vind", "deltager", "", "", "Almen praksis"),
            ],
        ),
        (
            "Navn\tTitel\tSted\nAnne Bro\tDirektør\tMosevang Kommune\nIb Sand\tChef\tRegion Nord (afbud)",
            [
                ("Anne Bro", "deltager", "Direktør", "Mosevang Kommune", ""),
                ("Ib Sand", "afbud", "Chef", "Region Nord", ""),
            ],
        ),
        (
            "Afbud: Anne Bro, Mosevang Kommune, og Ib Sand (Region Nord). Per Toft kom i stedet.",
            [
                ("Anne Bro", "afbud", "", "Mosevang Kommune", ""),
                ("Ib Sand", "afbud", "", "Region Nord", ""),
            ],
        ),
        (
            "Fremmødte:\n- Anne Bro, Mosevang Kommune\n- Borgmester Ib Sand\n\n"
            "Afbud:\n- Lis Kam, chef i Region Nord\n\nGæster:\n- Bo T. Friis",
            [
                ("Anne Bro", "deltager", "", "Mosevang Kommune", ""),
                ("Ib Sand", "deltager", "Borgmester", "", ""),
                ("Lis Kam", "afbud", "chef", "Region Nord", ""),
                ("Bo T. Friis", "deltager", "", "", ""),
            ],
        ),
    ],
)
def test_lists_of_participants(body: str, expected: list[tuple[str, ...]]) -> None:
    meeting = minutes(f"Punkt 1: Deltagere\n\n{body}\n")
    found = [(a.name, a.status, a.role, a.organisation, a.group) for a in meeting.attendance]
    assert found == expected


def test_sub_items_and_repeated_page_heads() -> None:
    meeting = minutes(
        "Punkt 4.1: Sø\n\nBeslutning\n\nA.\n\nPunkt 4.2: Å\n\nBeslutning\n\nB.\n\nPunkt 4.2: Å\n\nC.\n\n"
        "Punkt 5a: Bæk\n\nBeslutning\n\nD.\n\nPunkt 5b: Fjord\n\nBeslutning\n\nE.\n"
    )
    assert headings(meeting) == [(4, "Sø"), (4, "Å"), (5, "Bæk"), (5, "Fjord")]


def test_a_stand_in_keeps_the_role_that_the_list_gives() -> None:
    meeting = minutes(
        "Punkt 1: Deltagere\n\nAnne Bro deltager på vegne af Ib Sand, afbud fra Per Toft\n\n"
        "Anne Bro, Chef i Mosevang Kommune\nPer Toft, Region Nord\n"
    )
    assert [(a.name, a.status, a.role, a.organisation) for a in meeting.attendance] == [
        ("Anne Bro", "deltager", "Chef (på vegne af Ib Sand)", "Mosevang Kommune"),
        ("Per Toft", "afbud", "", "Region Nord"),
        ("Ib Sand", "fraværende", "", ""),
    ]


def test_absence_at_an_earlier_meeting_is_not_absence_at_this_one() -> None:
    meeting = minutes(
        "Punkt 1: Skolegården\n\nSagens forløb\n\n01-03-2024 Byråd\n\nGodkendt.\n\nAfbud: Anne Bro\n"
    )
    assert meeting.attendance == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "dagsordenspunkter"),
        ("REFERAT Skoleudvalget d. 03-06-2024\n\n", "dagsordenspunkter"),
        ("Kære Anne\n\nTak for sidst den 3. juni 2024.\n\nHilsen Ib\n", "dagsordenspunkter"),
        ("REFERAT Skoleudvalget\n\nPunkt 1: Eventuelt\n\nIntet.\n", "mødedato"),
        ("REFERAT Skoleudvalget d. 31-02-2024\n\nPunkt 1: Eventuelt\n\nIntet.\n", "mødedato"),
    ],
)
def test_what_is_not_minutes_is_refused_in_one_danish_sentence(text: str, reason: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(document(text, "noget.txt"))
    assert caught.value.source == "noget.txt"
    assert str(caught.value).startswith("noget.txt: ")
    assert reason in str(caught.value)
    assert str(caught.value).count("\n") == 0


if __name__ == "__main__":
    for wanted in sys.argv[1:]:
        print(json.dumps(summary(load(wanted)), ensure_ascii=False, indent=1))
