"""Marks that Word prints itself before numbered and bulleted paragraphs."""

from __future__ import annotations

import io

import docx
from parser_checks import document

from index.parser import parse
from index.readers_docx import extract


def test_a_numbered_list_goes_on_after_the_text_between_its_entries() -> None:
    file = docx.Document()
    file.add_heading("Referat fra møde i Havneudvalget", 0)
    file.add_paragraph("Dato: 5. juni 2025")
    for title in ("Bolværket", "Gæstepladser", "Eventuelt"):
        file.add_paragraph(title, style="List Number")
        file.add_paragraph("Udvalget hørte om sagen.")
        file.add_paragraph("Det tager fire uger", style="List Bullet")
    data = io.BytesIO()
    file.save(data)
    text, _ = extract(data.getvalue(), "prøve.docx")
    assert "- Det tager fire uger" in text
    meeting = parse(document(text))
    assert [(item.number, item.title) for item in meeting.items] == [
        (1, "Bolværket"),
        (2, "Gæstepladser"),
        (3, "Eventuelt"),
    ]
