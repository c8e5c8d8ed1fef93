"""How alike a question and a sentence are: what is reckoned, and that it can be learned."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import CORPUS

from assistant.likeness import LONGEST, Likeness, learned, load, save, words_of
from eval import tune_likeness
from eval.grow import FOLDS
from eval.outcome import read_questions
from eval.tune_likeness import Lesson, learn, lesson
from index.embedding import bundled
from index.store import Places, open_store

QUESTIONS = Path(tune_likeness.__file__).parent / "questions"
PLACES = ("havnen", "skolen", "biblioteket", "broen", "parken", "kirken", "stationen", "hallen")


def unmoved() -> Likeness:
    same = np.eye(bundled().dimension, dtype=np.float32)
    return Likeness(same, same, 12.0, 12.0, 0.3)


def test_the_sentence_that_speaks_of_it_is_likelier_and_one_without_words_least() -> None:
    texts = ["Byrådet godkendte cykelstien ved havnen.", "Mødet sluttede.", ""]
    first, second = unmoved().scores(
        "Hvad blev besluttet om cykelstien?", [words_of(texts), words_of(texts[1:2])]
    )
    assert first[0] > first[1] > first[2]
    assert second == pytest.approx(first[1:2])


def test_a_question_without_words_finds_nothing_likelier() -> None:
    (scores,) = unmoved().scores("", [words_of(["Byrådet godkendte cykelstien.", "Mødet sluttede."])])
    assert scores.tolist() == [0.0, 0.0]
    assert unmoved().scores("Hvad koster det?", []) == []


def test_of_a_long_text_the_first_words_are_looked_at_one_by_one() -> None:
    words = words_of(["sti " * 400, "sti", ""])
    assert words.starts.tolist() == [0, LONGEST, LONGEST + 1]
    assert len(words.ids) == LONGEST + 2
    assert np.linalg.norm(words.means, axis=1) == pytest.approx([1.0, 1.0, 0.0], abs=1e-5)


def test_what_ships_fits_the_bundled_model_and_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    shipped = learned()
    assert shipped.mean.shape == shipped.word.shape == (bundled().dimension,) * 2
    save(shipped, tmp_path / "a.safetensors")
    again = load(tmp_path / "a.safetensors")
    assert np.array_equal(again.mean, shipped.mean)
    assert np.array_equal(again.word, shipped.word)
    assert (again.of_mean, again.of_word, again.power) == (shipped.of_mean, shipped.of_word, shipped.power)


def made_up(places: tuple[str, ...]) -> list[Lesson]:
    """ "Who" is answered by the mayor, "what does it cost" by kroner, whatever the place."""
    texts = [form.format(place) for place in places for form in ("Borgmesteren åbner {}", "{}: 300.000 kr.")]
    return [
        Lesson(question.format(place), [words_of(texts)], np.arange(len(texts)) == 2 * row + answer, 0)
        for row, place in enumerate(places)
        for answer, question in enumerate(("Hvem står for {}?", "Hvad skal vi af med for {}?"))
    ]


def test_it_learns_how_questions_are_answered_and_not_which() -> None:
    taught, unseen = made_up(PLACES[:6]), made_up(PLACES[6:])

    def right(likeness: Likeness) -> int:
        scores = [np.concatenate(likeness.scores(one.question, one.texts)) for one in unseen]
        return sum(bool(one.right[int(s.argmax())]) for one, s in zip(unseen, scores, strict=True))

    known = learn(taught, epochs=60)
    assert right(known) == len(unseen) > right(unmoved())


def test_what_is_learned_from_is_what_is_reckoned() -> None:
    taught = made_up(PLACES)[0]
    draw = np.random.default_rng(5)
    size = bundled().dimension
    maps = [
        np.eye(size, dtype=np.float32) + draw.normal(0, 0.1, (size, size)).astype(np.float32) for _ in "ab"
    ]
    ours = Likeness(maps[0], maps[1], 3.0, 5.0, 0.7)
    tensors = tune_likeness._Taught.of(taught, torch)
    assert tensors is not None
    numbers = (torch.from_numpy(maps[0]), torch.from_numpy(maps[1]), torch.tensor([3.0, 5.0, 0.7]))
    theirs = tune_likeness._scores(tensors.asked, tensors.means, tensors.tokens, numbers, torch)
    (scores,) = ours.scores(taught.question, taught.texts)
    assert theirs.numpy() == pytest.approx(scores, abs=1e-3)


def test_the_units_that_hold_the_facts_are_right(tmp_path: Path) -> None:
    from index.ingest import ingest

    store = open_store(Places(tmp_path / "lager"))
    ingest([CORPUS], store)
    searcher = store.searcher()
    questions = [q for q in read_questions([QUESTIONS / "shipped_dev.jsonl"]) if q["gold"]][:25]
    lessons = [one for q in questions if (one := lesson(q, searcher))]
    assert len(lessons) > 5
    for one in lessons:
        assert one.right.any()
        assert len(one.right) == sum(len(words.starts) for words in one.texts)
        assert 0 <= one.fold < FOLDS
