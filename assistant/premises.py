"""What a question takes for granted and the found place does not bear out: a name, a year, who decided or
spoke, a meeting on a day."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rapidfuzz.fuzz import ratio

from assistant.evidence import Piece
from assistant.question import Kind, Question, normal
from assistant.read_items import held, read_item, term_set
from index.danish import is_stopword, stem
from index.dates import find_dates, find_years
from index.lexical_documents import header_text
from index.lexical_query import Group
from index.scope import MeetingKey

_NAME = re.compile(r"(?<=[^\W\d_][\s,\"”»(])[A-ZÆØÅ][\w-]{2,}|(?<=[^\W\d_]\s[\"”»(])[A-ZÆØÅ][\w-]{2,}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBERS = {"første": "1", "foerste": "1", "andet": "2", "tredje": "3", "fjerde": "4"}
_PART_OF_YEAR = re.compile(
    r"\b(?P<number>[1-4]|første|foerste|andet|tredje|fjerde)\b\.?\s*"
    r"(?P<sort>kvartal|kvt|kv|halvår|halvaar)\w*\.?(?:\s*(?:i\s|af\s)?\s*(?P<year>(?:20)?\d\d)\b)?"
)
# Who is said to have decided or spoken: "hvad besluttede Byrådet i Nordby om …", "hvad sagde X til …".
_ACTOR = re.compile(
    r"\b(?:besluttede|vedtog|godkendte|afviste|anbefalede|mente|sagde|svarede|syntes|synes|oplyste|spurgte|foreslog|"
    r"ønskede|bemærkede|udtalte|fortalte|"
    r"(?<=hvad )(?:mener|siger|skrev|skriver|svarer|foreslår))\s+(?!at\b)((?:[\w&./-]+,?\s+){1,9}?)"
    r"(?=(?:om|til|ved|vedr\w*|på|omkring|under|for|at|af|fra|efter|da|angående|skulle)\b)"
)
# Whoever it was, these may be meant.
_ANYONE = frozenset(
    """kommunen politikerne medlemmerne forsamlingen deltagerne mødet klyngen parterne folk man udvalget
    rådet forummet niveauet administrationen forvaltningen sekretariatet region regionen gruppen""".split()
)
# The noun right behind a question word; not what only says which sort of thing the answer is.
_ASKED_WORD = re.compile(
    r"\b(?:hvad (?:er|var|lyder|hedder|siger|koster)|hvem (?:er|var|bliver|blev)|hvilke[nt]?|"
    r"hvor mange|antal(?:let af)?)\s+"
    r"((?:(?:den|det|de|en|et|ny|nye|nyt|seneste|samlede|årlige|faktiske|endelige)\s+)*[\w-]{4,})"
)
_SORT_WORD = re.compile(
    r"(?:dato|dag|tidspunkt|aar|år|kommune|by|sted|beloeb|beløb|sum|pris|person|firma\w*|ting|sag|punkt|moede|møde|bilag|"
    r"uge|maaned|måned|grund|aarsag|årsag|forhold|emne|formaal|formål|status|baggrund|konklusion|beslutning|"
    r"indstilling|anbefaling|begrundelse|holdning|reaktion|svar|resultat|plan|besluttet|aftalt|vedtaget|godkendt|sket|"
    r"kr|kroner|penge|mio|million|procent|pct|gang|person|borger|menneske|medlem|deltager|time|minut|døgn|"
    r"planlagt|anbefalet|indstillet|oplyst|sagt|nævnt|afsat|bevilget|gjort|to|tre|fire|fem)(?:en|et|er|erne|e|ne|ene|r|s)?"
)
_NO_ASKED_WORD = frozenset({Kind.DECISION, Kind.RECOMMENDATION, Kind.REASON, Kind.ITEM, Kind.YESNO})
_ALIKE = 80.0
_MEETING = re.compile(r"\w*møde[rt]?\w*\b|\breferat\w*\b")
_OF_MEETINGS = frozenset(
    {Kind.DECISION, Kind.ATTENDANCE, Kind.ABSENCE, Kind.CHAIR, Kind.AGENDA, Kind.WHEN_WHERE}
)


def missing_names(question: str, best: Piece) -> float:
    """The share of the question's names that neither the item nor its meeting's header holds."""
    names = {stem(name) for name in _NAME.findall(question)}
    if not names:
        return 0.0
    read = read_item(best.meeting, best.item)
    header = best.meeting.text[: best.meeting.header_end]
    here = read.whole | {stem(word) for word in re.findall(r"\w+", header)}
    return sum(not any(name in term for term in here) for name in names) / len(names)


def other_year(question: str, best: Piece) -> float:
    """The share of the question's years that neither the item nor its meeting's day holds; 1.0 where it is of
    another quarter, or half of the year, than all that the question names."""
    if _other_part(question, best.meeting.text[best.item.start : best.item.end]):
        return 1.0
    asked = set(find_years(question))
    if not asked:
        return 0.0
    held = {*find_years(best.meeting.text[best.item.start : best.item.end]), str(best.meeting.date.year)}
    return len(asked - held) / len(asked)


def _other_part(question: str, text: str) -> bool:
    """Whether a text names quarters or halves of a year, and none that the question names."""
    asked, told = _parts_of_years(question), _parts_of_years(text)
    same_sort = [part for part in told if part[0] in {sort for sort, _, _ in asked}]
    return bool(same_sort) and not any(
        (sort, number) == (sort_told, number_told) and (not year or not year_told or year == year_told)
        for sort, number, year in asked
        for sort_told, number_told, year_told in same_sort
    )


def _parts_of_years(text: str) -> list[tuple[str, str, str]]:
    """The quarters and halves of years in a text: the sort, the number and the year ("" for none)."""
    found = []
    for match in _PART_OF_YEAR.finditer(text.casefold()):
        number = _NUMBERS.get(match["number"], match["number"])
        found.append((match["sort"][0], number, (match["year"] or "")[-2:]))
    return found


def other_year_told(question: str, told: Sequence[Piece]) -> float:
    """1.0 where the question names years, and what is told names others and none of them; else 0.0."""
    asked = set(find_years(question))
    named = {year for piece in told for year in find_years(piece.text)}
    return float(bool(asked and named) and not asked & named)


def untold_names(question: str, told: Sequence[Piece]) -> float:
    """The share of the question's names that stand neither in what is told, in the item's title nor in what
    the meeting is called."""
    names = {stem(name) for name in _NAME.findall(question)}
    if not names:
        return 0.0
    best = told[0]
    said = " ".join([header_text(best.meeting), best.item.title, *(piece.text for piece in told)])
    here = {stem(word) for word in re.findall(r"\w+", said)}
    return sum(not any(name in term for term in here) for name in names) / len(names)


def unheld_asked(question: Question, groups: Sequence[Group], told: Sequence[Piece]) -> float:
    """How far what is told and the item's title lack the very word that is asked about ("hvad er huslejen",
    "hvem er arkitekt", "hvilken entreprenør"): 0 to 1; 0.0 where no such word is asked about."""
    found = None if question.kind in _NO_ASKED_WORD else _ASKED_WORD.search(normal(question.text))
    named = _WORD.findall(found[1]) if found else []
    words = {stem(word) for word in named if not is_stopword(word) and not _SORT_WORD.fullmatch(word)}
    asked = [group for group in groups if group[0].terms[0] in words]
    if not asked:
        return 0.0
    here = term_set(told[0].item.title).union(*(term_set(piece.text) for piece in told))
    return 1.0 - min(held(asked, here))


def other_actor(question: str, best: Piece) -> float:
    """1.0 where a word for who decided or spoke stands neither in the meeting's header nor in the piece, else
    0.0."""
    words = actor_words(normal(question))
    if not words:
        return 0.0
    here = set(_WORD.findall(normal(f"{header_text(best.meeting)} {best.text}")))
    return float(not all(among(word, here) for word in words))


def actor_words(text: str) -> list[str]:
    """The words for who is said to have decided or spoken, of a question as `normal` gives it; [] for none
    and where it may be anyone."""
    found = _ACTOR.search(text)
    words = _WORD.findall(found[1]) if found else []
    return [word for word in words if not is_stopword(word) and word not in _ANYONE]


def among(word: str, here: Collection[str]) -> bool:
    """Whether a word stands among others, inflected, shortened or misspelt, or as the end of a compound."""
    base = stem(word)
    return any(
        other.startswith(base) or other.endswith(word) or ratio(word, other, score_cutoff=_ALIKE)
        for other in here
    )


def no_such_meeting(
    question: Question,
    days: Collection[tuple[int | None, int, int]],
    keys: Collection[MeetingKey],
    best: Piece,
) -> float:
    """1.0 where the question names the day of a meeting and none was held on it, nor does the item speak of
    the day; else 0.0."""
    named = {(year, month, day) for year, month, day in days if year}
    spoken_of = find_dates(best.meeting.text[best.item.start : best.item.end]) if named else ()
    if question.kind not in _OF_MEETINGS and any((d.year, d.month, d.day) in named for d in spoken_of):
        return 0.0
    if not named or not (question.kind in _OF_MEETINGS or _MEETING.search(normal(question.text))):
        return 0.0
    return float(not any((key.date.year, key.date.month, key.date.day) in named for key in keys))
