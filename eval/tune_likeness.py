"""Learn how alike a question and the sentence that answers it are: the maps of `assistant.likeness`.

For each question the units that hold the most facts shall be likelier than the other units of the items
that were read (cross-entropy over them, any right one will do). The maps start from the identity and are
held near it; some of a question's words are left out at each step, so that no word alone is learned by
heart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.likeness import Likeness, Words
from index.embedding import bundled

SEED = 7
EPOCHS = 8
BATCH = 32
RATE = 1e-3
PENALTY = 1e-3  # on the maps' distance from the identity
LEFT_OUT = 0.2  # of a question's words
OTHERS = 60  # units at a time that a right one is set against
_START = 12.0  # what both parts weigh before anything is learned
_POWER = 0.3


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question, the units of the items read for it, and which of these are right."""

    question: str
    texts: Sequence[Words]
    right: np.ndarray


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
