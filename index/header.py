"""The header of minutes: which body met, when, where, and at what level."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.dates import find_dates
from index.headings import is_meta
from index.lines import Line


@dataclass(frozen=True, slots=True)
class Header:
    """What the lines before the first item say; spans are offsets into the text."""

    title: str
    body: str
    organisation: str
    level: str
    date: date | None
    start_time: str | None
    end_time: str | None
    place: str | None
    date_span: tuple[int, int] | None
    place_span: tuple[int, int] | None


_DATE_LABEL = re.compile(
    r"^(?:mødedato|dato(?:\s+for\s+mødet?)?|mødedag|mødet\s+(?:blev\s+)?(?:afholdt|holdt)|mødetidspunkt|mødetid"
    r"|tidspunkt|tid(?:\s+og\s+sted)?|hvornår|afholdt|dato\s+og\s+tid(?:spunkt)?|møde(?:t)?\s+den)\b\s*[:.]?",
    re.IGNORECASE,
)
_TIME_LABEL = re.compile(
    r"^(?:mødetidspunkt|mødetid|tidspunkt|starttid(?:spunkt)?|start|tid|klokken|mødestart|mødet\s+begyndte"
    r"|mødet\s+startede|kl)\b\s*[:.]?",
    re.IGNORECASE,
)
_END_LABEL = re.compile(
    r"^(?:sluttid(?:spunkt)?|slut|mødeslut|mødet\s+(?:blev\s+)?(?:hævet|hævedes|sluttede|sluttet|slut|afsluttet"
    r"|afsluttedes)|hævet)\b\D{0,20}",
    re.IGNORECASE,
)
_PLACE_LABEL = re.compile(
    r"^(?:mødested|sted|mødelokale|lokale|hvor|adresse|mødet\s+(?:blev\s+)?(?:af)?holdt\s+(?:i|på))\b\s*[:;.]?\s*",
    re.IGNORECASE,
)
_BODY_LABEL = re.compile(
    r"^(?:udvalg|forum|mødeforum|organ|gremium|råd|møde\s+i|referat\s+(?:fra|af)\s+møde\s+i)\b\s*:\s*",
    re.IGNORECASE,
)
_CLOCK = r"(?P<{0}h>[01]?\d|2[0-4])(?:\s?[:.]\s?(?P<{0}m>[0-5]\d))?(?!\s?[.:]?\d)"
_TIMES = re.compile(
    r"(?:\bkl(?:okken)?\b\.?|\bfra)\s*:?\s*"
    + _CLOCK.format("a")
    + r"(?:\s*(?:-|–|—|til|og\s+til)\s*(?:kl\.?\s*)?"
    + _CLOCK.format("b")
    + r")?",
    re.IGNORECASE,
)
_BARE_TIMES = re.compile(
    r"(?<![\d.:/-])(?P<ah>[01]?\d|2[0-3])[:.](?P<am>[0-5]\d)"
    r"(?:\s*(?:-|–|—|til)\s*(?P<bh>[01]?\d|2[0-4])[:.](?P<bm>[0-5]\d))?(?![\d.:/-])",
    re.IGNORECASE,
)
_PLACE_AFTER = re.compile(r"\d\s*(?:,\s*)?\s(?:i|på|via|over)\s+(?P<place>[^\d:]{3,}.*)$")
_CLOCK_BEFORE = re.compile(r"^kl\.?\s*[\d.:]+(?:\s*[-–]\s*[\d.:]+)?[\s,]*", re.IGNORECASE)
_ROOM = re.compile(r"(?:møde)?lokale\b", re.IGNORECASE)
_AFTER_COMMA = re.compile(r"^\s*,\s*(?:(?:i|på|via)\s+)?(?P<place>[A-ZÆØÅ][^:]{3,120})$")
_PLACE_WORD = re.compile(
    r"\bteams\b|\bzoom\b|\bskype\b|virtuel|\bonline\b|lokale\b|rådhus|regionshus|sundhedshus|(?:byråds|møde|råds|regions)sal"
    r"|kantinen?\b|\bhotel\b|\w*(?<!sund)(?:center|centret|huset|hus|sal|salen|foyeren?|bibliotek(?:et)?|skole|skolen"
    r"|plejehjem(?:met)?|sygehus(?:et)?|hospital(?:et)?|hallen|kro|kirke|auditoriet?)\b"
    r"|\b[A-ZÆØÅ]\w+(?:vej|gade|vænget?|stræde|allé|plads|torv)\s+\d",
    re.IGNORECASE,
)
_KIND_WORD = re.compile(
    r"^(?:åbent\s+|lukket\s+|endeligt\s+|godkendt\s+|foreløbigt\s+|udkast\s+til\s+)?"
    r"(?:beslutnings|møde|konklusions)?(?:referat(?:et)?|protokol(?:len)?|dagsorden(?:en)?)\b"
    r"(?:\s+(?:og|med|/)\s+(?:\w*referat|beslutninger|indstillinger)\b)?"
    r"\s*:?\s*(?:(?:fra|af|for|til|over|-|–)\s+)?"
    r"(?:(?:ordinært?|ekstraordinært?|det\s+\w+|åbent?|fælles)\s+)?"
    r"(?:(?:\w*møde[rt]?\s+i|(?:udvalgs)?møde[rt]?\s+(?:for|nr\.?\s*\d+\s+i))\s+)?",
    re.IGNORECASE,
)
_MEETING_IN = re.compile(
    r"^(?:(?:ordinært\s+|ekstraordinært\s+)?\w*møde\s+i\s+|(?:møde|emne|titel)\s*:\s*(?:\w*møde\s+i\s+)?)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,;:–—-]*(?:\b(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)\b[\s,]*)?"
    r"(?:\b(?:den|d|afholdt|afholdt\s+den|på\s+mødet\s+den)\b\.?)?[\s,]*$",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s*\((?:fiktiv\w*|udkast|foreløbig\w*|ekstraordinær\w*|åben\w*|offentlig\w*)\)", re.IGNORECASE
)
_MEETING = re.compile(
    r"\s*[-–—,]?\s+(?:(?:mødes?|beslutnings)?referat\s+(?:af|fra)\s+)?(?:ordinært?e?\s+|ekstraordinært?e?\s+)?møde\s*$"
    r"|\s*[-–—,]\s*(?:(?:møde|beslutnings|endeligt\s+)?referat|protokol)(?:\s+(?:af|fra))?\s*$",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"(?P<body>\w*(?:råd(?:et)?|forum(?:met)?|udvalg(?:et)?|bestyrelsen?|gruppen?|klyngen?|nævn(?:et)?|direktion(?:en)?))s$",
    re.IGNORECASE,
)
_NO_BODY = re.compile(
    r"(?:(?:ordinært|ekstraordinært|fælles|afholdt|det)\s+)*\w*møde[rt]?(?:\s+nr\.?\s*\d+(?:\s?/\s?\d+)?)?",
    re.IGNORECASE,
)
_TERM = re.compile(r"\s*\(?\b(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)?\d\d)\b\)?\s*$")
_ORGANISATION = re.compile(
    r"^(?:[A-ZÆØÅ][\wæøåÆØÅ.-]+(?:\s+[A-ZÆØÅ-][\wæøåÆØÅ.-]*){0,3}\s+(?:Kommune|Regionskommune)"
    r"|Region\s+[A-ZÆØÅ][\wæøåÆØÅ]+|Københavns Kommune|Kommunernes Landsforening)$"
)
_NAMED = re.compile(r"\b[A-ZÆØÅ][\wæøåÆØÅ-]+ Kommune\b|\bRegion [A-ZÆØÅ][\wæøåÆØÅ]+")
_CLUSTER = re.compile(
    r"\b(Sundhedsklyngen?)\b(?:\s+(?:omkring\s+|ved\s+)?([A-ZÆØÅ][\wæøåÆØÅ-]+(?:\s+og\s+[A-ZÆØÅ][\w-]+)?))?"
)
_NOT_NAME = re.compile(r"^(?:politisk|faglig|direktør|strategisk|koordiner|chef|forum|niveau)", re.IGNORECASE)
_LEVELS = (
    ("direktørforum", r"direktør(?:forum|gruppe|kreds|niveau)"),
    ("politisk", r"politisk"),
    ("koordinerende", r"koordiner(?:ende|ing)|chefforum|chefniveau|chefgruppe|tværgående\s+koordination"),
    ("fagligt strategisk", r"faglig|strategisk"),
    ("økonomiudvalg", r"økonomi\w*udvalg|økonomi\s*-?\s*og\s+\S+udvalg|økonomi"),
    ("regionsråd", r"regionsråd"),
    ("byråd", r"byråd|kommunalbestyrelse|borgerrepræsentation"),
    ("udvalg", r"udvalg"),
)


def read_header(lines: list[Line], first: int, contents_first: int) -> Header:
    """The header in `lines[:first]`; the table of contents begins at `contents_first` (or -1)."""
    end = contents_first if 0 <= contents_first < first else first
    top = [line for line in lines[: min(end, 200)] if line.clean]
    body = _body(top)
    titles = [line.clean for line in top if not _is_labelled(line.clean)] or [""]
    title = next((t for t in titles[:20] if body and body in t), titles[0])[:300]
    organisation = _organisation(top, body)
    day, span = _date(top, lines)
    start, finish = _times(top, lines, span)
    place, place_span = _place(top)
    if place is None and span:
        place, place_span = _place_beside(top, span)
    return Header(title, body, organisation, level_of(body), day, start, finish, place, span, place_span)


def _is_labelled(text: str) -> bool:
    return bool(_DATE_LABEL.match(text) or _PLACE_LABEL.match(text))


def _without_date(text: str) -> str:
    """`text` up to its first full date, without "d.", "den" or a week-day before it."""
    hit = next((hit for hit in find_dates(text) if hit.year), None)
    if hit:
        rest = text[hit.end :].strip(" ,.-–")
        text = text[: hit.start] or rest
    text = re.sub(r"[\s,]*\b(?:kl|klokken)\b\.?\s*\d.*$", "", text, flags=re.IGNORECASE)
    previous = ""
    while previous != text:
        previous, text = text, _TAIL.sub("", text)
    return text


def clean_body(text: str) -> str:
    """The body named in a title line: no "REFERAT", no date, no years of the term."""
    text = _MEETING_IN.sub("", _KIND_WORD.sub("", _without_date(_REMARK.sub("", text))))
    body = _TERM.sub("", _MEETING.sub("", text)).strip(" ,:;–—-\"'»«")
    return "" if _NO_BODY.fullmatch(body) else _WHOSE.sub(r"\g<body>", body)


def _body(top: list[Line]) -> str:
    """The body as the title names it, else as a label does, else the first line that may be a name."""
    for line in top[:40]:
        match = _BODY_LABEL.match(line.clean)
        if match and (body := clean_body(line.clean[match.end() :])):
            return body
    for line in top[:12]:
        if _KIND_WORD.match(line.clean) and (body := clean_body(line.clean)):
            return body[:150]
    for line in top[:20]:
        text = line.clean
        if _is_labelled(text) or _ORGANISATION.match(text) or _KIND_WORD.fullmatch(text) or is_meta(line):
            continue
        body = clean_body(text)
        if body and any(char.isalpha() for char in body):
            return body[:150]
    return ""


def _cased(text: str) -> str:
    """A name in capitals as names are written: "REGION NORD" -> "Region Nord"."""
    if not text.isupper():
        return text
    return re.sub(r"\b(I|Og|Af|For|På|Ved)\b", lambda small: small[0].lower(), text.title())


def _organisation(top: list[Line], body: str) -> str:
    for line in top[:30]:
        if _ORGANISATION.match(name := _cased(line.clean)):
            return name
    if named := _NAMED.search(_cased(body)):
        return named[0]
    match = _CLUSTER.search(body)
    if not match:
        return _organisation_beside(top, body)
    if match[2] and not _NOT_NAME.match(match[2]):
        return f"{match[1]} {match[2]}"
    before = body[: match.start()].split()
    if before and before[-1][:1].isupper() and not _NOT_NAME.match(before[-1]):
        return f"{before[-1]} {match[1]}"
    return match[1]


def _organisation_beside(top: list[Line], body: str) -> str:
    """The organisation that one of the title's lines names: the first two, and the one after the body."""
    after = next((i + 1 for i, line in enumerate(top[:12]) if body and body in line.clean), 0)
    for line in [*top[:2], *top[after : after + 1]]:
        text = _KIND_WORD.sub("", line.clean)
        text = re.sub(r"^(?:for|i|ved|under)\s+", "", text)
        if _is_labelled(line.clean) or len(text) > 60:
            continue
        if named := _NAMED.match(text):
            return named[0]
        cluster = _CLUSTER.search(text)
        if cluster and len(text.split()) <= 4:
            return text.strip(" ,:;–—-")
    return ""


def level_of(body: str) -> str:
    """The level of a body, one of types.LEVELS, from its name."""
    for level, pattern in _LEVELS:
        if re.search(pattern, body, re.IGNORECASE):
            return level
    return "andet"


def _date(top: list[Line], lines: list[Line]) -> tuple[date | None, tuple[int, int] | None]:
    """The day of the meeting and its line: a labelled line first, then the title, then any other."""
    labelled = [line for line in top if _DATE_LABEL.match(line.clean)]
    for group in (_with_next(top, labelled), top):
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


def _times(top: list[Line], lines: list[Line], day: tuple[int, int] | None) -> tuple[str | None, str | None]:
    """Start and end as "HH:MM": the date's line first, then lines labelled as time."""
    labelled = [line for line in top if _DATE_LABEL.match(line.clean)]
    timed = [line for line in top if _TIME_LABEL.match(line.clean)]
    start = end = None
    clocked = _with_next(top, timed)
    for line in [*_with_next(top, labelled), *clocked, *top]:
        match = _TIMES.search(line.clean)
        if not match and (line in clocked or (line.start, line.end) == day):
            match = _BARE_TIMES.search(line.clean)
        if match:
            start, end = _clock(match["ah"], match["am"]), _clock(match["bh"], match["bm"])
            break
    for line in top if end is None else ():
        if _END_LABEL.match(line.clean):
            match = _TIMES.search(line.clean) or _BARE_TIMES.search(line.clean)
            end = _clock(match["ah"], match["am"]) if match else end
    return start, end or _closing_time(lines)


def _closing_time(lines: list[Line]) -> str | None:
    """The time in a line of its own such as "Mødet hævet kl. 18.30", which stands at the end."""
    for line in lines[-60:]:
        if len(line.clean) < 80 and line.clean[:5].casefold() == "mødet" and _END_LABEL.match(line.clean):
            match = _TIMES.search(line.clean) or _BARE_TIMES.search(line.clean)
            if match:
                return _clock(match["ah"], match["am"])
    return None


def _clock(hour: str | None, minute: str | None) -> str | None:
    return f"{int(hour):02d}:{int(minute or 0):02d}" if hour else None


def _place_beside(top: list[Line], day: tuple[int, int]) -> tuple[str | None, tuple[int, int] | None]:
    """A place that no label names: after the time on the day's own line, or a line of its own beside it."""
    at = next((i for i, line in enumerate(top) if (line.start, line.end) == day), None)
    if at is None:
        return None, None
    if place := _after_comma(top[at].clean):
        return place, day
    if match := _PLACE_AFTER.search(top[at].clean):
        return match["place"].strip(" ,.")[:300], day
    for line in top[at + 1 : at + 3]:
        text = re.sub(r"^(?:i|på|via|over)\s+", "", _CLOCK_BEFORE.sub("", line.clean))
        if len(text) < 100 and _PLACE_WORD.search(text) and not _is_labelled(text) and ":" not in text:
            return text, (line.start, line.end)
    return None, None


def _after_comma(text: str) -> str | None:
    """The place after a comma that follows the day and the time: "3. marts 2026 kl. 13-15, Rådhuset"."""
    day = next((hit.end for hit in find_dates(text) if hit.year), 0)
    times = [
        match.end() for match in (*_TIMES.finditer(text), *_BARE_TIMES.finditer(text)) if match.end() > day
    ]
    match = _AFTER_COMMA.match(text[max([day, *times]) :])
    if match is None or not (times or _PLACE_WORD.search(match["place"])):
        return None
    return match["place"].strip(" ,.")


def _place(top: list[Line]) -> tuple[str | None, tuple[int, int] | None]:
    for position, line in enumerate(top):
        match = _PLACE_LABEL.match(line.clean)
        if not match:
            continue
        rest = line.clean[match.end() :].strip()
        if rest and ":" not in match[0] and _ROOM.match(match[0]):
            rest = line.clean  # "Mødelokale 2" is the place itself
        if rest:
            return rest[:300], (line.start, line.end)
        if position + 1 < len(top) and not _is_labelled(top[position + 1].clean):
            return top[position + 1].clean[:300], (line.start, top[position + 1].end)
    return None, None
