"""What a draft claims is shown only where the minutes bear it: tables of drafts, false ones and true ones."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest
from drafts import MINUTES, Draft, meeting, passage, table, verdicts

from assistant.claims import read_draft
from assistant.read_items import read_item
from assistant.verify import check

FALSE = list(table("drafts_adversarial.txt"))
TRUE = list(table("drafts_honest.txt"))
SORTS = (
    "invented key",
    "citation on the wrong passage",
    "wrong year or date",
    "wrong amount or number",
    "numbers told of the wrong thing",
    "added negation",
    "lost negation",
    "swapped or invented names",
    "wrong body",
    "recommendation or proposal told as decided",
    "discussed, noted or postponed told as decided, and the other way",
    "changed or added content",
    "stitched quote",
    "prompt injection obeyed",
    "JSON or code",
    "other language",
    "garbage",
    "empty",
    "half a stream",
    "thinking aloud",
    "false among true",
)


def test_the_tables_are_large_and_of_every_sort() -> None:
    assert len(FALSE) >= 150
    assert len(TRUE) >= 150
    assert set(Counter(draft.sort for draft in FALSE)) == set(SORTS)


@pytest.mark.parametrize("draft", FALSE, ids=[f"{n}-{draft.sort}" for n, draft in enumerate(FALSE)])
def test_nothing_false_gets_through(draft: Draft) -> None:
    assert tuple(v.statement.text for v in verdicts(draft.text) if v.statement) == draft.kept


def test_what_is_true_gets_through() -> None:
    lost = [
        draft.text
        for draft in TRUE
        if not (found := verdicts(draft.text)) or any(v.statement is None for v in found)
    ]
    assert len(lost) <= 0.05 * len(TRUE), lost


def test_every_statement_leans_on_exact_words() -> None:
    for draft in TRUE:
        for verdict in verdicts(draft.text):
            for source in verdict.statement.sources if verdict.statement else ():
                assert source.item is not None
                assert source.item.start <= source.start < source.end <= source.item.end
                assert source.meeting.text[source.start : source.end].strip()


def sentences_of_the_minutes() -> list[tuple[str, int, str]]:
    """Every plain sentence of the shipped minutes that a model might copy, with its place."""
    found = []
    for name in MINUTES:
        minutes = meeting(name)
        for item in minutes.items:
            if item.closed or item.number is None:
                continue
            for unit in read_item(minutes, item).units:
                words = minutes.text[unit.unit.start : unit.unit.end]
                if (
                    unit.unit.kind == "sentence"
                    and len(words.split()) > 5
                    and unit.section.kind != "indstilling"
                ):
                    found.append((name, item.number, " ".join(words.split())))
    return found


def shown(name: str, number: int, text: str) -> bool:
    offered = {"K2X": passage(name, number, "K2X")}
    found = [check(claim, offered) for claim in read_draft(f"{text.rstrip('.')} [K2X].")]
    return bool(found) and all(verdict.statement for verdict in found)


def changed_number(text: str, chance: random.Random) -> str | None:
    numbers = list(re.finditer(r"\d+", text))
    if not numbers:
        return None
    hit = chance.choice(numbers)
    return f"{text[: hit.start()]}{int(hit.group()) + chance.randint(1, 9)}{text[hit.end() :]}"


def negated(text: str, _: random.Random) -> str | None:
    if re.search(r"\bikke\b", text):
        return re.sub(r"\bikke\s", "", text, count=1)
    return (
        re.sub(r"\b(blev|er|kan|skal|har|vil|var)\b", r"\1 ikke", text, count=1)
        if re.search(r"\b(blev|er|kan|skal|har|vil|var)\b", text)
        else None
    )


def renamed(text: str, chance: random.Random) -> str | None:
    names = list(re.finditer(r"(?<=[a-zæøå,] )[A-ZÆØÅ][a-zæøå]{3,}", text))
    if not names:
        return None
    hit = chance.choice(names)
    return f"{text[: hit.start()]}Vestergaard{text[hit.end() :]}"


def test_copied_sentences_are_shown_and_altered_ones_are_not() -> None:
    chance = random.Random(7)
    copied = sentences_of_the_minutes()
    assert len(copied) > 80
    kept = sum(shown(*sentence) for sentence in copied)
    assert kept >= 0.95 * len(copied) - 2  # two sentences are a prompt injection
    altered = [
        (name, number, text)
        for name, number, sentence in copied
        for change in (changed_number, negated, renamed)
        if (text := change(sentence, chance))
    ]
    assert len(altered) > 150
    assert [text for name, number, text in altered if shown(name, number, text)] == []
