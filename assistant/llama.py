"""The assistant as LlamaIndex objects: a retriever, a query engine and a chat engine."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, MessageRole
from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.chat_engine.types import (
    AgentChatResponse,
    BaseChatEngine,
    StreamingAgentChatResponse,
)
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.types import Answer, Citation
from index.types import Filters, Passage

if TYPE_CHECKING:
    from assistant.assistant import Assistant


class MinutesRetriever(BaseRetriever):
    """The best passages of the minutes, each one a node with where it stands as metadata."""

    def __init__(self, assistant: Assistant, k: int, filters: Filters | None) -> None:
        self._assistant = assistant
        self._k = k
        self._filters = filters
        super().__init__(callback_manager=CallbackManager([]))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._assistant.search(query_bundle.query_str, self._k, self._filters)
        return [NodeWithScore(node=_passage_node(passage), score=passage.score) for passage in found]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class MinutesQueryEngine(BaseQueryEngine):
    """Answers as responses: the citations are the source nodes, the whole answer is `metadata["answer"]`."""

    def __init__(self, assistant: Assistant, filters: Filters | None) -> None:
        self._assistant = assistant
        self._filters = filters
        super().__init__(CallbackManager([]))

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        answer = self._assistant.ask(query_bundle.query_str, filters=self._filters)
        return Response(answer.text, source_nodes=source_nodes(answer), metadata=_metadata(answer))

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


class MinutesChatEngine(BaseChatEngine):
    """A conversation about the minutes; a follow-up takes over what the earlier questions were about."""

    def __init__(self, assistant: Assistant, filters: Filters | None) -> None:
        self._assistant = assistant
        self._filters = filters
        self._history: list[ChatMessage] = []

    @property
    def chat_history(self) -> list[ChatMessage]:
        """The messages so far, the user's and the assistant's by turns."""
        return list(self._history)

    def reset(self) -> None:
        """Forget the conversation."""
        self._history.clear()

    def chat(self, message: str, chat_history: Sequence[ChatMessage] | None = None) -> AgentChatResponse:
        """Answer a message; `chat_history` replaces the conversation so far."""
        answer = self._assistant.ask(message, self._begin(chat_history), self._filters)
        self._end(message, answer)
        return AgentChatResponse(answer.text, source_nodes=source_nodes(answer), metadata=_metadata(answer))

    def stream_chat(
        self, message: str, chat_history: Sequence[ChatMessage] | None = None
    ) -> StreamingAgentChatResponse:
        """The same, its words given out sentence by sentence.

        What was verified is given out at once; where the whole answer turns out to be another one (the
        model failed), it follows after a blank line.
        """
        history = self._begin(chat_history)
        response = StreamingAgentChatResponse(sources=[], source_nodes=[])

        def deltas() -> Generator[ChatResponse, None, None]:
            said = ""
            for answer in self._assistant.ask_stream(message, history, self._filters):
                delta = (
                    answer.text.removeprefix(said) if answer.text.startswith(said) else f"\n\n{answer.text}"
                )
                said = answer.text
                response.source_nodes = source_nodes(answer)
                if not answer.metadata.get("partial"):
                    self._end(message, answer)
                yield ChatResponse(message=ChatMessage(role=MessageRole.ASSISTANT, content=said), delta=delta)

        response.chat_stream = deltas()
        response.is_writing_to_memory = False
        return response

    async def achat(
        self, message: str, chat_history: Sequence[ChatMessage] | None = None
    ) -> AgentChatResponse:
        """`chat` without holding up the event loop."""
        return await asyncio.to_thread(self.chat, message, chat_history)

    async def astream_chat(
        self, message: str, chat_history: Sequence[ChatMessage] | None = None
    ) -> StreamingAgentChatResponse:
        """`stream_chat`; its words are read with `response_gen`."""
        return await asyncio.to_thread(self.stream_chat, message, chat_history)

    def _begin(self, given: Sequence[ChatMessage] | None) -> list[str]:
        if given is not None:
            self._history = list(given)
        return [str(said.content) for said in self._history if said.role == MessageRole.USER]

    def _end(self, message: str, answer: Answer) -> None:
        self._history.append(ChatMessage(role=MessageRole.USER, content=message))
        self._history.append(ChatMessage(role=MessageRole.ASSISTANT, content=answer.text))


def source_nodes(answer: Answer) -> list[NodeWithScore]:
    """The citations of an answer as nodes, their quotes as text, in the order of their numbers."""
    return [NodeWithScore(node=_citation_node(citation), score=1.0) for citation in answer.citations]


def _citation_node(citation: Citation) -> TextNode:
    return _node(
        citation.quote,
        f"{citation.meeting_id}/{citation.start}-{citation.end}",
        citation.start,
        citation.end,
        {
            "number": citation.number,
            "label": citation.label,
            "body": citation.body,
            "date": citation.date.isoformat(),
            "item": citation.item,
            "item_title": citation.item_title,
            "section": citation.section,
            "source": citation.source,
            "page": citation.page,
            "meeting_id": citation.meeting_id,
        },
    )


def _passage_node(passage: Passage) -> TextNode:
    return _node(
        passage.text,
        f"{passage.meeting_id}/{passage.start}-{passage.end}",
        passage.start,
        passage.end,
        {
            "body": passage.body,
            "date": passage.date.isoformat(),
            "item": passage.item,
            "item_title": passage.item_title,
            "section": passage.section,
            "source": passage.source,
            "page": passage.page,
            "meeting_id": passage.meeting_id,
        },
    )


def _node(text: str, name: str, start: int, end: int, metadata: dict[str, Any]) -> TextNode:
    return TextNode(
        text=text,
        id_=name,
        start_char_idx=start,
        end_char_idx=end,
        metadata=metadata,
        excluded_llm_metadata_keys=["meeting_id", "source", "page", "number"],
        excluded_embed_metadata_keys=list(metadata),
    )


def _metadata(answer: Answer) -> dict[str, Any]:
    return {"status": str(answer.status), "answer": answer, **answer.metadata}
