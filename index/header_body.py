"""Which body met, of which organisation and at what level, as the lines of a header name it."""

from __future__ import annotations

import re
from itertools import pairwise

from index.danish import known
from index.dates import find_dates
from index.header_top import is_forum_label, is_paged
from index.header_when import is_labelled
from index.headings import is_meta
from index.lines import Line

_BODY_LABEL = re.compile(
    r"^(?:udvalg|forum|mødeforum|organ|gremium|råd|møde\s+i|referat\s+(?:fra|af)\s+møde\s+i)\b\s*:\s*"
    r"|^(?:udvalg|mødeforum|organ|gremium)\s+"
    r"(?=(?-i:[A-ZÆØÅ])[\wé, -]*(?:udvalg|råd|bestyrelse|nævn|gruppe|klynge))",
    re.IGNORECASE,
)
_KIND_WORD = re.compile(
    r"^(?:åbent\s+|lukket\s+|endeligt\s+|godkendt\s+|foreløbigt\s+|udkast\s+til\s+)?"
    r"(?:beslutnings|møde|konklusions)?(?:referat(?:et)?|protokol(?:len)?|dagsorden(?:en)?|dagsord(?:e)?ner)\b"
    r"(?:\s+(?:og|med|/)\s+(?:\w*referat(?:er)?|beslutninger|indstillinger)\b)?"
    r"\s*:?\s*(?:(?:fra|af|for|til|over|-|–)\s+)?"
    r"(?:(?:ordinært?|ekstraordinært?|det\s+\w+|åbent?|fælles)\s+)?"
    r"(?:(?:\w*møde[rt]?\s+i|(?:udvalgs)?møde[rt]?\s+(?:for|nr\.?\s*\d+\s+i))\s+)?",
    re.IGNORECASE,
)
_MEETING_IN = re.compile(
    r"^(?:(?:ordinært\s+|ekstraordinært\s+)?\w*mødet?\s+i\s+|(?:møde|emne|titel)\s*:\s*(?:\w*møde\s+i\s+)?)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,;:–—-]*(?:\b(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)\b[\s,]*)?"
    r"(?:\b(?:den|d|afholdt|afholdt\s+den|på\s+mødet\s+den)\b\.?)?[\s,]*$",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s*\((?:fiktiv\w*|udkast|foreløbig\w*|ekstraordinær\w*|åben\w*|offentlig\w*)\)", re.IGNORECASE
)
_MEETING = re.compile(
    r"\s*[-–—,]?\s+(?:(?:mødes?|beslutnings)?referat\s+(?:af|fra)\s+)?(?:ordinært?e?\s+|ekstraordinært?e?\s+)?møde\s*$"
    r"|\s*[-–—,]\s*(?:(?:møde|beslutnings|endeligt\s+)?referat|\w*protokol)(?:\s+(?:af|fra))?\s*$"
    r"|\s*[-–—,:]\s*(?:(?:noter|notat|\w*referat|\w*protokol)\s+(?:fra|af)\s+)?(?:det\s+)?\d+\.\s+møde\s*$"
    r"|\s*[,:–-]\s*møde\s+(?:nr\.?\s*)?\d+(?:\s?[/-]\s?\d+)?\s*$"
    r"|\s*[-–—,:]\s*(?:møde(?:r|sager)|dagsord(?:e)?ner(?:\s+og\s+referater)?|referater)\s*$"
    r"|\s+\((?-i:[a-zæøå])[^()\d]*\s[^()]*\s[^()]*\)$",
    re.IGNORECASE,
)
# "Kultur og Fritids møde den …": whose meeting it was.
_GENITIVE = re.compile(r"(?<=[a-zæøå])s\s+(?:ordinære\s+|ekstraordinære\s+)?møde$")
_WHOSE = re.compile(
    r"(?P<body>\w*(?:råd(?:et)?|forum(?:met)?|udvalg(?:et)?|bestyrelsen?|gruppen?|klyngen?|nævn(?:et)?|direktion(?:en)?))s$",
    re.IGNORECASE,
)
_NO_BODY = re.compile(
    r"(?:(?:ordinært|ekstraordinært|fælles|afholdt|det|\d+\.)\s*)*\w*møde[rt]?(?:\s+nr\.?\s*\d+(?:\s?/\s?\d+)?)?"
    r"|\d+\.?|notat|memo|til|i|den|(?:åben|lukket|offentlig|endelig)?\s*dagsorden",
    re.IGNORECASE,
)
# What the bodies of public administration are called; a line that says so names the body before any other.
_BODY_NOUN = re.compile(
    r"(?:^|[\s/(-])\w*-?(?:udvalg(?:et)?|råd(?:et)?|bestyrelsen?|forum(?:met)?|nævn(?:et)?|klynge(?:n)?|gruppen?"
    r"|direktion(?:en)?|repræsentantskab(?:et)?|kommission(?:en)?|delegation(?:en)?|forsamling(?:en)?|netværk(?:et)?"
    r"|MED)(?=$|[\s/,;:)(–—-])",
    re.IGNORECASE,
)
_CLUSTER_ONLY = re.compile(
    r"(?:den\s+)?(?:[\w-]+\s+)?sundhedsklyngen?(?:\s+(?!-)[\w-]+(?:\s+og\s+[\w-]+)?)?", re.IGNORECASE
)
# "Referat fra styregruppemøde" names the body in the word for its meeting.
_MET = re.compile(
    r"\b(?P<stem>[\w-]*)(?P<kind>gruppe|udvalgs|råds|bestyrelses|forums|nævns)møde(?:t)?\b", re.IGNORECASE
)
_DEFINITE = {
    "gruppe": "gruppen",
    "udvalgs": "udvalget",
    "råds": "rådet",
    "bestyrelses": "bestyrelsen",
    "forums": "forum",
    "nævns": "nævnet",
}
_SMALL = re.compile(r"(?<=\s)(?:I|Og|Af|For|På|Ved|Til|Med|Under|Den|Det)(?=\s)")
_LEVEL_LINE = re.compile(r"[^\d:.,;]{4,60}")
_TERM = re.compile(r"\s*\(?\b(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)?\d\d)\b\)?\s*$")
_ORGANISATION = re.compile(
    r"^(?:[A-ZÆØÅ][\wæøåÆØÅ.-]+(?:\s+[A-ZÆØÅ-][\wæøåÆØÅ.-]*){0,3}\s+(?:Kommune|Regionskommune)"
    r"|Region\s+[A-ZÆØÅ][\wæøåÆØÅ]+|Københavns Kommune|Kommunernes Landsforening)$"
)
_NAMED = re.compile(r"\b[A-ZÆØÅ][\wæøåÆØÅ-]+ Kommune\b|\bRegion [A-ZÆØÅ][\wæøåÆØÅ]+")
_CLUSTER = re.compile(
    r"\b(Sundhedsklyngen?)\b(?:\s+(?:omkring\s+|ved\s+)?([A-ZÆØÅ][\wæøåÆØÅ-]+(?:\s+og\s+[A-ZÆØÅ][\w-]+)?))?"
)
_NOT_NAME = re.compile(r"^(?:politisk|faglig|direktør|strategisk|koordiner|chef|forum|niveau)", re.IGNORECASE)
_LEVELS = (
    ("direktørforum", r"direktør(?:forum|gruppe|kreds|niveau)"),
    ("politisk", r"politisk"),
    ("koordinerende", r"koordiner(?:ende|ing)|chefforum|chefniveau|chefgruppe|tværgående\s+koordination"),
    ("fagligt strategisk", r"faglig|strategisk"),
    ("økonomiudvalg", r"økonomi\w*udvalg|økonomi\s*-?\s*og\s+\S+udvalg|økonomi"),
    ("regionsråd", r"regionsråd"),
    ("byråd", r"byråd|kommunalbestyrelse|borgerrepræsentation"),
    ("udvalg", r"udvalg"),
)


def read_body(top: list[Line]) -> str:
    """The body as the title names it, else as a label does, else the first line that may be a name."""
    for line in top[:40]:
        match = _BODY_LABEL.match(line.clean)
        if match and (body := _clean_body(line.clean[match.end() :])):
            return body
    for line in top[:12]:
        if _KIND_WORD.match(line.clean) and _BODY_NOUN.search(body := _clean_body(line.clean)):
            return _spelt(body)
    named = [line for line in top[:12] if not is_forum_label(line.clean)]
    unpaged = [line for line in named if not is_paged(line.clean)]
    if body := _named_body(unpaged) or _named_body(named):
        return body
    for line, below in pairwise(top[:20]):
        asked = is_forum_label(line.clean) and not is_labelled(below.clean)
        if asked and (body := _clean_body(below.clean)):
            return body
    for line in top[:12]:
        if _KIND_WORD.match(line.clean) and (body := _clean_body(line.clean)):
            return body[:150]
    for line in top[:12]:
        if met := _MET.search(line.clean):
            return (met["stem"] + _DEFINITE[met["kind"].lower()]).capitalize()
    for line in top[:20]:
        text = line.clean
        if (
            is_labelled(text)
            or _ORGANISATION.match(_cased(text))
            or _KIND_WORD.fullmatch(text)
            or is_meta(line)
        ):
            continue
        body = _clean_body(text)
        if body and any(char.isalpha() for char in body):
            return _spelt(body)
    return ""


def without_label(title: str) -> str:
    """A title line without the label for the body ("Udvalg: …")."""
    return _BODY_LABEL.sub("", title) or title


def names_a_body(name: str) -> bool:
    """Whether a name has the word for a body in it ("udvalg", "råd", "gruppe")."""
    return bool(_BODY_NOUN.search(name))


def _named_body(top: list[Line]) -> str:
    """The first line that is a body's name, with the level of it that the line beside it gives."""
    cluster = ""
    for place, line in enumerate(top):
        text = _MEETING.sub("", line.clean)
        named = text[:1].isupper() or _MEETING_IN.match(text)
        if ":" in text or text.endswith(".") or not named or is_labelled(text) or is_meta(line):
            continue
        body = _clean_body(text)
        if len(body) > 90 or not _BODY_NOUN.search(body):
            continue
        below = _KIND_WORD.sub("", top[place + 1].clean).strip(" ,–-") if place + 1 < len(top) else ""
        if level_of(body) == "andet" and _LEVEL_LINE.fullmatch(below) and level_of(below) != "andet":
            return f"{_spelt(body)} - {_spelt(below)}"
        if not _CLUSTER_ONLY.fullmatch(body) or level_of(body) != "andet":
            return _spelt(body)
        cluster = cluster or _spelt(body)
    return cluster


def _spelt(body: str) -> str:
    """A body's name in capitals as names are written; short words are left, for they may be abbreviations."""
    if not (body.isupper() and len(body) > 8):
        return body[:150]
    words = (word if _may_be_short(word) else word.capitalize() for word in body.split()[:20])
    name = " ".join(words)
    return _SMALL.sub(lambda small: small[0].lower(), name)[:150]


def _clean_body(text: str) -> str:
    """The body named in a title line: no "REFERAT", no date, no years of the term."""
    text = _MEETING_IN.sub("", _KIND_WORD.sub("", _without_date(_REMARK.sub("", text))))
    body = _TERM.sub("", _MEETING.sub("", _GENITIVE.sub("", text))).strip(" ,:;–—-\"'»«")
    return "" if _NO_BODY.fullmatch(body) else _WHOSE.sub(r"\g<body>", body)


def _without_date(text: str) -> str:
    """`text` up to its first full date, without "d.", "den" or a week-day before it."""
    hit = next((hit for hit in find_dates(text) if hit.year), None)
    if hit:
        rest = text[hit.end :].strip(" ,.-–")
        text = text[: hit.start] or rest
    text = re.sub(r"[\s,]*\b(?:kl|klokken)\b\.?\s*\d.*$", "", text, flags=re.IGNORECASE)
    previous = ""
    while previous != text:
        previous, text = text, _TAIL.sub("", text)
    return text


def _may_be_short(word: str) -> bool:
    """Whether a word in capitals may be an abbreviation: it is short, and no plain word."""
    return len(word.strip("()")) <= 3 and not known(word.lower())


def read_organisation(top: list[Line], body: str) -> str:
    """The organisation on a line of its own, else in the body's name, else in the title's lines."""
    for line in top[:30]:
        if _ORGANISATION.match(name := _cased(line.clean)):
            return name
    if named := _NAMED.search(_cased(body)):
        return named[0]
    match = _CLUSTER.search(body)
    if not match:
        return _organisation_beside(top, body)
    if match[2] and not _NOT_NAME.match(match[2]):
        return f"{match[1]} {match[2]}"
    before = body[: match.start()].split()
    if before and before[-1][:1].isupper() and not _NOT_NAME.match(before[-1]):
        return f"{before[-1]} {match[1]}"
    return match[1]


def organisation_on_way(way: list[str]) -> str:
    """The organisation among the steps of the way to a web page ("Forside > Region Nord > Møder")."""
    names = (step for step in way if _ORGANISATION.match(step) or _CLUSTER.fullmatch(step))
    return next(names, "")


def _organisation_beside(top: list[Line], body: str) -> str:
    """The organisation that one of the title's lines names: the first two, and the one after the body."""
    after = next((i + 1 for i, line in enumerate(top[:12]) if body and body in line.clean), 0)
    for line in [*top[:2], *top[after : after + 1]]:
        text = re.split(r"\s[•·|]\s", _cased(_KIND_WORD.sub("", line.clean)))[0]
        text = re.sub(r"^(?:for|i|ved|under)\s+", "", text)
        if is_labelled(line.clean) or len(text) > 60:
            continue
        if named := _NAMED.match(text):
            return named[0]
        cluster = _CLUSTER.search(text)
        if cluster and len(text.split()) <= 4:
            return text.strip(" ,:;–—-")
    return ""


def _cased(text: str) -> str:
    """A name in capitals as names are written: "REGION NORD" -> "Region Nord"."""
    if not text.isupper():
        return text
    return re.sub(r"\b(I|Og|Af|For|På|Ved)\b", lambda small: small[0].lower(), text.title())


def level_of(body: str) -> str:
    """The level of a body, one of types.LEVELS, from its name."""
    for level, pattern in _LEVELS:
        if re.search(pattern, body, re.IGNORECASE):
            return level
    return "andet"
