"""Whether a question has anything to do with the minutes at all."""

from __future__ import annotations

import pytest

from assistant import Assistant, Status
from assistant.ask import weigh
from assistant.belonging import unfamiliar
from assistant.evidence import group_weights
from assistant.question import understand
from assistant.reorder import rank


def told(shipped: Assistant, text: str) -> dict[str, float]:
    searcher = shipped.store.searcher()
    question = understand(text)
    ranking = rank(question, searcher)
    importance = group_weights(text, ranking.groups, searcher.frequency, searcher.size)
    best = weigh(question, ranking, searcher)[0]
    return unfamiliar(ranking.groups, importance, best, searcher.frequency)


def test_a_question_in_the_minutes_words_is_familiar(shipped: Assistant) -> None:
    found = told(shipped, "Hvor mange borgere bruger varmtvandsbassinet om ugen?")
    assert found["foreign"] == 0.0
    assert found["most unheld"] < 0.3


def test_words_that_the_minutes_lack_are_foreign(shipped: Assistant) -> None:
    found = told(shipped, "Hvorfor spinder en leopard, når borgerne klapper den?")
    assert found["foreign"] > 0.2
    assert found["most unheld"] > 0.3


@pytest.mark.parametrize("text", ["Hvorfor spinder katte?", "Hvordan beskærer jeg mine hortensiaer?"])
def test_what_is_outside_the_minutes_is_not_answered(shipped: Assistant, text: str) -> None:
    assert shipped.ask(text).status is not Status.ANSWERED
