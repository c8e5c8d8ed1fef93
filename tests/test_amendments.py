"""What became of an amendment or of one member's wish, wherever the minutes tell it; and a vote that is told
without the word."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant, Status

MINUTES = {
    "park": (
        "REFERAT Parkudvalget d. 09-01-2024\n\nMødedato 2024-01-09 kl. 15:00\n\nSkovby Kommune\n\n"
        "Punkt 1: Godkendelse af dagsorden\n\nBeslutning\n\nGodkendt. "
        "Ida Holm ønskede duerne behandlet før fontænen. "
        "Det blev afvist med 3 stemmer mod 2.\n\n"
        "Punkt 2: Fontæne på Egetorvet\n\nSagsbeskrivelse\n\nFontænen koster 2 mio. kr.\n\nDrøftelse\n\n"
        "Bo Lund stillede ændringsforslag om, at fontænen betales af handelsforeningen. "
        "For stemte 2 (Bo Lund og "
        "Eva Brink), imod stemte 3. Forslaget faldt.\n\nBeslutning\n\nGodkendt enstemmigt.\n\n"
        "Punkt 3: Duer i parken\n\nSagsbeskrivelse\n\n"
        "Udvalget delte sig: tre (Ida Holm, Jan Toft og Kim Vang) for at "
        "opstille dueslag, to imod (Bo Lund og Eva Brink).\n\nBeslutning\n\nDer opstilles ti dueslag.\n"
    )
}


@pytest.fixture(scope="module")
def park(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("hvem stemte for ændringsforslaget om fontænen", ["Bo Lund og Eva Brink", "faldt"], "enstemmigt"),
        ("Hvordan gik det med Bo Lunds ændringsforslag om fontænen?", ["Forslaget faldt"], "enstemmigt"),
        ("Fik Ida Holm medhold i at tage duerne før fontænen?", ["afvist med 3 stemmer"], "dueslag"),
        ("Hvem stemte for at opstille dueslag i parken?", ["tre (Ida Holm", "to imod"], "fontænen"),
    ],
)
def test_the_votes_on_it_are_told(park: Assistant, question: str, held: list[str], not_held: str) -> None:
    answer = park.ask(question)
    assert (answer.status, answer.metadata["engine"]) == (Status.ANSWERED, "votes"), answer.text
    for words in held:
        assert words in answer.text
    assert not_held not in answer.text


def test_an_amendment_that_is_not_there_is_none(park: Assistant) -> None:
    assert "faldt" not in park.ask("Hvem stemte for ændringsforslaget om dueslagenes farve?").text


COUNCIL = {
    "torv": (
        "REFERAT\nMosby Byråd\n\nMødedato: Torsdag den 14-03-2024\nMødested: Rådhuset\n"
        "Mødt: Borgmester Ida Holm (A), Bo Lund (V), Eva Brink (Ø), Jan Toft (B)\n"
        "Afbud: Kim Vang (C) - stedfortræder Lis Krog (C) deltog\n\n"
        "Nr. 10 - Lokalplan 7 Torvet\n\nSagsresumé\nDer bygges huse ved torvet.\n\n"
        "Indstilling\nat lokalplan 7 vedtages.\n\nBeslutning i Byrådet den 14-03-2024\n\n"
        "Liste Ø stillede ændringsforslag om højst to etager.\n\n"
        "Der blev stemt om ændringsforslaget:\n\nFor: 1 (Eva Brink (Ø))\n\n"
        "Imod: 4 (Ida Holm (A), Bo Lund (V), Lis Krog (C), Jan Toft (B))\n\nÆndringsforslaget faldt.\n\n"
        "Der blev herefter stemt om indstillingen:\n\nFor: 4 (A, V, C og B)\n\nImod: 1 (Ø)\n\n"
        "Indstillingen blev vedtaget.\n\n"
        "Nr. 11 - Vindmølle på engen\n\nBeslutning i Byrådet den 14-03-2024\n\n"
        "Bo Lund (V) deltog ikke.\n\nFor: A (1), C (1). Imod: Ø (1). Undlod: B (1).\n\n"
        "Tilladelse til vindmøllen meddeles på vilkår om afstand.\n\n"
        "Nr. 12 - Gebyrer for renovation\n\nIndstilling\nat gebyrerne sættes til 900 kr.\n\n"
        "Beslutning i Byrådet den 14-03-2024\n\nVedtaget uden afstemning.\n"
    )
}


@pytest.fixture(scope="module")
def council(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(COUNCIL)


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        (
            "Hvad skete der med ændringsforslaget om lokalplan 7?",
            ["højst to etager", "Eva Brink", "faldt"],
            "indstillingen",
        ),
        (
            "Hvad besluttede Byrådet om vindmøllen?",
            ["For: A (1)", "Imod: Ø (1)", "Undlod: B (1)", "meddeles på vilkår"],
            "gebyr",
        ),
        ("Hvad blev besluttet om gebyrer for renovation?", ["900 kr.", "Vedtaget uden afstemning"], "etager"),
        (
            "Hvad blev besluttet på byrådsmødet den 14. marts 2024?",
            ["Indstillingen blev vedtaget", "vindmøllen meddeles", "Vedtaget uden afstemning"],
            "Bo Lund (V) deltog",
        ),
        ("Giv et overblik over punkterne på byrådsmødet", ["Punkt 10: Lokalplan 7 Torvet"], "stemt"),
        ("Hvor foregik Mosby Byråds møde i marts 2024?", ["Rådhuset"], "Torvet"),
        ("Hvem er borgmester i Mosby?", ["Ida Holm (Borgmester, A)"], "Bo Lund"),
        ("Hvem deltog i byrådsmødet?", ["Lis Krog (på vegne af Kim Vang, C)"], "stedfortræder"),
    ],
)
def test_what_a_council_voted_is_told_whole(
    council: Assistant, question: str, held: list[str], not_held: str
) -> None:
    answer = council.ask(question)
    assert answer.status is Status.ANSWERED
    for words in held:
        assert words in answer.text, answer.text
    assert not_held not in answer.text, answer.text
