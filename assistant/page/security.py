"""What is served to whom: an allow-list of addresses, the headers of every answer, limits on asking.

The page's own HTML gets a fresh nonce in each answer; only scripts that carry it run, so that a script
or an event handler in the minutes does nothing even if it were not escaped. Gradio's HTML component
compiles its templates, hence 'unsafe-eval'.
"""

from __future__ import annotations

import ipaddress
import re
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

STATIC = Path(__file__).parent / "static"
_FILES = {"/ref/page.js": "text/javascript", "/ref/page.css": "text/css", "/ref/icon.svg": "image/svg+xml"}

_READ = re.compile(
    r"/(?:config|theme\.css|favicon\.ico|robots\.txt|manifest\.json|logout|login_check)?"
    r"|/(?:static|assets|svelte)/[\w./-]+"
    r"|/gradio_api/(?:heartbeat/\w+|queue/data|startup-events|app_id|theme\.css|login_check/?|user/?)"
)
_WRITE = re.compile(r"/login/?|/gradio_api/(?:queue/join|cancel|reset/?)")
_ADDING = re.compile(r"/gradio_api/upload(?:_progress)?")
_LARGEST = 4_000_000  # bytes of a request that is no upload
_PAGE = "/"


class Meter:
    """How often each caller may do something: `rate` times a minute, saved up to `burst`."""

    def __init__(self, rate: float, burst: float | None = None) -> None:
        self.rate = rate
        self._burst = burst or rate
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def wait(self, caller: str) -> float:
        """0 when the caller may go on (which is counted), else the seconds until it may."""
        now = time.monotonic()
        with self._lock:
            left, then = self._left.get(caller, (self._burst, now))
            left = min(self._burst, left + (now - then) * self.rate / 60)
            if left < 1:
                self._left[caller] = (left, now)
                return (1 - left) * 60 / self.rate
            self._left[caller] = (left - 1, now)
            if len(self._left) > 10_000:
                self._forget(now)
            return 0.0

    def _forget(self, now: float) -> None:
        """Drop those whose allowance is full again."""
        full = 60 * self._burst / self.rate
        self._left = {name: kept for name, kept in self._left.items() if now - kept[1] < full}


@dataclass(frozen=True, slots=True)
class Access:
    """Who may add minutes: "nobody", "here" (from this machine, asked for by its own name) or "all"."""

    adding: str = "here"

    def may_add(self, headers: Mapping[str, str], client: str | None) -> bool:
        """Whether a request may add minutes; one that came through a proxy is not from this machine."""
        if self.adding == "all":
            return True
        if self.adding != "here" or any(name in headers for name in ("x-forwarded-for", "forwarded")):
            return False
        return is_loopback(client or "") and is_loopback(_host_name(headers.get("host", "")))


def is_loopback(host: str) -> bool:
    """Whether an address or a host name is this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _host_name(host: str) -> str:
    return host.rsplit(":", 1)[0] if not host.endswith("]") else host


@dataclass(slots=True)
class Guard:
    """ASGI middleware round Gradio's app."""

    app: Callable[[Scope, Receive, Send], Awaitable[None]]
    access: Access = field(default_factory=Access)
    requests: Meter = field(default_factory=lambda: Meter(1200, 400))
    logins: Meter = field(default_factory=lambda: Meter(10))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, refuse or pass on one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        client = scope["client"][0] if scope.get("client") else "?"
        path, method = scope["path"], scope["method"]
        if path in _FILES and method in ("GET", "HEAD"):
            await _file(path, method, send)
            return
        refusal = self._refusal(path, method, headers, client, scope.get("query_string", b""))
        if refusal:
            await _answer(send, *refusal)
            return
        nonce = secrets.token_urlsafe(16)
        if path == _PAGE and method == "GET":
            await self.app(scope, receive, _page_sender(send, nonce))
        else:
            await self.app(scope, _bounded(receive, path), _header_sender(send, nonce))

    def _refusal(
        self, path: str, method: str, headers: Mapping[str, str], client: str, query: bytes
    ) -> tuple[int, str] | None:
        upload = _ADDING.fullmatch(path)
        known = _READ if method in ("GET", "HEAD") else _WRITE if method == "POST" else None
        if not upload and (known is None or not known.fullmatch(path)):
            return 404, "Siden findes ikke."
        if upload and not self.access.may_add(headers, client):
            return 403, "Der kan ikke tilføjes referater herfra."
        if path == _PAGE and re.search(rb"(?:^|&)(?:view|deep_link)=", query):
            return 404, "Siden findes ikke."
        if method == "POST" and not _same_origin(headers):
            return 403, "Forespørgslen kommer fra en anden side."
        meter = self.logins if path.startswith("/login") and method == "POST" else self.requests
        # Files of the page itself are many at once and cost nothing.
        if not path.startswith(("/assets/", "/static/")) and meter.wait(client):
            return 429, "For mange forespørgsler. Vent et øjeblik, og prøv igen."
        return None


def _same_origin(headers: Mapping[str, str]) -> bool:
    origin = headers.get("origin")
    if not origin:
        return True
    named = origin.partition("://")[2]
    return named in (headers.get("host"), headers.get("x-forwarded-host"))


def _bounded(receive: Receive, path: str) -> Receive:
    """No more than `_LARGEST` bytes of a request, uploads aside (Gradio bounds those)."""
    if _ADDING.fullmatch(path):
        return receive
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        return {"type": "http.disconnect"} if read > _LARGEST else message

    return bounded


def policy(nonce: str) -> str:
    """The content security policy of one answer."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


def _headers(nonce: str) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-security-policy", policy(nonce).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), interest-cohort=()"),
    ]


def _header_sender(send: Send, nonce: str) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [h for h in message["headers"] if h[0].lower() != b"server"]
            message = {**message, "headers": [*kept, *_headers(nonce)]}
        await send(message)

    return sender


def _page_sender(send: Send, nonce: str) -> Send:
    """Holds the page back until it is whole, then sends it made Danish and with the nonce in place."""
    start: Message = {}
    body = bytearray()

    async def sender(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            start = message
            return
        body.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        page = danish_page(body.decode(), nonce).encode()
        kept = [h for h in start["headers"] if h[0].lower() not in (b"content-length", b"server")]
        length = [(b"content-length", str(len(page)).encode()), (b"cache-control", b"no-store")]
        await send({**start, "headers": [*kept, *length, *_headers(nonce)]})
        await send({"type": "http.response.body", "body": page})

    return sender


_SOCIAL = re.compile(r"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>\s*")
_OURS = (
    '<link rel="icon" href="ref/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="ref/page.css">'
    '<script nonce="{nonce}" src="ref/page.js"></script>'
)


def danish_page(html: str, nonce: str) -> str:
    """Gradio's page with our language, style and script, without its own advertising, scripts marked."""
    html = re.sub(r'(<html[^>]*?)lang="en"', r'\1lang="da"', html, count=1)
    html = _SOCIAL.sub("", html)
    html = html.replace("<script", f'<script nonce="{nonce}"')
    return html.replace("</head>", _OURS.format(nonce=nonce) + "</head>", 1)


async def _file(path: str, method: str, send: Send) -> None:
    body = (STATIC / path.rsplit("/", 1)[1]).read_bytes()
    headers = [(b"content-type", f"{_FILES[path]}; charset=utf-8".encode()), (b"cache-control", b"no-cache")]
    await _send(send, 200, headers, b"" if method == "HEAD" else body)


async def _answer(send: Send, status: int, text: str) -> None:
    # Gradio's page shows the "detail" of a refused call.
    body = f'{{"detail": "{text}"}}'.encode()
    await _send(send, status, [(b"content-type", b"application/json; charset=utf-8")], body)


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    length = [(b"content-length", str(len(body)).encode())]
    start = {"type": "http.response.start", "status": status, "headers": [*headers, *length, *_headers("-")]}
    await send(start)
    await send({"type": "http.response.body", "body": body})
