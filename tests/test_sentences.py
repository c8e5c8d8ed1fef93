"""Danish sentences, list lines and table rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sentences import sentences, units


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Regionen afsatte 1,3 mio. kr. årligt.",
        "Det gælder bl.a. nr. 3 og pkt. 4 kl. 14.30 i lokale 2.",
        "Mødet den 24. oktober 2024 blev aflyst.",
        "Ole B. Andersen og H. C. Lund deltog.",
        "Se bilag 1, jf. punkt 2 på mødet d. 14. marts 2024.",
        "Der er ca. 25.000 kr. tilbage.",
        "Aftalen løber f.o.m. 1/3 t.o.m. 28/2 2026.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert split(text) == [text]


def test_sentences_are_parted() -> None:
    assert split("Det koster 8.000 kr. Pengene bruges i 2025. Hvad nu? Intet!") == [
        "Det koster 8.000 kr.",
        "Pengene bruges i 2025.",
        "Hvad nu?",
        "Intet!",
    ]


def test_list_lines_know_their_lead() -> None:
    text = "Midlerne fordeles sådan:\n\n- Besøgsvenner: 100 kr.\n- Kaffe: 20 kr.\n\nIntet mere."
    found = units(text, 0, len(text))
    assert [unit.kind for unit in found] == ["sentence", "list", "list", "sentence"]
    assert text[slice(*found[1].lead)] == "Midlerne fordeles sådan:"
    assert text[found[2].mark : found[2].end] == "Kaffe: 20 kr."


def test_a_number_that_belongs_to_the_words_is_no_list_mark() -> None:
    text = "Tidsplan:\n1. kvartal 2025: Planen behandles\n2. og 3. kvt. 2025: Høring\n4. Planen trykkes"
    assert [text[u.mark : u.end] for u in units(text, 0, len(text))[1:]] == [
        "1. kvartal 2025: Planen behandles",
        "2. og 3. kvt. 2025: Høring",
        "Planen trykkes",
    ]


@given(st.text(max_size=400))
def test_units_are_inside_the_text_and_apart(text: str) -> None:
    end = 0
    for unit in units(text, 0, len(text)):
        assert end <= unit.start < unit.end <= len(text)
        assert unit.start <= unit.mark <= unit.end
        end = unit.end


def test_short_unmarked_lines_after_a_colon_are_the_list_it_leads_into() -> None:
    text = "Udvalget har valgt følgende indsatser:\nGrønne skolegårde\nSikre cykelstier\n\nStart i maj."
    found = units(text, 0, len(text))
    lead = (0, text.index("\n"))
    assert [(u.kind, text[u.start : u.end], u.lead) for u in found[1:3]] == [
        ("list", "Grønne skolegårde", lead),
        ("list", "Sikre cykelstier", lead),
    ]
    assert found[-1].kind == "sentence"


def test_no_sentence_begins_with_a_party_in_brackets_before_a_small_letter() -> None:
    text = "Imod stemte Ib Holm. (Q) med bemærkning om, at prisen er for høj. Planen er vedtaget."
    assert [text[s:e] for s, e in sentences(text, 0, len(text))] == [
        "Imod stemte Ib Holm. (Q) med bemærkning om, at prisen er for høj.",
        "Planen er vedtaget.",
    ]


def test_a_day_in_figures_keeps_its_year() -> None:
    text = "Næste møde: torsdag d. 12.6. 2025 kl. 14 i Tovhuset. Der er 3. 20 kom."
    assert text[slice(*sentences(text, 0, len(text))[0])].endswith("Tovhuset.")


def test_a_line_break_in_a_day_ends_no_sentence() -> None:
    text = "Der er talt 21 ture til og med 3.\nmaj, heraf 9 om natten. Resten\nkørte om dagen."
    assert [text[slice(*span)] for span in sentences(text, 0, len(text))] == [
        "Der er talt 21 ture til og med 3.\nmaj, heraf 9 om natten.",
        "Resten\nkørte om dagen.",
    ]
