"""Lines that were broken for width are one; those that were written as lines are not."""

from __future__ import annotations

import textwrap

from assistant.cite import display
from assistant.sentences import units
from index.compounds import all_terms
from index.paragraphs import paragraphs, whole_words

PROSE = (
    "Havneudvalget drøftede, om kajen ved Nordmolen skal renoveres i 2026 eller vente, til der er fundet "
    "penge til hele anlægget. Havnefogeden oplyste, at de otte pullerter er fra 1974, og at to er løse. "
    "Udgiften er anslået til 1,4 mio. kr., hvoraf fonden betaler halvdelen."
)
LISTED = (
    "Det indstilles, at Havneudvalget\nat kajen renoveres i 2026,\nat pullerterne skiftes,\n"
    "at fonden søges om tilskud.\n\nDeltagere\nAnne Lund\nPer Krag\nIda Holm\n"
)


def shown(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in paragraphs(text, 0, len(text))]


def test_a_text_broken_for_width_reads_as_it_was_written() -> None:
    other = "Formanden takkede for indsatsen. " * 6
    text = "\n\n".join("\n".join(textwrap.wrap(part, 78)) for part in (PROSE, other, PROSE))
    assert shown(text) == [PROSE, other.strip(), PROSE]
    found = [" ".join(text[u.start : u.end].split()) for u in units(text, 0, len(text))]
    assert "Udgiften er anslået til 1,4 mio. kr., hvoraf fonden betaler halvdelen." in found


def test_lists_names_and_points_keep_their_lines() -> None:
    assert shown(LISTED) == LISTED.replace("\n\n", "\n").strip().split("\n")
    prose = "\n".join(textwrap.wrap(f"{PROSE} {PROSE}", 78))
    wrapped = f"{prose}\n- pullerter\n- lygter\n3. Kajen renoveres.\nFrist: 1. maj\n"
    assert shown(wrapped)[1:] == ["- pullerter", "- lygter", "3. Kajen renoveres.", "Frist: 1. maj"]


def test_a_long_line_that_goes_on_in_small_letters_is_one_whatever_the_width() -> None:
    text = "Udvalget godkendte, at lygterne på den nordlige mole\nskiftes i foråret.\nSagen er slut.\n"
    assert shown(text) == [
        "Udvalget godkendte, at lygterne på den nordlige mole skiftes i foråret.",
        "Sagen er slut.",
    ]


def test_a_date_or_a_number_at_a_lines_beginning_is_no_list_mark() -> None:
    text = "Arbejdet på kajen ved Nordmolen ventes at være færdigt den\n3. maj 2026, hvis vejret er godt.\n"
    assert len(shown(text)) == 1


def test_a_word_cut_at_the_lines_end_is_found_and_shown_whole() -> None:
    cut = "Udvalget bad om, at havne-\nfogeden undersøger drifts-\nog anlægsudgifter."
    assert "havnefogeden" in whole_words(cut)
    assert "drifts-\nog" in whole_words(cut)
    assert all_terms("havnefogeden") <= all_terms(cut)
    assert display(cut).startswith("Udvalget bad om, at havnefogeden undersøger")


def test_columns_are_no_prose() -> None:
    table = "Kajen ved Nordmolen og alle dens pullerter      1.400.000 kr.\nmolen i øvrigt      200.000 kr.\n"
    assert len(shown(table)) == 2


def test_a_page_number_is_no_line() -> None:
    text = "Lampen males.\n\nHavneudvalget 05-06-2025          Side 2 af 4\n\n- 3 -\nBænken flyttes."
    assert [text[a:b] for a, b in paragraphs(text, 0, len(text))] == ["Lampen males.", "Bænken flyttes."]


def test_a_line_that_goes_on_in_small_letters_may_have_had_room_for_the_next_word() -> None:
    wide = "Lampen på molen er rusten og kan ikke lyse for de både, der kommer hjem sent om"
    short = "Lampen på molen er rusten og kan ikke lyse for de både, der kommer"
    text = f"{wide} natten,\n{wide} natten,\n{wide} dagen\n{short}\nhjem om natten\n{wide} en.\n"
    assert any(f"{short}\nhjem" in text[a:b] for a, b in paragraphs(text, 0, len(text)))


def test_a_sentence_goes_on_after_a_page() -> None:
    text = (
        "Udvalget drøftede længe, om bolværket skulle repareres nu eller\n"
        "først til næste år, når pengene er der, og det blev til\n\n"
        "Side 1 af 3\n\nsidst aftalt at vente.\n\nSide 2 af 3\n\nMødet sluttede.\n"
    )
    spans = [text[a:b] for a, b in paragraphs(text, 0, len(text))]
    assert len(spans) == 2
    assert spans[0].endswith("aftalt at vente.")


def test_a_line_of_uneven_length_goes_on_before_a_figure() -> None:
    text = (
        "Kommunerne har meldt om to hundrede af sejlerne, havnen om tresindstyve og\n"
        "der er spurgt hver sommer. Klubben har rapporteret femten, almen sejlads\n"
        "7 og gæster 5. To sejlere er klassificeret som fremmede. Den ene af dem\n"
        "kom fra en havn længere mod nord, hvor der ikke findes noget bolværk nu.\n"
    )
    assert len(paragraphs(text, 0, len(text))) == 1


def test_a_day_at_a_lines_end_goes_on_with_its_month() -> None:
    text = "Skabelonen tages i brug på Nordmolen den 1. maj og på de andre moler den 1.\njuni. De er fem.\n"
    assert len(paragraphs(text, 0, len(text))) == 1


def test_a_short_line_that_ends_in_the_midst_of_words_goes_on() -> None:
    text = (
        "Kommunerne har meldt om to hundrede af sejlerne, havnen om tresindstyve og der er flere.\n"
        "Klubben har rapporteret femten, og der er spurgt til hver eneste sommer i disse år nu.\n"
        "Sejlerne køber vand hos to leverandører, Nordvand og\n"
        "Kystvand, og det giver fejl i koblingerne, når de lægger til om natten ved den lange mole.\n"
        "To sejlere er klassificeret som fremmede, og de kom fra en havn længere mod nord i går.\n"
    )
    assert "Nordvand og\nKystvand" in "|".join(text[a:b] for a, b in paragraphs(text, 0, len(text)))


def test_rows_and_page_feet_wider_than_the_text_hide_no_width() -> None:
    lines = textwrap.wrap(PROSE, 60)
    rows = [f"{n}. Pullert{' ' * 90}Havnefogeden" for n in range(9)]
    feet = [f"{' ' * 130}Side 1 af 2"]
    told = shown("\n".join([*rows, "", *lines, *feet]))
    assert PROSE in told
