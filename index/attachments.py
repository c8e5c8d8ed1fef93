"""The documents listed under an item's "Bilag" headings, each once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from rapidfuzz import fuzz

from index.lines import Line, clean, key, roman_value
from index.types import Attachment, Section

# What a page reader says of the picture before a file's name: "PDF icon", "application/pdf icon".
_ICON = re.compile(
    r"\s*(?:application/[\w.+-]+|pdf|word|excel|fil)[\s-](?:icon|ikon)\s+(?=\S)", re.IGNORECASE
)
_DOC_ID = re.compile(
    r"\s*[(\[]?\s*(?:dok(?:ument)?[\s.-]?(?:id|nr)|brev[\s-]?id)\b\.?\s*:?\s*(?P<id>[\w/-]*\d[\w/-]*)[^()\[\]]*[)\]]?\s*$",
    re.IGNORECASE,
)
_ID_FIRST = re.compile(r"^(?P<id>\d{2,4}[-/]\d{4}[-/]\d{3,}|\d{5,}[-/]\d\d)\s+(?P<title>[A-ZÆØÅ].*)$")
# A document named in the item's opening lines, without a heading over it: "Bilag 3.1: Budget".
_NAMED = re.compile(r"^Bilag\s+\d{1,3}(?:\.\d{1,2}|\s?[a-h])?\s*[:–-]\s+(?=[A-ZÆØÅ\"»”\d])")
_BULLET = re.compile(r"^[-–•*·▪]\s+")
_NUMBER = re.compile(r"^\s*(?P<n>\d{1,3})(?:[.)]\s+|\s{2,}|\t)")
_NONE = re.compile(
    r"^(?:[-–.…*]+|ingen(?:\s+bilag)?|der\s+er\s+ingen\s+bilag|ikke\s+relevant|intet|n/?a|nej)\.?$",
    re.IGNORECASE,
)
_ENDINGS = r"\.(?:pdf|docx?|xlsx?|pptx?|msg|odt|ods|rtf|txt|zip|jpe?g|png|html?)"
_ENDING = re.compile(rf"{_ENDINGS}$", re.IGNORECASE)
_FILE = re.compile(rf"\w(?:[^\n,;]{{0,150}}?\S)??{_ENDINGS}(?=\s|$)", re.IGNORECASE)
_FILES = re.compile(rf"(?:[-–•*·▪\s]*{_FILE.pattern}[\s,;|]*)+", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^(?:følgende\s+bilag|bilag(?:ene)?\s+(?:er|kan|vedlægges|findes))\b.*[:.]$", re.IGNORECASE
)
_ITEM = re.compile(
    r"\btil\s+(?:dagsordens?)?(?:punkt|pkt\.?|sag|ad)\s*(?:nr\.?\s*)?(\d{1,3})\b"
    r"|\((?:til\s+)?(?:(?:dagsordens)?punkt|pkt\.?|sag|bilag|ad)\s*(?:nr\.?\s*)?(\d{1,3})(?:[a-h]|\.\d+|\b)[^()]*\)"
    r"|^bilag\s+(\d{1,3})(?:\.\d{1,2}|\s?[a-h])\b|^(\d{1,3})\.\d{1,2}\s+(?=[^\W\d])",
    re.IGNORECASE,
)
_ROMAN_ITEM = re.compile(r"^(?:[Bb]ilag\s+)?(?P<number>[IVX]{1,5})[-.]\d{1,2}\b")
_AFTERWORD = re.compile(
    r"^(?:referatet\s+(?:er|blev|bliver|udsendes|godkendes|udsendt)|mødet\s+(?:er\s+|blev\s+)?(?:slut|hæv|afslut)"
    r"|underskrevet\s+(?:elektronisk|digitalt|af|den)\b|bemærkninger\s+(?:til|skal)|indsigelser\s|godkendt\s+(?:af|den|på|digitalt|elektronisk)"
    r"|for\s+referatet?|referent\s*:|næste\s+møde|cookies|(?:tilbage\s+)?til\s+top(?:pen)?\b|tilgængelighed|kontakt\s*:"
    r"|sidst\s+opdateret|fandt\s+du|udskriv\b"
    r"|(?-i:[A-ZÆØÅ]{2,5})\s*[/,]\s*(?:den\s+)?\d{1,2}\.\s?(?:[a-z]{3,9}|\d{1,2}\.?)\s?\d{2,4}$)",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"(?:notat|tal|plan|rapport|skema|oversigt|kort|liste|regnskab|budget|tegning|svar|referat|statistik|udkast"
    r"|præsentation|redegørelse|aftale|beskrivelse|materiale|brev|slides|ansøgning|fuldmagt|vedtægt(?:er)?)$",
    re.IGNORECASE,
)
_REFERS = re.compile(r"^(?:se|jf|jævnfør|der henvises|fremgår)\b", re.IGNORECASE)
_LETTERED = re.compile(r"^bilag\s+\w{1,3}\s*;", re.IGNORECASE)
_COUNT = re.compile(r"(?:^|(?<=[\s;,.]))\d{1,2}[).]\s+(?=[A-ZÆØÅ\"»”])")
_DOTTED = re.compile(r"(?:^|(?<=[\s;,.]))(?=\d{1,2}\.\d{1,2}\.?\s+[A-ZÆØÅ\"»”])")
_BREAKS = (re.compile(r"\s*;\s*"), re.compile(r"\s+[·•|/]\s+"))
_COMMA = re.compile(r",\s+(?:og\s+)?(?=[A-ZÆØÅ\"»”])")
_ALIKE, _MOST = 82.0, 200
_FILLER = frozenset(
    "bilag notat punkt link pdf docx doc xlsx pptx vedr vedrørende til og om for i af".split()
)


def read_attachments(text: str, lines: Sequence[Line], sections: Sequence[Section]) -> tuple[Attachment, ...]:
    """The attachments in the item's lists, in the order of the fullest list; `lines` are filled lines."""
    lists = [_listed(text, lines, section) for section in sections if section.kind == "bilag"]
    if not any(lists):
        lists = [_opening(text, lines, sections)]
    merged: list[Attachment] = []
    for entries in reversed(lists):
        twins = _pairs(merged, entries)
        for position, entry in enumerate(entries):
            if position not in twins:
                merged.append(entry)
            elif entry.doc_id and not merged[twins[position]].doc_id:
                merged[twins[position]] = entry
    return tuple(sorted(merged, key=lambda attachment: attachment.start))


def _opening(text: str, lines: Sequence[Line], sections: Sequence[Section]) -> list[Attachment]:
    """The documents that lines of their own name in the item's opening, before any of its headings."""
    end = next(
        (section.start for section in sections if section.heading), sections[-1].end if sections else 0
    )
    named = [
        line for line in lines if line.start < end and len(line.clean) < 140 and _NAMED.match(line.clean)
    ]
    told = [Attachment(line.clean, line.start, line.end) for line in named if line.clean[-1] not in ".,"]
    return told or [file for line in lines if line.start < end for file in _files(text, line)]


def _files(text: str, line: Line) -> list[Attachment]:
    """The files on a line that names nothing else: "Plan_for_molen.pdf Tal.xlsx"."""
    raw = text[line.start : line.end]
    if not _FILES.fullmatch(raw):
        return []
    return [_attachment(text, line.start + m.start(), line.start + m.end()) for m in _FILE.finditer(raw)]


def belongs_to(attachment: Attachment) -> int | None:
    """The number of the item that the entry itself names ("Bilag til pkt. 4: …", "… (sag 3)"), or None."""
    if roman := _ROMAN_ITEM.match(attachment.title):
        return roman_value(roman["number"])
    match = _ITEM.search(attachment.title)
    return int(next(number for number in match.groups() if number)) if match else None


def _pairs(known: Sequence[Attachment], entries: Sequence[Attachment]) -> dict[int, int]:
    """Which of `entries` (by position) is which of `known`: best likeness first, each used once."""
    scores = sorted(
        (
            (score, -i, -j)
            for i, entry in enumerate(entries[:_MOST])
            for j, other in enumerate(known[:_MOST])
            if (score := _likeness(entry, other)) >= _ALIKE
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for _, i, j in scores:
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def _listed(text: str, lines: Sequence[Line], section: Section) -> list[Attachment]:
    own = [line for line in lines if section.body <= line.start < section.end and line.start > section.start]
    first = next((line for line in lines if line.start <= section.body < line.end), None)
    if first and first.start == section.start < section.body:
        return _run_in(text, own, section.body, first.end) + _in_lines(text, _below(own, first.end))
    return _in_lines(text, own)


def _below(own: Sequence[Line], end: int) -> list[Line]:
    """The lines after the paragraph that goes on from `end`."""
    rest = list(own)
    while rest and rest[0].start == end + 1:
        end = rest.pop(0).end
    return rest


def _run_in(text: str, own: Sequence[Line], start: int, end: int) -> list[Attachment]:
    """The entries of a paragraph that begins on its heading's line, at `start`."""
    for line in own:
        if line.start != end + 1:
            break
        end = line.end
    return _split(text, start, end, comma=True)


def _split(text: str, start: int, end: int, *, comma: bool = False) -> list[Attachment]:
    """The entries that stand on one line: "1) A. 2) B", "A; B", "A · B", with `comma` also "A, B"."""
    whole = text[start:end]
    counts = (list(form.finditer(whole)) for form in (_COUNT, _DOTTED))
    if numbered := next((found for found in counts if len(found) > 1), []):
        cuts = [match.span() for match in numbered]
    else:
        cuts = next((found for form in _BREAKS if (found := [m.span() for m in form.finditer(whole)])), [])
        cuts = cuts or (_at_commas(whole) if comma else [])
    bounds = zip([0, *(b for _, b in cuts)], [*(a for a, _ in cuts), len(whole)], strict=True)
    entries: list[Attachment] = []
    for a, b in bounds:
        piece = whole[a:b].strip(" \t\n,;.") + ("." if whole[a:b].rstrip().endswith((" mv.", "m.v.")) else "")
        at = whole.find(piece, a)
        if piece and not _NONE.match(clean(piece)) and not _REFERS.match(piece) and not _is_prose(piece):
            entries.append(_attachment(text, start + at, start + at + len(piece)))
    return entries


def _at_commas(whole: str) -> list[tuple[int, int]]:
    """The commas between names of documents: of files, of words in small letters, of titles."""
    commas = list(re.finditer(r",\s+", whole))
    if filed := [match.span() for match in commas if _ENDING.search(whole[: match.start()])]:
        return filed
    if whole[:1].islower():
        parts = re.split(r",\s+", whole)
        short = len(parts) > 2 and max(len(part.split()) for part in parts) <= 8
        return [match.span() for match in commas] if short else []
    parts = _COMMA.split(whole)
    lone = [part for part in parts if len(part.split()) == 1]
    if not lone or (len(parts) > 2 and all(_PAPER.search(part.rstrip(" .")) for part in lone)):
        return [match.span() for match in _COMMA.finditer(whole)]
    return []


def _several(text: str, own: Sequence[Line]) -> tuple[int, int] | None:
    """The span of a paragraph that names several documents with marks or commas between them, or None."""
    if not own or any(_BULLET.match(line.clean) or _is_prose(line.clean) for line in own):
        return None
    if any(b.start != a.end + 1 for a, b in pairwise(own)):
        return None
    whole = text[own[0].start : own[-1].end]
    if any(len(form.findall(whole)) >= len(own) for form in _BREAKS) and not _LETTERED.match(own[0].clean):
        return own[0].start, own[-1].end
    parts = _COMMA.split(whole)
    papers = len(parts) > 2 or any(_PAPER.search(part.split()[0]) for part in parts[1:])
    return (own[0].start, own[-1].end) if len(own) == 1 and papers and _at_commas(whole) else None


def _in_lines(text: str, own: Sequence[Line]) -> list[Attachment]:
    """The entries of a list with one a line, up to what ends the minutes; one paragraph may hold several."""
    own = list(takewhile(lambda line: not _AFTERWORD.match(line.clean), own))
    if several := _several(text, own):
        return _split(text, *several, comma=True)
    numbered = sum(1 for line in own if _NUMBER.match(text[line.start : line.end])) * 2 > len(own)
    found: list[Attachment] = []
    previous: Line | None = None
    for line in own:
        if _NONE.match(line.clean) or _LEAD_IN.match(line.clean) or _is_prose(line.clean):
            continue
        counted = _NUMBER.match(text[line.start : line.end])
        wraps = numbered and not counted and previous and previous.end + 1 == line.start
        if wraps and found:
            found[-1] = _attachment(text, found[-1].start, line.end)
        elif entry := _entry(text, line, numbered):
            found.append(entry)
        previous = line
    return found


def _is_prose(title: str) -> bool:
    """Whether the line is a sentence about attachments rather than the name of one."""
    if re.match(r"\W*bilag\b", title, re.IGNORECASE) or _ENDING.search(title) or _DOC_ID.search(title):
        return False
    return title.endswith((".", ":")) and not title.endswith("...") and len(title.split()) >= 10


def _entry(text: str, line: Line, numbered: bool) -> Attachment | None:
    raw = text[line.start : line.end]
    start = line.start + len(raw) - len(raw.lstrip())
    marks = re.match(r"\s*(?:[-–•*·▪]\s+)?" + (r"(?:\d{1,3}(?:[.)]\s+|\s{2,}|\t))?" if numbered else ""), raw)
    if marks:
        start = max(start, line.start + marks.end())
    end = line.start + len(raw.rstrip())
    return _attachment(text, start, end) if end > start and re.search(r"\w", text[start:end]) else None


def _attachment(text: str, start: int, end: int) -> Attachment:
    if icon := _ICON.match(text, start, end):
        start = icon.end()
    whole = clean(text[start:end])
    if leading := _ID_FIRST.match(whole):
        return Attachment(leading["title"], start, end, leading["id"])
    match = _DOC_ID.search(whole)
    title = (whole[: match.start()] if match else whole).strip() or whole
    return Attachment(title, start, end, match["id"] if match else None)


def _likeness(one: Attachment, other: Attachment) -> float:
    """How surely two entries mean the same document, 0 to 100; titles in two lists may differ in form."""
    if one.doc_id and other.doc_id:
        return 100.0 if one.doc_id == other.doc_id else 0.0
    first, second = key(_ENDING.sub("", one.title)), key(_ENDING.sub("", other.title))
    if first == second:
        return 100.0
    words, others = _content(first), _content(second)
    if min(len(words), len(others)) < 2:
        return 0.0
    score = fuzz.token_set_ratio(" ".join(words), " ".join(others))
    return score if score >= 95 or min(len(words), len(others)) >= 4 else 0.0


def _content(title: str) -> list[str]:
    return [word for word in title.split() if word not in _FILLER and not word.isdigit()]
