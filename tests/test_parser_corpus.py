"""The parser on the fictional minutes that the project ships, against golden files.

`PYTHONPATH=tests python -m test_parser_corpus` writes the golden files anew; read the difference
before keeping it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from parser_checks import check_meeting, document, summary

from index.parser import parse
from index.types import Meeting

EVAL = Path(__file__).parents[1] / "eval"
CORPUS, LAYOUTS = EVAL / "corpus", EVAL / "layouts"
DATA = Path(__file__).parent / "data"
PATHS = sorted(
    path for path in CORPUS.iterdir() if re.search(r"-\d{4}-\d\d-\d\d[^.]*\.(?:txt|md)$", path.name)
)
LAYOUT_PATHS = sorted(LAYOUTS.iterdir())
HEADING = re.compile(
    r"^[#* ]*(?:Punkt ?(\d*) ?: |(\d+)\. (?=[^\n]*\n\n(?:Sagsnr|Åbent|Lukket)))(.+?)\**$", re.MULTILINE
)


def read(path: Path) -> Meeting:
    return parse(document(path.read_text(encoding="utf-8"), path.name))


def test_the_corpus_is_here() -> None:
    assert len(PATHS) >= 12
    assert len(LAYOUT_PATHS) >= 32


def golden(path: Path) -> Path:
    return DATA / path.parent.name / f"{path.stem}.json"


@pytest.mark.parametrize("path", [*PATHS, *LAYOUT_PATHS], ids=lambda path: path.stem)
def test_minutes_give_their_golden_data(path: Path) -> None:
    assert summary(read(path)) == json.loads(golden(path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_minutes_are_whole_and_every_heading_is_an_item(path: Path) -> None:
    meeting = read(path)
    check_meeting(meeting, meeting.text)
    wanted = [
        (int(worded or bare) if worded or bare else None, " ".join(title.split()))
        for worded, bare, title in HEADING.findall(meeting.text)
    ]
    assert [(item.number, item.title) for item in meeting.items] == wanted
    assert meeting.start_time
    assert meeting.body


def test_every_meeting_has_its_own_identity_but_for_the_corrected_one() -> None:
    identities = [read(path).id for path in PATHS]
    corrected = [path for path in PATHS if path.stem.endswith("-rettet")]
    assert len(identities) - len(set(identities)) == len(corrected)


if __name__ == "__main__":
    for each in (*PATHS, *LAYOUT_PATHS):
        data = json.dumps(summary(read(each)), ensure_ascii=False, indent=1)
        golden(each).write_text(data + "\n", encoding="utf-8")
