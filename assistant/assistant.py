"""The public object: a store opened for questions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from assistant import reorder, written
from assistant.converse import Conversations
from assistant.growing import growing
from assistant.types import Answer
from index.chat import ChatModel, ModelSettings
from index.errors import UnknownMeetingError
from index.ingest import Progress, Report, ingest
from index.rerank import Reranker, load_reranker
from index.store import Places, Say, Store, open_store
from index.types import AgendaItem, Filters, Meeting, Passage

if TYPE_CHECKING:
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.chat_engine.types import BaseChatEngine
    from llama_index.core.llms import LLM

T = TypeVar("T")
_TRIES = 5


class Assistant:
    """Questions to one store of minutes. Safe to share between threads.

    `report` tells what the last ingest by `from_minutes` or `add` did, or is None.
    """

    def __init__(
        self,
        store: Store,
        *,
        thesaurus: Path | None = None,
        reranker: Reranker | None = None,
        llm: ModelSettings | LLM | None = None,
    ) -> None:
        self._store = store
        self._model = _as_model(llm)
        self._thesaurus = thesaurus
        self._reranker = reranker
        self._searcher = store.searcher(thesaurus, reranker=reranker)
        self._generation = store.catalogue.generation()
        self._lock = RLock()
        self._conversations = Conversations(self._searcher)
        self.report: Report | None = None

    @classmethod
    def open(cls, store: str | Path, **options: Any) -> Assistant:
        """Open a store that exists. Options as in `from_minutes`. Raises StoreError."""
        return cls._opened(Path(store), must_exist=True, **options)

    @classmethod
    def from_minutes(
        cls,
        minutes: Sequence[str | Path],
        store: str | Path,
        *,
        include_closed: bool = False,
        progress: Progress | None = None,
        **options: Any,
    ) -> Assistant:
        """Take in what is new or changed among files and folders, and open the store.

        Files that fail are in `report.failed`. Options: `encoder` (name of a sentence-transformers
        model), `thesaurus` (a synonym file of your own), `reranker` (name of a CrossEncoder that reads
        the first items once more), `catalogue_url`, `chroma_url`, `say` (called with a Danish line when
        the store needed mending), `llm` (a `ModelSettings`, or a LlamaIndex LLM,
        that writes the answers; every sentence of it is verified).
        """
        assistant = cls._opened(Path(store), must_exist=False, **options)
        assistant.add(minutes, include_closed=include_closed, progress=progress)
        return assistant

    @classmethod
    def _opened(
        cls,
        folder: Path,
        *,
        must_exist: bool,
        encoder: str | None = None,
        thesaurus: str | Path | None = None,
        reranker: str | None = None,
        catalogue_url: str | None = None,
        chroma_url: str | None = None,
        say: Say = lambda _line: None,
        llm: ModelSettings | LLM | None = None,
    ) -> Assistant:
        places = Places(folder, catalogue_url, chroma_url)
        second = load_reranker(reranker)
        store = open_store(places, encoder=encoder, must_exist=must_exist, say=say)
        own = Path(thesaurus) if thesaurus else None
        return cls(store, thesaurus=own, reranker=second, llm=llm)

    @property
    def store(self) -> Store:
        """The open store behind it, for `index.verify` and other upkeep."""
        return self._store

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def add(
        self,
        minutes: Sequence[str | Path],
        *,
        include_closed: bool = False,
        progress: Progress | None = None,
    ) -> Report:
        """Take in more minutes; what failed is in the report. Raises StoreBusyError."""
        paths = [Path(path) for path in minutes]
        with self._lock:
            self.report = ingest(paths, self._store, include_closed=include_closed, progress=progress)
            self._refresh()
        return self.report

    def remove(self, meeting_ids: Sequence[str]) -> int:
        """Erase meetings for good; how many of them there were. Raises StoreBusyError.

        An earlier version that an erased one had superseded counts again.
        """
        catalogue = self._store.catalogue
        with self._lock:
            present = {entry.id for entry in catalogue.entries()}
            gone = [meeting_id for meeting_id in dict.fromkeys(meeting_ids) if meeting_id in present]
            if gone:
                with self._store.writing():
                    for meeting_id in gone:
                        catalogue.remove(meeting_id)
                    self._store.catch_up()
                    self._store.erase()
                self._refresh()
        return len(gone)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters | Mapping[str, Any] | None = None,
    ) -> Answer:
        """Answer a question from the minutes; `history` holds the conversation's earlier questions."""
        if self._model is not None:
            *_, answer = self.ask_stream(question, history, filters)
            return answer
        chosen = as_filters(filters)
        return self._steadily(lambda: self._conversations.ask(question, history, chosen))

    def ask_stream(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters | Mapping[str, Any] | None = None,
    ) -> Iterator[Answer]:
        """The answer as it grows, one more verified statement each time; the last one is whole.

        All but the last have `metadata["partial"]`. Where the model's draft does not hold, the last one
        is the answer without a model, which need not begin like those before it.
        """
        if self._model is None:
            yield from growing(self.ask(question, history, filters))
            return
        chosen = as_filters(filters)
        yield from written.answer_stream(
            question, lambda work: self._steadily(lambda: work(self._searcher)), self._model, history, chosen
        )

    async def aask(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters | Mapping[str, Any] | None = None,
    ) -> Answer:
        """`ask` for asynchronous code: the event loop goes on meanwhile."""
        return await asyncio.to_thread(self.ask, question, history, filters)

    async def asearch(
        self, query: str, k: int = 10, filters: Filters | Mapping[str, Any] | None = None
    ) -> list[Passage]:
        """`search` for asynchronous code."""
        return await asyncio.to_thread(self.search, query, k, filters)

    def ask_many(
        self,
        questions: Sequence[str],
        filters: Filters | Mapping[str, Any] | None = None,
        *,
        progress: Progress | None = None,
        at_once: int = 4,
    ) -> list[Answer]:
        """The answers to many questions that do not build on each other, in the questions' order.

        `progress` is called with (answered, all, question) after each; at most `at_once` questions are
        under way together, which pays with a language model. The first error ends it.
        """
        with ThreadPoolExecutor(max_workers=max(1, at_once)) as pool:
            waiting = [pool.submit(self.ask, question, (), filters) for question in questions]
            for done, future in enumerate(as_completed(waiting), 1):
                if future.exception():
                    pool.shutdown(cancel_futures=True)
                elif progress:
                    progress(done, len(waiting), future.result().question)
                future.result()
        return [future.result() for future in waiting]

    def as_retriever(self, k: int = 10, filters: Filters | Mapping[str, Any] | None = None) -> BaseRetriever:
        """A LlamaIndex retriever: the best passages as nodes, with where they stand as metadata."""
        from assistant.llama import MinutesRetriever

        return MinutesRetriever(self, k, as_filters(filters))

    def as_query_engine(self, filters: Filters | Mapping[str, Any] | None = None) -> BaseQueryEngine:
        """A LlamaIndex query engine: answers as responses, their citations as source nodes."""
        from assistant.llama import MinutesQueryEngine

        return MinutesQueryEngine(self, as_filters(filters))

    def as_chat_engine(self, filters: Filters | Mapping[str, Any] | None = None) -> BaseChatEngine:
        """A LlamaIndex chat engine that remembers the conversation's questions."""
        from assistant.llama import MinutesChatEngine

        return MinutesChatEngine(self, as_filters(filters))

    def search(
        self, query: str, k: int = 10, filters: Filters | Mapping[str, Any] | None = None
    ) -> list[Passage]:
        """The best passages for a query, best first; every item's best before any item's second."""
        return self._steadily(lambda: reorder.search(query, k, self._searcher, as_filters(filters)))

    def meetings(self) -> list[Meeting]:
        """All meetings that count, newest first."""

        def read() -> list[Meeting]:
            entries = self._store.catalogue.entries(superseded=False)
            return [self._searcher.item(entry.id, None)[0] for entry in entries]

        return self._steadily(read)

    def item(self, meeting_id: str, ordinal: int | None) -> tuple[Meeting, AgendaItem | None]:
        """A meeting and one of its items, as a citation names them. Raises StoreError."""
        with self._lock:
            return self._searcher.item(meeting_id, ordinal)

    def _steadily(self, work: Callable[[], T]) -> T:
        """Do some reading on the store as it is now; again when a meeting was taken out meanwhile."""
        with self._lock:
            for _ in range(_TRIES):
                self._refresh()
                try:
                    return work()
                except UnknownMeetingError:
                    self._generation = -1
            self._refresh()
            return work()

    def _refresh(self) -> None:
        generation = self._store.catalogue.generation()
        if generation != self._generation or self._store.behind(generation):
            self._store.follow()
            self._searcher = self._store.searcher(self._thesaurus, reranker=self._reranker)
            self._conversations = Conversations(self._searcher)
            self._generation = generation


def _as_model(llm: ModelSettings | LLM | None) -> ChatModel | None:
    if llm is None:
        return None
    return ChatModel(llm) if isinstance(llm, ModelSettings) else ChatModel.of(llm)


def as_filters(filters: Filters | Mapping[str, Any] | None) -> Filters | None:
    """Filters given as a mapping (`{"bodies": ["Byråd"], "since": date(2023, 1, 1)}`) made into Filters."""
    if filters is None or isinstance(filters, Filters):
        return filters
    given: dict[str, Any] = {
        name: tuple(v) if isinstance(v, (list, set)) else v for name, v in filters.items()
    }
    return Filters(**given)
