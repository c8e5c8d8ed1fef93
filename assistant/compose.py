"""From scored pieces to the statements of an answer: short, readable, in the sources' own words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from assistant import decided
from assistant.cite import Source, Statement, display, heading, heading_source, label, verbatim
from assistant.context import clauses_told, going_on, needed_after, needed_before, points_told
from assistant.decided import quoted
from assistant.evidence import Piece, by_title
from assistant.expected import fits
from assistant.front import is_front
from assistant.open_questions import only_asked
from assistant.proposed import outruled, settled_instead, settles
from assistant.question import Kind, Question
from assistant.rows import row_text
from assistant.sentences import Unit, units
from assistant.spoken import said
from index.types import AgendaItem, Meeting, Section

MOST_STATEMENTS = 3
MOST_LIST_LINES = 15
_CLOSE = 3.3  # in score: a piece further below the best is hardly ever the one that answers
_NEW = 2.0  # in score: what a piece is worth that holds all that the pieces before it do not
# What one line of a list answers; other questions get the whole list.
_ONE_LINE_KINDS = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.DATE, Kind.DURATION, Kind.PLACE, Kind.YESNO})
_FAR = 2.5
_SURE = 0.9
_FIGURES = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.DURATION})
_ONE_VALUE = frozenset({*_FIGURES, Kind.DATE})
_GOES_ON_KINDS = frozenset({*_ONE_VALUE, Kind.PERSON})
_RIVAL = 0.5  # how well a piece must fit to give another value than the best one …
# … and in score: how far below the best it then stays unsaid; a line so far above its list stands alone.
_OUTDONE = 2.0
_OPTION = re.compile(
    r"\b(?:model(?:len)?|scenari(?:e|et|um)|mulighed(?:en)?|løsning(?:en)?|variant(?:en)?|alternativ(?:et)?|forslag(?:et)?|"
    r"ansøgning(?:en)?|spor(?:et)?|trin(?:net)?|fase|mål(?:et)?)\s+"
    r"(?:nr\.? ?)?([a-zæøå]|\d{1,2})\b(?![.,]\d)",
    re.IGNORECASE,
)
# "… godkendt eller ej": what became of a matter is asked for.
_OR_NOT = re.compile(
    r"\b(?:godkendt|vedtaget|tiltrådt|bevilget|afvist|forkastet|udsat)\s+eller\s+(?:ej|ikke|hvad|nej)\b",
    re.IGNORECASE,
)
_MARKED = re.compile(r"[a-zæøå]|\d+")
_STATED = 0.3  # a number at least: what is counted may be named otherwise


def compose(question: Question, pieces: Sequence[Piece]) -> list[Statement]:
    """The statements that answer a question, out of pieces sorted best first (never empty); [] where a figure
    is asked for and what would be said holds none, or somebody's words and none are told."""
    pieces = _without_leads(question, _without_papers(question, pieces))
    best = pieces[0]
    of_items = [piece for piece in pieces if not is_front(piece.item)] or pieces
    words = said(question, of_items)
    if words == [] or only_asked(question, pieces):
        return []
    if words and question.kind is Kind.DECISION:
        return _in_context(question, words)
    asked = question.kind is Kind.DECISION or _OR_NOT.search(question.text)
    if asked and (decided_on := _decided(question, by_title(of_items), pieces)):
        return decided_on
    if question.kind is Kind.ITEM:
        best = by_title(of_items)
        place = f"{heading(best.item)} ({label(best.meeting, None)})."
        found = Statement(place, (heading_source(best.meeting, best.item),))
        return [found, statement(best.meeting, best.item, best.section, best.unit)]
    if question.kind in _ONE_VALUE and not question.also:
        best = settled_instead(question.text, pieces)
        pieces = [best, *(piece for piece in pieces if piece is not best)]
    if option := _option(question, pieces):
        return _in_context(question, [option])
    chosen = _going_on(question, pieces)
    if question.kind not in _ONE_LINE_KINDS and (question.kind is Kind.LIST or not is_front(best.item)):
        alone = question.kind is not Kind.LIST and _above_its_list(best, pieces)
        if lines := (() if alone else whole_list(best)) or _led(chosen) or _led_on(best, pieces):
            return list(lines)
    if question.kind in _FIGURES and not any(_stated(question, piece) for piece in chosen):
        return []
    if question.kind in _ONE_VALUE and not question.also and best.fit >= _SURE:
        chosen = [best, *(piece for piece in chosen[1:] if not _rivals(question, piece, best))]
    chosen += _other_halves(question, pieces, chosen)
    return _in_context(question, chosen)


def _decided(question: Question, best: Piece, pieces: Sequence[Piece]) -> list[Statement]:
    """What was decided under the best piece's item, also in its running text; [] where nothing was and the
    question does not say "decided"."""
    meeting, item = best.meeting, best.item
    asked = decided.asks(question.text)
    if decided.decision_units(meeting, item):
        scores = {(p.unit.start, p.unit.end): p.score for p in pieces if p.item is item}
        return decided.decision(meeting, item, scores, asked=asked)
    near = (piece for piece in pieces if piece.item is item and piece.score >= best.score - _CLOSE)
    if told := [piece for piece in near if settles(piece)]:
        return _in_context(question, told)
    return decided.decision(meeting, item, {}) if asked else []


def _in_context(question: Question, chosen: Sequence[Piece]) -> list[Statement]:
    """The pieces as statements, the first with the sentences that it cannot be understood without; they take
    the place of the last pieces where there is no room."""
    best = chosen[0]
    if points := points_told(best) or clauses_told(question.kind, best):
        return [verbatim(best.meeting, best.item, best.section.kind, *points)]
    first = [
        unit
        for unit in (needed_before(question.kind, best), best.unit, needed_after(question.kind, best))
        if unit
    ]
    told = {unit.start for unit in first} | {piece.unit.lead[0] for piece in chosen if piece.unit.lead}
    rest = [piece for piece in chosen[1:] if piece.unit.start not in told]
    rest = sorted(rest[: max(0, MOST_STATEMENTS - len(first))], key=lambda piece: piece.unit.start)
    return [statement(best.meeting, best.item, best.section, unit, question) for unit in first] + [
        statement(piece.meeting, piece.item, piece.section, piece.unit, question) for piece in rest
    ]


def _option(question: Question, pieces: Sequence[Piece]) -> Piece | None:
    """The line of a list whose letter or number the question names ("model b"); None where it names none."""
    asked = {match[1].lower() for match in _OPTION.finditer(question.text)}
    if len(asked) != 1:
        return None
    best = pieces[0]
    lines = (p for p in pieces if p.item is best.item and p.unit.kind == "list")
    near = (p for p in lines if p.score >= best.score - _CLOSE)
    return next(
        (p for p in near if asked == set(_MARKED.findall(p.text[: p.unit.mark - p.unit.start].lower()))), None
    )


def _without_papers(question: Question, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces without lines that only name an attachment, where something else is asked for and the
    best of the others is of the same item."""
    if question.kind is Kind.ATTACHMENT:
        return pieces
    return _of_best_item([piece for piece in pieces if piece.section.kind != "bilag"], pieces)


def _without_leads(question: Question, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces without lines that only lead into what follows ("Der er tre overslag:"), where one value is
    asked for and the best of the others is of the same item."""
    told = [piece for piece in pieces if piece.fit >= _SURE or not piece.text.rstrip(" *_").endswith(":")]
    one_value = question.kind in _ONE_LINE_KINDS or is_front(pieces[0].item)
    return _of_best_item(told, pieces) if one_value else pieces


def _of_best_item(told: Sequence[Piece], pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Those of the pieces that are `told`, where the best of them is of the best piece's item; else all."""
    return told if told and told[0].item is pieces[0].item else pieces


def _only_leads(piece: Piece, leads: Collection[tuple[int, int] | None]) -> bool:
    """Whether a piece leads into a list and holds nothing of the kind that is asked for: alone it is half a
    sentence ("Det indstilles, at udvalget:")."""
    return (piece.unit.start, piece.unit.end) in leads and piece.fit < _RIVAL


def _above_its_list(best: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a line of a list fits the question so much better than the others that it stands alone."""
    lead = best.unit.lead
    others = [
        piece.score
        for piece in pieces
        if piece.item is best.item
        and piece is not best
        and (piece.unit.kind, piece.unit.lead) == ("list", lead)
    ]
    return best.unit.kind == "list" and bool(others) and max(others) < best.score - _OUTDONE


def _stated(question: Question, piece: Piece) -> bool:
    """Whether a piece holds a figure as asked for; the number of a list's line is none."""
    words = piece.meeting.text[piece.unit.mark : piece.unit.end]
    return fits(question.kind, words, question.text) >= _STATED


def _rivals(question: Question, piece: Piece, best: Piece) -> bool:
    """Whether a piece gives another value than the best one and hardly anything else that is asked for."""
    gain = piece.score + _NEW * _beyond(piece.words, best.words)
    return piece.fit >= _RIVAL and (gain <= best.score - _OUTDONE or outruled(question.text, piece, best))


def together(pieces: Sequence[Piece]) -> list[Piece]:
    """The best piece and those of its item that say most beside it: what counts is a piece's score, and the
    words of the question that it holds and those before it do not."""
    best = pieces[0]
    chosen = [best]
    leads = {piece.unit.lead for piece in pieces if piece.item is best.item}
    near = [
        piece
        for piece in pieces[1:]
        if piece.item is best.item and piece.score >= best.score - _CLOSE and not _only_leads(piece, leads)
    ]
    told = best.words
    while len(chosen) < MOST_STATEMENTS and (near := [p for p in near if not _repeats(p, chosen)]):
        more = max(near, key=lambda piece: piece.score + _NEW * _beyond(piece.words, told))
        chosen.append(more)
        told = tuple(map(max, told, more.words))
    return chosen


def _going_on(question: Question, pieces: Sequence[Piece]) -> list[Piece]:
    """The best piece and those beside it that say most; next to it the sentence that goes on about it, where
    that one holds what is asked and the best does not."""
    best, chosen = pieces[0], together(pieces)
    if question.kind not in _GOES_ON_KINDS or best.fit >= _SURE:
        return chosen
    after = going_on(best)
    more = after and _piece(after, best, pieces)
    if not more or fits(question.kind, more.text, question.text) < _SURE:
        return chosen
    return [best, more, *(piece for piece in chosen[1:] if piece is not more)]


def _piece(unit: Unit, best: Piece, pieces: Sequence[Piece]) -> Piece | None:
    """The piece of the best one's item that is a unit."""
    return next((p for p in pieces if p.item is best.item and p.unit.start == unit.start), None)


def _beyond(words: Sequence[float], told: Sequence[float]) -> float:
    """The share of the question that `words` hold and `told` do not."""
    return sum(max(0.0, word - known) for word, known in zip(words, told, strict=True))


def _other_halves(question: Question, pieces: Sequence[Piece], chosen: Sequence[Piece]) -> list[Piece]:
    """For each further thing that is asked ("… og hvem …") the best piece that holds it, of the same item,
    where nothing chosen holds it."""
    found: list[Piece] = []
    for kind in question.also:
        if any(fits(kind, piece.text, question.text) >= _SURE for piece in (*chosen, *found)):
            continue
        of_item = (p for p in pieces if p.item is chosen[0].item and p.score > chosen[0].score - _FAR)
        more = next((p for p in of_item if fits(kind, p.text, question.text) >= _SURE), None)
        if more and not _repeats(more, chosen):
            found.append(more)
    return found


def _led(chosen: Sequence[Piece]) -> list[Statement]:
    """The best piece and the list that a line beside it leads into; [] where none does."""
    best = chosen[0]
    for piece in chosen[1:]:
        if piece.unit.kind != "list" and piece.text.rstrip().endswith(":") and (lines := whole_list(piece)):
            return [statement(best.meeting, best.item, best.section, best.unit), *lines]
    return []


def _led_on(best: Piece, pieces: Sequence[Piece]) -> list[Statement]:
    """The best piece and the list that the sentence after it leads into; [] where it leads into none."""
    after = going_on(best)
    more = _piece(after, best, pieces) if after else None
    if not more or not more.text.rstrip().endswith(":") or not (lines := whole_list(more)):
        return []
    return [statement(best.meeting, best.item, best.section, best.unit), *lines]


def whole_list(piece: Piece) -> list[Statement]:
    """The list that a piece belongs to or leads into, its lead-in first; [] where there is no list."""
    same = _units(piece.meeting, piece.item, piece.section)
    lead = piece.unit.lead if piece.unit.kind == "list" else (piece.unit.start, piece.unit.end)
    lines = [unit for unit in same if unit.kind == "list" and unit.lead == lead]
    if piece.unit.kind == "list" and lead is None:
        lines = _run(same, piece.unit)
    if len(lines) < 2:
        return []
    statements = []
    place = (piece.meeting, piece.item, piece.section.kind)
    if lead:
        statements.append(verbatim(*place, *lead))
    statements += [verbatim(*place, unit.mark, unit.end, list_line=True) for unit in lines[:MOST_LIST_LINES]]
    return statements


def _run(same: Sequence[Unit], unit: Unit) -> list[Unit]:
    """The unbroken run of list lines round a unit."""
    at = same.index(unit)
    first = at
    while first > 0 and same[first - 1].kind == "list":
        first -= 1
    last = at
    while last + 1 < len(same) and same[last + 1].kind == "list":
        last += 1
    return list(same[first : last + 1])


def statement(
    meeting: Meeting, item: AgendaItem, section: Section, unit: Unit, question: Question | None = None
) -> Statement:
    """One unit as a statement: a list line with the line that leads into it, a row with its header, or with
    the columns that a question asks for."""
    if unit.kind == "row":
        source = Source(meeting, item, section.kind, unit.mark, unit.end)
        text = row_text(item, unit, question) or display(meeting.text[unit.mark : unit.end])
        return Statement(text, (source,))
    return quoted(meeting, item, section, unit)


def _units(meeting: Meeting, item: AgendaItem, section: Section) -> list[Unit]:
    return units(meeting.text, section.body, section.end, item.tables)


def _repeats(piece: Piece, chosen: Iterable[Piece]) -> bool:
    words = set(re.findall(r"\w+", piece.text.lower()))
    return any(
        len(words & set(re.findall(r"\w+", other.text.lower()))) > 0.8 * len(words) for other in chosen
    )
