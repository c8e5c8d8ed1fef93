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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant import Assistant, MinutesError
from assistant.config import add_options, read_model, read_settings
from eval import compare as comparing
from eval import gate as gates
from eval import tables
from eval.blocks import Block
from eval.outcome import Outcome, load, read_questions, save
from eval.run import run
from eval.summary import figures, summary
from index.chat import ChatModel
from index.errors import ModelError

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
    running.add_argument(
        "--baselines", action="store_true", help="mål også LlamaIndex, BM25 og rene ordvektorer"
    )
    running.add_argument(
        "--baseline-encoder", metavar="NAVN", help="mål også LlamaIndex med denne sentence-transformers-model"
    )
    running.add_argument(
        "--ablations", action="store_true", help="mål også søgningen med én del taget ud ad gangen"
    )
    running.add_argument(
        "--judge", metavar="MODEL", help="lad en sprogmodel bedømme svarene; server og nøgle som til --llm"
    )
    add_options(running)
    pair = commands.add_parser("compare", help="sammenlign to kørsler")
    pair.add_argument("runs", nargs=2, type=Path, metavar="KØRSEL", help="mappen fra --out, eller run.jsonl")
    again = commands.add_parser("report", parents=[hiding], help="skriv rapporten over en gemt kørsel igen")
    again.add_argument("run", type=Path, metavar="KØRSEL", help="mappen fra --out")
    gating = commands.add_parser("gate", parents=[hiding], help="spørgsmålssæt mod grænser")
    gating.add_argument("--gates", type=Path, default=HERE / "gates.toml", metavar="FIL", help="grænserne")
    gating.add_argument("--keep", type=Path, metavar="MAPPE", help="behold lagrene her til næste gang")
    gating.add_argument("--out", type=Path, metavar="MAPPE", help="skriv hver grænses rapport her")
    return parser


@contextmanager
def opened(minutes: Sequence[Path], store: Path, **options: Any) -> Iterator[Assistant]:
    """Take the minutes in, with a progress bar where someone is watching; closed afterwards."""
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
        yield assistant
    finally:
        assistant.close()


def measure(assistant: Assistant, questions: Sequence[Mapping[str, Any]]) -> list[Outcome]:
    """Ask all questions, with a progress bar where someone is watching."""
    from rich.console import Console
    from rich.progress import Progress

    _warn(assistant, questions)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Spørger", total=len(questions))
        return run(assistant, questions, lambda done: bar.update(task, completed=done))


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
        with opened(options.minutes, store, **settings.options()) as assistant:
            outcomes = measure(assistant, questions)
            if options.judge:
                outcomes = _judged(options, questions, outcomes)
            print(tables.as_text(outcomes, figures(outcomes)))
            extra = _others(assistant, questions, options, Path(scratch))
    if options.out:
        save(outcomes, options.out / "run.jsonl")
        _write_report(outcomes, options.out, options.hide_test, extra)
    return 0


def _judged(
    options: argparse.Namespace, questions: Sequence[Mapping[str, Any]], outcomes: list[Outcome]
) -> list[Outcome]:
    """The outcomes with verdicts; as they were, with one line said, when the model fails."""
    from eval.verdicts import as_text, judged

    settings = read_model(argparse.Namespace(**(vars(options) | {"llm": options.judge})))
    assert settings
    try:
        found = judged(ChatModel(settings), questions, outcomes)
    except ModelError as error:
        print(f"Svarene er ikke bedømt: {error}", file=sys.stderr)
        return outcomes
    print(as_text(found))
    return found


def _others(
    assistant: Assistant,
    questions: Sequence[Mapping[str, Any]],
    options: argparse.Namespace,
    scratch: Path,
) -> list[Block]:
    """The baselines and ablations that were asked for: printed, and as blocks for the report."""
    if not (options.baselines or options.ablations or options.baseline_encoder):
        return []
    from eval import systems

    found = [systems.measure_ours(assistant, questions)]
    if options.baselines or options.baseline_encoder:
        found += systems.measure_baselines(assistant, questions, scratch, options.baseline_encoder)
    if options.ablations:
        found += systems.measure_ablations(assistant, questions)
    print(systems.as_text(found))
    return systems.blocks(found)


def _write_report(
    outcomes: Sequence[Outcome], folder: Path, hide_test: bool, extra: Sequence[Block] = ()
) -> None:
    from eval.report import write

    for path in write(outcomes, folder, extra, hide_test=hide_test):
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
    with tempfile.TemporaryDirectory() as scratch:
        for gate in gates.read_gates(options.gates):
            if gate.absent:
                print(f"[{gate.name}] springes over: {gate.absent[0].name} er der ikke.")
                continue
            questions = read_questions(gate.questions)[:: gate.every]
            with opened(gate.minutes, (options.keep or Path(scratch)) / gate.store) as assistant:
                outcomes = measure(assistant, questions)
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
