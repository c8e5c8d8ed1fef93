"""The page's guard: what is served to whom, headers, limits, users; and new minutes through the page."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import CORPUS
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant, MinutesError
from assistant.page import passwords, uploads
from assistant.page.__main__ import main as page_command
from assistant.page.security import Access, Guard, Meter, danish_page, is_loopback
from index.errors import ReadError

HOME = {"host": "127.0.0.1:7860"}


async def inner(scope: Any, _receive: Any, send: Any) -> None:
    """Stands where Gradio's app stands: echoes the path, as HTML on the front page."""
    body = b'<html lang="en"><head></head><body><script>x</script></body></html>'
    await send({"type": "http.response.start", "status": 200, "headers": [(b"server", b"uvicorn")]})
    await send({"type": "http.response.body", "body": body if scope["path"] == "/" else b"ok"})


def call(guard: Guard, method: str, path: str, client: str = "127.0.0.1", **more: Any) -> httpx.Response:
    async def run() -> httpx.Response:
        transport = httpx.ASGITransport(guard, client=(client, 5))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:7860") as web:
            return await web.request(method, path, **more)

    return asyncio.run(run())


@pytest.mark.parametrize(
    "path",
    [
        "/docs",
        "/openapi.json",
        "/monitoring",
        "/monitoring/summary",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://example.org",
        "/gradio_api/component_server",
        "/gradio_api/vibe-code/",
        "/gradio_api/run/ask",
        "/gradio_api/call/ask",
        "/gradio_api/deep_link",
        "/dev/reload",
        "/static/../app.py",
        "/ref/../page.js",
        "/?view=api",
        "/?x=1&view=settings",
    ],
)
def test_addresses_that_the_page_does_not_use_do_not_exist(path: str) -> None:
    assert call(Guard(inner), "GET", path).status_code == 404
    assert call(Guard(inner), "POST", path).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/?kilde=a:0:1:2:x"),
        ("GET", "/config"),
        ("GET", "/assets/index-abc.js"),
        ("GET", "/gradio_api/heartbeat/abc123"),
        ("GET", "/gradio_api/queue/data?session_hash=x"),
        ("POST", "/gradio_api/queue/join"),
        ("POST", "/gradio_api/cancel"),
        ("POST", "/gradio_api/upload"),
        ("POST", "/login"),
        ("GET", "/ref/page.js"),
        ("GET", "/ref/page.css"),
        ("HEAD", "/ref/icon.svg"),
    ],
)
def test_every_answer_carries_the_headers(method: str, path: str) -> None:
    answer = call(Guard(inner), method, path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.partition("style-src")[0]
    assert "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "server" not in answer.headers


def test_the_front_page_is_danish_and_its_scripts_carry_a_fresh_nonce() -> None:
    guard = Guard(inner)
    first, second = (call(guard, "GET", "/") for _ in range(2))
    nonces = [re.findall(r'nonce="([^"]+)"', answer.text) for answer in (first, second)]
    assert len(set(nonces[0])) == 1
    assert nonces[0][0] != nonces[1][0]
    assert f"'nonce-{nonces[0][0]}'" in first.headers["content-security-policy"]
    assert 'lang="da"' in first.text
    assert int(first.headers["content-length"]) == len(first.content)


def test_gradios_advertising_is_gone() -> None:
    advertised = '<meta property="og:image" content="https://x.org/a.jpg" />'
    page = f'<html\n lang="en"><head>{advertised}<title>x</title></head>'
    assert "https://" not in danish_page(page, "n")
    assert "<title>" in danish_page(page, "n")


def test_another_site_cannot_post() -> None:
    guard = Guard(inner)
    assert (
        call(guard, "POST", "/gradio_api/queue/join", headers={"origin": "https://ond.dk"}).status_code == 403
    )
    home = {"origin": "http://127.0.0.1:7860"}
    assert call(guard, "POST", "/gradio_api/queue/join", headers=home).status_code == 200


@pytest.mark.parametrize(
    ("adding", "headers", "client", "may"),
    [
        ("here", HOME, "127.0.0.1", True),
        ("here", {"host": "localhost:7860"}, "::1", True),
        ("here", {"host": "[::1]:7860"}, "::1", True),
        ("here", HOME, "10.0.0.7", False),
        ("here", {"host": "referater.dk"}, "127.0.0.1", False),
        ("here", HOME | {"x-forwarded-for": "127.0.0.1"}, "127.0.0.1", False),
        ("here", {}, "127.0.0.1", False),
        ("here", HOME, None, False),
        ("nobody", HOME, "127.0.0.1", False),
        ("all", {"host": "referater.dk"}, "10.0.0.7", True),
    ],
)
def test_who_may_add(adding: str, headers: dict[str, str], client: str | None, may: bool) -> None:
    assert Access(adding).may_add(headers, client) is may


def test_nobody_uploads_who_may_not_add() -> None:
    assert call(Guard(inner, Access("nobody")), "POST", "/gradio_api/upload").status_code == 403
    assert call(Guard(inner), "POST", "/gradio_api/upload", client="10.0.0.7").status_code == 403


@given(st.text(max_size=30))
def test_only_this_machine_is_loopback(host: str) -> None:
    assert not is_loopback(host) or host == "localhost" or host.strip("[]").startswith("127.") or ":" in host


def test_too_many_requests_are_refused_for_that_caller_alone() -> None:
    guard = Guard(inner, requests=Meter(1, 3), logins=Meter(1, 1))
    codes = [call(guard, "GET", "/config").status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    assert call(guard, "GET", "/config", client="10.0.0.7").status_code == 200
    assert [call(guard, "POST", "/login", client="10.0.0.8").status_code for _ in range(2)] == [200, 429]


def test_a_huge_request_is_cut_off() -> None:
    seen: list[int] = []

    async def counting(_scope: Any, receive: Any, send: Any) -> None:
        while (message := await receive())["type"] == "http.request":
            seen.append(len(message["body"]))
            if not message["more_body"]:
                break
        await inner({"path": "x"}, receive, send)

    call(Guard(counting), "POST", "/gradio_api/queue/join", content=b"x" * 5_000_000)
    assert sum(seen) <= 4_000_000


def test_a_meter_gives_back_with_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("assistant.page.security.time.monotonic", lambda: now[0])
    meter = Meter(60, 2)
    assert [meter.wait("a"), meter.wait("a")] == [0, 0]
    wait = meter.wait("a")
    assert 0 < wait <= 1
    now[0] += wait
    assert meter.wait("a") == 0


# --- users -----------------------------------------------------------------------------------------


def test_users_are_let_in_by_their_password(tmp_path: Path) -> None:
    path = tmp_path / "brugere.txt"
    path.write_text(f"# kommentar\n\n{passwords.line('maja', 'korrekt hest batteri')}\n", encoding="utf-8")
    users = passwords.Users.read(path)
    assert users.check("maja", "korrekt hest batteri")
    assert not users.check("maja", "korrekt hest")
    assert not users.check("maja", "")
    assert not users.check("oskar", "korrekt hest batteri")
    assert "korrekt" not in path.read_text(encoding="utf-8")
    assert passwords.line("maja", "korrekt hest batteri") != passwords.line("maja", "korrekt hest batteri")


@pytest.mark.parametrize(
    "text", ["", "maja:hemmelig\n", "maja:scrypt$1$1$1$x$y\n", "maja:scrypt$x$8$1$AAAA$AAAA"]
)
def test_a_file_that_holds_no_users_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "brugere.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MinutesError):
        passwords.Users.read(path)


def test_the_command_makes_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("en lang adgangskode\n"))
    assert page_command(["user", "maja"]) == 0
    path = tmp_path / "brugere.txt"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    assert passwords.Users.read(path).check("maja", "en lang adgangskode")
    monkeypatch.setattr("sys.stdin", io.StringIO("kort\n"))
    assert page_command(["user", "maja"]) == 2
    assert "mindst" in capsys.readouterr().err
    assert page_command(["feedback", "--store", str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""


# --- new minutes -----------------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Assistant]:
    assistant = Assistant.from_minutes([CORPUS / "lindoe-byraad-2024-09-10.txt"], tmp_path / "lager")
    yield assistant
    assistant.close()


def sent(tmp_path: Path, *names: str) -> list[Path]:
    """Files as the page receives them: copies in a folder of their own."""
    folder = tmp_path / "sendt"
    folder.mkdir(exist_ok=True)
    return [Path(shutil.copy(CORPUS / name, folder)) for name in names]


def add(entries: list[uploads.Preview], assistant: Assistant) -> uploads.Added:
    *_, added = uploads.add(entries, assistant, assistant.store.places.folder)
    assert isinstance(added, uploads.Added)
    return added


def test_a_preview_tells_what_is_in_a_file(small: Assistant, tmp_path: Path) -> None:
    (path,) = sent(tmp_path, "lindoe-sundheds-og-omsorgsudvalget-2024-08-20.txt")
    seen = uploads.preview(path, small)
    assert (seen.error, seen.items, seen.decisions, seen.closed, seen.cpr, seen.known) == (
        "",
        4,
        3,
        1,
        1,
        False,
    )
    assert len(small.meetings()) == 1
    rubbish = tmp_path / "rod.txt"
    rubbish.write_bytes(bytes(range(256)) * 40)
    assert uploads.preview(rubbish, small).error.startswith("rod.txt")


def test_added_minutes_are_found_and_undone(small: Assistant, tmp_path: Path) -> None:
    *_, seen = uploads.previews(sent(tmp_path, "fjordby-direktoerforum-2024-03-14.txt"), small)
    added = add(seen, small)
    assert added.report.added == ("fjordby-direktoerforum-2024-03-14.txt",)
    assert small.ask("Hvem er projektleder for opfølgende hjemmebesøg?").citations
    kept = [p for p in small.store.places.folder.rglob("*") if p.suffix == ".txt"]
    assert kept == []
    assert uploads.undo(added, small) == 1
    assert len(small.meetings()) == 1
    assert uploads.undo(added, small) == 0


def test_undo_brings_the_earlier_version_back(small: Assistant, tmp_path: Path) -> None:
    first = add(
        [uploads.preview(p, small) for p in sent(tmp_path, "fjordby-direktoerforum-2024-06-06.txt")], small
    )
    corrected = sent(tmp_path, "fjordby-direktoerforum-2024-06-06-rettet.txt")
    seen = [uploads.preview(path, small) for path in corrected]
    assert seen[0].known
    second = add(seen, small)
    assert second.report.superseded == ("fjordby-direktoerforum-2024-06-06.txt",)
    uploads.undo(second, small)
    assert {meeting.source for meeting in small.meetings()} == {
        "lindoe-byraad-2024-09-10.txt",
        "fjordby-direktoerforum-2024-06-06.txt",
    }
    assert first.paths


def test_the_same_file_twice_changes_nothing(small: Assistant, tmp_path: Path) -> None:
    names = ["nordsund-faglig-2024-05-22.md"]
    add([uploads.preview(path, small) for path in sent(tmp_path, *names)], small)
    again = add([uploads.preview(path, small) for path in sent(tmp_path, *names)], small)
    assert again.report.unchanged == tuple(names)
    assert again.paths == ()
    assert len(small.store.catalogue.entries()) == 2


def test_too_many_files_at_once(small: Assistant) -> None:
    with pytest.raises(ReadError, match="højst"):
        list(uploads.previews([Path("x.txt")] * 201, small))
