"""The report's pictures, drawn with matplotlib; each function gives the bytes of a PNG."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from eval.statistics import Bin, Point
from eval.summary import Figure
from index.errors import MinutesError

BLUE, ORANGE, GREEN, GREY, RED = "#1f5fa8", "#c8641b", "#2c7f5b", "#8a94a3", "#b3302f"
COLOURS = (BLUE, ORANGE, GREEN, RED, "#6f4fa0", GREY, "#b58900", "#0f8a9d")


def _canvas(width: float, height: float, columns: int = 1) -> tuple[Any, Any]:
    try:
        from matplotlib.figure import Figure as Canvas
    except ImportError as error:
        raise MinutesError("Rapporten kræver matplotlib: pip install 'referatassistent[eval]'.") from error
    canvas = Canvas(figsize=(width, height), dpi=130, layout="constrained")
    axes = canvas.subplots(1, columns)
    for axis in [axes] if columns == 1 else axes:
        axis.spines[["top", "right"]].set_visible(False)
        axis.tick_params(labelsize=9)
    return canvas, axes


def _png(canvas: Any) -> bytes:
    buffer = io.BytesIO()
    canvas.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def bars(rows: Mapping[str, Mapping[str, Figure]], title: str) -> bytes:
    """Horizontal bars with their intervals: a row a group, a colour a metric."""
    names = list(dict.fromkeys(metric for row in rows.values() for metric in row))
    canvas, axis = _canvas(8.6, 0.9 + 0.13 * len(rows) * (len(names) + 0.7))
    height = 0.8 / max(1, len(names))
    for place, name in enumerate(names):
        at = [
            r + (place - (len(names) - 1) / 2) * height for r, row in enumerate(rows.values()) if name in row
        ]
        found = [row[name] for row in rows.values() if name in row]
        means = [f.mean for f in found]
        errors = [[f.mean - f.low for f in found], [f.high - f.mean for f in found]]
        axis.barh(at, means, height * 0.92, color=COLOURS[place], label=name, zorder=2)
        # A mean can lie outside its interval by rounding; an error bar cannot be negative.
        spread = [[max(0.0, e) for e in side] for side in errors]
        axis.errorbar(means, at, xerr=spread, fmt="none", ecolor="#1c2430", elinewidth=0.9, zorder=3)
    axis.set_yticks(range(len(rows)), list(rows))
    axis.margins(y=0.02)
    axis.invert_yaxis()
    axis.set_xlim(0, 1)
    axis.grid(axis="x", color="#e3e7ec", zorder=0)
    axis.set_title(title, fontsize=11, loc="left")
    axis.legend(fontsize=8.5, frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return _png(canvas)


def hits(systems: Mapping[str, Sequence[float]]) -> bytes:
    """The share of questions with a right item among the first k, k from 1, a line a system."""
    canvas, axis = _canvas(7.4, 3.6)
    for (name, shares), colour in zip(systems.items(), COLOURS * 3, strict=False):
        axis.plot(range(1, len(shares) + 1), shares, marker="o", markersize=3.5, color=colour, label=name)
    axis.set_ylim(0, 1.02)
    axis.set_xticks(range(1, max(map(len, systems.values()), default=1) + 1))
    axis.set_xlabel("antal punkter set (k)", fontsize=9)
    axis.set_title("Andel med et rigtigt punkt blandt de k første", fontsize=11, loc="left")
    axis.grid(color="#e3e7ec")
    axis.legend(fontsize=8.5, frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return _png(canvas)


def abstention(points: Sequence[Point], now: tuple[float, float]) -> bytes:
    """Left: right answers over the share answered. Right: refusals of unanswerable against answerable
    questions; `now` is (wrongly refused, rightly refused) as the assistant decides today."""
    canvas, (left, right) = _canvas(9.2, 3.7, 2)
    left.plot([p.answered for p in points], [p.right for p in points], color=BLUE, drawstyle="steps-pre")
    left.set_xlabel("andel af alle spørgsmål, der besvares", fontsize=9)
    left.set_title("Rigtige blandt de besvarede", fontsize=11, loc="left")
    right.plot([p.wrongly for p in points], [p.deflected for p in points], color=ORANGE)
    right.plot([0, 1], [0, 1], color=GREY, linewidth=0.8, linestyle=":")
    right.plot(*now, marker="o", color="#1c2430", linestyle="none", label="i dag")
    right.set_xlabel("besvarelige, der afvises", fontsize=9)
    right.set_title("Ubesvarelige, der afvises", fontsize=11, loc="left")
    right.legend(fontsize=8.5, frameon=False, loc="lower right")
    for axis in (left, right):
        axis.set_xlim(0, 1)
        axis.set_ylim(0, 1.02)
        axis.grid(color="#e3e7ec")
    return _png(canvas)


def calibration(bins: Sequence[Bin]) -> bytes:
    """The share of right answers over the confidence stated; a dot's size is its number of questions."""
    canvas, axis = _canvas(4.8, 3.9)
    most = max(b.count for b in bins)
    axis.plot([0, 1], [0, 1], color=GREY, linewidth=0.8, linestyle=":", label="fuldt kalibreret")
    axis.plot([b.confidence for b in bins], [b.right for b in bins], color=BLUE, linewidth=1)
    sizes = [20 + 180 * b.count / most for b in bins]
    axis.scatter([b.confidence for b in bins], [b.right for b in bins], s=sizes, color=BLUE, zorder=3)
    axis.set_xlim(0, 1.02)
    axis.set_ylim(0, 1.02)
    axis.set_xlabel("sikkerhed, som svaret angiver", fontsize=9)
    axis.set_title("Andel rigtige svar efter sikkerhed", fontsize=11, loc="left")
    axis.grid(color="#e3e7ec")
    axis.legend(fontsize=8.5, frameon=False, loc="upper left")
    return _png(canvas)


def latencies(groups: Mapping[str, Sequence[float]]) -> bytes:
    """The share of questions done within so many milliseconds, a line a group."""
    canvas, axis = _canvas(7.4, 3.4)
    for (name, seconds), colour in zip(groups.items(), COLOURS, strict=False):
        times = sorted(1000 * s for s in seconds)
        axis.plot(times, [(i + 1) / len(times) for i in range(len(times))], color=colour, label=name)
    axis.set_xscale("log")
    axis.xaxis.set_major_formatter("{x:g}")
    axis.xaxis.set_minor_formatter("")
    axis.set_ylim(0, 1.02)
    axis.set_xlabel("millisekunder", fontsize=9)
    axis.set_title("Andel færdige inden for så lang tid", fontsize=11, loc="left")
    axis.grid(color="#e3e7ec")
    axis.legend(fontsize=8.5, frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return _png(canvas)
