"""When and where a meeting was held, as the lines of its header say."""

from __future__ import annotations

import re
from datetime import date

from index.dates import find_dates
from index.lines import Line
from index.names import strip_bullet

_DATE_LABEL = re.compile(
    r"^(?:mødedato|dato(?:\s+for\s+mødet?)?|mødedag|mødet\s+(?:blev\s+)?(?:afholdt|holdt)|mødetidspunkt|mødetid"
    r"|tidspunkt|tidsrum|tid(?:\s+og\s+sted)?|hvornår|afholdt|dato\s+og\s+tid(?:spunkt)?|møde(?:t)?\s+den|start(?:tidspunkt|dato))\b\s*[:.]?",
    re.IGNORECASE,
)
_TIME_LABEL = re.compile(
    r"^(?:mødetidspunkt|mødetid|tidspunkt|tidsrum|starttid(?:spunkt)?|start(?=\W*(?:kl\b|\d|slut\b|$))|tid|klokken|mødestart|mødet\s+begyndte"
    r"|mødet\s+startede|begyndt|kl)\b\s*[:.]?",
    re.IGNORECASE,
)
_END_LABEL = re.compile(
    r"^(?:sluttid(?:spunkt)?|slut|mødeslut|mødet\s+(?:blev\s+)?(?:hævet|hævedes|sluttede|sluttet|slut|afsluttet"
    r"|afsluttedes)|hævet)\b\D{0,20}",
    re.IGNORECASE,
)
_PLACE_LABEL = re.compile(
    r"^(?:mødested|mødeform|(?:sted|mødelokale|lokale|lokation)(?:\s*/\s*\w+)?|lokalitet|hvor|(?:møde)?adresse"
    r"|(?:fysisk|placering)(?=\s*:)|mødet\s+(?:blev\s+)?(?:af)?holdt\s+(?:i|på))\b\s*[:;.]?\s*",
    re.IGNORECASE,
)
_CLOCK = r"(?P<{0}h>[01]?\d|2[0-4])(?:\s?[:.]\s?(?P<{0}m>[0-5]\d))?(?!\s?[.:]?\d)"
_TIMES = re.compile(
    r"(?:\bkl(?:okken)?\b\.?|\bfra(?=\s*\d\d?(?:[:.]\d\d|\s*(?:-|–|—|til))))\s*:?\s*"
    + _CLOCK.format("a")
    + r"(?:\s*(?:-|–|—|/|til|og\s+til)\s*(?:kl\.?\s*)?"
    + _CLOCK.format("b")
    + r")?",
    re.IGNORECASE,
)
_BARE_TIMES = re.compile(
    r"(?<![\d.:/-])(?P<ah>[01]?\d|2[0-3])[:.](?P<am>[0-5]\d)"
    r"(?::00)?(?:\s*(?:-|–|—|/|til)\s*(?P<bh>[01]?\d|2[0-4])[:.](?P<bm>[0-5]\d)(?::00)?)?(?![\d.:/-])",
    re.IGNORECASE,
)
# When the meeting ended, as the line that says when it began goes on to say.
_ENDED = re.compile(
    r"\b(?:sluttede|slut(?:tet)?|hævet|hævedes|afslutte(?:t|de|des))\b\D{0,12}?" + _CLOCK.format("a"),
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"^dato\b\s*[:.]", re.IGNORECASE
)  # may as well be the day when the minutes were written
_OF_MEETING = re.compile(
    r"^(?:\w*referat\w*|\w*protokol\w*|notat|noter|\w*møde)\b(?!\w*\s*:).{0,90}?\b(?:møde\w*\b.{0,40}|den|d\.)\s",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[\wæøå)\"”»])\.\s+(?=[A-ZÆØÅ])")
_VERB = re.compile(
    r"\b(?:er|var|blev|bliver|begyndte|startede|sluttede|deltog|deltager|holdes|foregik|kunne|kan|skal|havde|har|mødtes)\b"
)
_PLACE_AFTER = re.compile(r"\d\s*(?:,\s*)?\s(?:i|på|via|over)\s+(?P<place>[^\d:]{3,}.*)$")
_BOTH_LABEL = re.compile(
    r"^(?:tid\s+og\s+sted|sted\s+og\s+tid|hvor\s+og\s+hvornår|hvornår\s+og\s+hvor)\b", re.IGNORECASE
)
_IN_PARENTHESES = re.compile(
    r"\((?P<place>[^()]*\b(?:virtuelt|online|teams|zoom|skype|hybrid\w*)\b[^()]*)\)\W*$", re.IGNORECASE
)
_HOURS = re.compile(
    r"^[\s,·|kl.]*\b(?P<ah>[01]?\d|2[0-3])\s?[-–]\s?(?P<bh>[01]?\d|2[0-4])\b(?![.:/-]?\d)", re.IGNORECASE
)
_CLOCK_BEFORE = re.compile(
    r"^kl\.?\s*[\d.:]+(?:\s*(?:[-–]|til)\s*(?:kl\.?\s*)?[\d.:]+)?[\s,]*", re.IGNORECASE
)
_ROOM = re.compile(r"(?:møde)?lokale\b", re.IGNORECASE)
_AFTER_COMMA = re.compile(r"^\s*[,·•|]\s*(?:(?:i|på|via)\s+)?(?P<place>[A-ZÆØÅ][^:]{3,120})$")
_PLACE_WORD = re.compile(
    r"\bteams\b|\bzoom\b|\bskype\b|virtuel|\bonline\b|lokale\b|rådhus|regionshus|sundhedshus|(?:byråds|møde|råds|regions)sal"
    r"|kantinen?\b|\bhotel\b|\w*(?<!sund)(?:center|centret|huset|hus|sal|salen|foyeren?|bibliotek(?:et)?|skole|skolen"
    r"|\w{4,}gården|plejehjem(?:met)?|sygehus(?:et)?|hospital(?:et)?|hallen|kro|kirke|auditoriet?)\b"
    r"|\b[A-ZÆØÅ]\w+(?:vej|gade|vænget?|stræde|allé|plads|torv)\s+\d",
    re.IGNORECASE,
)


def is_labelled(text: str) -> bool:
    """Whether a line says that it gives the time or the place."""
    return bool(_DATE_LABEL.match(text) or _PLACE_LABEL.match(text))


def is_time_label(text: str) -> bool:
    """Whether a line begins with a word for the day, the time, the end or the place of the meeting."""
    return is_labelled(text) or bool(_TIME_LABEL.match(text) or _END_LABEL.match(text))


def read_date(top: list[Line], lines: list[Line]) -> tuple[date | None, tuple[int, int] | None]:
    """The day of the meeting and its line: a labelled line first, then the title, then any other."""
    labelled = [line for line in top if _DATE_LABEL.match(line.clean)]
    for group in (_meeting_days(top, labelled), _with_next(top, labelled), top):
        for line in group:
            day = next((hit.as_date() for hit in find_dates(line.clean[:400]) if hit.year), None)
            if day:
                return day, (line.start, line.end)
    for line in lines:
        if line.clean[:8].casefold() == "mødedato":
            day = next((hit.as_date() for hit in find_dates(line.clean[:400]) if hit.year), None)
            if day:
                return day, (line.start, line.end)
    return None, None


def _meeting_days(top: list[Line], labelled: list[Line]) -> list[Line]:
    """The lines with the meeting's day, by the hour or in a title, where "Dato: …" may be a letter's."""
    plain = all(_WRITTEN.match(line.clean) and not _TIMES.search(line.clean) for line in labelled)
    if not labelled or not plain or any(_TIME_LABEL.match(line.clean) for line in top):
        return []
    return [line for line in top[:20] if line not in labelled and _tells_day(line.clean)]


def _tells_day(text: str) -> bool:
    clocked = _TIMES.search(text) and len(text) < 160
    return bool(clocked or _OF_MEETING.match(text)) and not re.match(
        r"(?:næste|sidste|forrige)\b", text, re.I
    )


def _with_next(top: list[Line], labelled: list[Line]) -> list[Line]:
    """Labelled lines, each followed by the next filled line where the label stands alone."""
    result: list[Line] = []
    for line in labelled:
        result.append(line)
        rest = _DATE_LABEL.sub("", line.clean)
        position = top.index(line)
        if not rest.strip() and position + 1 < len(top):
            result.append(top[position + 1])
    return result


def read_times(
    top: list[Line], lines: list[Line], day: tuple[int, int] | None
) -> tuple[str | None, str | None]:
    """Start and end as "HH:MM": the date's line first, then lines labelled as time."""
    labelled = [line for line in top if _DATE_LABEL.match(line.clean)]
    timed = [line for line in top if _TIME_LABEL.match(line.clean)]
    start = end = None
    clocked = _with_next(top, timed)
    on_day = [line for line in top if (line.start, line.end) == day]
    for line in [*_with_next(top, labelled), *clocked, *on_day, *top]:
        match = _TIMES.search(line.clean)
        if not match and (line in clocked or (line.start, line.end) == day):
            match = _BARE_TIMES.search(line.clean)
        if match:
            start, end = _clock(match["ah"], match["am"]), _clock(match["bh"], match["bm"])
            if ended := _ENDED.search(line.clean, match.end("am") if match["am"] else match.end("ah")):
                end = _clock(ended["ah"], ended["am"])
            break
    for text in [_TIME_LABEL.sub("", line.clean) for line in timed if start is None]:
        if match := _HOURS.match(text):
            start, end = _clock(match["ah"], None), _clock(match["bh"], None)
    if start is None and on_day:
        start, end = _hours(on_day[0].clean)
    for line, below in zip(top, [*top[1:], None], strict=False) if end is None else ():
        if label := _END_LABEL.match(line.clean):
            said = below.clean if below and label.end() == len(line.clean) else line.clean
            match = _TIMES.search(said) or _BARE_TIMES.search(said)
            end = _clock(match["ah"], match["am"]) if match else end
    return start, end or _closing_time(lines)


def _hours(text: str) -> tuple[str | None, str | None]:
    """The hours right behind the day of a line: "6.5.2025, 9-11"."""
    after = next((hit.end for hit in find_dates(text) if hit.year), 0)
    match = _HOURS.match(text[after:]) if after else None
    return (_clock(match["ah"], None), _clock(match["bh"], None)) if match else (None, None)


def _closing_time(lines: list[Line]) -> str | None:
    """The time in a line of its own such as "Mødet hævet kl. 18.30", which stands at the end."""
    for line in lines[-60:]:
        said = _SENTENCE.split(line.clean, maxsplit=1)[0]
        if len(said) < 80 and said[:5].casefold() == "mødet" and _END_LABEL.match(said):
            match = _TIMES.search(said) or _BARE_TIMES.search(said)
            if match:
                return _clock(match["ah"], match["am"])
    return None


def _clock(hour: str | None, minute: str | None) -> str | None:
    return f"{int(hour):02d}:{int(minute or 0):02d}" if hour else None


_HOUR_AFTER = re.compile(
    r"(?<=\w)[,\s]+(?:kl\.?|klokken)\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?\.?$", re.I
)


def read_place(top: list[Line]) -> tuple[str | None, tuple[int, int] | None]:
    """The place as a label gives it, and its span."""
    for position, line in enumerate(top):
        match = _PLACE_LABEL.match(line.clean)
        if not match:
            continue
        rest = line.clean[match.end() :].strip()
        if rest and ":" not in match[0] and _ROOM.match(match[0]):
            rest = line.clean  # "Mødelokale 2" is the place itself
        below = top[position + 1] if position + 1 < len(top) else None
        if below and rest.count("(") > rest.count(")") and below.start == line.end + 1 and ")" in below.clean:
            return f"{rest} {below.clean}"[:300], (line.start, below.end)
        if rest:
            return _place_only(rest)[:300], (line.start, line.end)
        if position + 1 < len(top) and not is_labelled(top[position + 1].clean):
            return top[position + 1].clean[:300], (line.start, top[position + 1].end)
    return None, None


def _place_only(text: str) -> str:
    """`text` without the hour, or a sentence about the meeting, that follows the place."""
    text = _HOUR_AFTER.sub("", text)
    for stop in _SENTENCE.finditer(text):
        last = text[: stop.start()].split()[-1]
        if (len(last) > 3 or not last.isalpha()) and _VERB.search(text, stop.end()):
            return text[: stop.start()]
    return text


def read_place_beside(top: list[Line], day: tuple[int, int]) -> tuple[str | None, tuple[int, int] | None]:
    """A place that no label names: after the time on the day's own line, or a line of its own beside it."""
    at = next((i for i, line in enumerate(top) if (line.start, line.end) == day), None)
    if at is None:
        return None, None
    if place := _after_comma(top[at].clean):
        return place, day
    if match := _IN_PARENTHESES.search(top[at].clean):
        return match["place"], day
    if match := _PLACE_AFTER.search(top[at].clean):
        return match["place"].strip(" ,.")[:300], day
    for line in top:
        if _BOTH_LABEL.match(line.clean) and (match := _PLACE_AFTER.search(line.clean)):
            return match["place"].strip(" ,.")[:300], (line.start, line.end)
    for line in top[at + 1 : at + 3]:
        text = re.sub(r"^(?:[-–]\s+)?(?:(?:i|på|via|over)\s+)?", "", _CLOCK_BEFORE.sub("", line.clean))
        if (
            len(text) < 100
            and strip_bullet(line.clean) == line.clean
            and _PLACE_WORD.search(text)
            and (_ROOM.match(text) or not is_labelled(text))
            and ":" not in text
        ):
            return text, (line.start, line.end)
    return None, None


def _after_comma(text: str) -> str | None:
    """The place after a comma that follows the day and the time: "3. marts 2026 kl. 13-15, Rådhuset"."""
    day = next((hit.end for hit in find_dates(text) if hit.year), 0)
    times = [
        match.end() for match in (*_TIMES.finditer(text), *_BARE_TIMES.finditer(text)) if match.end() > day
    ]
    if hours := _HOURS.match(text[day:]):
        times.append(day + hours.end())
    match = _AFTER_COMMA.match(text[max([day, *times]) :])
    if match is None or not (times or _PLACE_WORD.search(match["place"])):
        return None
    return match["place"].strip(" ,.")
