"""Questions as people type them in haste, written in full: "adm. kfu nov 22" says a body, a month and a year.

Office abbreviations, clipped ends of compounds, short months, years of two digits and slips in the question
words are written out; with the store's bodies at hand their initials and clipped names too. What is not
surely short for something stays as typed. Only questions pass through here: minutes are written with care.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import OSA

from index.danish import is_stopword, known, unfold
from index.dates import MONTHS
from index.scope import body_words

_WORD = re.compile(r"[^\W\d_]+")
_IN_FULL = {
    "adm": "administrationen",
    "arb": "arbejde",
    "ble": "blev",
    "fmd": "formand",
    "gns": "gennemsnit",
    "ha": "have",
    "hva": "hvad",
    "ialt": "i alt",
    "grp": "gruppe",
    "ifl": "ifølge",
    "ik": "ikke",
    "ikk": "ikke",
    "incl": "inklusive",
    "inkl": "inklusive",
    "ka": "kan",
    "komm": "kommune",
    "ku": "kunne",
    "kvt": "kvartal",
    "md": "måned",
    "mdr": "måneder",
    "næstfmd": "næstformand",
    "nfmd": "næstformand",
    "omr": "område",
    "pct": "procent",
    "sa": "sagde",
    "sku": "skulle",
    "udv": "udvalg",
}
# Words of their own without the dot.
_WITH_DOT = {
    "afd": "afdeling",
    "beh": "behandling",
    "besl": "beslutning",
    "best": "bestyrelse",
    "bev": "bevilling",
    "dir": "direktør",
    "forv": "forvaltning",
    "indst": "indstilling",
    "medl": "medlem",
    "ref": "referat",
    "reg": "region",
}
_ENDS = {"bev": "bevilling", "grp": "gruppe", "omr": "område", "pct": "procent", "udv": "udvalg"}
_END = re.compile(r"(?P<head>[^\W\d_]{3,}-?)(?P<end>" + "|".join(_ENDS) + ")", re.IGNORECASE)
_WORK = re.compile(r"\barb\.(?=[^\W\d_])", re.IGNORECASE)  # "arb.gruppen"
_ASKING = ("hvem", "hvad", "hvor", "hvornår", "hvordan", "hvorfor", "hvilken", "hvilket", "hvilke")
_ASKED = (*_ASKING, "mange", "meget")
_LEAST_SLIP = 4
_LEAST_CLIPPED = 4  # letters of a word's beginning that stand for it …
_LEAST_DOTTED = 3  # … and with a dot after them
_LEAST_INITIALS = 2

_SHORT_MONTHS = {"febr": "februar", "sept": "september"} | {month[:3]: month for month in MONTHS}
_ALSO_ELSE = frozenset({"jan", "mar", "jul"})  # months only beside a number
_ANY_MONTH = "|".join(sorted((*MONTHS, *_SHORT_MONTHS), key=len, reverse=True))
_MONTH = re.compile(
    rf"(?<![\w-])(?P<month>{_ANY_MONTH})\b(?P<dot>\.?)(?:\s*'?(?P<yy>[1-3]\d)(?!\w|[.,:/-]\d|\.\s))?",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"\d\.?\s*$|/\s*$")
_DAY = re.compile(r"(?<![\d.,/-])(?P<day>\d{1,2}/\d{1,2})\s+'?(?P<yy>[1-3]\d)(?!\w|[.,:/-]\d)")
_SCHOOL_YEAR = re.compile(r"(?<![\d./-])(?P<first>[1-3]\d)/(?P<second>[1-3]\d)(?![\d/-]|[.,]\d)")
_OF_YEAR = re.compile(
    r"\b(?P<what>(?:forår|sommer|efterår|vinter)(?:en|et)?|\w*(?:budget|regnskab|valg)(?:et)?|kvartal|halvår)\s+"
    r"'?(?P<yy>[12]\d)(?=\s+\D|\W*$|[?,:;)])(?!\s+(?:pct|procent|kr|mio)\b)"
    rf"(?!\s+(?:{_ANY_MONTH})\b)",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(r"\b(?P<what>i|fra|siden)\s+'?(?P<yy>[12]\d)(?=\W*$|[?,:;)])", re.IGNORECASE)
_QUARTER = re.compile(r"(?<!\d)(?P<n>[1-4])\.?\s*(?:kv|kvt)\b\.?", re.IGNORECASE)


@lru_cache(maxsize=256)
def written_out(question: str) -> str:
    """A question with what is short in it written in full; everything else as typed."""
    text = _WORK.sub("arbejds", question)
    text = _QUARTER.sub(r"\g<n>. kvartal", text)
    text = _MONTH.sub(lambda match: _month(match, text), text)
    text = _DAY.sub(r"\g<day> 20\g<yy>", text)
    text = _SCHOOL_YEAR.sub(_school_year, text)
    text = _OF_YEAR.sub(r"\g<what> 20\g<yy>", text)
    text = _IN_YEAR.sub(r"\g<what> 20\g<yy>", text)
    return _each_word(text, _full)


def _each_word(text: str, full: Callable[[str, bool], str]) -> str:
    """A text with each word put through `full`, which is told whether a dot clips it; that dot is dropped
    where another word is put in."""
    pieces: list[str] = []
    at = 0
    for match in _WORD.finditer(text):
        if match.start() < at:
            continue
        dotted = text.startswith(".", match.end()) and bool(text[match.end() + 1 :].strip(" ?!"))
        word = full(match.group(), dotted)
        pieces += [text[at : match.start()], word]
        at = match.end() + (dotted and word != match.group())
    return "".join((*pieces, text[at:]))


def _full(word: str, dotted: bool) -> str:
    plain = unfold(word)
    if word != word.lower() and not dotted and plain not in ("fmd", "udv"):
        return word  # "HA" and "MD" are names
    found = _IN_FULL.get(plain) or (_WITH_DOT.get(plain) if dotted else None)
    if found:
        return found
    end = _END.fullmatch(plain)
    if end and not known(plain):
        return end["head"] + _ENDS[end["end"].lower()]
    return _asking(word, plain)


def _asking(word: str, plain: str) -> str:
    """A question word without its slip: "hvonår", "mnage"; any other word as typed."""
    if len(plain) < _LEAST_SLIP or plain[0] not in "hm" or plain in _ASKED or known(plain):
        return word
    meant = [other for other in _ASKED if other[0] == plain[0] and OSA.distance(plain, other) == 1]
    return meant[0] if len(meant) == 1 else word


def _month(match: re.Match[str], text: str) -> str:
    short = match["month"].lower()
    day = _DAY_BEFORE.search(text[: match.start()])
    beside = day or match["yy"] or re.match(r"\s*[\d/]", text[match.end() :])
    if short in _ALSO_ELSE and not beside:
        return match.group()
    name = _SHORT_MONTHS.get(short, match["month"])
    dot = match["dot"] if short in MONTHS else ""
    return f"{name}{dot}" + (f" 20{match['yy']}" if match["yy"] else "")


def _school_year(match: re.Match[str]) -> str:
    """ "23/24" is no day: the second number is no month, and follows the first."""
    first, second = int(match["first"]), int(match["second"])
    return f"20{first}/{second}" if second == first + 1 and second > len(MONTHS) else match.group()


def named_in_full(question: str, bodies: frozenset[str]) -> str:
    """A question with bodies named by their initials ("kfu") or by the beginnings of their words ("beskæft og
    erhv udvalg") named as the store names them."""
    initials, words = _names(bodies)

    def full(word: str, dotted: bool) -> str:
        plain = unfold(word)
        letters = plain if plain in initials else plain.removesuffix("s")
        if letters in initials and not known(plain) and not is_stopword(plain):
            return initials[letters]
        if len(plain) < (_LEAST_DOTTED if dotted else _LEAST_CLIPPED) or known(plain):
            return word
        meant = [name for name in words if name.startswith(plain)]
        return meant[0] if len(meant) == 1 else word

    return _each_word(question, full)


@lru_cache(maxsize=8)
def _names(bodies: frozenset[str]) -> tuple[dict[str, str], frozenset[str]]:
    """Bodies by their initials where these are only one's, and all words of their names."""
    by_initials: dict[str, set[str]] = {}
    words: set[str] = set()
    for body in bodies:
        own = body_words(body)
        words.update(own)
        if len(own) >= _LEAST_INITIALS:
            by_initials.setdefault("".join(word[0] for word in own), set()).add(body)
    single = {letters: next(iter(names)) for letters, names in by_initials.items() if len(names) == 1}
    return single, frozenset(words)
