"""Votes in the many ways minutes write them: the item is chosen by what was voted on, all sides are told,
and so is what the vote ended in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant, Status

HEAD = "REFERAT Havneudvalget d. 12-03-2024\n\nMødedato 2024-03-12 kl. 15:00\n\nMosby Kommune\n\n"
MINUTES = {
    "havn": HEAD + "Punkt 1: Ny kran på kajen\n\nBeslutning\n\n"
    "Ida Holm foreslog, at kranen lejes.\n"
    "For stemte: 2 (Ida Holm, Bo Lund)\nImod stemte: 5\nForslaget faldt.\n\n"
    "Punkt 2: Cafévogn ved molen\n\nBeslutning\n\n"
    "Afvist med stemmerne 4-3. For vognen: Ida Holm, Kim Vang og Bo Lund. Imod:\n"
    "Per Dam, Lis Krog og Jan Toft, som henviste til støj ved bådene, "
    "samt Eva Brink, der savnede en plan for affaldet.\n\n"
    "Punkt 3: Badebro ved Nordstranden\n\nBeslutning\n\n"
    "Udvalget var delt. For indstillingen stemte Ida Holm og Bo Lund. Imod stemte Per Dam og Lis Krog. "
    "Indstillingen er dermed ikke anbefalet ved stemmelighed, og sagen sendes videre til Byrådet.\n\n"
    "Punkt 4: Belysning på bådpladsen\n\nBeslutning\n\nGodkendt med 6 stemmer mod 1 (Jan Toft).\n\n"
    "Punkt 5: Isvagter på fjorden\n\nBeslutning\n\n"
    "Godkendt. Per Dam stemte imod, da vagterne bliver for dyre.\n\n"
    "Punkt 6: Navn til havnebadet\n\nBeslutning\n\nTaget til efterretning.\n\nSagsfremstilling\n\n"
    "Navnet er valgt af badets gæster. Hvad det taler imod, er prisen på skiltet.\n",
}


@pytest.fixture(scope="module")
def harbour(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


@pytest.mark.parametrize(
    ("question", "item", "held"),
    [
        ("Hvem stemte for at leje kranen?", 1, ["Ida Holm, Bo Lund", "Imod stemte: 5", "Forslaget faldt"]),
        ("Hvordan faldt stemmerne om cafévognen, og hvem stemte imod?", 2, ["4-3", "Lis Krog", "Eva Brink"]),
        ("Med hvilke stemmer blev cafévognen ved molen afvist?", 2, ["stemmerne 4-3", "Imod: Per Dam"]),
        ("Hvad blev stemmetallet om badebroen?", 3, ["Imod stemte Per Dam", "stemmelighed", "Byrådet"]),
        ("Hvordan faldt stemmerne om belysningen?", 4, ["6 stemmer mod 1 (Jan Toft)"]),
        ("Hvordan stemte Per Dam om isvagterne?", 5, ["stemte imod"]),
    ],
)
def test_all_sides_and_the_end_are_told(
    harbour: Assistant, question: str, item: int, held: list[str]
) -> None:
    answer = harbour.ask(question)
    assert (answer.status, answer.metadata["engine"]) == (Status.ANSWERED, "votes"), answer.text
    assert {citation.item for citation in answer.citations} == {item}
    for words in held:
        assert words in answer.text, answer.text


def test_a_count_that_is_not_told_is_no_answer(harbour: Assistant) -> None:
    answer = harbour.ask("Hvor mange stemte for isvagterne på fjorden?")
    assert answer.status is not Status.ANSWERED, answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvorfor stemte Per Dam imod isvagterne?",
        "Hvilken afstemningsprocedure gælder for belysningen?",
        "Hvad taler imod navnet på havnebadet?",
        "Hvordan stemte Rita Falk Storm om isvagterne?",
    ],
)
def test_reasons_objections_and_strangers_are_left_to_the_evidence(harbour: Assistant, question: str) -> None:
    assert harbour.ask(question).metadata["engine"] != "votes"
