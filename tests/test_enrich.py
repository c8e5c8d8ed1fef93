"""Notes that a model writes for search: found by everyday words, never shown, gone with their item."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CORPUS
from fake_model import FakeModel, Turn, fake_model

from assistant import Assistant
from index.__main__ import main
from index.chat import ChatModel, ModelSettings
from index.enrich import enrich, estimate, read_note, tasks
from index.errors import ModelError
from index.types import Note

FILES = ("fjordby-direktoerforum-2024-09-19.txt", "lindoe-byraad-2024-09-10.txt")
NOTE = """Resumé: Folk, der vil holde op med at pulse, fik ikke en kvitpatrulje.
1. Kom der en kvitpatrulje?
2. Hvad ville den koste?
3. Hvem fandt på det?
4. Hvem var utilfreds?
5. Hvad blev enden?
"""


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    folder = tmp_path / "referater"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_bytes((CORPUS / name).read_bytes())
    return folder


@pytest.fixture
def assistant(minutes: Path, tmp_path: Path) -> Iterator[Assistant]:
    opened = Assistant.from_minutes([minutes], tmp_path / "lager")
    yield opened
    opened.close()


def writes(request: dict[str, Any]) -> str:
    return NOTE if "rygestop" in request["messages"][-1]["content"] else NOTE.replace("kvitpatrulje", "ting")


def model_of(server: FakeModel, **settings: Any) -> ChatModel:
    return ChatModel(ModelSettings("fake", server.url, **settings))


def test_everyday_words_find_the_item_and_are_never_shown(assistant: Assistant) -> None:
    question = "Hvad blev der besluttet om en kvitpatrulje?"
    assert all("rygestop" not in passage.text for passage in assistant.search(question, k=3))
    with fake_model(writes) as server:
        done = enrich(assistant.store, model_of(server), list(tasks(assistant.store)))
    assert done.written == len(server.requests) > 5
    found = assistant.search(question, k=3)
    assert "rygestop" in found[0].item_title.lower()
    answer = assistant.ask(question)
    shown = " ".join([answer.text, *(c.quote for c in answer.citations), *(p.text for p in found)])
    assert "patrulje" not in shown
    assert "pulse" not in shown


def test_closed_items_are_never_sent(assistant: Assistant) -> None:
    with fake_model(writes) as server:
        enrich(assistant.store, model_of(server), list(tasks(assistant.store)))
    assert all("skoleleder" not in request["messages"][-1]["content"] for request in server.requests)


def test_an_interrupted_run_goes_on_where_it_stopped(assistant: Assistant) -> None:
    every = list(tasks(assistant.store))

    def fails_at_third(request: dict[str, Any]) -> str | Turn:
        return Turn(status=401) if len(server.requests) > 3 else writes(request)

    with fake_model(fails_at_third) as server, pytest.raises(ModelError, match="401"):
        enrich(assistant.store, model_of(server), every)
    left = list(tasks(assistant.store))
    assert len(left) == len(every) - 3
    assert not assistant.store.behind()
    with fake_model(writes) as server:
        enrich(assistant.store, model_of(server), left)
        assert len(server.requests) == len(left)
    assert list(tasks(assistant.store)) == []


def test_notes_go_with_their_meeting_byte_for_byte(
    assistant: Assistant, minutes: Path, tmp_path: Path
) -> None:
    with fake_model(writes) as server:
        enrich(assistant.store, model_of(server), list(tasks(assistant.store)))
    assert any(
        b"kvitpatrulje" in file.read_bytes() for file in (tmp_path / "lager").rglob("*") if file.is_file()
    )
    assistant.close()
    (minutes / FILES[0]).unlink()
    assert main(["prune", str(minutes), "--store", str(tmp_path / "lager")]) == 0
    left = [
        file.name
        for file in (tmp_path / "lager").rglob("*")
        if file.is_file() and b"kvitpatrulje" in file.read_bytes()
    ]
    assert left == []


def test_notes_stay_with_items_that_did_not_change(assistant: Assistant, minutes: Path) -> None:
    with fake_model(writes) as server:
        enrich(assistant.store, model_of(server), list(tasks(assistant.store)))
    file = minutes / FILES[0]
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("520.000", "540.000"), encoding="utf-8")
    assistant.add([minutes])
    left = list(tasks(assistant.store))
    assert ["Rygestopkorps" in task.item.title for task in left] == [True]


def test_all_notes_can_be_erased(
    assistant: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with fake_model(writes) as server:
        enrich(assistant.store, model_of(server), list(tasks(assistant.store)))
    assistant.close()
    assert main(["enrich", "--erase", "--store", str(tmp_path / "lager")]) == 0
    with sqlite3.connect(tmp_path / "lager" / "catalogue.sqlite") as database:
        assert database.execute("select count(*) from notes").fetchone() == (0,)
    left = [
        file.name
        for file in (tmp_path / "lager").rglob("*")
        if file.is_file() and b"kvitpatrulje" in file.read_bytes()
    ]
    assert left == []
    assert "slettet" in capsys.readouterr().out


def test_the_command_tells_the_cost_before_and_what_it_took(
    assistant: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assistant.close()
    store = ["--store", str(tmp_path / "lager")]
    with fake_model(writes) as server:
        given = ["enrich", *store, "--llm", "fake", "--llm-url", server.url, "--llm-price", "1/2"]
        assert main([*given, "--estimate"]) == 0
        assert server.requests == []
        told = capsys.readouterr().out
        assert "punkter mangler" in told
        assert "pris" in told
        assert main([*given, "--limit", "2"]) == 0
        assert len(server.requests) == 2
    assert "2 punkter har fået hverdagsord; det tog 200 tokens læst" in capsys.readouterr().out
    assert main(["list", *store]) == 0
    newest = capsys.readouterr().out.split("\t")[0]
    assert main(["show", newest, *store]) == 0
    assert "(maskinskrevet til søgning, fake: " in capsys.readouterr().out


def test_without_a_model_one_clear_line(
    assistant: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assistant.close()
    assert main(["enrich", "--store", str(tmp_path / "lager")]) == 2
    assert capsys.readouterr().err == "Angiv en sprogmodel med --llm eller REFERAT_LLM.\n"


def test_a_model_that_cannot_keep_the_form_is_given_up(assistant: Assistant) -> None:
    with fake_model(["Her er dit svar: det handler om noget."]) as server:
        with pytest.raises(ModelError, match="har ikke den form"):
            enrich(assistant.store, model_of(server), list(tasks(assistant.store)))
        assert len(server.requests) == 3


def test_long_items_fit_the_models_window(assistant: Assistant) -> None:
    with fake_model(writes) as server:
        model = model_of(server, context=1024)
        enrich(assistant.store, model, list(tasks(assistant.store)))
    for request in server.requests:
        sent = sum(len(message["content"]) for message in request["messages"])
        assert sent / 2.5 + request["max_tokens"] <= 1024


def test_the_estimate_is_about_what_it_takes(assistant: Assistant) -> None:
    with fake_model(writes) as server:
        model = model_of(server, price=(1.0, 1.0))
        wanted = list(tasks(assistant.store))
        expected = estimate(model, wanted)
        enrich(assistant.store, model, wanted)
    sent = sum(len(m["content"]) for request in server.requests for m in request["messages"]) / 2.5
    assert expected.read == pytest.approx(sent, rel=0.02)
    assert expected.cost == (expected.read + expected.written) / 1_000_000


@pytest.mark.parametrize(
    ("reply", "summary", "questions"),
    [
        (NOTE, "Folk, der vil holde op med at pulse, fik ikke en kvitpatrulje.", 5),
        ("**Resumé:** Noget.\n\n1) Hvad?\n2) Hvem det?", "Noget.", 2),
        ("Noget helt andet", "", 0),
        ("", "", 0),
        ("Resumé: CPR 070761-4285 ringede.\n1. Hvem ringede?", "CPR ••••••-•••• ringede.", 1),
    ],
)
def test_replies_are_read_leniently_and_screened(reply: str, summary: str, questions: int) -> None:
    found = read_note(reply)
    assert found[0] == summary
    assert len(found[1]) == questions


def test_a_note_is_its_lines() -> None:
    assert Note(1, "Kort.", ("Hvad?", "Hvem?"), "m", "d").text == "Kort.\nHvad?\nHvem?"
