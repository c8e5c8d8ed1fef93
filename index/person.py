"""One entry of a list of people: the name and what is written beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.danish import known
from index.first_names import is_first_name
from index.names import (
    PARENTHESES,
    for_a_while,
    is_name,
    is_role_word,
    is_thing,
    lead_role,
    person_inside,
    role_behind,
    strip_bullet,
    without_remark,
)

STAND_IN = "på vegne af"  # in a role, before whom the person stands in for
_PARTY = re.compile(
    r"(?-i:[A-ZÆØÅ]{1,4})[- ]?\d?|løsgænger|uden\s+for\s+parti\w*|udenfor\s+parti\w*"
    r"|(?-i:[A-ZÆØÅ])\w{2,}listen?|liste\s\w"
    r"|socialdemokrat(?:iet|erne)?|venstre|(?:det\s+)?konservativ[et]?(?:\s+folkeparti)?|socialistisk\s+folkeparti"
    r"|(?:det\s+)?radikale(?:\s+venstre)?|dansk\s+folkeparti|liberal\s+alliance|alternativet|nye\s+borgerlige"
    r"|danmarksdemokraterne|moderaterne|kristendemokraterne|frie\s+grønne|slesvigsk\s+parti",
    re.IGNORECASE,
)
# Why somebody stayed away says nothing of who they are.
_REASON = re.compile(
    r"(?:på\s+)?(?:barsel(?:sorlov)?|ferie|kursus|(?:andet\s+)?møde|tjenesterejse|rejse|barns?\s+\S*\s?sygedag)",
    re.IGNORECASE,
)
_PARTIES = frozenset(("SF", "DF", "LA", "EL", "RV", "KD", "NB", "DD", "KF", "ALT"))
_ABSENT = re.compile(
    r"afbud|fravær|ikke\s+til\s*stede|forhindret|\bforfald\b|\bsyg(?:dom|meldt)?\b|\borlov\b", re.IGNORECASE
)
_AWAY_TAIL = re.compile(
    r"\s*[-–—]\s+(?=(?:(?:havde\s+)?meldt\s+|uden\s+)?(?:afbud|forfald|fravær|syg|forhindret|ikke\s+til\s*stede)\b)",
    re.IGNORECASE,
)
# What a list has said of each of its people behind the name: "Ane Lund (A): Deltog".
SAID = re.compile(
    r"\s*:\s*(?P<said>(?:deltog|deltager|til\s?stede|mødte?|afbud|fravær\w*|ikke\s+(?:til\s?stede|mødt)|forfald)\b[^:]*)$",
    re.IGNORECASE,
)
_PART_TAIL = re.compile(
    r"\s*[-–—]\s+(?:(?:deltog|deltager|kom|ankom|gik|forlod|mødte|kun|fra|til|under|via)\s+.*|online|virtuelt)$",
    re.IGNORECASE,
)
_BOX = re.compile(r"^\[(?P<mark>[ xX✓]?)\]\s*")
_TOLD = re.compile(
    r"\bafbud\s+fra\s|\b(?:deltager|deltog|møder|mødte)\s+(?:\w+\s+)?(?:på\s+vegne|i\s+stedet|som\s)",
    re.IGNORECASE,
)
_OF_ITEMS = re.compile(
    r"^(?:kun\s+)?(?:(?:under|ved|til|fra|deltog|deltager|kom|forlod|ankom|gik)\b|kl\.?\s*\d|(?:punkt|pkt|sag|dagsordenspunkt|ad)\b\.?)"
    r"|^kun\s+(?:første|sidste|en\s+del)\b",
    re.IGNORECASE,
)
_FOR_PERSON = re.compile(r"(?P<who>[A-ZÆØÅ].*\S)\s+for\s+(?P<whom>[A-ZÆØÅ].*)")
_STANDS_IN = re.compile(
    r"\s+(?:som\s+(?:stedfortræder|suppleant|afløser)\s+for|i\s+stedet\s+for|på\s+vegne\s+af)\s+"
    r"(?P<whom>.*[A-ZÆØÅ].*)$"
)
_CAME = re.compile(r"(?:deltog|mødte|kom|til\s?stede)\b", re.IGNORECASE)
_FOR_WHOM = re.compile(r"^(?:stedfortræder|suppleant|afløser)\s+for\s+(?P<whom>[A-ZÆØÅ].*)$", re.IGNORECASE)
_CALLED_IN = re.compile(
    r"\s[-–—]\s(?:ingen\s+(?:stedfortræder|suppleant)|(?:stedfortræder|suppleant)\s+(?-i:[A-ZÆØÅ])"
    r"|(?-i:[A-ZÆØÅ])[^,;()]{3,40}\s(?:stedfortræder|suppleant)$).*$",
    re.I,
)
_PLACE = re.compile(
    r"(?!(?:Teams|Online|Zoom|Skype|Virtuelt)$)[A-ZÆØÅ][a-zæøåé-]{2,}(?: [A-ZÆØÅ][a-zæøåé-]+)?"
)
_PLACE_END = re.compile(r"(?:by|borg|sted|rup|lev|løse|holm|havn|bjerg|høj|lund|skov|vig|sund|næs|kær|ø)$")
_SHORTENED = ((re.compile(r"fmd\b\.?"), "formand"), (re.compile(r"\bref\b\.?(?=$|[\s,)])"), "referent"))
_CHAIR = re.compile(r"ordstyrer|mødeleder|mødeledelse|dirigent", re.IGNORECASE)
_JOIN = re.compile(r"\s+(?:i|fra|ved|på)\s+(?=[A-ZÆØÅ])")
_FROM = re.compile(r"\s+fra\s+(?=[a-zæøå])")
_FOR = re.compile(r"(?<=repræsentant)\s+for\s+(?=[A-ZÆØÅ])", re.IGNORECASE)
# "Ane Lund, læge, Aaby – formand"
_ROLE_TAIL = re.compile(
    r"\s+[–—-]\s+(?P<role>(?:næst)?formand|forperson|mødeleder|ordstyrer|dirigent|ref\.?|referent|sekretær)$",
    re.IGNORECASE,
)
_NAME_COLON = re.compile(r"^(?![IVX]+\.)(?P<name>[^:,;()]{4,60}?)\s*:\s+(?P<rest>[^\W\d][^:]*)$")
_NICKNAME = re.compile(r"\s+[\"“”»«'][^\"“”»«']{2,20}[\"“”»«']\s+")
_POSITION_WHERE = re.compile(
    r"^(?P<role>[a-zæøå][\w-]*(?:\s(?!(?:i|fra|ved|hos)\s)[a-zæøå][\w-]*)?)\s(?:(?:i|fra|ved|hos)\s)?"
    r"(?P<where>(?:[A-ZÆØÅ][\w-]*\s){1,3}Kommune|Region\s[A-ZÆØÅ].*)$"
)
_NAMED_THING = re.compile(r"\bKommune\b|^Region\b")


@dataclass(frozen=True, slots=True)
class Person:
    """A name with what is written beside it; `absent` is "afbud", "fraværende" or ""."""

    name: str
    role: str = ""
    organisation: str = ""
    absent: str = ""
    chair: bool = False


def read_person(text: str, *, single: bool = False) -> Person | None:
    """The person a list entry names ("Name, role, organisation (mark)"), or None where it names none."""
    if _TOLD.search(text):
        return None
    text = _without_colon(text)
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1]
    text, absent = _presence(
        role_behind(_turned(_CALLED_IN.sub("", _ROLE_TAIL.sub(r" (\g<role>)", _bare(text)))))
    )
    marks = [mark.strip() for mark in PARENTHESES.findall(text)]
    bare = " ".join(PARENTHESES.sub(" ", text).split()).replace(" ,", ",").strip(" ,;")
    separator = r"[,;]" if re.search(r"[,;]", bare) else r"\s[-–—]\s"
    parts = [part.strip() for part in re.split(separator, bare) if part.strip()]
    if parts and separator == r"[,;]" and not is_name(parts[0]):
        parts = [*re.split(r"\s[–—-]\s", parts[0], maxsplit=1), *parts[1:]]
    named = _named(parts[0].rstrip(":"), single) if parts else None
    if named is None:
        return None
    name, role, tail_organisation = named
    rest, said = _sorted(parts[1:])
    marks += said
    beside = _marks(marks, name, bool(rest))
    own_role, organisation = _role_and_organisation(rest or list(beside.parts), bool(role))
    organisation = organisation or tail_organisation or beside.organisation
    role = _with_remarks(", ".join(filter(None, (role, own_role))), beside, bool(organisation))
    if name.endswith(".") and len(name.split()[-1]) > 3:
        name = name[:-1]
    if any(_CAME.match(mark) and not _ABSENT.search(mark) for mark in marks):
        absent = ""
    return Person(name, role, organisation or beside.party, beside.absent or absent, beside.chair)


def _sorted(parts: list[str]) -> tuple[list[str], list[str]]:
    """What follows the name between commas: position and organisation, and what parentheses might hold."""
    rest: list[str] = []
    said: list[str] = []
    for part in parts:
        if (_ABSENT.search(part) and len(part) < 30) or _is_party(part):
            said.append(part)
        elif stands := _FOR_WHOM.match(part):
            said.append(f"{STAND_IN} {stands['whom']}")
        elif not _OF_ITEMS.match(part):
            rest.append(part)
    return rest, said


def _with_remarks(role: str, beside: _Marks, placed: bool) -> str:
    """The role with what else the parentheses say; a party's name too where an organisation is `placed`."""
    party = (beside.party,) if placed and len(beside.party) > 4 else ()
    if said := ", ".join(beside.extra + party):
        role = f"{role} ({said})" if role else said
    for short, word in _SHORTENED:
        role = short.sub(word, role)
    return role


def _turned(text: str) -> str:
    """ "Aaby Kommune (Ane Lund, syg)" as "Ane Lund, Aaby Kommune (syg)": the person first."""
    inner = person_inside(text)
    if not inner:
        return text
    outside, _, inside = text.partition("(")
    rest = [part.strip(" )") for part in inside.split(",")[1:]]
    kept = "".join(f" ({part})" for part in rest if part and not _REASON.fullmatch(part))
    return f"{inner}, {outside.strip()}{kept}"


def _bare(text: str) -> str:
    return strip_bullet(text.strip()).rstrip(" ,;")


def _without_colon(text: str) -> str:
    """ "Ane Lund: Formand, Aaby" as "Ane Lund, Formand, Aaby"."""
    match = _NAME_COLON.match(text)
    if not match or SAID.search(text):
        return text
    name = _NICKNAME.sub(" ", strip_bullet(match["name"].strip()))
    if not is_name(name):
        return text
    rest = read_person(match["rest"])
    if rest is None or not (is_first_name(rest.name.split()[0]) or _is_likelier(rest.name, name)):
        return f"{name}, {match['rest']}"
    return text


def _is_likelier(one: str, other: str) -> bool:
    """Whether `one` is the likelier name of two: `other` has more words that are plain Danish ones."""
    if is_first_name(other.split()[0]):
        return False
    plain, others = (sum(known(word.casefold()) for word in name.split()) for name in (one, other))
    return plain < others


def _presence(text: str) -> tuple[str, str]:
    """An entry without its box to be ticked and without "- afbud, …", and how it says the person was away."""
    absent = ""
    if box := _BOX.match(text):
        absent = "" if box["mark"].strip() else "fraværende"
        text = text[box.end() :]
    if said := SAID.search(text):
        away_all = _ABSENT.search(said["said"]) and not for_a_while(said["said"])
        absent = away(said["said"]) if away_all else absent
        text = text[: said.start()]
    if tail := _AWAY_TAIL.search(text):
        absent = away(text[tail.end() :])
        text = text[: tail.start()]
    return role_behind(_PART_TAIL.sub("", text)), absent


def away(said: str) -> str:
    """ "afbud" or "fraværende", as what is said of an absent person has it."""
    low = said.casefold()
    return "afbud" if "afbud" in low and "uden afbud" not in low else "fraværende"


def _named(text: str, single: bool) -> tuple[str, str, str] | None:
    """The name in the first part of an entry, with the role before it or behind it, and the organisation."""
    if (plain := _FOR_PERSON.match(text)) and is_name(plain["who"]) and is_name(plain["whom"]):
        return plain["who"], f"{STAND_IN} {plain['whom']}", ""
    if instead := _STANDS_IN.search(text):
        role, name = lead_role(text[: instead.start()])
        whom = lead_role(instead["whom"])[1]
        return (name, ", ".join(filter(None, (role, f"{STAND_IN} {whom}"))), "") if is_name(name) else None
    role, name = lead_role(text)
    if is_name(name, single=single):
        return name, role, ""
    first, _, rest = text.partition(" ")
    if is_thing(first) and first[:1].isupper() and is_name(rest) and is_first_name(rest.split()[0]):
        return rest, "", first
    short_role, short = lead_role(without_remark(text))
    if is_name(short):
        return short, short_role, ""
    for join in (_JOIN, _FROM):
        split = join.split(name, maxsplit=1)
        if len(split) == 2 and is_name(split[0], single=single):
            return split[0], role, split[1]
    return None


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the parentheses of an entry say; `parts` are those of one that holds a list."""

    absent: str = ""
    chair: bool = False
    party: str = ""
    organisation: str = ""
    parts: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


def _marks(marks: list[str], name: str, has_parts: bool) -> _Marks:
    found = _Marks()
    for mark in marks:
        if _ABSENT.search(mark):
            found = replace(found, absent=away(mark))
        elif _REASON.fullmatch(mark):
            continue
        elif _CHAIR.fullmatch(mark):
            found = replace(found, chair=True)
        elif _PARTY.fullmatch(mark):
            found = replace(found, party="" if _is_short_for(mark, name) else mark)
        elif "," in mark and not has_parts and not mark.casefold().startswith(STAND_IN):
            parts = [part.strip() for part in mark.split(",")]
            parts = [
                p for p in parts if not (_is_short_for(p, name) or _REASON.fullmatch(p) or _OF_ITEMS.match(p))
            ]
            party = next((part for part in parts if _PARTY.fullmatch(part)), found.party)
            found = replace(found, parts=tuple(p for p in parts if p != party), party=party)
        elif _is_where(mark):
            found = replace(found, organisation=found.organisation or mark)
        else:
            found = replace(found, extra=(*found.extra, mark))
    return found


def _is_party(part: str) -> bool:
    """Whether a part between commas is a party; other letters may be an organisation's there."""
    return bool(_PARTY.fullmatch(part)) and (len(part) == 1 or len(part) > 4 or part in _PARTIES)


def _is_where(mark: str) -> bool:
    """Whether a mark says where the person comes from: an organisation or a place."""
    if _OF_ITEMS.match(mark) or is_role_word(mark.split()[-1]):
        return False
    place = _PLACE.fullmatch(mark) and (_PLACE_END.search(mark) or not known(mark.casefold()))
    return is_thing(mark) or bool(place)


def _is_short_for(mark: str, name: str) -> bool:
    """Whether a mark in capitals is the person's initials rather than a party's letters."""
    initials = "".join(word[0] for word in re.split(r"[\s-]+", name) if word)
    return len(mark) > 1 and mark not in _PARTIES and mark in (initials, initials[:1] + initials[-1:])


def is_position(part: str) -> bool:
    """Whether a part of an entry is a position ("afdelingsleder i Nord"), not an organisation."""
    return any(map(is_role_word, re.split(r"[\s/(),-]+", part))) and not _NAMED_THING.search(part)


def _position_where(part: str) -> list[str]:
    """The position and the organisation of a part with no comma between: "borgmester Aaby Kommune"."""
    match = _POSITION_WHERE.match(part)
    return [match["role"], match["where"]] if match and is_position(match["role"]) else [part]


def _role_and_organisation(parts: list[str], roled: bool = False) -> tuple[str, str]:
    """What follows a name, split into role and organisation: by comma, else by "i", "fra", "ved".

    `roled` says that a role stands before the name.
    """
    parts = [said for part in parts for said in _position_where(part.removeprefix("og "))]
    if not parts:
        return "", ""
    if len(parts) > 2 and is_position(parts[0]) and is_position(parts[1]) and not is_position(parts[-1]):
        parts = [f"{parts[0]}, {parts[1]}", *parts[2:]]
    if len(parts) > 1 and is_position(parts[0]) and is_position(parts[-1]):
        return f"{parts[0]}, {parts[-1]}", ", ".join(parts[1:-1])
    if len(parts) > 1 and is_position(parts[-1]) and not is_position(parts[0]):
        return parts[-1], ", ".join(parts[:-1])
    first = parts[0]
    split = _FOR.split(first, maxsplit=1) if _FOR.search(first) else _JOIN.split(first, maxsplit=1)
    if len(split) == 2 and first[0].isupper() and is_thing(split[0]) and not is_position(split[0]):
        return "", ", ".join(parts)  # "Psykiatrien i Aaby"
    if len(split) == 2:
        return split[0].strip(), ", ".join([split[1].strip(), *parts[1:]])
    if len(parts) > 1 and is_thing(first) and first[0].isupper() and not any(map(is_position, parts)):
        return "", ", ".join(parts)
    if len(parts) > 1:
        return first, ", ".join(parts[1:])
    named = roled or re.search(r"\s[A-ZÆØÅ]|^(?:\w+(?:en|et|ne)|\w*praksis)$", first)
    if not is_position(first) and named and is_thing(first):
        return "", first
    return (first, "") if first[:1].islower() or is_position(first) else ("", first)
