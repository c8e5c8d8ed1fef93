"""Whether a run holds the thresholds of a file: figures that must not fall below or rise above a limit.

Each table of the file is one gate:

    [name]
    minutes = ["corpus"]              folders, from the file's own folder
    questions = ["questions/a.jsonl"]
    at_least = {"hit5" = 0.9}         figures by the names that `eval.summary.summary` gives
    at_most = {"wrongly_deflected" = 0.3}
    every = 3                         ask every third question only (default: all)

A gate whose minutes or questions are absent is skipped, with its reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import index
from index.errors import MinutesError

_MAKES = (".py", ".tsv", ".safetensors", ".json")


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: what is measured and what it must hold."""

    name: str
    minutes: tuple[Path, ...]
    questions: tuple[Path, ...]
    at_least: Mapping[str, float]
    at_most: Mapping[str, float]
    every: int = 1

    @property
    def absent(self) -> list[Path]:
        """The minutes and question files that are not there."""
        return [path for path in (*self.minutes, *self.questions) if not path.exists()]

    @property
    def store(self) -> str:
        """The name of a store that can be used again: another one when the minutes are others, or when
        anything that makes a store out of minutes has changed."""
        made_by = sorted(path for path in Path(index.__path__[0]).rglob("*") if path.suffix in _MAKES)
        state = sha256("\n".join(map(str, self.minutes)).encode())
        for path in made_by:
            state.update(path.read_bytes())
        return f"gate-{state.hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Check:
    """One figure against its limit; `value` is None for a figure that the run does not have."""

    figure: str
    value: float | None
    limit: float
    least: bool

    @property
    def ok(self) -> bool:
        """Whether the limit is held; a figure that is not there never holds."""
        if self.value is None:
            return False
        return self.value >= self.limit if self.least else self.value <= self.limit

    def __str__(self) -> str:
        value = "mangler" if self.value is None else f"{self.value:.3f}"
        side = "mindst" if self.least else "højst"
        return f"{'ok ' if self.ok else 'RØD'} {self.figure} {value} ({side} {self.limit})"


def read_gates(file: Path) -> list[Gate]:
    """The gates of a file. Raises MinutesError for one that cannot be read."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        return [_gate(name, table, file.parent) for name, table in tables.items()]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise MinutesError(f"Grænserne i {file} kan ikke læses: {error}") from error


def _gate(name: str, table: Mapping[str, Any], folder: Path) -> Gate:
    unknown = table.keys() - {"minutes", "questions", "at_least", "at_most", "every"}
    if unknown:
        raise KeyError(f"ukendt felt {min(unknown)} i [{name}]")
    gate = Gate(
        name,
        tuple((folder / path).resolve() for path in table["minutes"]),
        tuple((folder / path).resolve() for path in table["questions"]),
        table.get("at_least", {}),
        table.get("at_most", {}),
        int(table.get("every", 1)),
    )
    if gate.every < 1:
        raise KeyError(f"every er mindst 1 i [{name}]")
    if not (gate.at_least or gate.at_most):
        raise KeyError(f"[{name}] har ingen grænser")
    return gate


def check(gate: Gate, figures: Mapping[str, float]) -> list[Check]:
    """Every limit of a gate against a run's figures."""
    return [
        *(Check(name, figures.get(name), limit, least=True) for name, limit in gate.at_least.items()),
        *(Check(name, figures.get(name), limit, least=False) for name, limit in gate.at_most.items()),
    ]
