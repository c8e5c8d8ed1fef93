"""One question's result, as it is counted, shown and kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from index.errors import MinutesError

NEEDED = ("id", "question", "kind", "wording")


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as the report shows it: where it is, what it is called, whether it is right, and for a
    citation its quote."""

    source: str
    item: int | None
    title: str
    right: bool = False
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question's result.

    `rank` is the first right item among those found (0 for none), `recall` the share of all gold items
    among the first ten, `facts_found` whether the first five passages hold all facts. `correct` is the
    strict whole: status, facts, citation and length. `precision`, `cite_recall`, `supported` are None
    where there is nothing to count. Seconds are wall-clock. `judged` is a language model's verdict.
    """

    id: str
    question: str
    kind: str
    wording: str
    split: str
    body: str
    need_all: bool
    answerable: bool
    status: str
    confidence: float
    correct: bool
    facts: bool
    cited: bool
    short: bool
    words: int
    precision: float | None
    cite_recall: float | None
    supported: float | None
    exact: bool
    inside: bool
    rank: int
    ndcg: float
    recall: float
    facts_found: bool
    search_seconds: float
    ask_seconds: float
    answer: str
    history: tuple[str, ...] = ()
    missing: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    gold: tuple[Shown, ...] = ()
    found: tuple[Shown, ...] = ()
    citations: tuple[Shown, ...] = ()
    judged: bool | None = None

    @property
    def would_be_right(self) -> bool:
        """Whether what was shown is right, whatever status it was given."""
        return self.answerable and self.facts and self.cited

    @property
    def cluster(self) -> str:
        """What the question is about; questions about the same are no independent evidence."""
        return min((f"{g.source}/{g.item}" for g in self.gold), default=self.id)


def reasons(outcome: Outcome) -> list[str]:
    """Why an outcome is not correct, in Danish, the first cause first; [] when it is."""
    if outcome.correct:
        return []
    if not outcome.answerable:
        return ["besvaret, selv om svaret ikke står i referaterne"]
    searched = outcome.kind != "followup"
    causes = (
        (searched and not outcome.rank, "intet rigtigt punkt blandt de ti fundne"),
        (searched and outcome.rank > 5, "det rigtige punkt først efter nummer fem"),
        (outcome.status == "not_found", "afvist"),
        (outcome.status == "nearest", "kun nærmeste steder"),
        (bool(outcome.never), "indeholder noget, der er galt"),
        (bool(outcome.missing), "oplysninger mangler"),
        (not outcome.cited, "kilden er ikke et rigtigt punkt"),
        (not outcome.short, "for langt"),
    )
    return [cause for holds, cause in causes if holds]


def read_questions(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """All questions of some JSONL files, in order. Raises MinutesError for one that is no question."""
    questions: list[dict[str, Any]] = []
    seen: set[str] = set()
    for path in paths:
        for number, line in enumerate(_lines(path), 1):
            if line.strip():
                question = _question(line, f"{path.name}, linje {number}")
                if question["id"] in seen:
                    raise MinutesError(f"{path.name}, linje {number}: id {question['id']} bruges to gange.")
                seen.add(question["id"])
                questions.append(question)
    if not questions:
        raise MinutesError("Der er ingen spørgsmål i de angivne filer.")
    return questions


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise MinutesError(f"Spørgsmålsfilen {path} kan ikke læses.") from error


def _question(line: str, place: str) -> dict[str, Any]:
    try:
        question = json.loads(line)
    except json.JSONDecodeError as error:
        raise MinutesError(f"{place}: linjen er ikke JSON.") from error
    if not isinstance(question, dict) or not all(isinstance(question.get(k), str) for k in NEEDED):
        raise MinutesError(f"{place}: et spørgsmål skal have {', '.join(NEEDED)}.")
    return question


def save(outcomes: Sequence[Outcome], path: Path) -> None:
    """Write a run as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "".join(json.dumps(asdict(o), ensure_ascii=False) + "\n" for o in outcomes), encoding="utf-8"
    )


def load(path: Path) -> list[Outcome]:
    """Read a run that `save` wrote, given its file or its folder. Raises MinutesError."""
    file = path / "run.jsonl" if path.is_dir() else path
    try:
        return [_outcome(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError, ValueError, TypeError, KeyError) as error:
        raise MinutesError(f"{file} er ikke en kørsel, der er gemt med --out.") from error


def _outcome(row: Mapping[str, Any]) -> Outcome:
    values = {field.name: row[field.name] for field in fields(Outcome) if field.name in row}
    for name in ("gold", "found", "citations"):
        values[name] = tuple(Shown(**shown) for shown in row[name])
    values["history"] = tuple(row["history"])
    values["missing"] = tuple(tuple(forms) for forms in row["missing"])
    values["never"] = tuple(row["never"])
    return Outcome(**values)
