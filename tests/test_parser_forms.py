"""Forms in which secretariats set items, agendas, rules, headings and who decided what."""

from __future__ import annotations

import pytest
from parser_checks import HEADER, document, read_items, read_whole, sections

from index.errors import ParseError
from index.parser import parse


def kinds(body: str) -> list[str]:
    """The kinds of the sections that `body` has as an item's text."""
    meeting = read_items(f"2. Bådehuset\n{body}\n\n3. Eventuelt\nIntet.")
    assert [item.number for item in meeting.items] == [1, 2, 3]
    return [kind for kind, text in sections(meeting) if text]


def titles(text: str) -> list[str]:
    """The items' titles in `text`."""
    return [item.title for item in read_whole(text).items]


def test_a_closed_mark_with_a_colon_does_not_put_the_other_headings_aside() -> None:
    text = HEADER + "".join(
        f"Dagsordenspunkt {n} – {title}\n\nType: Beslutning\n\nBESLUTNING\nGodkendt.\n\n\n"
        for n, title in enumerate(["Velkomst", "Molen: ny belægning", "Fortroligt: lejemål", "Kranen"], 1)
    )
    assert titles(text) == ["Velkomst", "Molen: ny belægning", "lejemål", "Kranen"]
    assert [item.closed for item in read_whole(text).items] == [False, False, True, False]


@pytest.mark.parametrize("rule", ["_" * 40, "-" * 60, "=" * 20, "—" * 30])
def test_rules_between_items_are_no_text_and_no_agenda(rule: str) -> None:
    told = [("Velkomst", "Godkendt."), ("Molen", "Udsat."), ("Kranen", "Tiltrådt.")]
    text = HEADER + "".join(
        f"{rule}\nPunkt {n}\n{title}\nSagsnr. 24/10{n}\nBeslutning\n{said}\nBilag\nNotat om sagen {n}\n\n"
        for n, (title, said) in enumerate(told, 1)
    )
    meeting = read_whole(text)
    assert [(item.number, item.title) for item in meeting.items] == [
        (n, title) for n, (title, _) in enumerate(told, 1)
    ]
    assert [[a.title for a in item.attachments] for item in meeting.items] == [
        [f"Notat om sagen {n}"] for n in (1, 2, 3)
    ]


AGENDAS = {
    "gaps": "1  Velkomst     2  Molens belysning     3  Kraner og spil\n4  Eventuelt",
    "tabs": "1. Velkomst\t2. Molens belysning\n3. Kraner og spil\t4. Eventuelt",
    "dots": "1. Velkomst · 2. Molens belysning · 3. Kraner og spil · 4. Eventuelt",
    "blanks": "1 Velkomst 2 Molens belysning 3 Kraner og spil 4 Eventuelt",
}


@pytest.mark.parametrize("agenda", AGENDAS.values(), ids=AGENDAS.keys())
def test_an_agenda_in_columns_gives_no_item_the_titles_of_others(agenda: str) -> None:
    told = ["VELKOMST", "MOLENS BELYSNING – NYE LAMPER", "KRANER PÅ SYDKAJEN", "EVENTUELT"]
    items = "".join(f"Sag nr. {n}\n{title}\nDer blev talt om sagen.\n\n" for n, title in enumerate(told, 1))
    assert titles(f"{HEADER}OVERSIGT\n{agenda}\n\n{items}") == told


def test_a_number_in_a_title_of_the_agenda_parts_nothing() -> None:
    agenda = "1. Kaj 2 Nord\n2. Molen\n3. Eventuelt"
    items = "".join(f"Sag nr. {n}\nDer blev talt om sagen.\n\n" for n in (1, 2, 3))
    assert titles(f"{HEADER}Dagsorden\n{agenda}\n\n{items}") == ["Kaj 2 Nord", "Molen", "Eventuelt"]


def test_a_title_below_the_word_closed() -> None:
    meeting = read_items(
        "Sag nr. 2 – LUKKET\nSALG AF SKURET\nSagen er fortrolig.\n\nSag nr. 3\nEVENTUELT\nIntet."
    )
    closed = [(item.title, item.closed) for item in meeting.items if item.number == 2]
    assert not closed or closed == [("SALG AF SKURET", True)]
    text = HEADER + "Sag nr. 1 – LUKKET\nSALG AF SKURET\nIntet gengives.\n\nSag nr. 2\nEVENTUELT\nIntet.\n"
    assert [(item.title, item.closed) for item in read_whole(text).items] == [
        ("SALG AF SKURET", True),
        ("EVENTUELT", False),
    ]


@pytest.mark.parametrize("mark", ["=", "-"])
def test_underlined_titles_head_items(mark: str) -> None:
    told = ["Rundt om bordet", "Lamperne – hvor langt er vi?", "Næste møde + andet"]
    text = HEADER + "".join(f"{title}\n{mark * len(title)}\nDer blev talt om det.\n\n" for title in told)
    meeting = read_whole(text)
    assert [item.title for item in meeting.items] == told
    assert [sections(meeting, n) for n in range(3)] == [[("tekst", "Der blev talt om det.")]] * 3


def test_titles_in_capitals_are_no_names_and_one_may_only_say_closed() -> None:
    told = [
        "VELKOMST OG STATUS",
        "SAMARBEJDE MED PRIVAT BÅDEFIRMA",
        "LAMPER – NYE TYPER",
        "FORTROLIGT",
        "NÆSTE MØDE",
    ]
    text = HEADER + "".join(f"{title}\n\nFormanden talte om det i lang tid.\n\n" for title in told)
    meeting = read_whole(text)
    assert [item.title for item in meeting.items] == told
    assert [item.closed for item in meeting.items] == [False, False, False, True, False]


@pytest.mark.parametrize("talk", ["Drøftelse", "Behandling", "Rådets drøftelse", "KOMMENTARER", "Debat"])
def test_a_conclusion_after_talk_and_recommendation(talk: str) -> None:
    body = f"Sagen kort\nTaget er utæt.\n\n{talk}\nFlere talte.\n\nIndstilling\nAt taget lægges om."
    assert kinds(f"{body}\n\nKonklusion\nGodkendt.") == ["resumé", "tekst", "indstilling", "beslutning"]


@pytest.mark.parametrize(
    ("asks", "decides"),
    [
        ("Sekretariatet indstillede\n 1. at taget lægges om", "Beslutning: Godkendt."),
        (
            "Det blev indstillet,\n  a. at taget lægges om,\n  b. at skuret males.",
            "Udvalget besluttede\n  a. Godkendt.\n  b. Udsat.",
        ),
        ("Forvaltningen anbefaler: at taget lægges om.", "Konklusion: Godkendt."),
        ("Forslag fra værkstedet: 1) at taget lægges om.", "Det endte vi med: Taget lægges om."),
        ("Havnekontorets forslag\nAt taget lægges om.", "Udvalgets afgørelse:\nGodkendt."),
    ],
)
def test_who_recommends_and_who_decided(asks: str, decides: str) -> None:
    assert kinds(f"Taget er utæt.\n\n{asks}\n\n{decides}") == ["tekst", "indstilling", "beslutning"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Det aftalte vi", "beslutning"),
        ("Hvad blev besluttet?", "beslutning"),
        ("Indstilling og beslutning", "beslutning"),
        ("Sagens kerne", "resumé"),
        ("SAGEN I HOVEDTRÆK", "resumé"),
        ("Fra snakken", "tekst"),
    ],
)
def test_headings_in_other_words(heading: str, kind: str) -> None:
    assert kinds(f"Baggrund\nTaget er utæt.\n\n{heading}\nTaget lægges om.") == ["sagsfremstilling", kind]


def test_a_row_of_a_table_heads_nothing() -> None:
    rows = "Nr.\tProjekt\tSøgt\tRådets indstilling\n1\tLamper\t20.000\t10.000\n2\tTov\t5.000\t5.000"
    assert kinds(f"Sagsfremstilling\n{rows}\n\nBeslutning\nGodkendt.") == ["sagsfremstilling", "beslutning"]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (
            "Bilag\nNotat om rust (pdf, 1,2 MB) · Kort over molen",
            ["Notat om rust (pdf, 1,2 MB)", "Kort over molen"],
        ),
        (
            "Vedhæftninger\nTilbud (fortroligt), Ny tidsplan, Notat om rust",
            ["Tilbud (fortroligt)", "Ny tidsplan", "Notat om rust"],
        ),
        ("Bilag\nBrev fra Mølle, Krog", ["Brev fra Mølle, Krog"]),
        (
            "Bilag\nHøringssvar fra Bådlauget, Fiskerne, Roklubben",
            ["Høringssvar fra Bådlauget, Fiskerne, Roklubben"],
        ),
        ("Vedlagt: Notat om rust, Kort over molen, APV-tal", ["Notat om rust", "Kort over molen", "APV-tal"]),
        (
            "Vedhæftet mailen: rust_notat.pdf, kort over molen.docx",
            ["rust_notat.pdf", "kort over molen.docx"],
        ),
        (
            "Vedhæftet: årets regnskab, oplæg om molen, slides fra Bo.",
            ["årets regnskab", "oplæg om molen", "slides fra Bo"],
        ),
        (
            "Bilag omdelt på mødet: 1) Notat om rust, 2)\nKort over molen",
            ["Notat om rust", "Kort over molen"],
        ),
        ("Bilag til ad 2: Notat om rust, Kort over molen", ["Notat om rust", "Kort over molen"]),
        (
            "Filer\nrust.pdf (31 kB)\nkort.docx (4 MB)\n\nCookies | Kontakt",
            ["rust.pdf (31 kB)", "kort.docx (4 MB)"],
        ),
        (
            "Bilag:\n- Notat om rust\n\nReferatet er udsendt. Svar sendes til\nhavnen inden 8. maj.",
            ["Notat om rust"],
        ),
    ],
)
def test_attachments_in_a_paragraph(listed: str, expected: list[str]) -> None:
    meeting = read_items(
        f"2. Bådehuset\nTaget er utæt, og regnen siver ned.\n\n{listed}\n\n3. Eventuelt\nIntet."
    )
    assert [attachment.title for attachment in meeting.items[1].attachments] == expected


@pytest.mark.parametrize(
    "closing",
    [
        "Bilag udsendt med dagsordenen:\n  Bilag A  Notat om rust (ad 2)\n  Bilag B  Kort (ad 3)",
        "BILAGSOVERSIGT\n1   Notat om rust          (pkt. 2)\n2   Kort              (pkt. 3)",
        "Bilag: II-1 Notat om rust; III-1 Kort",
    ],
)
def test_a_list_at_the_end_by_ad_point_or_roman_number(closing: str) -> None:
    meeting = read_items(f"2. Skuret\nMales.\n\n3. Molen\nIntet nyt.\n\n4. Eventuelt\nIntet.\n\n{closing}")
    assert [len(item.attachments) for item in meeting.items] == [0, 1, 1, 0]
    assert "rust" in meeting.items[1].attachments[0].title


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Taget er utæt, og regnen siver ned.\n\nUdvalget udsatte sagen til maj.", ["tekst", "beslutning"]),
        ("Årsregnskabet 2024 blev godkendt uden bemærkninger. Det trykkes ikke.", ["beslutning"]),
        ("Udsat. Mester var syg.", ["beslutning"]),
        (
            "Mester viste tal for taget. Alle huller er lukket. Taget til efterretning.",
            ["tekst", "beslutning"],
        ),
        (
            "Taget er utæt.\n\nForvaltningen indstillede, at taget lægges om. Besluttet: Taget lappes i år.",
            ["tekst", "indstilling", "beslutning"],
        ),
        ("Taget er utæt. Formandskabet foreslår, at taget lægges om.", ["tekst", "indstilling"]),
        ("Vi talte om taget. Vi blev enige om at lappe det i år.", ["tekst", "beslutning"]),
        ("Referatet er godkendt digitalt af alle den 3. maj.", ["tekst"]),
        ("Mester foreslog, at taget lægges om. Byrådet vedtog i 2019 at vente.", ["tekst"]),
    ],
)
def test_recommendation_and_decision_in_running_text(told: str, expected: list[str]) -> None:
    assert kinds(told) == expected


def test_headings_before_a_full_stop() -> None:
    told = "Baggrund. Taget er utæt.\nDrøftelse. Flere talte.\nKonklusion. a) Taget lægges om."
    text = HEADER + "".join(f"{number}. Skur {number}\n{told}\n\n" for number in (1, 2, 3))
    meeting = read_whole(text)
    assert [[kind for kind, _ in sections(meeting, n) if _] for n in range(3)] == [
        ["sagsfremstilling", "tekst", "beslutning"]
    ] * 3


def test_a_section_on_its_headings_line_ends_with_its_paragraph() -> None:
    body = "Indstilling: at taget lægges om.\n\nTaget er fra 1950, og det er utæt.\n\nBesluttet: Godkendt."
    assert kinds(body) == ["indstilling", "tekst", "beslutning"]
    listed = "Indstilling: Rådet indstiller,\n\n1. at taget lægges om\n\nBesluttet: Godkendt."
    assert kinds(listed) == ["indstilling", "beslutning"]


def test_a_closed_item_takes_no_other_with_it() -> None:
    told = ["Velkomst", "Lukket punkt: Lejemål", "Molen", "Kranen", "Eventuelt"]
    asked = (
        "Det indstilles,\nat | sagen drøftes |\nSagsfremstilling\nDen er gammel\nBeslutning\nDrøftet\nBilag\n"
    )
    text = HEADER.rstrip()
    for n, title in enumerate(told, 1):
        text += f"\n{n}. {title}\n"
        text += "Intet at bemærke" if n in (2, 5) else f"{asked}Notat {n}"
    items = read_whole(text).items
    assert [item.title for item in items] == ["Velkomst", "Lejemål", "Molen", "Kranen", "Eventuelt"]
    assert [item.closed for item in items] == [False, True, False, False, False]


def test_one_closed_item_is_not_the_whole_meeting() -> None:
    told = "VELKOMST\n\nBeslutning\n\nGodkendt.\n\nMOLEN\n\nBeslutning\n\nUdsat.\n\n"
    items = read_whole(f"{HEADER}{told}3. Lukket punkt: Lejemål\n\nUdsat.\n").items
    assert [(item.title, item.closed) for item in items] == [
        ("VELKOMST", False),
        ("MOLEN", False),
        ("Lejemål", True),
    ]


def test_the_sort_of_an_item_and_a_paper_s_name_head_nothing() -> None:
    body = (
        "Sagsgang og sagstype\nHavneudvalget\n\nBeslutning\n\n"
        "Indstilling\nFormanden indstiller, at huset males\n\n"
        "Beslutning i Havneudvalget den 05-06-2025\nUdsat.\n\nBilag\nFarveprøver af 2. maj\nTidsplan"
    )
    assert kinds(body) == ["sagsgang", "indstilling", "beslutning", "bilag"]
    items = read_items(f"2. Bådehuset\n{body}\n\n3. Eventuelt\nIntet.").items
    assert [entry.title for entry in items[1].attachments] == ["Farveprøver af 2. maj", "Tidsplan"]


PAGE = "You are here\nForside > Havnen > Møder\n\nReferat\n\n"
POINTS = (
    " • Pkt. 7 Molen\n\n  Plan_molen.pdf Tal for 2025.xlsx\n\n  Pkt. 7\n\n  Molen\n\n"
    "  Sagsnr. 24108 Havneudvalget Åbent punkt\n\n  Resume\n\n  Den er gammel.\n\n"
    "  Havneudvalget, 03-06-2025, pkt. 7\n\n  Udsat.\n\n"
    " • Pkt. 8 Lejemål\n\n  Pkt. 8\n\n  Lejemål\n\n  Sagsnr. 24109 Havneudvalget, Byrådet Lukket punkt\n\n"
    "  Havneudvalget, 03-06-2025, pkt. 8\n\n  Lukket punkt.\n\n"
    " • Pkt. 9 Lukket: Køb\n\n  Pkt. 9\n\n  Lukket punkt\n"
)


@pytest.mark.parametrize("day", ["Dato: Tirsdag, Juni 3, 2025 - 17:00\n\n", ""])
def test_a_page_s_points_are_the_headings_that_it_prints_again(day: str) -> None:
    meeting = read_whole(PAGE + day + POINTS)
    assert (meeting.body, meeting.date.isoformat()) == ("Havneudvalget", "2025-06-03")
    assert [(item.title, item.closed) for item in meeting.items] == [
        ("Molen", False),
        ("Lejemål", True),
        ("Lukket: Køb", True),
    ]
    assert [item.case_id for item in meeting.items] == ["24108", "24109", None]
    assert [entry.title for entry in meeting.items[0].attachments] == ["Plan_molen.pdf", "Tal for 2025.xlsx"]
    assert [text for kind, text in sections(meeting, 0) if kind == "beslutning"] == ["Udsat."]


@pytest.mark.parametrize(
    ("source", "day"),
    [
        ("havneudvalget-03-06-2025-kl-1700.txt", "2025-06-03"),
        ("Ref_havneudvalget_03062025_endelig.txt", "2025-06-03"),
        ("20250603 Havneudvalget.txt", "2025-06-03"),
    ],
)
def test_the_file_s_name_tells_the_day_where_the_text_does_not(source: str, day: str) -> None:
    text = "Referat fra Havneudvalget\n\n1. Velkomst\nGodkendt.\n\n2. Molen\nUdsat.\n"
    assert parse(document(text, source)).date.isoformat() == day
    with pytest.raises(ParseError):
        parse(document(text, "havneudvalget.txt"))
