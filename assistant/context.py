"""What a sentence cannot be understood without: the one that it points back to, or that answers it.

"Han mente, at kl. 12 ikke kan nås" names nobody, "Opkaldene er derfor steget" gives no reason, and a
question that somebody put at the meeting is no answer: the sentence beside it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Piece
from assistant.question import Kind
from assistant.read_items import read_item
from assistant.sentences import Unit

_POINTS_BACK = re.compile(
    r"(?:Han|Hun|Denne|Disse|Dette|Begge|Heraf|Derfor|Dermed|Svaret|Sidstnævnte|Førstnævnte"
    r"|De(?=\s+(?:er|var|blev|bliver|har|havde|får|fik|kan|skal|vil|mente|ønskede)))\b"
)
_SO = re.compile(r"\b(?:derfor|dermed|således|af den grund|som følge heraf|på den baggrund)\b", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:spurgte|spørger|ville vide|ønskede (?:at vide|oplyst))\b|\?\W*$")
_REPLIES = re.compile(
    r"(?:Svaret|Ja|Nej|Det|Den|Dette|Hertil|Dertil|Her)\b|.{0,60}\b(?:svarede|oplyste|forklarede)\b"
)
_GOES_ON = re.compile(
    r"^(?:Det|Den|De|Dette|Denne|Disse|Heraf|Hertil|Dertil|Hun|Han)\b(?! \d)"
    r"|\b(?:den|det|dem|dette|disse)(?=[.,;]|$|"
    r" (?:ud|ind|op|ned|til|på|med|om|for|af|over|ved|inden|senest|videre|efter)\b)"
)

# "Administrationen indstiller," and below it "at planen drøftes, og": one sentence on lines of its own.
_AT = re.compile(r"at\b\s*\|?\s*\w")
_OPEN = re.compile(r"(?:[,:]|\w)$")
_BARE_WORDS = 3
_MOST_POINTS = 1200
_COUNTS = re.compile(r":\s*\(?(?:1|a)\)\s")
_COUNTS_ON = re.compile(r"\(?(?:\d{1,2}|[b-j])\)\s")


def needed_before(kind: Kind, piece: Piece) -> Unit | None:
    """The sentence before, where the piece points back to it; for a reason also where it only draws the
    conclusion."""
    text = piece.text
    concludes = kind is Kind.REASON and _SO.search(text)
    return _beside(piece, -1) if _POINTS_BACK.match(text) or concludes else None


def needed_after(kind: Kind, piece: Piece) -> Unit | None:
    """The sentence after, where the piece is a question that it answers, or only says what became of the
    item where the reason is asked for ("Udgik.")."""
    if kind is Kind.REASON and len(piece.text.split()) <= _BARE_WORDS:
        return _beside(piece, 1)
    after = _beside(piece, 1) if _ASKED.search(piece.text) else None
    return after if after and _REPLIES.match(piece.meeting.text[after.start : after.end]) else None


def going_on(piece: Piece) -> Unit | None:
    """The sentence after, where it speaks of what the piece does ("Det gælder 40", "Bo sender den")."""
    after = _beside(piece, 1)
    return after if after and _GOES_ON.search(piece.meeting.text[after.start : after.end]) else None


def points_told(piece: Piece) -> tuple[int, int] | None:
    """The span of a sentence that begins to count points within a paragraph ("… er: 1) …"), and of the
    sentences that count on; None where none does."""
    counting = _COUNTS.search(piece.text)
    if piece.unit.kind != "sentence" or not counting:
        return None
    text, end = piece.meeting.text, piece.unit.end
    following = (u.unit for u in read_item(piece.meeting, piece.item).units if u.unit.start >= end)
    for unit in following:
        if (
            unit.kind != "sentence"
            or "\n\n" in text[end : unit.start]
            or not _COUNTS_ON.match(text, unit.start)
        ):
            break
        end = unit.end
    return (piece.unit.start, end) if end > piece.unit.end else None


def clauses_told(kind: Kind, piece: Piece) -> tuple[int, int] | None:
    """The span of a line that leads into lines beginning with "at", and of those; None where none follow.

    A recommendation that is asked for is such a whole where the piece is one of those lines, too.
    """
    text = piece.meeting.text
    same = [r.unit for r in read_item(piece.meeting, piece.item).units if r.section == piece.section]
    first = next((i for i, unit in enumerate(same) if unit.start == piece.unit.start), None)
    if first is None or piece.unit.kind not in ("sentence", "heading"):
        return None
    if _AT.match(text, piece.unit.start) and kind is Kind.RECOMMENDATION:
        while first > 0 and _AT.match(text, same[first].start):
            first -= 1
    lead = same[first]
    if _AT.match(text, lead.start) or not _OPEN.search(text[lead.start : lead.end].rstrip()):
        return None
    last = first
    while last + 1 < len(same) and _AT.match(text, same[last + 1].start) and same[last + 1].kind != "list":
        last += 1
    end = same[last].end
    return (lead.start, end) if last > first and end - lead.start <= _MOST_POINTS else None


def _beside(piece: Piece, step: int) -> Unit | None:
    """The sentence before or after the piece in its section, if there is nothing but white space between."""
    units: Sequence[Unit] = [
        read.unit for read in read_item(piece.meeting, piece.item).units if read.section == piece.section
    ]
    at = next((i for i, unit in enumerate(units) if unit.start == piece.unit.start), None)
    if at is None or not 0 <= at + step < len(units):
        return None
    other = units[at + step]
    first, second = sorted((piece.unit, other), key=lambda unit: unit.start)
    between = piece.meeting.text[first.end : second.start]
    return other if other.kind == "sentence" and not between.strip() and "\n\n" not in between else None
