"""The second look at the pieces of the found items: the trees, what they are told, how they are learned."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import lightgbm
import numpy as np
import pytest
from conftest import CORPUS

from assistant.ask import nearest, opened, weigh
from assistant.compose import together
from assistant.evidence import Piece
from assistant.question import understand
from assistant.reading import FEATURES, table, trees
from assistant.sentences import Unit
from assistant.trees import Trees, load, save
from eval import tune_reading
from eval.grow import as_trees
from eval.outcome import read_questions
from eval.tune_reading import example
from index.search import Searcher
from index.store import Places, open_store
from index.types import AgendaItem, Meeting

QUESTIONS = Path(tune_reading.__file__).parent / "questions"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    from index.ingest import ingest

    store = open_store(Places(tmp_path_factory.mktemp("lager")))
    ingest([CORPUS], store)
    return store.searcher()


@pytest.fixture(scope="module")
def learned() -> tuple[lightgbm.Booster, np.ndarray]:
    draw = np.random.default_rng(3)
    rows = draw.normal(size=(400, len(FEATURES)))
    grade = (rows[:, 0] + rows[:, 3] * rows[:, 5] > 1).astype(int)
    data = lightgbm.Dataset(rows, grade, group=[40] * 10)
    options = {"objective": "lambdarank", "num_leaves": 8, "min_data_in_leaf": 5, "verbose": -1}
    return lightgbm.train(options, data, 12), rows


def test_the_trees_score_as_the_library_that_grew_them(
    learned: tuple[lightgbm.Booster, np.ndarray], tmp_path: Path
) -> None:
    grown, rows = learned
    ours = as_trees(grown.dump_model()["tree_info"], tuple(FEATURES))
    assert np.allclose(ours.score(rows), grown.predict(rows, raw_score=True), atol=1e-3)
    save(ours, tmp_path / "trees.json")
    assert np.array_equal(load(tmp_path / "trees.json").score(rows), ours.score(rows))


def test_a_row_goes_below_up_to_the_limit_itself() -> None:
    stump = Trees(
        ("a", "b"),
        column=np.array([[1, -1, -1]]),
        limit=np.array([[2.0, 0.0, 0.0]]),
        below=np.array([[1, 1, 2]]),
        above=np.array([[2, 1, 2]]),
        value=np.array([[0.0, -1.0, 4.0]]),
        depth=1,
    )
    assert stump.score(np.array([[9.0, 2.0], [0.0, 2.1]])).tolist() == [-1.0, 4.0]


def test_the_shipped_trees_know_the_features_and_signs_for_a_piece_never_lower_it() -> None:
    shipped = trees()
    assert shipped.features == tuple(FEATURES)
    draw = np.random.default_rng(1)
    rows = draw.uniform(-1, 1, size=(60, len(FEATURES)))
    before = shipped.score(rows)
    for column, sign in enumerate(FEATURES.values()):
        if sign:
            more = rows.copy()
            more[:, column] += draw.uniform(0, 2, size=len(rows))
            assert (shipped.score(more) >= before - 1e-9).all()


def test_every_unit_of_the_opened_items_is_one_row_and_one_piece(searcher: Searcher) -> None:
    question = understand("Hvad blev der besluttet om cykelstien?")
    ranking = searcher.rank(question.text)
    items, behind = opened(question, ranking, searcher)
    rows = table(question.text, items, behind)
    found = weigh(question, ranking, searcher)
    assert len(rows) == len(found) == sum(len(item.read.units) for item in items) > 0
    assert behind[0] == 0.0
    assert behind == sorted(behind, reverse=True)
    assert [piece.score for piece in found] == sorted((piece.score for piece in found), reverse=True)


def test_an_example_grades_the_pieces_that_hold_the_facts_highest(searcher: Searcher) -> None:
    questions = [q for q in read_questions([QUESTIONS / "shipped_dev.jsonl"]) if q["gold"]][:30]
    examples = [one for q in questions if (one := example(q, searcher))]
    assert len(examples) > 5
    for one in examples:
        assert one.rows.shape == (len(one.grade), len(FEATURES))
        holding = one.facts.sum(axis=1)
        assert (holding[one.grade == 3] == holding.max()).all()
        assert not holding[one.grade < 2].any()


def _piece(item: AgendaItem, meeting: Meeting, place: int, score: float, words: tuple[float, ...]) -> Piece:
    section = item.sections[-1]
    start = section.body + place * 12
    return Piece(
        meeting,
        item,
        section,
        Unit(start, start + 11, start, "sentence", None),
        score,
        0.5,
        1.0,
        0.5,
        1.0,
        words,
    )


def test_statements_beside_the_best_say_what_it_does_not(searcher: Searcher) -> None:
    meeting, _ = searcher.item(min(searcher.keys), None)
    item = max(meeting.items, key=lambda one: one.end - one.sections[-1].body)
    best = _piece(item, meeting, 0, 5.0, (0.4, 0.3, 0.0))
    same = _piece(item, meeting, 1, 4.5, (0.4, 0.3, 0.0))
    other = _piece(item, meeting, 2, 4.2, (0.0, 0.0, 0.3))
    far = _piece(item, meeting, 3, 1.0, (0.0, 0.0, 0.3))
    found = together([best, same, other, far])
    assert found[:2] == [best, other]
    assert far not in found


def test_the_nearest_places_are_three_and_never_the_same_words_twice(searcher: Searcher) -> None:
    question = understand("Hvad blev der besluttet om cykelstien?")
    found = weigh(question, searcher.rank(question.text), searcher)
    apart = [replace(piece, item=replace(piece.item, ordinal=90 + n)) for n, piece in enumerate(found[:12])]
    twins = [replace(found[0], item=replace(found[0].item, ordinal=50 + n)) for n in range(5)]
    places = nearest([*twins, *apart])
    assert places[0] is twins[0]
    assert len(places) == len({" ".join(piece.text.lower().split()) for piece in places}) == 3
