"""The page: safe HTML, and the whole way in a real browser."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from conftest import CORPUS

import app
from assistant import Assistant, Status
from assistant.page_style import CSS, HEAD, STRINGS
from assistant.render import age, answer_html, item_html, sources_html
from assistant.types import Answer, Citation
from index.parser import parse
from index.readers import read
from index.types import Document

CHROMIUM = Path("/usr/bin/chromium")
TODAY = date(2025, 3, 1)
EVIL = """REFERAT Byråd <img src=x onerror=alert(1)> d. 01-02-2024

Mødedato 2024-02-01 kl. 10:00

Punkt 1: <script>alert(1)</script> [klik](javascript:alert(2))

Beslutning

Det blev besluttet at vise <svg onload=alert(3)> og "citater" & mere.
"""


def test_an_answer_links_its_citations(shipped: Assistant) -> None:
    answer = shipped.ask("Hvem er projektleder for opfølgende hjemmebesøg?")
    html = answer_html(answer, 4, TODAY)
    assert 'href="#kilde-4-1"' in html
    assert "Besvaret" in html
    items = [shipped.item(c.meeting_id, c.ordinal) for c in answer.citations]
    panel = sources_html(answer, 4, items)
    assert all(f'data-kilde="kilde-4-{c.number}"' in panel for c in answer.citations)


def test_every_mark_is_the_quote(shipped: Assistant) -> None:
    answer = shipped.ask("Hvor mange borgere bruger varmtvandsbassinet om ugen?")
    panel = sources_html(answer, 0, [shipped.item(c.meeting_id, c.ordinal) for c in answer.citations])
    for citation in answer.citations:
        marked = re.findall(rf'data-kilde="kilde-0-{citation.number}">([^<]*)<', panel)
        assert " ".join("".join(marked).split()) == " ".join(citation.quote.split())


def test_words_of_the_minutes_are_never_markup() -> None:
    meeting = parse(Document("<b>ond</b>.txt", EVIL, "0"))
    item = meeting.items[0]
    start = EVIL.index("<svg")
    cited = Citation(
        1,
        meeting.body,
        meeting.date,
        1,
        item.title,
        "beslutning",
        EVIL[start : start + 4],
        meeting.source,
        start,
        start + 4,
        meeting.body,
        meeting.id,
        0,
    )
    answer = Answer("Se <svg onload=alert(3)> [1]", Status.ANSWERED, [cited], "x")
    for html in (
        item_html(meeting, item, [cited], 0),
        item_html(meeting, None, [], 0),
        answer_html(answer, 0, TODAY),
        sources_html(answer, 0, [(meeting, item)]),
    ):
        assert "<script" not in html
        assert "<img" not in html
        assert "<svg" not in html
        assert "<b>" not in html
        assert "javascript:" not in re.sub(r"&[a-z#0-9]+;|>[^<]*<", "", html)


def test_closed_items_show_no_text(tmp_path: Path) -> None:
    meeting = parse(read(CORPUS / "lindoe-sundheds-og-omsorgsudvalget-2024-08-20.txt"))
    closed = next(item for item in meeting.items if item.closed)
    html = item_html(meeting, closed, [], 0)
    assert "95.000" not in html
    assert "lukket" in html


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 2, 28), "1 dag gammelt"),
        (date(2024, 10, 1), "5 måneder gammelt"),
        (date(2022, 1, 1), "3 år gammelt"),
    ],
)
def test_age(day: date, words: str) -> None:
    assert age(day, TODAY) == words


def test_errors_become_one_danish_sentence(shipped: Assistant) -> None:
    html, sources = app.respond(shipped, "klyngemidler", 0, [], app.ALL_BODIES, "i går", "")
    assert "er ikke en dato" in html
    assert sources == ""


def test_examples_come_from_the_minutes(shipped: Assistant) -> None:
    questions = app.examples(shipped.meetings())
    assert 2 <= len(questions) <= 4
    assert all(question.endswith("?") for question in questions)


def test_the_example_questions_are_answered(shipped: Assistant) -> None:
    for question in app.examples(shipped.meetings()):
        assert shipped.ask(question).status is Status.ANSWERED, question


def test_starting_without_a_store_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["--store", str(tmp_path / "intet")]) == 2
    assert "Der er intet lager" in capsys.readouterr().err


@pytest.fixture(scope="module")
def address(shipped: Assistant) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    page = app.build(shipped)
    page.launch(
        server_name="127.0.0.1",
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        css=CSS,
        head=HEAD,
        i18n=gr.I18n(en=STRINGS, da=STRINGS),
        footer_links=[],
        ssr_mode=False,
    )
    yield f"http://127.0.0.1:{port}"
    page.close()


@pytest.fixture
def tab(address: str) -> Iterator[Any]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium er ikke installeret (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    switches = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync"
    ).split()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=switches)
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.set_default_timeout(30_000)
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address)
        page.wait_for_selector("#ref-question textarea")
        yield page
        browser.close()


@pytest.mark.browser
def test_a_question_in_a_real_browser(tab: Any, address: str) -> None:
    assert tab.evaluate("document.documentElement.lang") == "da"
    tab.fill("#ref-question textarea", "Hvem er projektleder for opfølgende hjemmebesøg?")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("a.ref-cite")
    assert "Trine Skov Madsen" in tab.inner_text("#ref-chat")
    assert "Besvaret" in tab.inner_text("#ref-chat")
    tab.click("a.ref-cite >> nth=0")
    tab.wait_for_selector("#ref-panel mark.ref-active")
    assert tab.is_visible("#ref-panel mark.ref-active")
    assert "14. marts 2024, punkt 4" in tab.inner_text("#ref-panel")
    outside = [url for url in tab.asked if not url.startswith((address, "data:", "blob:"))]
    assert outside == []
    tab.click("#ref-new")
    tab.wait_for_function("!document.querySelector('a.ref-cite')")


@pytest.mark.browser
def test_a_refusal_in_a_real_browser(tab: Any) -> None:
    tab.fill("#ref-question textarea", "Hvem vandt VM i <b>håndbold</b>?")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".ref-not_found")
    assert "Det står ikke i referaterne" in tab.inner_text("#ref-chat")
    assert tab.query_selector("a.ref-cite") is None
