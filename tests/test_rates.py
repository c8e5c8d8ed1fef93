"""What a number is asked for each of."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from assistant.question import understand
from assistant.rates import other_rate
from index.danish import content_words, stem
from index.lexical_query import Variant


def lacking(question: str, told: str) -> bool:
    groups = [(Variant((stem(word),), 1.0),) for word in content_words(question)]
    pieces: list[Any] = [SimpleNamespace(text=told)]
    return other_rate(understand(question), groups, pieces)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvad koster lampen pr. dag?", "Lampen lejes i 12 uger for 600 kr."),
        ("hvad betaler man om maaneden for en plads", "En plads koster 400 kr. pr. uge."),
        ("Hvor meget koster tabletten per patient?", "Udgiften er 7 mio. kr. om året."),
        ("Hvor mange ture køres der dagligt?", "Der køres 40 ture om ugen."),
    ],
)
def test_a_number_for_something_else_is_lacking(question: str, told: str) -> None:
    assert lacking(question, told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvad koster lampen pr. dag?", "Lampen lejes for 60 kr. pr. døgn."),
        ("hvad koster en licens pr mdr", "En licens er 40 kr. om måneden."),
        ("Hvad koster den om året?", "Den årlige udgift er 7 mio. kr."),
        ("Hvor meget koster tabletten per patient?", "Den koster 70 kr. pr. patient."),
        ("Hvad var udgiften pr. 30. april?", "Udgiften var 7 mio. kr."),
        ("Hvad koster skærmene pr. stk.?", "Der købes otte skærme à 90 kr."),
        ("Hvor meget koster lampen i år?", "Lampen koster 600 kr."),
        ("Hvem taler om året, der gik?", "Formanden fortalte."),
    ],
)
def test_a_number_for_what_is_asked_is_not(question: str, told: str) -> None:
    assert not lacking(question, told)
