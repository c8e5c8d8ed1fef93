"""Questions typed in haste are written in full; what may be something else stays as typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.question import Kind, understand
from index.danish import stem
from index.expand import groups
from index.hasty import named_in_full, written_out

_BODIES = frozenset({"Havne- og Kystudvalget", "Byråd", "Trafikudvalget", "Fagligt Forum Vestby"})


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("hvad sagde adm om broen nov 22", "hvad sagde administrationen om broen november 2022"),
        ("møde 27 okt 22", "møde 27 oktober 2022"),
        ("indbrud jan/feb 24", "indbrud januar/februar 2024"),
        ("temadag 6/11 24 om sejlads", "temadag 6/11 2024 om sejlads"),
        ("takster skoleåret 23/24", "takster skoleåret 2023/24"),
        ("ferie efterår 24", "ferie efterår 2024"),
        ("ledige i 4 kv 22 og 1 kvt 23", "ledige i 4. kvartal 2022 og 1. kvartal 2023"),
        ("hvornår åbnede havnen i 23?", "hvornår åbnede havnen i 2023?"),
        ("hvem blev fmd for bådelauget", "hvem blev formand for bådelauget"),
        ("havneudv. og tillaegsbev til molen", "havneudvalg og tillægsbevilling til molen"),
        ("hvem er i arb.gruppen", "hvem er i arbejdsgruppen"),
        ("bådelaugets best. i 2022", "bådelaugets bestyrelse i 2022"),
        ("hvor mnage både, hvonår", "hvor mange både, hvornår"),
    ],
)
def test_what_is_short_is_written_in_full(typed: str, full: str) -> None:
    assert written_out(typed) == full
    assert written_out(full) == full


@pytest.mark.parametrize(
    "typed",
    [
        "Hvad sagde Jan Mar om julen?",
        "lige før jul i byen",
        "Hvad koster best practice?",
        "Hvem bor i 25 boliger?",
        "Mødet den 11/12 om 23 træer",
        "Det sker den 3. maj kl. 14.30.",
        "Er HA og MD med?",
        "Der er 40 km til byen.",
    ],
)
def test_what_may_be_something_else_stays(typed: str) -> None:
    assert written_out(typed) == typed


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("hvad vedtog hku", "hvad vedtog Havne- og Kystudvalget"),
        ("hkus møde", "Havne- og Kystudvalget møde"),
        ("havne og kyst udvalg", "havne og kyst udvalg"),
        ("trafi. udvalg", "trafik udvalg"),
        ("fagl. forum", "faglig forum"),
        ("byen i fald", "byen i fald"),
    ],
)
def test_bodies_by_initials_and_clipped_names(typed: str, full: str) -> None:
    assert named_in_full(typed, _BODIES) == full


def test_initials_of_two_bodies_are_left_alone() -> None:
    bodies = frozenset({"Havne- og Kystudvalget", "Handels- og Kulturudvalget"})
    assert named_in_full("hvad vedtog hku", bodies) == "hvad vedtog hku"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("hvonår åbner molen", Kind.DATE),
        ("i hvilken periode er molen lukket", Kind.DATE),
        ("fra hvilket skoleår gælder det", Kind.DATE),
        ("bådelauget, fra kl hvad?", Kind.DATE),
        ("hva kosted molen at male", Kind.AMOUNT),
        ("Hvad ville det koste at male molen?", Kind.AMOUNT),
        ("hvad betaler en enlig for en bådplads", Kind.AMOUNT),
        ("Hvad er taksten for en bådplads?", Kind.AMOUNT),
        ("hvor dybt må der graves", Kind.AMOUNT),
        ("bådelauget venteliste antal både", Kind.COUNT),
        ("pris på en bådplads 2031", Kind.AMOUNT),
        ("sidste frist for svar om molen", Kind.DATE),
        ("navne på bådelaugets medlemmer", Kind.LIST),
        ("bådelaugets formand", Kind.FACT),
    ],
)
def test_what_is_asked_in_haste(typed: str, kind: Kind) -> None:
    assert understand(typed).kind is kind


def test_a_question_is_understood_in_full() -> None:
    assert understand("havneudv nov 22").text == "havneudvalg november 2022"


def _corpus(*held: str) -> tuple[Callable[[str], list[tuple[str, int]]], Callable[[str], int]]:
    counts = {stem(word): 10 + len(word) for word in held}
    return (
        lambda prefix: [(term, count) for term, count in counts.items() if term.startswith(prefix)],
        lambda term: counts.get(term, 0),
    )


@pytest.mark.parametrize(
    ("typed", "held", "meant"),
    [
        ("molebelysn", ("molebelysning", "mole"), "molebelysning"),  # clipped
        ("fyrtårnsbeb", ("fyrtårnsbebyggelse",), "fyrtårnsbebyggelse"),
        ("bevilgett", ("bevilge",), "bevilge"),  # a slip in a form that the dictionary knows
        ("havnekomune", ("havnekommune",), "havnekommune"),
        ("udendoers", ("udendørs",), "udendørs"),
        ("moder", ("møde",), "møde"),
    ],
)
def test_a_word_that_no_item_holds_stands_for_one_that_is_held(
    typed: str, held: tuple[str, ...], meant: str
) -> None:
    vocabulary, frequency = _corpus(*held)
    (group,) = groups(typed, {}, frequency, vocabulary)
    assert (stem(meant),) in {variant.terms for variant in group}


@pytest.mark.parametrize("typed", ["hest", "sejler"])
def test_a_word_that_the_dictionary_knows_is_right(typed: str) -> None:
    vocabulary, frequency = _corpus("hestevogn", "hast", "fejle", "sejlerklub")
    (group,) = groups(typed, {}, frequency, vocabulary)
    assert [variant.terms for variant in group if len(variant.terms) == 1] == [(stem(typed),)]
