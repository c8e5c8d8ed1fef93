"""A run's figures as rows: what the terminal prints and the report shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.outcome import Outcome
from eval.summary import METRICS, Figure, abstention, groups, latency

MEANING: Mapping[str, str] = {
    "correct": "rigtige svar: status, alle oplysninger, rigtig kilde, kort",
    "facts": "alle oplysninger og intet forkert",
    "cited": "mindst én kilde i et rigtigt punkt (alle, hvor spørgsmålet kræver det)",
    "short": "højst tre udsagn eller én liste",
    "words": "ord i et svar, gennemsnit",
    "first": "et rigtigt punkt som det første fundne",
    "hit3": "et rigtigt punkt blandt de tre første",
    "hit5": "et rigtigt punkt blandt de fem første",
    "hit10": "et rigtigt punkt blandt de ti første",
    "mrr": "gennemsnit af 1/plads for det første rigtige punkt",
    "ndcg10": "nDCG for de ti første",
    "gold_recall10": "andel af alle rigtige punkter blandt de ti første",
    "all_gold10": "alle rigtige punkter blandt de ti første, hvor spørgsmålet kræver alle",
    "facts_found5": "alle oplysninger står i de fem første stykker",
    "citation_precision": "andel af svarets kilder, der er rigtige punkter",
    "citation_recall": "andel af de krævede kilder, som besvarede spørgsmål nævner",
    "supported": "andel af svarets rigtige oplysninger, der står i et citat",
    "exact_quotes": "svar, hvor alle citater er ordret kilden",
    "exact_spans": "svar, hvor alle citater ligger i det punkt, de nævner",
    "deflected": "ubesvarelige spørgsmål, der ikke besvares",
    "wrongly_deflected": "besvarelige spørgsmål, der ikke besvares",
    "judged": "rigtige svar efter sprogmodellens dom",
}
WORDINGS = ("near", "far", "noisy")
GROUPED = ("correct", "hit5", "first", "facts", "cited", "wrongly_deflected")


def cell(figure: Figure | None) -> str:
    """ "0,713 [0,65–0,77]", or a dash."""
    if figure is None:
        return "–"
    return f"{figure.mean:.3f} [{figure.low:.2f}–{figure.high:.2f}]".replace(".", ",")


def headline(found: Mapping[str, Figure]) -> list[list[str]]:
    """Every metric over all questions: name, value with interval, number of questions, meaning."""
    return [
        [name, cell(found[name]), str(found[name].count), MEANING[name]] for name in METRICS if name in found
    ]


def by_group(found: Mapping[str, Figure], names: Sequence[str]) -> list[list[str]]:
    """The main metrics of some groups (".near", ".body:Byråd"): group, questions, then each metric."""
    rows = []
    for name in names:
        counted = [found[f"{metric}{name}"].count for metric in GROUPED if f"{metric}{name}" in found]
        if counted:
            cells = [cell(found.get(f"{metric}{name}")) for metric in GROUPED]
            rows.append([label(name), str(max(counted)), *cells])
    return rows


def label(group: str) -> str:
    """A group's name for people."""
    return group.removeprefix(".").removeprefix("body:").removeprefix("split:") or "alle"


def axes(outcomes: Sequence[Outcome]) -> dict[str, list[str]]:
    """The groups by what they are grouped on, the answerable ones alone."""
    names = [name for name, members in groups(outcomes).items() if any(o.answerable for o in members)]
    kinds = {f".{o.kind}" for o in outcomes}
    return {
        "Ordvalg": [f".{w}" for w in WORDINGS if f".{w}" in names],
        "Slags": sorted(kinds & set(names)),
        "Forum": sorted(name for name in names if name.startswith(".body:")),
        "Del": sorted(name for name in names if name.startswith(".split:")),
    }


def as_text(outcomes: Sequence[Outcome], found: Mapping[str, Figure]) -> str:
    """The figures for the terminal."""
    lines = [f"{len(outcomes)} spørgsmål"]
    lines += [f"{n:20}{v:>22}{c:>6}  {m}" for n, v, c, m in headline(found)]
    for title, names in axes(outcomes).items():
        if names:
            heads = "".join(f"{metric[:12]:>13}" for metric in GROUPED)
            lines += ["", f"{title:34}{'antal':>6}{heads}   correct, 95 %"]
            lines += [_line(found, name) for name in names]
    lines.append("")
    times = latency(outcomes)
    for name, what in (("search", "søgning"), ("ask", "svar")):
        p50, p95, worst = (times[f"{name}_ms_{part}"] for part in ("p50", "p95", "max"))
        lines.append(f"{what:20}median {p50:.1f} ms, 95 % under {p95:.1f} ms, længste {worst:.1f} ms")
    for name, value in abstention(outcomes).items():
        lines.append(f"{name:20}{value:.3f}")
    return "\n".join(lines)


def _line(found: Mapping[str, Figure], group: str) -> str:
    figures = [found.get(f"{metric}{group}") for metric in GROUPED]
    means = "".join(f"{figure.mean:13.3f}" if figure else f"{'–':>13}" for figure in figures)
    whole = found[f"correct{group}"]
    return f"{label(group)[:33]:34}{whole.count:6}{means}   {whole.low:.2f}–{whole.high:.2f}".replace(
        ".", ","
    )
