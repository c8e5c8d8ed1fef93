"""The report of a run: figures, pictures, and each failed question with what was found and what was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from eval import plots, verdicts
from eval.blocks import Block, Fold, Grid, Heading, Plot, Text
from eval.blocks import write as write_blocks
from eval.outcome import Outcome, Shown, reasons
from eval.statistics import calibration, curve
from eval.summary import Figure, abstention, figures, latency
from eval.tables import GROUPED, axes, by_group, headline, label

TITLE = "Evaluering af Referatassistenten"
_STATUS = {"answered": "besvaret", "nearest": "nærmeste steder", "not_found": "ikke i referaterne"}
_PLOTTED = ("correct", "hit5", "first")
_DEEPEST = 10


def write(
    outcomes: Sequence[Outcome], folder: Path, extra: Sequence[Block] = (), *, hide_test: bool = False
) -> list[Path]:
    """Write rapport.html and rapport.md; `extra` blocks stand before the failed questions.

    With `hide_test` the questions of the test split are counted and not shown.
    """
    found = figures(outcomes)
    blocks = [
        Heading(TITLE, 1),
        *_opening(outcomes),
        *_headline(found),
        *_groups(outcomes, found),
        *_retrieval(outcomes),
        *_abstention(outcomes),
        *_latency(outcomes),
        *verdicts.blocks(outcomes),
        *extra,
        *_failures(outcomes, hide_test),
    ]
    return write_blocks(TITLE, blocks, folder)


def _opening(outcomes: Sequence[Outcome]) -> list[Block]:
    trick = sum(not o.answerable for o in outcomes)
    right = sum(o.correct for o in outcomes)
    return [
        Text(
            f"{len(outcomes)} spørgsmål, heraf {trick} uden svar i referaterne. {right} gik rigtigt, "
            f"{len(outcomes) - right} forkert; de står sidst, hver med det, der blev fundet, og det rigtige."
        ),
        Text(
            "Tal i kantede parenteser er 95 %-intervaller (bootstrap, hvor spørgsmål om samme punkt trækkes "
            "sammen). Et svar er kun rigtigt (correct), når det er besvaret, rummer alle oplysninger og "
            "intet forkert, har en kilde i et rigtigt punkt og er kort."
        ),
    ]


def _headline(found: dict[str, Figure]) -> list[Block]:
    rows = tuple(tuple(row) for row in headline(found))
    return [Heading("Alle mål"), Grid(("mål", "værdi", "spørgsmål", "betydning"), rows)]


def _groups(outcomes: Sequence[Outcome], found: dict[str, Figure]) -> list[Block]:
    blocks: list[Block] = []
    for title, names in axes(outcomes).items():
        rows = by_group(found, names)
        if not rows or (title in ("Forum", "Del") and len(rows) < 2):
            continue
        blocks.append(Heading(f"Efter {title.lower()}"))
        shown = {
            f"{label(name)} ({found[f'correct{name}'].count})": {
                metric: found[f"{metric}{name}"] for metric in _PLOTTED if f"{metric}{name}" in found
            }
            for name in names
        }
        picture = plots.bars(shown, f"Kvalitet efter {title.lower()}")
        name = {"Ordvalg": "ordvalg", "Slags": "slags", "Forum": "forum", "Del": "del"}[title]
        blocks.append(Plot(f"kvalitet-{name}", picture, f"Kvalitet efter {title.lower()}, tal i tabellen"))
        blocks.append(Grid((title.lower(), "spørgsmål", *GROUPED), tuple(tuple(row) for row in rows)))
    return blocks


def hit_line(ranks: Sequence[int]) -> list[float]:
    """The share of ranks within the first k, for k from 1 to ten."""
    return [sum(0 < r <= k for r in ranks) / len(ranks) for k in range(1, _DEEPEST + 1)] if ranks else []


def _retrieval(outcomes: Sequence[Outcome]) -> list[Block]:
    searched = [o for o in outcomes if o.answerable and o.kind != "followup"]
    if not searched:
        return []
    lines = {"alle": hit_line([o.rank for o in searched])}
    for wording in ("near", "far", "noisy"):
        ranks = [o.rank for o in searched if o.wording == wording]
        if ranks:
            lines[wording] = hit_line(ranks)
    return [Heading("Søgning"), Plot("soegning", plots.hits(lines), "Rigtigt punkt blandt de k første")]


def _abstention(outcomes: Sequence[Outcome]) -> list[Block]:
    can = [o.answerable for o in outcomes]
    sure = [o.confidence for o in outcomes]
    right = [o.would_be_right for o in outcomes]
    blocks: list[Block] = [Heading("At sige fra")]
    statuses = Counter((o.answerable, o.status) for o in outcomes)
    rows = tuple(
        (what, *(str(statuses[answerable, status]) for status in _STATUS))
        for answerable, what in ((True, "besvarelige"), (False, "ubesvarelige"))
    )
    blocks.append(Grid(("spørgsmål", *_STATUS.values()), rows))
    auc, under, error = (f"{value:.2f}".replace(".", ",") for value in abstention(outcomes).values())
    blocks.append(
        Text(
            f"Sikkerheden skelner besvarelige fra ubesvarelige med {auc} (0,5 er et tilfælde, 1 er altid), "
            f"arealet under kurven til venstre er {under}, og sikkerheden ligger i snit {error} fra andelen "
            "af rigtige svar."
        )
    )
    if any(can) and not all(can):
        now = (
            sum(o.answerable and o.status != "answered" for o in outcomes) / sum(can),
            sum(not o.answerable and o.status != "answered" for o in outcomes) / (len(can) - sum(can)),
        )
        picture = plots.abstention(curve(sure, can, right), now)
        blocks.append(Plot("afvisning", picture, "Kurver over afvisning"))
    picture = plots.calibration(calibration(sure, right))
    blocks.append(Plot("kalibrering", picture, "Andel rigtige svar efter sikkerhed"))
    return blocks


def _latency(outcomes: Sequence[Outcome]) -> list[Block]:
    times = latency(outcomes)
    rows = tuple(
        (what, *(f"{times[f'{name}_ms_{part}']:.0f}" for part in ("p50", "p95", "max")))
        for name, what in (("search", "søgning"), ("ask", "svar"))
    )
    seconds = {
        "søgning": [o.search_seconds for o in outcomes],
        "svar": [o.ask_seconds for o in outcomes],
    }
    return [
        Heading("Tid"),
        Grid(("millisekunder", "median", "95 % under", "længste"), rows),
        Plot("tid", plots.latencies(seconds), "Svartider"),
    ]


def _failures(outcomes: Sequence[Outcome], hide_test: bool) -> list[Block]:
    failed = [o for o in outcomes if not o.correct]
    blocks: list[Block] = [Heading(f"Spørgsmål, der gik galt ({len(failed)})")]
    if hide_test:
        shown = [o for o in failed if o.split != "test"]
        blocks.append(Text(f"{len(failed) - len(shown)} fra prøvedelen er talt med, men vises ikke."))
        failed = shown
    if not failed:
        return [*blocks, Text("Ingen.")]
    causes = Counter(reasons(o)[0] for o in failed if reasons(o))
    blocks.append(Grid(("første årsag", "antal"), tuple((why, str(n)) for why, n in causes.most_common())))
    for cause, _ in causes.most_common():
        blocks.append(Heading(cause[0].upper() + cause[1:], 3))
        blocks += [_failure(o) for o in failed if reasons(o) and reasons(o)[0] == cause]
    return blocks


def _failure(outcome: Outcome) -> Fold:
    lines = [("slags", f"{outcome.kind}, {outcome.wording}"), ("årsager", "; ".join(reasons(outcome)))]
    if outcome.history:
        lines.append(("samtale", " → ".join(outcome.history)))
    lines.append((f"svar ({_STATUS[outcome.status]}, {outcome.confidence:.2f})", outcome.answer))
    lines += [("kilde", f"{_mark(c)} {c.title}: »{' '.join(c.quote.split())}«") for c in outcome.citations]
    if outcome.gold:
        lines.append(("rigtige punkter", "\n".join(_place(g) for g in outcome.gold)))
    if outcome.missing:
        lines.append(("mangler", "; ".join(" / ".join(forms) for forms in outcome.missing)))
    if outcome.never:
        lines.append(("må ikke stå der", "; ".join(outcome.never)))
    found = "\n".join(f"{n}. {_mark(f)} {_place(f)}" for n, f in enumerate(outcome.found[:5], 1))
    lines.append(("fundet", found or "intet"))
    return Fold(f"{outcome.id}: {outcome.question}", tuple(lines))


def _mark(shown: Shown) -> str:
    return "✓" if shown.right else "✗"


def _place(shown: Shown) -> str:
    where = "hovedet" if shown.item is None else f"punkt {shown.item}"
    return f"{shown.source}, {where}: {shown.title}"
