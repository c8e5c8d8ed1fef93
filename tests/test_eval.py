"""Runs, comparisons, reports and gates, from the command as users give it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import CORPUS, ROOT
from fake_model import Turn, fake_model
from outcomes import FOOLED, RIGHT, TRICK, WRONG, named

from eval.__main__ import main as evaluate
from eval.baselines import baselines, passages
from eval.compare import compare
from eval.gate import check, read_gates
from eval.outcome import load, read_questions, save
from eval.report import write
from eval.summary import summary
from eval.verdicts import verdict
from index.errors import MinutesError
from index.parser import parse
from index.readers import read

QUESTIONS = ROOT / "eval" / "questions" / "shipped_dev.jsonl"


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run on a few shipped questions."""
    folder = tmp_path_factory.mktemp("run")
    few = folder / "few.jsonl"
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    few.write_text("\n".join([*lines[:6], *lines[-4:]]) + "\n", encoding="utf-8")
    out = folder / "out"
    given = ["run", "--minutes", str(CORPUS), "--questions", str(few), "--out", str(out)]
    assert evaluate(given) == 0
    return out


def test_a_run_tells_what_was_found_and_what_was_right(done: Path) -> None:
    outcomes = load(done)
    assert len(outcomes) == 10
    assert all(o.exact and o.inside for o in outcomes)
    assert all(o.gold and o.body for o in outcomes if o.answerable)
    assert all(o.found for o in outcomes)
    assert any(o.rank == 1 and o.found[0].right and o.found[0].title for o in outcomes)
    assert load(done / "run.jsonl") == outcomes


def test_the_report_stands_alone(done: Path) -> None:
    page = (done / "rapport.html").read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=\"(?!data:)|https?://|<script|@import|url\(", page)
    assert page.count("data:image/png;base64,") >= 6
    text = (done / "rapport.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^]]+]\(([^)]+)\)", text)
    assert len(pictures) >= 6
    assert all((done / picture).read_bytes().startswith(b"\x89PNG") for picture in pictures)


def test_the_report_shows_every_failed_question(tmp_path: Path) -> None:
    hidden = named(WRONG, "p9", split="test", question="Prøvespørgsmål?")
    outcomes = [RIGHT, named(WRONG, "q2"), TRICK, FOOLED, hidden]
    for path in write(outcomes, tmp_path):
        text = path.read_text(encoding="utf-8")
        for shown in ("q2:", "t2:", "Prøvespørgsmål?", "5 kr. / fem kroner", "q2.txt, punkt 4", "✗"):
            assert shown in text, (path.name, shown)
        assert "q1:" not in text
        assert "<b>badet" not in text
    for path in write(outcomes, tmp_path, hide_test=True):
        text = path.read_text(encoding="utf-8")
        assert "Prøvespørgsmål?" not in text
        assert "q2:" in text
        assert "1 fra prøvedelen" in text


def test_a_report_of_a_perfect_or_one_sided_run(tmp_path: Path) -> None:
    assert "Ingen." in write([RIGHT], tmp_path)[0].read_text(encoding="utf-8")
    assert write([TRICK, FOOLED], tmp_path)[0].stat().st_size


def test_a_report_is_written_again(done: Path) -> None:
    (done / "rapport.html").unlink()
    assert evaluate(["report", str(done)]) == 0
    assert (done / "rapport.html").exists()


def test_two_runs_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = [named(WRONG, f"q{n}") for n in range(8)] + [named(RIGHT, "same"), named(RIGHT, "gone")]
    after = [named(RIGHT, f"q{n}", question=f"Spørgsmål {n}?") for n in range(8)] + [named(RIGHT, "same")]
    found = compare(before, after)
    correct = next(c for c in found.changes if c.metric == "correct")
    assert (correct.count, correct.before) == (9, pytest.approx(1 / 9))
    assert correct.difference == pytest.approx(8 / 9)
    assert correct.low <= correct.difference <= correct.high
    assert correct.chance == pytest.approx(2 / 2**8)
    assert len(found.better) == 8
    assert not found.worse
    assert (found.only_before, found.only_after) == (1, 0)
    for name, outcomes in (("a", before), ("b", after)):
        save(outcomes, tmp_path / name / "run.jsonl")
    assert evaluate(["compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 0
    out = capsys.readouterr().out
    assert "8 bedre" in out
    assert "Spørgsmål 3?" in out
    assert "mere end tilfældigt" in out
    assert "kun i den første" in out


def test_the_same_run_twice_is_no_difference(done: Path) -> None:
    found = compare(load(done), load(done))
    assert not found.better
    assert not found.worse
    assert {c.chance for c in found.changes} == {1}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ikke json", "ikke JSON"),
        ("[1]", "et spørgsmål skal have"),
        ('{"id": "x"}', "et spørgsmål skal have"),
        ('{"id":"x","question":"?","kind":"fact","wording":"near"}\n' * 2, "to gange"),
        ("", "ingen spørgsmål"),
    ],
)
def test_a_bad_question_file_is_one_sentence(
    line: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text(line, encoding="utf-8")
    with pytest.raises(MinutesError, match=said):
        read_questions([bad])
    assert evaluate(["run", "--minutes", str(CORPUS), "--questions", str(bad)]) == 2
    assert capsys.readouterr().err.strip().count("\n") == 0


def test_a_run_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "run.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    assert evaluate(["compare", str(tmp_path), str(tmp_path)]) == 2
    assert evaluate(["report", str(tmp_path / "nej")]) == 2


GATE = """
[let]
minutes = ["{minutes}"]
questions = ["{questions}"]
at_least = {{ "hit5" = 0.5, "exact_quotes" = 1.0 }}
at_most = {{ "wrongly_deflected" = 0.9 }}
"""


def test_a_gate_is_held_or_red(tmp_path: Path) -> None:
    file = tmp_path / "gates.toml"
    file.write_text(GATE.format(minutes=CORPUS, questions=QUESTIONS), encoding="utf-8")
    (gate,) = read_gates(file)
    good = summary([RIGHT, named(RIGHT, "q2"), TRICK])
    assert all(c.ok for c in check(gate, good))
    bad = summary([named(WRONG, "q1", exact=False), named(WRONG, "q2"), TRICK])
    assert [c.figure for c in check(gate, bad) if not c.ok] == ["hit5", "exact_quotes", "wrongly_deflected"]
    # A figure that nothing was counted for holds nothing.
    assert [c.figure for c in check(gate, summary([replace(TRICK)])) if not c.ok] == [
        "hit5",
        "wrongly_deflected",
    ]


def test_a_gate_without_its_minutes_is_skipped_with_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "gates.toml"
    file.write_text(GATE.format(minutes=tmp_path / "væk", questions=QUESTIONS), encoding="utf-8")
    assert evaluate(["gate", "--gates", str(file)]) == 0
    assert "springes over: væk" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        "[a]\nminutes=['x']\nquestions=['y']\nat_least={hit5=1}\nevery=0",
        "[a]\nminutes=['x']\nquestions=['y']\nat_least={hit5=1}\nevery='to'",
        "[a",
        "[a]\nminutes = []",
        "[a]\nminutes=['x']\nquestions=['y']\nat_laest={hit5=1}",
        "a = 1",
    ],
)
def test_a_gate_file_that_cannot_be_read(text: str, tmp_path: Path) -> None:
    file = tmp_path / "gates.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MinutesError):
        read_gates(file)
    assert evaluate(["gate", "--gates", str(file)]) == 2


def test_the_shipped_gates_name_figures_that_a_run_has() -> None:
    outcomes = [named(RIGHT, f"{wording}", wording=wording) for wording in ("near", "far", "noisy")] + [TRICK]
    for gate in read_gates(ROOT / "eval" / "gates.toml"):
        limits = {**gate.at_least, **gate.at_most}
        assert limits.keys() <= summary(outcomes).keys()


def test_baselines_and_ablations_stand_in_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join(QUESTIONS.read_text(encoding="utf-8").splitlines()[:5]) + "\n", encoding="utf-8")
    given = ["run", "--minutes", str(CORPUS), "--questions", str(few), "--out", str(tmp_path / "out")]
    assert evaluate([*given, "--baselines", "--ablations"]) == 0
    shown = (tmp_path / "out" / "rapport.md").read_text(encoding="utf-8")
    printed = capsys.readouterr().out
    names = ("BM25", "BM25 med danske stammer", "kun ordvektorer", "LlamaIndex", "uden synonymordbog")
    for name in names:
        assert name in shown
        assert name in printed


def test_every_baseline_finds_what_is_asked_for_word_for_word(tmp_path: Path) -> None:
    meetings = [parse(read(path)) for path in sorted(CORPUS.iterdir())]
    for name, search in baselines(meetings, tmp_path):
        found = search("Ny cykelsti mellem Lindø og Fjordby", 5)
        assert ("lindoe-byraad-2024-09-10.txt", 4) in {(p.source, p.item) for p in found}, name
        assert len({(p.source, p.ordinal) for p in found}) == len(found) <= 5
        assert list(search("qqqq xyzzy", 5)) == [] or "BM25" not in name


def test_baselines_see_nothing_of_closed_items() -> None:
    meetings = [parse(read(path)) for path in sorted(CORPUS.iterdir())]
    closed = {(m.source, i.number) for m in meetings for i in m.items if i.closed}
    assert closed
    for passage in passages(meetings):
        if (passage.source, passage.item) in closed:
            assert len(passage.text.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("rigtigt", True),
        ("Forkert.", False),
        ("Svaret er RIGTIGT!", True),
        ("rigtigt eller forkert", None),
        ("ved ikke", None),
        ("", None),
        ("urigtigt", None),
    ],
)
def test_a_verdict_is_one_word(reply: str, right: bool | None) -> None:
    assert verdict(reply) is right


def test_a_language_model_judges_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join(QUESTIONS.read_text(encoding="utf-8").splitlines()[:4]) + "\n", encoding="utf-8")
    given = ["run", "--minutes", str(CORPUS), "--questions", str(few)]
    assert evaluate([*given, "--out", str(tmp_path / "plain")]) == 0
    with fake_model(["rigtigt", "forkert", "hm", "rigtigt"]) as model:
        judging = ["--judge", "dommer", "--llm-url", model.url]
        assert evaluate([*given, "--out", str(tmp_path / "judged"), *judging]) == 0
        asked = str(model.requests[0]["messages"])
    first = read_questions([few])[0]
    assert first["question"] in asked
    assert first["facts"][0][0] in asked
    plain, judged = load(tmp_path / "plain"), load(tmp_path / "judged")
    assert [o.judged for o in judged] == [True, False, None, True]
    assert [replace(o, judged=None, ask_seconds=0, search_seconds=0) for o in judged] == [
        replace(o, ask_seconds=0, search_seconds=0) for o in plain
    ]
    assert "Cohens kappa" in capsys.readouterr().out
    assert "Sprogmodellens dom" in (tmp_path / "judged" / "rapport.md").read_text(encoding="utf-8")
    assert "Sprogmodellens dom" not in (tmp_path / "plain" / "rapport.md").read_text(encoding="utf-8")


def test_a_judge_that_fails_costs_no_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text(QUESTIONS.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with fake_model([Turn(status=404)]) as model:
        given = ["--judge", "dommer", "--llm-url", model.url, "--out", str(tmp_path / "out")]
        assert evaluate(["run", "--minutes", str(CORPUS), "--questions", str(few), *given]) == 0
    assert "Svarene er ikke bedømt:" in capsys.readouterr().err
    assert [o.judged for o in load(tmp_path / "out")] == [None]
