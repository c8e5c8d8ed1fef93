"""Which outcomes a text tells of, and whether those of a claim are those of its source."""

from __future__ import annotations

import re

from assistant.outcome import Outcome, read_outcome

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
