"""Embedding models: any sentence-transformers model loads, with the prompts it needs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from conftest import CORPUS
from tiny_bert import shape, tokens

from assistant import Assistant
from index.embedding import load_encoder
from index.errors import StoreMismatchError


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of random weights, saved as a real sentence-transformers model."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("e5-tiny")
    words = ["[PAD]", "[UNK]", "query", "passage", ":", "penge", "midler", "møde", "by"]
    torch.manual_seed(0)
    BertModel(shape(words)).save_pretrained(folder / "bert")
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=tokens(words), unk_token="[UNK]", pad_token="[PAD]")
    tokenizer.save_pretrained(folder / "bert")
    transformer = Transformer(str(folder / "bert"))
    model = SentenceTransformer(modules=[transformer, Pooling(32)], device="cpu")
    model.save(str(folder / "model-e5"))
    return folder / "model-e5"


def test_any_model_gives_unit_vectors(tiny: Path) -> None:
    encoder = load_encoder(str(tiny))
    assert encoder.dimension == 32
    vectors = encoder.encode_passages(["penge", "møde by"])
    assert vectors.shape == (2, 32)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_e5_models_get_their_prefixes(tiny: Path) -> None:
    encoder = load_encoder(str(tiny))
    assert not np.allclose(encoder.encode_queries(["penge"]), encoder.encode_passages(["penge"]), atol=1e-4)


def test_a_store_works_with_another_model_and_refuses_to_mix(tiny: Path, tmp_path: Path) -> None:
    path = CORPUS / "lindoe-byraad-2024-09-10.txt"
    assistant = Assistant.from_minutes([path], tmp_path / "lager", encoder=str(tiny))
    assert any("cykelsti" in passage.text for passage in assistant.search("cykelsti"))
    assistant.close()
    with pytest.raises(StoreMismatchError):
        Assistant.open(tmp_path / "lager")
