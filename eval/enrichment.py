"""What notes in everyday words gain in search.

python -m eval.enrichment --store DIR --notes FILE --questions FILE …

`FILE` holds one note a line as JSON: {"source": file name, "item": number, "summary": text,
"questions": [text, …]}. The notes are put into the store (use a copy), and the questions whose right item
is among those noted are searched without and with them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant import Assistant
from eval import metrics
from eval.outcome import read_questions
from index.notes import item_digest
from index.types import Note

Place = tuple[str, int | None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.enrichment", description="Mål gevinsten af hverdagsord."
    )
    parser.add_argument("--store", type=Path, required=True, metavar="MAPPE", help="en kopi af et lager")
    parser.add_argument("--notes", type=Path, required=True, metavar="FIL")
    parser.add_argument("--questions", type=Path, nargs="+", required=True, metavar="FIL")
    options = parser.parse_args(arguments)
    notes = [json.loads(line) for line in options.notes.read_text(encoding="utf-8").splitlines() if line]
    noted = {(str(note["source"]), int(note["item"])) for note in notes}
    asked = [q for q in read_questions(options.questions) if set(metrics.gold_places(q)) & noted]
    assistant = Assistant.open(options.store)
    try:
        before = _ranks(assistant, asked)
        missed = put(assistant, notes)
        after = _ranks(assistant, asked)
    finally:
        assistant.close()
    print(f"{len(notes) - missed} noter, {len(asked)} spørgsmål")
    for wording in sorted({str(q["wording"]) for q in asked}):
        chosen = [place for place, q in enumerate(asked) if q["wording"] == wording]
        figures = [_share([ranks[place] for place in chosen]) for ranks in (before, after)]
        print(f"{wording:8}{len(chosen):5} spørgsmål: hit@5 {figures[0]:.3f} uden, {figures[1]:.3f} med")
    return 0


def put(assistant: Assistant, notes: Sequence[Mapping[str, Any]]) -> int:
    """Put notes into the assistant's store and have search find them; the number of items not found."""
    store = assistant.store
    ids = {entry.source: entry.id for entry in store.catalogue.entries(superseded=False)}
    missed = 0
    with store.writing():
        for given in notes:
            meeting = store.catalogue.meeting(ids[given["source"]]) if given["source"] in ids else None
            item = next((i for i in meeting.items if i.number == given["item"]), None) if meeting else None
            if meeting is None or item is None:
                missed += 1
                continue
            lines = tuple(str(line) for line in given["questions"])
            note = Note(item.ordinal, str(given["summary"]), lines, "hand", item_digest(meeting, item))
            store.catalogue.add_note(meeting.id, note)
        store.catch_up()
    return missed


def _ranks(assistant: Assistant, asked: Sequence[Mapping[str, Any]]) -> list[int]:
    ranks = []
    for question in asked:
        found = assistant.search(question["question"], k=5)
        places: list[Place] = list(dict.fromkeys((p.source, p.item) for p in found))
        ranks.append(metrics.first_rank(places, metrics.gold_places(question)))
    return ranks


def _share(ranks: Sequence[int]) -> float:
    return sum(0 < rank <= 5 for rank in ranks) / (len(ranks) or 1)


if __name__ == "__main__":
    sys.exit(main())
