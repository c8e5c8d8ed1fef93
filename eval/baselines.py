"""Well-known ways to search the same minutes, so that a report shows what ours adds.

Each gets what ours gets: every item as a text of its own with its title and its meeting, closed items'
titles alone. None sees the questions beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from eval.run import Search
from index.chunks import split
from index.embedding import Encoder, load_encoder
from index.errors import MinutesError
from index.types import AgendaItem, Meeting, Passage

_WORD = re.compile(r"\w+")
_DEEP = 40
"""How many pieces are asked for, so that ten different items are among them."""


class Baseline(Protocol):
    """A search engine made from minutes."""

    def search(self, question: str, k: int) -> list[Passage]:
        """At most `k` passages of different items, best first."""
        ...


def passages(meetings: Sequence[Meeting]) -> Iterator[Passage]:
    """Every meeting's header and items as one text each."""
    for meeting in meetings:
        yield _passage(meeting, None, 0, meeting.header_end)
        for item in meeting.items:
            end = item.sections[0].start if item.closed and item.sections else item.end
            yield _passage(meeting, item, item.start, end)


def _passage(meeting: Meeting, item: AgendaItem | None, start: int, end: int) -> Passage:
    return Passage(
        text=meeting.text[start:end],
        score=0.0,
        body=meeting.body,
        date=meeting.date,
        item=item.number if item else None,
        item_title=item.title if item else "",
        section="",
        source=meeting.source,
        start=start,
        end=end,
        meeting_id=meeting.id,
        ordinal=item.ordinal if item else None,
    )


def described(passage: Passage) -> str:
    """A passage with the meeting it belongs to, as every baseline indexes it."""
    return f"{passage.body} {passage.date.isoformat()}\n{passage.text}"


class Bm25:
    """BM25 (bm25s) over whole items with some way of making words out of text."""

    def __init__(self, texts: Sequence[Passage], words: Callable[[str], list[str]]) -> None:
        try:
            import bm25s
        except ImportError as error:
            raise MinutesError(
                "Sammenligningen kræver bm25s: pip install 'referatassistent[eval]'."
            ) from error
        self._texts = texts
        self._words = words
        self._index = bm25s.BM25()
        self._index.index([words(described(text)) for text in texts], show_progress=False)

    def search(self, question: str, k: int) -> list[Passage]:
        """See Baseline; nothing for a question without a known word."""
        known = [word for word in self._words(question) if word in self._index.vocab_dict]
        if not known:
            return []
        places, scores = self._index.retrieve([known], k=min(k, len(self._texts)), show_progress=False)
        return [self._texts[int(p)] for p, s in zip(places[0], scores[0], strict=True) if s > 0]


def plain_words(text: str) -> list[str]:
    """Lower-case words."""
    return _WORD.findall(text.lower())


def stemmed_words(text: str) -> list[str]:
    """Lower-case words brought to their Snowball stem for Danish."""
    import snowballstemmer

    return list(snowballstemmer.stemmer("danish").stemWords(plain_words(text)))


class Dense:
    """Nearest passages by one embedding model, exactly: our chunks with their context, no words."""

    def __init__(self, meetings: Sequence[Meeting], texts: Sequence[Passage], encoder: Encoder) -> None:
        whole = {(text.meeting_id, text.ordinal): text for text in texts}
        chunks = [chunk for meeting in meetings for chunk in split(meeting)]
        self._owners = [whole[chunk.meeting_id, chunk.ordinal] for chunk in chunks]
        self._encoder = encoder
        self._vectors = encoder.encode_passages([f"{chunk.context}\n{chunk.text}" for chunk in chunks])

    def search(self, question: str, k: int) -> list[Passage]:
        """See Baseline."""
        scores = self._vectors @ self._encoder.encode_queries([question])[0]
        order = np.argsort(-scores)
        found: dict[tuple[str, int | None], Passage] = {}
        for place in order:
            owner = self._owners[int(place)]
            found.setdefault((owner.meeting_id, owner.ordinal), owner)
            if len(found) == k:
                break
        return list(found.values())


class LlamaIndexDefault:
    """LlamaIndex as its guide sets it up (SentenceSplitter, VectorStoreIndex, Chroma), a document an item."""

    def __init__(self, texts: Sequence[Passage], encoder: Encoder, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings
        from llama_index.core import Document, StorageContext, VectorStoreIndex
        from llama_index.core.node_parser import SentenceSplitter
        from llama_index.vector_stores.chroma import ChromaVectorStore

        self._texts = texts
        client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        store = ChromaVectorStore(chroma_collection=client.create_collection("default"))
        documents = [
            Document(
                text=text.text,
                metadata={
                    "place": number,
                    "body": text.body,
                    "date": text.date.isoformat(),
                    "title": text.item_title,
                },
                excluded_embed_metadata_keys=["place"],
            )
            for number, text in enumerate(texts)
        ]
        self._index = VectorStoreIndex.from_documents(
            documents,
            storage_context=StorageContext.from_defaults(vector_store=store),
            transformations=[SentenceSplitter()],
            embed_model=as_embedding(encoder),
        )
        self._retriever = self._index.as_retriever(similarity_top_k=_DEEP)

    def search(self, question: str, k: int) -> list[Passage]:
        """See Baseline."""
        places = dict.fromkeys(int(node.metadata["place"]) for node in self._retriever.retrieve(question))
        return [self._texts[place] for place in list(places)[:k]]


def as_embedding(encoder: Encoder) -> Any:
    """An encoder of ours as LlamaIndex wants it."""
    from llama_index.core.base.embeddings.base import BaseEmbedding

    class Embedding(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(x) for x in encoder.encode_queries([query])[0]]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [[float(x) for x in row] for row in encoder.encode_passages(texts)]

    return Embedding(model_name=encoder.name, embed_batch_size=256)


def baselines(
    meetings: Sequence[Meeting], folder: Path, encoder: str | None = None
) -> Iterator[tuple[str, Search]]:
    """(name, search) of each baseline, made one at a time; `encoder` names one more model for LlamaIndex.

    Raises EncoderError for a model that cannot be loaded, MinutesError without bm25s.
    """
    texts = list(passages(meetings))
    bundled = load_encoder()
    yield "BM25", Bm25(texts, plain_words).search
    yield "BM25 med danske stammer", Bm25(texts, stemmed_words).search
    yield "kun ordvektorer", Dense(meetings, texts, bundled).search
    yield "LlamaIndex, vores vektorer", LlamaIndexDefault(texts, bundled, folder / "bundled").search
    if encoder:
        yield (
            f"LlamaIndex, {encoder}",
            LlamaIndexDefault(texts, load_encoder(encoder), folder / "named").search,
        )
