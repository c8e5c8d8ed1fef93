"""Facts of a meeting set in a table, in Word and HTML."""

from __future__ import annotations

import io

import docx
from parser_checks import document

from index.fact_tables import fact_lines
from index.parser import parse
from index.readers_docx import extract as read_docx
from index.readers_html import extract as read_html
from index.types import Meeting

ROWS = [
    ("Dato", "5. juni 2025 kl. 16.00 - 17.30"),
    ("Sted:", "Havnekontoret"),
    ("Deltagere", "Ane Lund, formand\nBo Krag, havnefoged"),
    ("Afbud", "Ida Holm"),
]


def check(meeting: Meeting) -> None:
    assert (meeting.date.isoformat(), meeting.start_time, meeting.place) == (
        "2025-06-05",
        "16:00",
        "Havnekontoret",
    )
    assert [(p.name, p.role, p.status) for p in meeting.attendance] == [
        ("Ane Lund", "formand", "deltager"),
        ("Bo Krag", "havnefoged", "deltager"),
        ("Ida Holm", "", "afbud"),
    ]


def test_a_word_table_of_facts_keeps_its_people_apart() -> None:
    file = docx.Document()
    file.add_heading("Referat fra møde i Havneudvalget")
    table = file.add_table(rows=0, cols=2)
    for label, fact in ROWS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, fact
    for line in ("1. Velkomst", "Formanden bød velkommen.", "2. Eventuelt", "Intet."):
        file.add_paragraph(line)
    data = io.BytesIO()
    file.save(data)
    text, _ = read_docx(data.getvalue(), "prøve.docx")
    check(parse(document(text)))


def test_an_html_table_of_facts_keeps_its_people_apart() -> None:
    rows = "".join(
        f"<tr><td>{label}</td><td>{fact.replace(chr(10), '<br>')}</td></tr>" for label, fact in ROWS
    )
    text, _ = read_html(
        f"<h1>Referat fra møde i Havneudvalget</h1><table>{rows}</table>"
        "<h2>1. Velkomst</h2><p>Formanden bød velkommen.</p><h2>2. Eventuelt</h2><p>Intet.</p>",
        "prøve.html",
    )
    check(parse(document(text)))


def test_other_tables_are_no_facts() -> None:
    assert fact_lines([("Navn", "Antal"), ("Aaby", "3")]) is None
    assert fact_lines([("Dato", "Emne", "Hvem"), ("3. maj", "Tur", "Ane")]) is None
    assert fact_lines([("Sted", "Pris"), ("Aaby", "3 kr."), ("Birk", "4 kr.")]) is None


def test_a_table_of_participants_is_read_row_by_row() -> None:
    meeting = parse(
        document(
            "Referat fra møde i Havneudvalget\nDato: 5. juni 2025\n\n| Deltagere | Funktion |\n|---|---|\n"
            "| Ane Lund | Formand |\n| Bo Krag | Medlem |\n\nAfbud: Ida Holm\n\n"
            "1. Velkomst\nFormanden bød velkommen.\n\n2. Eventuelt\nIntet.\n"
        )
    )
    assert [(p.name, p.status) for p in meeting.attendance] == [
        ("Ane Lund", "deltager"),
        ("Bo Krag", "deltager"),
        ("Ida Holm", "afbud"),
    ]
