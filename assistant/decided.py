"""What was decided under an item, in the words of its decision: never its recommendation or discussion."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.cite import Source, Statement, display, ended, heading_source, sentence
from assistant.outcome import DECIDING, Outcome, is_bare, read_outcome
from assistant.read_items import term_set
from assistant.sentences import Placed, Unit, placed_units
from index.danish import stem
from index.types import AgendaItem, Meeting, Section

MOST_STATEMENTS = 3
MOST_VOTES = 3  # for, against, and neither
_BRIEF = 220
_DECIDING, _LINE = 1.2, 0.5  # in a piece's score
_NUMBERS = re.compile(
    r"^\W*(?:(?:indstilling(?:en|erne|spunkt)?|(?:at-)?punkt|pkt\.?|ad\.?)\s*)?(\d{1,2})\s*[.):]",
    re.IGNORECASE,
)
_POINT_NUMBER = re.compile(r"\W*(\d{1,2})\s*[.)]")
_VOTES = re.compile(
    r"\b(?:stemte|stemmer|stemt|undlod|undlader|afstod|afstår|mindretal\w*|flertal\w*|imod|enstemmig\w*|for og \w+ imod|"
    r"kan ikke tilslutte|kunne ikke tilslutte|tager forbehold|tog forbehold|ført til (?:referat|protokol)|særstandpunkt)\b"
    r"|^\W*(?:for|undlod|blankt?)\s*(?:\([^()]*\)\s*)?:",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:beslut\w*|vedt\w*|godkend\w*|afgjor\w*|afgør\w*|bestem\w*|udfald\w*|konklu\w*)", re.IGNORECASE
)

_WEIGHT = dict.fromkeys(DECIDING, 3.0) | {
    Outcome.NOTED: 2.0,
    Outcome.RECOMMENDED: 2.5,
    Outcome.DISCUSSED: 1.0,
}

_INSTEAD = re.compile(r"\bi stedet\b(?! for\b)", re.IGNORECASE)
_SHORT = re.compile(r"(?<!\bkr)(?<!\bpct)(?<!\bmv)(?<!\bm\.v)\.+$")  # the full stop of a sentence
_LEADS_IN = re.compile(r"\bindstille[rst]*(?: til \w+)?,?:?$", re.IGNORECASE)
_PASSED_ON = re.compile(r"\b(?:sag\w*|punkt\w*|forslag\w*) (?:\w+ )?(?:oversendt|henvist)\b", re.IGNORECASE)
_ENDS_IT = re.compile(
    r"\bforslag\w* (?:\w+ )?(?:fald|bortfald)\w*|^\W*(?:oversend|videresend|henvis)(?:t|es)\b", re.IGNORECASE
)
_ENDING = 2.0  # in a brief: what a sentence is worth that ends the matter in another word
_TURNED_DOWN = frozenset({Outcome.REJECTED, Outcome.POSTPONED, Outcome.SENT_BACK})


def decision_units(meeting: Meeting, item: AgendaItem) -> list[Placed]:
    """The sentences and lines of an item's decision; [] for a closed item or one without."""
    if item.closed:
        return []
    return _of_kind(meeting, item, "beslutning")


def outcome(meeting: Meeting, item: AgendaItem) -> Outcome:
    """What became of an item: the weightiest of what its decision's sentences say."""
    found = outcomes(meeting, item)
    return found[0] if found else Outcome.NONE


def outcomes(meeting: Meeting, item: AgendaItem) -> list[Outcome]:
    """All outcomes that a decision's sentences state, deciding ones first, each once. What was approved
    instead of something rejected or postponed is another matter than the item's own."""
    texts = [meeting.text[unit.start : unit.end] for _, unit in decision_units(meeting, item)]
    read = [(text, read_outcome(text)) for text in texts]
    if any(one in _TURNED_DOWN for _, one in read):
        read = [(text, one) for text, one in read if one is not Outcome.APPROVED or not _INSTEAD.search(text)]
    found = list(dict.fromkeys(one for _, one in read))
    if len(found) > 1:
        found = [one for one in found if one is not Outcome.OTHER]
    return sorted(found, key=lambda one: one not in DECIDING)


def is_vote(words: str) -> bool:
    """Whether a sentence tells how people voted or who could not join in."""
    return bool(_VOTES.search(words))


def decision(
    meeting: Meeting, item: AgendaItem, scores: Mapping[tuple[int, int], float], *, asked: bool = True
) -> list[Statement]:
    """What was decided: the decision, with the recommendation where the decision alone says nothing
    ("2. Godkendt."), or that none is stated. `scores` are how well its units (by span) fit the question;
    `asked` tells that the question says "decided", and a discussion is then called one.
    """
    found = decision_units(meeting, item)
    if not found:
        said = "Punktet er på dagsordenen, men der står ingen beslutning i referatet."
        return [Statement(said, (heading_source(meeting, item),))]
    texts = [meeting.text[unit.start : unit.end] for _, unit in found]
    if all(is_bare(words) for words in texts):
        pairs = list(zip(found, texts, strict=True))
    else:
        told = [_score(meeting, item, *pair, scores) for pair in zip(found, texts, strict=True)]
        pairs = _telling(found, texts, told)
    statements = [line for placed, words in pairs for line in _said(meeting, item, placed, words)]
    if asked and undecided(texts):
        said = "Punktet blev drøftet; der står ingen beslutning."
        statements.insert(0, Statement(said, statements[0].sources))
    return statements


def _telling(
    found: Sequence[Placed], texts: Sequence[str], told: Sequence[float]
) -> list[tuple[Placed, str]]:
    """What was decided before how it was discussed, then what fits the question best (`told`); votes and
    dissent belong to it. A line that only leads into a list comes with the list's lines."""
    leads = {unit.lead for _, unit in found if unit.lead}
    ranked = sorted(
        (
            one
            for one in zip(found, texts, told, strict=True)
            if (one[0][1].start, one[0][1].end) not in leads
        ),
        key=lambda one: _LINE * (one[0][1].kind == "list") - one[2] - _DECIDING * _decides(one[1]),
    )  # one line of a list says less than a sentence
    pairs = [(placed, words) for placed, words, _ in ranked]
    chosen = _with_ending(pairs)
    chosen += [pair for pair in pairs if pair not in chosen and is_vote(pair[1])][:MOST_VOTES]
    return sorted(chosen, key=lambda pair: pair[0][1].start)


def _with_ending(pairs: Sequence[tuple[Placed, str]]) -> list[tuple[Placed, str]]:
    """The first pieces; where none of them decides, the first that does takes the last one's place: votes
    alone do not tell what came of them."""
    first, later = pairs[:MOST_STATEMENTS], pairs[MOST_STATEMENTS:]
    told = any(_decides(words) for _, words in first)
    ends = [] if told else [pair for pair in later if _decides(pair[1])][:1]
    return [*first[: MOST_STATEMENTS - len(ends)], *ends]


def _score(
    meeting: Meeting,
    item: AgendaItem,
    placed: Placed,
    words: str,
    scores: Mapping[tuple[int, int], float],
) -> float:
    """How well a piece of a decision fits the question: a bare one ("2. Godkendt.") as well as the point that
    it answers."""
    own = scores.get((placed[1].start, placed[1].end), 0.0)
    number = _NUMBERS.match(words) if is_bare(words) else None
    if not number:
        return own
    points = _numbered(meeting, _of_kind(meeting, item, "indstilling"), int(number[1]))
    return max([own, *(scores.get((unit.start, unit.end), own) for _, unit in points)])


def _said(meeting: Meeting, item: AgendaItem, placed: Placed, words: str) -> list[Statement]:
    """One piece of a decision; a bare one with the recommendation that it answers."""
    own = quoted(meeting, item, *placed)
    answered = _answered(meeting, item, words) if is_bare(words) else []
    if not answered:
        return [own]
    if len(answered) == 1:
        (point,), numbered = answered, bool(_NUMBERS.match(words))
        told = (point.text, own.text) if numbered else (own.text, point.text)
        text = f"{_SHORT.sub('', told[0])}: {told[1]}"
        return [Statement(text, (*own.sources, *point.sources), list_line=numbered)]
    return [Statement(f"{own.text.rstrip('.')}:", own.sources), *answered]


def undecided(texts: Sequence[str]) -> bool:
    """Whether a decision's sentences only tell of a discussion."""
    found = {read_outcome(text) for text in texts}
    return Outcome.DISCUSSED in found and found <= {Outcome.DISCUSSED, Outcome.OTHER, Outcome.NONE}


def brief(meeting: Meeting, item: AgendaItem, topic: Sequence[str] = ()) -> Statement:
    """An item's decision in one statement: of several points the one that says most of the topic (its
    words) and decides most; that none is stated, where there is none."""
    found = decision_units(meeting, item)
    if not found:
        return Statement(ended(str(Outcome.NONE)), (heading_source(meeting, item),))
    stems = {stem(word) for word in topic}
    # A line that leads into points says half of what each of them says with it.
    leads = {unit.lead for _, unit in found}
    lines: list[tuple[float, Statement]] = []
    for section, unit in [pair for pair in found if (pair[1].start, pair[1].end) not in leads] or found:
        words = meeting.text[unit.start : unit.end]
        said = _said(meeting, item, (section, unit), words)
        held = len(stems & term_set(" ".join(line.text for line in said)))
        # Of bare points the weightiest; a recommendation with several points is too long for one line.
        line = said[0] if len(said) == 1 else quoted(meeting, item, section, unit)
        ends = _ENDING if _decides(words) or _ENDS_IT.search(words) else 0.0
        lines.append((2.0 * held + max(ends, _WEIGHT.get(read_outcome(words), 0.0)), line))
    line = max(lines, key=lambda pair: pair[0])[1]
    text = line.text
    if len(text) > _BRIEF:
        text = f"{text[:_BRIEF].rsplit(' ', 1)[0]} …"
    return Statement(text, line.sources)


def quoted(meeting: Meeting, item: AgendaItem, section: Section, unit: Unit) -> Statement:
    """One sentence or line as it stands, with the short line that leads into it."""
    own = sentence(meeting, item, section.kind, unit.mark, unit.end)
    if unit.kind == "list" and unit.lead:
        lead = display(meeting.text[slice(*unit.lead)])
        if len(lead) < 200:
            text = display(meeting.text[unit.mark : unit.end])
            lead_source = Source(meeting, item, section.kind, *unit.lead)
            return Statement(ended(f"{lead.rstrip(' :,')}: {text}"), (lead_source, *own.sources))
    return own


def _decides(words: str) -> bool:
    return read_outcome(words) in DECIDING or bool(_PASSED_ON.search(words))


def _answered(meeting: Meeting, item: AgendaItem, words: str) -> list[Statement]:
    """The recommendation that a bare decision answers: the point of the same number, or all of it."""
    found = _of_kind(meeting, item, "indstilling")
    if number := _NUMBERS.match(words):
        found = _numbered(meeting, found, int(number[1])) or found
    elif any(unit.kind == "list" for _, unit in found):
        found = [pair for pair in found if pair[1].kind == "list"]
    elif len(found) > 1:
        found = [pair for pair in found if not _LEADS_IN.search(meeting.text, 0, pair[1].end)] or found
    return [_point(meeting, item, section, unit) for section, unit in found]


def _numbered(meeting: Meeting, found: Sequence[Placed], number: int) -> list[Placed]:
    """The point of a recommendation that has a number, or stands in its place (1 for the first) where no point
    has any; [] where there is none."""
    numbers = [_POINT_NUMBER.match(meeting.text, unit.start, unit.end) for _, unit in found]
    if any(numbers):
        pairs = zip(found, numbers, strict=True)
        return [pair for pair, own in pairs if own and int(own[1]) == number]
    points = [pair for pair in found if pair[1].kind == "list"]
    return points[number - 1 : number]


def _point(meeting: Meeting, item: AgendaItem, section: Section, unit: Unit) -> Statement:
    """One point of a recommendation, without the line that leads into all of them."""
    source = Source(meeting, item, section.kind, unit.mark, unit.end)
    return Statement(ended(display(meeting.text[unit.mark : unit.end])), (source,), list_line=True)


def _of_kind(meeting: Meeting, item: AgendaItem, kind: str) -> list[Placed]:
    return placed_units(meeting, item, lambda section: section.kind == kind)


def asks(question: str) -> bool:
    """Whether a question says "decided", "approved" or the like."""
    return bool(_ASKS.search(question))
