"""Embedding models: the bundled Danish one, or any sentence-transformers model by name or path.

The bundled model (index/model) is an ordinary sentence-transformers StaticEmbedding. It is read here
with tokenizers and numpy alone, because that opens in a moment where importing torch takes seconds;
a test holds the two readings equal.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np

from index.errors import EncoderError, reason

# Models that were trained with a prefix for each side and whose own settings do not say so.
_PREFIXES = {"e5": ("query: ", "passage: ")}

BUNDLED = "dansk-offentlig-v2"
"""The name of the model that ships with the project."""


class Encoder(Protocol):
    """A model from texts to unit vectors.

    `name` tells stores apart that were built with different models; `dimension` is the vectors' length.
    """

    name: str
    dimension: int

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """float32 of shape (len(texts), dimension), rows of length 1 (0 for a text without known words)."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """The same for questions."""
        ...


def load_encoder(name: str | None = None) -> Encoder:
    """The bundled model for None, else the sentence-transformers model of that name or path.

    Raises EncoderError when it cannot be loaded.
    """
    return bundled() if name is None else SentenceModel(name)


@lru_cache(maxsize=1)
def bundled() -> StaticModel:
    """The Danish model that ships with the project, opened once."""
    return StaticModel(Path(str(files("index"))) / "model", BUNDLED)


class StaticModel:
    """A static model: the mean of its tokens' vectors."""

    def __init__(self, folder: Path, name: str) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        try:
            module = folder / json.loads((folder / "modules.json").read_text(encoding="utf-8"))[0]["path"]
            self._tokenizer = Tokenizer.from_file(str(module / "tokenizer.json"))
            self._table = load_file(module / "model.safetensors")["embedding.weight"]
        except Exception as error:  # the tokenizer raises bare Exception for a missing or broken file
            raise EncoderError(f"Sprogmodellen i {folder.name} kan ikke læses: {error}") from error
        self.name = name
        self.dimension = int(self._table.shape[1])

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder."""
        return self.means(self.token_ids(texts))

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder."""
        return self.encode_passages(texts)

    def token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of each text, as rows of the table."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [encoding.ids for encoding in encodings]

    def means(self, texts: Sequence[Sequence[int]]) -> np.ndarray:
        """The unit vectors of texts given as tokens: what `encode_passages` gives for their words."""
        result = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, ids in enumerate(texts):
            if ids:
                result[row] = np.add.reduce(self.vectors(ids), axis=0) / np.float32(
                    len(ids)
                )  # `mean` is slower
        lengths = np.linalg.norm(result, axis=1, keepdims=True)
        unit: np.ndarray = np.divide(result, lengths, out=np.zeros_like(result), where=lengths > 0)
        return unit

    def vectors(self, ids: Sequence[int] | np.ndarray) -> np.ndarray:
        """The vectors of some tokens as they stand in the table: float32, shape (len(ids), dimension)."""
        rows: np.ndarray = self._table.take(ids, axis=0).astype(np.float32)
        return rows


class SentenceModel:
    """Any sentence-transformers model, with the prompts that it was trained with."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name)
        except Exception as error:  # hub, file and configuration errors share no base class
            raise EncoderError(f"Modellen {name} kan ikke indlæses: {reason(error)}") from error
        self.name = name
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self._query, self._passage = next(
            (
                pair
                for key, pair in _PREFIXES.items()
                if key in name.lower() and not self._model.prompts.get("query")
            ),
            ("", ""),
        )

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder."""
        given = [self._passage + text for text in texts]
        return self._unit(
            self._model.encode_document(given, show_progress_bar=False, normalize_embeddings=True)
        )

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder."""
        given = [self._query + text for text in texts]
        return self._unit(self._model.encode_query(given, show_progress_bar=False, normalize_embeddings=True))

    @staticmethod
    def _unit(vectors: np.ndarray) -> np.ndarray:
        return np.asarray(vectors, dtype=np.float32)
