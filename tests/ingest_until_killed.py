"""A real ingest process, killed at random moments; used by test_killed.py and for longer runs by hand.

    python tests/ingest_until_killed.py STORE MINUTES ROUNDS [SEED]

Each round forks a child that takes the minutes into the store, kills it with SIGKILL after a random
while, then lets another child open the store and verify it. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

# Loaded before the forks, so that a round's time goes to ingesting and not to importing.
import chromadb  # noqa: E402, F401
import llama_index.vector_stores.chroma  # noqa: E402, F401

from index.ingest import ingest  # noqa: E402
from index.parser import parse  # noqa: E402
from index.readers import read  # noqa: E402
from index.store import Places, open_store  # noqa: E402
from index.verify import verify  # noqa: E402


def child(work: Callable[[], None], trace: Path) -> int:
    """Run some work in a forked process that never returns; its process id. What it raises goes to a file."""
    trace.unlink(missing_ok=True)
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        work()
        status = 0
    except BaseException:  # noqa: BLE001  told to the parent
        trace.write_text(traceback.format_exc(), encoding="utf-8")
    finally:
        os._exit(status)


def take_in(store: Path, minutes: Path) -> None:
    """Ingest, as the command does."""
    report = ingest([minutes], open_store(Places(store)))
    assert report.ok, report.failed


def check(store: Path, out: Path) -> None:
    """Open the store as the next user would, and write down what is wrong and what is there."""
    opened = open_store(Places(store))
    if opened.behind():
        with opened.writing():
            opened.catch_up()
    problems = verify(opened)
    entries = opened.catalogue.entries()
    for entry in entries:
        meeting = opened.catalogue.meeting(entry.id)
        if len(meeting.items) != entry.items:
            problems.append(f"{entry.id}: {len(meeting.items)} punkter, {entry.items} ventet")
    ids = [entry.path for entry in entries]
    if len(ids) != len(set(ids)):
        problems.append("et referat er der to gange")
    out.write_text(json.dumps({"problems": problems, "meetings": len(entries)}), encoding="utf-8")


def ended(pid: int, trace: Path) -> str:
    """Wait for a child; what went wrong in it, "" when nothing did."""
    _, status = os.waitpid(pid, 0)
    if status == 0:
        return ""
    if os.WIFSIGNALED(status):
        return f"ended by signal {os.WTERMSIG(status)}"
    return trace.read_text(encoding="utf-8") if trace.exists() else f"ended with status {status}"


def main(store: Path, minutes: Path, rounds: int, seed: int) -> None:
    """Kill, verify, and empty the store when it is full, so that there is always something to do."""
    draw = random.Random(seed)
    told = {"kills": 0, "finished": 0, "problems": [], "seen": 0}
    out, trace = store.parent / "check.json", store.parent / "trace.txt"
    total = len({parse(read(path)).id for path in minutes.iterdir()})
    longest = 1.0
    while told["kills"] < rounds and not told["problems"]:
        pid = child(lambda: take_in(store, minutes), trace)
        time.sleep(draw.uniform(0.0, longest))
        os.kill(pid, signal.SIGKILL)
        wrong = ended(pid, trace)
        killed = wrong == f"ended by signal {signal.SIGKILL.value}"
        told["kills" if killed else "finished"] += 1
        longest *= 1.1 if killed else 0.6
        wrong = "" if killed else wrong
        wrong = wrong or ended(child(lambda: check(store, out), trace), trace)
        if wrong:
            told["problems"].append(wrong)
            break
        found = json.loads(out.read_text(encoding="utf-8"))
        told["problems"] += found["problems"]
        told["seen"] = max(told["seen"], found["meetings"])
        if found["meetings"] >= total:
            wrong = ended(child(lambda: empty(store), trace), trace)
            told["problems"] += [wrong] if wrong else []
    print(json.dumps(told, ensure_ascii=False))


def empty(store: Path) -> None:
    """Take everything out again."""
    opened = open_store(Places(store))
    with opened.writing():
        for entry in opened.catalogue.entries():
            opened.catalogue.remove_path(entry.path)
        opened.catch_up()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 1)
