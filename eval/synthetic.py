"""Made-up minutes of any size, for measuring speed: Danish words drawn by how often they are used.

The same size and seed give the same minutes. They read as nonsense, so they measure no quality.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import numpy as np

ITEMS = 15
CHUNKS_A_MEETING = 62  # what the layout below is cut into: four chunks an item, and two of the header
_BODIES = (
    "Byråd",
    "Økonomiudvalget",
    "Børneudvalget",
    "Teknikudvalget",
    "Kulturudvalget",
    "Ældreudvalget",
    "Klimaudvalget",
    "Beskæftigelsesudvalget",
)
_FIRST_DAY = date(1900, 1, 1)
_VOCABULARY = 30_000
_TOPICS = (300, 10_000)  # ranks by frequency


@dataclass(frozen=True, slots=True)
class Synthetic:
    """What was made: the folders of minutes, the items' texts as JSON lines, and questions about them."""

    minutes: tuple[Path, ...]
    items: Path
    questions: tuple[str, ...]
    documents: int


class _Words:
    """Danish words drawn by frequency."""

    def __init__(self, seed: int) -> None:
        lines = files("index").joinpath("data/words.tsv").read_text(encoding="utf-8").splitlines()
        pairs = [line.split("\t") for line in lines if "\t" in line]
        pairs.sort(key=lambda pair: -int(pair[1]))
        pairs = pairs[:_VOCABULARY]
        counts = np.array([float(count) for _, count in pairs])
        self._words = np.array([word for word, _ in pairs])
        self._shares = np.cumsum(counts / counts.sum())
        self._draw = np.random.default_rng(seed)

    def phrase(self, count: int) -> str:
        """So many words, the first with a capital."""
        places = np.searchsorted(self._shares, self._draw.random(count))
        drawn = self._words[np.minimum(places, len(self._words) - 1)]
        return str(" ".join(drawn)).capitalize()

    def topic(self) -> str:
        """Four words that are neither the commonest nor the rarest, the first with a capital."""
        return str(" ".join(self._words[self._draw.integers(*_TOPICS, 4)])).capitalize()

    def sentences(self, count: int) -> str:
        """So many sentences of eight to eighteen words."""
        return " ".join(f"{self.phrase(int(n))}." for n in self._draw.integers(8, 19, count))

    def amount(self) -> str:
        """An amount of kroner."""
        return f"{int(self._draw.integers(10, 900))}.000 kr."


def write_corpus(folder: Path, documents: int, seed: int = 1, questions: int = 60) -> Synthetic:
    """Write so many meetings into `folder`/minutes and their items into `folder`/items.jsonl."""
    minutes, items = folder / "minutes", folder / "items.jsonl"
    minutes.mkdir(parents=True)
    words = _Words(seed)
    asked: list[str] = []
    every = max(1, documents * ITEMS // questions)
    with items.open("w", encoding="utf-8") as kept:
        for number in range(documents):
            name = f"moede-{number:06}.txt"
            head, made = _meeting(words, number)
            (minutes / name).write_text(head + "".join(text for _, text in made), encoding="utf-8")
            for place, (title, text) in enumerate(made, 1):
                row = {"source": name, "item": place, "text": text}
                kept.write(json.dumps(row, ensure_ascii=False) + "\n")
                if (number * ITEMS + place) % every == 0 and len(asked) < questions:
                    asked.append(f"Hvad blev der besluttet om {title.lower()}?")
    return Synthetic((minutes,), items, tuple(asked), documents)


def _meeting(words: _Words, number: int) -> tuple[str, list[tuple[str, str]]]:
    body = _BODIES[number % len(_BODIES)]
    day = _FIRST_DAY + timedelta(days=number // len(_BODIES))
    titles = [words.topic() for _ in range(ITEMS)]
    contents = "".join(f"{n}. {title}\n" for n, title in enumerate(titles, 1))
    head = (
        f"REFERAT {body} d. {day:%d-%m-%Y}\n\nMødedato {day.isoformat()} kl. 16:00\n\nSandby Kommune\n\n"
        f"Indholdsfortegnelse\n\n{contents}\n"
    )
    return head, list(_items(words, titles))


def _items(words: _Words, titles: list[str]) -> Iterator[tuple[str, str]]:
    for n, title in enumerate(titles, 1):
        yield (
            title,
            f"Punkt {n}: {title}\n\nBeslutning\n\n{words.sentences(1)} Godkendt.\n\nFremstilling\n\n"
            f"Resumé\n\n{words.sentences(2)}\n\nSagsbeskrivelse\n\n"
            f"{words.sentences(4)} Det koster {words.amount()}\n\n"
            f"Indstilling\n\nAdministrationen indstiller, at {words.phrase(10).lower()}.\n\n\n",
        )
