"""Which meetings a question is about, read from its words: body, period, meeting day, item number.

Everything found here is a hint that raises matching items, never a filter by itself: a date in a
question may be about the content as well as about the meeting.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.danish import stem, unfold
from index.dates import Period, find_dates, find_periods

_ITEM = re.compile(r"\b(?:dagsordens)?(?:punkt|pkt)\.?\s*(?:nr\.?\s*)?(\d{1,3})\b", re.IGNORECASE)
_CASE = re.compile(r"\b(?:EMN-\d{4}-\d{3,6}|\d{2}-\d{5,6}K?|\d{2}/\d{3,6})\b", re.IGNORECASE)
_OF_BODY = r"\b(?:\w*(?:udvalgs|råds|klynge|forums?))?"
# What the meeting is called before its time is said; a new part of the question breaks it off.
_CALLED = r"(?:\s+(?!om\b|med\b|og\b|at\b|der\b)[\w-]+){0,7}?\s+"
_HELD_IN = re.compile(
    rf"{_OF_BODY}mød(?:et?|erne){_CALLED}i\s+$|\bmød(?:et?|erne)\s+i\s+(?:løbet af\s+)?$", re.IGNORECASE
)
_HELD_ON = re.compile(rf"{_OF_BODY}mødet?{_CALLED}(?:den\s+|d\.\s*|af\s+)$", re.IGNORECASE)
_LATEST = re.compile(r"\b(?:sidste|seneste|nyeste)\s+(?:\w+\s+)?(?:møde|referat|moede)", re.IGNORECASE)
# Words that many bodies share and that alone name none of them.
_GENERIC = frozenset(
    stem(word)
    for word in "udvalg udvalget klynge sundhedsklynge forum niveau faglig fagligt politisk strategisk "
    "råd og møde kommune region for".split()
)


_FADES = 120.0  # days outside the named period in which a meeting's fit falls to 1/e
_KEPT_NAMES = 4096
_CLEARLY = 0.75  # a body that is named much less fully than another is not the one that is meant


@dataclass(frozen=True, slots=True)
class MeetingKey:
    """What a hint is matched against: one meeting's id, body, organisation, level and day, and whether a
    corrected version has superseded it."""

    id: str
    body: str
    organisation: str
    level: str
    date: date
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Hints:
    """What the question says about where to look.

    `bodies` are names of bodies with the share of their distinctive words that the question holds
    (0-1). `days` are full or yearless dates as (year or None, month, day). `since`/`until` bound the
    named period. `latest` asks for the last meeting.
    """

    bodies: tuple[tuple[str, float], ...] = ()
    days: tuple[tuple[int | None, int, int], ...] = ()
    since: date | None = None
    until: date | None = None
    items: tuple[int, ...] = ()
    case_ids: tuple[str, ...] = ()
    latest: bool = False


def recognise(question: str, bodies: Iterable[str]) -> Hints:
    """Read the hints out of a question; `bodies` are the names in the store."""
    periods = find_periods(question)
    return Hints(
        bodies=tuple(named_bodies(question, sorted(set(bodies)))),
        days=tuple((hit.year, hit.month, hit.day) for hit in find_dates(question)),
        since=min((p.since for p in periods if p.since), default=None),
        until=max((p.until for p in periods if p.until), default=None),
        items=tuple(int(number) for number in _ITEM.findall(question)),
        case_ids=tuple(match.group() for match in _CASE.finditer(question)),
        latest=bool(_LATEST.search(question)),
    )


def meeting_period(question: str) -> Period | None:
    """The month, season or year in which the question says that the meeting was held ("på mødet i marts
    2024", "udvalgets møde i foråret 2023"); None where a period is named for anything else."""
    for period in find_periods(question):
        if _HELD_IN.search(question[: period.start]):
            return period
    return None


def says_when_held(question: str) -> bool:
    """Whether a question names the day or the period of the meeting itself."""
    before = [question[: hit.start] for hit in find_dates(question) if hit.year]
    return bool(meeting_period(question)) or any(_HELD_ON.search(text) for text in before)


def named_bodies(question: str, bodies: Sequence[str]) -> list[tuple[str, float]]:
    """Bodies that the question names, loosely or in full, with the share of their words it holds.

    "Midt" names "Direktørforum Sundhedsklynge Midt" a little, "direktørforum i klynge midt" fully.
    A body is named only by a word that does not stand in most bodies' names.
    """
    asked = set(body_words(question))
    names = {body: set(body_words(body)) for body in bodies}
    found = []
    for body, own in names.items():
        shared = own & asked
        telling = {word for word in shared if word not in _GENERIC}
        if not own or not shared or not (telling or shared == own):
            continue
        weight = {word: 0.3 if word in _GENERIC else 1.0 for word in own}
        share = sum(weight[word] for word in shared) / sum(weight.values())
        if share >= 0.3:
            found.append((body, round(share, 3)))
    best = max((share for _, share in found), default=0.0)
    return sorted((pair for pair in found if pair[1] >= _CLEARLY * best), key=lambda pair: -pair[1])


@lru_cache(maxsize=_KEPT_NAMES)
def body_words(text: str) -> tuple[str, ...]:
    """The stems of a body's name; "Byrådet" and "Byråd" are the same, "X-udvalget" is split at hyphens."""
    words = re.findall(r"[^\W\d_]+", unfold(text))
    stems = []
    for word in words:
        for tail in ("udvalg", "klynge"):
            head, found, _ = word.partition(tail)
            if found and len(head) > 2:
                # Every health cluster is a "sundhedsklynge": its first half tells them apart from nothing.
                stems += [stem(tail)] if head == "sundheds" and tail == "klynge" else [stem(head), stem(tail)]
                break
        else:
            stems.append(stem(word))
    return tuple(word for word in stems if word not in ("og", "for", "i"))


def meeting_fits(hints: Hints, meetings: Sequence[MeetingKey], latest: date | None) -> dict[str, list[float]]:
    """How well some meetings fit the hints (0-1 each): their bodies, their days, the period.

    A meeting soon before or after the period fits in part: a matter of one year is often treated in
    the next. `latest` is the day of the newest meeting among the named bodies (or of all) where that is
    asked for.
    """
    named = dict(hints.bodies)
    days = bool(hints.days or latest)
    return {
        "body": [named.get(meeting.body, 0.0) for meeting in meetings],
        "day": [
            float(days and (meeting.date == latest or _on_day(hints, meeting.date))) for meeting in meetings
        ],
        "period": [_in_period(hints, meeting.date) for meeting in meetings],
    }


def _in_period(hints: Hints, day: date) -> float:
    if not (hints.since and hints.until):
        return 0.0
    outside = max((hints.since - day).days, (day - hints.until).days, 0)
    return math.exp(-outside / _FADES)


def _on_day(hints: Hints, day: date) -> bool:
    return any(
        (month, number) == (day.month, day.day) and year in (None, day.year)
        for year, month, number in hints.days
    )
