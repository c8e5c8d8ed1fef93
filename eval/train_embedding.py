"""Train the Danish word vectors that ship in index/model.

    python -m eval.train_embedding --text FILE … --minutes FOLDER … --out index/model

Skip-gram with subwords (fastText, by gensim) over plain text. The vectors become the token table of a
sentence-transformers StaticEmbedding: each vector scaled by inverse frequency a/(a+p) and the common
mean taken off, so that the model's plain mean over tokens is the weighted, centred mean of the words.
Tokens are whole words, and the same words as continuations ("##plan"), so that a compound unknown to
the vocabulary becomes its parts.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index.danish import unfold

DIMENSION = 192
WORDS = 60_000
TAILS = 25_000
SEED = 7
_WORD = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)


def sentences(paths: Sequence[Path]) -> Iterator[list[str]]:
    """Word lists, one a line of text; a line seen before is left out (minutes repeat each other)."""
    seen: set[int] = set()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            found = [unfold(word) for word in _WORD.findall(line)]
            key = hash(tuple(found))
            if len(found) > 2 and key not in seen:
                seen.add(key)
                yield found


def train(lines: list[list[str]], epochs: int, threads: int) -> tuple[dict[str, np.ndarray], Counter[str]]:
    """Unit-length vectors of the most frequent words and of the tails of compounds, with word counts."""
    from gensim.models import FastText

    model = FastText(
        vector_size=DIMENSION,
        window=5,
        min_count=4,
        sg=1,
        negative=8,
        min_n=3,
        max_n=6,
        bucket=300_000,
        sample=1e-4,
        seed=SEED,
        workers=threads,
    )
    model.build_vocab(lines)
    model.train(lines, total_examples=len(lines), epochs=epochs)
    counts = Counter(word for line in lines for word in line)
    words = [word for word, _ in counts.most_common() if word in model.wv.key_to_index][:WORDS]
    vectors = {word: _unit(model.wv[word]) for word in words}
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)] + ["æ", "ø", "å", *"0123456789"]
    vectors |= {letter: _unit(model.wv[letter]) for letter in letters if letter not in vectors}
    tails = [word for word in words if len(word) > 2 and word.isalpha()][:TAILS]
    vectors |= {f"##{word}": vectors[word] for word in tails}
    linked = {f"{word}s" for word in tails[:8000]} - vectors.keys()
    vectors |= {word: _unit(model.wv[word]) for word in linked}
    vectors |= {f"##{letter}": np.zeros(DIMENSION, dtype=np.float32) for letter in letters}
    return vectors, counts


def weigh(vectors: dict[str, np.ndarray], counts: Counter[str], a: float = 1e-3) -> dict[str, np.ndarray]:
    """Fold inverse-frequency weights in and take the frequency-weighted mean off."""
    total = sum(counts.values())
    weight = {token: a / (a + counts[token.removeprefix("##")] / total) for token in vectors}
    share = {token: counts[token] * weight[token] for token in vectors if not token.startswith("##")}
    mean = sum(vectors[token] * share[token] for token in share) / sum(share.values())
    return {
        token: weight[token] * (vector - mean) if vector.any() else vector
        for token, vector in vectors.items()
    }


def save(vectors: dict[str, np.ndarray], out: Path) -> None:
    """Write a sentence-transformers model of one StaticEmbedding, in half precision."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import Lowercase, Replace, Sequence
    from tokenizers.pre_tokenizers import Whitespace

    vocabulary = {"[UNK]": 0} | {token: number for number, token in enumerate(sorted(vectors), 1)}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=60))
    folds = [
        Replace(old, new) for old, new in (("ae", "æ"), ("oe", "ø"), ("aa", "å"), ("é", "e"), ("ü", "y"))
    ]
    tokenizer.normalizer = Sequence([Lowercase(), *folds])
    tokenizer.pre_tokenizer = Whitespace()
    table = np.zeros((len(vocabulary), DIMENSION), dtype=np.float32)
    for token, number in vocabulary.items():
        if token in vectors:
            table[number] = vectors[token]
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=table), Normalize()])
    model.half().save(str(out), create_model_card=False)


def _unit(vector: np.ndarray) -> np.ndarray:
    length = float(np.linalg.norm(vector))
    return (vector / length if length else vector).astype(np.float32)


def main() -> None:
    """Read the command line, train, and write the model."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.train_embedding", description="Træn den danske ordmodel i index/model."
    )
    parser.add_argument(
        "--text", type=Path, nargs="*", default=[], metavar="FIL", help="rene tekstfiler, et afsnit pr. linje"
    )
    parser.add_argument(
        "--minutes", type=Path, nargs="*", default=[], metavar="MAPPE", help="mapper med referater (.txt)"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="MAPPE", help="hvor modellen skrives")
    parser.add_argument("--epochs", type=int, default=5, metavar="ANTAL", help="gennemløb (5)")
    parser.add_argument("--threads", type=int, default=2, metavar="ANTAL", help="tråde (2)")
    options = parser.parse_args()
    paths = [*options.text, *(path for folder in options.minutes for path in sorted(folder.glob("*.txt")))]
    lines = list(sentences(paths))
    print(f"{len(lines)} lines, {sum(map(len, lines))} words")
    vectors, counts = train(lines, options.epochs, options.threads)
    save(weigh(vectors, counts), options.out)
    print(f"{len(vectors)} tokens of {DIMENSION} dimensions in {options.out}")


if __name__ == "__main__":
    main()
