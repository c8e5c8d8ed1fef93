"""An answering process for test_many_processes.py: one JSON reply for each line on standard input.

python tests/answering.py FOLDER CATALOGUE_URL CHROMA_URL
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assistant import Assistant, MinutesError


def reply(assistant: Assistant, question: str) -> dict[str, object]:
    """What this process sees now: its meetings with their numbers of items, and the passages found."""
    try:
        found = assistant.search(question, k=5)
        meetings = {meeting.source: len(meeting.items) for meeting in assistant.meetings()}
        texts = {meeting.source: meeting.text for meeting in assistant.meetings()}
        exact = all(texts[p.source][p.start : p.end] == p.text for p in found if p.source in texts)
    except MinutesError as error:
        return {"error": str(error)}
    return {"meetings": meetings, "sources": sorted({p.source for p in found}), "exact": exact}


def main() -> None:
    """Answer until standard input ends."""
    folder, catalogue, chroma = sys.argv[1:]
    assistant = Assistant.from_minutes([], folder, catalogue_url=catalogue, chroma_url=chroma)
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps(reply(assistant, line.strip())), flush=True)


if __name__ == "__main__":
    main()
