"""The second look at the found items: what it reads, what it moves, what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from conftest import CORPUS

from assistant import reorder
from assistant.question import understand
from assistant.reorder import FEATURES, again, table, trees, worth_reading
from eval import tune_items
from eval.outcome import read_questions
from index.lexical_documents import item_key
from index.search import Searcher
from index.store import Places, open_store

QUESTIONS = Path(tune_items.__file__).parent / "questions"
ASKED = "Hvad blev der besluttet om cykelstien?"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    from index.ingest import ingest

    store = open_store(Places(tmp_path_factory.mktemp("lager")))
    ingest([CORPUS], store)
    return store.searcher()


def test_the_shipped_trees_know_the_signs_and_those_for_an_item_never_lower_it() -> None:
    shipped = trees()
    assert shipped.features == tuple(FEATURES)
    rows = np.random.default_rng(1).uniform(-1, 1, size=(60, len(FEATURES)))
    before = shipped.score(rows)
    for column, sign in enumerate(FEATURES.values()):
        more = rows.copy()
        more[:, column] += np.random.default_rng(2).uniform(0, 2, size=len(rows))
        assert not sign or (shipped.score(more) >= before - 1e-9).all()


def test_the_items_read_come_in_the_trees_order_and_the_others_after_them(searcher: Searcher) -> None:
    for text in (ASKED, "Hvem deltog i mødet?", "Hvor meget koster det?", "klyngemidler"):
        question = understand(text)
        before = searcher.rank(text)
        after = again(question, before, searcher)
        assert sorted(item.key for item in after.items) == sorted(item.key for item in before.items)
        first = worth_reading(before.items)
        read = [item for item in first if item.ordinal is not None]
        if len(read) < 2:
            assert after == before
            continue
        scores = trees().score(table(question, before, read, searcher))
        wanted = [key for _, key in sorted(zip(-scores, [item.key for item in read], strict=True))]
        found = [item.key for item in after.items if item.ordinal is not None]
        assert found[: len(read)] == wanted
        assert [item.score for item in after.items if item.key in set(wanted)] == sorted(scores, reverse=True)
        assert found[len(read) :] == [i.key for i in before.items if i.ordinal is not None][len(read) :]


def test_a_meetings_header_keeps_its_place(searcher: Searcher) -> None:
    moved = 0
    for question in read_questions([QUESTIONS / "shipped_dev.jsonl"])[:60]:
        before = searcher.rank(question["question"])
        after = again(understand(question["question"]), before, searcher)
        places = [n for n, item in enumerate(worth_reading(before.items)) if item.ordinal is None]
        assert [after.items[n].key for n in places] == [before.items[n].key for n in places]
        moved += [i.key for i in after.items] != [i.key for i in before.items]
    assert moved


def test_the_search_of_the_assistant_takes_the_second_look(searcher: Searcher) -> None:
    question = understand(ASKED)
    order = [item.key for item in again(question, searcher.rank(ASKED), searcher).items][:5]
    found = reorder.search(ASKED, 5, searcher)
    assert [item_key(passage.meeting_id, passage.ordinal) for passage in found] == order


def test_an_example_tells_the_gold_items_from_the_others(searcher: Searcher) -> None:
    questions = [q for q in read_questions([QUESTIONS / "shipped_dev.jsonl"]) if q["gold"]][:30]
    examples = [one for q in questions if (one := tune_items.example(q, searcher))]
    assert len(examples) > 5
    assert all(one.rows.shape == (len(one.right), len(FEATURES)) for one in examples)
    assert sum(bool(one.right.any()) for one in examples) > len(examples) / 2
    grown = tune_items.learn(examples)
    assert grown.features == tuple(FEATURES)
