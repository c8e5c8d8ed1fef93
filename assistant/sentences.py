"""Danish text into sentences, list lines and table rows, each with its exact span.

A full stop ends a sentence only where a new one begins: not after "kr.", "nr. 3", "kl. 14.30",
"d. 24. oktober 2024.", "bl.a.", an initial or an ordinal.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.lines import trim
from index.paragraphs import paragraphs
from index.types import AgendaItem, Meeting, Section, Table

_ABBREVIATIONS = frozenset(
    """
    adm afd afs alm ang angl art bd bek bet bilg bl bl.a ca cand cirk cvr d dec dep dir do dr d.d d.s d.v.s dvs
    e.l e.kr eks ekskl el ent ets etc evt f f.eks feb ff fg fhv fl flg f.kr fm forb form forts fp frk fsva ft
    fv gl gns gr gym h.c hhv hr hrs ib ibid if ifm ift iht inkl int instr istf it jan jf jr jul jun jvf kap kgl
    kl kld km komm konst kr kst kt l lb lbs lb.nr lign ltr m m.a m.fl m.h.p m.h.t m.m m.v max mdr mfl mht mhp mia
    mill min mio mm modt mr mrk ms mv n nb ndf nov nr nto nuv o o.a o.k o.l obs okt omg op opg opr org osv ovenn
    overs ovf p p.a p.g.a p.t pag par pct pga pkt pl pp pr pr.md prc prf prof pt red reg rest resp s s.å sa sal
    sek sen sep sept skt sml smp sp sr st stk str stud sv t tab tf tidl tilh tilsv tlf tr u ugtl undt univ
    t.o.m f.o.m lok fmd næstfmd
    v v.a v.h.a vedr vejl vha vol vs økon årg årh år.
    """.split()
)
_AT_AN_END = frozenset(("kr", "mv", "m.v", "mm", "m.m", "osv", "etc", "pct", "år", "nr."))
_RANGE = re.compile(r"[-–]\s*\d")
_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s|$)")
_MARK = re.compile(
    r"\s*(?:[-–•*·]\s+|(?:\*\*)?\d{1,2}[.)]\s+|[a-zæøå][.)]\s+|\([a-z\d]{1,2}\)\s+|(?:Ad|ad)\.?\s\d+[a-z]?[.:]\s*)"
)
_DAY = re.compile(r"\s*\d{1,2}\.\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)", re.IGNORECASE)
# A number that belongs to the words: "1. kvartal 2025: planen behandles", "2. og 3. etape".
_ORDINAL = re.compile(
    r"\s*\d{1,2}\.\s+(?:(?:og|til|-|–)\s+\d{1,2}\.\s+)?(?:kvt?\b|kvartal|halvår|behandling|klasse|etape|fase|sal\b|årgang)",
    re.IGNORECASE,
)
_DAY_AND_MONTH = re.compile(r"\d{1,2}\.\d{1,2}")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_PARTY = re.compile(r"\s*\([A-ZÆØÅ]{1,2}\)\s+[a-zæøå]")
_EMPTY_LINE = re.compile(r"[\s|.*_#-]*")


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest piece that an answer may quote.

    `kind` is "sentence", "list" (one line of a list; `lead` is the span of the line that leads into
    it), "row" (a table row; `lead` is the header row's span) or "heading" (a line of its own that is
    no sentence). `mark` is where the words begin after a list mark.
    """

    kind: str
    start: int
    end: int
    mark: int
    lead: tuple[int, int] | None = None


Placed = tuple[Section, Unit]
"""A unit and the section that it stands in."""


def units(text: str, start: int, end: int, tables: tuple[Table, ...] = ()) -> list[Unit]:
    """All units of `text[start:end]` in order; none overlaps another and none is blank."""
    result: list[Unit] = []
    position = start
    for table in sorted(tables, key=lambda t: t.start):
        if not start <= table.start < end:
            continue
        result += _prose(text, position, table.start)
        result += _rows(table)
        position = max(position, table.end)
    return result + _prose(text, position, end)


def placed_units(
    meeting: Meeting, item: AgendaItem, admits: Callable[[Section], bool] = lambda _: True
) -> list[Placed]:
    """All units of those of an item's sections that are admitted, in order, each with its section."""
    return [
        (section, unit)
        for section in item.sections
        if admits(section)
        for unit in units(meeting.text, section.body, section.end, item.tables)
    ]


def _rows(table: Table) -> list[Unit]:
    """The rows of a table; its header alone says nothing, and leads into them."""
    header = next(((row.start, row.end) for row in table.rows if row.header), None)
    told = [row for row in table.rows if not row.header] or table.rows
    return [Unit("row", row.start, row.end, row.start, None if row.header else header) for row in told]


def _prose(text: str, start: int, end: int) -> list[Unit]:
    result: list[Unit] = []
    lead: tuple[int, int] | None = None
    for line_start, line_end in paragraphs(text, start, end):
        line = text[line_start:line_end]
        if _EMPTY_LINE.fullmatch(line):
            continue
        mark = _MARK.match(line)
        if mark and mark.end() < len(line) and not _DAY.match(line):
            words = line_start + (0 if _ORDINAL.match(line) else mark.end())
            result.append(Unit("list", line_start, line_end, words, lead))
            continue
        pieces = [Unit("sentence", s, e, s) for s, e in sentences(text, line_start, line_end)]
        if len(pieces) == 1 and len(line) < 80 and line[-1] not in ".!?:;,)":
            if lead and text[lead[1] - 1] == ":":
                result.append(Unit("list", line_start, line_end, line_start, lead))
                continue
            pieces = [Unit("heading", line_start, line_end, line_start)]
        result += pieces
        last = pieces[-1]
        leads = text[last.end - 1] in ":;" or last.kind == "heading" or text[last.end - 1] not in ".!?"
        lead = (last.start, last.end) if leads else None
    return result


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of one line or paragraph."""
    spans = []
    position = start
    for match in _END.finditer(text, start, end):
        if match.start() < position or not _ends_sentence(text, position, match.start(), match.end(), end):
            continue
        spans.append(trim(text, position, match.end()))
        position = match.end()
    spans.append(trim(text, position, end))
    return [span for span in spans if span[1] > span[0]]


def _ends_sentence(text: str, start: int, dot: int, stop: int, end: int) -> bool:
    following = stop
    while following < end and text[following] in ' \t\n"”»(*_':
        following += 1
    if following == end:
        return True
    if _PARTY.match(text, stop, end):
        return False  # "… Holm. (F) med bemærkning om …" goes on with who said so
    if text[dot] != ".":
        return not text[following].islower()
    if text[following].islower():
        return False
    before = _word_before(text, start, dot).lower().rstrip(".")
    if _DAY_AND_MONTH.fullmatch(before) and _YEAR.match(text, following, end):
        return False  # "torsdag d. 12.6. 2025"
    if before in _ABBREVIATIONS:
        # "… 1,3 mio. kr. Pengene bruges …": a unit may end a sentence when a new word follows.
        return before in _AT_AN_END and text[following].isalpha()
    if before.isdigit() and len(before) <= 2:
        # "Indsats 1. Samarbejde om …" names a thing by its number; "Der er 24. Derfor …" ends.
        named = re.search(r"(?:^|\s)[A-ZÆØÅ][\w-]*\s+$", text[start : dot - len(before)])
        return not named and not text[following].isdigit() and not _RANGE.match(text, following, end)
    return len(before) > 1 or not before.isalpha()


def _word_before(text: str, start: int, end: int) -> str:
    """The word that ends at `end`."""
    first = end
    while first > start and not text[first - 1].isspace() and text[first - 1] not in '("”»/':
        first -= 1
    return text[first:end]
