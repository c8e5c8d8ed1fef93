"""Questions in other languages: their words brought to Danish, so that the Danish minutes can answer.

A small table (`data/foreign.tsv`) holds the question words and what public bodies talk about; names and
words that the languages share are kept as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NAMES = {"en": "engelsk", "de": "tysk", "sv": "svensk", "no": "norsk"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MOST_WORDS = 4  # the longest phrase in the table
# Words that tell a language: two of them, one of which asks, make a question foreign; loanwords do not.
_TELLING: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        """what who which when where why how the was were did does do much many about there is are of and with
        meeting decided decision minutes council committee please tell me whom whose been has had""".split()
    ),
    "de": frozenset(
        """was wer wann wo warum wie welche welcher welches wurde wurden über und die das ist sind viel viele
        nicht ein eine sitzung beschlossen kostet kosten hat haben wieviel ausschuss""".split()
    ),
    "sv": frozenset(
        """vad vem vilka vilket vilken när varför hur och är inte mötet beslutades beslutade kostar mycket
        många något någon sammanträdet nämnden""".split()
    ),
    "no": frozenset("hva mye ble vedtatt møtet deltok noe noen utvalget når hvordan".split()),
}
# Those that such a question begins with or cannot do without.
_OWN: Mapping[str, frozenset[str]] = {
    "en": frozenset("what who whom which when where why how was were did does is are".split()),
    "de": frozenset("was wer wann wo warum wie welche welcher welches wurde wurden wieviel ist hat".split()),
    "sv": frozenset("vad vem vilka vilket vilken när varför hur".split()),
    "no": frozenset("hva mye ble deltok vedtatt".split()),
}
_DANISH = frozenset(
    """hvad hvem hvilke hvilken hvilket hvornår hvorfor hvordan hvor og blev er var af på til det den der ikke
    om meget mange mødet besluttet koster hvorledes""".split()
)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A question in another language: which ("en"), and its words in Danish as far as they are known."""

    language: str
    danish: str


def foreign(question: str) -> Foreign | None:
    """The question in Danish words where it is in another language; None for a Danish one."""
    language = _language(question)
    return Foreign(language, _danish(question, language)) if language else None


def _language(question: str) -> str:
    words = [match.group().lower() for match in _WORD.finditer(question)]
    danish = sum(word in _DANISH for word in words)
    best, most = "", 0
    for language, telling in _TELLING.items():
        score = sum(word in telling for word in words)
        own = sum(word in _OWN[language] for word in words)
        if own and score > most and score >= 2:
            best, most = language, score
    return best if most > danish else ""


def _danish(question: str, language: str) -> str:
    """The question with every phrase that the table knows in Danish, the longest first."""
    table = _table()[language]
    tokens = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:/-]*|[^\w\s]", question)
    result: list[str] = []
    at = 0
    while at < len(tokens):
        for length in range(_MOST_WORDS, 0, -1):
            phrase = " ".join(tokens[at : at + length]).lower()
            if length <= len(tokens) - at and phrase in table:
                result.append(table[phrase])
                at += length
                break
        else:
            result.append(tokens[at])
            at += 1
    return re.sub(r"\s+([?.!,])", r"\1", " ".join(word for word in result if word))


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    table: dict[str, dict[str, str]] = {language: {} for language in NAMES}
    text = files("assistant").joinpath("data/foreign.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            languages, phrases, danish = line.split("\t")
            for language in languages.split():
                for phrase in phrases.split("|"):
                    table[language][phrase.strip()] = "" if danish == "-" else danish
    return table
