"""What the tests share: the shipped minutes in a store, made once, and no way out to network or home."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from assistant import Assistant

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "eval" / "corpus"
SHARED = ROOT.parent / "shared"

needs_shared = pytest.mark.skipif(
    not (SHARED / "minutes").is_dir(), reason="de virkelige referater ligger ikke ved siden af projektet"
)


@pytest.fixture(autouse=True)
def _closed_in(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No user folder, and no connection but to this machine."""
    home = tmp_path_factory.getbasetemp() / "home"
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("REFERAT_STORE", raising=False)
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "local"
        if host not in ("127.0.0.1", "::1", "localhost", "local"):
            raise OSError(f"a test reached for {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant on the shipped minutes; tests only read from it."""
    assistant = Assistant.from_minutes([CORPUS], tmp_path_factory.mktemp("shipped"))
    yield assistant
    assistant.close()


@pytest.fixture(scope="module")
def assistant_on(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[Mapping[str, str]], Assistant]]:
    """Makes an assistant on minutes that a test writes itself, as name -> text; closed after the module."""
    opened: list[Assistant] = []

    def make(minutes: Mapping[str, str]) -> Assistant:
        folder = tmp_path_factory.mktemp("referater")
        for name, text in minutes.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        opened.append(Assistant.from_minutes([folder], tmp_path_factory.mktemp("lager")))
        return opened[-1]

    yield make
    for assistant in opened:
        assistant.close()


def entries(path: Path) -> list[tuple[str, list[str]]]:
    """The lines of a bundled word list as they stand: what is looked up, and what stands beside it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(word, rest.split(", ")) for word, rest in pairs]
