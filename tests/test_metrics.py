"""What is counted of one answer, and what is made of many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from conftest import CORPUS
from outcomes import FOOLED, RIGHT, TRICK, WRONG, named

from assistant import Answer, Citation, Status
from eval import metrics
from eval.outcome import reasons
from eval.statistics import (
    agreement,
    area,
    calibration,
    calibration_error,
    curve,
    interval,
    percentile,
    permutation_test,
    separation,
    sign_test,
)
from eval.summary import figures, summary
from index.parser import parse
from index.readers import read

MEETING = parse(read(CORPUS / "lindoe-byraad-2024-09-10.txt"))
QUESTION = {"gold": [{"doc": "a.txt", "item": 4}], "facts": [["24. oktober", "24/10"], ["11"]]}


def cited(start: int, end: int, *, item: int | None = 4, ordinal: int | None = 3) -> Citation:
    quote = MEETING.text[start:end]
    day = date(2024, 9, 10)
    return Citation(1, "B", day, item, "", "", quote, MEETING.source, start, end, "", MEETING.id, ordinal)


def test_facts_are_no_parts_of_longer_numbers() -> None:
    assert metrics.missing_facts(QUESTION, "24/10 kom 11 mand") == []
    assert metrics.missing_facts(QUESTION, "24/10 2011") == [["11"]]
    assert metrics.missing_facts(QUESTION, "11") == [["24. oktober", "24/10"]]
    assert metrics.missing_facts({"facts": [["godkendt"]]}, "Indstillingen blev GODKENDT.") == []
    # What must never be said is looked for everywhere, so that nothing slips through.
    assert metrics.forbidden({"never": ["11", "xyz"]}, "i 2011") == ["11"]


def test_recall_and_length() -> None:
    gold = {("a", 1), ("a", 2)}
    assert metrics.recall([("a", 1), ("b", 1), ("a", 2)], gold) == 1
    assert metrics.recall([("a", 1), ("b", 1), ("a", 2)], gold, 2) == 0.5
    assert metrics.recall([("a", 1)], set()) == 0
    assert metrics.length(Answer("Det koster 5 kr. [1] Ja. [2]", Status.ANSWERED)) == 5


def test_citation_recall_asks_for_all_where_the_question_does() -> None:
    answer = Answer("x [1]", Status.ANSWERED, [cited(0, 5)])
    here = {"doc": MEETING.source, "item": 4}
    there = {"doc": MEETING.source, "item": 5}
    assert metrics.citation_recall({"gold": [here, there]}, answer) == 1
    assert metrics.citation_recall({"gold": [here, there], "need": "all"}, answer) == 0.5
    assert metrics.citation_recall({"gold": [there]}, answer) == 0
    assert metrics.citation_recall({"gold": []}, answer) is None


def test_a_fact_is_supported_by_the_words_cited() -> None:
    item = next(i for i in MEETING.items if i.number == 4)
    place = MEETING.text.index("6,4 kilometer", item.start)
    question = {"facts": [["6,4 kilometer"], ["findes ikke"]]}
    answer = Answer("Stien er 6,4 kilometer. [1]", Status.ANSWERED, [cited(place, place + 13)])
    assert metrics.supported(question, answer) == 1
    elsewhere = Answer(answer.text, Status.ANSWERED, [cited(item.start, item.start + 5)])
    assert metrics.supported(question, elsewhere) == 0
    assert metrics.supported(question, Answer("Nej", Status.ANSWERED)) is None


def test_spans_lie_in_the_item_that_they_name() -> None:
    item = next(i for i in MEETING.items if i.number == 4)
    meetings = {MEETING.source: MEETING}

    def inside(start: int, end: int, ordinal: int | None) -> bool:
        return metrics.spans_inside(
            Answer("x", Status.ANSWERED, [cited(start, end, ordinal=ordinal)]), meetings
        )

    assert inside(item.start, item.end, item.ordinal)
    assert not inside(item.start - 1, item.end, item.ordinal)
    assert not inside(item.start, item.start, item.ordinal)
    assert not inside(item.start, item.end, item.ordinal + 1)
    assert inside(0, MEETING.header_end, None)
    assert not inside(item.start, item.end, None)


@pytest.mark.parametrize(
    ("status", "metadata", "sure"),
    [
        (Status.ANSWERED, {"confidence": 0.7, "coverage": 0.2}, 0.7),
        (Status.NEAREST, {"coverage": 0.3}, 0.3),
        (Status.ANSWERED, {"coverage": 1.4}, 1.0),
        (Status.ANSWERED, {}, 1.0),
        (Status.NOT_FOUND, {}, 0.0),
    ],
)
def test_confidence(status: Status, metadata: dict[str, float], sure: float) -> None:
    assert metrics.confidence(Answer("x", status, metadata=metadata)) == sure


def test_intervals_hold_the_mean_and_narrow_with_evidence() -> None:
    low, high = interval([1, 0, 1, 1, 0, 1, 1, 1])
    assert 0 < low < 0.75 < high <= 1
    wider = interval([1, 0] * 10)
    narrow = interval([1, 0] * 200)
    assert narrow[1] - narrow[0] < wider[1] - wider[0]
    # Ten copies of each of four questions are no more evidence than four questions.
    copies = interval([1, 0, 1, 1] * 10, [0, 1, 2, 3] * 10)
    four = interval([1, 0, 1, 1])
    assert copies == pytest.approx(four)
    assert interval([]) == (0, 0)


def test_paired_tests() -> None:
    assert sign_test(0, 0) == 1
    assert sign_test(5, 5) == 1
    assert sign_test(8, 0) == pytest.approx(2 / 2**8)
    assert sign_test(0, 8) == sign_test(8, 0)
    assert permutation_test([0, 0]) == 1
    assert permutation_test([0.5] * 20) < 0.001
    assert permutation_test([0.5, -0.5] * 10) > 0.9
    assert permutation_test([0.5] * 20, ["one item"] * 20) > 0.9


def test_the_abstention_curve() -> None:
    points = curve([0.9, 0.8, 0.4, 0.2], [True, True, False, True], [True, False, False, True])
    assert [p.threshold for p in points] == [0.9, 0.8, 0.4, 0.2]
    assert [p.answered for p in points] == [0.25, 0.5, 0.75, 1.0]
    assert [p.right for p in points] == pytest.approx([1, 0.5, 1 / 3, 0.5])
    assert [p.deflected for p in points] == [1, 1, 0, 0]
    assert [p.wrongly for p in points] == pytest.approx([2 / 3, 1 / 3, 1 / 3, 0])
    assert area(points) == pytest.approx(0.25 + 0.1875 + 0.25 * (0.5 + 1 / 3) / 2 + 0.25 * 2.5 / 6)
    assert area([]) == 0


def test_separation_and_calibration() -> None:
    assert separation([0.9, 0.8, 0.1], [True, True, False]) == 1
    assert separation([0.1, 0.8], [True, False]) == 0
    assert separation([0.5, 0.5], [True, False]) == 0.5
    assert separation([0.5], [True]) == 0.5
    bins = calibration([0.05, 0.95, 0.92, 1.0], [False, True, True, False])
    assert [(b.count, b.right) for b in bins] == [(1, 0), (3, pytest.approx(2 / 3))]
    assert calibration_error(bins) == pytest.approx((0.05 + 3 * abs(2.87 / 3 - 2 / 3)) / 4)
    assert calibration_error([]) == 0


def test_percentiles_and_agreement() -> None:
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile([], 0.5) == 0
    assert agreement([True, False, True], [True, False, False])[0] == pytest.approx(2 / 3)
    assert agreement([True, False], [True, False]) == (1, 1)
    assert agreement([True, True, False, False], [True, False, True, False]) == (0.5, 0)
    assert agreement([True], [True]) == (1, 1)
    assert agreement([], []) == (0, 0)


def test_why_an_answer_is_wrong() -> None:
    assert reasons(RIGHT) == []
    assert reasons(TRICK) == []
    assert reasons(WRONG)[:2] == ["intet rigtigt punkt blandt de ti fundne", "kun nærmeste steder"]
    assert reasons(replace(WRONG, kind="followup"))[0] == "kun nærmeste steder"
    assert len(reasons(FOOLED)) == 1
    assert reasons(replace(RIGHT, correct=False, short=False)) == ["for langt"]


def test_figures_by_group() -> None:
    outcomes = [RIGHT, named(WRONG, "q2", wording="far", body="Udvalg"), TRICK, FOOLED]
    values = summary(outcomes)
    assert values["questions"] == 4
    assert values["correct"] == 0.5
    assert values["correct.near"] == 1
    assert values["correct.far"] == 0
    assert values["hit5.body:Byråd"] == 1
    assert values["deflected"] == 0.5
    assert values["wrongly_deflected"] == 0.5
    assert values["correct.split:dev"] == 0.5
    assert "correct.unanswerable" not in values
    assert values["confidence_auc"] == 0.5 * (1 + 0.5)
    assert values["ask_ms_p50"] == pytest.approx(40)
    found = figures(outcomes)
    assert {name: f.mean for name, f in found.items()} == pytest.approx(
        {name: values[name] for name in found}
    )
    assert all(f.low <= f.mean <= f.high for f in found.values())
    assert found["correct"].count == 2


def test_a_follow_up_is_not_counted_as_a_search() -> None:
    values = summary([RIGHT, named(RIGHT, "q2", kind="followup", rank=0)])
    assert values["hit5"] == 1
    assert "hit5.followup" not in values
    assert values["correct.followup"] == 1
