"""The bundled thesaurus keeps its rules; a file of one's own is read, or refused with a clear sentence."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import entries

from index import thesaurus
from index.__main__ import main
from index.compounds import known_words, split
from index.coverage import coverage
from index.danish import stem, terms, unfold
from index.errors import MinutesError
from index.expand import as_synonyms

_MOST_SYNONYMS = 16
_HEADWORD = re.compile(r"[a-zæøåéüö0-9]+(?:-[a-zæøåéüö0-9]+)*")
_SYNONYM = re.compile(r"[a-zæøåéüö0-9§][a-zæøåéüö0-9 .'/§-]*[a-zæøåéüö0-9]|[a-zæøå0-9]")
# A phrase of which the stop words leave only one of these would join things that have nothing in common.
_TOO_COMMON = frozenset(
    stem(word)
    for word in """tage holde gå sige stå se sætte lægge tale give finde gang stor god år føre vise sted dag
    tid gælde komme gøre lave ligge slå tænke bruge stille mange bringe mene land klar opholde række handle
    side hånd følge kommune spørge vide lade skabe hele""".split()
)


@pytest.fixture(scope="module")
def lines() -> list[tuple[str, list[str]]]:
    return entries(thesaurus.BUNDLED)


def test_headwords_are_sorted_and_stand_once(lines: list[tuple[str, list[str]]]) -> None:
    headwords = [headword for headword, _ in lines]
    assert [two for one, two in pairwise(headwords) if two <= one] == []


def test_a_headword_is_not_lost_to_stop_words(lines: list[tuple[str, list[str]]]) -> None:
    """Or "a-kasse" would be the "kasse" that money lies in, and "egen" nothing at all."""
    for headword, _ in lines:
        assert len(terms(headword)) >= len(headword.split("-")), headword


def test_synonyms_are_lower_case_words_none_twice(lines: list[tuple[str, list[str]]]) -> None:
    for headword, synonyms in lines:
        assert headword not in synonyms, headword
        assert len(set(synonyms)) == len(synonyms) <= _MOST_SYNONYMS, headword
        assert _HEADWORD.fullmatch(headword), headword
        assert all(_SYNONYM.fullmatch(synonym) and "  " not in synonym for synonym in synonyms), headword


def test_a_phrase_leaves_something_to_search_for(lines: list[tuple[str, list[str]]]) -> None:
    for headword, synonyms in lines:
        for synonym in synonyms:
            left = set(terms(synonym))
            assert left, (headword, synonym)
            assert terms(synonym) != terms(headword), (headword, synonym)
            if " " in synonym:
                assert not (len(left) == 1 and left <= {*_TOO_COMMON, stem(headword)}), (headword, synonym)


def test_the_words_are_danish(lines: list[tuple[str, list[str]]]) -> None:
    """No cut-off, over-long or misspelt form: nearly every word is known, or a compound of known words."""
    known = known_words()
    seen = {
        word
        for headword, said in lines
        for text in (headword, *said)
        for word in re.findall("[a-zæøåéüö]+", text)
    }
    odd = {word for word in seen if len(word) > 3 and word not in known and not _is_danish(word)}
    assert len(odd) < 0.01 * len(seen), sorted(odd)
    assert [word for word in seen if re.search("(ererer|ingeing|hedhed|elseelse)$", word)] == []


def _is_danish(word: str) -> bool:
    return bool(split(word)) or stem(word) != word or stem(f"{unfold(word)}s") == word


def test_everyday_words_and_officialese_meet() -> None:
    table = thesaurus.load([thesaurus.BUNDLED])
    assert "skraldespand" in table["affaldsbeholder"]
    assert "hjemmehjælp" in table["hjemmeplejeenhed"]
    assert len(table) > 14_000


def test_both_ways_with_a_words_own_synonyms_first() -> None:
    synonyms = as_synonyms(
        {"affald": ("skrald",), "skrald": ("rod", "dagrenovation"), "tomt ord": ("skrald",)}
    )
    own, other = ("dagrenovation",), (stem("affald"),)
    assert synonyms["skrald"].index(own) < synonyms["skrald"].index(other)
    assert synonyms[stem("affald")] == (("skrald",),)
    assert (stem("tomt"), stem("ord")) in synonyms["skrald"]


def test_a_file_of_ones_own_is_added(tmp_path: Path) -> None:
    own = tmp_path / "egne.tsv"
    own.write_text("# vores ord\naffaldsbeholder\tskraldebøtte\nfrusterborg\tborgerhus\n", encoding="utf-8")
    table = thesaurus.load([thesaurus.BUNDLED, own])
    assert table["frusterborg"] == ("borgerhus",)
    assert {"skraldespand", "skraldebøtte"} <= set(table["affaldsbeholder"])


@pytest.mark.parametrize("line", ["affaldsbeholder: skraldespand", "affaldsbeholder\t", "\tskraldespand"])
def test_a_line_that_says_nothing_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    own = tmp_path / "egne.tsv"
    own.write_text(f"vej\tgade\n{line}\n", encoding="utf-8")
    with pytest.raises(MinutesError, match=r"egne\.tsv, linje 2"):
        thesaurus.load([own])


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MinutesError, match=r"egne\.tsv kan ikke læses"):
        thesaurus.load([tmp_path / "egne.tsv"])


def test_coverage_counts_words_in_any_form_and_lists_what_is_missing() -> None:
    synonyms = as_synonyms({"affaldsbeholder": ("skraldespand",)})
    texts = ["Affaldsbeholdere ved gaden 12", "skraldespanden og gaderne", "en affaldsbeholder i gaderne"]
    found = coverage(texts, synonyms)
    assert (found.covered, found.total) == (2, 3)
    assert found.missing == (("gaderne", 3),)


def test_coverage_of_a_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    minutes = tmp_path / "referat.txt"
    minutes.write_text(
        "Referat Byråd 12. marts 2024\n\nPunkt 1: Kvasterlofter\n\nBeslutning\n\nKvasterlofter godkendt.\n",
        encoding="utf-8",
    )
    store = ["--store", str(tmp_path / "lager")]
    assert main(["add", str(minutes), *store]) == 0
    capsys.readouterr()
    assert main(["coverage", *store]) == 0
    assert re.search(r"^kvasterlofter\t[1-9]", capsys.readouterr().out, re.MULTILINE)
    own = tmp_path / "egne.tsv"
    own.write_text("kvasterlofter\tloftsrum\n", encoding="utf-8")
    assert main(["coverage", *store, "--thesaurus", str(own)]) == 0
    assert "kvasterlofter" not in capsys.readouterr().out
    assert main(["coverage", *store, "--thesaurus", str(tmp_path / "mangler.tsv")]) == 2
    assert "mangler.tsv kan ikke læses" in capsys.readouterr().err
