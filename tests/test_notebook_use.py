"""The assistant in notebooks and programs: rich answers, asynchronous code, many questions at once."""

from __future__ import annotations

import asyncio
import re
import threading
from datetime import date

import pytest

from assistant import Answer, Assistant, Citation, Status
from index.errors import MinutesError

QUESTIONS = [
    "Hvad blev der besluttet om varmtvandsbassinet?",
    "Hvor lang er den nye cykelsti?",
    "Hvem er statsminister i Australien?",
]
SOURCE = Citation(
    1,
    "Byråd",
    date(2024, 9, 10),
    4,
    "Sti & <vej>",
    "beslutning",
    "1. Pris: <b>5 * 5</b>\n$kr$",
    "a_b.txt",
    0,
    9,
    "Byråd <x>, punkt 4",
    "m",
    3,
    page=2,
)
ODD = Answer("Det <script>koster</script> *5* kr. [1]\n- 2. række [1]\n- [x](y)", Status.ANSWERED, [SOURCE])


def test_an_answer_is_shown_as_html() -> None:
    shown = ODD._repr_html_()
    assert "<script" not in shown
    assert "<b>" not in shown
    assert "&lt;b&gt;5 * 5&lt;/b&gt; $kr$" in shown
    assert "<sup>[1]</sup>" in shown
    assert shown.count("<li>") == 2
    assert shown.count("<ul>") == shown.count("</ul>") == 1
    assert "side 2, a_b.txt" in shown
    assert not re.search(r"src=|href=|https?:", shown)


def test_an_answer_is_shown_as_markdown() -> None:
    shown = ODD._repr_markdown_()
    assert "\\<script\\>" in shown
    assert "\\*5\\* kr. [1]" in shown
    assert "- 2\\. række [1]" in shown
    assert "\\[x\\](y)" in shown
    assert "> 1\\. Pris: \\<b\\>5 \\* 5\\</b\\> \\$kr\\$" in shown
    assert "**[1]** Byråd \\<x\\>, punkt 4" in shown


def test_every_status_is_shown(shipped: Assistant) -> None:
    for question in QUESTIONS:
        answer = shipped.ask(question)
        assert answer._repr_html_().count("<details") == len(answer.citations)
        assert all(c.label in answer._repr_html_() for c in answer.citations)
    for status in Status:
        assert Answer("x", status)._repr_markdown_().startswith("*")


def test_asynchronous_code_gets_the_same(shipped: Assistant) -> None:
    async def ask() -> tuple[list[Answer], bool]:
        with shipped._lock:  # as if another question took long: no answer can come
            asking = [asyncio.create_task(shipped.aask(question)) for question in QUESTIONS]
            for _ in range(20):  # the loop goes on meanwhile
                await asyncio.sleep(0)
            waited = not any(task.done() for task in asking)
        return list(await asyncio.gather(*asking)), waited

    answers, waited = asyncio.run(ask())
    assert [a.text for a in answers] == [shipped.ask(q).text for q in QUESTIONS]
    assert waited
    found = asyncio.run(shipped.asearch("cykelsti", k=3))
    assert found == shipped.search("cykelsti", k=3)


def test_many_questions_come_back_in_order(shipped: Assistant) -> None:
    told: list[tuple[int, int, str]] = []
    answers = shipped.ask_many(QUESTIONS * 3, progress=lambda *step: told.append(step))
    assert [a.question for a in answers] == QUESTIONS * 3
    assert [a.text for a in answers[:3]] == [a.text for a in answers[3:6]]
    assert [step[:2] for step in told] == [(n, 9) for n in range(1, 10)]
    assert shipped.ask_many([]) == []


def test_filters_hold_for_many(shipped: Assistant) -> None:
    (answer,) = shipped.ask_many(QUESTIONS[:1], {"since": date(2030, 1, 1)})
    assert answer.status is Status.NOT_FOUND


def test_one_error_ends_it(shipped: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def failing(question: str, *_: object) -> Answer:
        asked.append(question)
        raise MinutesError("Lageret svarer ikke.")

    monkeypatch.setattr(shipped, "ask", failing)
    with pytest.raises(MinutesError, match="svarer ikke"):
        shipped.ask_many(QUESTIONS * 50, at_once=1)
    assert len(asked) < 150


def test_threads_may_share_an_assistant(shipped: Assistant) -> None:
    expected = shipped.ask(QUESTIONS[0]).text
    seen: list[str] = []
    threads = [threading.Thread(target=lambda: seen.append(shipped.ask(QUESTIONS[0]).text)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [expected] * 6
