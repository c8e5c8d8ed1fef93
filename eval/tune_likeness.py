"""Learn how alike a question and the sentence that answers it are: the maps of `assistant.likeness`.

    python -m eval.tune_likeness --set STORE FILE [--set STORE FILE …] [--folds FOLDER] [--write]

For each question the units that hold the most facts shall be likelier than the other units of the items
that were read (cross-entropy over them, any right one will do). The maps start from the identity and are
held near it; some of a question's words are left out at each step, so that no word alone is learned by
heart.

`eval.tune_items` and `eval.tune_reading` learn trees on top of it. Of questions that it was learned from it
says too much; so `--folds` keeps what is learned without each fifth of the meetings, for them to use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from assistant.ask import opened
from assistant.likeness import BUNDLED, Likeness, Words, load, save, words
from assistant.question import understand
from assistant.read_items import ReadItem
from assistant.reorder import rank
from eval.grow import FOLDS
from eval.metrics import gold_places, normal
from eval.tune import read_options, read_sets, replied
from index.embedding import bundled
from index.search import Searcher

SEED = 7
EPOCHS = 8
BATCH = 32
RATE = 1e-3
PENALTY = 1e-3  # on the maps' distance from the identity
LEFT_OUT = 0.2  # of a question's words
OTHERS = 60  # units at a time that a right one is set against
_START = 12.0  # what both parts weigh before anything is learned
_POWER = 0.3
FOLDS_HELP = "mappen fra eval.tune_likeness --folds"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question, the units of the items read for it, and which of these are right; the fold that it is
    held out with."""

    question: str
    texts: Sequence[Words]
    right: np.ndarray
    fold: int


def fold_of(question: Mapping[str, Any]) -> int:
    """From 0 up to FOLDS: the questions of a meeting are held out together."""
    return crc32(question["gold"][0]["doc"].encode()) % FOLDS


def lesson(question: Mapping[str, Any], searcher: Searcher) -> Lesson | None:
    """A question as a lesson; None where another engine replies or no unit that was read holds a fact."""
    if not question["gold"] or not question["facts"]:
        return None
    asked = understand(question["question"])
    ranking = rank(asked, searcher)
    if replied(asked, ranking, searcher):
        return None
    reads = [item.read for item in opened(asked, ranking, searcher)[0]]
    held = facts_held(question, reads)[1].sum(axis=1)
    if not held.any():
        return None
    texts = [words(read) for read in reads]
    return Lesson(question["question"], texts, held == held.max(), fold_of(question))


def facts_held(question: Mapping[str, Any], reads: Sequence[ReadItem]) -> tuple[np.ndarray, np.ndarray]:
    """Of the units of some items in order: whether each is of a gold item, shape (units,), and which of the
    facts it then holds, shape (units, facts)."""
    places = gold_places(question)
    of_gold: list[bool] = []
    facts: list[list[bool]] = []
    for read in reads:
        right = (read.meeting.source, read.item.number) in places
        for text in map(normal, read.texts):
            of_gold.append(right)
            facts.append(
                [right and any(normal(form) in text for form in forms) for forms in question["facts"]]
            )
    return np.array(of_gold, dtype=bool), np.array(facts, dtype=bool).reshape(
        len(facts), len(question["facts"])
    )


def of_folds(folder: Path | None) -> list[Likeness]:
    """What was learned without each fold; nothing without a folder."""
    return [load(folder / f"{fold}.safetensors") for fold in range(FOLDS)] if folder else []


def learn(lessons: Sequence[Lesson], epochs: int = EPOCHS) -> Likeness:
    """The maps, the same each time for the same lessons."""
    import torch

    torch.manual_seed(SEED)
    draw = np.random.default_rng(SEED)
    told = [one for one in (_Taught.of(lesson, torch) for lesson in lessons if lesson.right.any()) if one]
    size = bundled().dimension
    mean, word = (torch.eye(size).requires_grad_() for _ in range(2))
    numbers = torch.tensor([_START, _START, _POWER], requires_grad=True)
    optimiser = torch.optim.Adam(
        [{"params": [mean, word], "lr": RATE}, {"params": [numbers], "lr": 20 * RATE}]
    )
    same = torch.eye(size)
    for _ in range(epochs):
        order = draw.permutation(len(told))
        for at in range(0, len(order), BATCH):
            batch = [told[number] for number in order[at : at + BATCH]]
            losses = [one.loss(mean, word, numbers, draw, torch) for one in batch]
            away = ((mean - same) ** 2).sum() + ((word - same) ** 2).sum()
            optimiser.zero_grad()
            (torch.stack(losses).mean() + PENALTY * away).backward()
            optimiser.step()
    of_mean, of_word, power = (float(value) for value in numbers.detach())
    return Likeness(mean.detach().numpy(), word.detach().numpy(), of_mean, of_word, power)


@dataclass(frozen=True, slots=True)
class _Taught:
    """A lesson as tensors: the vectors of the question's words, the units' mean vectors and tokens (a row
    each, filled up with -1), and the places of the right units and of the others."""

    asked: Any
    means: Any
    tokens: Any
    right: np.ndarray
    others: np.ndarray

    @staticmethod
    def of(lesson: Lesson, torch: Any) -> _Taught | None:
        """A lesson as tensors; None for a question without words."""
        ids = bundled().token_ids([lesson.question])[0]
        if not ids:
            return None
        rows = [part for words in lesson.texts for part in np.split(words.ids, words.starts[1:]) if len(part)]
        tokens = np.full((len(rows), max(map(len, rows))), -1, dtype=np.int32)
        for row, part in zip(tokens, rows, strict=True):
            row[: len(part)] = part
        means = np.concatenate([words.means for words in lesson.texts])
        return _Taught(
            torch.from_numpy(bundled().vectors(ids)),
            torch.from_numpy(means),
            torch.from_numpy(tokens),
            np.flatnonzero(lesson.right),
            np.flatnonzero(~lesson.right),
        )

    def loss(self, mean: Any, word: Any, numbers: Any, draw: np.random.Generator, torch: Any) -> Any:
        """How improbable the right units are among some of the others."""
        others = self.others
        if len(others) > OTHERS:
            others = draw.choice(others, OTHERS, replace=False)
        kept = draw.random(len(self.asked)) >= LEFT_OUT
        asked = self.asked[torch.from_numpy(kept)] if kept.any() else self.asked
        rows = torch.from_numpy(np.concatenate([self.right, others]))
        scores = _scores(asked, self.means[rows], self.tokens[rows], (mean, word, numbers), torch)
        return torch.logsumexp(scores, 0) - torch.logsumexp(scores[: len(self.right)], 0)


def _scores(asked: Any, means: Any, tokens: Any, maps: tuple[Any, Any, Any], torch: Any) -> Any:
    """What `Likeness.scores` reckons, for torch to learn from."""
    mean, word, numbers = maps
    middle = asked.mean(0) @ mean
    lengths = asked.norm(dim=1)
    weight = lengths ** numbers[2]
    words = (asked / (lengths[:, None] + 1e-9)) @ word
    ids, where = torch.unique(tokens, return_inverse=True)
    vectors = torch.from_numpy(bundled().vectors(ids.numpy()))
    vectors = vectors / (vectors.norm(dim=1, keepdim=True) + 1e-9)
    near = (vectors @ words.T)[where].masked_fill((tokens < 0)[..., None], -1.0).amax(1)
    of_mean = means @ (middle / (middle.norm() + 1e-9))
    return numbers[0] * of_mean + numbers[1] * (near @ (weight / (weight.sum() + 1e-9)))


def main() -> None:
    """Read the command line, learn, and write the maps."""
    options = read_options(
        "eval.tune_likeness",
        "Lær, hvor ens spørgsmål og svar er.",
        "data/likeness.safetensors",
        folds="skriv i denne mappe, hvad der er lært uden hver femtedel af møderne",
    )
    lessons = [one for pair in options.set for q, s in read_sets([pair]) if (one := lesson(q, s))]
    right: list[float] = []
    for fold in range(FOLDS):
        learned = learn([one for one in lessons if one.fold != fold])
        if options.folds:
            options.folds.mkdir(parents=True, exist_ok=True)
            save(learned, options.folds / f"{fold}.safetensors")
        for one in lessons:
            if one.fold == fold:
                scores = np.concatenate(learned.scores(one.question, one.texts))
                right.append(float(one.right[int(scores.argmax())]))
    print(f"{len(lessons)} spørgsmål; rette stykke først, lært uden spørgsmålets møde: {np.mean(right):.3f}")
    if options.write:
        save(learn(lessons), BUNDLED)


if __name__ == "__main__":
    main()
