"""The thesaurus: what the minutes' words are called in everyday Danish, and the other way round.

A plain file, one headword a line: `word<TAB>synonym, synonym, two words`. A word with several senses
has a line for each. Lines that begin with "#" are comments. Users may add a file of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from index.errors import MinutesError

BUNDLED = Path(str(files("index"))) / "data" / "thesaurus.tsv"


def load(paths: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """Headword -> its synonyms over all files and lines, in order, none twice.

    Raises MinutesError, naming file and line, for a line without a tab or without synonyms.
    """
    table: dict[str, dict[str, None]] = {}
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise MinutesError(f"Synonymfilen {path.name} kan ikke læses.", source=path.name) from error
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            headword, tab, rest = line.partition("\t")
            synonyms = [synonym.strip() for synonym in rest.split(",") if synonym.strip()]
            if not tab or not headword.strip() or not synonyms:
                raise MinutesError(
                    f"{path.name}, linje {number}: skriv ord, tabulator og synonymer adskilt af komma.",
                    source=path.name,
                )
            table.setdefault(headword.strip(), {}).update(dict.fromkeys(synonyms))
    return {headword: tuple(synonyms) for headword, synonyms in table.items()}
