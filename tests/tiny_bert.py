"""The parts of a BERT of random weights that the tests make: words as tokens, and a very small shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def tokens(words: Sequence[str]) -> Any:
    """A tokenizer whose tokens are these words, numbered in order; "[UNK]" is one of them."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    numbers = {word: number for number, word in enumerate(words)}
    splitter = Tokenizer(WordLevel(numbers, unk_token="[UNK]"))
    splitter.pre_tokenizer = Whitespace()
    return splitter


def shape(words: Sequence[str], **options: Any) -> Any:
    """The configuration for these words, with further options of BertConfig."""
    from transformers import BertConfig

    return BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        **options,
    )
