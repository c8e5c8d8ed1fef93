"""The lists of words that ship, line by line."""

from __future__ import annotations

from importlib.resources import files


def data_lines(name: str) -> list[str]:
    """The lines of a file in `index/data`, blank ones and remarks ("# …") left out."""
    lines = files("index").joinpath(f"data/{name}").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
