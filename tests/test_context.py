"""A sentence that cannot stand alone comes with the one that it needs; the header's lines answer too."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Status

MINUTES = """Referat fra møde i Havneudvalget
Dato: 5. juni 2025 kl. 16.00-18.00
Sted: Havnekontoret, Nordmolen 3

Medlem\tTitel\tOrganisation\tFremmøde
Anne Lund\tHavnechef\tAaby Kommune\tX
Per Krag\tDirektør\tFjordens Rederi\tX
Ida Holm\tBiolog\tVandplejeforeningen\tAfbud

Punkt 1: Godkendelse af dagsorden
Beslutning
Godkendt.

Punkt 2: Renovering af kajen ved Nordmolen
Sagsfremstilling
Anne Lund gennemgik rapporten fra dykkerne. Hun anbefalede, at pullerterne skiftes før vinteren.

Trafikken på havnen er vokset med en fjerdedel siden åbningen af ruten. Sliddet på kajen er derfor steget.

Per Krag spurgte, hvem der betaler for lygterne. Svaret er, at staten dækker hele regningen.

Dykkerne fandt følgende skader: 1) Revner i kajens fundament. 2) Rust på otte pullerter. 3) Huller i fenderne.
Beslutning
Kajen renoveres i 2026.

Punkt 3: Takster for lystbåde
Sagsfremstilling

| Bådlængde | Takst 2025 | Takst 2026 |
|---|---|---|
| Under 8 meter | 2.100 kr. | 2.250 kr. |
| Over 8 meter | 3.400 kr. | 3.600 kr. |

Beslutning
Taksterne blev godkendt.
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("havn")
    (folder / "havn.txt").write_text(MINUTES, encoding="utf-8")
    return Assistant.from_minutes([folder], tmp_path_factory.mktemp("lager"))


@pytest.mark.parametrize(
    ("question", "needed"),
    [
        ("Hvem anbefalede, at pullerterne skiftes før vinteren?", "Anne Lund gennemgik rapporten"),
        ("Hvorfor er sliddet på kajen steget?", "Trafikken på havnen er vokset"),
        ("Hvem betaler for lygterne på havnen?", "staten dækker hele regningen"),
        ("Hvilke skader fandt dykkerne?", "Huller i fenderne"),
    ],
)
def test_a_sentence_comes_with_what_it_needs(harbour: Assistant, question: str, needed: str) -> None:
    answer = harbour.ask(question)
    assert answer.status is Status.ANSWERED
    assert needed in answer.text
    assert all(c.quote == MINUTES[c.start : c.end] for c in answer.citations)


def test_a_row_answers_and_the_tables_head_alone_does_not(harbour: Assistant) -> None:
    answer = harbour.ask("Hvad er taksten i 2026 for både over 8 meter?")
    assert "3.600 kr." in answer.text
    assert "Bådlængde" not in answer.citations[0].quote


def test_a_line_of_the_header_answers_and_is_cited_as_the_meetings_own(harbour: Assistant) -> None:
    answer = harbour.ask("Hvem kom fra Vandplejeforeningen?")
    assert "Ida Holm" in answer.text
    assert answer.citations[0].item is None
    assert answer.citations[0].end < MINUTES.index("Punkt 1")
