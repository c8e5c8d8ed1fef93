"""An item's registration data: case number, document number, open or closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.headings import CASE_OPENNESS, META_JOIN, OPENNESS, is_closed
from index.lines import Line


@dataclass(frozen=True, slots=True)
class Registration:
    """What the lines between an item's heading and its content say."""

    case_id: str | None = None
    doc_id: str | None = None
    closed: bool = False


_CASE = re.compile(
    r"^(?:sags?[\s-]?id|sags?\s?-?(?:nr|nummer)|journal\s?(?:nr|nummer)|j\.?\s?nr|acadre(?:nr)?|esdh[\s-]?nr"
    r"|sag(?=\s+\d{2,}[-./]\d))"
    r"\b\.?\s*:?\s*(?P<id>\S.{0,60})$",
    re.IGNORECASE,
)
_DOC = re.compile(
    r"^(?:dok(?:ument)?\.?[\s-]?(?:id|nr)|dok(?=\.?\s+\d{2,}[-./]\d)|(?:\S.{2,60}\s)?brev[\s-]?id)\b\.?\s*:?\s*"
    r"(?P<id>\S.{0,40})$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"^(?:sags|journal)\s?(?:nr\.?|nummer)\s*:?$", re.IGNORECASE)
_LONGEST = 40
_NEXT_LABEL = re.compile(r"[\s,;|]+[A-ZÆØÅ][\wæøå.\s-]{1,24}:.*$")
_BARE = re.compile(
    r"^(?:EMN-\d{4}-\d+|(?:19|20)?\d\d/\d{3,7}|\d\d\.\d\d\.\d\d-[A-ZÆØÅ]\d\d-\d+-\d\d)$", re.IGNORECASE
)
_CLOSED = re.compile(r"^(?:lukket|fortrolig|fortroligt)(?:\s+(?:sag|punkt|dagsorden))?$", re.IGNORECASE)
_OPEN = re.compile(r"^åbent?(?:\s+(?:sag|punkt|dagsorden))?$", re.IGNORECASE)
_OFFENTLIGHED = re.compile(
    r"^(?:offentlighed|sagstype)\s*:\s*(?:lukket|ikke\s+offentlig|fortrolig)", re.IGNORECASE
)

_IN_TITLE = re.compile(
    r"\s*[-–—,]?\s*(?:(?P<open>[(\[])\s*|(?<=[-–—,]\s))(?:sags?[\s-]?(?:id|nr|nummer)|journal\s?(?:nr|nummer)|j\.?\s?nr"
    r"|acadre(?:nr)?)\b\.?\s*:?\s*(?P<id>[^\s()\[\]][^()\[\]]{1,40}?)\s*(?(open)[)\]])\s*$",
    re.IGNORECASE,
)


def case_in_title(title: str) -> tuple[str, str | None]:
    """The title without a case number that stands at its end, and that number: "… (Sagsnr. 24/1234)"."""
    match = _IN_TITLE.search(title)
    if match is None or not match.start() or not any(char.isdigit() for char in match["id"]):
        return title, None
    return title[: match.start()].rstrip(" ,;–—-"), match["id"]


def _pieces(line: Line) -> list[str]:
    """The parts of "Åbent punkt – 27.42.00-P20-3-23" where each is registration data, else the whole line."""
    text = line.clean
    if told := CASE_OPENNESS.fullmatch(text):
        return [told["case"], told["openness"]]
    known = (_CLOSED, _OFFENTLIGHED, _CASE, _DOC, _BARE, _OPEN)
    if len(line.cells) > 1 and all(any(form.match(cell) for form in known) for cell in line.cells):
        return list(line.cells)
    if text[:1] == "(" and text[-1:] == ")":
        text = text[1:-1].strip()
    pieces = META_JOIN.split(text)
    apart = len(pieces) > 1 and all(any(form.match(piece) for form in known) for piece in pieces)
    return pieces if apart else [text]


def read_registration(lines: Sequence[Line]) -> Registration:
    """The registration data in `lines`; the first number of each sort counts."""
    case_id = doc_id = bare = None
    closed = False
    asked = False
    for text in (piece for line in lines for piece in _pieces(line)):
        if asked and text[-1:].isdigit() and len(text) < _LONGEST:
            case_id = case_id or text
        asked = bool(_ASKED.match(text))
        openness = OPENNESS.match(text)
        if openness:
            closed = closed or is_closed(openness)
        elif _CLOSED.match(text) or _OFFENTLIGHED.match(text):
            closed = True
        elif match := _CASE.match(text):
            case_id = case_id or _NEXT_LABEL.sub("", match["id"]).strip()
        elif match := _DOC.match(text):
            doc_id = doc_id or _NEXT_LABEL.sub("", match["id"]).strip()
        elif _BARE.match(text):
            bare = bare or text
    return Registration(case_id or bare, doc_id, closed)
