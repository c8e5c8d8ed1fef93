"""What users thought of answers, kept beside the store and nowhere else; candidates for the question sets."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from assistant.types import Answer, Status
from index.privacy import mask

FILE = "feedback.jsonl"
_LONGEST = 2000
_lock = Lock()


def keep(
    folder: Path, answer: Answer, verdict: str, comment: str = "", history: tuple[str, ...] = ()
) -> None:
    """Add one line; CPR numbers and private contact data that a user types are masked."""
    entry = {
        "time": datetime.now().astimezone().isoformat(timespec="seconds"),
        "verdict": verdict,
        "comment": mask(comment.strip()[:_LONGEST]),
        "question": mask(answer.question),
        "history": [mask(question) for question in history],
        "answer": answer.text,
        "status": str(answer.status),
        "kind": str(answer.metadata.get("kind", "")),
        "citations": [
            {
                "doc": citation.source,
                "meeting": citation.meeting_id,
                "item": citation.item,
                "quote": citation.quote,
                "start": citation.start,
                "end": citation.end,
            }
            for citation in answer.citations
        ],
    }
    line = json.dumps(entry, ensure_ascii=False) + "\n"
    folder.mkdir(parents=True, exist_ok=True)
    # One write of one line: several processes may keep feedback in the same file.
    with _lock:
        handle = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, line.encode())
        finally:
            os.close(handle)


def read(folder: Path) -> Iterator[dict[str, Any]]:
    """The kept lines in order; a line that was cut off by a crash is left out."""
    path = folder / FILE
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and isinstance(entry.get("question"), str):
            yield entry


# The question sets' kinds where they go by another name than the assistant's own.
_KINDS = {
    "place": "place_time",
    "when_where": "place_time",
    "count": "amount",
    "duration": "amount",
    "absence": "attendance",
    "chair": "attendance",
    "agenda": "list",
    "item": "meta",
}


def _kind(entry: dict[str, Any]) -> str:
    if entry["history"]:
        return "followup"
    if entry["status"] == str(Status.NOT_FOUND) and entry["verdict"] == "up":
        return "unanswerable"
    return _KINDS.get(entry["kind"], entry["kind"] or "fact")


def candidates(folder: Path) -> list[dict[str, Any]]:
    """The feedback as candidate questions for an evaluation set, one for each question.

    An approved answer gives its items as gold; a refused or rejected one leaves gold empty. `facts`,
    `wording` and `split` are for whoever looks the candidate over; the last verdict on a question counts.
    """
    found: dict[str, dict[str, Any]] = {}
    for entry in read(folder):
        name = (
            "brug-"
            + hashlib.sha256(
                json.dumps([entry["history"], entry["question"]], ensure_ascii=False).encode()
            ).hexdigest()[:8]
        )
        approved = entry["verdict"] == "up" and entry["status"] == str(Status.ANSWERED)
        gold = {(c["doc"], c["item"]): {"doc": c["doc"], "item": c["item"]} for c in entry["citations"]}
        before = found.get(name, {})
        found[name] = {
            "id": name,
            "question": entry["question"],
            "history": entry["history"],
            "kind": _kind(entry),
            "gold": list(gold.values()) if approved else [],
            "facts": [],
            "verdict": entry["verdict"],
            "comment": entry["comment"] or before.get("comment", ""),
            "answer": entry["answer"],
            "status": entry["status"],
            "quotes": [c["quote"] for c in entry["citations"]],
        }
    return list(found.values())
