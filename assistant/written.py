"""One question answered with a language model: its draft is verified sentence by sentence as it comes.

The answer without a model is made first. It stands when the model fails, when too little of the draft is
borne by the sources, and for everything that parsed data answer (attendance, attachments, dates).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant import ask as asking
from assistant import generate, reorder
from assistant.cite import Statement, write
from assistant.claims import Claim, is_code, read_draft
from assistant.compose import MOST_LIST_LINES, MOST_STATEMENTS
from assistant.conversation import carried_words
from assistant.evidence import Piece
from assistant.expected import fits
from assistant.passages import offer
from assistant.question import Kind, understand
from assistant.texts import model_failed, model_found_nothing, model_unsupported
from assistant.types import Answer, Status
from assistant.verify import Verdict, check
from index import dates
from index.chat import ChatModel, Usage
from index.errors import ModelError
from index.search import Searcher
from index.types import Filters

_MOST_CLAIMS = 24  # a draft that goes on longer is cut off
_FIT = 0.5
_KINDS_TOLD = (Kind.AMOUNT, Kind.COUNT, Kind.DATE, Kind.DURATION, Kind.PERSON)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question before the model is asked: the answer without it, and the pieces."""

    plain: Answer
    pieces: tuple[Piece, ...]


def answer_stream(
    text: str,
    reading: Callable[[Callable[[Searcher], Found]], Found],
    model: ChatModel,
    history: Sequence[str] = (),
    filters: Filters | None = None,
) -> Iterator[Answer]:
    """The answer as it grows, each with the verified sentences so far; the last one is whole.

    `reading` runs some work on the store as it is now; the model is never waited for inside it. Those before
    the last have `metadata["partial"]`. A failing model never raises: the last answer is then
    the one without a model, with one line that says why.
    """
    started = time.perf_counter()
    carried = carried_words(text, history)
    usage = Usage()
    asked = text
    try:
        if carried:
            asked, usage = generate.condense(model, text, history)
            carried = carried if asked == text else ""
        found = reading(lambda searcher: look(asked, searcher, carried, filters))
        if not text.strip() or found.plain.metadata.get("engine") == "register":
            yield replace(found.plain, question=text)
            return
        if found.plain.status is not Status.ANSWERED:
            more, spent = generate.search_words(model, asked)
            usage = usage.plus(spent)
            if more:
                wider = f"{carried} {more}".strip()
                further = reading(lambda searcher: look(asked, searcher, wider, filters))
                found = Found(found.plain, _joined(found.pieces, further.pieces))
    except ModelError as error:
        found = reading(lambda searcher: look(text, searcher, carried_words(text, history), filters))
        yield _without(found.plain, model_failed(str(error)), text, usage, model, started)
        return
    yield from _written(text, asked, found, model, usage, started)


def look(text: str, searcher: Searcher, carried: str, filters: Filters | None) -> Found:
    """The answer without a model, and the pieces that a model may be shown."""
    plain = asking.ask(text, searcher, carried=carried, filters=filters)
    if not text.strip():
        return Found(plain, ())
    question = understand(text)
    ranking = reorder.rank(question, searcher, filters, carried)
    return Found(plain, tuple(asking.weigh(question, ranking, searcher)))


def _joined(first: Sequence[Piece], second: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of both searches, the items of the wider one by turns with those of the first."""
    items: dict[tuple[str, int], list[Piece]] = {}
    for piece in (*second, *first):
        items.setdefault((piece.meeting.id, piece.item.ordinal), []).append(piece)
    order: dict[tuple[str, int], None] = {}
    for pair in zip(_items(first), _items(second), strict=False):
        order |= dict.fromkeys(pair)
    order |= dict.fromkeys(_items(second)) | dict.fromkeys(_items(first))
    return tuple(piece for key in order for piece in items[key])


def _items(pieces: Sequence[Piece]) -> list[tuple[str, int]]:
    return list(dict.fromkeys((piece.meeting.id, piece.item.ordinal) for piece in pieces))


def _written(
    text: str, asked: str, found: Found, model: ChatModel, usage: Usage, started: float
) -> Iterator[Answer]:
    offered = offer(found.pieces, generate.room(model, asked), asked)
    if not offered:
        yield replace(found.plain, question=text)
        return
    passages = {passage.key: passage for passage in offered}
    reply = generate.draft(model, asked, offered)
    verdicts: list[Verdict] = []
    try:
        for _ in reply:
            if is_code(reply.text):
                continue
            fresh = _fresh(read_draft(reply.text, complete=False), verdicts)
            for claim in fresh:
                verdicts.append(check(claim, passages))
                if verdicts[-1].statement and _shown(verdicts):
                    yield _partial(text, verdicts)
            if len(verdicts) > _MOST_CLAIMS:
                break
    except ModelError as error:
        yield _without(found.plain, model_failed(str(error)), text, usage.plus(reply.usage), model, started)
        return
    if not is_code(reply.text):
        verdicts += [
            check(claim, passages)
            for claim in _fresh(read_draft(reply.text, complete=not reply.cut), verdicts)
        ]
    yield _final(text, asked, found, verdicts, reply.text, model, usage.plus(reply.usage), started)


def _fresh(claims: Sequence[Claim], seen: Sequence[Verdict]) -> list[Claim]:
    """The claims that were not checked yet, none twice."""
    known = {verdict.claim.text for verdict in seen}
    fresh: dict[str, Claim] = {}
    for claim in claims[len(seen) :] if _aligned(claims, seen) else claims:
        if claim.text not in known:
            fresh.setdefault(claim.text, claim)
    return list(fresh.values())


def _aligned(claims: Sequence[Claim], seen: Sequence[Verdict]) -> bool:
    return all(one.text == other.claim.text for one, other in zip(claims, seen, strict=False))


def _shown(verdicts: Sequence[Verdict]) -> list[Statement]:
    """The statements that an answer shows: at most three sentences and one list."""
    shown: list[Statement] = []
    sentences = lines = 0
    for statement in (verdict.statement for verdict in verdicts if verdict.statement):
        if statement.list_line:
            lines += 1
        else:
            sentences += 1
        if (sentences if not statement.list_line else lines) <= (
            MOST_LIST_LINES if statement.list_line else MOST_STATEMENTS
        ):
            shown.append(statement)
    return shown


def _partial(text: str, verdicts: Sequence[Verdict]) -> Answer:
    words, citations = write(_shown(verdicts))
    return Answer(words, Status.ANSWERED, citations, text, {"engine": "llm", "partial": True})


def _final(
    text: str,
    asked: str,
    found: Found,
    verdicts: Sequence[Verdict],
    written: str,
    model: ChatModel,
    usage: Usage,
    started: float,
) -> Answer:
    plain = found.plain
    shown = _shown(verdicts)
    if not shown and generate.is_refusal(written):
        note = model_found_nothing() if plain.status is not Status.NOT_FOUND else ""
        weaker = replace(plain, status=Status.NEAREST) if plain.status is Status.ANSWERED else plain
        return _without(weaker, note, text, usage, model, started, verdicts)
    if 2 * len([v for v in verdicts if v.statement]) < len(verdicts) or not _answers(asked, shown):
        note = model_unsupported() if plain.status is not Status.NOT_FOUND else ""
        return _without(plain, note, text, usage, model, started, verdicts)
    words, citations = write(shown)
    metadata = plain.metadata | _account("llm", usage, model, started, verdicts)
    return Answer(words, Status.ANSWERED, citations, text, metadata)


def _answers(asked: str, shown: Sequence[Statement]) -> bool:
    """Whether statements that are true also answer what was asked: of the kind asked for, from the meeting
    that the question names."""
    if not shown:
        return False
    question = understand(asked)
    words = " ".join(statement.text for statement in shown)
    if question.kind in _KINDS_TOLD and fits(question.kind, words, asked) < _FIT:
        return False
    cited = [source for statement in shown for source in statement.sources]
    days = {(day.year, day.month, day.day) for day in dates.find_dates(asked) if day.year}
    years = {period.since.year for period in dates.find_periods(asked) if period.since} | {d[0] for d in days}
    told = " ".join([words, *(source.meeting.text[source.start : source.end] for source in cited)])
    told += " ".join(
        f" {source.meeting.date.year} {source.item.title if source.item else ''}" for source in cited
    )
    return all(str(year) in told for year in years)


def _without(
    plain: Answer,
    note: str,
    text: str,
    usage: Usage,
    model: ChatModel,
    started: float,
    verdicts: Sequence[Verdict] = (),
) -> Answer:
    """The answer without a model, with one line before it that says why."""
    account = _account(str(plain.metadata.get("engine", "extract")), usage, model, started, verdicts)
    metadata = plain.metadata | account | ({"note": note} if note else {})
    return replace(
        plain, question=text, metadata=metadata, text=f"{note}\n\n{plain.text}" if note else plain.text
    )


def _account(
    engine: str, usage: Usage, model: ChatModel, started: float, verdicts: Sequence[Verdict]
) -> dict[str, object]:
    """What the metadata tell of the model's work; `unsupported` are the sentences left out and why."""
    left_out = [{"text": v.claim.text, "reason": v.reason} for v in verdicts if v.statement is None]
    return {
        "engine": engine,
        "model": model.settings.model,
        "tokens": {"read": usage.read, "written": usage.written, "estimated": usage.estimated},
        "cost": usage.cost,
        "seconds": round(time.perf_counter() - started, 4),
        "unsupported": left_out,
    }
