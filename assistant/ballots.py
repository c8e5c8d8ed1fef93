"""The lines of an item that tell of a vote: who was for, who against, and what it ended in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import decided
from assistant.cite import Source, Statement, display, ended
from assistant.decided import quoted
from assistant.sentences import Placed, Unit, placed_units
from index.types import AgendaItem, Meeting, Section

# However a side is written: "Imod stemte: 3", "For (6): A, V", "Imod:" with names below.
_SIDE = re.compile(
    r"^\W*(?:stemmer\s+)?(?:for|imod|mod|hverken for eller imod|blankt?|undlod|undlader)\b"
    r"(?:[^.:\n]{0,40}:|\W+\d)",
    re.IGNORECASE,
)
_CAST = re.compile(
    r"\bstem(?:te|t|mer|mern?e[ts]?)\b|\bafstemning\w*|\bstemme(?:lighed|tal|flertal)\w*|"
    r"\bundl(?:od|ader) at stemme\b|\benstemmig\w*",
    re.IGNORECASE,
)
_MANY = r"(?:\d+|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti)\s*(?:\([^()]*\)\s*)?(?:stemte\s+)?"
# A vote that is not called one: "Udvalget delte sig: tre (A, B, C) for …, to imod (D, E)".
_SPLIT = re.compile(rf"\bdelte sig\b|\b{_MANY}for\b[^.;]*\b{_MANY}i?mod\b", re.IGNORECASE)
_SHOWN_SIDE = {
    "for": re.compile(
        r"\bstemte for\b|\bfor (?:\w+ )?stemte\b|(?:^|[.;] )for\b[^.]{0,40}:|\d\s+(?:var )?for\b|\bstemmer\b|"
        r"\d\s*[-–]\s*\d|\benstemmig\w*",
        re.IGNORECASE,
    ),
    "imod": re.compile(r"\bi?mod\b|\d\s*[-–]\s*\d|\benstemmig\w*", re.IGNORECASE),
    "undlod": re.compile(r"\bundl(?:od|ader|adt?)\b|\bblank\w*|\bhverken\b", re.IGNORECASE),
}
_ENDS = re.compile(r"\b(?:dermed|hermed|herefter|således)\b", re.IGNORECASE)
_CONCLUDES = re.compile(
    r"\b(?:dermed|hermed|herefter|således)\b|"
    r"^\W*(?:\w+ )?(?:\w*forslag\w*|indstilling\w*|sag\w*|punkt\w*|det|\w*rådet|\w*udvalget)\b.{0,60}\b"
    r"(?:faldt|bortfald\w*|forkast\w*|vedt\w+|godkend\w*|afvis\w*|tiltråd\w*|nedstemt|oversend\w*|anbefal\w*)\b|"
    r"^\W*(?:vedtaget|godkendt|afvist|forkastet|tiltrådt|bortfaldet|nedstemt|anbefales|ikke \w+)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\d+\s*(?:stem|for\b|imod|mod\b)|\bstem\w*\W+\d|\d\s*[-–]\s*\d|\benstemmig|\balle\b", re.IGNORECASE
)
_CALLED_VOTE = re.compile(
    r"\b(?:stemte|afstemning\w*|undlod at stemme)\b|\b\d+ stemmer (?:for og \d+ )?i?mod\b", re.IGNORECASE
)
_LONG = 260  # characters: a longer sentence beside the votes tells of more than what they ended in
_MOST = 10
_FEW = 5  # more lines make a list
_NAMES = 12


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a vote with the lines that it leads into or goes on in; `votes` is False for the
    sentence that tells what the vote ended in."""

    section: Section
    units: tuple[Unit, ...]
    votes: bool

    def words(self, meeting: Meeting) -> str:
        """What it says, from its first line to its last."""
        return meeting.text[self.units[0].mark : self.units[-1].end]


def told(meeting: Meeting, item: AgendaItem, *, anywhere: bool = True) -> list[Told]:
    """What an item tells of votes, in order; [] where nothing does. Its decision is looked at, else
    `anywhere` in it, where being against something is no vote."""
    found = _votes(meeting, decided.decision_units(meeting, item), sure=False)
    return found or (_votes(meeting, _elsewhere(meeting, item), sure=True) if anywhere else [])


def tells_side(meeting: Meeting, lines: Sequence[Told], side: str) -> bool:
    """Whether some lines say anything of one side of a vote: "for", "imod" or "undlod"."""
    return any(_SHOWN_SIDE[side].search(line.words(meeting)) for line in lines)


def is_cast(words: str) -> bool:
    """Whether words tell of a vote that was held."""
    return bool(_SIDE.search(words) or _CAST.search(words) or _SPLIT.search(words))


def counts(meeting: Meeting, lines: Sequence[Told]) -> bool:
    """Whether some lines say how many voted."""
    return any(_COUNTED.search(line.words(meeting)) for line in lines)


def statements(meeting: Meeting, item: AgendaItem, lines: Sequence[Told]) -> list[Statement]:
    """The votes as an answer says them, each line with its own source."""
    chosen = _chosen(lines)
    listed = len(chosen) > _FEW
    return [replace(_said(meeting, item, line), list_line=listed) for line in chosen]


def _chosen(lines: Sequence[Told]) -> list[Told]:
    """The first votes, and what they ended in."""
    if len(lines) <= _MOST:
        return list(lines)
    ends = [line for line in lines if not line.votes][:1]
    kept = [line for line in lines if line.votes][: _MOST - len(ends)]
    return [line for line in lines if line in kept or line in ends]


def _votes(meeting: Meeting, placed: Sequence[Placed], *, sure: bool) -> list[Told]:
    texts = [meeting.text[unit.mark : unit.end] for _, unit in placed]
    told_at: dict[int, tuple[int, bool]] = {}
    for at, words in enumerate(texts):
        if any(first < at < stop for first, (stop, _) in told_at.items()) or not _is_vote(words, sure=sure):
            continue
        told_at[at] = (_goes_on(meeting, placed, texts, at), True)
    for first, (stop, _) in list(told_at.items()):
        for beside in (first - 1, stop):
            counted = _SIDE.search(texts[first]) or _CAST.search(texts[first])
            if not counted or not 0 <= beside < len(texts) or beside in told_at:
                continue
            if _ends_it(placed, texts, beside, first):
                told_at[beside] = (beside + 1, False)
    return [
        Told(placed[first][0], tuple(unit for _, unit in placed[first:stop]), votes)
        for first, (stop, votes) in sorted(told_at.items())
    ]


def _is_vote(words: str, *, sure: bool) -> bool:
    """Whether words tell how people voted; `sure` where a vote must be called one."""
    if words.startswith(("»", '"', "“", "”")):
        return False
    if sure:
        side = _SIDE.search(words) and re.search(r"\bstem", words, re.IGNORECASE)
        return bool(side or _SPLIT.search(words)) or _cast(words)
    return is_cast(words) or decided.is_vote(words)


def _cast(words: str) -> bool:
    return bool(_CALLED_VOTE.search(words))


def _goes_on(meeting: Meeting, placed: Sequence[Placed], texts: Sequence[str], at: int) -> int:
    """Where a line ends that leads into names on the next lines, or that a line break cuts in two."""
    section, first = placed[at]
    stop = at + 1
    if texts[at].rstrip().endswith(":"):
        led = [n for n in range(stop, len(texts)) if placed[n][1].lead == (first.start, first.end)]
        return min(led[-1] + 1, at + 1 + _NAMES) if led else min(stop + 1, len(texts))
    while stop < len(texts) and placed[stop][0] is section and _cut(texts[stop - 1], texts[stop]):
        stop += 1
    return stop


def _cut(words: str, following: str) -> bool:
    """Whether a line breaks off in the middle of what it says."""
    words = words.rstrip()
    if words.count("(") > words.count(")") or words.endswith((",", " og", " samt")):
        return True
    whole = words.endswith((".", "!", "?", ")", "»", '"', "”")) or words[-1:].isdigit()
    return not whole and not _is_vote(following, sure=False) and not _CONCLUDES.search(following)


def _ends_it(placed: Sequence[Placed], texts: Sequence[str], at: int, vote: int) -> bool:
    """Whether a sentence beside a vote tells what the vote ended in."""
    if placed[at][0] is not placed[vote][0] or len(texts[at]) > _LONG:
        return False
    # Another point of the decision ends another matter.
    points = placed[at][1].kind == "list" or (at < vote and placed[vote][1].kind == "list")
    return bool((_ENDS if points else _CONCLUDES).search(texts[at]))


def _elsewhere(meeting: Meeting, item: AgendaItem) -> list[Placed]:
    if item.closed:
        return []
    elsewhere = ("beslutning", "indstilling", "bilag", "tidligere beslutninger")
    return placed_units(meeting, item, lambda section: section.kind not in elsewhere)


def _said(meeting: Meeting, item: AgendaItem, line: Told) -> Statement:
    first, *rest = line.units
    if not rest:
        return quoted(meeting, item, line.section, first)
    parts = [display(meeting.text[unit.mark : unit.end]) for unit in line.units]
    listed = any(unit.kind == "list" for unit in rest)
    text = f"{parts[0]} {', '.join(parts[1:])}" if listed else " ".join(parts)
    whole = replace(first, end=rest[-1].end)
    return Statement(ended(text), (Source(meeting, item, line.section.kind, whole.mark, whole.end),))
