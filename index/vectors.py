"""The vector projection: a Chroma collection written through LlamaIndex's ChromaVectorStore.

Chroma holds vectors and metadata, no text (its SQLite file would grow tenfold) and no truth: when it
is broken, missing or behind, it is filled again from the catalogue. Embedded, one process writes and
others reopen to see; with a Chroma server all see at once.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import numpy as np

from index.errors import StoreError, StoreMismatchError
from index.types import Chunk, Meeting

COLLECTION = "referater"
_BATCH = 4000
_FORMAT = 1


class Vectors:
    """An open vector projection."""

    def __init__(self, where: Path | str, encoder: str) -> None:
        self._place = where
        self._where = where if isinstance(where, str) else where.name
        self._encoder = encoder
        self._client = _connect(where)
        try:
            self._collection = self._open_collection()
        except BaseException:
            self._client.close()
            raise

    @classmethod
    def open(cls, where: Path | str, encoder: str) -> Vectors:
        """Open or create the collection in a folder or on a server ("http://host:port").

        A folder that Chroma cannot read is emptied; the projection is then at generation 0.
        Raises StoreMismatchError for a collection built with another encoder, StoreError for a server
        that does not answer.
        """
        if isinstance(where, Path) and not _readable(where / "chroma.sqlite3"):
            shutil.rmtree(where)
        try:
            return cls(where, encoder)
        except StoreError:
            raise
        except Exception as error:  # Chroma's errors share no base class
            if isinstance(where, str):
                raise _silent(where, error) from error
            _forget()
            shutil.rmtree(where, ignore_errors=True)
        return cls(where, encoder)

    def _open_collection(self) -> Any:
        collection = self._client.get_or_create_collection(
            COLLECTION,
            embedding_function=None,
            metadata={"encoder": self._encoder, "generation": 0, "format": _FORMAT},
            configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
        )
        built_with = (collection.metadata or {}).get("encoder")
        if built_with != self._encoder:
            raise StoreMismatchError(
                f"Lageret er bygget med sprogmodellen {built_with}, men {self._encoder} er valgt. "
                "Brug samme model, eller byg lageret igen med 'rebuild'."
            )
        # A folder that a killed process left half-written may open and fail at the first question.
        sample = collection.get(limit=1, include=["embeddings"])
        if len(sample["ids"]):
            collection.query(query_embeddings=[list(sample["embeddings"][0])], n_results=1)
        return collection

    @property
    def generation(self) -> int:
        """The catalogue generation reached; 0 for an empty collection."""
        return int((self._collection.metadata or {}).get("generation", 0))

    @property
    def size(self) -> int:
        """The number of vectors."""
        return int(self._collection.count())

    def store(self) -> Any:
        """LlamaIndex's view of the collection, for its retrievers and query engines."""
        from llama_index.vector_stores.chroma import ChromaVectorStore

        return ChromaVectorStore(chroma_collection=self._collection)

    def refresh(self) -> None:
        """See what other processes have written: an embedded folder has to be opened anew for that."""
        if isinstance(self._place, Path):
            self._client.close()
            self._client = _connect(self._place)
        try:
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        except Exception as error:  # Chroma's errors share no base class
            raise _silent(self._where, error) from error

    def close(self) -> None:
        """Let go of the folder or the server; the object is of no further use."""
        self._client.close()

    def clear(self) -> None:
        """Empty the collection and go back to generation 0."""
        self._client.delete_collection(COLLECTION)
        self._collection = self._open_collection()

    def apply(
        self,
        removed: Iterable[str],
        added: Iterable[tuple[Meeting, Sequence[Chunk], np.ndarray]],
        generation: int,
    ) -> None:
        """Take meetings out, put meetings with their chunks' vectors in, then move the generation."""
        from llama_index.core.schema import TextNode

        store = self.store()
        for meeting_id in removed:
            self._collection.delete(where={"meeting_id": meeting_id})
        pending: list[Any] = []
        for meeting, chunks, vectors in added:
            self._collection.delete(where={"meeting_id": meeting.id})
            titles = {item.ordinal: item.title for item in meeting.items}
            for chunk, vector in zip(chunks, vectors, strict=True):
                if vector.any():
                    metadata = _metadata(meeting, chunk, titles)
                    pending.append(
                        TextNode(id_=chunk.id, text="", embedding=vector.tolist(), metadata=metadata)
                    )
            if len(pending) >= _BATCH:
                _write(store, pending)
                pending = []
        _write(store, pending)
        self._collection.modify(
            metadata={"encoder": self._encoder, "generation": generation, "format": _FORMAT}
        )

    def query(self, vector: np.ndarray, k: int) -> list[tuple[str, float]]:
        """The nearest chunks: (chunk id, cosine similarity), best first. Raises StoreError."""
        try:
            found = self._collection.query(
                query_embeddings=[vector.tolist()], n_results=k, include=["distances"]
            )
        except Exception as error:  # Chroma's client and engine errors share no base class
            raise _silent(self._where, error) from error
        return [
            (chunk, 1.0 - float(d)) for chunk, d in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def vectors(self, chunk_ids: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of some chunks, for exact scoring; unknown ids are left out."""
        found = self._collection.get(ids=list(chunk_ids), include=["embeddings"])
        return dict(zip(found["ids"], np.asarray(found["embeddings"], dtype=np.float32), strict=True))

    def ids(self) -> set[str]:
        """The ids of all vectors."""
        return set(self._collection.get(include=[])["ids"])


def _metadata(meeting: Meeting, chunk: Chunk, titles: Mapping[int, str]) -> dict[str, str | int]:
    return {
        "meeting_id": meeting.id,
        "body": meeting.body,
        "level": meeting.level,
        "date": int(meeting.date.strftime("%Y%m%d")),
        "ordinal": -1 if chunk.ordinal is None else chunk.ordinal,
        "item": -1 if chunk.item is None else chunk.item,
        "item_title": titles.get(chunk.ordinal, "") if chunk.ordinal is not None else "",
        "section": chunk.section,
        "source": meeting.source,
        "start": chunk.start,
        "end": chunk.end,
    }


def _write(store: Any, nodes: list[Any]) -> None:
    for start in range(0, len(nodes), _BATCH):
        store.add(nodes[start : start + _BATCH])


def _readable(database: Path) -> bool:
    """Whether Chroma's SQLite file is whole, as far as SQLite itself can tell; True when there is none."""
    if not database.exists():
        return True
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _connect(where: Path | str) -> Any:
    import chromadb

    if isinstance(where, Path):
        where.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(path=str(where), settings=_settings())
    parts = urlparse(where)
    try:
        return chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or 8000,
            ssl=parts.scheme == "https",
            settings=_settings(),
        )
    except Exception as error:  # the client raises bare ValueError and httpx errors alike
        raise _silent(where, error) from error


def _forget() -> None:
    """Make Chroma forget a folder that failed to open: it keeps the half-made client otherwise."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def _silent(where: str, error: Exception) -> StoreError:
    reason = (str(error).splitlines() or [type(error).__name__])[0]
    return StoreError(f"Vektorlageret {where} svarer ikke: {reason}")
