"""What became of an item, read from the words of its decision: never from the recommendation."""

from __future__ import annotations

import re
from enum import StrEnum

from index.danish import content_words, unfold


class Outcome(StrEnum):
    """The ways in which an item may end; the value is what users read."""

    NOT_DECIDED = "der blev ikke truffet beslutning"
    POSTPONED = "udsat"
    SENT_BACK = "sendt tilbage"
    REJECTED = "afvist"
    APPROVED = "godkendt"
    RECOMMENDED = "anbefalet"
    NOTED = "taget til efterretning"
    DISCUSSED = "drøftet"
    WITHHELD = "beslutningen er ikke frigivet"
    OTHER = "beslutning anført"
    NONE = "der står ingen beslutning"


DECIDING = frozenset(Outcome) - {Outcome.DISCUSSED, Outcome.OTHER, Outcome.NONE, Outcome.WITHHELD}
"""The outcomes that end or move a matter; a discussion does neither."""

_PATTERNS: tuple[tuple[Outcome, str], ...] = (
    (Outcome.WITHHELD, r"\bikke frigivet\b"),
    (
        Outcome.NOT_DECIDED,
        r"\bikke\s+(?:\w+\s+){0,4}truffet\s+(?:\w+\s+){0,2}beslutning|\bingen beslutning\b|\btraf ikke (?:\w+ )?beslutning|"
        r"\bder blev(?:\s+[^.]{0,60})?\s+ikke truffet\b|\bundlod at tage stilling\b",
    ),
    (
        Outcome.POSTPONED,
        r"\bud(?:sat|sattes?|sætte[rs]?|skudt|skydes|skyde|skød)\b|\bgenoptages\b|\btages op (?:igen )?på (?:et|næste)\b",
    ),
    (
        Outcome.SENT_BACK,
        r"\b(?:send(?:es|t|te)|henvis(?:es|t))\s+(?:\w+\s+)?tilbage\b|\btilbagesend\w+\b|\btil fornyet behandling\b",
    ),
    (
        Outcome.REJECTED,
        r"\bikke godkendt\b|\bkan ikke godkendes?\b|\bgodkendte ikke\b|\bafvis(?:t|te|es|er)\b|\bforkast\w+\b|\bafslag\b|\bafslå\w*|"
        r"\bikke imødekom\w+|\bnedstemt\b|\bblev ikke vedtaget\b|\banbefale(?:r|s|des?|t)? ikke\b|\bikke anbefal\w+",
    ),
    (
        Outcome.APPROVED,
        r"\b(?:god|til)?kendt(?:e|es)?\b|\bgodkend\w*\b|\bvedt(?:aget|og|ages|agne)\b|\bbeslutte\w*\b|\bbeslut(?:tet|tede|ter|tes)\b|\btiltråd\w*|\btiltrædes\b|\budpeg\w+\b|\bvalgt\b|\bbevilg\w+|\bvedtagelse\b|\b\w*(?:tilladelse|dispensation)\w* (?:\w+ ){0,2}meddel(?:es|t)\b|\bmeddeles (?:\w+ ){0,2}\w*(?:tilladelse|dispensation)\b",
    ),
    (Outcome.RECOMMENDED, r"\banbefal\w*\b|\bindstill(?:er|es|ede)\b"),
    (
        Outcome.NOTED,
        r"\b(?:til|taget til|tages til)\s+(?:efterretning|orientering)\b|\borientering\w*\s+(?:blev|er|bliver)\s+taget\b|\btog\s+(?:\w+\s+){0,3}til\b",
    ),
    (
        Outcome.DISCUSSED,
        r"\bdrøft\w*\b|\borienterede\b|\bgennemg\w+\b|\bkvitter\w*\b|\bbemærk\w*\b|\bbesvarede\b",
    ),
)
_COMPILED = tuple((outcome, re.compile(pattern, re.IGNORECASE)) for outcome, pattern in _PATTERNS)


def read_outcome(decision: str | None) -> Outcome:
    """The outcome of one decision text; NONE for a missing or empty one."""
    if decision is None or not re.search(r"\w", decision):
        return Outcome.NONE
    for outcome, pattern in _COMPILED:
        if pattern.search(decision):
            return outcome
    return Outcome.OTHER


_PLAIN = re.compile(
    r"(?:ikke|god)?(?:godkend|kendt|anbefal|tiltr|vedt|taget|tages|tog|efterretning|orientering|drøft|udsat|udsætt|udskudt|afvis|"
    r"indstil|punkt|sag|forslag|enig|enstemm|administration|forvaltning|direktion|beslut|imødekom|stk|alle|(?:nr|pkt)$)|"
    r"(?:udvalg|råd|forum|niveau|klynge|bestyrelse|formandskab)(?:et|en|s|ets|ens)?$|^(?:faglig|strategisk|politisk)|^(?:afstemning|bemærkning(?:er)?)$"
)


def is_bare(decision: str) -> bool:
    """Whether a decision says only that something was approved, noted or discussed, not what:
    "Godkendt.", "2. Godkendt.", "Byrådet godkendte Økonomiudvalgets indstilling."."""
    words = [word for word in content_words(decision) if word[0].isalpha()]
    return bool(words) and len(decision) < 120 and all(_PLAIN.search(unfold(word)) for word in words)
