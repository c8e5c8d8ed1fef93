"""How alike in meaning a question and a sentence are, as questions and the sentences that answer them teach.

Word vectors alone call alike what is used alike; a question is not worded as its answer is. Two linear maps
turn the question's words to where the answers lie: one for the mean of its words against the mean of the
sentence's, one for each word of it against the sentence's nearest word. The maps are learned on training
questions (`python -m eval.tune_likeness`) and start from leaving every word where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from assistant.read_items import ReadItem
from index.embedding import bundled

BUNDLED = Path(str(files("assistant"))) / "data" / "likeness.safetensors"

LONGEST = 48  # of a long unit the first words are looked at one by one, and all of them in the mean
_KEPT_ITEMS = 1 << 11  # 40 kB each
_NOTHING = -1  # the place of a text without words


@dataclass(frozen=True, slots=True, eq=False)  # itself the key of what is kept for it
class Words:
    """Some texts as the bundled model's tokens: `ids` of all texts one after another, `starts` where each
    text's begin, and the unit vectors of the texts, shape (texts, dimension)."""

    ids: np.ndarray
    starts: np.ndarray
    means: np.ndarray


@dataclass(frozen=True, slots=True)
class Likeness:
    """`mean` and `word` map a question's vectors, shape (dimension, dimension); `of_mean` and `of_word` weigh
    the two, and `power` says how much more a telling word counts than a common one."""

    mean: np.ndarray
    word: np.ndarray
    of_mean: float
    of_word: float
    power: float

    def scores(self, question: str, texts: Sequence[Words]) -> list[np.ndarray]:
        """How well each text of each of `texts` answers: logarithms of odds, one array for each of them."""
        asked = bundled().token_ids([question])[0]
        if not asked or not texts:
            return [np.zeros(len(words.starts)) for words in texts]
        vectors = bundled().vectors(asked)
        lengths = np.linalg.norm(vectors, axis=1)
        mean = vectors.mean(axis=0) @ self.mean
        mean /= np.linalg.norm(mean) + 1e-9
        weight = lengths**self.power
        words = (vectors / (lengths[:, None] + 1e-9)) @ self.word
        near = _nearest(words, texts) @ (weight / (weight.sum() + 1e-9))
        of_mean = np.concatenate([one.means for one in texts]) @ mean
        parts = np.cumsum([len(one.starts) for one in texts])[:-1]
        return np.split(self.of_mean * of_mean + self.of_word * near, parts)


def _nearest(words: np.ndarray, texts: Sequence[Words]) -> np.ndarray:
    """For each text (a row) and word of the question (a column) how near the text's nearest word comes."""
    ids, where = np.unique(np.concatenate([one.ids for one in texts]), return_inverse=True)
    vectors = bundled().vectors(ids)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    near = vectors @ words.T
    near[ids == _NOTHING] = -1.0
    ends = np.cumsum([0, *(len(one.ids) for one in texts)])
    starts = np.concatenate([one.starts + end for one, end in zip(texts, ends, strict=False)])
    found: np.ndarray = np.maximum.reduceat(near[where], starts, axis=0)
    return found


@lru_cache(maxsize=_KEPT_ITEMS)
def words(read: ReadItem) -> Words:
    """An item's units as the bundled model's words, whatever model the search uses."""
    return words_of(read.texts)


def words_of(texts: Sequence[str]) -> Words:
    """Texts taken apart into the bundled model's tokens."""
    whole = bundled().token_ids(texts)
    each = [ids[:LONGEST] or [_NOTHING] for ids in whole]
    starts = np.cumsum([0, *map(len, each)])[:-1]
    ids = np.array([one for ids in each for one in ids], dtype=np.intp)
    return Words(ids, starts.astype(np.intp), bundled().means(whole))


def save(likeness: Likeness, path: Path) -> None:
    """Write the maps, half precision, as safetensors."""
    from safetensors.numpy import save_file

    maps = {"mean": likeness.mean.astype(np.float16), "word": likeness.word.astype(np.float16)}
    numbers = np.array([likeness.of_mean, likeness.of_word, likeness.power], dtype=np.float32)
    save_file(maps | {"numbers": numbers}, path)


@lru_cache(maxsize=1)
def learned() -> Likeness:
    """The maps that ship."""
    return load(BUNDLED)


def load(path: Path) -> Likeness:
    """Maps that `save` wrote."""
    from safetensors.numpy import load_file

    held = load_file(path)
    of_mean, of_word, power = (float(value) for value in held["numbers"])
    return Likeness(held["mean"].astype(np.float32), held["word"].astype(np.float32), of_mean, of_word, power)
