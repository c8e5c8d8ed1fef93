"""One question, the whole way: understand, search, weigh the evidence, compose, decide how sure."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant import across, coded, compose, following, parts, register, reorder, threads, votes, yesno
from assistant.cite import Statement, write
from assistant.confidence import confidence
from assistant.enquiry import Enquiry, Place, Reply
from assistant.evidence import Piece, Weighed, group_weights, weigh_item
from assistant.following import Span
from assistant.front import as_item, is_front
from assistant.question import Question, understand
from assistant.rates import other_rate
from assistant.read_items import read_item
from assistant.reading import pieces
from assistant.reorder import probabilities
from assistant.texts import empty_question, nearest_intro, not_found
from assistant.types import Answer, Status
from index.privacy import mask
from index.ranked import RankedItem, Ranking
from index.scope import MeetingKey, meeting_period
from index.search import Searcher
from index.types import Filters

# What may answer before the evidence is weighed, the surest first.
ENGINES: tuple[tuple[str, Callable[[Enquiry], Reply | None]], ...] = (
    ("register", register.answer),
    ("votes", votes.answer),
    ("threads", threads.answer),
    ("across", across.answer),
    ("coded", coded.answer),
)
EVIDENCE = "extract"
READ_ITEMS = 6
UNLIKELY = 0.02  # an item less probable than this is not read: a third of the time, and no answer the better
NEAREST = 3
_ANOTHER = 1.3


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure an answer, and a place that may answer, must be; set on the development questions."""

    answered: float = 0.11
    nearest: float = 0.05
    held: float = 0.2  # share of the question that an item must hold to be shown at all


DEFAULT_THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True)
class Found:
    """What answers a question: by which engine, in which statements, how surely, out of which pieces."""

    engine: str
    statements: Sequence[Statement]
    status: Status
    pieces: tuple[Piece, ...] = ()
    sure: float | None = None


def ask(
    text: str,
    searcher: Searcher,
    *,
    carried: str = "",
    focus: Sequence[Place] = (),
    said: frozenset[Span] = frozenset(),
    filters: Filters | None = None,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> Answer:
    """Answer one question in the sources' own words; `carried` holds the words that it takes over from
    earlier questions: they are searched for, but do not change what kind of answer is asked for.
    `focus` are the places of the answer before and `said` the spans that it
    quoted: a follow-up looks there first, for something else."""
    started = time.perf_counter()
    if not text.strip():
        return Answer(empty_question(), Status.NOT_FOUND, question=text)
    enquiry = replace(_enquiry(text, carried, focus, searcher, filters), said=said)
    found = _find(enquiry, thresholds)
    if found.engine == EVIDENCE:
        found = _halves(text, focus, searcher, filters, thresholds) or found
    elif found.engine == "register":
        found = _both(found, text, searcher, filters)
    if not found.statements:
        searched = not_found(_searched(searcher, filters))
        metadata = _metadata(enquiry.question, started) | {"confidence": round(found.sure or 0.0, 3)}
        return Answer(searched, found.status, question=text, metadata=metadata)
    answer = _answer(enquiry.question, found, started)
    if found.status is Status.NEAREST and found.engine == EVIDENCE:
        return replace(answer, text=f"{nearest_intro()}\n{answer.text}")
    return answer


def _halves(
    text: str, focus: Sequence[Place], searcher: Searcher, filters: Filters | None, thresholds: Thresholds
) -> Found | None:
    """The answers to both parts of a question, each found on its own; None where it has not two parts or
    one of them has no answer. It is as sure as the less sure of them."""
    halves = parts.halves(text)
    if not halves:
        return None
    (first, _), (second, carried) = halves
    one = _find(_enquiry(first, "", focus, searcher, filters), thresholds)
    if one.status is not Status.ANSWERED:
        return None
    other = _find(_enquiry(second, carried, focus, searcher, filters), thresholds)
    if carried and parts.stands_alone(second):
        alone = _find(_enquiry(second, "", focus, searcher, filters), thresholds)
        other = max(other, alone, key=lambda half: (half.status is Status.ANSWERED, _worth(half, one)))
    if other.status is not Status.ANSWERED:
        return None
    joined = parts.joined(one.statements, other.statements)
    sure = min(_surety(one), _surety(other))
    return Found("parts", joined, Status.ANSWERED, (*one.pieces, *other.pieces), sure)


def _worth(half: Found, known: Found) -> float:
    """How sure an answer to a second part is; rather another answer than the first part's once more."""
    adds = any(line not in known.statements for line in half.statements)
    return _surety(half) * (_ANOTHER if adds else 1.0)


def _surety(found: Found) -> float:
    """How sure a part is; what an engine reads out of parsed data is."""
    return 1.0 if found.sure is None else found.sure


def _both(found: Found, text: str, searcher: Searcher, filters: Filters | None) -> Found:
    """What the register says to both parts of a question on one meeting, where one part got no answer."""
    halves = parts.of_one_meeting(text)
    if not halves:
        return found
    one, other = (register.answer(_enquiry(half, "", (), searcher, filters)) for half in halves)
    if not one or not other or not one.status is other.status is Status.ANSWERED:
        return found
    lines = [*one.statements, *(line for line in other.statements if line not in one.statements)]
    if all(line in found.statements for line in lines):
        return found
    return Found("parts", lines, Status.ANSWERED)


def _enquiry(
    text: str, carried: str, focus: Sequence[Place], searcher: Searcher, filters: Filters | None
) -> Enquiry:
    """A question understood and searched for; what it takes over is dropped when its subject is another."""
    question = understand(text)
    ranking = searcher.rank(text, filters)
    if focus and following.changes_subject(question, ranking, searcher, focus):
        focus, carried = (), ""
    if carried:
        ranking = searcher.rank(f"{text} {carried}", filters)
    ranking = reorder.again(question, ranking, searcher)
    return Enquiry(question, following.towards(ranking, focus), searcher, filters, tuple(focus))


def _find(enquiry: Enquiry, thresholds: Thresholds) -> Found:
    """What answers a question: the first engine that is sure of it, else the weighed evidence."""
    for engine, replies in ENGINES:
        if reply := replies(enquiry):
            return Found(engine, reply.statements, reply.status)
    question = enquiry.question
    found = weigh(question, enquiry.ranking, enquiry.searcher, follows=bool(enquiry.focus))
    found = following.fresh(found, enquiry.focus, enquiry.said) if enquiry.focus else found
    sure = confidence(question, enquiry.ranking, found, enquiry.searcher)
    status = judge(sure, found[0].whole, thresholds) if found else Status.NOT_FOUND
    matters = [piece for piece in found if not is_front(piece.item)]  # what may have been decided
    if status is not Status.NOT_FOUND and (corrected := yesno.premise(question, matters)):
        return Found("premise", corrected, Status.NEAREST, tuple(found), sure)
    statements: Sequence[Statement] = ()
    if status is Status.ANSWERED and not other_rate(
        question, enquiry.ranking.groups, compose.together(found)
    ):
        statements = yesno.answer(question, matters) or compose.compose(question, found)
    if status is Status.ANSWERED and not statements:
        status = Status.NEAREST
    if status is Status.NEAREST:
        places = [compose.statement(p.meeting, p.item, p.section, p.unit) for p in nearest(found)]
        statements = [replace(place, list_line=True) for place in places]
    return Found(EVIDENCE, statements, status, tuple(found), sure)


def weigh(question: Question, ranking: Ranking, searcher: Searcher, *, follows: bool = False) -> list[Piece]:
    """All pieces of the best items, best first; `follows` tells that the question leans on earlier ones."""
    return pieces(question.text, *opened(question, ranking, searcher, follows=follows))


def opened(
    question: Question, ranking: Ranking, searcher: Searcher, *, follows: bool = False
) -> tuple[list[Weighed], list[float]]:
    """The best items read and weighed, best first, and how far each lies behind the first in the search."""
    importance = group_weights(question.text, ranking.groups, searcher.frequency, searcher.size)
    if follows:
        importance = following.lighter(question, ranking, importance)
    top = of_named_meeting(question, ranking, searcher)
    items: list[Weighed] = []
    behind: list[float] = []
    for ranked, rank in list(zip(top, probabilities(top), strict=True))[:READ_ITEMS]:
        if rank < UNLIKELY:
            continue
        meeting, item = searcher.item(ranked.meeting_id, ranked.ordinal)
        if item and item.closed:
            continue
        read = read_item(meeting, item or as_item(meeting))
        items.append(weigh_item(question, read, rank, ranking.groups, importance))
        behind.append(ranked.score - top[0].score)
    return items, behind


def of_named_meeting(question: Question, ranking: Ranking, searcher: Searcher) -> Sequence[RankedItem]:
    """The ranked items; only those of a meeting on the day, or in the month, season or year of the meeting,
    that the question names, where there is one.

    A day is taken for the meeting's when a meeting was held on it and one of its items is found; a period
    only where the question says that the meeting was held in it.
    """
    days = {(year, month, day) for year, month, day in ranking.hints.days if year}
    held = [
        item
        for item in ranking.items
        if (d := searcher.keys[item.meeting_id].date) and (d.year, d.month, d.day) in days
    ]
    if held or days:
        return held or ranking.items
    period = meeting_period(question.text)
    if period and period.since and period.until:
        since, until = period.since, period.until
        held = [item for item in ranking.items if since <= searcher.keys[item.meeting_id].date <= until]
    return held or ranking.items


def judge(sure: float, held: float, thresholds: Thresholds) -> Status:
    """What a confidence, and the share of the question that the item holds, are enough for."""
    if held < thresholds.held:
        return Status.NOT_FOUND
    if sure >= thresholds.answered:
        return Status.ANSWERED
    return Status.NEAREST if sure >= thresholds.nearest else Status.NOT_FOUND


def nearest(found: Sequence[Piece]) -> list[Piece]:
    """The best piece of each of the best items; what several hold in the same words comes once."""
    chosen: dict[tuple[str, int], Piece] = {}
    said: set[str] = set()
    for piece in found:
        place, words = (piece.meeting.id, piece.item.ordinal), " ".join(piece.text.lower().split())
        if place not in chosen and words not in said:
            chosen[place] = piece
            said.add(words)
        if len(chosen) == NEAREST:
            break
    return list(chosen.values())


def _answer(question: Question, found: Found, started: float) -> Answer:
    text, citations = write(found.statements)
    text = mask(text)  # nothing private reaches the store; what leaves it is screened all the same
    metadata = _metadata(question, started, found.engine)
    if citations:
        days = [citation.date for citation in citations]
        metadata |= {"newest_source": max(days).isoformat(), "oldest_source": min(days).isoformat()}
    if found.sure is not None:
        metadata["confidence"] = round(found.sure, 3)
    return Answer(text, found.status, citations, question.text, metadata)


def _metadata(question: Question, started: float, engine: str = "extract") -> dict[str, object]:
    return {"kind": str(question.kind), "engine": engine, "seconds": round(time.perf_counter() - started, 4)}


def _searched(searcher: Searcher, filters: Filters | None) -> Mapping[str, MeetingKey]:
    allowed = searcher.allowed(filters)
    return {key: value for key, value in searcher.current.items() if allowed is None or key in allowed}
