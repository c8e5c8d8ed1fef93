"""What became of the agenda: which items were behind closed doors, and which were moved, added or taken off."""

from __future__ import annotations

import re

from assistant.cite import Statement, heading, heading_source, label, sentence
from assistant.enquiry import Enquiry, Reply
from assistant.front import as_item
from assistant.register import which
from assistant.register.words import beside_header, own_words
from assistant.sentences import placed_units
from index.danish import stem
from index.types import Meeting

_ITEM = r"\b(?:hvilke[tn]?|nævn)\s+(?:\w+\s+)?(?:punkt\w*|dagsordenspunkt\w*|sag(?:er)?|emner?)\b.*"
_CLOSED = re.compile(
    _ITEM
    + r"\b(?:lukket|lukkede|luk|fortrolig\w*|bag lukkede døre|for lukkede døre|ikke (?:åbent|åbne|offentlig\w*))\b"
    + r"|\b(?:hvilke[tn]?|nævn)\s+(?:de\s+)?(?:lukke(?:t|de)|fortrolig\w*)\s+(?:punkt\w*|dagsordenspunkt\w*|sag(?:er)?|emner?)\b"
)
_MOVES = r"\b(?:ryk\w+|flyt\w+|byt\w+)\b|\b(?:behandle[st]|drøfte[st])\b[^.]*\b(?:før|foran|efter (?=(?:punkt|pkt|sag)\b)|som (?:det |den )?(?:første|sidste)|til sidst)\b"
# What is asked, and what the minutes must then say of the agenda.
_MOVED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(
            _ITEM
            + r"\b(?:rykket|rykkede|flyttet|flyttede|behandlet (?:(?:som|under) )?(?:(?:det|den|punkt|allerede) )*(?:først\w*|før|tidligere|sidst\w*)|byttet\w*)\b"
        ),
        re.compile(_MOVES, re.IGNORECASE),
    ),
    (
        re.compile(
            r"\b(?:ændr\w+|byttet)\b.*\brækkefølge\w*|\brækkefølge\w*\b.*\b(?:ændre\w*|byttet|fulgt|anden|anderledes|behandle\w*)\b|\bhvilken rækkefølge\b"
        ),
        re.compile(rf"\brækkefølge\w*|{_MOVES}", re.IGNORECASE),
    ),
    (
        re.compile(_ITEM + r"\b(?:taget af|trukket|pillet af|udgik|udgået|strøget)\b"),
        re.compile(r"\b(?:taget af|tages af|trukket|trækkes|udgik|udgår|udgået)\b", re.IGNORECASE),
    ),
    (
        re.compile(_ITEM + r"\b(?:tilføjet|sat på|føjet til|kommet på|optaget)\b"),
        re.compile(
            r"\b(?:tilføj\w+|sat (?:på|ind)|sættes (?:på|ind)|optage[ts]|punkt om\b[^.]*\bpå)\b",
            re.IGNORECASE,
        ),
    ),
)
# What somebody only wished for, or what was refused, did not happen.
_NOT = re.compile(r"\b(?:afvis\w*|ikke|nej|ønskede|foreslog|bad om|nedstemt\w*)\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:punkt\w*|pkt|sag\w*|dagsorden\w*|ad)\b", re.IGNORECASE)
_AGENDA = re.compile(r"\bdagsorden|\bgodkendelse\b", re.IGNORECASE)
_ASKING = frozenset(
    stem(word)
    for word in """lukket lukkede luk fortroligt fortrolige døre offentligheden offentlig offentligt åbent åbne rykket rykkede
    flyttet flyttede først tidligere sidst byttet taget trukket pillet udgik udgået strøget tilføjet føjet kommet optaget frem
    rækkefølge rækkefølgen ændring ændringer lavet sket ændret ændrede fulgt anden anderledes
    hvorfor grund årsag hensyn før bag blev første sidste behandlet paragraf paragraffen § stk lov""".split()
)
_NUMBER = re.compile(r"\b(?:punkt|pkt\.?|sag) (\d{1,3})\b")  # "før punkt 5"
_SHORT = 2  # "pa" is "på", typed in haste
_READ = 8
_MOST = 6
_SAID = 2


def answer(enquiry: Enquiry) -> Reply | None:
    """The closed items, or the sentences on what was changed in the agenda, of the meetings named or of the
    few that there are; None where neither is asked for, or nothing is told."""
    text = enquiry.text
    says = next((said for asks, said in _MOVED if asks.search(text)), None)
    closed = bool(_CLOSED.search(text))
    if not closed and says is None:
        return None
    own = (word for word in own_words(enquiry) if len(word) > _SHORT)
    asking = [word for word in own if stem(word) not in _ASKING and not _offentlig(word)]
    keys = which.named(enquiry)
    if beside_header(enquiry, asking) or not keys or len(keys) > _READ:
        return None
    meetings = [enquiry.searcher.item(key.id, None)[0] for key in keys]
    found = [(m, _closed(m) if closed else _changed(m, says)) for m in meetings]
    told = [(meeting, lines) for meeting, lines in found if lines]
    lines = [line for _, of_one in told for line in of_one]
    numbers = set(_NUMBER.findall(text))
    if beside := [line for line in lines if numbers & set(_NUMBER.findall(line.text.lower()))]:
        return Reply(beside[:_MOST])
    if not lines or len(lines) > _MOST or (not closed and len(told) > _SAID):
        return None
    return Reply(lines)


def _offentlig(word: str) -> bool:
    """Whether a word is the public, typed with a slip."""
    return stem(word).startswith("offentlig")


def _closed(meeting: Meeting) -> list[Statement]:
    where = label(meeting, None)
    return [
        Statement(f"{heading(item)} ({where})", (heading_source(meeting, item),), list_line=True)
        for item in meeting.items
        if item.closed
    ]


def _changed(meeting: Meeting, says: re.Pattern[str] | None) -> list[Statement]:
    """The sentences on the agenda, in the header or the items that approve it, that say what is asked."""
    items = [i for i in meeting.items if not i.closed and _AGENDA.search(i.title)]
    lines = []
    for item in [as_item(meeting), *items]:
        for section, unit in placed_units(meeting, item):
            words = meeting.text[unit.start : unit.end]
            if says and says.search(words) and _PART.search(words) and not _NOT.search(words):
                lines.append(sentence(meeting, item, section.kind, unit.mark, unit.end))
    return lines
