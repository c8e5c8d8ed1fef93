"""The benchmark: its minutes are what it says, every engine finds in them, and the table tells all."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CORPUS

from eval.benchmark import main as benchmark
from eval.benchmark import table
from eval.contenders import CONTENDERS, OURS
from eval.synthetic import CHUNKS_A_MEETING, ITEMS, Synthetic, write_corpus
from index.chunks import split
from index.parser import parse
from index.readers import read


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Synthetic:
    return write_corpus(tmp_path_factory.mktemp("made"), 3, questions=5)


def test_the_minutes_have_the_size_they_claim(made: Synthetic) -> None:
    meetings = [parse(read(path)) for path in sorted(made.minutes[0].iterdir())]
    assert [len(meeting.items) for meeting in meetings] == [ITEMS] * 3
    assert [len(split(meeting)) for meeting in meetings] == [CHUNKS_A_MEETING] * 3
    assert len({meeting.id for meeting in meetings}) == 3
    assert len(made.questions) == 5


def test_the_same_seed_gives_the_same_minutes(made: Synthetic, tmp_path: Path) -> None:
    again = write_corpus(tmp_path, 3, questions=5)
    assert again.questions == made.questions
    assert [p.read_bytes() for p in sorted(again.minutes[0].iterdir())] == [
        p.read_bytes() for p in sorted(made.minutes[0].iterdir())
    ]


@pytest.mark.parametrize("name", CONTENDERS)
def test_every_engine_finds_and_is_opened_again(name: str, made: Synthetic, tmp_path: Path) -> None:
    engine = CONTENDERS[name]
    engine.make(made.minutes, made.items, tmp_path / "store")
    opened = engine.open(tmp_path / "store")
    assert all(len(opened.search(question)) for question in made.questions)
    assert (opened.ask is not None) == (name == OURS)


def test_the_command_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmark(["--minutes", str(CORPUS), "--engines", "SQLite FTS5"]) == 0
    out = capsys.readouterr().out
    assert "egne referater (11 referater)" in out
    assert "| søgning, median ms |" in out
    assert "| hukommelse ved søgning, GB |" in out


def test_the_table_shows_ours_as_a_multiple() -> None:
    shown = table("x", {OURS: {"open_s": 3.0}, "bm25s": {"open_s": 1.5}})
    assert "| åbning, s | 3 | 1,5 (2×) |" in shown
    assert "svar" not in shown
    assert "| åbning, s | 3 | 0,0002 (15.000×) |" in table(
        "x", {OURS: {"open_s": 3.0}, "bm25s": {"open_s": 0.0002}}
    )
