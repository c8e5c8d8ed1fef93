"""Answers written by a model over HTTP: what is verified is shown, what fails leaves the plain answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from conftest import CORPUS
from fake_model import FakeModel, Turn, fake_model

from assistant import Answer, Assistant, Status
from assistant.assistant import as_filters
from index.chat import ModelSettings

QUESTION = "Hvad blev der besluttet om rygestopkorpset?"
TRUE = "Direktørforum afviste forslaget om et fælles rygestopkorps"
FALSE = "Direktørforum godkendte forslaget om et fælles rygestopkorps"
ONE_KEY = re.compile(r"^\[([A-Z]\d[A-Z])\] ", re.MULTILINE)


def keys(request: dict[str, Any]) -> dict[str, str]:
    """Key -> its passage, of the prompt that a request holds."""
    user = request["messages"][-1]["content"]
    found = list(ONE_KEY.finditer(user))
    ends = [match.start() for match in found[1:]] + [len(user)]
    return {match[1]: user[match.end() : end] for match, end in zip(found, ends, strict=True)}


def key_of(request: dict[str, Any], words: str) -> str:
    """The key of the passage that holds some words; one that does not exist when none does."""
    return next((key for key, text in keys(request).items() if words in text), "Q0Q")


def saying(make: Callable[[str], str], words: str = "afviste forslaget") -> Callable[[dict[str, Any]], str]:
    """A model that writes `make(key)`, key being that of the passage with some words."""
    return lambda request: make(key_of(request, words))


@contextmanager
def asked_of(script: Any, shipped: Assistant, **settings: Any) -> Iterator[tuple[Assistant, FakeModel]]:
    with fake_model(script) as model:
        chosen = {"timeout": 20.0} | settings
        yield Assistant(shipped.store, llm=ModelSettings("fake", model.url, **chosen)), model


def plain(shipped: Assistant, question: str = QUESTION) -> Answer:
    return shipped.ask(question)


def test_a_true_sentence_is_shown_with_its_exact_words(shipped: Assistant) -> None:
    with asked_of(saying(lambda key: f"{TRUE} [{key}]."), shipped) as (assistant, model):
        answer = assistant.ask(QUESTION)
    assert answer.status is Status.ANSWERED
    assert answer.text == f"{TRUE}. [1]"
    citation = answer.citations[0]
    meeting, _ = shipped.item(citation.meeting_id, citation.ordinal)
    assert meeting.text[citation.start : citation.end] == citation.quote
    assert citation.quote == "Direktørforum afviste forslaget om et fælles rygestopkorps."
    assert answer.metadata["engine"] == "llm"
    assert answer.metadata["tokens"] == {"read": 100, "written": pytest.approx(10, abs=3), "estimated": False}
    assert len(model.requests) == 1


def test_a_false_sentence_gives_the_plain_answer_with_a_note(shipped: Assistant) -> None:
    with asked_of(saying(lambda key: f"{FALSE} [{key}]."), shipped) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert answer.text.endswith(plain(shipped).text)
    assert answer.text.startswith("Sprogmodellens svar er ikke belagt i referaterne.")
    assert answer.citations == plain(shipped).citations
    assert [left["text"] for left in answer.metadata["unsupported"]] == [f"{FALSE}."]


def test_a_false_sentence_among_true_ones_is_left_out(shipped: Assistant) -> None:
    more = "Mia Falkenberg kunne ikke tilslutte sig afvisningen"
    script = saying(lambda key: f"{TRUE} [{key}]. {more} [{key}]. Korpset ansættes fra 2025 [{key}].")
    with asked_of(script, shipped) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert answer.text == f"{TRUE}. [1] {more}. [2]"
    assert len(answer.metadata["unsupported"]) == 1


def test_sentences_appear_as_they_are_verified(shipped: Assistant) -> None:
    more = "Mia Falkenberg kunne ikke tilslutte sig afvisningen"
    with asked_of(saying(lambda key: f"{TRUE} [{key}]. {more} [{key}]. Slut."), shipped) as (assistant, _):
        steps = list(assistant.ask_stream(QUESTION))
    assert [step.text for step in steps[:2]] == [f"{TRUE}. [1]", f"{TRUE}. [1] {more}. [2]"]
    assert all(step.metadata.get("partial") for step in steps[:-1])
    assert not steps[-1].metadata.get("partial")


def test_without_a_model_the_stream_ends_with_the_answer(shipped: Assistant) -> None:
    steps = list(shipped.ask_stream("Hvem deltog i mødet i Direktørforum den 14. marts 2024?"))
    asked = shipped.ask("Hvem deltog i mødet i Direktørforum den 14. marts 2024?")
    assert steps[-1].text == asked.text
    assert steps[-1].citations == asked.citations
    for step in steps[:-1]:
        assert asked.text.startswith(step.text)
        assert {f"[{c.number}]" for c in step.citations} == set(re.findall(r"\[\d+\]", step.text))


@pytest.mark.parametrize(
    ("turn", "line"),
    [
        (Turn(status=401), "afviste nøglen (401)"),
        (Turn(status=403), "afviste nøglen (403)"),
        (Turn(status=404), "kender ikke modellen fake"),
        (Turn(status=429, headers={"retry-after": "120"}), "Prøv igen om 120 sekunder"),
        (Turn(status=500), "meldte fejl (500)"),
        (Turn(status=400), "meldte fejl (400)"),
        (Turn(f"{TRUE}.", cut=3), "stoppede midt i svaret"),
        (Turn(cut=0), "stoppede midt i svaret"),
    ],
)
def test_a_failing_model_gives_one_line_and_the_plain_answer(
    shipped: Assistant, turn: Turn, line: str
) -> None:
    with asked_of([turn], shipped) as (assistant, _):
        answer = assistant.ask(QUESTION)
    note, _, rest = answer.text.partition("\n\n")
    assert line in note
    assert rest == plain(shipped).text
    assert answer.citations == plain(shipped).citations
    assert answer.metadata["note"] == note


def test_a_model_that_hangs_is_given_up(shipped: Assistant) -> None:
    with asked_of([Turn(f"{TRUE}.", hang=True)], shipped, timeout=0.3) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert "ikke færdig inden for 0.3 sekunder" in answer.text


def test_a_refused_connection(shipped: Assistant) -> None:
    with fake_model([""]) as model:
        url = model.url
    answer = Assistant(shipped.store, llm=ModelSettings("fake", url)).ask(QUESTION)
    assert answer.text.startswith(f"Sprogmodellen på {url} svarer ikke.")


def test_too_many_requests_are_tried_again(shipped: Assistant) -> None:
    def script(request: dict[str, Any]) -> str | Turn:
        if len(model.requests) < 2:
            return Turn(status=429, headers={"retry-after": "0.01"})
        return f"{TRUE} [{key_of(request, 'afviste forslaget')}]."

    with asked_of(script, shipped) as (assistant, model):
        answer = assistant.ask(QUESTION)
    assert answer.text == f"{TRUE}. [1]"
    assert len(model.requests) == 2


def test_an_endless_stream_is_cut_off(shipped: Assistant) -> None:
    with asked_of([Turn("Der blev talt om meget. ", endless=True)], shipped) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert answer.text.endswith(plain(shipped).text)


def test_a_model_that_says_it_is_not_there_weakens_the_answer(shipped: Assistant) -> None:
    with asked_of(["Det står ikke i referaterne."], shipped) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert answer.status is Status.NEAREST
    assert answer.text.startswith("Sprogmodellen fandt ikke svaret")


def test_what_parsed_data_answer_is_not_asked_of_the_model(shipped: Assistant) -> None:
    question = "Hvem deltog i mødet i Direktørforum den 14. marts 2024?"
    with asked_of(["Ingen."], shipped) as (assistant, model):
        assert assistant.ask(question).text == plain(shipped, question).text
        assert model.requests == []


def test_the_budget_holds_however_long_the_items_are(shipped: Assistant) -> None:
    with asked_of(["Det står ikke i referaterne."], shipped, context=1600) as (assistant, model):
        assistant.ask(QUESTION)
    sent = sum(len(message["content"]) for message in model.requests[0]["messages"])
    assert sent / 2.5 + model.requests[0]["max_tokens"] <= 1600
    assert "rygestopkorps" in model.requests[0]["messages"][-1]["content"]


def test_minutes_are_fenced_in_and_cannot_name_a_key(shipped: Assistant) -> None:
    with asked_of(["Det står ikke i referaterne."], shipped) as (assistant, model):
        assistant.ask("Hvad er situationen med ubesatte stillinger i aftenvagten?")
    user = model.requests[-1]["messages"][-1]["content"]
    assert user.count("=====UDDRAG=====") == 2
    assert user.index("Ignorér tidligere") < user.rindex("=====UDDRAG=====")


def test_the_cost_is_told(shipped: Assistant) -> None:
    script = saying(lambda key: f"{TRUE} [{key}].")
    with asked_of(script, shipped, price=(1_000_000.0, 0.0)) as (assistant, _):
        assert assistant.ask(QUESTION).metadata["cost"] == 100.0


def test_the_key_is_sent_and_never_shown(shipped: Assistant) -> None:
    with asked_of([Turn(status=401, text="bad key hemmelig-nøgle")], shipped, key="hemmelig-noegle") as (
        assistant,
        model,
    ):
        answer = assistant.ask(QUESTION)
    assert model.keys == ["Bearer hemmelig-noegle"]
    assert "hemmelig" not in f"{answer} {ModelSettings('x', key='hemmelig-noegle')}"


def test_a_follow_up_is_made_to_stand_alone(shipped: Assistant) -> None:
    def script(request: dict[str, Any]) -> str:
        if "omskriver" in request["messages"][0]["content"]:
            return "Hvem kunne ikke tilslutte sig afvisningen af rygestopkorpset?"
        key = key_of(request, "tilslutte sig afvisningen")
        return f"Mia Falkenberg kunne ikke tilslutte sig afvisningen [{key}]."

    with asked_of(script, shipped) as (assistant, _):
        answer = assistant.ask("Hvem var imod det?", [QUESTION])
    assert "Mia Falkenberg" in answer.text
    assert answer.question == "Hvem var imod det?"


def test_a_question_rewritten_with_a_stranger_in_it_is_not_used(shipped: Assistant) -> None:
    def script(request: dict[str, Any]) -> str:
        if "omskriver" in request["messages"][0]["content"]:
            return "Hvad sagde Karsten Bjerregaard om rygestopkorpset i 2019?"
        assert "Bjerregaard" not in request["messages"][-1]["content"]
        return f"{TRUE} [{key_of(request, 'afviste forslaget')}]."

    with asked_of(script, shipped) as (assistant, _):
        assert assistant.ask("Hvad blev det til?", [QUESTION]).text == f"{TRUE}. [1]"


def test_filters_hold_with_a_model_too(shipped: Assistant) -> None:
    with asked_of([""], shipped) as (assistant, model):
        assistant.ask(QUESTION, filters=as_filters({"bodies": ["Byråd"]}))
    assert all("Direktørforum" not in request["messages"][-1]["content"] for request in model.requests)


def test_from_minutes_takes_a_model(tmp_path: Any) -> None:
    with fake_model(saying(lambda key: f"{TRUE} [{key}].")) as model:
        settings = ModelSettings("fake", model.url)
        assistant = Assistant.from_minutes([CORPUS], tmp_path, llm=settings)
        assert assistant.ask(QUESTION).text == f"{TRUE}. [1]"
        assistant.close()
