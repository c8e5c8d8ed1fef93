"""How the page holds when many ask at once: measured on loopback and never asserted.

    python -m eval.load [FOLDER …] [--users 30] [--questions FILE]

Takes the minutes into a fresh store (without folders: the shipped ones), serves the page in a process of
its own, loads the front page, asks one question alone and then one from each user at once. Prints
milliseconds to the first words and to the whole answer, and how many failed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from eval.outcome import read_questions

SHIPPED = Path(__file__).parent / "corpus"
QUESTIONS = Path(__file__).parent / "questions" / "shipped_dev.jsonl"
_PATIENCE = 180.0  # seconds after which a user counts as failed


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds until the first words of an answer stood on the page, and until it was whole."""

    first: float
    whole: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, serve, ask, print. 1 when a user got no answer."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.load", description="Mål siden med mange på én gang."
    )
    parser.add_argument("minutes", nargs="*", type=Path, default=[SHIPPED], metavar="MAPPE")
    parser.add_argument("--users", type=int, default=30, metavar="ANTAL")
    parser.add_argument("--questions", type=Path, default=QUESTIONS, metavar="FIL")
    options = parser.parse_args(arguments)
    asked = [q["question"] for q in read_questions([options.questions])]
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        server = _serve(options.minutes, Path(folder) / "lager", port)
        try:
            failed = asyncio.run(_measure(f"http://127.0.0.1:{port}", asked, options.users))
        finally:
            server.terminate()
            server.wait()
    return 1 if failed else 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve(minutes: Sequence[Path], store: Path, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "app.py", "--store", str(store), "--port", str(port), "--minutes"]
    limit = ["--questions-a-minute", "100000"]
    root = Path(__file__).parent.parent
    return subprocess.Popen([*command, *(str(p.resolve()) for p in minutes), *limit], cwd=root)


async def _measure(address: str, asked: Sequence[str], users: int) -> int:
    async with httpx.AsyncClient(base_url=address, timeout=_PATIENCE) as web:
        await _until_up(web)
        config = (await web.get("/config")).json()
        pages = [await _timed_page(web) for _ in range(5)]
        print(f"forsiden              {1000 * sorted(pages)[2]:8.0f} ms")
        for question in asked[:3]:  # what is loaded when it is first needed
            await _ask(web, config, question)
        alone = [await _ask(web, config, question) for question in asked[:9]]
        _tell("alene", alone)
        started = time.perf_counter()
        many = [_ask(web, config, asked[n % len(asked)]) for n in range(users)]
        results = await asyncio.gather(*many, return_exceptions=True)
        good = [result for result in results if isinstance(result, Timed)]
        _tell(f"{users} på én gang", good)
        print(f"alle besvaret efter   {time.perf_counter() - started:8.1f} s, {users - len(good)} fejl")
        return users - len(good)


async def _until_up(web: httpx.AsyncClient) -> None:
    for _ in range(600):
        try:
            if (await web.get("/config")).status_code == 200:
                return
        except httpx.TransportError:
            await asyncio.sleep(0.5)
    raise SystemExit("Siden kom ikke op.")


async def _timed_page(web: httpx.AsyncClient) -> float:
    started = time.perf_counter()
    (await web.get("/")).raise_for_status()
    return time.perf_counter() - started


async def _ask(web: httpx.AsyncClient, config: dict[str, Any], question: str) -> Timed:
    """Ask as the page's own script does: an event into the queue, its steps out of a stream."""
    session = secrets.token_hex(6)
    number, inputs = _asking(config)
    data = [question, *[None] * (inputs - 1)]
    body = {"data": data, "fn_index": number, "session_hash": session, "trigger_id": None}
    started = time.perf_counter()
    (await web.post("/gradio_api/queue/join", json=body)).raise_for_status()
    first = 0.0
    async with web.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        async for line in stream.aiter_lines():
            if not line.startswith("data:"):
                continue
            message = json.loads(line[5:])
            now = time.perf_counter() - started
            if not first and "ref-text" in line:
                first = now
            if message["msg"] == "process_completed":
                if not message["success"]:
                    raise RuntimeError(line[:200])
                return Timed(first or now, now)
    raise RuntimeError("the stream ended without an answer")


def _asking(config: dict[str, Any]) -> tuple[int, int]:
    """The number of the event that the question field sends, and how many inputs it takes."""
    field = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "ref-question")
    event = next(d for d in config["dependencies"] if [field, "submit"] in d["targets"])
    return event["id"], len(event["inputs"])


def _tell(name: str, times: Sequence[Timed]) -> None:
    for what, values in (("første ord", [t.first for t in times]), ("hele svaret", [t.whole for t in times])):
        ordered = sorted(values)
        p50, p95 = ordered[len(ordered) // 2], ordered[int(0.95 * (len(ordered) - 1))]
        print(f"{name + ', ' + what:30}{1000 * p50:8.0f} ms   p95 {1000 * p95:.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
