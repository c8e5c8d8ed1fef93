"""What a person's name looks like, and what stands before and behind it in a list: roles and remarks."""

from __future__ import annotations

import re

from index.first_names import is_first_name

_WORD = r"[A-ZÆØÅÉÈÄÖÜÁÍÓÚÐÞ][^\W\d_]*(?:[.'’´-][^\W\d_]*)*\.?"
_PARTICLE = r"(?:af|von|van|de|der|den|du|el|al|la|le|bin|ten|zu|i)"
NAME = rf"{_WORD}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])?{_WORD}){{1,5}}"
_FULL_NAME = re.compile(NAME)
_FIRST_NAME = re.compile(_WORD)
_INSIDE = re.compile(r"^(?P<outside>[^(),;:]{2,50}?)\s*\((?P<inside>[^()]{4,80})\)\W*$")
_BEHIND = re.compile(
    r"^(?P<who>[^(),:]{4,60}\([^()]{1,40}\))\s+(?P<role>(?:\d\.\s?)?(?:[a-zæøå]+\s)?\w*(?:formand|forperson|borgmester|medlem"
    r"|suppleant|rådmand|leder|referent|sekretær|ordstyrer))(?=\s*(?:,|$))"
)
PARENTHESES = re.compile(r"\(([^()]{1,80})\)")
# What is told of a person's part in the meeting, behind the name.
_REMARK = re.compile(
    r"[\s,]+(?:kun\s+)?(?:under|ved|til|fra|i)\s+(?:sag|punkt|pkt|pktr|ad|kl|klokken)\b.*$"
    r"|\s+(?:deltog|deltager|deltagende|mødte|møder|kom|ankom|forlod|gik|var\s+til\s?stede)\b.*$",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:forlod|ankom|gik|kom)\b", re.IGNORECASE)
_A_WHILE = re.compile(
    r"\b(?:fra|til|efter|indtil|under|ved|i)\s+(?:og\s+med\s+)?(?:kl|klokken|punkt(?:er(?:ne)?|et)?|pkt|sag(?:er(?:ne)?)?)\b",
    re.IGNORECASE,
)
_NO_ROLE = re.compile(r"[.:]|\b(?:fra|af|ved|og|for|til|på|i|at)$", re.IGNORECASE)
_ROLE_WORD = re.compile(
    r"^(?:[\w-]*(?:borgmester|direktør|formand|forperson|chef|leder|læge|konsulent|sygeplejerske|koordinator"
    r"|repræsentant|medlem|sekretær|rådmand|overlæge|professor|advokat|specialist|fuldmægtig|administrator"
    r"|terapeut|jordemoder|assistent|politiker|dekan|rektor|inspektør|referent|ordstyrer|suppleant|observatør"
    r"|pædagog|psykolog|biolog|farmaceut|farmakonom|økonom|konstruktør|visitator|lærer|ingeniør|arkitekt|jurist|hjælper|rådgiver|planlægger|vejleder|bibliotekar|ansvarlig|præst|manager|forsker|controller))$",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"^(?:[-–•*·o▪]\s+|\d{1,2}[.)]\s+(?!(?:næstformand|viceborgmester|suppleant|stedfortræder)\b))",
    re.IGNORECASE,
)
_SMALL_WORD = re.compile(r"\b(?:OG|PÅ|AF|FOR|TIL|MED|FRA|VED|OM|I)\b")
_THING = re.compile(
    r"\b(?:kommune|region|hospital|sygehus|psykiatri|praksis|forening|udvalg|råd|nævn|forum|fora|styrelse"
    r"|sekretariat|forvaltning|afdeling|center|direktion|gruppe|kontor|institut|universitet|skole|klynge"
    r"|niveau|medlem|gæst|deltager|repræsentant|administration|ministeri|organisation|plo\b|kap\b|nordkap"
    r"|overlægeråd|fagforbund|patientinddragelse|selskab|kreds|område|bestyrelse|danmark|handicap|ældre"
    r"|sundhed|teknik|miljø|økonomi|rådhus|team(?!s)|mødelokale|punkt|dagsorden|bilag|møde|beslutning|politi|børn|unge"
    r"|lægehus|klinikken\b|lægerne\b|almen|øvrige|fraværende|afbud|suppleant|observatør|faglig|strategisk|politisk|kommunal|regional)\w*"
    r"|\w+(?:kommune|region|hospitalet?|sygehuset?|psykiatrien|forening|foreningen|udvalget?|rådet|råd|forum"
    r"|styrelsen?|klub(?:ben)?|laug(?:et)?|fonden?|sekretariat(?:et)?|forvaltning(?:en)?|afdeling(?:en)?|center|centret|gruppen?|skolen?|kap"
    r"|klyngen?|praksis|samfund(?:et)?|selskabet|området|kontoret|forbundet|fabrik(?:ken)?|entreprise|systemer|apotek(?:et)?"
    r"|rådgivning|muse(?:um|et)|bibliotek(?:et)?|bureau(?:et)?|forlag(?:et)?|sparekasse(?:n)?|værft(?:et)?)\b"
    r"|^liste\s\w$"
    r"|(?:^|[\s-])(?:it-?)?firma(?:et)?\b|\b(?:ApS|A/S|I/S|K/S|P/S|A\.m\.b\.a)(?=$|[\s,.)])",
    re.IGNORECASE,
)


def is_thing(text: str) -> bool:
    """Whether `text` names an organisation, a group or a matter rather than a person."""
    return bool(_THING.search(text))


def is_name(text: str, *, single: bool = False) -> bool:
    """Whether `text` is a person's name and nothing else; `single` admits one word."""
    text = text.strip()
    if len(text) > 80 or is_thing(text) or (text.isupper() and _SMALL_WORD.search(text)):
        return False
    if _FULL_NAME.fullmatch(text):
        return not all(word.isupper() and len(word) > 1 for word in text.split()) or len(text) > 12
    return single and len(text) > 1 and bool(_FIRST_NAME.fullmatch(text)) and not text.isupper()


def person_inside(entry: str) -> str:
    """The person named in parentheses behind whom they come from ("Aaby Kommune (Ane Lund, syg)"), or ""."""
    match = _INSIDE.match(entry.strip())
    if match is None or is_name(match["outside"]):
        return ""
    name = match["inside"].split(",")[0].strip()
    return name if is_name(name) and is_first_name(name.split()[0]) else ""


def role_behind(text: str) -> str:
    """ "Ane Lund (A) formand, Aaby" as "Ane Lund (A), formand, Aaby"."""
    match = _BEHIND.match(text)
    return f"{match['who']}, {match['role']}{text[match.end() :]}" if match else text


def strip_bullet(text: str) -> str:
    """`text` without a list mark or number before it."""
    return _BULLET.sub("", text)


def lead_role(text: str) -> tuple[str, str]:
    """("Borgmester", "Tina Holm") for "Borgmester Tina Holm"."""
    words = text.split()
    roled = bool(words) and (words[0][0].islower() or bool(is_role_word(words[0])))
    for n in range(1, len(words) - 1 if roled and not is_first_name(words[0]) else 0):
        lead, name = " ".join(words[:n]), " ".join(words[n:])
        if is_first_name(words[n]) and is_name(name) and not _NO_ROLE.search(lead):
            return lead, name
    for n in range(1, len(words) - 1):
        name = " ".join(words[n:])
        placed = words[1:2] == ["for"] or (n > 2 and is_thing(words[n - 1]))
        roled = is_role_word(words[n - 1]) or (is_role_word(words[0]) and placed)
        plain = ":" not in " ".join(words[:n]) and not any(map(is_role_word, words[n:]))
        if roled and plain and is_name(name):
            return " ".join(words[:n]), name
    if len(words) >= 3 and is_role_word(words[0]):
        return words[0], " ".join(words[1:])
    return "", text


def is_role_word(word: str) -> bool:
    """Whether a word is a position ("afdelingsleder")."""
    return bool(_ROLE_WORD.match(word))


def without_remark(text: str) -> str:
    """A name without what is told of the person's part in the meeting."""
    return _REMARK.sub("", text)


def tells(text: str) -> bool:
    """Whether a line tells who came or left, and is no entry of a list."""
    return bool(_TELLS.search(text))


def for_a_while(text: str) -> bool:
    """Whether an entry says from or until when: who it names was there for a part of the meeting."""
    return bool(_A_WHILE.search(text))
