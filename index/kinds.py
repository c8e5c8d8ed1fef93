"""What an agenda item is for: decision, discussion, information …, from its title and what it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.types import Section

_CLOSED = re.compile(
    r"^(?:\(?(?:lukket|fortroligt?)\)?\s*(?:[:–—-]|(?<=\)))|lukket\s+(?:punkt|sag|dagsorden)\b)"
    r"|^\((?:lukket|fortroligt?)(?:\s+(?:punkt|sag))?\)|\((?:lukket|fortroligt?)(?:\s+(?:punkt|sag))?\)\s*$"
    r"|[-–—]\s*(?:lukket|fortroligt?)(?:\s+(?:punkt|sag))?\s*$|^(?:lukket|fortroligt?)$",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"^(?:\(?(?:lukket|åben|åbent|fortrolig|fortroligt)\)?(?:\s+(?:punkt|sag))?\s*[:–—-]?\s*)", re.IGNORECASE
)
_TYPE = r"(?:s\s?-?sag|s\s?-?punkt|spunkt|epunkt|punkt|ssag|sag)?(?:er|et|en)?"
_PREFIXES = (
    ("skriftlig orientering", r"(?:gensidig\w*\s+)?skriftlige?\s+orientering\w*"),
    ("temadrøftelse", r"tema\s?-?(?:drøftelse\w*|punkt|møde|debat)"),
    ("orientering", r"(?:gensidigt?e?\s+|mundtlig\w*\s+|fælles\s+)?(?:orientering|efterretning)" + _TYPE),
    ("drøftelse", r"(?:fælles\s+)?drøftelse" + _TYPE),
    ("godkendelse", r"godkendelse" + r"(?:s\s?-?(?:sag|punkt))?"),
    ("beslutning", r"(?:\w+\s+til\s+)?(?:beslutning|indstilling)" + _TYPE),
)
_LEADS = tuple(
    (kind, re.compile(rf"^(?:{pattern})\s*(?:[:–—]|\s-\s|-\s)", re.IGNORECASE)) for kind, pattern in _PREFIXES
)
_TAILS = tuple(
    (kind, re.compile(rf"(?:[\[(]\s*|\s[-–—]\s*)(?:til\s+)?(?:{pattern})\s*[\])]?\s*$", re.IGNORECASE))
    for kind, pattern in _PREFIXES
)
_WORDS = (
    ("pause", r"^(?:frokost|kaffe|kort\s+)?\s*pause\b"),
    ("deltagere", r"^(?:mødedeltagere|deltagere|deltagelse|fremmøde|navneopråb|tilstedeværende|afbud)\b"),
    ("eventuelt", r"^(?:eventuel\w*|evt\.?)(?:\s|$|[:(.,])"),
    ("skriftlig orientering", r"^skriftlige?\s+orientering"),
    ("godkendelse", r"^godkendelse\b"),
    ("temadrøftelse", r"^tema(?:drøftelse|møde|debat)"),
    ("beslutning", r"^beslutning\b"),
    ("drøftelse", r"^(?:fælles\s+)?drøftelse"),
    (
        "orientering",
        r"^(?:(?:gensidig\w*|mundtlig\w*|kort|nyt|generel)\s+)*orientering(?:er|s?\s?-?punkt|s?\s?-?sag)?\b|\borienterer$"
        r"|^meddelelser\b|^efterretning|\borientering(?:er)?$|^nyt fra\b",
    ),
)
_KIND_WORDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _WORDS)
_ASKS = (
    ("orientering", r"\btil\s+(?:efterretning|orientering)|\btag(?:er|e|es)\b.{0,80}\befterretning"),
    (
        "beslutning",
        r"\b(?:godkend(?:e|er|es|t)|beslutt?(?:er|et|e|es|ede)|beslutning|træff(?:er|e|es)|anbefal(?:er|e|es)"
        r"|vedtag(?:er|es|e)|udpeg(?:er|e|es)|nedsæt(?:ter|te|tes)|tiltræd(?:er|e|es)|meddel(?:er|e|es)"
        r"|bevilg(?:er|e|es)|frigiv(?:er|e|es)|igangsæt(?:ter|te|tes)|vælg(?:er|e|es)|afgør(?:er|e|es)"
        r"|prioriter(?:er|e|es)|udmønt(?:er|e|es)|giv(?:er|es)\s+tilladelse|sendes?\s+i\s+høring|fordel(?:er|e|es)"
        r"|fastsæt(?:ter|te|tes)|optag(?:er|es)|stadfæst(?:er|es))\b",
    ),
    ("drøftelse", r"\bdrøft\w*"),
)
_ASKED = tuple((kind, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for kind, pattern in _ASKS)


_PART = re.compile(
    r"^(?P<state>lukket|lukkede|ikke[ -]offentlige?|fortrolige?|åben|åbent|åbne|offentlige?)"
    r"\s+(?:dagsorden|punkter|sager|møde|del)(?:\s+af\s+(?:mødet|dagsordenen))?\s*:?$|^punkter\s+på\s+(?P<meeting>lukket|åbent)\s+møde\s*:?$",
    re.IGNORECASE,
)


def opens_part(text: str) -> bool | None:
    """For a line that heads the closed part of the minutes True, the open part False, else None."""
    match = _PART.match(text) if len(text) < 60 else None
    if not match:
        return None
    return (match["state"] or match["meeting"]).casefold().startswith(("lukke", "ikke", "fortro"))


def closed_by_title(title: str) -> bool:
    """Whether the title marks the item as closed: "Lukket: …", "… (Lukket)", "Fortrolig - …"."""
    return bool(_CLOSED.search(title))


_LETTERS = re.compile(r"\((?P<letters>[BDO](?:\s?[/+,]\s?[BDO])*)(?:\s*[,;][^()]*)?\)\s*$")
_STATED = re.compile(
    r"^\W*(?:(?:formål|type|(?:punktets|sagens)\s+(?:karakter|type))\W*:|(?:sags|punkt)type\W*[:\n])\W*"
    r"(?:til\s+)?(?:drøftelse(?:\s+og\s+|\s?/\s?))?"
    r"(?P<kind>orientering|drøftelse|beslutning|godkendelse)(?:s(?:sag|punkt))?\W*$",
    re.IGNORECASE | re.MULTILINE,
)


def kind_of(title: str, text: str, sections: Sequence[Section]) -> str:
    """One of types.ITEM_KINDS: what the title says, else what the recommendation asks for."""
    bare = _MARK.sub("", title, count=1).strip() if _CLOSED.search(title) or _MARK.match(title) else title
    if lettered := _lettered(bare, text):
        return lettered
    for kind, pattern in (*_LEADS, *_TAILS, *_KIND_WORDS):
        if pattern.search(bare):
            return kind
    first = sections[0].start if sections else 0
    stated = _STATED.search(text, first, min(first + 600, sections[-1].end if sections else first))
    if stated:
        return stated["kind"].casefold()
    asked = " ".join(text[s.body : min(s.end, s.body + 3000)] for s in sections if s.kind == "indstilling")
    return _strongest(asked)


def _lettered(title: str, text: str) -> str:
    """What a letter after the title stands for ("Budget (B)", "Cykelstier (D/B, 15 min.)"), or "".

    Only where the minutes explain it ("B = beslutning"): in parentheses a letter may be a party's.
    """
    match = _LETTERS.search(title)
    meant = {word[0]: word for word in ("beslutning", "drøftelse", "orientering")}
    letters = {letter.casefold() for letter in re.findall(r"[A-Z]", match["letters"])} if match else set()
    kinds = [kind for letter, kind in meant.items() if letter in letters]
    told = bool(kinds) and re.search(
        rf"\b{kinds[0][0]}\b\W{{0,4}}(?:til )?{kinds[0]}", text[:6000], re.IGNORECASE
    )
    return kinds[0] if told else ""


def _strongest(asked: str) -> str:
    """The weightiest thing asked for: a decision before a discussion before taking note."""
    found = {kind for kind, pattern in _ASKED if pattern.search(asked)}
    named = next((kind for kind in ("beslutning", "drøftelse", "orientering") if kind in found), "")
    return named or ("beslutning" if re.search(r"\bat\b", asked, re.IGNORECASE) else "andet")
