"""The documents say what the code does: every command, option, setting and public name, and no other."""

from __future__ import annotations

import dataclasses
import importlib
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

import assistant
from index import errors

REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
DOCUMENTS = [
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
]
MODULES = {
    "python app.py": "app",
    "python -m assistant": "assistant.__main__",
    "python -m assistant.page": "assistant.page.__main__",
    "python -m index": "index.__main__",
    "python -m eval": "eval.__main__",
    "python -m eval.benchmark": "eval.benchmark",
    "python -m eval.load": "eval.load",
    "python -m eval.tune": "eval.tune",
    "python -m eval.tune_items": "eval.tune_items",
    "python -m eval.tune_likeness": "eval.tune_likeness",
    "python -m eval.tune_reading": "eval.tune_reading",
    "python -m eval.tune_confidence": "eval.tune_confidence",
    "python -m eval.tune_ranking": "eval.tune_ranking",
    "python -m eval.train_embedding": "eval.train_embedding",
    "python -m eval.train_pairs": "eval.train_pairs",
}
SUBCOMMAND = re.compile(r"^    ([a-z]+)  ", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
Help = Callable[..., str]


@pytest.fixture
def help_of(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Help:
    """The help text of a command, as its user reads it."""
    monkeypatch.setenv("COLUMNS", "300")

    def read(command: str, *words: str) -> str:
        monkeypatch.setattr(sys, "argv", ["x", *words, "--help"])
        with pytest.raises(SystemExit):
            importlib.import_module(MODULES[command]).main()
        return capsys.readouterr().out

    return read


def sections(level: str, text: str = REFERENCE) -> dict[str, str]:
    """The text under each heading "### `name`"."""
    found = re.split(rf"^{level} `([^`]+)`\n", text, flags=re.MULTILINE)
    bodies = [re.split(r"^##", part, flags=re.MULTILINE)[0] for part in found[2::2]]
    return dict(zip(found[1::2], bodies, strict=True))


def commands(help_of: Help) -> dict[str, str]:
    """Every command and subcommand with its help text."""
    found = {}
    for command in MODULES:
        text = help_of(command)
        names = SUBCOMMAND.findall(text) if "KOMMANDO ..." in text else []
        if not names:
            found[command] = text
        for name in names:
            found[f"{command} {name}"] = help_of(command, name)
    return found


def test_every_command_and_option_is_documented_and_no_other(help_of: Help) -> None:
    real = commands(help_of)
    documented = {name: text for name, text in sections("###").items() if name.startswith("python")}
    assert documented.keys() == real.keys()
    assert len(real) > 15
    for name, text in real.items():
        options = set(OPTION.findall(text)) - {"--help"}
        assert set(OPTION.findall(documented[name])) == options, name


def test_every_option_named_anywhere_exists(help_of: Help) -> None:
    real = {option for text in commands(help_of).values() for option in OPTION.findall(text)}
    others = {"--max-model-len", "--port"}  # other programs' own
    for path in DOCUMENTS:
        named = set(OPTION.findall(path.read_text(encoding="utf-8")))
        assert named - real - others == set(), path.name


def test_every_module_command_in_the_documents_exists() -> None:
    for path in DOCUMENTS:
        for module in re.findall(r"python -m ([\w.]+)", path.read_text(encoding="utf-8")):
            if module.split(".")[0] in ("assistant", "index", "eval"):
                assert importlib.util.find_spec(module), (path.name, module)


def test_every_public_name_is_documented_and_no_other() -> None:
    documented = {name: text for name, text in sections("###").items() if not name.startswith("python")}
    assert documented.keys() == set(assistant.__all__)
    for name, text in documented.items():
        thing = getattr(assistant, name)
        rows = re.findall(r"^\| (.*?) \|", text, re.MULTILINE)
        named = {
            match.removeprefix(f"{name}.").split("(")[0]
            for row in rows
            for match in re.findall(r"`([^`]+)`", row)
        }
        if dataclasses.is_dataclass(thing):
            real = {field.name for field in dataclasses.fields(thing)}
        elif name == "MinutesError":
            continue
        else:
            real = {attribute for attribute in vars(thing) if not attribute.startswith("_")}
        assert named == real, name


def test_every_error_is_documented() -> None:
    named = set(re.findall(r"`(\w+Error)`", REFERENCE))
    real = {
        name
        for name, thing in vars(errors).items()
        if isinstance(thing, type) and issubclass(thing, errors.MinutesError)
    }
    assert named == real


def test_every_setting_is_documented_and_read() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("assistant", "index")
        for path in (ROOT / room).rglob("*.py")
    )
    read = set(re.findall(r"\"(REFERAT_[A-Z_]+)\"", code))
    assert set(re.findall(r"`(REFERAT_[A-Z_]+)`", REFERENCE)) == read


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_and_named_test_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), target
    for target in re.findall(r"`((?:tests|eval|index|assistant|docs|notebooks)/[\w./-]+\.\w+)`", text):
        assert (ROOT / target).exists(), target
    tests = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").glob("test_*.py"))
    for name in re.findall(r"`(test_\w+)`", text):
        assert f"def {name}(" in tests, name


def test_the_readme_commands_are_make_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"make ([a-z]+)", readme))
    assert {"run", "test"} <= targets
    assert targets <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_the_workflow_runs_what_a_developer_runs() -> None:
    text = (ROOT / ".github" / "workflows" / "kvalitet.yml").read_text(encoding="utf-8")
    assert "run: .ci/run" in text
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in script
    assert "make gate" in script
    # OUT reaches the gate through the environment, and its folder is what is uploaded.
    assert "$(if $(OUT),--out $(OUT))" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "OUT: eval/out/gate" in text
    assert "path: ${{ env.OUT }}" in text
