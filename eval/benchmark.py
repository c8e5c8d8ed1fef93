"""How fast it is, measured and never asserted.

    python -m eval.benchmark FOLDER … [--questions FILE]

Takes the minutes into a fresh store, takes them in again unchanged, opens it, searches and asks.
Prints seconds, milliseconds and the peak memory of the process.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from assistant import Assistant
from eval.outcome import read_questions

T = TypeVar("T")
PLAIN = ("Hvad blev der besluttet om budgettet?", "Hvem deltog i mødet?", "Hvor meget koster det?")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.benchmark", description="Mål, hvor hurtigt det går."
    )
    parser.add_argument("minutes", nargs="+", type=Path, metavar="MAPPE")
    parser.add_argument("--questions", type=Path, metavar="FIL", help="spørgsmål at søge og svare på")
    options = parser.parse_args(arguments)
    asked = [q["question"] for q in read_questions([options.questions])] if options.questions else list(PLAIN)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "lager"
        seconds, assistant = timed(lambda: Assistant.from_minutes(options.minutes, store))
        size = sum(len(meeting.text) for meeting in assistant.meetings())
        count = len(assistant.meetings())
        print(f"indlæsning       {seconds:8.2f} s   {count} møder, {size / 1e6:.1f} mio. tegn")
        print(f"igen, uændret    {timed(lambda: assistant.add(options.minutes))[0]:8.2f} s")
        assistant.close()
        seconds, assistant = timed(lambda: Assistant.open(store))
        print(f"åbning           {seconds:8.2f} s")
        for name, work in (("søgning", assistant.search), ("svar", assistant.ask)):
            for question in asked[:5]:
                work(question)
            times = sorted(timed(lambda q=question, w=work: w(q))[0] for question in asked)  # type: ignore[misc]
            p50, p95 = times[len(times) // 2], times[int(0.95 * (len(times) - 1))]
            print(f"{name:17}{1000 * p50:8.1f} ms  p95 {1000 * p95:.1f} ms, {len(times)} spørgsmål")
        assistant.close()
    print(f"hukommelse       {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:8.2f} GB")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds that some work took, and what it gave."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


if __name__ == "__main__":
    main()
