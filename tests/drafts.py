"""The tables of drafts: their references made into keys, their passages taken from the shipped minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from conftest import CORPUS, ROOT

from assistant.claims import is_code, read_draft
from assistant.passages import Offered
from assistant.read_items import read_item
from assistant.verify import Verdict, check
from index import parser, privacy, readers
from index.types import Meeting

MINUTES = {
    "F1": "fjordby-direktoerforum-2024-03-14.txt",
    "F2": "fjordby-direktoerforum-2024-06-06-rettet.txt",
    "F3": "fjordby-direktoerforum-2024-09-19.txt",
    "FP": "fjordby-politisk-2024-10-02.txt",
    "LB": "lindoe-byraad-2024-09-10.txt",
    "LO": "lindoe-oekonomiudvalget-2024-09-03.txt",
    "LS": "lindoe-sundheds-og-omsorgsudvalget-2024-08-20.txt",
    "NF": "nordsund-faglig-2024-05-22.md",
    "NS": "nordsund-strategisk-2025-02-05.txt",
    "OS": "oesthavn-sundhedssamarbejdsudvalget-2024-11-12.txt",
    "ON": "oesthavn-udvalget-for-naere-tilbud-2024-12-03.txt",
}
_PLACE = re.compile(r"\b([A-Z][A-Z\d])#(\d+)")
_LETTERS = "KLMNPQRSTV"


@dataclass(frozen=True)
class Draft:
    """One draft as a model writes it, with places for keys, and the statements that must come out."""

    sort: str
    text: str
    kept: tuple[str, ...]


@cache
def meeting(name: str) -> Meeting:
    screened, _ = privacy.screen(parser.parse(readers.read(CORPUS / MINUTES[name])))
    return privacy.conceal_closed(screened)


def passage(name: str, number: int, key: str) -> Offered:
    minutes = meeting(name)
    item = next(item for item in minutes.items if item.number == number)
    return Offered(key, minutes, item, read_item(minutes, item).units)


def verdicts(text: str) -> list[Verdict]:
    """What becomes of every claim of a draft."""
    keys: dict[str, str] = {}
    for match in _PLACE.finditer(text):
        keys.setdefault(match.group(), f"{_LETTERS[len(keys)]}{2 + len(keys)}X")
    offered = {
        key: passage(place.split("#")[0], int(place.split("#")[1]), key) for place, key in keys.items()
    }
    draft = _PLACE.sub(lambda match: keys[match.group()], text)
    return [] if is_code(draft) else [check(claim, offered) for claim in read_draft(draft)]


def table(file: str) -> Iterator[Draft]:
    """The drafts of a file of tests/data, in order."""
    sort = ""
    for line in (ROOT / "tests" / "data" / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            sort = line.strip("# ")
        elif line:
            text, _, kept = line.partition(" => ")
            yield Draft(sort, text.replace("\\n", "\n"), tuple(kept.split(" || ")) if kept else ())
