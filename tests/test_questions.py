"""The shipped question sets can be trusted, and the metrics count right."""

from __future__ import annotations

from datetime import date
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest
from conftest import CORPUS, ROOT

from assistant import Answer, Citation, Status
from eval import metrics
from eval.__main__ import main as evaluate
from eval.outcome import load, read_questions
from eval.validate import validate
from index.parser import parse
from index.readers import read

QUESTIONS = ROOT / "eval" / "questions"
SETS = sorted(QUESTIONS.glob("shipped_*.jsonl"))
LAYOUTS = ROOT / "eval" / "layouts"
MEETINGS = {path.name: parse(read(path)) for path in CORPUS.iterdir()}
OUTSIDE = ("clusters", "greve")  # the sets on minutes that are not shipped


def test_the_shipped_sets_are_valid() -> None:
    questions = read_questions(SETS)
    assert len(SETS) == 2
    assert validate(questions, MEETINGS) == []
    asked = {q["wording"] for q in questions}
    assert asked == {"near", "far", "noisy"}
    assert sum(not q["gold"] for q in questions) >= len(questions) / 6


def test_the_sets_on_many_layouts_are_valid() -> None:
    meetings = {path.name: parse(read(path)) for path in LAYOUTS.iterdir()}
    paths = sorted(QUESTIONS.glob("layouts_*.jsonl"))
    questions = [q for path in paths for q in read_questions([path])]
    assert [path.stem for path in paths] == ["layouts_dev", "layouts_train"]
    assert all({q["split"] for q in read_questions([path])} == {path.stem.rsplit("_")[-1]} for path in paths)
    assert validate(questions, meetings) == []
    assert sum(not q["gold"] for q in questions) >= len(questions) / 5


@pytest.mark.parametrize("name", OUTSIDE)
def test_sets_on_minutes_outside_have_the_right_form(name: str) -> None:
    questions = []
    for path in sorted(QUESTIONS.glob(f"{name}_*.jsonl")):
        part = read_questions([path])
        assert {q["split"] for q in part} == {path.stem.rsplit("_")[-1]}
        questions += part
    assert {q["wording"] for q in questions} == {"near", "far", "noisy"}
    assert validate(questions) == []
    assert sum(not q["gold"] for q in questions) >= len(questions) / 5


def test_the_greve_questions_are_split_by_meeting() -> None:
    for q in read_questions([QUESTIONS / "greve_dev.jsonl", QUESTIONS / "greve_test.jsonl"]):
        key = q["gold"][0]["doc"] if q["gold"] else q["question"]
        assert q["split"] == ("test" if int(sha1(key.encode()).hexdigest()[0], 16) % 2 else "dev"), q["id"]


def test_the_validator_finds_what_is_wrong() -> None:
    question: dict[str, Any] = {
        "id": "x",
        "question": "Hvad?",
        "kind": "fact",
        "wording": "near",
        "split": "dev",
        "gold": [{"doc": "lindoe-byraad-2024-09-10.txt", "item": 4}],
        "facts": [["6,4 kilometer"]],
    }
    assert validate([question], MEETINGS) == []
    wrong: list[dict[str, Any]] = [
        {"facts": [["7,7 kilometer"]]},
        {"gold": [{"doc": "lindoe-byraad-2024-09-10.txt", "item": 44}]},
        {"gold": [{"doc": "findes-ikke.txt", "item": 1}]},
        {"kind": "unanswerable"},
        {"kind": "sludder"},
        {"split": "begge"},
        {"wording": "fin"},
        {"gold": []},
    ]
    for change in wrong:
        assert validate([question | change], MEETINGS), change
    assert validate([question, question | {"question": "Andet?"}], MEETINGS)
    assert validate([question, question | {"id": "y"}], MEETINGS)
    assert validate([question | {"facts": [["7,7 kilometer"]]}]) == []
    assert validate([question | {"split": "begge"}])
    assert validate([question, question | {"id": "y", "question": "Andet?", "split": "test"}], MEETINGS)


def cited(item: int | None = 4, quote: str = "abc", start: int = 0) -> Citation:
    return Citation(
        1, "B", date(2024, 1, 1), item, "", "", quote, "a.txt", start, start + len(quote), "", "m", 3
    )


QUESTION = {
    "gold": [{"doc": "a.txt", "item": 4}],
    "facts": [["24. oktober", "24/10"], ["abc"]],
    "never": ["xyz"],
}


def test_ranks_and_gains() -> None:
    gold = {("a.txt", 4), ("a.txt", 5)}
    assert metrics.first_rank([("b", 1), ("a.txt", 5)], gold) == 2
    assert metrics.first_rank([("b", 1)], gold) == 0
    assert metrics.reciprocal(0) == 0
    assert metrics.reciprocal(4) == 0.25
    assert metrics.gain([("a.txt", 4), ("a.txt", 5)], gold) == pytest.approx(1)
    assert 0 < metrics.gain([("b", 1), ("a.txt", 5)], gold) < 1


@pytest.mark.parametrize(
    ("text", "right"),
    [("Den 24. OKTOBER: abc", True), ("24/10  abc", True), ("24/10", False), ("24/10 abc xyz", False)],
)
def test_facts(text: str, right: bool) -> None:
    assert metrics.has_facts(QUESTION, text) is right


def test_what_is_correct() -> None:
    right = Answer("24/10 abc [1]", Status.ANSWERED, [cited()])
    assert metrics.is_correct(QUESTION, right)
    assert not metrics.is_correct(QUESTION, Answer(right.text, Status.NEAREST, right.citations))
    assert not metrics.is_correct(QUESTION, Answer(right.text, Status.ANSWERED, [cited(9)]))
    assert not metrics.is_correct(
        QUESTION | {"need": "all", "gold": [*QUESTION["gold"], {"doc": "b", "item": 1}]}, right
    )
    assert metrics.is_correct({"gold": [], "facts": []}, Answer("nej", Status.NOT_FOUND))
    assert not metrics.is_correct({"gold": [], "facts": []}, right)


def test_quotes_and_precision() -> None:
    answer = Answer("x", Status.ANSWERED, [cited(), cited(7, "bc", 1)])
    assert metrics.exact_quotes(answer, {"a.txt": "abcdef"})
    assert not metrics.exact_quotes(answer, {"a.txt": "xbcdef"})
    assert metrics.citation_precision(QUESTION, answer) == 0.5
    assert metrics.citation_precision(QUESTION, Answer("x", Status.NOT_FOUND)) is None


def test_a_run_from_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join(SETS[0].read_text(encoding="utf-8").splitlines()[:6]) + "\n", encoding="utf-8")
    words = ["run", "--minutes", str(CORPUS), "--questions", str(few), "--out", str(tmp_path)]
    assert evaluate(words) == 0
    outcomes = load(tmp_path / "run.jsonl")
    assert len(outcomes) == 6
    assert all(outcome.exact for outcome in outcomes)
    run = str(tmp_path / "run.jsonl")
    assert evaluate(["compare", run, run]) == 0
    assert "0 bedre" in capsys.readouterr().out
    assert evaluate(["run", "--minutes", str(CORPUS), "--questions", str(tmp_path / "nej.jsonl")]) == 2
