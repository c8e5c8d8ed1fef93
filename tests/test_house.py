"""The shape of the house: imports go one way, the public list holds, commands and settings are documented."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from conftest import ROOT

import assistant
from assistant.__main__ import main as ask
from index.arguments import COMMANDS

ALLOWED = {
    "prompts": {"prompts"},
    "index": {"index", "prompts"},
    "assistant": {"assistant", "index", "prompts"},
    "eval": {"eval", "assistant", "index", "prompts"},
    "app.py": {"assistant", "index"},
}
OURS = {"index", "assistant", "eval", "prompts", "app"}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names & OURS


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_imports_go_one_way(room: str) -> None:
    files = [ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py"))
    assert files
    for path in files:
        assert imported(path) <= ALLOWED[room], path.name


def test_the_public_list() -> None:
    assert sorted(assistant.__all__) == [
        "Answer",
        "Assistant",
        "Citation",
        "Filters",
        "Meeting",
        "MinutesError",
        "Passage",
        "Status",
    ]
    assert all(hasattr(assistant, name) for name in assistant.__all__)


def test_commands_and_options_are_documented(capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md"))
    assert all(f"`{name}`" in text or f"index {name}" in text or f" {name}" in text for name in COMMANDS)
    with pytest.raises(SystemExit):
        ask(["--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert options
    assert [option for option in sorted(options) if option not in text] == []


def test_documented_settings_are_read_somewhere() -> None:
    documented = set(re.findall(r"REFERAT_[A-Z_]+", (ROOT / "docs" / "brug.md").read_text(encoding="utf-8")))
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("assistant", "index")
        for path in (ROOT / room).glob("*.py")
    )
    read = set(re.findall(r"\"(REFERAT_[A-Z_]+)\"", code))
    assert documented == read
