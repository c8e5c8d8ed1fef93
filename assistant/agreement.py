"""Whether the particulars of a claim are those of its source: numbers, days, names, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from assistant import particulars
from assistant.particulars import Number, Particulars, bare_name
from assistant.wording import forms
from index.danish import unfold

_DECIDES = (
    r"(?:beslut\w*|godkend\w*|vedt(?:og|aget|ages)|tiltråd\w*|drøft\w*|afvis\w*|udsat\w*|udsæt\w*|bevilg\w*|anbefal\w*|"
    r"indstill\w*|udskød|tilslut\w*|tog|orienter\w*|behandl\w*|valgte|udpeg\w*|enig\w*)"
)
_MEETING_DAY = (
    r"(?:\b(?:på|ved|i|under)\s+(?:\w+\s+){0,4}?\w*mødet?\b[^.,;]{0,60}?|^\W*(?:d\.|den)?\s*|\b(?:udvalget?|forum|byrådet?|klyngen?|rådet|"
    r"niveau)\s+(?:den|d\.)?\s*|\b"
    + _DECIDES
    + r"(?:\s+\w+){0,3}?\s+(?:den|d\.)?\s*|\bmødet\s+(?:den|d\.)?\s*)$"
)
_SUBORDINATE = re.compile(r"\bat\b")


def numbers_agree(claim: Particulars, source: Particulars, title: Particulars) -> bool:
    """Whether every number of the claim stands in the source, with the same unit and bound."""
    same = all(_same_number(number, source.numbers) for number in claim.numbers)
    return same and claim.codes <= source.codes | title.codes


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    """A value rounded to as many digits as `like` has, its zeros at the end left out."""
    digits = like.normalize().as_tuple()
    step = Decimal(1).scaleb(int(digits.exponent))
    return (value / step).to_integral_value() * step


def _same_number(wanted: Number, found: Iterable[Number]) -> bool:
    for number in found:
        units = {wanted.unit, number.unit} - {""}
        if len(units) > 1 or wanted.bound != number.bound:
            continue
        if number.value == wanted.value:
            return True
        if wanted.rough and number.value and _rounded(number.value, wanted.value) == wanted.value:
            return True
    return False


def days_agree(claim: Particulars, source: Particulars, title: Particulars, held: date) -> bool:
    """Whether every day, period and time of the claim stands in the source, or is the meeting's own and
    said of the meeting."""
    for day in claim.days:
        if any(_same_day(day, other, held) for other in (*source.days, *title.days)):
            continue
        if (day.day, day.month) == (held.day, held.month) and day.year in (None, held.year):
            before = claim.text[: day.start]
            if re.search(_MEETING_DAY, before, re.IGNORECASE) and not _SUBORDINATE.search(before):
                continue
        return False
    known = source.periods | title.periods
    in_days = {day.year for day in claim.days}
    for period in claim.periods:
        since, until = period
        if period in known or _covers(source, title, since, until):
            continue
        if isinstance(since, date) and since.year == held.year and _of_meeting(claim.text, held):
            continue
        return False
    loose = {edge.year for pair in claim.periods for edge in pair if isinstance(edge, date)}
    if not claim.years <= source.years | title.years | {held.year} | {y for y in in_days if y} | loose:
        return False
    return claim.clocks <= source.clocks | title.clocks


def _same_day(one: object, other: object, held: date) -> bool:
    d1 = (getattr(one, "day"), getattr(one, "month"))  # noqa: B009
    d2 = (getattr(other, "day"), getattr(other, "month"))  # noqa: B009
    years = {getattr(one, "year"), getattr(other, "year")} - {None}  # noqa: B009
    if d1 != d2:
        return False
    if getattr(other, "year") is None and getattr(one, "year") is not None:  # noqa: B009
        return bool(getattr(one, "year") == held.year)  # noqa: B009
    return len(years) <= 1


def _covers(source: Particulars, title: Particulars, since: object, until: object) -> bool:
    """Whether a day of the source lies in the claim's period: "i september 2024" for a day of that month."""
    if not isinstance(since, date) or not isinstance(until, date):
        return False
    if (until - since).days > 92:
        return False
    for day in (*source.days, *title.days):
        if day.year and since <= date(day.year, day.month, day.day) <= until:
            return True
    return any(
        isinstance(a, date) and isinstance(b, date) and since <= a and b <= until
        for a, b in source.periods | title.periods
    )


def _of_meeting(text: str, held: date) -> bool:
    """Whether a claim places the meeting itself in the year: "på mødet i september 2024"."""
    return bool(re.search(rf"\bmøde\w*\b[^.,;]{{0,40}}\b{held.year}\b|^\W*I (?:\w+ )?{held.year}\b", text))


def names_agree(
    claim: Particulars, source: Particulars, place: frozenset[str], terms: frozenset[str]
) -> bool:
    """Whether every name of the claim stands in the source, or is a word of the meeting's own name or the
    item's title, and names that stand together do so there; `terms` are the common words of both."""
    known = {bare_name(word) for word in re.findall(r"[^\W_][\w.’'&-]*", source.text)}
    known |= {piece for word in known for piece in re.split(r"[-/]", word)}
    inside = {name for name, _ in source.names}
    for word, _ in claim.names:
        pieces = [bare_name(piece) for piece in re.split(r"[-/]", word) if piece]
        if not all(piece in known or piece in place for piece in pieces) and not forms(unfold(word)) & terms:
            return False
    order = [bare_name(word) for word in re.findall(r"[^\W\d_][\w.’'&-]*", source.text)]
    for (one, at), (other, then) in zip(claim.names, claim.names[1:], strict=False):
        if claim.text[at + len(one) : then] != " ":
            continue
        first, second = bare_name(one), bare_name(other)
        if first in place and second in place and not {first, second} <= {bare_name(n) for n in inside}:
            continue
        if not _near(order, first, second):
            return False
    return True


def _near(order: Sequence[str], first: str, second: str) -> bool:
    """Whether `second` follows `first` within three words somewhere."""
    return any(word == first and second in order[place + 1 : place + 4] for place, word in enumerate(order))


def body_agrees(claim: Particulars, source: Particulars, place: str, title: Particulars) -> bool:
    """Whether every body that the claim names is the meeting's own, or stands in the source.

    The one that is said to decide must be the meeting's own or decide in the source too.
    """
    own = particulars.read(place).bodies
    for body in claim.bodies:
        if any(body == other or other.endswith(body) for other in own):
            continue
        if body not in source.bodies | title.bodies:
            return False
        if _acts(claim.text, body) and not _acts(source.text, body):
            return False
    return True


def _acts(text: str, body: str) -> bool:
    """Whether a body is the one that decides: it stands just before or after the verb."""
    return bool(
        re.search(
            rf"\b[\w-]*{re.escape(body)}\w*\s+(?:har\s+)?(?:\w+\s+){{0,5}}?{_DECIDES}|{_DECIDES}\s+[\w-]*{re.escape(body)}\w*",
            particulars.unfold_words(text),
            re.IGNORECASE,
        )
    )
