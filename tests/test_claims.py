"""A draft in claims: keys in every dress, keys shared and missing, drafts still being written."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.claims import is_code, read_draft
from index.chat import Usage
from index.errors import ModelError
from index.model_options import add_model_options, read_model


def keys(draft: str) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (claim.text, tuple(key for part in claim.parts for key in part.keys)) for claim in read_draft(draft)
    ]


@pytest.mark.parametrize(
    "draft",
    [
        "Punktet blev udsat [K2X].",
        "Punktet blev udsat. [K2X]",
        "Punktet blev udsat [K2X]",
        "Punktet blev udsat (K2X).",
        "Punktet blev udsat 【K2X】.",
        "Punktet blev udsat [^K2X].",
        "Punktet blev udsat [Kilde K2X].",
        "**Punktet blev udsat** [K2X].",
        "# Punktet blev udsat [K2X].",
        "Punktet blev udsat.\n[K2X]",
        "<think>hm [Q9Q]</think>Punktet blev udsat [K2X].",
    ],
)
def test_one_key_in_every_dress(draft: str) -> None:
    [(text, found)] = keys(draft)
    assert text.rstrip(".") == "Punktet blev udsat"
    assert found == ("K2X",)


def test_several_keys_and_shared_ones() -> None:
    assert keys("Et blev til to [K2X][L3X]. Tre blev fire [M4X, N5X].") == [
        ("Et blev til to.", ("K2X", "L3X")),
        ("Tre blev fire.", ("M4X", "N5X")),
    ]
    assert [found for _, found in keys("Et blev til to. Tre blev fire [K2X].")] == [("K2X",), ("K2X",)]
    assert [found for _, found in keys("Et blev til to [K2X]. Tre blev fire.")] == [("K2X",), ()]


def test_amounts_dates_and_abbreviations_do_not_end_a_claim() -> None:
    [(text, _)] = keys("Der er 1,3 mio. kr. til bl.a. dr. Holm d. 24. oktober 2024 kl. 14.30 [K2X].")
    assert text.endswith("14.30.")


def test_lists_keep_their_lead() -> None:
    claims = read_draft("Fordelingen er:\n- A får 10 kr. [K2X]\n- B får 20 kr. [K2X]\n\nSlut [K2X].")
    assert [(claim.text, claim.lead, claim.list_line) for claim in claims] == [
        ("A får 10 kr.", "Fordelingen er:", True),
        ("B får 20 kr.", "Fordelingen er:", True),
        ("Slut.", "", False),
    ]


def test_quotes_go_with_their_key() -> None:
    [claim] = read_draft("Punktet blev udsat [K2X: »blev udsat til juni«].")
    assert claim.parts[0].quotes == ("blev udsat til juni",)


@pytest.mark.parametrize(
    "draft", ['{"a": "b"}', '```json\n{"a": 1}\n```', '[{"a": 1}]', '{"svar":["x"]}', "<a><b>x</b></a>"]
)
def test_code_is_told_from_sentences(draft: str) -> None:
    assert is_code(draft)


def test_sentences_are_no_code() -> None:
    assert not is_code("Punktet [K2X] blev udsat: »nej«.")
    assert not is_code("")


DRAFT = """Et blev til to [K2X]. Tre kostede 1,3 mio. kr. i 2024. Fire blev fem. [L3X]
- seks [M4X]
- syv [N5X]
Slut."""


def test_a_growing_draft_never_takes_back_a_claim() -> None:
    seen: list[str] = []
    for end in range(len(DRAFT) + 1):
        settled = [claim.text for claim in read_draft(DRAFT[:end], complete=False)]
        assert settled[: len(seen)] == seen[: len(settled)]
        seen = max(seen, settled, key=len)
    assert seen == [claim.text for claim in read_draft(DRAFT)][: len(seen)]
    assert len(seen) >= 5


@given(st.text(alphabet='ABab12 .,:;[]()»«"\n-*#{}<>§K2X', max_size=200))
def test_no_draft_is_too_strange_to_read(draft: str) -> None:
    for claim in read_draft(draft):
        assert claim.text.strip()
        assert claim.parts


def options(*given: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_model_options(parser)
    return parser.parse_args(given)


def test_the_model_of_the_command_line_and_of_the_environment(tmp_path: Path) -> None:
    assert read_model(options(), {}) is None
    key = tmp_path / "key"
    key.write_text("hemmelig\n", encoding="utf-8")
    model = read_model(options("--llm", "m", "--llm-key-file", str(key), "--llm-price", "2/8"), {})
    assert model is not None
    assert (model.key, model.price, model.url) == ("hemmelig", (2.0, 8.0), "http://localhost:11434/v1")
    environment = {
        "REFERAT_LLM": "n",
        "REFERAT_LLM_URL": "http://x/v1/",
        "REFERAT_LLM_KEY": "k",
        "REFERAT_LLM_TIMEOUT": "5",
    }
    model = read_model(options(), environment)
    assert model is not None
    assert (model.model, model.url, model.key, model.timeout) == ("n", "http://x/v1", "k", 5.0)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (("--llm", "m", "--llm-key-file", "findes-ikke"), "Nøglefilen findes-ikke kan ikke læses."),
        (("--llm", "m", "--llm-price", "dyrt"), "»dyrt« er ikke en pris."),
        (("--llm", "m", "--llm-timeout", "-1"), "duer ikke til sprogmodellen"),
        (("--llm", "m", "--llm-context", "5"), "duer ikke til sprogmodellen"),
    ],
)
def test_bad_settings_are_one_line(given: tuple[str, ...], line: str) -> None:
    with pytest.raises(ModelError, match=line.replace(".", r"\.")):
        read_model(options(*given), {})


def test_usage_adds_up() -> None:
    both = Usage(1, 2, cost=0.5).plus(Usage(3, 4, estimated=True, cost=0.25))
    assert (both.read, both.written, both.estimated, both.cost) == (4, 6, True, 0.75)
    assert Usage().plus(Usage(1, 1)).cost is None
