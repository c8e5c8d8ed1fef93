"""Prompts are texts with named variables; each must be supplied, and none that the text does not name."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from prompts import Prompt, PromptError, load, names

USED_IN = {
    "answer": "assistant/generate.py",
    "condense": "assistant/generate.py",
    "expand": "assistant/generate.py",
    "judge": "eval",
    "enrich": "index/enrich.py",
}


def test_every_prompt_is_used_and_loads() -> None:
    assert sorted(USED_IN) == names()
    for name, place in USED_IN.items():
        files = [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).glob("*.py"))
        code = "\n".join(file.read_text(encoding="utf-8") for file in files)
        assert f'load("{name}")' in code, name
        assert load(name).system
        assert load(name).user


def test_values_go_in_as_they_are() -> None:
    system, user = load("judge").fill(question="{{facts}}?", facts="{x} $y", answer="{{ukendt}}")
    assert "{{facts}}?" in user
    assert "{x} $y" in user
    assert "{{ukendt}}" in user
    assert "rigtigt" in system


@pytest.mark.parametrize("name", sorted(USED_IN))
def test_missing_and_unknown_variables_raise(name: str) -> None:
    prompt = load(name)
    values = dict.fromkeys(prompt.variables, "x")
    assert not re.search(r"\{\{|\}\}", "".join(prompt.fill(**values)))
    with pytest.raises(PromptError, match="unknown variable: fremmed"):
        prompt.fill(**values, fremmed="y")
    values.pop(sorted(values)[0])
    with pytest.raises(PromptError, match="missing variable"):
        prompt.fill(**values)


def test_a_prompt_that_is_not_there() -> None:
    with pytest.raises(PromptError, match="no prompt"):
        load("findes-ikke")


def test_variables_of_both_parts_count() -> None:
    assert Prompt("x", "{{a}}", "{{b}}").variables == {"a", "b"}
