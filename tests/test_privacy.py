"""CPR numbers are found in every form and nothing else is; closed items give nothing away."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parser_checks import check_meeting, document

from index.parser import parse
from index.privacy import (
    MASK,
    conceal_closed,
    find_cpr,
    find_private,
    is_public,
    mask,
    mask_cpr,
    public_text,
    screen,
    screen_private,
)
from index.types import Meeting

SHARED = Path(__file__).resolve().parents[2] / "shared"
WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def checked(number: str) -> bool:
    return sum(int(d) * w for d, w in zip(number, WEIGHTS, strict=True)) % 11 == 0


@st.composite
def cpr_numbers(draw: st.DrawFn) -> str:
    """Ten digits whose first six are a day in the past, with and without a right check digit."""
    born = draw(st.dates(date(1900, 1, 1), date.today() - timedelta(days=1)))
    short = born.year % 100
    if born.year < 2000:
        sevenths = "0123" + ("49" if short >= 37 else "")
    else:
        sevenths = ("49" if short <= 36 else "") + ("5678" if short <= 57 else "")
    tail = draw(st.sampled_from(sevenths)) + f"{draw(st.integers(0, 999)):03d}"
    return f"{born:%d%m%y}{tail}"


@given(cpr_numbers(), st.sampled_from(["-", "", " - ", "– ", "-\u00a0"]))
def test_every_number_with_a_dash_or_nothing_is_found(number: str, separator: str) -> None:
    written = f"{number[:6]}{separator}{number[6:]}"
    text = f"Borgeren ({written}) har søgt."
    assert [text[a:b] for a, b in find_cpr(text)] == [written]
    assert mask_cpr(text) == text.replace(number[:6], MASK * 6).replace(number[6:], MASK * 4)


@given(cpr_numbers())
def test_a_spaced_number_is_found_unless_its_tail_looks_like_a_year(number: str) -> None:
    text = f"Borgeren {number[:6]} {number[6:]} har søgt."
    found = bool(find_cpr(text))
    assert found == (checked(number) or number[6:8] not in ("19", "20"))
    assert find_cpr(f"Borgerens cpr-nr. {number[:6]} {number[6:]} har søgt.")


@given(cpr_numbers())
def test_a_wholly_spaced_number_is_found_by_its_label_or_its_check_digit(number: str) -> None:
    written = f"{number[:2]} {number[2:4]} {number[4:6]} {number[6:]}"
    assert bool(find_cpr(f"Borgeren {written} har søgt.")) == checked(number)
    assert find_cpr(f"CPR: {written}")


@pytest.mark.parametrize(
    "text",
    [
        "CPR-nr.: 010180-1234",
        "cpr 0101801234",
        "**010180**-1234",
        "010180-\n1234",
        "01\u200b0180-12\u200b34",
        "født 290200-4123",
        "personnummer 0101651235, uden kontrolciffer",
        "(010180-1234)",
        "010180-1234.",
        "Navn\t010180-1234\tBy",
        "Sagsnr. 0101801236 vedrører cpr 010180-1234",
    ],
)
def test_found(text: str) -> None:
    assert len(find_cpr(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Sags ID: 21-014448",
        "Sags ID: EMN-2022-04994",
        "Dok ID: 0101801234",
        "(DokID: 1101801234 - EMN-2022-04994)",
        "Brevid: 0504191234",
        "Sagsnr. 16/34038",
        "J.nr. 0101801234",
        "Tlf. 12 10 80 1234",
        "Telefon: +45 0101801234",
        "ring på 12 34 56 78",
        "EAN 5798001234567",
        "CVR-nr. 12345678",
        "konto 1234 0101801234",
        "reg.nr. 1234 kontonr. 0101801234",
        "1.010.180.123 kr.",
        "0101801234 kr.",
        "kr. 0101801234",
        "matr.nr. 010180-12a",
        "BFE-nr. 0101801234",
        "320180-1234",
        "013180-1234",
        "290201-4123",
        "300299-1234",
        "perioden 2022-2025",
        "den 01-01-1980 1234",
        "010180-12345",
        "9010180-1234",
        "12.010180-1234",
        "311222 2022",
        "120 010180 1234 5678 kr.",
        "311250-5123",
    ],
)
def test_not_found(text: str) -> None:
    assert find_cpr(text) == []


@given(st.text(max_size=200))
def test_masking_keeps_the_length_and_leaves_nothing_to_find(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert find_cpr(masked) == []


@pytest.mark.parametrize(
    ("text", "kind", "private"),
    [
        ("Skriv til anne.bro@gmail.com i dag", "e-mail", "anne.bro@gmail.com"),
        ("Mail: peter_k@stofanet.dk.", "e-mail", "peter_k@stofanet.dk"),
        ("Privat tlf.: 12 34 56 78", "telefon", "12 34 56 78"),
        ("mobil 12345678", "telefon", "12345678"),
        ("Anne Bro, tlf. 12345678", "telefon", "12345678"),
        ("Anne Bro (12 34 56 78)", "telefon", "12 34 56 78"),
        ("Per Toft, +45 12345678", "telefon", "+45 12345678"),
        ("reg.nr. 1234 kontonr. 0123456789", "konto", "reg.nr. 1234 kontonr. 0123456789"),
        ("konto 1234-0123456789", "konto", "konto 1234-0123456789"),
        ("DK50 0040 0440 1162 43", "konto", "DK50 0040 0440 1162 43"),
    ],
)
def test_private_contact_data(text: str, kind: str, private: str) -> None:
    (hit,) = find_private(text)
    assert (hit.kind, text[hit.start : hit.end]) == (kind, private)


@pytest.mark.parametrize(
    "text",
    [
        "Skriv til raadhus@mosevang.dk",
        "Kontakt forvaltningen på tlf. 43 97 97 97",
        "Borgerservice, telefon 12345678",
        "Mosevang Kommunes hovednummer er 12 34 56 78",
        "(DokID: 11065832 - EMN-2022-04994)",
        "Dok ID: 11062426",
        "Bilag 4 12112023",
        "Afvigelse 12 34 56 78 mio. kr.",
        "konto 5.32.30.1",
        "Sags ID: 24-000963",
    ],
)
def test_public_contact_data_and_other_numbers(text: str) -> None:
    assert find_private(text) == []


MINUTES = """REFERAT Skoleudvalget d. 03-06-2024

Afbud: Anne Bro (010180-1234)

Punkt 1: Sag om 0202811234

Beslutning

Bevilget til 020281-1234. Ring til Anne Bro, tlf. 12345678.

Bilag

Brev til 020281-1234.pdf

a	b
020281-1234	3

Punkt 2: Lukket: Ansættelse af leder

Sags ID: 24-000111

Beslutning

Per Toft ansættes pr. 1. august.

Afbud: Ib Sand

Bilag

Ansøgning fra Per Toft.pdf

Punkt 3: Eventuelt

Intet.
"""


@pytest.fixture
def meeting() -> Meeting:
    return parse(document(MINUTES))


def test_screening_masks_text_and_everything_made_from_it(meeting: Meeting) -> None:
    screened, counts = screen(meeting)
    assert counts == {None: 1, 1: 4}
    assert find_cpr(repr(screened)) == []
    assert "020281" not in repr(screened)
    assert screened.items[0].title == f"Sag om {MASK * 10}"
    assert screened.items[0].attachments[0].title == f"Brev til {MASK * 6}-{MASK * 4}.pdf"
    check_meeting(screened, screened.text)
    assert len(screened.text) == len(meeting.text)
    assert screen(screened) == (screened, {})


def test_screening_leaves_minutes_without_numbers_alone() -> None:
    meeting = parse(document(MINUTES.replace("020281", "990281").replace("010180", "990180")))
    assert screen(meeting) == (meeting, {})


def test_private_contact_data_is_counted_and_masked(meeting: Meeting) -> None:
    screened, counts = screen_private(meeting)
    assert counts == {1: 1}
    assert "12345678" not in screened.text
    check_meeting(screened, screened.text)
    assert screen_private(screened) == (screened, {})


def test_a_number_in_the_name_of_the_body_is_not_in_the_identity() -> None:
    meeting = parse(document("REFERAT Borger 010180-1234 d. 03-06-2024\n\nPunkt 1: Eventuelt\n\nIntet.\n"))
    screened, _ = screen(meeting)
    assert "010180" not in screened.id
    assert screened.id.endswith("2024-06-03")


def test_a_closed_item_gives_nothing_but_its_heading(meeting: Meeting) -> None:
    closed = meeting.items[1]
    assert not is_public(closed)
    assert is_public(meeting.items[0])
    assert public_text(meeting, closed) == "Punkt 2: Lukket: Ansættelse af leder"
    assert "ansættes" in public_text(meeting, closed, include_closed=True)
    concealed = conceal_closed(meeting)
    check_meeting(concealed, concealed.text)
    for secret in ("Toft", "24-000111", "Ib Sand", "1. august"):
        assert secret in repr(meeting)
        assert secret not in repr(concealed)
    assert concealed.items[1].title == "Lukket: Ansættelse af leder"
    assert concealed.items[1].closed
    assert concealed.items[0] == meeting.items[0]
    assert concealed.text[concealed.items[2].start :] == meeting.text[meeting.items[2].start :]
    assert conceal_closed(concealed) == concealed


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the real minutes (../shared) are not here")
def test_no_false_alarm_in_real_minutes() -> None:
    """Public minutes hold no CPR numbers: every hit in them would be a mistake."""
    paths = sorted([*SHARED.glob("minutes/*.txt"), *SHARED.glob("corpus/greve/*.txt")])
    texts = [path.read_text(encoding="utf-8") for path in paths]
    alarms = [
        (path.name, len(find_cpr(text))) for path, text in zip(paths, texts, strict=True) if find_cpr(text)
    ]
    contacts = [
        (p.name, t[h.start : h.end]) for p, t in zip(paths, texts, strict=True) for h in find_private(t)
    ]
    print(
        f"{len(texts)} files, {sum(map(len, texts))} characters: {len(alarms)} CPR, {len(contacts)} contacts"
    )
    assert alarms == []
    assert contacts == []


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the real minutes (../shared) are not here")
def test_numbers_put_into_real_minutes_are_all_found() -> None:
    """One number in each form at the end of every paragraph of real minutes."""
    forms = ("010180-1234", "0101801234", "010180 1234", "170392-4578", "1703924578")
    total = 0
    for path in sorted(SHARED.glob("minutes/*.txt")):
        paragraphs = path.read_text(encoding="utf-8").split("\n\n")
        text = "\n\n".join(f"{p}\nBorger {forms[n % len(forms)]}" for n, p in enumerate(paragraphs))
        assert len(find_cpr(text)) == len(paragraphs)
        total += len(paragraphs)
    print(total, "numbers found")
    assert total > 500
