"""A real serving stack (transformers' own server) with a model of random weights that this test makes.

What such a model writes is noise; none of it may reach a reader as fact.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from index.chat import ChatModel, ModelSettings

QUESTIONS = (
    "Hvad blev der besluttet om rygestopkorpset?",
    "Hvor mange borgere har haft besøg siden starten?",
    "Hvad koster akutbilen om året?",
)


def make_model(folder: Path) -> None:
    """A Llama of one layer over single bytes with random weights, its tokenizer and its template."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    vocabulary = {letter: place for place, letter in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()))}
    for special in ("<s>", "</s>", "<pad>"):
        vocabulary[special] = len(vocabulary)
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", pad_token="<pad>"
    )
    fast.chat_template = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant: "
    torch.manual_seed(3)
    config = LlamaConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=2,
        max_position_embeddings=32768,
        bos_token_id=vocabulary["<s>"],
        eos_token_id=vocabulary["</s>"],
        pad_token_id=vocabulary["<pad>"],
    )
    fast.save_pretrained(folder)
    LlamaForCausalLM(config).save_pretrained(folder)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelSettings]:
    folder = tmp_path_factory.mktemp("modellen")
    make_model(folder)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = Path(sys.executable).parent / "transformers"
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "HOME": str(folder), "OMP_NUM_THREADS": "1"}
    log = (folder / "log").open("w+")
    server = subprocess.Popen(
        [command, "serve", str(folder), "--host", "127.0.0.1", "--port", str(port), "--device", "cpu"],
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/health", server, log)
        yield ModelSettings(str(folder), f"http://127.0.0.1:{port}/v1", timeout=200)
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def _wait(url: str, server: subprocess.Popen[bytes], log: object) -> None:
    """Until the server answers; fails at once when it has ended."""
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            assert server.poll() is None, f"the server has ended: {getattr(log, 'name', '')}"
            time.sleep(0.2)


def test_noise_never_reaches_a_reader_as_fact(shipped: Assistant, served: ModelSettings) -> None:
    noisy = Assistant(shipped.store, llm=served)
    for question in QUESTIONS:
        plain, steps = shipped.ask(question), list(noisy.ask_stream(question))
        assert len(steps) == 1, "no sentence of noise is shown on the way either"
        answer = steps[0]
        assert answer.metadata["tokens"]["written"] > 0
        assert answer.citations == plain.citations
        assert answer.text == f"{answer.metadata['note']}\n\n{plain.text}"
        assert (
            answer.metadata["note"]
            == "Sprogmodellens svar er ikke belagt i referaterne. Her er svaret uden sprogmodel."
        )


def test_the_server_speaks_the_protocol(served: ModelSettings) -> None:
    reply = ChatModel(served).reply("Svar kort.", "Hej", 20)
    assert reply.whole()
    assert reply.cut
    assert reply.usage.written > 0
