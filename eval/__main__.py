"""python -m eval: measure the assistant on question sets.

    python -m eval run --minutes FOLDER … --questions FILE … [--out FOLDER]
    python -m eval compare RUN RUN        which questions changed between two runs
    python -m eval report RUN             the report of a run again
    python -m eval gate                   the question sets against the thresholds in gates.toml

Exit status: 0 done, 1 below a threshold, 2 an error.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant import Assistant, MinutesError
from assistant.config import add_options, read_settings
from eval import compare as comparing
from eval import gate as gates
from eval import tables
from eval.outcome import Outcome, load, read_questions, save
from eval.run import run
from eval.summary import figures, summary

HERE = Path(__file__).parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and do what it says."""
    options = _parser().parse_args(arguments)
    try:
        return int(_DO[options.command](options))
    except (MinutesError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    hiding = argparse.ArgumentParser(add_help=False)
    hiding.add_argument("--hide-test", action="store_true", help="vis ikke prøvedelens spørgsmål i rapporten")
    parser = argparse.ArgumentParser(prog="python -m eval", description="Mål assistenten på spørgsmålssæt.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="KOMMANDO")
    running = commands.add_parser("run", parents=[hiding], help="kør spørgsmålssæt")
    running.add_argument(
        "--minutes", nargs="+", type=Path, required=True, metavar="MAPPE", help="referaterne"
    )
    running.add_argument("--questions", nargs="+", type=Path, required=True, metavar="FIL", help="spørgsmål")
    running.add_argument("--out", type=Path, metavar="MAPPE", help="skriv rapport og svar her")
    add_options(running)
    pair = commands.add_parser("compare", help="sammenlign to kørsler")
    pair.add_argument("runs", nargs=2, type=Path, metavar="KØRSEL", help="mappen fra --out, eller run.jsonl")
    again = commands.add_parser("report", parents=[hiding], help="skriv rapporten over en gemt kørsel igen")
    again.add_argument("run", type=Path, metavar="KØRSEL", help="mappen fra --out")
    gating = commands.add_parser("gate", parents=[hiding], help="spørgsmålssæt mod grænser")
    gating.add_argument("--gates", type=Path, default=HERE / "gates.toml", metavar="FIL", help="grænserne")
    gating.add_argument("--out", type=Path, metavar="MAPPE", help="skriv hver grænses rapport her")
    return parser


def measure(
    minutes: Sequence[Path], questions: Sequence[Mapping[str, Any]], store: Path, **options: Any
) -> list[Outcome]:
    """Take the minutes in and ask all questions, with a progress bar where someone is watching."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Indlæser", total=None)
        assistant = Assistant.from_minutes(
            list(minutes),
            store,
            progress=lambda done, total, _name: bar.update(task, completed=done, total=total),
            **options,
        )
        try:
            _warn(assistant, questions)
            task = bar.add_task("Spørger", total=len(questions))
            return run(assistant, questions, lambda done: bar.update(task, completed=done))
        finally:
            assistant.close()


def _warn(assistant: Assistant, questions: Sequence[Mapping[str, Any]]) -> None:
    for failure in assistant.report.failed if assistant.report else ():
        print(failure.message, file=sys.stderr)
    known = {meeting.source for meeting in assistant.meetings()}
    lost = sum(any(g["doc"] not in known for g in q.get("gold", ())) for q in questions)
    if lost:
        print(f"{lost} spørgsmål har et rigtigt punkt i et referat, der ikke er indlæst.", file=sys.stderr)


def _run(options: argparse.Namespace) -> int:
    questions = read_questions(options.questions)
    settings = read_settings(options)
    with tempfile.TemporaryDirectory() as scratch:
        store = options.store or Path(scratch) / "lager"
        outcomes = measure(options.minutes, questions, store, **settings.options())
    print(tables.as_text(outcomes, figures(outcomes)))
    if options.out:
        save(outcomes, options.out / "run.jsonl")
        _write_report(outcomes, options.out, options.hide_test)
    return 0


def _write_report(outcomes: Sequence[Outcome], folder: Path, hide_test: bool) -> None:
    from eval.report import write

    for path in write(outcomes, folder, hide_test=hide_test):
        print(path)


def _report(options: argparse.Namespace) -> int:
    folder = options.run if options.run.is_dir() else options.run.parent
    _write_report(load(options.run), folder, options.hide_test)
    return 0


def _compare(options: argparse.Namespace) -> int:
    before, after = (load(path) for path in options.runs)
    print(comparing.as_text(comparing.compare(before, after)))
    return 0


def _gate(options: argparse.Namespace) -> int:
    failed = False
    for gate in gates.read_gates(options.gates):
        if gate.absent:
            print(f"[{gate.name}] springes over: {gate.absent[0].name} er der ikke.")
            continue
        with tempfile.TemporaryDirectory() as scratch:
            outcomes = measure(gate.minutes, read_questions(gate.questions), Path(scratch) / "lager")
        print(f"[{gate.name}] {len(outcomes)} spørgsmål")
        for found in gates.check(gate, summary(outcomes)):
            print(f"  {found}")
            failed = failed or not found.ok
        if options.out:
            save(outcomes, options.out / gate.name / "run.jsonl")
            _write_report(outcomes, options.out / gate.name, options.hide_test)
    return int(failed)


_DO = {"run": _run, "report": _report, "compare": _compare, "gate": _gate}

if __name__ == "__main__":
    sys.exit(main())
