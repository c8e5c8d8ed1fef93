"""Ingest and questions at once, from processes and threads: no error, no stale answer, no half meeting."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from conftest import CORPUS, ROOT

from assistant import Assistant
from index.parser import parse
from index.readers import read
from index.verify import verify

SECONDS = 20.0
FIRST = "lindoe-byraad-2024-09-10.txt"
WRITER = """
import sys, time
from pathlib import Path
from index.ingest import ingest
from index.store import Places, open_store

store, corpus = open_store(Places(Path(sys.argv[1]))), Path(sys.argv[2])
until = time.time() + float(sys.argv[3])
names = sorted(path for path in corpus.iterdir() if path.name != sys.argv[4])
rounds = 0
while time.time() < until:
    for path in names:
        assert ingest([path], store).ok
    with store.writing():
        for entry in store.catalogue.entries():
            if entry.source != sys.argv[4]:
                store.catalogue.remove(entry.id)
        store.catch_up()
    rounds += 1
assert ingest([corpus], store).ok
print(rounds)
"""


def test_questions_while_another_process_writes(tmp_path: Path) -> None:
    items = {path.name: len(parse(read(path)).items) for path in CORPUS.iterdir()}
    assistant = Assistant.from_minutes([CORPUS / FIRST], tmp_path / "lager")
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "lager"), str(CORPUS), str(SECONDS), FIRST],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    until = time.monotonic() + SECONDS

    def ask(number: int) -> int:
        asked = 0
        while time.monotonic() < until or writer.poll() is None:
            assert FIRST in {p.source for p in assistant.search("cykelsti klyngemidler sundhedshus", k=8)}
            assert all(len(meeting.items) == items[meeting.source] for meeting in assistant.meetings())
            answer = assistant.ask("Hvad besluttede Byrådet om cykelstien mellem Lindø og Fjordby?")
            assert "dobbeltrettet cykelsti" in answer.text
            asked += 1
        return asked

    with ThreadPoolExecutor(3) as pool:
        asked = sum(pool.map(ask, range(3)))
    out, err = writer.communicate()
    assert writer.returncode == 0, err[-2000:]
    assert int(out) >= 1
    assert asked >= 3
    assert {meeting.source for meeting in assistant.meetings()} == items.keys() - {
        "fjordby-direktoerforum-2024-06-06.txt"
    }
    assert verify(assistant.store) == []
