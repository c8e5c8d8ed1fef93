"""The register of decisions: rows searched and sorted, as a table, as CSV and as a line of time."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from io import StringIO
from typing import Any

from assistant.outcome import Outcome
from assistant.page.library import DecisionRow, holds, wanted
from assistant.page.meetings import chips, pager
from index.dates import danish_date

PER_PAGE = 25
COLUMNS = {"date": "Dato", "body": "Forum", "title": "Punkt", "outcome": "Udfald"}
_BY: dict[str, Callable[[DecisionRow], Any]] = {
    "date": lambda row: row.date,
    "body": lambda row: row.body.casefold(),
    "title": lambda row: row.title.casefold(),
    "outcome": lambda row: row.outcomes[0].value,
}


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """What the table is limited to and how it is sorted; an empty field does not limit."""

    text: str = ""
    body: str = ""
    outcome: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "date"
    rising: bool = False


def chosen(rows: Sequence[DecisionRow], limit: DecisionFilter) -> list[DecisionRow]:
    """The decisions that a filter lets through, sorted; equal ones keep the register's own order."""
    sought = wanted(limit.text)
    kept = [
        row
        for row in rows
        if (not limit.body or row.body == limit.body)
        and (not limit.outcome or limit.outcome in row.outcomes)
        and (limit.since is None or row.date >= limit.since)
        and (limit.until is None or row.date <= limit.until)
        and (not limit.text.strip() or (sought and holds(row.words, sought)))
    ]
    return sorted(kept, key=_BY.get(limit.sort, _BY["date"]), reverse=not limit.rising)


def table_html(rows: Sequence[DecisionRow], limit: DecisionFilter, page: int) -> str:
    """One page of the table; every row opens its item."""
    if not rows:
        return (
            '<div class="ref-empty" role="status"><p><strong>Ingen beslutninger passer.</strong></p>'
            "<p>Prøv et andet ord for emnet, et andet forum eller en længere periode.</p></div>"
        )
    pages = -(-len(rows) // PER_PAGE)
    page = min(max(page, 0), pages - 1)
    heads = "".join(_head(name, words, limit) for name, words in COLUMNS.items())
    lines = "".join(_row(row) for row in rows[page * PER_PAGE : (page + 1) * PER_PAGE])
    many = "1 beslutning" if len(rows) == 1 else f"{len(rows)} beslutninger"
    return (
        f'<p class="ref-count" role="status">{many}</p>'
        f'<table class="ref-decisions"><caption class="ref-sr">Beslutninger</caption>'
        f'<thead><tr>{heads}<th scope="col">Beslutning</th></tr></thead><tbody>{lines}</tbody></table>'
        f"{pager(page, pages, 'decisions-page')}"
    )


def _head(name: str, words: str, limit: DecisionFilter) -> str:
    state = "none" if limit.sort != name else "ascending" if limit.rising else "descending"
    arrow = {"none": "", "ascending": " ↑", "descending": " ↓"}[state]
    return (
        f'<th scope="col" aria-sort="{state}"><button type="button" class="ref-sort" data-act="decisions-sort" '
        f'data-column="{name}">{words}<span aria-hidden="true">{arrow}</span></button></th>'
    )


def _row(row: DecisionRow) -> str:
    number = "" if row.number is None else f"{row.number}. "
    proposal = (
        f'<span class="ref-age">Indstillingen: {escape(_short(row.proposal))}</span>' if row.proposal else ""
    )
    return (
        f'<tr><td data-label="Dato">{_day(row.date)}</td><td data-label="Forum">{escape(row.body)}</td>'
        f'<td data-label="Punkt"><button type="button" class="ref-link" data-act="meeting" '
        f'data-meeting="{escape(row.meeting_id)}" data-ordinal="{row.ordinal}">{number}{escape(row.title)}</button></td>'
        f'<td data-label="Udfald">{chips(row.outcomes)}</td>'
        f'<td data-label="Beslutning">{escape(_short(row.text))}{proposal}</td></tr>'
    )


def _day(day: date) -> str:
    return f'<time datetime="{day.isoformat()}">{day.day:02}-{day.month:02}-{day.year}</time>'


def _short(text: str, longest: int = 420) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def as_csv(rows: Sequence[DecisionRow]) -> str:
    """The rows for a Danish spreadsheet: semicolons, a byte order mark, no cell that is read as a formula."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["dato", "forum", "punkt", "titel", "udfald", "beslutning", "indstilling", "møde"])
    for row in rows:
        number = "" if row.number is None else row.number
        said = ", ".join(row.outcomes)
        cells = [row.date.isoformat(), row.body, number, row.title, said, row.text, row.proposal]
        writer.writerow([_cell(cell) for cell in (*cells, row.meeting_id)])
    return "\ufeff" + out.getvalue()


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if re.match(r"[=+@\t\r-]", text) else text


_LANE, _TOP, _WIDTH, _LEFT = 34, 14, 900, 12
_MOST = 400


def timeline_html(rows: Sequence[DecisionRow], topic: str) -> str:
    """The decisions on a topic along a line of time, a lane for each body; "" without a topic or rows.

    Every dot is a button to its item, and named in full for those who do not see it.
    """
    if not topic.strip() or not rows:
        return ""
    dated = sorted(rows, key=lambda row: row.date)[-_MOST:]
    first, last = dated[0].date, dated[-1].date
    bodies = list(dict.fromkeys(row.body for row in dated))
    span = max((last - first).days, 1)
    lanes = []
    for body in bodies:
        dots = "".join(_dot(row, first, span) for row in dated if row.body == body)
        lanes.append(
            f'<div class="ref-lane"><span>{escape(body)}</span><div class="ref-track">{dots}</div></div>'
        )
    years = "".join(
        f'<span style="left:{_share(date(year, 1, 1), first, span):.2f}%">{year}</span>'
        for year in range(first.year + 1, last.year + 1)
    )
    between = danish_date(first) if first == last else f"{danish_date(first)} – {danish_date(last)}"
    return (
        f'<figure class="ref-timeline"><figcaption>Tidslinje for »{escape(topic.strip()[:80])}«: {between}'
        f"</figcaption>{''.join(lanes)}"
        f'<div class="ref-lane ref-years" aria-hidden="true"><span></span><div class="ref-track">{years}</div></div>'
        f"{_legend(dated)}</figure>"
    )


def _share(day: date, first: date, span: int) -> float:
    return 100 * (day - first).days / span


def _dot(row: DecisionRow, first: date, span: int) -> str:
    label = f"{danish_date(row.date)}, {row.body}: {row.title} – {', '.join(row.outcomes)}"
    return (
        f'<button type="button" class="ref-dot ref-dot-{tone(row.outcomes)}" '
        f'style="left:{_share(row.date, first, span):.2f}%" data-act="meeting" '
        f'data-meeting="{escape(row.meeting_id)}" data-ordinal="{row.ordinal}" '
        f'aria-label="{escape(label)}" title="{escape(label)}"></button>'
    )


_TONES = {
    "yes": ("godkendt eller anbefalet", {Outcome.APPROVED, Outcome.RECOMMENDED}),
    "no": ("afvist, udsat eller sendt tilbage", {Outcome.REJECTED, Outcome.POSTPONED, Outcome.SENT_BACK}),
    "noted": ("til efterretning eller drøftet", {Outcome.NOTED, Outcome.DISCUSSED}),
}


def tone(outcomes: Sequence[Outcome]) -> str:
    """The dot of a decision: "yes", "no", "split" for both, "noted" or "other"; they differ in shape and
    colour."""
    found = [name for name, (_, members) in _TONES.items() if members & set(outcomes)]
    if "yes" in found and "no" in found:
        return "split"
    return found[0] if found else "other"


def _legend(rows: Sequence[DecisionRow]) -> str:
    present = {tone(row.outcomes) for row in rows}
    words = {name: text for name, (text, _) in _TONES.items()} | {
        "split": "noget ja, noget nej",
        "other": "andet",
    }
    entries = "".join(
        f'<li><span class="ref-dot ref-dot-{name}"></span>{text}</li>'
        for name, text in words.items()
        if name in present
    )
    return f'<ul class="ref-legend">{entries}</ul>'
