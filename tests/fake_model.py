"""A language model for tests: a real HTTP server in this process that speaks the OpenAI chat protocol.

What it answers is a list of turns, one a request, or a function of the request. A turn is the text to
stream, or a `Turn` that fails in one of the ways in which real servers do.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Turn:
    """One reply. `status` other than 200 is an error; `cut` ends the stream without saying so after that
    many pieces; `hang` waits, having sent them, until the server closes; `endless` never stops."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    hang: bool = False
    endless: bool = False
    finish: str = "stop"
    usage: bool = True


Script = Sequence[str | Turn] | Callable[[dict[str, Any]], str | Turn]


class FakeModel:
    """The running server: `url` for its address, `requests` for what it was asked."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=lambda: self._server.serve_forever(0.01), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def turn(self, request: dict[str, Any]) -> Turn:
        place = len(self.requests)
        self.requests.append(request)
        said = (
            self.script(request) if callable(self.script) else self.script[min(place, len(self.script) - 1)]
        )
        return Turn(said) if isinstance(said, str) else said

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def fake_model(script: Script) -> Iterator[FakeModel]:
    """A running model, stopped afterwards."""
    model = FakeModel(script)
    try:
        yield model
    finally:
        model.close()


def pieces(text: str) -> list[str]:
    """A text as a model gives it out: a few letters at a time."""
    return [text[start : start + 7] for start in range(0, len(text), 7)]


def _handler(model: FakeModel) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            return

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionResetError:
                self.close_connection = True  # the client let go without a word

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            model.keys.append(self.headers.get("authorization", ""))
            turn = model.turn(request)
            try:
                if turn.status != 200:
                    self._refuse(turn)
                elif request.get("stream"):
                    self._stream(turn)
                else:
                    self._whole(turn)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _refuse(self, turn: Turn) -> None:
            body = json.dumps({"error": {"message": turn.text or "no", "type": "error"}}).encode()
            self.send_response(turn.status)
            for name, value in turn.headers.items():
                self.send_header(name, value)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _whole(self, turn: Turn) -> None:
            message = {"role": "assistant", "content": turn.text}
            body = json.dumps(
                {
                    "id": "x",
                    "object": "chat.completion",
                    "created": 1,
                    "model": "fake",
                    "choices": [{"index": 0, "message": message, "finish_reason": turn.finish}],
                    "usage": _usage(turn),
                }
            ).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stream(self, turn: Turn) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("connection", "close")
            self.end_headers()
            self.close_connection = True
            sent = 0
            while True:
                for piece in pieces(turn.text) or [""]:
                    if turn.cut is not None and sent == turn.cut:
                        return
                    self._event(
                        {"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]}
                    )
                    sent += 1
                if not turn.endless:
                    break
            if turn.hang:
                model.closing.wait(30)
                return
            self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": turn.finish}]})
            if turn.usage:
                self._event({"choices": [], "usage": _usage(turn)})
            self.wfile.write(b"data: [DONE]\n\n")

        def _event(self, part: dict[str, Any]) -> None:
            event = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "fake", **part}
            self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
            self.wfile.flush()

    return Handler


def _usage(turn: Turn) -> dict[str, int]:
    written = len(pieces(turn.text))
    return {"prompt_tokens": 100, "completion_tokens": written, "total_tokens": 100 + written}
