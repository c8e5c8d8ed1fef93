"""The whole way in a real browser: one server and one browser for all, a fresh profile for each test."""

from __future__ import annotations

import io
import json
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CORPUS, ROOT
from docx import Document as Word
from page_parts import EVIL, QUESTION

from assistant import Assistant
from assistant.page import feedback
from assistant.page.passwords import Users, line
from assistant.page.serve import serve

CHROMIUM = Path("/usr/bin/chromium")
PDF = ROOT / "eval" / "formats" / "fjordby-direktoerforum-2024-09-19.pdf"
DESKTOP, PHONE = {"width": 1300, "height": 860}, {"width": 390, "height": 780}
ASKED = "Hvem er projektleder for opfølgende hjemmebesøg?"
TIMEOUT = 30_000  # milliseconds: a busy machine is slow, a broken page never answers
FIELD = "#ref-question textarea"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium mangler (Debian: apt-get install chromium)"),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Assistant]]:
    """The page on the shipped minutes, one of them as a PDF, one full of markup."""
    folder = tmp_path_factory.mktemp("page")
    evil = folder / "ond <img src=x onerror=alert(9)>.txt"
    evil.write_text(EVIL, encoding="utf-8")
    texts = [path for path in sorted(CORPUS.iterdir()) if path.stem != PDF.stem]
    assistant = Assistant.from_minutes([*texts, PDF, evil], folder / "lager")
    assert assistant.report
    assert not assistant.report.failed
    port = free_port()
    page = serve(assistant, port=port, questions_a_minute=1000, wait=False)
    yield f"http://127.0.0.1:{port}", assistant
    page.close()
    assistant.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    switches = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync"
    ).split()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=switches)
        yield browser
        browser.close()


@pytest.fixture
def tabs(chromium: Any, served: tuple[str, Assistant]) -> Iterator[Callable[..., Any]]:
    """Opens tabs of one fresh profile; at the end nothing was asked of another machine, no script of the
    minutes ran, and the page's own scripts had no error."""
    address = served[0]
    contexts: list[Any] = []
    asked: list[str] = []
    wrong: list[str] = []

    def open_tab(path: str = "/", size: dict[str, int] = DESKTOP, **options: Any) -> Any:
        if not contexts or options:
            contexts.append(chromium.new_context(viewport=size, locale="da-DK", **options))
        tab = contexts[-1].new_page()
        tab.set_viewport_size(size)
        tab.set_default_timeout(TIMEOUT)
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        tab.goto(address + path)
        tab.wait_for_selector(FIELD, state="attached")  # a link to an item opens another screen
        tab.wait_for_function("document.querySelector('#ref-kept')?.children.length")
        return tab

    yield open_tab
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert wrong == []


def ask(tab: Any, question: str) -> None:
    """Type a question, send it with the keyboard, wait for the whole answer."""
    before = tab.locator(".ref-turn").count()
    tab.fill(FIELD, question)
    tab.press(FIELD, "Enter")
    tab.locator(".ref-turn").nth(before).locator(".ref-actions").wait_for()


def screen(tab: Any, name: str) -> None:
    tab.get_by_role("tab", name=name).click()


def in_view(tab: Any, selector: str) -> bool:
    """Whether an element is inside the part of the source panel that is seen."""
    script = """selector => {
        const panel = document.querySelector('#ref-panel').getBoundingClientRect();
        const box = document.querySelector(selector).getBoundingClientRect();
        return box.height > 0 && box.top >= panel.top - 1 && box.bottom <= panel.bottom + 1;
    }"""
    return bool(tab.evaluate(script, selector))


# --- chat ------------------------------------------------------------------------------------------


def test_an_answer_and_its_sources(tabs: Callable[..., Any]) -> None:
    tab = tabs()
    ask(tab, "Hvad besluttede Direktørforum om fordeling af klyngemidler?")
    assert tab.inner_text(".ref-status") == "Besvaret"
    assert "Nyeste kilde: 19. september 2024" in tab.inner_text(".ref-head")
    assert "2.250.000 kr." in tab.inner_text(".ref-text")
    tab.locator(".ref-cite").first.click()
    tab.wait_for_selector("mark.ref-active")
    tab.wait_for_function("document.activeElement.matches('mark.ref-active, .ref-item h2')")
    assert in_view(tab, "mark.ref-active")
    assert "side " in tab.inner_text("#ref-panel .ref-hint >> nth=0")
    first = tab.inner_text("mark.ref-active >> nth=0")
    tab.get_by_role("button", name="Næste citat").click()
    tab.wait_for_function("words => document.querySelector('mark.ref-active').innerText !== words", arg=first)
    assert "Citat 2 af" in tab.inner_text(".ref-steps")
    assert in_view(tab, "mark.ref-active")
    assert tab.locator(".ref-cite[aria-current=true]").inner_text() == "2"
    tab.get_by_role("button", name="Forrige citat").click()
    tab.wait_for_function("words => document.querySelector('mark.ref-active').innerText === words", arg=first)


def test_a_copied_link_opens_the_same_place(tabs: Callable[..., Any]) -> None:
    tab = tabs(permissions=["clipboard-read", "clipboard-write"])
    ask(tab, ASKED)
    tab.locator(".ref-cite").first.click()
    words = tab.locator("mark.ref-active").inner_text()
    tab.get_by_role("button", name="Kopiér link").click()
    tab.get_by_role("button", name="Kopieret").wait_for()
    link = tab.evaluate("navigator.clipboard.readText()")
    later = tabs(link[link.index("/?") :])
    later.wait_for_selector("mark.ref-active")
    assert later.locator("mark.ref-active").inner_text() == words
    assert in_view(later, "mark.ref-active")


def test_follow_ups_editing_and_trying_again(tabs: Callable[..., Any]) -> None:
    tab = tabs()
    ask(tab, "Hvad koster ombygningen til sundhedshus i Strandby?")
    ask(tab, "Og hvornår ventes det færdigt?")
    assert "efteråret 2027" in tab.locator(".ref-text").nth(1).inner_text()
    tab.get_by_role("button", name="Ret spørgsmål 1").click()
    tab.wait_for_function(f"document.querySelector('{FIELD}').value.startsWith('Hvad koster')")
    assert "Du retter spørgsmål 1" in tab.inner_text("#ref-editing")
    tab.get_by_role("button", name="Fortryd").click()
    tab.wait_for_function(f"document.querySelector('{FIELD}').value === ''")
    tab.get_by_role("button", name="Ret spørgsmål 2").click()
    tab.wait_for_selector("#ref-editing .ref-notice")
    tab.wait_for_function(f"document.querySelector('{FIELD}').value.startsWith('Og hvornår')")
    tab.fill(FIELD, "Hvor mange behandlingsrum får det?")
    tab.press(FIELD, "Enter")
    tab.wait_for_function("document.querySelectorAll('.ref-text')[1]?.innerText.includes('12')")
    assert tab.locator(".ref-turn").count() == 2
    answer = tab.locator(".ref-text").nth(1).inner_text()
    tab.get_by_role("button", name="Prøv igen").click()
    tab.wait_for_function(
        "words => document.querySelectorAll('.ref-text')[1]?.innerText === words "
        "&& document.querySelectorAll('.ref-actions').length === 2",
        arg=answer,
    )


def test_a_search_can_be_stopped(tabs: Callable[..., Any], served: tuple[str, Assistant]) -> None:
    tab = tabs()
    with served[1]._lock:  # as if another question took long
        tab.fill(FIELD, ASKED)
        tab.press(FIELD, "Enter")
        tab.wait_for_selector(".ref-waiting")
        tab.get_by_role("button", name="Stop", exact=True).click()
        tab.get_by_text("Søgningen blev stoppet").wait_for()
    tab.get_by_role("button", name="Prøv igen").click()
    tab.wait_for_selector(".ref-cite")


def test_conversations_stay_in_the_browser_with_their_sources(tabs: Callable[..., Any]) -> None:
    tab = tabs()
    ask(tab, ASKED)
    tab.reload()
    tab.wait_for_selector(".ref-cite")
    tab.locator(".ref-cite").first.click()
    tab.wait_for_selector("mark.ref-active")
    tab.get_by_role("button", name="Ny samtale").click()
    tab.get_by_text("Hvad vil du vide?").wait_for()
    assert tab.locator(".ref-cite").count() == 0
    ask(tab, "Hvem vandt VM i håndbold?")
    assert tab.inner_text(".ref-status") == "Ikke i referaterne"
    assert tab.locator(".ref-cite").count() == 0
    tab.get_by_text("Tidligere samtaler").click()
    assert tab.locator("#ref-kept li").count() == 2
    tab.get_by_role("button", name=ASKED, exact=True).click()
    tab.wait_for_selector(".ref-cite")
    tab.get_by_text("Tidligere samtaler").click()
    tab.get_by_role("button", name="Slet alle").click()
    tab.wait_for_function("!document.querySelector('#ref-kept li')")
    assert tab.evaluate("localStorage.getItem('referatassistent.samtaler')") == "[]"


def test_a_kept_conversation_that_is_rubbish_does_no_harm(tabs: Callable[..., Any]) -> None:
    tab = tabs()
    rubbish = json.dumps([{"id": "x", "turns": [{"question": "<img src=x onerror=alert(1)>"}]}, 7, None])
    tab.evaluate("text => localStorage.setItem('referatassistent.samtaler', text)", rubbish)
    tab.evaluate("sessionStorage.setItem('referatassistent.nu', '\"x\"')")
    tab.reload()
    tab.get_by_text("Hvad vil du vide?").wait_for()
    tab.get_by_text("Tidligere samtaler").click()
    assert tab.locator("#ref-kept img").count() == 0
    assert tab.locator("#ref-kept li").count() == 1


def test_a_conversation_is_saved_as_word_and_markdown(tabs: Callable[..., Any]) -> None:
    tab = tabs()
    ask(tab, ASKED)
    saved = {}
    for name in ("Word (.docx)", "Markdown (.md)"):
        tab.get_by_text("Gem samtalen").click()
        with tab.expect_download() as download:
            tab.get_by_role("button", name=name).click()
        saved[download.value.suggested_filename.rsplit(".", 1)[1]] = Path(download.value.path()).read_bytes()
    assert "Trine Skov Madsen" in saved["md"].decode()
    text = "\n".join(paragraph.text for paragraph in Word(io.BytesIO(saved["docx"])).paragraphs)
    assert "[1] Direktørforum Sundhedsklynge Fjordby, 14. marts 2024, punkt 4" in text


def test_what_users_think_is_kept(tabs: Callable[..., Any], served: tuple[str, Assistant]) -> None:
    tab = tabs()
    ask(tab, ASKED)
    tab.get_by_role("button", name="Forkert").click()
    tab.wait_for_selector(".ref-comment textarea")
    assert tab.get_by_role("button", name="Forkert").get_attribute("aria-pressed") == "true"
    tab.fill(".ref-comment textarea", "Det er en anden.")
    tab.get_by_role("button", name="Send").click()
    tab.get_by_text("Tak, det er gemt.").wait_for()
    folder = served[1].store.places.folder
    tab.wait_for_function("document.querySelector('.ref-thumb[aria-pressed=true]')")
    (entry,) = feedback.candidates(folder)
    assert entry["verdict"] == "down"
    assert entry["question"] == ASKED


# --- registers -------------------------------------------------------------------------------------


def test_meetings_are_browsed(tabs: Callable[..., Any]) -> None:
    tab = tabs()
    screen(tab, "Møder")
    tab.wait_for_selector(".ref-card")
    everything = tab.locator(".ref-card").count()
    tab.get_by_label("Søg i møder").fill("varmtvandsbassinet")
    tab.get_by_label("Søg i møder").press("Enter")
    tab.wait_for_function(f"document.querySelectorAll('.ref-card').length < {everything}")
    assert "Lukning af varmtvandsbassinet" in tab.inner_text("#ref-meeting-list")
    tab.get_by_label("Fra").last.fill("i går")
    tab.get_by_label("Fra").last.press("Enter")
    tab.get_by_text("er ikke en dato").wait_for()
    tab.get_by_label("Fra").last.fill("2024")
    tab.get_by_label("Søg i møder").fill("xyzzy")
    tab.get_by_label("Søg i møder").press("Enter")
    tab.get_by_text("Ingen møder passer").wait_for()
    tab.get_by_label("Søg i møder").fill("")
    tab.get_by_label("Søg i møder").press("Enter")
    tab.locator(".ref-card").filter(has_text="10. september 2024").get_by_role("button").first.click()
    tab.wait_for_selector(".ref-view")
    view = tab.inner_text(".ref-view")
    assert "Deltagere" in view or "Fraværende" in view
    assert "Bilag" in view
    tab.get_by_role("button", name="Lukning af varmtvandsbassinet på Solgården").click()
    tab.wait_for_selector(".ref-view .ref-minutes")
    assert "BESLUTNING" in tab.inner_text(".ref-minutes").upper()
    assert "moede=" in tab.url
    tab.go_back()
    tab.wait_for_selector(".ref-agenda")
    tab.go_back()
    tab.wait_for_selector("#ref-meetings:visible")


def test_a_link_to_an_item_opens_it(tabs: Callable[..., Any], served: tuple[str, Assistant]) -> None:
    meeting = next(m for m in served[1].meetings() if any(i.tables and not i.closed for i in m.items))
    item = next(i for i in meeting.items if i.tables and not i.closed)
    tab = tabs(f"/?moede={meeting.id}&punkt={item.ordinal}")
    tab.wait_for_selector(".ref-view table")
    assert tab.locator(".ref-view tr").count() == sum(len(table.rows) for table in item.tables)


def test_decisions_are_searched_sorted_and_saved(tabs: Callable[..., Any]) -> None:
    tab = tabs()
    screen(tab, "Beslutninger")
    tab.wait_for_selector(".ref-decisions tbody tr")
    tab.get_by_label("Emne").fill("klyngemidler")
    tab.get_by_label("Emne").press("Enter")
    tab.wait_for_selector(".ref-timeline")
    rows = tab.locator(".ref-decisions tbody tr")
    assert tab.locator(".ref-track .ref-dot").count() == rows.count() > 2
    newest = rows.first.inner_text()
    tab.get_by_role("button", name="Dato").click()
    tab.wait_for_selector("th[aria-sort=ascending]")
    assert rows.last.inner_text() == newest
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Hent som CSV").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert len(text.strip().splitlines()) == rows.count() + 1
    tab.locator(".ref-track .ref-dot").first.click()
    tab.wait_for_selector(".ref-view .ref-minutes")
    assert "klyngemidler" in tab.inner_text(".ref-view h2").lower()


# --- adding ----------------------------------------------------------------------------------------


def test_minutes_are_added_and_taken_out_again(
    tabs: Callable[..., Any], served: tuple[str, Assistant], tmp_path: Path
) -> None:
    text = (CORPUS / "lindoe-byraad-2024-09-10.txt").read_text(encoding="utf-8")
    new = tmp_path / "nyt møde.txt"
    new.write_text(
        text.replace("2024-09-10", "2024-11-19").replace("10-09-2024", "19-11-2024"), encoding="utf-8"
    )
    rubbish = tmp_path / "rod.txt"
    rubbish.write_text("ikke et referat", encoding="utf-8")
    before = len(served[1].meetings())
    tab = tabs()
    screen(tab, "Tilføj")
    tab.set_input_files("#ref-drop input[type=file]", [str(new), str(rubbish)])
    tab.get_by_role("button", name="Tilføj 1 referat").wait_for()
    assert tab.locator("[role=tab]").count() == 4
    seen = tab.inner_text("#ref-read")
    assert "2 filer læst" in seen
    assert "Byråd" in seen
    assert "rod.txt:" in seen
    assert len(served[1].meetings()) == before
    tab.get_by_role("button", name="Tilføj 1 referat").click()
    tab.get_by_text("Færdig: 1 tilføjet.").wait_for()
    assert len(served[1].meetings()) == before + 1
    tab.get_by_role("button", name="Fortryd tilføjelsen").click()
    tab.get_by_text("1 referat er taget ud igen.").wait_for()
    assert len(served[1].meetings()) == before


# --- people ----------------------------------------------------------------------------------------


def serious(tab: Any) -> list[str]:
    """What axe-core finds that is serious or critical."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(tab).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_no_serious_barrier(tabs: Callable[..., Any], size: dict[str, int], scheme: str) -> None:
    tab = tabs(size=size, color_scheme=scheme)
    assert tab.evaluate("document.documentElement.lang") == "da"
    assert tab.evaluate("document.body.classList.contains('dark')") is (scheme == "dark")
    found = {"begin": serious(tab)}
    ask(tab, ASKED)
    tab.get_by_role("button", name="Nyttigt").click()
    tab.wait_for_selector(".ref-comment")
    found["answer"] = serious(tab)
    tab.locator(".ref-cite").first.click()
    tab.wait_for_selector("mark.ref-active")
    found["source"] = serious(tab)
    if size is PHONE:
        tab.get_by_role("button", name="Luk").click()
    screen(tab, "Møder")
    tab.wait_for_selector(".ref-card")
    found["meetings"] = serious(tab)
    tab.locator(".ref-card .ref-link").first.click()
    tab.wait_for_selector(".ref-view")
    found["meeting"] = serious(tab)
    screen(tab, "Beslutninger")
    tab.get_by_label("Emne").fill("klyngemidler")
    tab.get_by_label("Emne").press("Enter")
    tab.wait_for_selector(".ref-timeline")
    found["decisions"] = serious(tab)
    screen(tab, "Tilføj")
    tab.wait_for_selector(".ref-held")
    found["adding"] = serious(tab)
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_the_keyboard_is_enough(tabs: Callable[..., Any]) -> None:
    tab = tabs()
    tab.wait_for_function(f"document.activeElement === document.querySelector('{FIELD}')")
    tab.keyboard.type(ASKED)
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".ref-actions")
    tab.wait_for_function(
        "document.querySelector('#ref-said [role=status]').innerText.startsWith('Besvaret')"
    )
    for _ in range(60):
        tab.keyboard.press("Shift+Tab")
        if tab.evaluate("document.activeElement.matches('.ref-cite')"):
            break
    tab.keyboard.press("Enter")
    tab.wait_for_selector("mark.ref-active")
    tab.wait_for_function("document.activeElement.matches('mark.ref-active')")
    tab.keyboard.press("Escape")
    tab.wait_for_function("document.activeElement.matches('.ref-cite')")


def test_on_a_phone_the_source_covers_the_page_and_nothing_sticks_out(tabs: Callable[..., Any]) -> None:
    tab = tabs(size=PHONE)
    ask(tab, ASKED)
    assert not tab.is_visible("#ref-panel")
    tab.locator(".ref-cite").first.click()
    tab.wait_for_selector("#ref-panel mark.ref-active", state="visible")
    assert in_view(tab, "mark.ref-active")
    tab.get_by_role("button", name="Luk").click()
    tab.wait_for_selector("#ref-panel", state="hidden")
    for name in ("Møder", "Beslutninger", "Tilføj"):
        screen(tab, name)
        tab.wait_for_selector(".ref-card:visible, .ref-decisions:visible, .ref-held:visible")
        assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


ENGLISH = re.compile(
    r"\b(?:Submit|Clear|Retry|Undo|Edit|Copy|Loading|Upload|Drop File|Click to|Error|Search|Settings|Built|"
    r"Use via API|Chatbot|Textbox|Dropdown|Show|Close|Remove|Select|Warning|Download|Next|Previous)\b"
)


SEEN_WORDS = """() => [document.body.innerText,
    ...[...document.querySelectorAll('[aria-label],[title],[placeholder],[alt]')].flatMap(
        element => ['aria-label', 'title', 'placeholder', 'alt'].map(name => element.getAttribute(name) ?? '')
    )
].join('\\n')"""


def test_every_word_is_danish(tabs: Callable[..., Any]) -> None:
    tab = tabs()
    ask(tab, ASKED)
    for name in ("Spørg", "Møder", "Beslutninger", "Tilføj"):
        screen(tab, name)
        tab.wait_for_selector(
            ".ref-turn:visible, .ref-card:visible, .ref-decisions:visible, .ref-held:visible"
        )
        words = tab.evaluate(SEEN_WORDS)
        assert ENGLISH.findall(words) == []


def test_nothing_jumps(tabs: Callable[..., Any], chromium: Any, served: tuple[str, Assistant]) -> None:
    tab = tabs()
    tab.evaluate(
        """() => { window.moved = 0; new PerformanceObserver(list => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
        }).observe({ type: 'layout-shift', buffered: true }); }"""
    )
    ask(tab, ASKED)
    tab.locator(".ref-cite").first.click()
    tab.wait_for_selector("mark.ref-active")
    assert tab.evaluate("window.moved") < 0.1


# --- safety ----------------------------------------------------------------------------------------


def test_markup_in_minutes_and_questions_stays_text(
    tabs: Callable[..., Any], served: tuple[str, Assistant]
) -> None:
    evil = next(meeting for meeting in served[1].meetings() if "alert" in meeting.source)
    tab = tabs(f"/?moede={evil.id}&punkt=0")
    tab.wait_for_selector(".ref-view .ref-minutes")
    assert "<svg onload=alert(3)>" in tab.inner_text(".ref-minutes")
    assert "${1+1} {{value}}" in tab.inner_text(".ref-minutes")
    screen(tab, "Spørg")
    ask(tab, "Hvad blev det besluttet at vise i Byråd?")
    ask(tab, QUESTION)
    assert QUESTION in tab.inner_text("#ref-talk")
    screen(tab, "Beslutninger")
    tab.wait_for_selector(".ref-decisions tbody tr")
    for hidden in (
        ".html-container img",
        ".html-container svg",
        ".html-container script",
        ".html-container a[href^=java]",
    ):
        assert tab.locator(hidden).count() == 0
    # Were a word of it ever not escaped, the policy would still stop it.
    blocked = tab.evaluate(
        """() => new Promise(done => {
            document.addEventListener('securitypolicyviolation', event => done(event.violatedDirective));
            const box = document.createElement('div');
            box.innerHTML = '<img src=x onerror="window.ran = 1">';
            document.body.append(box);
        })"""
    )
    assert blocked.startswith("script-src")
    assert tab.evaluate("window.ran") is None


def test_a_page_for_others_asks_who_they_are(
    chromium: Any, served: tuple[str, Assistant], tmp_path: Path
) -> None:
    path = tmp_path / "brugere.txt"
    path.write_text(line("maja", "korrekt hest batteri"), encoding="utf-8")
    port = free_port()
    page = serve(served[1], port=port, users=Users.read(path), adding=False, wait=False)
    try:
        tab = chromium.new_page()
        tab.set_default_timeout(TIMEOUT)
        tab.goto(f"http://127.0.0.1:{port}/")
        tab.get_by_label("Brugernavn").fill("maja")
        tab.get_by_label("Adgangskode").fill("forkert kode")
        tab.get_by_role("button", name="Log ind").click()
        tab.get_by_text("Forkert brugernavn eller adgangskode").wait_for()
        assert tab.locator(FIELD).count() == 0
        assert tab.request.get(f"http://127.0.0.1:{port}/config").status == 401
        tab.get_by_label("Brugernavn").fill("maja")
        tab.get_by_label("Adgangskode").fill("korrekt hest batteri")
        tab.get_by_role("button", name="Log ind").click()
        tab.wait_for_selector(FIELD)
        assert tab.get_by_role("tab", name="Tilføj").count() == 0
        tab.close()
    finally:
        page.close()
