"""Minutes as web pages, viewers and page printers give them as text: what stands round an item's heading."""

from __future__ import annotations

import pytest
from parser_checks import check_meeting, document

from assistant.cite import heading_source
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


def sections(meeting: Meeting, ordinal: int) -> list[tuple[str, str]]:
    return [(s.kind, " ".join(meeting.text[s.body : s.end].split())) for s in meeting.items[ordinal].sections]


FOLDED = """Luk alle punkter Referat

  1. Bolværket
  2. Gæstepladser
  3. LUKKET PUNKT - Lejemål

  Sagsnr. 25/1001
  1. Bolværket
  fold dette punkt ind Resume

  Bolværket er utæt.

  fold dette punkt ind Beslutning i Havneudvalget den 05-06-2025

  Godkendt.


  Sagsnr. 25/1002
  2. Gæstepladser
  fold dette punkt ind Indstilling

  Til orientering.

  fold dette punkt ind Beslutning i Havneudvalget den 05-06-2025

  Orienteredes.


  Sagsnr. 25/1003
  3. LUKKET PUNKT - Lejemål

  Behandlet for lukkede døre.
"""


def test_a_page_that_folds_its_items() -> None:
    meeting = read(FOLDED)
    assert items(meeting) == [(1, "Bolværket"), (2, "Gæstepladser"), (3, "Lejemål")]
    assert [item.case_id for item in meeting.items] == ["25/1001", "25/1002", "25/1003"]
    assert [item.closed for item in meeting.items] == [False, False, True]
    assert sections(meeting, 0) == [("resumé", "Bolværket er utæt."), ("beslutning", "Godkendt.")]
    assert sections(meeting, 1) == [("indstilling", "Til orientering."), ("beslutning", "Orienteredes.")]
    assert meeting.items[2].closed


def test_a_case_number_at_the_end_of_an_item_is_its_own() -> None:
    meeting = read(
        "SAG NR. 1\n\nBOLVÆRKET\n\nKONKLUSION\n\nGodkendt.\n\nSagsnr: 2501\n\n"
        "SAG NR. 2\n\nGÆSTEPLADSER\n\nKONKLUSION\n\nUdsat.\n\nSagsnr: 2502\n"
    )
    assert [item.case_id for item in meeting.items] == ["2501", "2502"]
    assert sections(meeting, 0)[-2:] == [("beslutning", "Godkendt."), ("stamdata", "Sagsnr: 2501")]


def test_a_closed_part_counts_anew_below_a_case_number() -> None:
    meeting = read(
        "Sagsnr.: 25-1\n\n1. Bolværket\n\nBeslutning\n\nGodkendt.\n\n"
        "Sagsnr.: 25-2\n\n2. Gæstepladser\n\nBeslutning\n\n"
        "Udsat.\n\n\nLukket dagsorden\n\n\nSagsnr.: 25-3\n\n1. Lejemål\n\nBehandlet for lukkede døre.\n"
    )
    assert items(meeting) == [(1, "Bolværket"), (2, "Gæstepladser"), (1, "Lejemål")]
    assert [item.closed for item in meeting.items] == [False, False, True]
    assert sections(meeting, 1) == [("beslutning", "Udsat.")]


@pytest.mark.parametrize("form", ["Sag nr.: {n}", "Punkt nummer {n}", "Sag nr. {n}"])
def test_a_title_below_its_number(form: str) -> None:
    titles = ("Bolværket", "Gæstepladser", "Eventuelt")
    meeting = read(
        "".join(f"{form.format(n=n)}\n{t}\n\nReferat: Drøftet.\n\n" for n, t in enumerate(titles, 1))
    )
    assert items(meeting) == list(enumerate(titles, 1))


def test_a_heading_printed_twice_begins_at_the_first() -> None:
    meeting = read(
        "1. Bolværket (B)\n\n1.   Bolværket (B)\n\nBeslutning\nGodkendt.\n\n"
        "2. Gæstepladser (O)\n\n2.   Gæstepladser (O)\n\nBeslutning\nUdsat.\n"
    )
    assert sections(meeting, 0) == [("beslutning", "Godkendt.")]


def test_points_below_an_entry_of_the_contents() -> None:
    meeting = read(
        "Dagsorden:\n\n 1. Bolværket ved molen\n 2. Priser mv.\n  a) Vand\n"
        "  b) El\n 3. Gæstepladser i sommer\n\n"
        "Referat:\n\n 1. Bolværket ved molen\n\nDet er utæt.\n\n"
        " 2. Priser mv.\n\na) Vand\n\nVandet bliver dyrere.\n\n"
        " 3. Gæstepladser i sommer\n\nDer er ti.\n"
    )
    assert items(meeting) == [(1, "Bolværket ved molen"), (2, "Priser mv."), (3, "Gæstepladser i sommer")]


def test_a_viewers_page_numbers_are_no_part_of_the_words() -> None:
    meeting = read(
        "2 1. Bolværket\nO:\nBolværket er utæt.\nSide 2 af 5\n\n3 B:\n"
        "Det repareres.\n\n2. Gæstepladser\nO:\nDer er ti.\n"
        "Side 3 af 5\n\n4 3. Priser\nO:\nPriserne stiger.\nD:\n"
        "Der var spørgsmål.\nB:\nGodkendt.\nSide 4 af 5\n\n"
        "5 4. Eventuelt\nIntet.\nSide 5 af 5\n",
        header="Transkript\n\n1 Referat fra møde i Havneudvalget\n"
        "Dato: 5. juni 2025 kl. 16.00\nSide 1 af 5\n\n",
    )
    assert items(meeting) == [(1, "Bolværket"), (2, "Gæstepladser"), (3, "Priser"), (4, "Eventuelt")]
    assert [kind for kind, _ in sections(meeting, 0)] == ["sagsfremstilling", "beslutning"]
    assert [kind for kind, _ in sections(meeting, 2)] == ["sagsfremstilling", "tekst", "beslutning"]


@pytest.mark.parametrize("form", ["{n}", "{n} (4)", "                    {n}"])
def test_lone_page_numbers_say_nothing(form: str) -> None:
    pages = [form.format(n=n) for n in (2, 3, 4)]
    meeting = read(
        f"\n{pages[0]}\nPunkt 1: Bolværket\n\nBeslutning\n\nGodkendt.\n\n"
        f"Fraværende: Ib Holm (A)\n\n\n{pages[1]}\n"
        f"Punkt 2: Gæstepladser\n\nBeslutning\n\nUdsat.\n\n\n{pages[2]}\nPunkt 3: Eventuelt\n\nIntet.\n"
    )
    assert items(meeting) == [(1, "Bolværket"), (2, "Gæstepladser"), (3, "Eventuelt")]
    assert [kind for kind, _ in sections(meeting, 0)] == ["beslutning", "fraværende"]


def test_registration_data_in_columns_and_without_a_colon() -> None:
    meeting = read(
        "1. Bolværket\n\nSagsnr.: 25-2024-1          Dok.nr.: 25-2024-7          Åbent\n\n"
        "Beslutning\nGodkendt.\n\n"
        "2. Gæstepladser\n\nSag 412-2025-8\nDok. 412-2025-9\nInitialer: ABC\nÅbent\n\nBeslutning\nUdsat.\n\n"
        "3. Priser\n\nÅbent\n\nHavneudvalget Brevid: 551820\n\nSagsfremstilling\nPriserne stiger.\n\n"
        "4. Lån\n\nSAGSFREMSTILLING\nDer lånes.\n\nJOURNALNUMMER\n\n24003311\n"
    )
    told = [(item.case_id, item.doc_id) for item in meeting.items]
    assert told == [
        ("25-2024-1", "25-2024-7"),
        ("412-2025-8", "412-2025-9"),
        (None, "551820"),
        ("24003311", None),
    ]
    assert [s.kind for s in meeting.items[1].sections] == ["stamdata", "beslutning"]


def test_an_account_after_the_decision_is_none_of_it() -> None:
    meeting = read(
        "1. Bolværket\n\nINDSTILLING\n\nat bolværket repareres.\n\nBESLUTNING\n\nGodkendt.\n\n"
        "BAGGRUND\n\nDet er utæt.\n\n"
        "KONSEKVENSER FOR SEJLERNE\n\nDer er ti pladser færre.\n\nTIDSPLAN FOR VIDERE PROCES\n\n"
        "Arbejdet begynder i maj.\n"
    )
    kinds = [kind for kind, _ in sections(meeting, 0)]
    assert kinds == ["indstilling", "beslutning", "sagsfremstilling", "konsekvenser", "tidsplan"]


def test_a_discussion_that_decides_nothing_is_no_decision() -> None:
    meeting = read(
        "1. Bolværket\n\nDrøftelse\n\nIb Holm spurgte til prisen. Havnefogeden svarede.\n\n"
        "2. Gæstepladser\n\nDrøftelse: Ib Holm fandt ti for få.\n\nReferat: Godkendt.\n\n"
        "3. Priser\n\nDrøftelse\n\nIb Holm spurgte til vand. Udvalget besluttede at hæve prisen.\n"
    )
    assert [kind for kind, _ in sections(meeting, 0)] == ["tekst"]
    assert [kind for kind, _ in sections(meeting, 1)] == ["tekst", "beslutning"]
    assert [kind for kind, _ in sections(meeting, 2)] == ["beslutning"]


def test_what_was_agreed_has_its_points_with_it() -> None:
    meeting = read(
        "1. Bolværket\n\nDet er utæt.\n\nDet blev aftalt,\nat smeden spørges,\nat der ryddes op.\n"
        "\n2. Eventuelt\nIntet.\n"
    )
    assert sections(meeting, 0)[1] == ("beslutning", "Det blev aftalt, at smeden spørges, at der ryddes op.")


def test_recommendations_between_bars_are_no_table() -> None:
    meeting = read(
        "1. Bolværket\n\nDet indstilles,\nat | bolværket repareres, |\nat | smeden spørges, og |\n"
        "at | der ryddes op. |\n\n"
        "Sagsfremstilling\nPrisen er:\nPost | 2025 |\nTræ | 20 |\nSøm | 3 |\nI alt | 23 |\n\n"
        "2. Eventuelt\nIntet.\n"
    )
    assert [kind for kind, _ in sections(meeting, 0)] == ["indstilling", "sagsfremstilling"]
    assert [row.cells for row in meeting.items[0].tables[0].rows][:2] == [("Post", "2025"), ("Træ", "20")]


def test_who_came_late_is_one_of_those_present() -> None:
    meeting = read(
        "1. Bolværket\n\nDeltagere:\nIb Holm, formand\nIda Lind (deltog fra pkt. 2)\nOle Vang, havnefoged\n\n"
        "Beslutning\nGodkendt.\n\n2. Eventuelt\nIntet.\n"
    )
    assert [kind for kind, _ in sections(meeting, 0)] == ["deltagere", "beslutning"]


def test_a_committees_recommendation_without_at() -> None:
    meeting = read(
        "1. Bolværket\n\nSagsfremstilling\n\nDer er to forslag.\n\nHavneudvalget indstiller forslag B.\n\n"
        "Beslutning\n\nForslag A blev vedtaget.\n\n2. Eventuelt\nIntet.\n"
    )
    assert [kind for kind, _ in sections(meeting, 0)] == ["sagsfremstilling", "indstilling", "beslutning"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            "Pulje  Søgt kr.  Givet kr.\nBænke  20.000  10.000\nLamper ved molen  5.000  5.000\n",
            [
                ("Pulje", "Søgt kr.", "Givet kr."),
                ("Bænke", "20.000", "10.000"),
                ("Lamper ved molen", "5.000", "5.000"),
            ],
        ),
        (
            "Bænke                                42.000 kr.\n"
            "Sejlklubben, hjertestarter og redskab 8.500 kr.\n"
            "Lamper                               24.000 kr.\n",
            [
                ("Bænke", "42.000 kr."),
                ("Sejlklubben, hjertestarter og redskab", "8.500 kr."),
                ("Lamper", "24.000 kr."),
            ],
        ),
        (
            "Nr. | Emne              | Hvem    | Frist\n3   | Adgang til molen  | I. Holm | 1. maj\n"
            "    | for gæster        |         |\n6   | Lamper            | O. Vang | 1. juni\n",
            [
                ("Nr.", "Emne", "Hvem", "Frist"),
                ("3", "Adgang til molen for gæster", "I. Holm", "1. maj"),
                ("6", "Lamper", "O. Vang", "1. juni"),
            ],
        ),
    ],
)
def test_tables_whose_rows_do_not_align(rows: str, told: list[tuple[str, ...]]) -> None:
    meeting = read(f"1. Bolværket\n\nSagsfremstilling\n\nFordelingen er:\n\n{rows}\n2. Eventuelt\nIntet.\n")
    assert [[row.cells for row in table.rows] for table in meeting.items[0].tables] == [told]


def test_sentences_with_two_blanks_between_are_no_table() -> None:
    meeting = read(
        "1. Bolværket\n\nDet er utæt.  Det lappes.\nSmeden er spurgt.  Han kommer.\n"
        "Det haster.  Vinteren er nær.\n\n"
        "2. Eventuelt\nIntet.\n"
    )
    assert meeting.items[0].tables == ()


def test_the_line_cited_for_an_item_is_its_title() -> None:
    meeting = read(FOLDED)
    source = heading_source(meeting, meeting.items[1])
    assert meeting.text[source.start : source.end].strip() == "2. Gæstepladser"


def test_a_proposal_ends_before_the_next_part_of_its_item() -> None:
    meeting = read(
        "1. Høringer\n\na) Kvalitet ved molen\n\nForvaltningen foreslår, at molen fejes hver tredje uge.\n\n"
        "b) Plan 3.41, Nordmolen\n\nRådet ønsker lys på stien.\n\n2. Eventuelt\nIntet.\n"
    )
    assert [kind for kind, _ in sections(meeting, 0)] == ["tekst", "indstilling", "tekst"]
    assert sections(meeting, 0)[2][1].startswith("b) Plan 3.41")


POINTS = """  • 31. Kajens belysning

    PDF icon lamper_2025.pdf
    application/pdf icon hoering.pdf

    Resume

    Kajen får nye lamper.

    Beslutning

    Ad. 1. Godkendt.

  • 32. Takst for vand

    Udgår, jf. pkt. 31.

  • 33. Eventuelt

    Beslutning

    Intet.
"""


def test_points_of_a_list_head_items_where_their_text_stands_below() -> None:
    meeting = read(POINTS, "Referat\n\nTorsdag d. 5. juni 2025, kl. 16:00\nUdvalg  Havnebestyrelsen\n\n")
    assert items(meeting) == [(31, "Kajens belysning"), (32, "Takst for vand"), (33, "Eventuelt")]
    assert [entry.title for entry in meeting.items[0].attachments] == ["lamper_2025.pdf", "hoering.pdf"]
    assert meeting.body == "Havnebestyrelsen"


def test_an_agenda_that_runs_on_over_its_lines_is_no_single_title() -> None:
    agenda = "Dagsorden\n1. Kajens belysning  2. Takst for vand  3.\nFyret på molen  4. Is  5. Evt.\n\n"
    said = ("Kajens belysning", "Takst for vand", "Fyret på molen", "Is", "Evt.")
    meeting = read(
        agenda + "".join(f"Ad {n}. {title}\n\nDet er drøftet.\n\n" for n, title in enumerate(said, 1))
    )
    assert items(meeting) == list(enumerate(said, 1))


def test_what_leads_on_in_a_web_page_is_no_body_and_no_attachment() -> None:
    top = "Se alle dagsordener og referater fra dette mødeforum\n\nReferat\ntil\n"
    top += "mødet i Havneudvalget\nden 5. juni 2025 kl. 16:00\n\n"
    meeting = read("1. Kajen\n\nBeslutning\n\nGodkendt.\n\nBilag\n• Tegning\n\nTilbage til toppen\n", top)
    assert meeting.body == "Havneudvalget"
    assert [entry.title for entry in meeting.items[0].attachments] == ["Tegning"]


def test_initials_and_a_day_below_the_attachments_sign_the_minutes() -> None:
    meeting = read("1. Kajen\n\nGodkendt.\n\nBilag:\nBilag 1 Tegning\n\nABC / 9. juni 2025\n")
    assert [entry.title for entry in meeting.items[0].attachments] == ["Bilag 1 Tegning"]
