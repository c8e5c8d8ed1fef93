"""python -m eval: measure the assistant on question sets.

    python -m eval run --minutes FOLDER … --questions FILE … [--out DIR]
    python -m eval compare RUN RUN        which questions changed between two runs
    python -m eval gate                   the shipped sets against the thresholds in gates.toml

Exit status: 0 done, 1 below a threshold, 2 an error.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

from assistant import Assistant, MinutesError
from eval.run import Outcome, load, read_questions, run, save, summary

HERE = Path(__file__).parent
SHOWN = ("", ".near", ".far", ".noisy")


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(prog="python -m eval", description="Mål assistenten på spørgsmålssæt.")
    commands = parser.add_subparsers(dest="command", required=True)
    running = commands.add_parser("run", help="kør spørgsmålssæt")
    running.add_argument("--minutes", nargs="+", type=Path, required=True, metavar="MAPPE")
    running.add_argument("--questions", nargs="+", type=Path, required=True, metavar="FIL")
    running.add_argument("--store", type=Path, metavar="MAPPE", help="behold lageret her")
    running.add_argument("--out", type=Path, metavar="MAPPE", help="skriv svarene i run.jsonl her")
    comparing = commands.add_parser("compare", help="sammenlign to kørsler")
    comparing.add_argument("runs", nargs=2, type=Path, metavar="run.jsonl")
    commands.add_parser("gate", help="de medfølgende sæt mod grænserne i gates.toml")
    options = parser.parse_args(arguments)
    try:
        return {"run": _run, "compare": _compare, "gate": _gate}[options.command](options)
    except (MinutesError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def measure(minutes: Sequence[Path], questions: Sequence[Path], store: Path) -> list[Outcome]:
    """Take the minutes in and ask all questions."""
    assistant = Assistant.from_minutes(list(minutes), store)
    try:
        return run(assistant, read_questions(questions))
    finally:
        assistant.close()


def _run(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        outcomes = measure(options.minutes, options.questions, options.store or Path(scratch) / "lager")
    _table(summary(outcomes))
    if options.out:
        save(outcomes, options.out / "run.jsonl")
    return 0


def _table(figures: dict[str, float]) -> None:
    print(f"{'':20}{'alle':>8}{'near':>8}{'far':>8}{'noisy':>8}")
    for name in ("correct", "hit5", "first"):
        print(f"{name:20}" + "".join(f"{figures.get(name + part, 0):8.3f}" for part in SHOWN))
    for name, value in figures.items():
        if "." not in name and name not in ("correct", "hit5", "first"):
            print(f"{name:20}{value:8.3f}")
    kinds = sorted(
        name[8:] for name in figures if name.startswith("correct.") and f".{name[8:]}" not in SHOWN
    )
    print("  ".join(f"{kind} {figures[f'correct.{kind}']:.2f}" for kind in kinds))


def _compare(options: argparse.Namespace) -> int:
    before, after = ({o.id: o for o in load(path)} for path in options.runs)
    shared = before.keys() & after.keys()
    better = sorted(i for i in shared if after[i].correct and not before[i].correct)
    worse = sorted(i for i in shared if before[i].correct and not after[i].correct)
    for title, ids in (("bedre", better), ("dårligere", worse)):
        print(f"{len(ids)} {title}")
        for name in ids:
            print(f"  {name}: {after[name].question}")
    print(f"sandsynlighed for så stor en forskel ved et tilfælde: {_sign_test(len(better), len(worse)):.3f}")
    return 0


def _sign_test(wins: int, losses: int) -> float:
    from math import comb

    n = wins + losses
    tail = sum(comb(n, i) for i in range(max(wins, losses), n + 1)) / 2**n if n else 1.0
    return min(1.0, 2 * tail)


def _gate(_options: argparse.Namespace) -> int:
    gates = tomllib.loads((HERE / "gates.toml").read_text(encoding="utf-8"))
    failed = 0
    for name, gate in gates.items():
        questions = [HERE / path for path in gate["questions"]]
        with tempfile.TemporaryDirectory() as scratch:
            figures = summary(measure([HERE / gate["minutes"]], questions, Path(scratch) / "lager"))
        _table(figures)
        for figure, limit in gate["at_least"].items():
            ok = figures[figure] >= limit
            failed += not ok
            print(f"{'ok  ' if ok else 'RØD '} {name}: {figure} {figures[figure]:.3f} (mindst {limit})")
        for figure, limit in gate.get("at_most", {}).items():
            ok = figures[figure] <= limit
            failed += not ok
            print(f"{'ok  ' if ok else 'RØD '} {name}: {figure} {figures[figure]:.3f} (højst {limit})")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
