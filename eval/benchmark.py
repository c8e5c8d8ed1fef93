"""How fast it is, measured and never asserted, beside well-known engines in the same run.

    python -m eval.benchmark                          4 documents, 6,000 items, 100,000 chunks
    python -m eval.benchmark --sizes 4 6000 --engines bm25s
    python -m eval.benchmark --sizes 1000000          takes hours and a lot of memory
    python -m eval.benchmark --minutes FOLDER … [--questions FILE]

Each engine is made in one process and opened in another, so that its peak memory is its own. Seconds are
wall-clock, CPU seconds those of all threads: on a shared machine the latter are what can be compared.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

from assistant import Assistant, MinutesError
from eval.contenders import CONTENDERS, OURS
from eval.outcome import read_questions
from eval.statistics import percentile
from eval.synthetic import CHUNKS_A_MEETING, ITEMS, Synthetic, write_corpus

T = TypeVar("T")
SIZES = {
    "4": ("4 referater", 4),
    "6000": ("6.000 punkter", 6_000 // ITEMS),
    "100000": ("100.000 stykker", 100_000 // CHUNKS_A_MEETING + 1),
    "1000000": ("1.000.000 stykker", 1_000_000 // CHUNKS_A_MEETING + 1),
}
USUAL = ("4", "6000", "100000")
PLAIN = ("Hvad blev der besluttet om budgettet?", "Hvem deltog i mødet?", "Hvor meget koster det?")
MEASURES = {
    "make_s": "indlæsning, s",
    "make_cpu_s": "indlæsning, CPU-s",
    "again_s": "igen, uændret, s",
    "again_cpu_s": "igen, uændret, CPU-s",
    "open_s": "åbning, s",
    "open_cpu_s": "åbning, CPU-s",
    "search_ms": "søgning, median ms",
    "search_p95_ms": "søgning, 95 % under ms",
    "search_cpu_ms": "søgning, median CPU-ms",
    "ask_ms": "svar, median ms",
    "ask_p95_ms": "svar, 95 % under ms",
    "ask_cpu_ms": "svar, median CPU-ms",
    "make_gb": "hukommelse ved indlæsning, GB",
    "serve_gb": "hukommelse ved søgning, GB",
    "disk_mb": "på disken, MB",
}
_WARM = 5

Figures = dict[str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure, print a table a size."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.benchmark", description="Mål, hvor hurtigt det går, også mod andre."
    )
    parser.add_argument(
        "--sizes", nargs="+", choices=SIZES, default=list(USUAL), help="opdigtede referater, så mange"
    )
    parser.add_argument("--minutes", nargs="+", type=Path, metavar="MAPPE", help="egne referater i stedet")
    parser.add_argument("--questions", type=Path, metavar="FIL", help="spørgsmål til egne referater")
    parser.add_argument(
        "--engines", nargs="+", choices=CONTENDERS, default=list(CONTENDERS), help="kun disse"
    )
    options = parser.parse_args(arguments)
    try:
        for name, corpus_of in _corpora(options):
            with tempfile.TemporaryDirectory() as folder:
                corpus = corpus_of(Path(folder))
                found = {engine: measure(engine, corpus, Path(folder)) for engine in options.engines}
            print(table(f"{name} ({corpus.documents} referater)", found), flush=True)
    except (MinutesError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _corpora(options: argparse.Namespace) -> list[tuple[str, Callable[[Path], Synthetic]]]:
    if options.minutes:
        return [("egne referater", lambda folder: _own(options.minutes, options.questions, folder))]
    return [
        (SIZES[size][0], lambda folder, documents=SIZES[size][1]: write_corpus(folder, documents))  # type: ignore[misc]
        for size in options.sizes
    ]


def _own(minutes: Sequence[Path], questions: Path | None, folder: Path) -> Synthetic:
    """The user's own minutes, with their items cut out for the other engines."""
    items = folder / "items.jsonl"
    assistant = Assistant.from_minutes(minutes, folder / "cut")
    meetings = assistant.meetings()
    with items.open("w", encoding="utf-8") as kept:
        for meeting in meetings:
            for item in meeting.items:
                row = {"source": meeting.source, "text": meeting.text[item.start : item.end]}
                kept.write(json.dumps(row, ensure_ascii=False) + "\n")
    assistant.close()
    asked = [q["question"] for q in read_questions([questions])] if questions else list(PLAIN)
    return Synthetic(tuple(minutes), items, tuple(asked), len(meetings))


def measure(engine: str, corpus: Synthetic, folder: Path) -> Figures:
    """One engine's figures by the names in MEASURES."""
    store = folder / engine.replace(" ", "-")
    found = _apart(_make, engine, corpus, store)
    found["disk_mb"] = sum(path.stat().st_size for path in store.rglob("*") if path.is_file()) / 1e6
    if CONTENDERS[engine].again:
        found |= _apart(_again, engine, corpus, store)
    return found | _apart(_serve, engine, corpus, store)


def _apart(work: Callable[[str, Synthetic, Path], Figures], *given: object) -> Figures:
    """Do some work in a fresh process."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(work, *given).result()  # type: ignore[arg-type]


def _make(engine: str, corpus: Synthetic, store: Path) -> Figures:
    found = spent("make", lambda: CONTENDERS[engine].make(corpus.minutes, corpus.items, store))[0]
    return found | {"make_gb": peak()}


def _again(engine: str, corpus: Synthetic, store: Path) -> Figures:
    again = CONTENDERS[engine].again
    assert again
    return spent("again", lambda: again(corpus.minutes, store))[0]


def _serve(engine: str, corpus: Synthetic, store: Path) -> Figures:
    found, opened = spent("open", lambda: CONTENDERS[engine].open(store))
    for name, work in (("search", opened.search), ("ask", opened.ask)):
        if work is None:
            continue
        for question in corpus.questions[:_WARM]:
            work(question)
        each = [spent("q", lambda q=question, w=work: w(q))[0] for question in corpus.questions]  # type: ignore[misc]
        found[f"{name}_ms"] = 1000 * percentile([one["q_s"] for one in each], 0.5)
        found[f"{name}_p95_ms"] = 1000 * percentile([one["q_s"] for one in each], 0.95)
        found[f"{name}_cpu_ms"] = 1000 * percentile([one["q_cpu_s"] for one in each], 0.5)
    return found | {"serve_gb": peak()}


def peak() -> float:
    """The peak memory of this process in GB."""
    status = Path("/proc/self/status")
    if status.exists():  # the system's own count also holds the process that started this one
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def spent(name: str, work: Callable[[], T]) -> tuple[Figures, T]:
    """Wall and CPU seconds that some work took, and what it gave."""
    used = time.process_time()
    seconds, result = timed(work)
    return {f"{name}_s": seconds, f"{name}_cpu_s": time.process_time() - used}, result


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds that some work took, and what it gave."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def table(title: str, found: Mapping[str, Figures]) -> str:
    """A Markdown table: a measure a row, an engine a column, in brackets ours as a multiple of the other."""
    ours = found.get(OURS, {})
    lines = [f"### {title}", "", f"| | {' | '.join(found)} |", "|---" * (len(found) + 1) + "|"]
    for name, label in MEASURES.items():
        cells = [_cell(name, figures, ours, engine == OURS) for engine, figures in found.items()]
        if any(cell != "–" for cell in cells):
            lines.append(f"| {label} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(name: str, figures: Figures, ours: Figures, is_ours: bool) -> str:
    if name not in figures:
        return "–"
    text = _short(figures[name])
    if not is_ours and name in ours and figures[name]:
        text += f" ({_short(ours[name] / figures[name])}×)"
    return text


def _short(value: float) -> str:
    """Three digits, whole numbers from 100 on: "0,0312", "4,94", "168", "11.042"."""
    if value >= 100:
        return f"{value:,.0f}".replace(",", ".")
    return f"{value:.3g}".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main())
