"""Names of people and what is written beside them: role, organisation, marks in parentheses."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = r"[A-ZÆØÅÉÈÄÖÜÁÍÓÚÐÞ][^\W\d_]*(?:[.'’´-][^\W\d_]*)*\.?"
_PARTICLE = r"(?:af|von|van|de|der|den|du|el|al|la|le|bin|ten|zu|i)"
NAME = rf"{_WORD}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])?{_WORD}){{1,5}}"
_FULL_NAME = re.compile(NAME)
_FIRST_NAME = re.compile(_WORD)
_PARENTHESES = re.compile(r"\(([^()]{1,80})\)")
_PARTY = re.compile(
    r"(?-i:[A-ZÆØÅ]{1,4})[- ]?\d?|løsgænger|uden\s+for\s+parti\w*|udenfor\s+parti\w*", re.IGNORECASE
)
_PARTIES = frozenset(("SF", "DF", "LA", "EL", "RV", "KD", "NB", "DD", "KF", "ALT"))
_ABSENT = re.compile(r"afbud|fravær|ikke\s+til\s*stede|forhindret", re.IGNORECASE)
_CHAIR = re.compile(r"ordstyrer|mødeleder|mødeledelse|dirigent", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-–•*·o▪]\s+|\d{1,2}[.)]\s+)")
_THING = re.compile(
    r"\b(?:kommune|region|hospital|sygehus|psykiatri|praksis|forening|udvalg|råd|nævn|forum|fora|styrelse"
    r"|sekretariat|forvaltning|afdeling|center|direktion|gruppe|kontor|institut|universitet|skole|klynge"
    r"|niveau|medlem|gæst|deltager|repræsentant|administration|ministeri|organisation|plo\b|kap\b|nordkap"
    r"|overlægeråd|fagforbund|patientinddragelse|selskab|kreds|område|bestyrelse|danmark|handicap|ældre"
    r"|sundhed|teknik|miljø|økonomi|rådhus|mødelokale|punkt|dagsorden|bilag|møde|beslutning|politi|børn|unge"
    r"|almen|øvrige|fraværende|afbud|suppleant|observatør|faglig|strategisk|politisk|kommunal|regional)\w*"
    r"|\w+(?:kommune|region|hospitalet?|sygehuset?|psykiatrien|forening|foreningen|udvalget?|rådet|råd|forum"
    r"|styrelsen?|klub(?:ben)?|laug(?:et)?|fonden?|sekretariat(?:et)?|forvaltning(?:en)?|afdeling(?:en)?|center|centret|gruppen?|skolen?|kap"
    r"|klyngen?|praksis|selskabet|området|kontoret|forbundet)\b",
    re.IGNORECASE,
)
_ROLE_WORD = re.compile(
    r"^(?:[\w-]*(?:borgmester|direktør|formand|forperson|chef|leder|læge|konsulent|sygeplejerske|koordinator"
    r"|repræsentant|medlem|sekretær|rådmand|overlæge|professor|advokat|specialist|fuldmægtig|administrator"
    r"|terapeut|jordemoder|assistent|politiker|dekan|rektor|inspektør|referent|ordstyrer|suppleant|observatør"
    r"|pædagog|lærer|ingeniør|arkitekt|jurist|hjælper|rådgiver|planlægger|vejleder|bibliotekar|ansvarlig|præst))$",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s+(?:i|fra|ved|på)\s+(?=[A-ZÆØÅ])")
_FOR = re.compile(r"(?<=repræsentant)\s+for\s+(?=[A-ZÆØÅ])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """A name with what is written beside it; `absent` is "afbud", "fraværende" or ""."""

    name: str
    role: str = ""
    organisation: str = ""
    absent: str = ""
    chair: bool = False


def is_thing(text: str) -> bool:
    """Whether `text` names an organisation, a group or a matter rather than a person."""
    return bool(_THING.search(text))


def is_name(text: str, *, single: bool = False) -> bool:
    """Whether `text` is a person's name and nothing else; `single` admits one word."""
    text = text.strip()
    if len(text) > 80 or is_thing(text):
        return False
    if _FULL_NAME.fullmatch(text):
        return not all(word.isupper() and len(word) > 1 for word in text.split()) or len(text) > 12
    return single and len(text) > 1 and bool(_FIRST_NAME.fullmatch(text)) and not text.isupper()


def strip_bullet(text: str) -> str:
    """`text` without a list mark or number before it."""
    return _BULLET.sub("", text)


def read_person(text: str, *, single: bool = False) -> Person | None:
    """The person a list entry names ("Name, role, organisation (mark)"), or None where it names none."""
    text = strip_bullet(text.strip()).rstrip(" ,;")
    marks = [mark.strip() for mark in _PARENTHESES.findall(text)]
    bare = " ".join(_PARENTHESES.sub(" ", text).split()).replace(" ,", ",").strip(" ,;")
    separator = r"[,;]" if re.search(r"[,;]", bare) else r"\s[-–—]\s"
    parts = [part.strip() for part in re.split(separator, bare) if part.strip()]
    if not parts:
        return None
    role, name = _lead_role(parts[0].rstrip(":"))
    tail_organisation = ""
    if not is_name(name, single=single):
        split = _JOIN.split(name, maxsplit=1)
        if len(split) < 2 or not is_name(split[0], single=single):
            return None
        name, tail_organisation = split
    absent, chair, extra, party = "", False, [], ""
    rest = []
    for part in parts[1:]:
        if _ABSENT.search(part) and len(part) < 30:
            marks.append(part)
        else:
            rest.append(part)
    for mark in marks:
        if _ABSENT.search(mark):
            absent = "afbud" if "afbud" in mark.casefold() else "fraværende"
        elif _CHAIR.fullmatch(mark):
            chair = True
        elif _PARTY.fullmatch(mark):
            party = "" if _is_short_for(mark, name) else mark
        elif "," in mark and not rest and not re.match(r"på vegne af", mark, re.IGNORECASE):
            rest = [part.strip() for part in mark.split(",")]
        elif is_thing(mark) and not _ROLE_WORD.match(mark.split()[-1]):
            tail_organisation = tail_organisation or mark
        else:
            extra.append(mark)
    own_role, organisation = _role_and_organisation(rest)
    role = ", ".join(filter(None, (role, own_role)))
    if extra:
        role = f"{role} ({', '.join(extra)})".strip() if role else ", ".join(extra)
    if name.endswith(".") and len(name.split()[-1]) > 3:
        name = name[:-1]
    return Person(name, role, organisation or tail_organisation or party, absent, chair)


def _is_short_for(mark: str, name: str) -> bool:
    """Whether a mark in capitals is the person's initials rather than a party's letters."""
    initials = "".join(word[0] for word in re.split(r"[\s-]+", name) if word)
    return len(mark) > 1 and mark not in _PARTIES and mark in (initials, initials[:1] + initials[-1:])


def _lead_role(text: str) -> tuple[str, str]:
    """("Borgmester", "Tina Holm") for "Borgmester Tina Holm"."""
    words = text.split()
    for n in range(1, len(words) - 1):
        name = " ".join(words[n:])
        roled = _ROLE_WORD.match(words[n - 1]) or (_ROLE_WORD.match(words[0]) and words[1:2] == ["for"])
        if roled and is_name(name) and not any(_ROLE_WORD.match(word) for word in words[n:]):
            return " ".join(words[:n]), name
    if len(words) >= 3 and _ROLE_WORD.match(words[0]):
        return words[0], " ".join(words[1:])
    return "", text


def _role_and_organisation(parts: list[str]) -> tuple[str, str]:
    """What follows a name, split into role and organisation: by comma, else by "i", "fra", "ved"."""
    if not parts:
        return "", ""
    first = parts[0]
    split = _FOR.split(first, maxsplit=1) if _FOR.search(first) else _JOIN.split(first, maxsplit=1)
    if len(split) == 2:
        return split[0].strip(), ", ".join([split[1].strip(), *parts[1:]])
    if len(parts) > 1:
        return first, ", ".join(parts[1:])
    role_like = first[:1].islower() or any(_ROLE_WORD.match(word) for word in re.split(r"[\s/-]+", first))
    return (first, "") if role_like and not re.search(r"\bKommune\b|^Region\b", first) else ("", first)


_BETWEEN = re.compile(r"[,;]\s*(?:(?:og|samt)\s+)?|(?<!-)\s+(?:og|samt|&)\s+")
_NONE = re.compile(r"^(?:ingen|ikke\s+nogen|der\s+var\s+ingen|[-–.]|n/?a)\b.{0,40}$", re.IGNORECASE)


def split_names(text: str, *, mixed: bool = False) -> list[tuple[int, int]]:
    """The spans of the single entries in a list of names on one line; empty for "Ingen".

    "A, B og C" gives three; "A, direktør, Vejle Kommune" gives one, for not every part is a name.
    With `mixed` each name begins an entry, and what is no name goes with the name before it.
    """
    stripped = text.strip()
    if not stripped or _NONE.match(stripped):
        return []
    spans = _cut(text, _BETWEEN)
    bare = [_lead_role(_PARENTHESES.sub("", text[a:b]).strip(" ."))[1] for a, b in spans]
    if len(spans) > 1 and all(is_name(part, single=True) for part in bare):
        return spans
    if mixed and sum(is_name(part) for part in bare) > 1:
        return _grouped(text, spans)
    semicolons = _cut(text, re.compile(r";\s*"))
    if len(semicolons) > 1:
        return semicolons
    return [_trimmed(text, 0, len(text))]


def _grouped(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts joined into entries that each begin with a full name."""
    entries: list[tuple[int, int]] = []
    for start, end in spans:
        if is_name(_lead_role(_PARENTHESES.sub("", text[start:end]).strip(" ."))[1]) or not entries:
            entries.append((start, end))
        else:
            entries[-1] = (entries[-1][0], end)
    return entries


def _cut(text: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for match in separator.finditer(text):
        if text.count("(", start, match.start()) > text.count(")", start, match.start()):
            continue
        spans.append(_trimmed(text, start, match.start()))
        start = match.end()
    spans.append(_trimmed(text, start, len(text)))
    return [(a, b) for a, b in spans if b > a]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\u00a0.,;":
        start += 1
    while end > start and text[end - 1] in " \t\u00a0.,;":
        end -= 1
    return start, end
