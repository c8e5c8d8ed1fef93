"""Follow-up questions: what they take over from the earlier questions of the conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question import normal
from index.danish import content_words, stem, unfold
from index.dates import find_dates, find_periods, find_years

_POINTS = re.compile(
    r"^\W*(?:og|men|hvad med|hvad så|hvorfor det|hvornår det|jamen|ok|okay|så)\b|"
    r"\b(?:dem|dette|disse|han|hun|hans|hendes|deres)\b|"
    r"\b(?:sagen|punktet|beslutningen|beløbet|pengene|forslaget|projektet|mødet)\b(?!\s+(?:i|den|på|om|der|fra|med|hvor|til|af|d)\b)|"
    r"\b(?:samme|også|hertil|heraf|dertil|deraf|derfor|derefter)\b"
)
# "det", "den" and "de" point back unless they are the article of what follows: "det nye hus", "den 14. marts".
_PRONOUN = re.compile(
    r"\b(?:det|den|de)\b(?!\s+(?:\d|(?!(?:koste|fik|gik|blev|skulle|ville|kunne|måtte|havde|gjorde|sagde|lavede|bruge)\b)\w+e\b\s+\w|(?:to|tre|fire|fem|seks|syv|otte|ni|ti)\b))"
)
_POINTERS = frozenset("det den de dem der dette denne disse".split())
_EXPLETIVE = re.compile(
    r"\b(?:er|var|blev|bliver|kan|skal|kunne|skulle|ville|vil) det (?:sådan|rigtigt|korrekt|muligt)\b"
)
_SHORT = re.compile(
    r"^\W*(?:og|men|jamen|ok|okay)?,?\s*(?:hvad\s+(?:så\s+)?(?:med|m)\.?|hvordan med|hva med|gælder det også|og)\s+(?P<rest>[^?]+?)\W*$",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(r"\b(?:året efter|år(?:et)? derpå|næste år|det følgende år)\b")
_YEAR_BEFORE = re.compile(r"\b(?:året før|året forinden|forrige år|det foregående år)\b")
_BODY = re.compile(
    r"(?:\b(?!og\b|i\b|om\b|på\b|af\b|har\b|til\b)[\w-]+,?\s+og\s+)?\b[\w-]*(?:udvalg|byråd|råd|forum|klynge|niveau|direktion|bestyrelse)(?:et|en|s|ets|ens)?\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"^(?P<word>fra|i|til|på|for|om|af|hos|ved)\s+(?P<what>.+)$", re.IGNORECASE)
_NAME_PLACE = re.compile(r"\b(?P<word>i|fra|hos|på|for)\s+(?P<name>[A-ZÆØÅ][\wæøåÆØÅ-]+)")
_WHICH_ONES = re.compile(r"\W*(?:og )?(?:hvilke|hvem)(?: da| så| var det| er det)?\W*")
_HOW_MANY_ONES = re.compile(r"\W*(?:og )?hvor mange(?: da| så)?(?: (?:var|er|blev))?(?: (?:det|der|de))?\W*")
_HOW_MANY = re.compile(r"\bhvor mange\b", re.IGNORECASE)
_WHO = re.compile(r"^\W*(?:hvem|hvilke)\b", re.IGNORECASE)
_ITEM = re.compile(r"\bpunkt (?:nr\.? )?\d{1,2}\b", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)+")
_MANY = 6
_DEEPEST = 4
_ENOUGH = 2
_FEW = 3
_MOST_WORDS = 6
# Words that say what was asked, not what it was about.
ASKING = frozenset(
    stem(word)
    for word in """besluttede besluttet beslutning blev godkendt godkendte vedtog vedtaget drøftede drøftet indstillede
    koster kostede koste mange meget hvem hvor hvornår hvorfor hvilke hvad deltog fraværende afbud ordstyrer bilag
    sagde mente skete gjorde handlede handler beløb pris penge dato stemte stod står hedder navn imod besluttes
    fik få går gik bliver ske skal skulle færdig færdigt mener gælder begrundelse begrundelsen""".split()
)
RESETS = frozenset({"nulstil", "ny samtale", "start forfra", "glem det", "reset", "begynd forfra"})


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as part of a conversation. `text` is the question, made whole where it was short for an
    earlier one; `carried` holds words of earlier questions to search for besides; `refers` tells whether
    it leans on the question before, so that the places of that answer are looked at first."""

    text: str
    carried: str = ""
    refers: bool = False


def turn(question: str, history: Sequence[str]) -> Turn:
    """What a question asks, given the earlier ones; "nulstil" among them forgets what stands before it."""
    earlier = since_reset(history)
    if not earlier:
        return Turn(question)
    if again := _asked_again(question, earlier[-1]):
        return turn(again, earlier[:-1])
    short = _SHORT.match(" ".join(question.split()))
    if short and len(short["rest"].split()) <= _MOST_WORDS and not _asks(short["rest"]):
        return _replaced(short["rest"], earlier)
    if not _points_back(question):
        return Turn(question)
    return Turn(question, " ".join(_taken_over(question, earlier)), refers=True)


def _asked_again(question: str, last: str) -> str:
    """The question before with "how many" for "which", or the other way round ("Hvilke?" after "Hvor mange
    punkter …?"); "" where it is not asked so."""
    words = normal(question)
    if _WHICH_ONES.fullmatch(words) and _HOW_MANY.search(last):
        return _HOW_MANY.sub("Hvilke", last, count=1)
    if _HOW_MANY_ONES.fullmatch(words) and _WHO.match(last):
        return _WHO.sub("Hvor mange", last, count=1)
    return ""


def _taken_over(question: str, earlier: Sequence[str]) -> list[str]:
    """The topic words of the earlier questions that one lacks: of the last one, of the one before where
    that says too little, and of those that they lean on, back to where the matter was named."""
    own = {stem(word) for word in content_words(question)}
    carried: list[str] = []
    for place in range(len(earlier) - 1, max(-1, len(earlier) - 1 - _DEEPEST), -1):
        carried = [*_topic(earlier[place], own), *carried]
        if len(carried) >= _ENOUGH and not (place and _points_back(earlier[place])):
            break
    return list(dict.fromkeys(carried))


def carried_words(question: str, history: Sequence[str]) -> str:
    """The topic words of the earlier questions that a follow-up lacks; "" for a question of its own."""
    return turn(question, history).carried


def is_reset(question: str) -> bool:
    """Whether a question asks to forget the conversation."""
    return unfold(question).strip(" .!?") in RESETS


def since_reset(history: Sequence[str]) -> list[str]:
    """The earlier questions after the last reset."""
    earlier = [question for question in history if question.strip()]
    for place in range(len(earlier) - 1, -1, -1):
        if is_reset(earlier[place]):
            return earlier[place + 1 :]
    return earlier


def own_topic(question: str) -> list[str]:
    """The words of a question that say what it is about."""
    return [word for word in _topic(question, set()) if word[0].isalpha()]


def _replaced(rest: str, earlier: Sequence[str]) -> Turn:
    """The question before, asked of something else: another year, body, place or matter."""
    last = _whole(earlier)
    normal_rest = normal(rest)
    shift = 1 if _YEAR_AFTER.search(normal_rest) else -1 if _YEAR_BEFORE.search(normal_rest) else 0
    years = find_years(last)
    if shift and years:
        return Turn(last.replace(years[-1], str(int(years[-1]) + shift)))
    if _ITEM.fullmatch(normal_rest) and _ITEM.search(last):
        return Turn(_ITEM.sub(rest, last, count=1))
    if _NAME.fullmatch(rest) and not _BODY.search(rest) and (named := _name_in(last)):
        return Turn(last.replace(named, rest, 1))
    when = [*find_dates(rest), *find_periods(rest)]
    if when:
        return Turn(_with_time(last, rest))
    if _BODY.search(rest) and not _PREPOSITION.match(rest):
        return Turn(
            f"{_BODY.sub(rest, last, count=1)}" if _BODY.search(last) else f"{_ended(last)} i {rest}?"
        )
    said = _PREPOSITION.match(rest)
    if said:
        phrase = re.compile(rf"\b{said['word']}\s+(?:den\s+|det\s+|de\s+)?[\w-]+", re.IGNORECASE)
        if phrase.search(last):
            return Turn(phrase.sub(rest, last, count=1), refers=True)
    if len(rest.split()) <= 2 and _NAME_PLACE.search(last) and rest[:1].isupper():
        return Turn(_NAME_PLACE.sub(rf"\g<word> {rest}", last, count=1), refers=True)
    spoken = [word for word in re.findall(r"[\w-]+", last) if word.lower() not in _POINTERS]
    asking = [word for word in spoken if stem(word) in ASKING or not content_words(word)]
    return Turn(f"{' '.join(asking)} {rest}?", " ".join(_topic(last, set())), refers=True)


def _name_in(question: str) -> str:
    """The first person's name in a question, "" where there is none: two words with capitals, not the first."""
    first = len(question) - len(question.split(maxsplit=1)[-1])
    names = (match[0] for match in _NAME.finditer(question, first))
    return next((name for name in names if not _BODY.search(name)), "")


def _whole(earlier: Sequence[str]) -> str:
    """The last earlier question, itself made whole where it was short for the one before."""
    return turn(earlier[-1], earlier[:-1]).text if len(earlier) > 1 else earlier[-1]


def _with_time(last: str, rest: str) -> str:
    """A question with its day or period replaced by that of `rest`, or with that added."""
    said = _PREPOSITION.match(rest)
    new = said["what"] if said else rest
    spans = [(day.start, day.end) for day in find_dates(last)]
    spans += [(period.start, period.end) for period in find_periods(last)]
    if not spans:
        return f"{_ended(last)} {rest if said else f'i {rest}'}?"
    start, end = spans[-1]
    return f"{last[:start]}{new}{last[end:]}"


def _ended(question: str) -> str:
    return question.rstrip(" ?.!")


def _asks(rest: str) -> bool:
    return bool(re.search(r"\b(?:hvem|hvad|hvor\w*|hvilk\w+|hvornår)\b", normal(rest)))


def _topic(question: str, own: set[str]) -> list[str]:
    return [word for word in content_words(question) if stem(word) not in own | ASKING]


def _points_back(question: str) -> bool:
    telling = [word for word in content_words(question) if word[0].isalpha() and len(word) > 3]
    if len(telling) < _FEW:
        return True
    return len(telling) < _MANY and leans(question)


def leans(question: str) -> bool:
    """Whether a question has a word that points back: "og …", "den", "deres", "beslutningen"."""
    words = _EXPLETIVE.sub(" ", normal(question))
    return bool(_POINTS.search(words) or _PRONOUN.search(words))
