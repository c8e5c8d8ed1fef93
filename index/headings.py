"""The words that head a section of Danish minutes, and the kind of section each of them opens.

Exact words first, then misspelt ones where the line is plainly a heading. A word that may as well be
a sub-heading ("Baggrund" inside the account of the case) is `minor`: the caller decides by context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from index.dates import find_dates
from index.heading_words import VOCABULARY, Label
from index.lines import Line, is_row

_TALK = frozenset(
    "drøftelse|drøftelser|udvalgets drøftelse|referat af drøftelsen|diskussion|debat|behandling|debatten"
    "|behandling på mødet|drøftelse på mødet|drøftelsen|drøftelsen på mødet|fra drøftelsen".split("|")
)
_TALKED = re.compile(r"[\w -]{3,40}s (?:drøftelser?|behandling|debat|diskussion)")
_ASKING = frozenset(word for word in VOCABULARY if word.startswith(("hvad ", "hvorfor ")))
_ACCOUNT = frozenset("referat|referat af punktet|referat fra mødet".split("|"))
_FOLLOWS = frozenset(
    "opfølgning|aftale|aftaler|aftalt|aftaler og opfølgning|aftaler og ansvarlige".split("|")
)
_FUZZY = (
    "sagsfremstilling sagsbeskrivelse fremstilling indstilling indstillinger beslutning beslutninger "
    "lovgrundlag retsgrundlag deltagere fraværende tidsplan kommunikation sagsforløb resume"
).split()
_POSSESSIVE = re.compile(
    r"^[\wæøåé, -]{3,60}s (beslutning|indstilling|vedtagelse|afgørelse|konklusion|anbefaling|forslag)$"
)
_FROM = re.compile(r"^(?:forslag|indstilling|anbefaling) fra (?!sidste?|sidst|møde)[a-zæøå -]{3,40}$")
_ABOUT = re.compile(r"^(tidsplan|konsekvenser|økonomiske konsekvenser) for [a-zæøå -]{3,40}$")
_AND = re.compile(r"\s+(?:og|samt|&)\s+|\s?/\s?")
_FOR_ITEM = re.compile(
    r"^(?P<word>[A-ZÆØÅ]\w{4,20})\s+(?:for|til|under|vedr\.|vedrørende|på)\s+"
    r"(?:dagsordens?punkt|punkt|pkt\.?)\s*(?:nr\.?\s*)?\d{1,3}\b(?:\s*[:.–-].*)?$",
    re.IGNORECASE,
)
_NOT_WORD = re.compile(r"[^\wé]+")
_TREATED = re.compile(
    r"^(?:tidligere\s+)?(?:behandling|behandlet|beslutning|referat)"
    r"(?:\s+(?:i|fra|truffet\s+(?:i|af)|[a-zæøå-]+(?:udvalget|rådet))\s|\s*[-–—:,]\s+(?=[A-ZÆØÅ]))\S.{2,160}$",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"^(?P<word>beslutning|indstilling|vedtagelse)(?:\s+(?:i|fra|af)|\s*[-–—:,])\s+"
    r"(?P<body>[A-ZÆØÅ][\wæøå ,-]{2,70}"
    r"(?:udvalg(?:et)?|råd(?:et)?|bestyrelsen?|forum(?:met)?|klyngen?|gruppen?))$",
    re.IGNORECASE,
)
# "Udvalgets beslutning den 13. maj 2025", "Beslutning på mødet 13-05-2025": whose decision, and its day.
_DATED = re.compile(
    r"^(?:[A-ZÆØÅ][\wæøåé ,-]{2,90}s\s+)?(?:(?:drøftelse|behandling)\s+og\s+)?"
    r"(?:beslutning|vedtagelse|afgørelse|(?<=s\s)behandling)(?:\s+truffet)?"
    r"(?:\s+(?:på|fra|i)\s+(?:sit\s+)?møde[t]?)?\s*[,:–—-]?\s*(?:den\s+|d\.\s*)?\d[\w .:/-]{3,24}\d\s*:?$",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"(?:(?:det|der|følgende) (?:blev|er|bliver)(?: \w+)? (?:besluttet|aftalt|vedtaget)"
    r"|(?!at |som |hvis )(?:\w+ ){1,4}(?:besluttede|vedtog|aftalte|konkluderede|blev enige?t?(?: om)?)"
    r"|det (?:endte|sluttede) (?:vi|det|mødet) med|det blev (?:resultatet|vi enige om))(?: følgende)?(?: at)?"
)
_ASKED = re.compile(
    r"(?:(?:\w+ ){1,6}(?:indstiller|indstillede|anbefaler|anbefalede|foreslår|foreslog)"
    r"|det (?:indstilles|indstilledes|anbefales|foreslås"
    r"|(?:blev|er|bliver) (?:indstillet|anbefalet|foreslået)))"
    r"(?: (?:til|over for) (?:\w+ ?){1,5}?)?(?: at)?"
)
# "Økonomiudvalget, 20. november 2024, pkt. 301": nothing but a body, its day and the item there.
_SAT = re.compile(
    r"^(?P<body>(?:(?:[A-ZÆØÅ][a-zæøåA-ZÆØÅ]*-?,?|og|samt|&) ){0,6}[A-ZÆØÅ][a-zæøåA-ZÆØÅ-]*"
    r"(?:udvalg(?:et)?|råd(?:et)?|bestyrelsen?|forum(?:met)?))"
    r"(?:\s*,)?(?:\s+(?:den|d\.))?\s+\d[\w .:/-]{3,24}\d\s*"
    r"(?:[,:(]\s*(?:pkt|punkt|sag)\.?\s*(?:nr\.?\s*)?\d{1,4}\)?)?\s*:?$"
)
_BODY_WORD = re.compile(r"\w*(?:udvalg|råd|bestyrelse|forum|kommission|nævn|repræsentation)(?:e?[nt])?s?")
_BODY_ENDING = re.compile(r"(?:(?<=g|d|m|n)et|n)?s?$")
_ANY_BODY = frozenset("udvalget udvalgets rådet rådets forummet forummets forum forums nævnets".split())
_ONLY_OUTCOME = re.compile(r"(?:ikke frigivet|truffet|taget|blev|udsat|godkendt)", re.IGNORECASE)
_OPENING_CASE = re.compile(r"[A-ZÆØÅÉ]")
_INLINE = re.compile(r"^([A-ZÆØÅ][\wæøåÆØÅé -]{3,40}?)\s*:\s+(?=\S)")
_STOPPED = re.compile(
    r"^(Baggrund|Sagsfremstilling|Resumé|Økonomi|Indstilling|Anbefaling|Drøftelse|Debat|Diskussion|Behandling"
    r"|Beslutning|Konklusion|Aftaler?|Opfølgning|Kommentarer|Vurdering)\.\s+(?=[A-ZÆØÅ\d\"»”]|[a-h][.)])"
)
_REMARK = re.compile(r"\s*\((?:fortsat|(?P<day>[^()]{0,24}\d[^()]{0,24}))\)(?=\s*:?$)", re.IGNORECASE)
_SENT = re.compile(
    r"(?:bilag (?:udsendt|vedlagt|sendt|omdelt|uddelt|vedhæftet|til|fra|som)"
    r"|vedhæftet (?:til|mailen|mødet|referatet)"
    r"|vedlagt (?:til|dagsordenen|referatet))(?: (?:ad|pkt|punkt|sag|dagsordenspunkt) \d{1,3}| [^\W\d]+){0,6}"
)
LONGEST = 170


def _fold(text: str) -> str:
    return " ".join(_NOT_WORD.sub(" ", text.casefold().replace("é", "e").replace("è", "e")).split())


def label_of(line: Line, *, plain: bool = False) -> Label | None:
    """The label of a heading line, or None.

    The whole line must be the heading: it opens with a capital and ends without a full stop.
    `plain` says that the line stands between blank lines, which admits misspelt words in lower case.
    """
    text = line.clean
    if not text or len(text) > LONGEST or not _OPENING_CASE.match(text) or (line.cells and is_row(line)):
        return None
    if remark := _REMARK.search(text):
        return _remarked(line, remark, plain)
    if match := _FOR_ITEM.match(text):
        return VOCABULARY.get(_fold(match["word"]))
    if len(text) > 60:
        return _treated_elsewhere(text)
    colon = text.endswith(":")
    if text[-1] in ":," or text.endswith(" at"):
        folded = _fold(text)
        if folded not in VOCABULARY and (kind := _phrase(folded)):
            return Label(kind, minor=True, phrase=True)
        if colon and _SENT.fullmatch(folded):
            return VOCABULARY["bilag"]
    if text[-1] in ".,;!?)" and _fold(text) not in _ASKING and not text.endswith((" mv.", " m.v.")):
        return None
    marked = plain or colon or line.level > 0 or line.bold or (text.isupper() and len(text) > 5)
    return _word_label(text.rstrip(" :"), marked) or _treated_elsewhere(text)


def _remarked(line: Line, remark: re.Match[str], plain: bool) -> Label | None:
    """The label of a heading with a day in parentheses after it ("Indstilling (3. maj 2024):")."""
    bare = line.clean[: remark.start()] + line.clean[remark.end() :]
    found = label_of(replace(line, clean=bare), plain=plain)
    if found is None or found.kind != "beslutning" or not remark["day"]:
        return found
    return _treated_elsewhere(f"{bare.rstrip(' :')} {remark['day']}") or found


def only_talk(heading: str) -> bool:
    """Whether the heading is that of what was said, whatever else the item has."""
    words = _fold(heading)
    return words in _TALK or bool(_TALKED.fullmatch(words))


def is_discussion(heading: str) -> bool:
    """Whether the heading says that something was discussed, not only that it was treated."""
    return only_talk(heading) and "behandling" not in _fold(heading)


def is_account(heading: str) -> bool:
    """Whether the heading is that of the account of an item, in which its decision may stand."""
    return _fold(heading) in _ACCOUNT


def is_talk(heading: str, beside: Iterable[str]) -> bool:
    """Whether the heading is that of what was said, no decision where one is headed by one of `beside`."""
    words = _fold(heading)
    others = {_fold(other) for other in beside if not only_talk(other)} - _ACCOUNT
    return bool(others) if only_talk(heading) else words in _ACCOUNT and bool(others - _FOLLOWS)


def lists_for(heading: str) -> bool:
    """Whether the words are an attachment with the item that it belongs to, rather than a heading."""
    match = _FOR_ITEM.match(heading)
    return match is not None and re.search(r"[:.–-]\s*\w", heading[match.end("word") :]) is not None


def follows(heading: str) -> bool:
    """Whether the heading is that of who does what next."""
    return _fold(heading) in _FOLLOWS


def asks(line: Line) -> bool:
    """Whether the line says no more than that somebody recommends what the next lines hold."""
    text = line.clean.rstrip(" :,")
    return len(text) <= 60 and _OPENING_CASE.match(text) is not None and bool(_ASKED.fullmatch(_fold(text)))


def settles(line: Line) -> bool:
    """Whether the line says no more than that somebody decided what the next lines hold."""
    text = line.clean.rstrip(" :,")
    return len(text) <= 60 and _OPENING_CASE.match(text) is not None and bool(_DECIDED.fullmatch(_fold(text)))


def _phrase(folded: str) -> str:
    """The kind of section that a sentence broken off at its list or its "at" leads to, or ""."""
    if _DECIDED.fullmatch(folded):
        return "beslutning"
    return "indstilling" if _ASKED.fullmatch(folded) else ""


@lru_cache(maxsize=8192)
def _word_label(text: str, marked: bool) -> Label | None:
    """The vocabulary's label for `text`; misspelt words count only where the line is `marked`."""
    if any(mark in text for mark in ":;|\t(") or re.search(r"\d", text):
        return None
    folded = _fold(text)
    found = VOCABULARY.get(folded)
    if found:
        return found
    if owned := _OWNED.match(text):
        return replace(VOCABULARY[_fold(owned["word"])], owner=_fold(owned["body"]))
    match = _POSSESSIVE.match(folded)
    if match and len(folded.split()) <= 6:
        return replace(VOCABULARY[match[1]], owner=folded)
    if _FROM.match(folded):
        return VOCABULARY["forslag"]
    if about := _ABOUT.match(folded):
        return VOCABULARY[about[1]]
    if _TALKED.fullmatch(folded) and len(folded.split()) <= 3:
        return VOCABULARY["drøftelse"]
    parts = [VOCABULARY.get(_fold(part)) for part in _AND.split(text)]
    if len(parts) == 2 and parts[0] and parts[1]:
        weightier = next((part for part in parts if part and not part.minor), parts[0])
        return replace(weightier, minor=parts[0].minor)
    if not marked or " " in folded or len(folded) < 6:
        return None
    for word in _FUZZY:
        limit = 1 if len(word) < 10 else 2
        if folded[0] == word[0] and OSA.distance(folded, word, score_cutoff=limit) <= limit:
            return VOCABULARY[word]
    return None


def _treated_elsewhere(text: str) -> Label | None:
    """A line that heads the treatment of the case on a given date ("Behandling i X den 3. maj 2024")."""
    if not _DATED.match(text) and (
        not (_TREATED.match(text) or _SAT.match(text)) or _ONLY_OUTCOME.search(text) or text.endswith(".")
    ):
        return None
    hits = find_dates(text)
    days = tuple(day for hit in hits if (day := hit.as_date()))
    return Label("tidligere beslutninger", days=days, owner=_fold(text)) if hits else None


def names_body(heading: str, body: str) -> bool:
    """Whether a heading is about the decision of `body`: it names that body, or none in particular."""
    named = {word for word in heading.split() if _BODY_WORD.fullmatch(word)} - _ANY_BODY
    return not named or any(_BODY_ENDING.sub("", word) in body.casefold() for word in named)


def inline_label(line: Line) -> tuple[Label, int] | None:
    """The label that a line opens with before its text ("Beslutning: Godkendt."), and its length."""
    match = _INLINE.match(line.clean)
    label = (VOCABULARY.get(folded := _fold(match[1])) or _said(folded)) if match else None
    if match is None or label is None or label.kind in ("fraværende", "deltagere", "stamdata"):
        return None
    return label, match.end()


def stopped_label(line: Line) -> tuple[Label, int] | None:
    """The label that a line opens with before a full stop ("Konklusion. a) Godkendt."), and its length."""
    match = _STOPPED.match(line.clean)
    return (VOCABULARY[_fold(match[1])], match.end()) if match else None


def _said(folded: str) -> Label | None:
    """The label of words before a colon that say who recommends or decided: "Udvalget besluttede: …"."""
    if kind := _phrase(folded):
        return Label(kind, minor=True)
    if _SENT.fullmatch(folded):
        return VOCABULARY["bilag"]
    if _FROM.match(folded):
        return VOCABULARY["forslag"]
    match = _POSSESSIVE.match(folded)
    return VOCABULARY[match[1]] if match and len(folded.split()) <= 4 else None


_META = re.compile(
    r"^(?:(?:sags?[\s-]?id|dok(?:ument)?[\s.-]?id|brev[\s-]?id|sags?(?:nr|nummer)|sags?[\s-]nr"
    r"|journal(?:nr|nummer)|j\.?\s?nr|sagsbehandler|sagsansvarlig|initialer|sag(?=\s+\d{2,}[-./]\d)|dok(?=\.?\s+\d{2,}[-./]\d)|dok(?:ument)?\.?[\s-]?nr|acadre(?:nr)?|esdh[\s-]?nr"
    r"|kle(?:[\s-]?nr)?|id)\b\.?\s*:?\s*\S.{0,80}"
    r"|[A-ZÆØÅ](?:[\w.()-]+ ?[-–]? ){1,7}brev[\s-]?id\s*:?\s*\d{4,12}"
    r"|emn-\d{4}-\d+|(?:19|20)?\d\d/\d{3,7}|\d\d\.\d\d\.\d\d-[a-zæøå]\d\d-\d+-\d\d|(?:åben|åbent|lukket|fortrolig|fortroligt)(?:\s+(?:sag|punkt|dagsorden))?"
    r"|sagstype\s*:.{0,60}|offentlighed\s*:.{0,40})$",
    re.IGNORECASE,
)
OPENNESS = re.compile(
    r"^(?P<number>\d{1,3})\s*(?P<dot>[.:])?\s*(?:\((?P<marked>åbent?|lukket|fortroligt?)(?:\s+(?:sag|punkt))?\)\s*"
    r"|(?P<stated>åbent?|lukket|fortroligt?)(?:\s+(?:sag|punkt))?"
    r"(?:\s*[-–:]\s+|(?(dot)\s+(?=(?-i:[A-ZÆØÅ]))|(?!))))",
    re.IGNORECASE,
)


def is_closed(openness: re.Match[str]) -> bool:
    """Whether a match of OPENNESS says that the item is closed."""
    return not (openness["marked"] or openness["stated"]).casefold().startswith("åben")


# "Sagsnr. 24108 Havneudvalget, Byrådet Lukket punkt": the case, who treats it, whether it is open.
CASE_OPENNESS = re.compile(
    r"(?P<case>sags?[\s-]?(?:id|nr|nummer)\.?\s*:?\s*\S*\d\S*)\s+(?:[A-ZÆØÅ].{2,150}?\s+)?"
    r"(?P<openness>(?:åbent?|lukket|fortroligt?)\s+(?:punkt|sag))",
    re.IGNORECASE,
)
_TYPE_LABEL = re.compile(r"(?:punkt|sags)type|(?:punktets|sagens)\s+(?:karakter|type)", re.IGNORECASE)


def is_type_label(text: str) -> bool:
    """Whether a line is the label of what an item is for, with that on the next line: "Punkttype"."""
    return bool(_TYPE_LABEL.fullmatch(text))


META_JOIN = re.compile(r"\s+[-–—·•|]\s+")
_ID_LINE = re.compile(r"\d")


def is_meta(line: Line) -> bool:
    """Whether the line holds registration data: case or document numbers, open or closed."""
    text = line.clean
    if not text or len(text) > 200:
        return False
    if text[0] == "(" and text[-1] == ")":
        text = text[1:-1].strip()
    if OPENNESS.match(text) or CASE_OPENNESS.fullmatch(text):
        return True
    pieces = META_JOIN.split(text)
    pieces = list(line.cells) if len(line.cells) > len(pieces) else pieces
    if len(pieces) > 1 and all(is_meta(replace(line, clean=piece, cells=())) for piece in pieces):
        return True
    if len(text) > 100 or not _META.match(text):
        return False
    return ":" in text or bool(_ID_LINE.search(text)) or len(text.split()) <= 2
