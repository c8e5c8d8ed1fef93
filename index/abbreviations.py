"""Abbreviations that minutes explain themselves: "Gang og Glæde for begyndere (GOG)".

The writer sets a short form in brackets after its words, or the words in brackets after the short form.
The words must spell the short form with their initials: each word that is no stop word gives its first
letter, the later parts of a compound and stop words may give one. What does not fit is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.compounds import split
from index.danish import is_stopword
from index.privacy import is_public
from index.types import Meeting

VERSION = "1"
"""Goes up when other pairs are found, so that stores find theirs again."""

Pair = tuple[str, str]
"""(short form, its words as written)."""

_SHORT = r"[A-ZÆØÅ][A-Za-zÆØÅæøå]{1,7}"
_SAID = r"(?:herefter|i det følgende|forkortet|(?:også )?kaldet|benævnt)\s+"
_BEFORE = re.compile(rf"\(\s*(?:{_SAID})?[\"“”»']?({_SHORT})[\"“”«']?\s*\)")
_AFTER = re.compile(rf"(?<![\w-])({_SHORT})[ \t]+\(([^()\n]{{4,120}})\)")
# A line end is a blank within a paragraph; other marks end the run of words.
_BREAK = re.compile(r"[.;:!?()\[\]|\"“”»«•]|\n\s*\n|(?<!-),|\s[-–]\s")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*-?")
_REACH = 160
_MOST_TAIL = 3
_LINKS = frozenset({"of", "the", "and", "for", "in", "to", "on", "with"})
_TAIL = frozenset({"for", "til", "i", "på", "ved", "med", "hos", "blandt"})
_PEOPLE = frozenset({"deltagere", "fraværende"})


def find(text: str) -> list[Pair]:
    """The abbreviations that a text explains, in order, none twice."""
    found: dict[Pair, None] = {}
    for match in _BEFORE.finditer(text):
        start = max(0, match.start() - _REACH)
        run = _BREAK.split(text[start : match.start()])[-1]
        words = _words(run)
        # Cut in the middle of a word: that word is not whole.
        words = words[1:] if start and len(run) == _REACH else words
        if _is_short(match[1]) and (long := _ending_in(match[1], words)):
            found[match[1], long] = None
    for match in _AFTER.finditer(text):
        words = _words(_BREAK.split(match[2])[0])
        if _is_short(match[1]) and (long := _spelled(match[1], words)):
            found[match[1], long] = None
    return list(found)


def of_meeting(meeting: Meeting) -> list[Pair]:
    """The abbreviations that a meeting's public items explain; never out of a list of people, and no
    participant's name with initials or party after it."""
    names = {" ".join(_words(entry.name)).lower() for entry in meeting.attendance}
    found: dict[Pair, None] = {}
    for item in meeting.items:
        if not is_public(item):
            continue
        texts = [meeting.text[s.body : s.end] for s in item.sections if s.kind not in _PEOPLE]
        for text in (item.title, *texts):
            found.update(dict.fromkeys(find(text)))
    return [(short, long) for short, long in found if long.lower() not in names]


def _words(text: str) -> list[str]:
    return [match.group() for match in _WORD.finditer(text)]


def _is_short(text: str) -> bool:
    """Whether most letters are capitals: "QoL", "GOG"; not "Bilag" and not "Ja"."""
    capitals = sum(letter.isupper() for letter in text)
    return capitals >= 2 and 2 * capitals > len(text)


def _ending_in(short: str, words: Sequence[str]) -> str:
    """The shortest run at the end of `words` that spells `short`, or ""."""
    for start in range(len(words) - 1, -1, -1):
        if words[start][0].upper() == short[0].upper() and (long := _spelled(short, words[start:])):
            return long
    return ""


def _spelled(short: str, words: Sequence[str]) -> str:
    """The words that spell `short`: all, or all but a phrase after them ("for begyndere"); else ""."""
    if not _plausible(short, words):
        return ""
    if _spells(short.upper(), words):
        return " ".join(words)
    for end in range(len(words) - 1, 0, -1):
        tail, head = words[end:], words[:end]
        if (
            tail[0].lower() in _TAIL
            and len(tail) <= _MOST_TAIL
            and all(word[0].isupper() for word in head if not _is_link(word))
            and _spells(short.upper(), head)
        ):
            return " ".join(head)
    return ""


def _plausible(short: str, words: Sequence[str]) -> bool:
    """Two letters are soon met by chance: then the words must be written as a name."""
    if not words or _is_link(words[0]) or short.upper() in "-".join(words).upper().split("-"):
        return False
    return len(short) > 2 or all(word[0].isupper() for word in words if not _is_link(word))


def _is_link(word: str) -> bool:
    return is_stopword(word) or word.lower() in _LINKS


def _spells(letters: str, words: Sequence[str]) -> bool:
    """Whether the words' initials give exactly `letters`, in order."""
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    if _is_link(word):
        # The last word always counts: nobody ends an abbreviation's words on "og".
        given = bool(letters) and word[0].upper() == letters[0] and _spells(letters[1:], rest)
        return given or (bool(rest) and _spells(letters, rest))
    return any(_spells(letters[used:], rest) for used in _given(letters, word))


def _given(letters: str, word: str) -> list[int]:
    """How many of the next letters a word can give: its first, and then one for any later part."""
    if not letters or word[0].upper() != letters[0]:
        return []
    taken = [1]
    for part in split(word)[1:]:
        if taken[-1] < len(letters) and part[0].upper() == letters[taken[-1]]:
            taken.append(taken[-1] + 1)
    return taken[::-1]
