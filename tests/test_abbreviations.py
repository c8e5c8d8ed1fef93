"""Abbreviations that the minutes explain: found, kept with their meeting, searched both ways."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index import abbreviations
from index.abbreviations import find, of_meeting
from index.expand import with_abbreviations
from index.ingest import ingest
from index.lexical_query import DEFAULT_FIELDS, Scope
from index.parser import parse
from index.phrases import as_phrases
from index.ranked import split_key
from index.readers import read
from index.store import Places, Store, open_store


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Holdet Gang og Glæde for begyndere (GOG) flytter.", ("GOG", "Gang og Glæde")),
        ("GOG (Gang og Glæde for begyndere) flytter.", ("GOG", "Gang og Glæde")),
        ("Målt med Northern Balance Scale (NBS).", ("NBS", "Northern Balance Scale")),
        ("Spørgeskemaet Quality of Sleep (QoS) bruges.", ("QoS", "Quality of Sleep")),
        ("Vi fik den elektroniske patientjournal (EPJ).", ("EPJ", "elektroniske patientjournal")),
        ("Børne- og Ungeudvalget (BUU) er hørt.", ("BUU", "Børne- og Ungeudvalget")),
        ("Havnens Brugerråd (herefter HB) er hørt.", ("HB", "Havnens Brugerråd")),
        ("Det fælles akutte\nteam (FAT) kører.", ("FAT", "fælles akutte team")),
    ],
)
def test_explained_short_forms_are_found(text: str, pair: tuple[str, str]) -> None:
    assert find(text) == [pair]


@pytest.mark.parametrize(
    "text",
    [
        "Se notatet om økonomien (Bilag).",
        "Lokalplanens anden del (II) er vedtaget.",
        "Udvalget tog orienteringen til efterretning (GOG).",
        "Der er arbejde i kommunen på landet (KL).",
        "Gang er sundt. Og glæde gavner (GOG).",
        "Mødet i GOG (GOG) er flyttet.",
        "GOG-holdet Og Glæde (GOG) er flyttet.",
        "GOG (se bilag 2) flytter.",
    ],
)
def test_what_does_not_spell_the_short_form_is_left_alone(text: str) -> None:
    assert find(text) == []


EXPLAINED = "Holdet Gang og Glæde for begyndere (GOG) ledes af en frivillig."
MINUTES = """Referat Byrådet
Lillehavn Kommune

Dato: 14. maj 2024
Tid: kl. 17.00
Sted: Rådhuset

Deltagere: Karla Brandt Olsen (KBO), Peter Vang

Punkt 1: Frivillige hold
Sagsfremstilling
{explained}
Karla Brandt Olsen (KBO) spurgte til holdet.

Beslutning
Taget til efterretning.

Punkt 2: Lokaler til hold
Sagsfremstilling
{long}

Beslutning
Godkendt at flytte til Sejlloftet.

Punkt 3: Tilskud
Sagsfremstilling
{short}

Beslutning
Godkendt med 12.000 kr.

Punkt 4 (Lukket): Personsag
Sagsfremstilling
Sagen om Hemmelig Intern Aftale (HIA) drøftes.

Beslutning
Godkendt.
"""
LONG = "Gang og Glæde mangler plads og flytter om efteråret."
SHORT = "GOG søger penge til udstyr."


def _minutes(folder: Path, explained: str = EXPLAINED) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "byraadet-2024-05-14.txt"
    path.write_text(MINUTES.format(explained=explained, long=LONG, short=SHORT), encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(Places(tmp_path / "store"))
    assert ingest([_minutes(tmp_path / "minutes")], store).ok
    return store


def test_neither_closed_items_nor_participants_give_any(tmp_path: Path) -> None:
    meeting = parse(read(_minutes(tmp_path / "minutes")))
    assert any(item.closed for item in meeting.items)
    assert "HIA" in meeting.text
    assert of_meeting(meeting) == [("GOG", "Gang og Glæde")]


def test_closed_items_give_none_even_where_they_are_taken_in(tmp_path: Path) -> None:
    store = open_store(Places(tmp_path / "store"))
    assert ingest([_minutes(tmp_path / "minutes")], store, include_closed=True).ok
    assert store.catalogue.abbreviations() == [("GOG", "Gang og Glæde")]


def _items(store: Store, question: str) -> set[int | None]:
    hits = store.lexical.items(store.searcher().groups(question), Scope(), 20, DEFAULT_FIELDS)
    return {split_key(hit.key)[1] for hit in hits}


def test_the_short_form_finds_what_only_says_its_words_and_back(store: Store) -> None:
    ordinals = {i.title: i.ordinal for i in store.catalogue.items()}
    rooms, grant = ordinals["Lokaler til hold"], ordinals["Tilskud"]
    assert {rooms, grant} <= _items(store, "GOG")
    assert {rooms, grant} <= _items(store, "Gang og Glæde")


def test_without_an_explanation_they_do_not(tmp_path: Path) -> None:
    store = open_store(Places(tmp_path / "store"))
    assert ingest([_minutes(tmp_path / "minutes", "Holdet ledes af en frivillig.")], store).ok
    grant = next(i.ordinal for i in store.catalogue.items() if i.title == "Tilskud")
    assert _items(store, "GOG") == {grant}
    assert grant not in _items(store, "Gang og Glæde")


def test_they_follow_their_meeting(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    _minutes(folder, "Holdet Gymnastik og Gåture (GOG) ledes af en frivillig.")
    assert ingest([folder], store).replaced
    assert store.catalogue.abbreviations() == [("GOG", "Gymnastik og Gåture")]
    next(folder.iterdir()).unlink()
    assert ingest([folder], store, prune=True).removed
    assert store.catalogue.abbreviations() == []
    store.close()
    held = b"".join(path.read_bytes() for path in tmp_path.glob("store/catalogue.sqlite*"))
    assert "Gymnastik og Gåture".encode() not in held


def test_a_correction_brings_its_own(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "minutes" / "byraadet-2024-05-14-rettet.txt"
    path.write_text(
        MINUTES.format(explained="Holdet Gå og Gør Godt (GGG).", long=LONG, short=SHORT), encoding="utf-8"
    )
    assert ingest([path], store).superseded
    assert store.catalogue.abbreviations() == [("GGG", "Gå og Gør Godt")]
    store.catalogue.remove_path(str(path.resolve()))
    assert store.catalogue.abbreviations() == [("GOG", "Gang og Glæde")]


def test_a_store_of_an_earlier_edition_gets_them_when_it_is_opened(store: Store, tmp_path: Path) -> None:
    store.close()
    with closing(sqlite3.connect(tmp_path / "store" / "catalogue.sqlite")) as connection, connection:
        connection.execute("DROP TABLE abbreviations")
        connection.execute("DELETE FROM meta WHERE key = 'abbreviations'")
    again = open_store(Places(tmp_path / "store"))
    assert again.catalogue.abbreviations() == [("GOG", "Gang og Glæde")]
    assert again.catalogue.setting("abbreviations") == abbreviations.VERSION


def test_they_join_the_thesaurus() -> None:
    pairs = [("GOG", "Gang og Glæde"), ("HB", "Brugerråd")]
    joined = with_abbreviations({"gog": (("hold",),), "by": (("stad",),)}, pairs)
    assert joined["gog"] == (("gang", "glæde"), ("hold",))
    assert joined["by"] == (("stad",),)
    assert joined["hb"] == (("brugerråd",),)
    assert joined["brugerråd"] == (("hb",),)
    said = as_phrases((long, short) for short, long in pairs).said_in("Gang og Glæde hos et Brugerråd")
    assert [phrase.meant for phrase in said] == [(("gog",),)]
