"""The vector projection: a Chroma collection written through LlamaIndex's ChromaVectorStore.

Chroma holds vectors and metadata, no text (its SQLite file would grow tenfold) and no truth: when it
is broken, missing or behind, it is filled again from the catalogue. Embedded, each process reads a version
of the folder that nobody else changes; with a Chroma server all see at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from index.chroma import forget, open_client, readable, silent
from index.errors import (
    BrokenProjectionError,
    MinutesError,
    StoreBusyError,
    StoreError,
    StoreMismatchError,
    reason,
)
from index.types import Chunk, Meeting
from index.versions import Lease, Versions

COLLECTION = "referater"
_BATCH = 4000
_FORMAT = 1
_REACHED = "reached"  # the file of a version that says how far it got, readable without Chroma

_NOT_CHROMA = (StoreError, KeyboardInterrupt, SystemExit)

Entry = tuple[Meeting, Sequence[Chunk], np.ndarray]
"""A meeting, its chunks and their vectors, one row a chunk."""


class Vectors:
    """An open vector projection.

    In a folder it reads a version that no other process changes (`index.versions`). While another
    process changes the only version there is, it is not `attached`: it then finds nothing.
    """

    def __init__(self, where: Path | str, encoder: str) -> None:
        self._where = where if isinstance(where, str) else where.name
        self._url = where if isinstance(where, str) else None
        self._encoder = encoder
        self._versions = Versions(where, self._furnish) if isinstance(where, Path) else None
        self._lease: Lease | None = None
        self._folder: Path | None = None
        self._client: Any = None
        self._collection: Any = None

    @classmethod
    def open(cls, where: Path | str, encoder: str) -> Vectors:
        """Open or create the collection in a folder or on a server ("http://host:port").

        A folder that Chroma cannot read is left for an empty one; the projection is then at generation 0.
        Raises StoreMismatchError for a collection built with another encoder, StoreError for a server
        that does not answer.
        """
        vectors = cls(where, encoder)
        with suppress(StoreBusyError):
            vectors.attach(patience=1.0)
        return vectors

    @property
    def attached(self) -> bool:
        """Whether there is a collection to search."""
        return self._collection is not None

    def attach(self, patience: float = 10.0) -> None:
        """Open the collection if it is not open. Raises StoreBusyError, and StoreError as `open` does."""
        if self.attached:
            return
        if self._versions is None:
            self._connect(self._url)
        else:
            self._lease = self._versions.lease(patience)
            try:
                self._read_leased()
            except StoreError:
                self.close()
                raise

    def _read_leased(self) -> None:
        """Open the leased version, or an empty one in its place when Chroma cannot read it."""
        assert self._lease
        assert self._versions
        try:
            if not readable(self._lease.folder / "chroma.sqlite3"):
                raise sqlite3.DatabaseError(self._where)
            self._connect(self._lease.folder)
        except _NOT_CHROMA:
            raise
        except BaseException:  # noqa: BLE001  Chroma's errors share no base class, its panics are no Exception
            forget()
            self._lease = self._versions.renew(self._lease)
            self._connect(self._lease.folder)

    def _connect(self, where: Path | str | None) -> None:
        assert where
        client = open_client(where)
        before, self._client = self._client, client
        try:
            self._collection = self._open_collection()
        except BaseException as error:
            self._client = before
            client.close()
            if isinstance(error, _NOT_CHROMA) or isinstance(where, Path):
                raise
            raise silent(where, error) from error
        self._folder = where if isinstance(where, Path) else None
        if before is not None:
            before.close()

    def _furnish(self, folder: Path) -> None:
        """Make the empty collection in a new folder, so that nobody meets it half made."""
        client = open_client(folder)
        try:
            self._get_or_create(client)
        finally:
            client.close()

    def _get_or_create(self, client: Any) -> Any:
        return client.get_or_create_collection(
            COLLECTION,
            embedding_function=None,
            metadata={"encoder": self._encoder, "generation": 0, "format": _FORMAT},
            configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
        )

    def _open_collection(self) -> Any:
        collection = self._get_or_create(self._client)
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
        """The catalogue generation reached; 0 for an empty collection, -1 when not attached."""
        return int((self._collection.metadata or {}).get("generation", 0)) if self.attached else -1

    @property
    def outdated(self) -> bool:
        """Whether another process has put a newer version in force, or this one is not attached."""
        return not self.attached or (
            self._versions is not None
            and self._lease is not None
            and self._versions.current != self._lease.number
        )

    @property
    def size(self) -> int:
        """The number of vectors."""
        return int(self._collection.count()) if self.attached else 0

    def store(self) -> Any:
        """LlamaIndex's view of the collection, for its retrievers and query engines."""
        from llama_index.vector_stores.chroma import ChromaVectorStore

        return ChromaVectorStore(chroma_collection=self._collection)

    def refresh(self) -> None:
        """See what other processes have written. Raises StoreError for a server that does not answer."""
        if self._versions is None:
            try:
                self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
            except Exception as error:  # Chroma's errors share no base class
                raise silent(self._where, error) from error
        elif self.outdated:
            with suppress(StoreBusyError):
                before, self._lease = self._lease, self._versions.lease(patience=0)
                self._read_leased()
                if before:
                    before.release()

    def close(self) -> None:
        """Let go of the folder or the server; the object is of no further use."""
        if self._client is not None:
            self._client.close()
        if self._lease:
            self._lease.release()
        self._client = self._collection = self._lease = None

    def clear(self) -> None:
        """Empty the collection and go back to generation 0."""
        if self._versions is None:
            self._client.delete_collection(COLLECTION)
            self._collection = self._open_collection()
        else:
            self.attach()
            assert self._lease
            self._lease = self._versions.renew(self._lease)
            self._connect(self._lease.folder)

    def erase(self) -> None:
        """Empty the collection and delete every file of it, also those that other processes read."""
        self.clear()
        if self._versions is not None:
            self._versions.sweep(read_too=True)

    def apply(self, removed: Iterable[str], added: Iterable[Entry], generation: int) -> None:
        """Take meetings out, put meetings with their chunks' vectors in, then move the generation.

        Call it under the store's writer lock. Raises StoreBusyError, and BrokenProjectionError where Chroma
        fails at it: embedded, the collection is then empty and at generation 0.
        """
        self.attach()
        if self._versions is None:
            self._change(removed, added, generation)
            return
        assert self._lease
        try:
            with self._versions.in_place(self._lease) as alone:
                if alone:
                    self._change(removed, added, generation)
            if not alone:
                self._change_a_copy(removed, added, generation)
        except StoreBusyError:
            raise
        except (MinutesError, KeyboardInterrupt, SystemExit):
            self.clear()  # half-changed
            raise
        except BaseException as error:
            self.clear()
            raise BrokenProjectionError(f"Vektorlageret kan ikke ændres: {reason(error)}") from error

    def _change_a_copy(self, removed: Iterable[str], added: Iterable[Entry], generation: int) -> None:
        assert self._versions
        assert self._lease
        before, copy = self._lease, self._versions.copy(self._lease)
        try:
            self._connect(copy.folder)
            self._change(removed, added, generation)
        except BaseException:
            self._connect(before.folder)
            self._versions.discard(copy)
            raise
        self._lease = copy
        self._versions.publish(copy)
        before.release()
        self._versions.sweep()

    def _change(self, removed: Iterable[str], added: Iterable[Entry], generation: int) -> None:
        from llama_index.core.schema import TextNode

        store = self.store()
        was_empty = not self.size  # nothing to replace, and asking for each meeting of many takes minutes
        for meeting_id in removed:
            self._collection.delete(where={"meeting_id": meeting_id})
        pending: list[Any] = []
        for meeting, chunks, vectors in added:
            if not was_empty:
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
        if self._folder:
            (self._folder / _REACHED).write_text(f"{generation}\n{self._encoder}", encoding="utf-8")

    def query(self, vector: np.ndarray, k: int) -> list[tuple[str, float]]:
        """The nearest chunks: (chunk id, cosine similarity), best first. Raises StoreError."""
        if not self.attached:
            return []
        try:
            found = self._collection.query(
                query_embeddings=[vector.tolist()], n_results=k, include=["distances"]
            )
        except Exception as error:  # Chroma's client and engine errors share no base class
            raise silent(self._where, error) from error
        return [
            (chunk, 1.0 - float(d)) for chunk, d in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def vectors(self, chunk_ids: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of some chunks, for exact scoring; unknown ids are left out."""
        if not self.attached:
            return {}
        found = self._collection.get(ids=list(chunk_ids), include=["embeddings"])
        return dict(zip(found["ids"], np.asarray(found["embeddings"], dtype=np.float32), strict=True))

    def ids(self) -> set[str]:
        """The ids of all vectors."""
        return set(self._collection.get(include=[])["ids"]) if self.attached else set()


def reached(root: Path, encoder: str) -> int:
    """The generation of the projection in the folder `root`, found without Chroma.

    -1 where that takes Chroma itself: it is missing, being changed, or of another encoder.
    """
    folder = Versions(root).whole() if root.is_dir() else None
    with suppress(OSError, ValueError):
        if folder and (folder / "chroma.sqlite3").exists():
            generation, built_with = (folder / _REACHED).read_text(encoding="utf-8").split("\n")
            return int(generation) if built_with == encoder else -1
    return -1


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
