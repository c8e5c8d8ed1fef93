"""A second look by a cross-encoder: any sentence-transformers CrossEncoder by name or path.

A cross-encoder reads question and passage together; that is more exact than comparing vectors, and far
slower, so it sees only the best passage of the first items. It belongs to the question, not to the
store: no index holds anything of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Protocol

import numpy as np

from index.errors import EncoderError, reason

RERANKED = 20  # items that are read once more


class Reranker(Protocol):
    """A model from a question and passages to how well each passage fits."""

    name: str

    def scores(self, question: str, passages: Sequence[str]) -> np.ndarray:
        """float32 of shape (len(passages),); higher is better, only the order is meant."""
        ...


def load_reranker(name: str | None) -> Reranker | None:
    """The cross-encoder of that name or path, or None for None. Raises EncoderError."""
    return CrossModel(name) if name else None


class CrossModel:
    """Any sentence-transformers CrossEncoder that gives one number for a pair. Threads may share it."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import CrossEncoder
        from transformers import AutoConfig

        try:
            made_as = " ".join(AutoConfig.from_pretrained(name).architectures or ())
            # A model without a trained head would be given a random one, and order at random.
            model = CrossEncoder(name) if "ForSequenceClassification" in made_as else None
        except Exception as error:  # hub, file and configuration errors share no base class
            raise EncoderError(f"Omsorteringsmodellen {name} kan ikke indlæses: {reason(error)}") from error
        if model is None or model.config.num_labels != 1:
            raise EncoderError(
                f"Modellen {name} kan ikke omsortere: den er ikke en cross-encoder, "
                "der giver ét tal for hvert par."
            )
        self.name = name
        self._model = model
        self._lock = Lock()  # a fast tokenizer may not be used by two threads at once

    def scores(self, question: str, passages: Sequence[str]) -> np.ndarray:
        """See Reranker."""
        if not passages:
            return np.zeros(0, dtype=np.float32)
        pairs = [(question, passage) for passage in passages]
        with self._lock:
            given = self._model.predict(pairs, show_progress_bar=False)
        return np.asarray(given, dtype=np.float32)
