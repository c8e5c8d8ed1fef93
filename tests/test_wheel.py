"""The built wheel works from another folder, with prompts, model, thesaurus, page files and minutes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

ROOMS = ("assistant", "index", "prompts", "eval")
TOP = ("pyproject.toml", "README.md", "LICENSE", "app.py")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel of these sources installs."""
    folder = tmp_path_factory.mktemp("wheel")
    sources = folder / "sources"
    for room in ROOMS:
        shutil.copytree(ROOT / room, sources / room, ignore=shutil.ignore_patterns("__pycache__", "out"))
    for name in TOP:
        shutil.copy(ROOT / name, sources / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    quiet = {"cwd": folder, "check": True, "capture_output": True}
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", "out", str(sources)], **quiet
    )
    (wheel,) = (folder / "out").glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--target", "installed", str(wheel)], **quiet)
    return folder / "installed"


def run(installed: Path, words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """A command as it runs from `folder`, with the installed wheel and none of the sources."""
    environment = dict(os.environ) | {"PYTHONPATH": str(installed), "HOME": str(folder)}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_every_file_of_the_rooms_is_in_it(installed: Path) -> None:
    for room in ROOMS:
        ours = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / room).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and "out" not in path.parts
        }
        there = {
            path.relative_to(installed).as_posix()
            for path in (installed / room).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert ours - there == set(), room
        assert (installed / room / "py.typed").exists()


def test_it_answers_from_another_folder(installed: Path, tmp_path: Path) -> None:
    minutes = installed / "eval" / "corpus" / "lindoe-byraad-2024-09-10.txt"
    question = "Hvad blev der besluttet om varmtvandsbassinet?"
    done = run(
        installed, ["-m", "assistant", question, "--minutes", str(minutes), "--store", "lager"], tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "Ikke godkendt" in done.stdout
    assert "punkt 3" in done.stdout
    assert (tmp_path / "lager" / "catalogue.sqlite").exists()


def test_it_brings_what_the_code_reads(installed: Path, tmp_path: Path) -> None:
    code = (
        "import app, assistant, index, prompts, sys\n"
        "from eval.gate import read_gates\n"
        "from importlib.resources import files\n"
        "from index.embedding import load_encoder\n"
        "from index.dictionaries import bundled_synonyms\n"
        "from pathlib import Path\n"
        "root = Path(sys.argv[1]).resolve()\n"
        "for module in (app, assistant, index, prompts):\n"
        "    assert Path(module.__file__).resolve().is_relative_to(root), module.__file__\n"
        "assert app.SHIPPED.is_dir()\n"
        "assert all(prompts.load(name) for name in prompts.names()) and prompts.names()\n"
        "assert load_encoder().encode_queries(['møde']).any()\n"
        "assert len(bundled_synonyms(None)) > 1000\n"
        "assert not read_gates(Path(str(files('eval'))) / 'gates.toml')[0].absent\n"
    )
    done = run(installed, ["-c", code, str(installed)], tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_wheel_holds_only_the_product(installed: Path) -> None:
    (wheel,) = (installed.parent / "out").glob("*.whl")
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in tops if not name.endswith(".dist-info")} == {*ROOMS, "app.py"}
