"""Pull together what belongs together: the second round of the word vectors that ship in index/model.

    python -m eval.train_pairs --start FOLDER --store FOLDER … --out index/model

The vectors of `eval.train_embedding` know which words stand near each other; here they learn which texts
mean the same. Pairs come from three places, none of them a question of the evaluation: an item's title
or résumé and a passage of its account; the same with the officials' words swapped for everyday ones; and
the thesaurus and the phrases themselves. Each pair's own text shall be nearer than the other texts of the
batch (cross-entropy of cosines over a temperature, both ways). Learned are a step for each token, a weight
for each token and one linear map for all, and everything is folded back into the table: the format stays
as it was.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from index import phrases, thesaurus
from index.catalogue import Catalogue
from index.danish import terms, unfold
from index.store import Places, open_store
from index.types import Chunk

SEED = 7
TEMPERATURE = 0.05
BATCH = 256
STEPS = 300
WAY = 0.5  # how far from the start to what was learned: all the way loses words that were told apart well
SWAPPED, DROPPED = 0.7, 0.3  # how often a word with everyday names gets one, and another one is left out
VERSIONS = 3  # swapped versions of each pair of the minutes
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


Encode = Callable[[Sequence[str]], list[list[int]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that mean the same; those of one `group` are not set against each other."""

    said: str
    meant: str
    group: str


def of_words(files: Sequence[Path]) -> list[Pair]:
    """What is said and the word for it: the bundled thesaurus and phrases, and further phrase files."""
    forward = thesaurus.load([phrases.BUNDLED, *files])
    back = thesaurus.load([thesaurus.BUNDLED])
    found = {(said, word) for said, words in forward.items() for word in words}
    found |= {(said, word) for word, names in back.items() for said in names}
    return [Pair(said, word, word) for said, word in sorted(found)]


def of_minutes(catalogue: Catalogue, random: Random) -> list[Pair]:
    """At most eight pairs an item: title or résumé and account, title and résumé, proposal and decision."""
    found: dict[tuple[str, str], Pair] = {}
    for entry in catalogue.entries(superseded=False):
        titles = {item.ordinal: item.title for item in catalogue.meeting(entry.id).items}
        chunks: dict[int, list[Chunk]] = defaultdict(list)
        for chunk in catalogue.chunks_of(entry.id):
            if chunk.ordinal in titles:
                chunks[chunk.ordinal].append(chunk)
        for ordinal, of_item in chunks.items():
            pairs = [
                Pair(said, meant, unfold(titles[ordinal]))
                for said, meant in _of_item(titles[ordinal], of_item)
                if len(said) > 15 and len(meant) > 80
            ]
            for pair in random.sample(pairs, min(8, len(pairs))):
                found.setdefault((unfold(pair.said), unfold(pair.meant)), pair)
    return list(found.values())


def _of_item(title: str, chunks: Sequence[Chunk]) -> Iterator[tuple[str, str]]:
    texts: dict[str, list[str]] = defaultdict(list)
    for chunk in chunks:
        texts[chunk.section].append(chunk.text)
    account = texts["sagsfremstilling"][:6]
    yield from ((said, meant) for said in (*texts["resumé"], title) for meant in account)
    yield from ((title, meant) for meant in texts["resumé"])
    yield from ((said, meant) for said in texts["indstilling"] for meant in texts["beslutning"][:2])


def everyday_names(pairs: Sequence[Pair]) -> dict[str, list[str]]:
    """What else a word is called, by its stem."""
    names: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        stems = terms(pair.meant)
        if len(stems) == 1 and len(pair.meant.split()) == 1:
            names[stems[0]].add(pair.said)
    return {stem: sorted(said) for stem, said in names.items()}


def swapped(pairs: Sequence[Pair], names: Mapping[str, list[str]], random: Random) -> list[Pair]:
    """The pairs with one sentence of what is said in everyday words; those without such words left out."""
    stems: dict[str, str | None] = {}
    result = []
    for pair in pairs:
        sentence = random.choice(_SENTENCE_END.split(pair.said))
        words, changed = [], False
        for word in _WORD.findall(sentence if len(sentence) >= 15 else pair.said)[:40]:
            if word not in stems:
                found = terms(word)
                stems[word] = found[0] if len(found) == 1 else None
            stem = stems[word]
            if stem is not None and stem in names and random.random() < SWAPPED:
                words.append(random.choice(names[stem]))
                changed = True
            elif stem is None or random.random() >= DROPPED:
                words.append(word)
        if changed:
            result.append(Pair(" ".join(words), pair.meant, pair.group))
    return result


class _Learner:
    """A step and a weight for each token and one linear map for all, over a table that stays as it is."""

    def __init__(self, start: np.ndarray, encode: Encode) -> None:
        import torch

        self._encode = encode
        self.table = torch.from_numpy(start)
        size, width = start.shape
        self.moved = torch.nn.Embedding(size, width, sparse=True, _weight=torch.zeros(size, width))
        self.weight = torch.nn.Embedding(size, 1, sparse=True, _weight=torch.zeros(size, 1))
        self.linear = torch.nn.Parameter(torch.zeros(width, width))

    def optimisers(self) -> list[tuple[Any, float]]:
        """Each with its highest rate."""
        import torch

        return [
            (torch.optim.SparseAdam(self.moved.parameters()), 0.003),
            (torch.optim.SparseAdam(self.weight.parameters()), 0.01),
            (torch.optim.Adam([self.linear]), 0.001),
        ]

    def vectors(self, texts: Sequence[str]) -> Any:
        """Unit vectors, one row a text."""
        import torch
        from torch.nn import functional

        tokens = self._encode(texts)
        numbers = torch.tensor([number for one in tokens for number in one])
        starts = torch.tensor(np.cumsum([0, *map(len, tokens)])[:-1])
        each = torch.exp(self.weight(numbers).squeeze(1))
        bag: dict[str, Any] = {"mode": "sum", "per_sample_weights": each}
        total = functional.embedding_bag(numbers, self.table, starts, **bag)
        total = total + functional.embedding_bag(numbers, self.moved.weight, starts, sparse=True, **bag)
        return functional.normalize(total + total @ self.linear, dim=1, eps=1e-6)

    def loss(self, pairs: Sequence[Pair]) -> Any:
        """How much nearer than its own each text lies to the others' of the batch, both ways."""
        import torch
        from torch.nn import functional

        scores = self.vectors([pair.said for pair in pairs]) @ self.vectors([pair.meant for pair in pairs]).T
        same = [[a is not b and a.group == b.group for b in pairs] for a in pairs]
        scores = (scores / TEMPERATURE).masked_fill(torch.tensor(same), -1e4)
        own = torch.arange(len(pairs))
        return functional.cross_entropy(scores, own) + functional.cross_entropy(scores.T, own)

    def folded(self) -> np.ndarray:
        """A table that holds all that was learned."""
        import torch

        with torch.no_grad():
            result = (self.table + self.moved.weight) * torch.exp(self.weight.weight)
            learned: np.ndarray = (result + result @ self.linear).numpy()
        return learned


def fit(start: np.ndarray, encode: Encode, sources: Sequence[tuple[Sequence[Pair], int]]) -> np.ndarray:
    """The table after STEPS batches of so many pairs from each source, taken back WAY towards the start;
    `encode` gives token numbers."""
    import torch

    torch.manual_seed(SEED)
    random = Random(SEED)
    learner = _Learner(start, encode)
    optimisers = learner.optimisers()
    for step in range(STEPS):
        batch = [random.sample(pairs, min(number, len(pairs))) for pairs, number in sources]
        total = torch.stack([learner.loss(pairs) for pairs in batch]).sum()
        total.backward()
        for optimiser, rate in optimisers:
            optimiser.param_groups[0]["lr"] = rate * min(1.0, (step + 1) / 20) * (1 - step / STEPS)
            optimiser.step()
            optimiser.zero_grad()
        if step % 50 == 0:
            print(f"{step}: {total.item():.2f}", flush=True)
    learned: np.ndarray = start + WAY * (learner.folded() - start)
    return learned


def gather(options: argparse.Namespace) -> list[tuple[list[Pair], int]]:
    """The pairs of each source, and how many of them a batch takes."""
    random = Random(SEED)
    words = of_words(options.phrases)
    minutes: list[Pair] = []
    for folder in options.store:
        store = open_store(Places(folder), must_exist=True)
        minutes += of_minutes(store.catalogue, random)
        store.close()
    names = everyday_names(words)
    everyday = swapped(minutes * VERSIONS, names, random)
    sources = [(minutes, BATCH), (everyday, BATCH), (words, 2 * BATCH)]
    print("par: " + ", ".join(str(len(pairs)) for pairs, _ in sources), flush=True)
    return [(pairs, number) for pairs, number in sources if pairs]


def main() -> None:
    """Read the command line, train, and write the model."""
    from safetensors.numpy import load_file, save_file
    from tokenizers import Tokenizer

    parser = argparse.ArgumentParser(
        prog="python -m eval.train_pairs",
        description="Træn ordmodellen videre på par, der betyder det samme.",
    )
    parser.add_argument(
        "--start", type=Path, required=True, metavar="MAPPE", help="modellen, der trænes videre"
    )
    parser.add_argument(
        "--store", type=Path, nargs="*", default=[], metavar="MAPPE", help="lagre med referater"
    )
    parser.add_argument(
        "--phrases",
        type=Path,
        nargs="*",
        default=[],
        metavar="FIL",
        help="flere vendinger end de medfølgende",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="MAPPE", help="hvor modellen skrives")
    options = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(options.start / "tokenizer.json"))

    def encode(texts: Sequence[str]) -> list[list[int]]:
        return [found.ids for found in tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    start = load_file(options.start / "model.safetensors")["embedding.weight"].astype(np.float32)
    learned = fit(start, encode, gather(options))
    if options.out.resolve() != options.start.resolve():
        shutil.copytree(options.start, options.out, dirs_exist_ok=True)
    written = options.out / "model.safetensors"
    save_file({"embedding.weight": learned.astype(np.float16)}, written)
    written.chmod(0o644)  # it ships with the project


if __name__ == "__main__":
    main()
