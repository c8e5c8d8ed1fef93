"""The forms that an answer takes: the columns of a row that are asked for, the point that a bare decision
answers, the sentence that goes on where the first leaves off."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant, Status
from assistant.outcome import is_bare
from assistant.question import Kind, understand

MINUTES = {
    "tang": """Referat fra møde i Tangudvalget
Dato: 4. marts 2025 kl. 14.00-16.00
Sted: Tanghuset, Strandvej 9

Punkt 1: Tilskud til tangforeninger
Sagsfremstilling

| Forening | Søgt | Indstillet | Bevilget |
|---|---|---|---|
| Blæretang Nord | 90.000 kr. | 40.000 kr. | 55.000 kr. |
| Sukkertangens Venner | 70.000 kr. | 70.000 kr. | 65.000 kr. |

Beslutning
Taget til efterretning.

Punkt 2: Tanghøst i Lillebugt
Sagsfremstilling
Udvalget konstaterede, at kortet over tangbankerne er forsinket. Rikke Holt sender det ud inden ugens udgang.

Fiskere uden egen båd fritages for afgiften på tang. Det omfatter 34 af kommunens fiskere.

Tre bugter er udpeget som særligt sårbare. De ligger her:

a) Lillebugt ved fyret
b) Skallebugt syd for molen
c) Krebsebugt i naturparken

Indstilling
Forvaltningen indstiller,
- at høsten udsættes til maj,
- at der købes en ny høstbåd, og
- at dykkerne må arbejde uden tilladelse fra havnefogeden.

Beslutning
Ad 1) Godkendt.
Ad 2) Godkendt.
Ad 3) Ikke imødekommet.
""",
    "krebs": """Referat fra møde i Krebseudvalget
Dato: 6. maj 2025 kl. 14.00-16.00

Punkt 1: Godkendelse af dagsorden
Beslutning
Godkendt. Punkt 3 blev behandlet før punkt 2 af hensyn til dykkeren.

Punkt 2: Evaluering af krebsepladsen
Sagsfremstilling
I alt 38 familier var med i Krebsedage i foråret. Krebsepladsen lukker 9. juni 2025.
Antallet af dræbte krebs er steget. Stigningen tilskrives en ny sejlrende.

Indstilling

  Forvaltningen indstiller,

  at evalueringen drøftes, og
  at bemærkningerne sendes til Fjordrådet.

Beslutning
Drøftet. Der blev bevilget 12.000 kr. til nye krebseskilte.

Punkt 3: Krebsebro ved Odden
Beslutning
Udgik. Tilladelsen foreligger ikke.
""",
}


@pytest.fixture(scope="module")
def seaweed(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


@pytest.mark.parametrize(
    ("question", "told", "unsaid"),
    [
        ("Hvor meget fik Blæretang Nord bevilget?", "Bevilget: 55.000 kr.", "40.000"),
        ("Hvor meget havde Blæretang Nord søgt?", "Søgt: 90.000 kr.", "55.000"),
        ("Hvilket beløb blev indstillet til Sukkertangens Venner?", "Indstillet: 70.000 kr.", "65.000"),
    ],
)
def test_of_a_row_the_column_asked_for_is_told(
    seaweed: Assistant, question: str, told: str, unsaid: str
) -> None:
    answer = seaweed.ask(question)
    assert told in answer.text
    assert unsaid not in answer.text
    assert "Forening: " in answer.text


def test_a_whole_row_is_told_where_no_column_is_named(seaweed: Assistant) -> None:
    text = seaweed.ask("Hvad står der om tilskud til Blæretang Nord?").text
    assert "90.000" in text
    assert "55.000" in text


@pytest.mark.parametrize(
    ("question", "needed"),
    [
        ("Hvem sender det forsinkede kort over tangbankerne?", "Rikke Holt sender det ud"),
        ("Hvor mange fiskere fritages for afgiften på tang?", "Det omfatter 34"),
        ("Hvilke tre bugter er udpeget som særligt sårbare?", "Krebsebugt i naturparken"),
    ],
)
def test_a_sentence_that_goes_on_is_told_too(seaweed: Assistant, question: str, needed: str) -> None:
    answer = seaweed.ask(question)
    assert answer.status is Status.ANSWERED
    assert needed in answer.text


def test_a_bare_decision_is_told_with_the_point_in_its_place(seaweed: Assistant) -> None:
    text = seaweed.ask("Hvad blev der besluttet om tanghøst i Lillebugt?").text
    assert "uden tilladelse fra havnefogeden: Ad 3) Ikke imødekommet." in text
    assert "ny høstbåd, og: Ad 2) Godkendt." in text


@pytest.mark.parametrize("words", ["Ad 2) Godkendt.", "Pkt. 3: Ikke imødekommet.", "At-punkt 1. Tiltrådt."])
def test_a_numbered_outcome_alone_is_bare(words: str) -> None:
    assert is_bare(words)


def test_who_are_not_spoken_of_are_not_counted(seaweed: Assistant) -> None:
    sure = [
        float(str(seaweed.ask(f"Hvor mange {who} fritages for afgiften på tang?").metadata["confidence"]))
        for who in ("fiskere", "sejlere")
    ]
    assert sure[0] > 2 * sure[1]


TALK = {
    "sejl": """Referat fra møde i Sejlforum
Dato: 14. august 2025 kl. 10.00-12.00
Sted: Bådhuset

Punkt 1: Regler for vinteropbevaring af joller
Sagsfremstilling
Der blev i 1. kvartal 2025 stjålet 17 joller fra pladsen. Ejerforeningen blev i januar hørt om reglerne.

Mette Krog sagde, at jollerne bør stå indendørs om vinteren. Lars Finn Bro deltog ikke i behandlingen.

Havnechefen skal til næste møde oplyse, hvor mange joller der står ulovligt på kajen.
Der er 210 pladser i alt.

Beslutning
Reglerne for vinteropbevaring blev godkendt. Brevet sendes til Kajakrådet.
"""
}


@pytest.fixture(scope="module")
def sailing(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(TALK)


@pytest.mark.parametrize(
    "question",
    [
        "hvad sagde lars finn bro om vinteropbevaring af joller",
        "Hvad svarede Kajakrådet om regler for vinteropbevaring af joller?",
        "Hvor mange joller står der ulovligt på kajen?",
        "Hvor mange joller blev stjålet i 2. kvartal 2025?",
    ],
)
def test_what_is_not_told_is_not_answered(sailing: Assistant, question: str) -> None:
    assert sailing.ask(question).status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvor mange joller blev stjålet i 1. kvartal 2025?", "17 joller"),
        ("Hvor mange pladser er der i alt til joller?", "210 pladser"),
        ("hvad sagde mette krog om vinteropbevaring af joller", "bør stå indendørs"),
    ],
)
def test_what_is_told_beside_it_is_answered(sailing: Assistant, question: str, told: str) -> None:
    answer = sailing.ask(question)
    assert answer.status is Status.ANSWERED
    assert told in answer.text


def test_how_fast_asks_for_a_span_of_time() -> None:
    assert understand("Hvor hurtigt kommer vagten?").kind is Kind.DURATION
    assert understand("Hvor snart kommer vagten?").kind is Kind.DATE


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        (
            "Hvad indstillede forvaltningen om evalueringen af krebsepladsen?",
            "Forvaltningen indstiller, at evalueringen drøftes, og at bemærkningerne sendes til Fjordrådet.",
            "indstiller.",
        ),
        ("Hvorfor udgik krebsebroen ved Odden?", "Tilladelsen foreligger ikke.", "9. juni"),
        ("Hvorfor er der dræbt flere krebs?", "ny sejlrende", "Odden"),
        ("Hvilket punkt blev behandlet før punkt 2, og af hvilken grund?", "hensyn til dykkeren", "Odden"),
        ("Hvor mange familier var med i Krebsedage?", "38 familier", "deltog"),
        (
            "Hvornår lukker krebsepladsen, og hvor meget blev der bevilget til krebseskilte?",
            "9. juni 2025",
            "sejlrende",
        ),
    ],
)
def test_answers_are_whole_sentences_on_what_is_asked(
    seaweed: Assistant, question: str, said: str, unsaid: str
) -> None:
    answer = seaweed.ask(question)
    assert said in answer.text
    assert unsaid not in answer.text


def test_in_a_list_of_decisions_a_point_is_told_with_the_line_that_leads_into_it(
    assistant_on: Callable[[Mapping[str, str]], Assistant],
) -> None:
    text = """Referat fra møde i Strandudvalget
Dato: 8. april 2025 kl. 14.00-16.00

Punkt 1: Godkendelse af dagsorden
Beslutning
Godkendt.

Punkt 2: Orientering fra formanden
Beslutning
Formanden orienterede om:
- at stranden er renset for tang
- at badebroen åbner den 1. juni
"""
    told = (
        assistant_on({"strand": text}).ask("Hvilke beslutninger traf Strandudvalget den 8. april 2025?").text
    )
    assert "Formanden orienterede om: at stranden er renset for tang" in told
    assert "Formanden orienterede om. " not in told
