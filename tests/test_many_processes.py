"""More than one machine: PostgreSQL, a Chroma server, one process that ingests and three that answer."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CORPUS

from assistant import Assistant, MinutesError
from index.errors import StoreBusyError
from index.ingest import ingest
from index.parser import parse
from index.readers import read
from index.store import Places, open_store
from index.verify import verify

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
FIRST = "lindoe-byraad-2024-09-10.txt"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(ready: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
    """Ask again and again until something is there; fail with its name when it never comes."""
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, f"{what} kom ikke"
        time.sleep(0.05)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Chroma:
    """A real `chroma run` that can be stopped and started again on the same folder and port."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [str(Path(sys.executable).parent / "chroma"), "run", "--host", "127.0.0.1"]
        self.process = subprocess.Popen(
            [*command, "--path", str(self.folder), "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(self.beats, "Chroma-serveren")

    def beats(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/v2/heartbeat", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()


@pytest.fixture
def chroma(tmp_path: Path) -> Iterator[Chroma]:
    server = Chroma(tmp_path / "chroma")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def postgres() -> Iterator[str]:
    if not BINARIES:
        pytest.skip("PostgreSQL er ikke installeret (Debian: apt-get install postgresql)")
    import tempfile

    binaries, port = BINARIES[-1].parent, free_port()
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = pwd.getpwnam("postgres")
        shutil.chown(folder, user.pw_uid, user.pw_gid)
        owner = {"user": user.pw_uid, "group": user.pw_gid, "cwd": str(folder)}
    data = folder / "data"
    subprocess.run(
        [str(binaries / "initdb"), "-D", str(data), "-U", "referat", "-A", "trust", "-E", "UTF8"],
        check=True,
        capture_output=True,
        **owner,
    )
    server = subprocess.Popen(
        [str(binaries / "postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **owner,
    )
    url = f"postgresql://referat@127.0.0.1:{port}/postgres"
    wait_for(lambda: listens(port) and connects(url), "PostgreSQL")
    yield url
    server.kill()
    server.wait()
    shutil.rmtree(folder, ignore_errors=True)


def connects(url: str) -> bool:
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


class Answering:
    """A process that answers, spoken to line by line."""

    def __init__(self, folder: Path, catalogue: str, chroma: str) -> None:
        script = str(Path(__file__).parent / "answering.py")
        self.process = subprocess.Popen(
            [sys.executable, script, str(folder), catalogue, chroma],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.heard() == {"ready": True}

    def heard(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        return found

    def ask(self, question: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{question}\n")
        self.process.stdin.flush()
        return self.heard()

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


def test_one_ingests_and_three_answer(tmp_path: Path, postgres: str, chroma: Chroma) -> None:
    items = {path.name: len(parse(read(path)).items) for path in CORPUS.iterdir()}
    writer = open_store(Places(tmp_path / "writer", postgres, chroma.url))
    assert ingest([CORPUS / FIRST], writer).ok
    readers = [Answering(tmp_path / f"reader{n}", postgres, chroma.url) for n in range(3)]
    try:
        for reader in readers:
            seen = reader.ask("cykelsti")
            assert seen["meetings"] == {FIRST: items[FIRST]}
            assert seen["sources"] == [FIRST]
        for path in sorted(CORPUS.iterdir()):
            if path.name == FIRST or "06-06" in path.name:
                continue
            assert ingest([path], writer).ok
            for reader in readers:  # the first question after the commit sees it
                seen = reader.ask("klyngemidler sundhedshus cykelsti")
                assert path.name in seen["meetings"], seen
                assert seen["exact"]
                assert all(items[name] == count for name, count in seen["meetings"].items())
        assert verify(writer) == []
    finally:
        for reader in readers:
            reader.stop()


def test_a_server_that_goes_and_comes_back(tmp_path: Path, chroma: Chroma) -> None:
    assistant = Assistant.from_minutes([CORPUS / FIRST], tmp_path / "lager", chroma_url=chroma.url)
    assert assistant.search("cykelsti")
    chroma.stop()
    with pytest.raises(MinutesError, match="svarer ikke") as caught:
        assistant.search("cykelsti")
    assert "\n" not in str(caught.value)
    chroma.start()
    assert assistant.search("cykelsti")


def test_one_writer_across_machines(tmp_path: Path, postgres: str) -> None:
    one = open_store(Places(tmp_path / "one", postgres))
    other = open_store(Places(tmp_path / "other", postgres))
    with one.writing(), pytest.raises(StoreBusyError):
        ingest([CORPUS / FIRST], other)
    assert ingest([CORPUS / FIRST], other).ok


def test_no_server_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MinutesError, match="svarer ikke"):
        Assistant.from_minutes([], tmp_path / "lager", chroma_url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(MinutesError, match="Kataloget"):
        Assistant.from_minutes(
            [], tmp_path / "andet", catalogue_url=f"postgresql://x@127.0.0.1:{free_port()}/x"
        )
