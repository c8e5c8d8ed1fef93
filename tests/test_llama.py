"""The assistant inside LlamaIndex code, whose own query engine and evaluators take it as it is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from fake_model import fake_model
from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.chat_engine.types import BaseChatEngine
from llama_index.core.evaluation import FaithfulnessEvaluator, RelevancyEvaluator, RetrieverEvaluator
from llama_index.core.llms import ChatMessage, MessageRole
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.tools import QueryEngineTool
from llama_index.llms.openai_like import OpenAILike

from assistant import Assistant
from assistant.llama import MinutesRetriever

QUESTION = "Hvad blev der besluttet om rygestopkorpset?"
OTHER = "Hvem var uenig i afvisningen af rygestopkorpset?"


def judge(request: dict[str, Any]) -> str:
    """A model that says YES when the words it is asked about stand in the context it is given."""
    text = " ".join(str(message["content"]) for message in request["messages"])
    return "YES" if "afviste forslaget" in text or "oprettelsen af et rygestopkorps" in text else "NO"


@pytest.fixture(scope="module")
def llm() -> Iterator[OpenAILike]:
    with fake_model(judge) as model:
        yield OpenAILike(
            model="fake",
            api_base=model.url,
            api_key="x",
            is_chat_model=True,
            max_retries=0,
            timeout=20,
            reuse_client=False,
        )


def test_they_are_what_they_say(shipped: Assistant) -> None:
    assert isinstance(shipped.as_retriever(), BaseRetriever)
    assert isinstance(shipped.as_query_engine(), BaseQueryEngine)
    assert isinstance(shipped.as_chat_engine(), BaseChatEngine)


def test_nodes_are_the_passages_with_their_places(shipped: Assistant) -> None:
    nodes = shipped.as_retriever(k=4).retrieve(QUESTION)
    passages = shipped.search(QUESTION, k=4)
    assert [node.text for node in nodes] == [passage.text for passage in passages]
    for node, passage in zip(nodes, passages, strict=True):
        meeting, _ = shipped.item(passage.meeting_id, passage.ordinal)
        assert meeting.text[node.node.start_char_idx : node.node.end_char_idx] == node.text
        assert node.metadata["date"] == passage.date.isoformat()


def test_filters_reach_the_search(shipped: Assistant) -> None:
    nodes = shipped.as_retriever(filters={"bodies": ["Byråd"]}).retrieve(QUESTION)
    assert {node.metadata["body"] for node in nodes} <= {
        m.body for m in shipped.meetings() if "Byråd" in m.body
    }


def test_the_retriever_works_in_llamaindex_own_query_engine(shipped: Assistant, llm: OpenAILike) -> None:
    engine = RetrieverQueryEngine.from_args(shipped.as_retriever(k=3), llm=llm)
    response = engine.query(QUESTION)
    assert str(response) == "YES"
    assert [node.text for node in response.source_nodes] == [p.text for p in shipped.search(QUESTION, k=3)]


def test_answers_are_responses_with_their_citations(shipped: Assistant) -> None:
    answer = shipped.ask(QUESTION)
    response = shipped.as_query_engine().query(QUESTION)
    assert str(response) == answer.text
    assert [node.text for node in response.source_nodes] == [citation.quote for citation in answer.citations]
    assert response.metadata["status"] == "answered"
    assert str(asyncio.run(shipped.as_query_engine().aquery(QUESTION))) == answer.text


def test_llamaindex_evaluators_read_the_responses(shipped: Assistant, llm: OpenAILike) -> None:
    response = shipped.as_query_engine().query(QUESTION)
    faithful = FaithfulnessEvaluator(llm=llm).evaluate_response(query=QUESTION, response=response)
    relevant = RelevancyEvaluator(llm=llm).evaluate_response(query=QUESTION, response=response)
    assert faithful.passing
    assert relevant.passing
    strange = FaithfulnessEvaluator(llm=llm).evaluate(response="Alt er godt.", contexts=["Intet."])
    assert not strange.passing


def test_the_retriever_evaluator_scores_the_retriever(shipped: Assistant) -> None:
    wanted = [node.node_id for node in shipped.as_retriever(k=1).retrieve(QUESTION)]
    evaluator = RetrieverEvaluator.from_metric_names(["hit_rate", "mrr"], retriever=shipped.as_retriever(k=3))
    assert evaluator.evaluate(QUESTION, wanted).metric_vals_dict == {"hit_rate": 1.0, "mrr": 1.0}
    assert evaluator.evaluate(QUESTION, ["findes ikke"]).metric_vals_dict == {"hit_rate": 0.0, "mrr": 0.0}


def test_an_agent_can_call_the_engine_as_a_tool(shipped: Assistant) -> None:
    tool = QueryEngineTool.from_defaults(shipped.as_query_engine(), name="referater", description="Referater")
    assert tool.call(QUESTION).content == shipped.ask(QUESTION).text


def test_a_conversation(shipped: Assistant) -> None:
    engine = shipped.as_chat_engine()
    first = engine.chat(QUESTION)
    assert str(first) == shipped.ask(QUESTION).text
    assert [node.text for node in first.source_nodes] == [c.quote for c in shipped.ask(QUESTION).citations]
    second = engine.chat("Og hvem var uenig i det?")
    assert str(second) == shipped.ask("Og hvem var uenig i det?", [QUESTION]).text
    assert [message.role for message in engine.chat_history] == [MessageRole.USER, MessageRole.ASSISTANT] * 2
    engine.reset()
    assert engine.chat_history == []


def test_a_history_from_outside_replaces_the_own_one(shipped: Assistant) -> None:
    engine = shipped.as_chat_engine()
    engine.chat("Hvad koster akutbilen?")
    given = [ChatMessage(role=MessageRole.USER, content=QUESTION)]
    assert (
        str(engine.chat("Og hvem var uenig i det?", given))
        == shipped.ask("Og hvem var uenig i det?", [QUESTION]).text
    )


def test_streaming_gives_the_same_words(shipped: Assistant) -> None:
    engine = shipped.as_chat_engine()
    stream = engine.stream_chat(QUESTION)
    assert "".join(stream.response_gen) == shipped.ask(QUESTION).text
    assert len(engine.chat_history) == 2
    assert [node.text for node in stream.source_nodes] == [c.quote for c in shipped.ask(QUESTION).citations]


def test_async_chat(shipped: Assistant) -> None:
    engine = shipped.as_chat_engine()
    assert str(asyncio.run(engine.achat(QUESTION))) == shipped.ask(QUESTION).text


def test_a_retriever_is_built_from_an_assistant_alone(shipped: Assistant) -> None:
    assert len(MinutesRetriever(shipped, 2, None).retrieve(OTHER)) == 2
