"""A cross-encoder as a second look: it orders the first items, and what is no cross-encoder is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tiny_bert import shape, tokens

from assistant import Assistant
from assistant.__main__ import main
from index.errors import EncoderError
from index.rerank import RERANKED, load_reranker

QUESTION = "cykelsti"


def saved(folder: Path, labels: int = 1, seed: int = 0) -> Path:
    """A BERT of random weights with a head that judges pairs, saved as a real CrossEncoder."""
    import torch
    from tokenizers.processors import TemplateProcessing
    from transformers import BertForSequenceClassification, PreTrainedTokenizerFast

    words = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        *"cykelsti og at i til af der en den for på det Byrådet".split(),
    ]
    splitter = tokens(words)
    splitter.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    torch.manual_seed(seed)
    config = shape(words, num_labels=labels, initializer_range=1.0)
    BertForSequenceClassification(config).save_pretrained(folder)
    PreTrainedTokenizerFast(
        tokenizer_object=splitter,
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=128,
    ).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def cross(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("cross"))


def test_one_number_for_each_passage(cross: Path) -> None:
    model = load_reranker(str(cross))
    assert model is not None
    given = model.scores(QUESTION, ["Byrådet og cykelsti", "der i af", "Byrådet og cykelsti"])
    assert given.shape == (3,)
    assert given.dtype == np.float32
    assert given[0] == pytest.approx(given[2], abs=1e-5)
    assert given[0] != pytest.approx(given[1], abs=1e-5)
    assert model.scores(QUESTION, []).shape == (0,)
    assert load_reranker(None) is None


def test_the_first_items_stand_in_its_order_and_keep_the_scale(shipped: Assistant, cross: Path) -> None:
    plain = shipped.store.searcher().rank(QUESTION).items
    model = load_reranker(str(cross))
    again = shipped.store.searcher(reranker=model).rank(QUESTION).items
    first = again[:RERANKED]
    assert {item.key for item in first} == {item.key for item in plain[:RERANKED]}
    assert [item.key for item in first] != [item.key for item in plain[:RERANKED]]
    assert [item.score for item in again] == [item.score for item in plain]
    judged = [item.parts["cross"] for item in first]
    assert judged == sorted(judged, reverse=True)
    assert again[RERANKED:] == plain[RERANKED:]


def test_answers_still_cite_the_words_they_quote(shipped: Assistant, cross: Path) -> None:
    assistant = Assistant(shipped.store, reranker=load_reranker(str(cross)))
    found = assistant.search(QUESTION, 5)
    assert "cross" in found[0].parts
    for citation in assistant.ask("Hvad blev besluttet om cykelstien?").citations:
        meeting = shipped.store.catalogue.meeting(citation.meeting_id)
        assert meeting.text[citation.start : citation.end] == citation.quote


def test_what_is_no_cross_encoder_is_refused(
    cross: Path, tmp_path: Path, shipped: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    from transformers import AutoModel

    (tmp_path / "tom").mkdir()
    with pytest.raises(EncoderError, match="kan ikke indlæses"):
        load_reranker(str(tmp_path / "tom"))
    with pytest.raises(EncoderError, match="ikke en cross-encoder"):
        load_reranker(str(saved(tmp_path / "tre", labels=3)))
    AutoModel.from_pretrained(cross).save_pretrained(tmp_path / "uden-hoved")
    with pytest.raises(EncoderError, match="ikke en cross-encoder"):
        load_reranker(str(tmp_path / "uden-hoved"))
    store = str(shipped.store.places.folder)
    status = main(["--store", store, "--reranker", str(tmp_path / "tom"), QUESTION])
    assert status == 2
    said = capsys.readouterr()
    assert "kan ikke indlæses" in said.err
    assert "Traceback" not in said.err
