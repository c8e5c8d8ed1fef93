"""A deliberate regression turns the shipped gate red."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from conftest import ROOT

from eval.__main__ import main as evaluate
from eval.gate import read_gates


def test_without_stemming_the_shipped_gate_is_red(tmp_path: Path) -> None:
    shipped = next(g for g in read_gates(ROOT / "eval" / "gates.toml") if g.name == "udvikling")
    text = "[udvikling]\n"
    for name, paths in (("minutes", shipped.minutes), ("questions", shipped.questions)):
        text += f"{name} = {[str(path) for path in paths]}\n"
    for side, limits in (("at_least", shipped.at_least), ("at_most", shipped.at_most)):
        text += f"[udvikling.{side}]\n" + "".join(f"{n!r} = {limit}\n" for n, limit in limits.items())
    file = tmp_path / "gates.toml"
    file.write_text(text, encoding="utf-8")
    assert evaluate(["gate", "--gates", str(file)]) == 0
    worse = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "degraded_gate.py"), str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert worse.returncode == 1, worse.stderr
    assert "RØD correct " in worse.stdout


def test_a_kept_store_is_another_one_for_other_minutes() -> None:
    gates = read_gates(ROOT / "eval" / "gates.toml")
    by_minutes = {gate.minutes: gate.store for gate in gates}
    assert len(set(by_minutes.values())) == len(by_minutes) < len(gates)


def test_a_kept_store_is_used_again(tmp_path: Path) -> None:
    few = tmp_path / "few.jsonl"
    lines = (ROOT / "eval" / "questions" / "shipped_dev.jsonl").read_text(encoding="utf-8").splitlines()
    few.write_text("\n".join(lines[:2]) + "\n", encoding="utf-8")
    file = tmp_path / "gates.toml"
    minutes = ROOT / "eval" / "corpus" / "lindoe-byraad-2024-09-10.txt"
    file.write_text(
        f"[x]\nminutes = ['{minutes}']\nquestions = ['few.jsonl']\nat_most = {{correct = 1.0}}\n",
        encoding="utf-8",
    )
    for _ in range(2):
        assert evaluate(["gate", "--gates", str(file), "--keep", str(tmp_path / "kept")]) == 0
        (store,) = (tmp_path / "kept").iterdir()
        assert (store / "catalogue.sqlite").exists()
