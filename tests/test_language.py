"""Questions in other languages, and what is no question at all."""

from __future__ import annotations

import pytest
from test_answers import check

from assistant import Assistant, Status
from assistant.language import foreign


@pytest.mark.parametrize(
    ("question", "language", "fact"),
    [
        ("How much does the new emergency car in Lindø cost per year?", "en", "4,6 mio. kr."),
        ("Who attended the meeting of Direktørforum on 14 March 2024?", "en", "Mia Falkenberg"),
        ("What was decided about the bike path between Lindø and Fjordby?", "en", "godkendte"),
        ("Who is the project manager for the follow-up home visits?", "en", "Trine Skov Madsen"),
        ("Was wurde über das Warmwasserbecken in Solgården beschlossen?", "de", "varmtvandsbassinet"),
        ("Vad beslutades om cykelvägen mellan Lindø och Fjordby?", "sv", "godkendte"),
        ("Hva ble vedtatt om sykkelveien mellom Lindø og Fjordby?", "no", "godkendte"),
    ],
)
def test_foreign_questions_get_danish_answers(
    shipped: Assistant, question: str, language: str, fact: str
) -> None:
    answer = shipped.ask(question)
    check(answer)
    assert answer.question == question
    assert answer.status is Status.ANSWERED, answer.text
    assert answer.metadata["language"] == language
    assert fact in answer.text
    assert "på dansk" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvad blev der besluttet om team-building i Det Nationale Ledelsesprogram?",
        "hva kostede det",
        "Hvem var ordstyrer, og hvem meldte afbud?",
        "Er The Voice of the Patient nævnt i referatet?",
        "hvornaar er naeste moede",
        "",
    ],
)
def test_danish_questions_stay_as_they_are(question: str) -> None:
    assert foreign(question) is None


@pytest.mark.parametrize("text", ["hej", "Tak!", "Hvad kan du?", "du er en idiot", "hjælp", "🙂", "???"])
def test_small_talk_gets_one_kind_line(shipped: Assistant, text: str) -> None:
    answer = shipped.ask(text)
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, [])
    assert "referat" in answer.text
