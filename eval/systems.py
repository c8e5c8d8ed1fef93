"""Ours, the baselines and the ablations on the same questions, for the terminal and the report."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import Assistant
from eval import plots
from eval.ablations import ablations
from eval.baselines import baselines
from eval.blocks import Block, Grid, Heading, Plot, Text
from eval.compare import compare
from eval.outcome import Outcome
from eval.report import hit_line
from eval.run import run_search
from eval.statistics import percentile
from eval.summary import figures
from eval.tables import WORDINGS, cell

OURS = "Referatassistenten"
_SHOWN = ("hit5", "first", "mrr", "ndcg10")


@dataclass(frozen=True, slots=True)
class System:
    """One way of searching: its outcomes, and the seconds it took to make ready."""

    name: str
    outcomes: tuple[Outcome, ...]
    ready: float | None = None
    ablation: bool = False


def measure_baselines(
    assistant: Assistant, questions: Sequence[Mapping[str, Any]], folder: Path, encoder: str | None = None
) -> list[System]:
    """Every baseline; `folder` is scratch space."""
    meetings = {meeting.source: meeting for meeting in assistant.meetings()}
    systems = []
    started = time.perf_counter()
    for name, search in baselines(list(meetings.values()), folder, encoder):
        ready = time.perf_counter() - started
        systems.append(System(name, tuple(run_search(search, questions, meetings)), ready))
        started = time.perf_counter()
    return systems


def measure_ours(assistant: Assistant, questions: Sequence[Mapping[str, Any]]) -> System:
    """Our own search."""
    meetings = {meeting.source: meeting for meeting in assistant.meetings()}
    return System(OURS, tuple(run_search(assistant.search, questions, meetings)))


def measure_ablations(assistant: Assistant, questions: Sequence[Mapping[str, Any]]) -> list[System]:
    """Ours with one part taken out at a time."""
    meetings = {meeting.source: meeting for meeting in assistant.meetings()}
    return [
        System(name, tuple(run_search(search, questions, meetings)), ablation=True)
        for name, search in ablations(assistant.store)
    ]


def rows(systems: Sequence[System]) -> list[list[str]]:
    """Name, each figure with its interval, hit5 by wording, median milliseconds, and the probability of
    ours' lead in hit5 by chance."""
    ours = next(s for s in systems if s.name == OURS)
    table = []
    for system in systems:
        found = figures(system.outcomes)
        by_wording = [found.get(f"hit5.{wording}") for wording in WORDINGS]
        change = next(
            (c for c in compare(system.outcomes, ours.outcomes).changes if c.metric == "hit5"), None
        )
        table.append(
            [
                system.name,
                *(cell(found.get(name)) for name in _SHOWN),
                *(f"{f.mean:.3f}".replace(".", ",") if f else "–" for f in by_wording),
                f"{1000 * percentile([o.search_seconds for o in system.outcomes], 0.5):.1f}".replace(
                    ".", ","
                ),
                "–" if system is ours or change is None else f"{change.chance:.3f}".replace(".", ","),
            ]
        )
    return table


HEAD = ("søgning", *_SHOWN, *(f"hit5.{w}" for w in WORDINGS), "median ms", "p mod vores")


def blocks(systems: Sequence[System]) -> list[Block]:
    """The report's part about them."""
    found: list[Block] = []
    plain = [s for s in systems if not s.ablation]
    ours = plain[0]
    if len(plain) > 1:
        found.append(Heading("Mod andre måder at søge på"))
        found.append(
            Text(
                "Alle søger i de samme punkter og får de samme spørgsmål (besvarelige, ikke opfølgende). "
                "p er sandsynligheden for så stor en forskel i hit5 til vores ved et tilfælde."
            )
        )
        lines = {s.name: hit_line([o.rank for o in s.outcomes]) for s in plain}
        found.append(Plot("sammenligning", plots.hits(lines), "Rigtigt punkt blandt de k første"))
        found.append(Grid(HEAD, tuple(tuple(row) for row in rows(plain))))
        ready = tuple((s.name, f"{s.ready:.1f}".replace(".", ",")) for s in plain if s.ready is not None)
        found.append(Grid(("klargøring", "sekunder"), ready))
    cut = [s for s in systems if s.ablation]
    if cut:
        found.append(Heading("Hvad hver del er værd"))
        found.append(Text("Vores søgning med én del taget ud ad gangen; vægtene er ikke lært om."))
        found.append(Grid(HEAD, tuple(tuple(row) for row in rows([ours, *cut]))))
    return found


def as_text(systems: Sequence[System]) -> str:
    """The systems for the terminal."""
    heads = ["hit5", "first", "mrr", *HEAD[5:]]
    lines = ["", f"{'søgning':36}" + "".join(f"{head:>14}" for head in heads)]
    for row in rows(systems):
        short = [row[1].split()[0], row[2].split()[0], row[3].split()[0], *row[5:]]
        lines.append(f"{row[0][:35]:36}" + "".join(f"{value:>14}" for value in short))
    return "\n".join(lines)
