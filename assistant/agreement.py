"""Whether the particulars of a claim are those of its source: numbers, days, names, bodies, outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from assistant import particulars
from assistant.outcome import Outcome, read_outcome
from assistant.particulars import Number, Particulars, bare_name
from assistant.wording import bag, forms, is_light, met, substance
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
_OF_PAIR = re.compile(r"(\d[\d.]*)\s+(?:ud\s+)?af\s+(?:de\s+)?(\d[\d.]*)")
_RANGE = re.compile(r"\bfra\s+(\d[\d.,]*)(?:[^.;]{0,25}?)\s+til\s+(\d[\d.,]*)")
_VOTES = re.compile(r"(\d+|\w+)\s+(?:\w+\s+)?stem(?:te|mer|t)\s+(?:var\s+)?(for|imod|mod)", re.IGNORECASE)


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


def order_agrees(claim: str, source: str, names: Sequence[str]) -> bool:
    """Whether two names keep their order; they may change it where one text is passive and the other not."""
    plain_claim, plain_source = claim.lower(), source.lower()
    firsts = [name.lower() for name in dict.fromkeys(names) if name.lower() in plain_source]
    if len(firsts) < 2:
        return True
    said = sorted(firsts, key=plain_claim.index)
    stood = sorted(firsts, key=plain_source.index)
    return said == stood or _passive(claim) != _passive(source) or not _relates(source)


def _passive(text: str) -> bool:
    return bool(re.search(r"\b(?:blev|bliver|er blevet|\w{4,}es)\b.*\baf\b", text))


def _relates(text: str) -> bool:
    """Whether the text says something of one name in relation to another."""
    return bool(
        re.search(
            r"\b(?:på vegne af|i stedet for|afløs\w*|erstat\w*|efterfølge\w*|fra\b.*\btil|sammen med|i forhold til|"
            r"end|over for|overfor|til|stedfortræder|suppleant|mens)\b",
            text,
        )
    )


def bound_right(claim: Particulars, source: Particulars) -> bool:
    """Whether each number and name of the claim goes with the same words as in the source.

    Where the source gives several of a kind ("A 600.000 kr. og B 800.000 kr."), the words round one in the
    claim must not be those that stand round another.
    """
    for claim_places, source_places in (
        (_number_places(claim), _number_places(source)),
        ([(bare_name(n), at) for n, at in claim.names], [(bare_name(n), at) for n, at in source.names]),
    ):
        if len({value for value, _ in source_places}) > 1 and not all(
            _goes_with(claim, source, value, at, claim_places, source_places) for value, at in claim_places
        ):
            return False
    return _pairs_agree(claim.text, source.text)


def _number_places(text: Particulars) -> list[tuple[str, int]]:
    places = [(f"{number.value.normalize():f}", number.start) for number in text.numbers]
    return places + [(f"d{day.day}-{day.month}", day.start) for day in text.days]


def _goes_with(
    claim: Particulars,
    source: Particulars,
    value: str,
    at: int,
    claim_places: Sequence[tuple[str, int]],
    source_places: Sequence[tuple[str, int]],
) -> bool:
    claim_spans, source_spans = particulars.segments(claim.text), particulars.segments(source.text)
    own = particulars.segment_of(claim_spans, at)
    beside = {other for other, place in claim_places if own[0] <= place < own[1]}
    beside |= {bare_name(word) for word in re.findall(r"\w+", claim.text[slice(*own)])}
    words = [
        word for word in substance(claim.text[slice(*own)]) if not is_light(word) and bare_name(word) != value
    ]
    if not words:
        return True
    best_own, best_other = 0, 0
    anchored: dict[tuple[int, int], set[str]] = {}
    for other, place in source_places:
        anchored.setdefault(particulars.segment_of(source_spans, place), set()).add(other)
    for span, held in anchored.items():
        terms = bag(source.text[slice(*_with_subject(source.text, source_spans, span))])
        overlap = sum(met(word, terms) for word in words)
        if value in held:
            best_own = max(best_own, overlap)
        elif not held <= beside:
            best_other = max(best_other, overlap)
    return best_own >= best_other


def _with_subject(text: str, spans: Sequence[tuple[int, int]], span: tuple[int, int]) -> tuple[int, int]:
    """A segment that begins with its verb ("… og holdes over to dage") with the one before it."""
    place = spans.index(span) if span in spans else 0
    begins_with_verb = re.match(
        r"\s*(?:[a-zæøå]+(?:er|es|ede|te|tes)|får|fik|var|har|skal|kan|vil)\b", text[span[0] :]
    )
    return (spans[place - 1][0], span[1]) if place and begins_with_verb else span


def _pairs_agree(claim: str, source: str) -> bool:
    """ "11 ud af 48", "fra 19 til 31" and "11 stemte imod" keep their order and their sides."""
    for pattern in (_OF_PAIR, _RANGE):
        for first, second in pattern.findall(source):
            said = pattern.findall(claim)
            if any(set(pair) == {first, second} and pair != (first, second) for pair in said):
                return False
            here = re.findall(r"\d[\d.]*", claim)
            if (
                pattern is _OF_PAIR
                and second in here
                and first not in here
                and not re.search(r"\b(?:i alt|alle|samtlige|ud af|mål|ud)\b", claim)
            ):
                return False
    sides = {number.lower(): side[-3:] for number, side in _VOTES.findall(source)}
    sides |= {n: s[-3:] for n, s in re.findall(r"(\d+)\s+(for|imod|mod)\b", source)} if sides else {}
    return all(sides.get(number.lower(), side[-3:]) == side[-3:] for number, side in _VOTES.findall(claim))


_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("indstillet", re.compile(r"\b(?:indstill?\w*|anbefal\w*|foreslå\w*|foreslog|lægges? op til|lagde op til|lægger op til)\b", re.I)),
    ("udsat", re.compile(r"\bud(?:sat|satte|sætte[rs]?|sættelse\w*|skudt|skød|skyde[rs]?)\b|\bgenoptages\b", re.I)),
    ("afvist", re.compile(r"\b(?:afvis\w*|forkast\w*|afslog|afslå\w*|afslag|nedstem\w*)\b|\b(?:ikke|ej) (?:\w+ ){0,3}(?:godkend\w*|vedtag\w*|imødekom\w*|bevilg\w*|tiltråd\w*)|\b(?:godkendte|vedtog|tiltrådte) (?:\w+ ){0,4}?ikke\b", re.I)),
    ("uafgjort", re.compile(r"\b(?:ikke|ingen)\s+(?:\w+\s+){0,4}(?:beslutning\w*|besluttet|aftaler)\b|\b(?:traf|truffet|tog) ikke (?:\w+ )?(?:beslutning|stilling)", re.I)),
    ("efterretning", re.compile(r"\b(?:efterretning|til orientering)\b", re.I)),
    ("tilbage", re.compile(r"\b(?:send\w*|henvis\w*)\b[^.,]{0,60}\btilbage\b|\btilbagesend\w*\b", re.I)),
    ("drøftet", re.compile(r"\bdrøft\w*|\bdiskuter\w*", re.I)),
    ("besluttet", re.compile(r"\b(?:beslut(?:tede|tedes|tet|ter|tes)|(?:traf|truffet|tog|taget) (?:\w+ )?beslutning|godkend(?:t|te|tes|er|es)|vedt(?:og|aget|ages)|tiltråd\w*|tiltrådte|bevilg(?:et|ede|er|es)|bestem(?:te|t)|blev enige om)\b", re.I)),
)  # fmt: skip


_ADVISED = re.compile(
    r"\b((?:anbefal|indstill)(?:er|es|ede|edes|et)\b)[^.;]*?\b(?:at|om)\b[^.;]*", re.IGNORECASE
)


def outcomes(text: str) -> frozenset[str]:
    """The outcomes that a text tells of. "ikke godkendt" is "afvist", not "besluttet"."""
    rest, found = _ADVISED.sub(r"\1", text), set()
    for name, pattern in _CLASSES:
        if pattern.search(rest):
            found.add(name)
            if name in ("afvist", "uafgjort"):
                rest = pattern.sub(" ", rest)
    return frozenset(found)


def outcome_agrees(claim: str, source: str, section: str, *, recommended: bool, word_for_word: bool) -> bool:
    """Whether the claim tells of the outcome that the source tells of.

    What is decided stands in a decision, or in words that say so; never in a recommendation. What is
    only drafted, noted or put off was not decided. A decision without such a word ("Kravet ændres til …")
    counts as decided where the claim takes its words over (`word_for_word`).
    """
    said, stood = outcomes(claim), outcomes(source)
    if "besluttet" in said:
        if recommended:
            return False
        decided = (
            section == "beslutning"
            and "indstillet" not in stood
            and (
                read_outcome(source) is Outcome.APPROVED
                or (word_for_word and not stood and read_outcome(source) is Outcome.OTHER)
            )
        )
        if "besluttet" not in stood and not decided:
            return False
        said -= {"besluttet"}
    if "afvist" in said and "afvist" not in stood:
        return False
    if "indstillet" in said and recommended:
        said -= {"indstillet"}
    if (
        "indstillet" in said
        and "indstillet" not in stood
        and "forslag" not in source.lower()
        and "udkast" not in source.lower()
    ):
        return False
    said -= {"indstillet", "afvist"}
    if "drøftet" in said and "drøftet" not in stood:
        return False
    return said <= stood


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
