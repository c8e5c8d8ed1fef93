"""Terms, spellings, compounds, dates and amounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from index import compounds, spelling
from index.danish import loose, stem, terms, unfold
from index.dates import danish_date, find_amounts, find_dates, find_periods


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("møder", "moederne"),
        ("børnene", "barn"),
        ("Åbenrå", "Aabenraa"),
        ("besluttede", "beslutter"),
        ("kommunens", "kommuner"),
        ("bøgerne", "bog"),
        ("udsat", "udsættes"),
        ("regionalt", "regionale"),
        ("tværsektorielt", "tværsektorielle"),
        ("nyt", "nye"),
        ("plejebørn", "plejebarnet"),
        ("forskningscentret", "forskningscenter"),
        ("forældrene", "forældre"),
        ("dørene", "dør"),
        ("svømmebadet", "svømmebade"),
        ("leverer", "levere"),
        ("voksne", "voksen"),
        ("skatten", "skat"),
        ("cyklerne", "cykel"),
    ],
)
def test_forms_of_a_word_share_a_term(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("leder", "ledig"),
        ("plan", "plads"),
        ("hund", "hundige"),
        ("forældet", "forældre"),
        ("dør", "døde"),
        ("gående", "går"),
        ("bad", "bedt"),
        ("levere", "leve"),
        ("voksne", "vokser"),
        ("planet", "planer"),
        ("ledet", "lide"),
        ("sangen", "synge"),
        ("stifter", "stive"),
        ("passere", "passer"),
        ("faren", "far"),
    ],
)
def test_different_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_unfold_and_loose_spellings() -> None:
    assert unfold("AABEN") == "åben"
    assert unfold("moeder") == "møder"
    assert loose("møder") == loose("moder") == "moder"


def test_amounts_and_dates_have_one_spelling() -> None:
    assert "tal:1300000" in terms("1,3 mio. kr.")
    assert "tal:1300000" in terms("1.300.000 kr.")
    for written in ("24. oktober 2024", "24-10-2024", "24/10 2024", "2024-10-24", "24.10.2024"):
        assert "dato:2024-10-24" in terms(written), written


def test_terms_leave_out_stop_words() -> None:
    assert terms("og det er på en af de") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("d. 24. oktober 2024", (24, 10, 2024)),
        ("den 6/11", (6, 11, None)),
        ("1. sept. 2023", (1, 9, 2023)),
        ("5.3.24", (5, 3, 2024)),
    ],
)
def test_dates_are_found(text: str, day: tuple[int, int, int | None]) -> None:
    (found,) = find_dates(text)
    assert (found.day, found.month, found.year) == day
    assert text[found.start : found.end] in text


@pytest.mark.parametrize(
    "text", ["kl. 14.30", "32. januar 2024", "EMN-2024-00711", "pkt. 4", "1.765.000 kr."]
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_periods() -> None:
    (autumn,) = find_periods("i efteråret 2023")
    assert (autumn.since, autumn.until) == (date(2023, 9, 1), date(2023, 11, 30))
    (half,) = find_periods("2. halvår 2024")
    assert (half.since, half.until) == (date(2024, 7, 1), date(2024, 12, 31))
    assert find_periods("den 3. maj 2024") == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,3 mio. kr.", Decimal(1300000), "kr"),
        ("42.881,00 kr.", Decimal("42881.00"), "kr"),
        ("91.494kr.", Decimal(91494), "kr"),
        ("55,4 %", Decimal("55.4"), "%"),
        ("2 mia. kroner", Decimal(2_000_000_000), "kr"),
    ],
)
def test_amounts(text: str, value: Decimal, unit: str) -> None:
    (found,) = find_amounts(text)
    assert (found.value, found.unit) == (value, unit)


def test_danish_date() -> None:
    assert danish_date(date(2024, 10, 24)) == "24. oktober 2024"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("klyngemidler", ("klynge", "midler")),
        ("evalueringsplan", ("evaluering", "plan")),
        ("hjemmebesøg", ("hjemme", "besøg")),
        ("boligforening", ("bolig", "forening")),
    ],
)
def test_compounds_are_split(word: str, parts: tuple[str, ...]) -> None:
    assert compounds.split(word) == parts


@pytest.mark.parametrize("word", ["kommunen", "forældre", "indstilling", "udgifter", "bestyrelse"])
def test_simple_words_are_not(word: str) -> None:
    assert compounds.split(word) == ()


def test_spelling_is_corrected_against_the_corpus() -> None:
    corpus = {"mød": 40, "ordstyr": 3, "klyngemidl": 9, "mod": 5, "rehabilitering": 4}

    def vocabulary(prefix: str) -> list[tuple[str, int]]:
        return [(term, count) for term, count in corpus.items() if term.startswith(prefix)]

    def held(term: str) -> int:
        return corpus.get(term, 0)

    assert spelling.corrections("klyngemdil", vocabulary, held) == ["klyngemidl"]
    assert spelling.corrections("rehabiliterng", vocabulary, held) == ["rehabilitering"]
    assert spelling.corrections("ordstry", vocabulary, held) == ["ordstyr"]
    assert spelling.corrections("xyzw", vocabulary, held) == []
    assert spelling.corrections("er", vocabulary, held) == []
