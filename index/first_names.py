"""First names that are common in Denmark: what tells a person's name from other capitalised words."""

from __future__ import annotations

from functools import cache

from index.data_lines import data_lines


def is_first_name(word: str) -> bool:
    """Whether a word is a known first name; of "Hans-Henrik" the first part counts."""
    return word.split("-")[0].rstrip(".") in _first_names()


@cache
def _first_names() -> frozenset[str]:
    return frozenset(data_lines("first_names.txt"))
