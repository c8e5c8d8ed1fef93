"""A language model behind LlamaIndex's LLM interface: two messages in, text out as it comes.

Whatever goes wrong on the way (no connection, a refused key, too many requests, a server's own error, a
stream that stops midway or never ends) becomes a ModelError whose text is one Danish sentence.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from index.errors import ModelError

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

CHARS_PER_TOKEN = 2.5  # Danish in the tokenizers of common models: rather too many tokens than too few
DEFAULT_URL = "http://localhost:11434/v1"  # Ollama on this machine
_RETRIES = 2
_LONGEST_WAIT = 5.0  # seconds between tries; whoever asks waits no longer than that


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which model answers, where, and within which limits.

    `url` is the address of an OpenAI-compatible server ("http://localhost:11434/v1"); `context` is the
    model's context window in tokens; `timeout` is the longest wait for a whole reply in seconds;
    `price` is what a million tokens cost, read and written, in any currency.
    """

    model: str
    url: str = DEFAULT_URL
    key: str = field(default="", repr=False)
    context: int = 8192
    timeout: float = 120.0
    price: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens read and written; `estimated` when the server did not count them; `cost` None without prices."""

    read: int = 0
    written: int = 0
    estimated: bool = False
    cost: float | None = None

    def plus(self, other: Usage) -> Usage:
        """Both together."""
        costs = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Usage(
            self.read + other.read,
            self.written + other.written,
            self.estimated or other.estimated,
            sum(costs) if costs else None,
        )


def tokens(text: str) -> int:
    """A cautious estimate of a text's length in tokens."""
    return math.ceil(len(text) / CHARS_PER_TOKEN)


class ChatModel:
    """One model. Safe to share between threads; every reply keeps its own state."""

    def __init__(self, settings: ModelSettings, llm: LLM | None = None) -> None:
        self.settings = settings
        self.llm = llm if llm is not None else _connect(settings)

    @classmethod
    def of(cls, llm: LLM) -> ChatModel:
        """A model that LlamaIndex code has set up already; its own context window counts."""
        metadata = llm.metadata
        window = int(metadata.context_window)
        return cls(ModelSettings(str(metadata.model_name), "", context=window), llm)

    def reply(self, system: str, user: str, most: int) -> Reply:
        """What the model writes to two messages, at most about `most` tokens; read it piece by piece."""
        return Reply(self, system, user, most)

    def cost(self, read: int, written: int) -> float | None:
        """What so many tokens cost; None where no price is known."""
        price = self.settings.price
        return None if price is None else (read * price[0] + written * price[1]) / 1_000_000


class Reply:
    """One reply, read once by iterating; `usage` counts what it took so far.

    Raises ModelError while it is read. A reply that reaches its limit of tokens or characters just ends,
    with `cut` set.
    """

    def __init__(self, model: ChatModel, system: str, user: str, most: int) -> None:
        self._model = model
        self._messages = (system, user)
        self._most = most
        self._counted: tuple[int, int] | None = None
        self._finish: str | None = None
        self.text = ""
        self.cut = False

    @property
    def usage(self) -> Usage:
        """Tokens so far: the server's own count, else an estimate."""
        estimate = (sum(tokens(message) for message in self._messages), tokens(self.text))
        read, written = self._counted or estimate
        return Usage(read, written, self._counted is None, self._model.cost(read, written))

    def whole(self) -> str:
        """All of it at once."""
        for _ in self:
            pass
        return self.text

    def __iter__(self) -> Iterator[str]:
        settings = self._model.settings
        yield from self._read(self._opened(), settings)

    def _opened(self) -> Iterator[Any]:
        """The reply's parts; a server that is too busy or fails before the first is asked again."""
        for attempt in range(_RETRIES + 1):
            parts = self._parts()
            try:
                first = next(parts, None)
            except _failures() as error:
                wait = _wait(error, attempt)
                if wait is None or attempt == _RETRIES:
                    raise ModelError(_sentence(error, self._model.settings)) from error
                time.sleep(wait)
            else:
                return chain([] if first is None else [first], parts)
        raise AssertionError("the last try returns or raises")

    def _read(self, parts: Iterator[Any], settings: ModelSettings) -> Iterator[str]:
        longest = int(self._most * CHARS_PER_TOKEN * 2)
        ends = time.monotonic() + settings.timeout
        try:
            for part in parts:
                delta = part.delta or ""
                self._note(part.raw)
                self.text += delta
                if delta:
                    yield delta
                if len(self.text) > longest:
                    self.cut = True
                    return
                if time.monotonic() > ends:
                    raise ModelError(_too_slow(settings))
        except _failures() as error:
            raise ModelError(_sentence(error, settings)) from error
        self.cut = self._finish == "length"
        if _counts_finish(self._model.llm) and self._finish is None:
            raise ModelError("Sprogmodellen stoppede midt i svaret.")

    def _parts(self) -> Iterator[Any]:
        from llama_index.core.llms import ChatMessage, MessageRole

        messages = [
            ChatMessage(role=role, content=text)
            for role, text in zip((MessageRole.SYSTEM, MessageRole.USER), self._messages, strict=True)
        ]
        extra: dict[str, Any] = {}
        if _counts_finish(self._model.llm):
            extra = {"max_tokens": self._most, "stream_options": {"include_usage": True}}
        yield from self._model.llm.stream_chat(messages, **extra)

    def _note(self, raw: Any) -> None:
        usage = getattr(raw, "usage", None)
        if usage is not None and getattr(usage, "prompt_tokens", None) is not None:
            self._counted = (int(usage.prompt_tokens), int(usage.completion_tokens or 0))
        for choice in getattr(raw, "choices", None) or ():
            self._finish = getattr(choice, "finish_reason", None) or self._finish


def _connect(settings: ModelSettings) -> LLM:
    from llama_index.llms.openai_like import OpenAILike

    llm: LLM = OpenAILike(
        model=settings.model,
        api_base=settings.url,
        api_key=settings.key or "ingen",
        context_window=settings.context,
        is_chat_model=True,
        temperature=0.0,
        timeout=settings.timeout,
        max_retries=0,
    )
    return llm


def _counts_finish(llm: LLM) -> bool:
    """Whether the model speaks the OpenAI protocol, in which a whole reply says how it ended."""
    from llama_index.llms.openai import OpenAI

    return isinstance(llm, OpenAI)


def _failures() -> tuple[type[Exception], ...]:
    import httpx
    import openai

    return (openai.OpenAIError, httpx.HTTPError, OSError, ValueError, RuntimeError)


def _wait(error: Exception, attempt: int) -> float | None:
    """How long to wait before another try, in seconds; None where none would help or be worth the wait."""
    import openai

    if not isinstance(error, (openai.RateLimitError, openai.InternalServerError)):
        return None
    try:
        told = float(error.response.headers.get("retry-after", 0.5 * 2**attempt))
    except ValueError:
        told = 0.5 * 2**attempt
    return told if 0 <= told <= _LONGEST_WAIT else None


def _too_slow(settings: ModelSettings) -> str:
    return f"Sprogmodellen blev ikke færdig inden for {settings.timeout:g} sekunder."


def _sentence(error: Exception, settings: ModelSettings) -> str:
    """What went wrong, as one Danish sentence without the key or the server's own words."""
    import httpx
    import openai

    if isinstance(error, (openai.APITimeoutError, httpx.TimeoutException)):
        return _too_slow(settings)
    if isinstance(error, (openai.AuthenticationError, openai.PermissionDeniedError)):
        return f"Sprogmodellens server afviste nøglen ({error.status_code})."
    if isinstance(error, openai.RateLimitError):
        wait = error.response.headers.get("retry-after", "")
        again = f" Prøv igen om {wait} sekunder." if wait.isdigit() and wait != "0" else " Prøv igen senere."
        return f"Sprogmodellen har for travlt (429).{again}"
    if isinstance(error, openai.NotFoundError):
        return f"Sprogmodellens server kender ikke modellen {settings.model} (404)."
    if isinstance(error, openai.APIStatusError):
        return f"Sprogmodellens server meldte fejl ({error.status_code})."
    if isinstance(error, (openai.APIConnectionError, httpx.ConnectError)):
        return f"Sprogmodellen på {settings.url} svarer ikke."
    if isinstance(error, (httpx.HTTPError, ConnectionError)):
        return "Sprogmodellen stoppede midt i svaret."
    return "Sprogmodellens svar kunne ikke læses."
