"""What the benchmark measures: ours and three well-known engines, each made from minutes, opened, asked.

The others get their texts ready cut, an agenda item each; ours reads, parses and screens the files itself.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import Assistant
from index.embedding import load_encoder

FOUND = 10
_WORD = re.compile(r"\w+")
Ask = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened engine: search, and answer where it has one."""

    search: Ask
    ask: Ask | None = None


@dataclass(frozen=True, slots=True)
class Contender:
    """An engine. `make` takes (minutes folders, items file, new store folder), `open` a made store;
    `again` takes the unchanged minutes in once more, where the engine can tell."""

    make: Callable[[Sequence[Path], Path, Path], None]
    open: Callable[[Path], Opened]
    again: Callable[[Sequence[Path], Path], None] | None = None


def _texts(items: Path) -> list[str]:
    return [json.loads(line)["text"] for line in items.read_text(encoding="utf-8").splitlines()]


def _make_ours(minutes: Sequence[Path], _items: Path, store: Path) -> None:
    Assistant.from_minutes(minutes, store).close()


def _again_ours(minutes: Sequence[Path], store: Path) -> None:
    Assistant.from_minutes(minutes, store).close()


def _open_ours(store: Path) -> Opened:
    assistant = Assistant.open(store)
    return Opened(lambda question: assistant.search(question, FOUND), assistant.ask)


def _chroma(store: Path) -> Any:
    import chromadb
    from chromadb.config import Settings
    from llama_index.vector_stores.chroma import ChromaVectorStore

    client = chromadb.PersistentClient(str(store), Settings(anonymized_telemetry=False))
    return ChromaVectorStore(chroma_collection=client.get_or_create_collection("default"))


def _make_llama_index(_minutes: Sequence[Path], items: Path, store: Path) -> None:
    from llama_index.core import Document, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter

    from eval.baselines import as_embedding

    VectorStoreIndex.from_documents(
        [Document(text=text) for text in _texts(items)],
        storage_context=StorageContext.from_defaults(vector_store=_chroma(store)),
        transformations=[SentenceSplitter()],
        embed_model=as_embedding(load_encoder()),
    )


def _open_llama_index(store: Path) -> Opened:
    from llama_index.core import VectorStoreIndex

    from eval.baselines import as_embedding

    index = VectorStoreIndex.from_vector_store(_chroma(store), embed_model=as_embedding(load_encoder()))
    return Opened(index.as_retriever(similarity_top_k=FOUND).retrieve)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _make_bm25s(_minutes: Sequence[Path], items: Path, store: Path) -> None:
    import bm25s

    texts = _texts(items)
    index = bm25s.BM25()
    index.index([_words(text) for text in texts], show_progress=False)
    index.save(str(store), corpus=texts, show_progress=False)


def _open_bm25s(store: Path) -> Opened:
    import bm25s

    index = bm25s.BM25.load(str(store), load_corpus=True, show_progress=False)

    def search(question: str) -> Any:
        known = [word for word in _words(question) if word in index.vocab_dict]
        k = min(FOUND, int(index.scores["num_docs"]))
        return index.retrieve([known], k=k, show_progress=False) if known else None

    return Opened(search)


def _make_fts5(_minutes: Sequence[Path], items: Path, store: Path) -> None:
    store.mkdir(parents=True)
    base = sqlite3.connect(store / "fts.sqlite")
    base.execute("CREATE VIRTUAL TABLE items USING fts5(text)")
    base.executemany("INSERT INTO items VALUES (?)", ((text,) for text in _texts(items)))
    base.commit()
    base.close()


def _open_fts5(store: Path) -> Opened:
    base = sqlite3.connect(store / "fts.sqlite")
    query = "SELECT rowid, text FROM items WHERE items MATCH ? ORDER BY rank LIMIT ?"

    def search(question: str) -> Any:
        either = " OR ".join(f'"{word}"' for word in _words(question))
        return base.execute(query, (either, FOUND)).fetchall()

    return Opened(search)


OURS = "Referatassistenten"
CONTENDERS: Mapping[str, Contender] = {
    OURS: Contender(_make_ours, _open_ours, _again_ours),
    "LlamaIndex + Chroma": Contender(_make_llama_index, _open_llama_index),
    "bm25s": Contender(_make_bm25s, _open_bm25s),
    "SQLite FTS5": Contender(_make_fts5, _open_fts5),
}
