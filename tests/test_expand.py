"""What a question says in several words meets the minutes' own word; the bundled phrases keep their rules."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import entries

from index import dictionaries, phrases, thesaurus
from index.danish import stem, terms
from index.dictionaries import KEPT, bundled_phrases, bundled_synonyms, load
from index.expand import groups
from index.ingest import ingest
from index.phrases import Phrases, as_phrases, joined
from index.store import Places, open_store

_PHRASE = re.compile(r"[a-zæøåé0-9]+(?: [a-zæøåé0-9]+)+")
_MEANT = re.compile(r"[a-zæøåé0-9-]+(?: [a-zæøåé0-9-]+)*")


@pytest.fixture(scope="module")
def said() -> Phrases:
    return as_phrases(
        [
            ("sætte i gang", "igangsætte"),
            ("lægge på hylden", "henlægge"),
            ("stå for", "ansvarlig"),
            ("de gamle", "ældre borgere"),
            ("sidde for bordenden", "ordstyrer"),
            ("igangsat", "påbegyndt"),
        ]
    )


def _meant(table: Phrases, question: str) -> list[tuple[str, ...]]:
    return [meant for phrase in table.said_in(question) for meant in phrase.meant]


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Hvornår satte de projektet i gang?", "igangsætte"),
        ("Blev planen lagt på hylden?", "henlægge"),
        ("Hvorfor lagde de broen helt på hylden?", "henlægge"),
        ("Hvem står for festen?", "ansvarlig"),
        ("Hvem sad for bordenden?", "ordstyrer"),
        ("Hvad gør de for de gamle?", "ældre borgere"),
    ],
)
def test_a_phrase_is_met_in_any_form_with_words_between(said: Phrases, question: str, meant: str) -> None:
    assert _meant(said, question) == [tuple(terms(meant))]


@pytest.mark.parametrize(
    "question",
    [
        "Hvor står den nye bænk?",
        "Hvem satte hylden op?",
        "Hvornår blev arbejdet igangsat?",
        "Den gamle skole",
        "Hvad satte de af til skolen, da den nye bro ved havnen kom i gang?",
        "",
    ],
)
def test_its_words_alone_or_far_apart_are_no_phrase(said: Phrases, question: str) -> None:
    assert _meant(said, question) == []


def test_a_phrase_within_a_longer_one_is_not_met_besides() -> None:
    table = as_phrases([("sætte i gang", "igangsætte"), ("sætte hjulene i gang", "opstart")])
    assert _meant(table, "Hvornår satte de hjulene i gang?") == [("opstart",)]
    assert _meant(table, "Hvem satte det i gang?") == [("igangsætte",)]


def test_tables_are_joined() -> None:
    one, other = as_phrases([("stå for", "ansvarlig")]), as_phrases([("stå bag", "afsender")])
    both = joined(one, other)
    assert _meant(both, "Hvem står for det?") == [("ansvarlig",)]
    assert _meant(both, "Hvem står bag det?") == [("afsender",)]


def _variants(question: str, table: Phrases, corpus: set[str]) -> list[set[tuple[str, ...]]]:
    found = groups(question, {}, lambda term: int(term in corpus), lambda _: [], phrases=table)
    return [{variant.terms for variant in group} for group in found]


def test_what_is_meant_stands_for_the_words_of_the_phrase(said: Phrases) -> None:
    corpus = {stem(word) for word in ("igangsætte", "projekt")}
    found = _variants("Hvornår satte de projektet i gang?", said, corpus)
    assert sum(("igangsætte",) in group for group in found) >= 1
    assert {("projekt",)} in found
    assert not any(("igangsætte",) in group for group in _variants("Sat i gang?", said, set()))


def test_a_phrase_of_small_words_alone_is_still_asked_for() -> None:
    table = as_phrases([("gå ud over", "påvirke")])
    assert {("påvirke",)} in _variants("Hvem går det ud over?", table, {"påvirke"})


def test_a_question_in_phrases_finds_the_minutes(tmp_path: Path) -> None:
    minutes = (
        "Referat Byråd 12. marts 2024\n\nPunkt 1: {}\n\nBeslutning\n\n{}\n\nPunkt 2: {}\n\nBeslutning\n\n{}\n"
    )
    text = minutes.format("Kajen", "Planen blev frumlagt.", "Skolen", "Godkendt.")
    path = tmp_path / "referat.txt"
    path.write_text(text, encoding="utf-8")
    own = tmp_path / "egne.tsv"
    own.write_text("smide i fjorden\tfrumlagt\n", encoding="utf-8")
    with_own = open_store(Places(tmp_path / "lager"))
    ingest([path], with_own)
    found = with_own.searcher(own).search("Hvad smed de i fjorden?", k=1)
    assert [passage.item_title for passage in found] == ["Kajen"]
    assert "frumlagt" in found[0].text


@pytest.fixture(scope="module")
def lines() -> list[tuple[str, list[str]]]:
    return entries(phrases.BUNDLED)


def test_bundled_phrases_are_sorted_and_stand_once(lines: list[tuple[str, list[str]]]) -> None:
    assert [two for (one, _), (two, _) in pairwise(lines) if two <= one] == []
    assert len(lines) > 600


def test_bundled_phrases_have_several_words_and_say_something_else(
    lines: list[tuple[str, list[str]]],
) -> None:
    for phrase, meant in lines:
        assert _PHRASE.fullmatch(phrase), phrase
        assert 1 <= len(meant) == len(set(meant)) <= 8, phrase
        assert all(_MEANT.fullmatch(word) and terms(word) for word in meant), (phrase, meant)
        assert as_phrases((phrase, word) for word in meant).by_term, phrase


def test_the_thesaurus_synonyms_of_several_words_are_phrases_too() -> None:
    headword, synonym = next(
        (headword, synonym)
        for headword, synonyms in thesaurus.load([thesaurus.BUNDLED]).items()
        for synonym in synonyms
        if len(terms(synonym)) > 1
    )
    assert tuple(terms(headword)) in _meant(bundled_phrases(), synonym)


def test_dictionaries_come_back_as_they_were_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = (bundled_synonyms(), bundled_phrases())
    monkeypatch.setattr(dictionaries, "_loaded", {})
    assert load(tmp_path) == made
    monkeypatch.setattr(dictionaries, "_loaded", {})
    monkeypatch.setattr(dictionaries, "as_synonyms", None)  # what is kept is not made again
    monkeypatch.setattr(dictionaries, "bundled_phrases", None)
    assert load(tmp_path) == made


def test_dictionaries_kept_under_another_digest_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "egne.tsv"
    own.write_text("dyttebåd\tmotorskib\n", encoding="utf-8")
    (tmp_path / KEPT).write_text("another\n\n", encoding="utf-8")
    monkeypatch.setattr(dictionaries, "_loaded", {})
    assert ("motorskib",) in load(tmp_path, own)[0]["dyttebåd"]
    own.write_text("dyttebåd\tlystfartøj\n", encoding="utf-8")
    assert ("lystfartøj",) in load(tmp_path, own)[0]["dyttebåd"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(KEPT)] == [KEPT]
