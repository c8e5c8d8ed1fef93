"""Whatever the text, the parser gives a meeting whose parts fit together, or says that it cannot."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parser_checks import check_meeting, document

from index.errors import ParseError
from index.parser import parse

DATA = Path(__file__).parent / "data" / "parser"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.txt"))]
HEADER = "REFERAT Skoleudvalget d. 03-06-2024\n\nMødedato 3. juni 2024 kl. 17\n\n"
FRAGMENTS = (
    "Punkt 1: Skolegården",
    "Punkt : Pause",
    "Punkt 2:",
    "punkt 3 blev udsat",
    "# **Punkt 4: Puljen**",
    "5. Puljen",
    "6 (Lukket) Puljen",
    "Indholdsfortegnelse",
    "Puljen.....7",
    "Beslutning",
    "INDSTLLING",
    "Sagens forløb",
    "Bilag",
    "1. Notat (DokID: 12 - EMN-2024-1)",
    "Fraværende",
    "Medlem",
    "Afbud: Anne Bro, Ib Sand (V)",
    "Deltagere:",
    "Anne Bro deltager på vegne af Ib Sand, afbud fra Per Toft",
    "|",
    "| |",
    "| a | b |",
    "|---|---|",
    "a\tb\tc",
    "\tmere\t",
    "Sags ID: 24-1",
    "(((((((((",
    "****",
    "\u200f\u202eשלום\u200b",
    "",
    "",
    "Det indstilles, at",
    "Mødet hævet kl. 99.99",
    "Mødested",
    "x" * 5000,
    "(" * 3000 + "A",
    "A, " * 800,
    "Anne " * 900,
)
fragments = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=60), max_size=40).map("\n".join)
slow = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def parse_or_refuse(text: str) -> None:
    try:
        meeting = parse(document(text))
    except ParseError as error:
        refusal = str(error)
    else:
        check_meeting(meeting, text)
        return
    assert refusal.startswith("prøve.txt: ")


@slow
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    parse_or_refuse(text)


@slow
@given(fragments)
def test_any_body_under_a_good_header(body: str) -> None:
    parse_or_refuse(f"{HEADER}Punkt 1: Velkomst\n\n{body}")


@slow
@given(fragments)
def test_any_pieces_of_minutes(text: str) -> None:
    parse_or_refuse(text)


@slow
@given(st.sampled_from(TEXTS), st.data())
def test_cut_minutes(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    parse_or_refuse(text[:end])
    parse_or_refuse(text[start:])
    parse_or_refuse(text[:start] + text[end:])


@slow
@given(st.sampled_from(TEXTS), st.randoms(use_true_random=False))
def test_shuffled_minutes(text: str, random: object) -> None:
    lines = text.split("\n")
    random.shuffle(lines)  # type: ignore[attr-defined]
    parse_or_refuse("\n".join(lines))


@slow
@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_minutes_after_minutes(first: str, second: str) -> None:
    parse_or_refuse(first + "\n\n" + second)


@slow
@given(
    st.sampled_from(TEXTS),
    st.sampled_from("\u00a0\u200b\u200e\u200f\u202e\ufeff\u00ad\t \r\x0b\x0c\u2028\x00"),
    st.data(),
)
def test_strange_characters_in_minutes(text: str, mark: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=20)), reverse=True)
    for place in places:
        text = text[:place] + mark + text[place:]
    parse_or_refuse(text)


def test_one_huge_line_and_very_many_headings_are_read_in_reasonable_work() -> None:
    parse_or_refuse(HEADER + "Punkt 1: Alt\n\n" + "ord og flere ord, " * 60_000)
    parse_or_refuse(HEADER + "Punkt 1: Alt\n\nBeslutning\n\n" + "Afbud: " + "Anne Bro, " * 20_000)
    parse_or_refuse(HEADER + "".join(f"Punkt {n % 900}: Emne\n\n" for n in range(6_000)))
    parse_or_refuse(HEADER + "Punkt 1: Alt\n" + "|\n" * 20_000 + "a\tb\n" * 20_000)
    parse_or_refuse(HEADER + "Indholdsfortegnelse\n" + "".join(f"{n}. Emne\n" for n in range(5_000)))
    parse_or_refuse(HEADER + "Punkt 1: Deltagere\n\nDeltagere\n\n" + "Anne Bro, chef, By Kommune\n" * 3_000)
