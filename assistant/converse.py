"""Questions as parts of conversations: a follow-up is answered from where the answer before came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant import ask as asking
from assistant import smalltalk
from assistant.conversation import is_reset, since_reset, turn
from assistant.enquiry import Place
from assistant.following import Span, moved, places, spans
from assistant.language import NAMES, foreign
from assistant.texts import forgotten, in_danish
from assistant.types import Answer, Status
from index.search import Searcher
from index.types import Filters

_DEEPEST = 3  # follow-ups of follow-ups
_KEPT = 32


class Conversations:
    """Conversations over one searcher. Keeps the last answers: the next question may lean on one of them."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._answers: dict[tuple[str, tuple[str, ...], Filters | None], Answer] = {}

    def ask(
        self, question: str, history: Sequence[str] = (), filters: Filters | None = None, depth: int = 0
    ) -> Answer:
        """Answer a question; `history` holds the conversation's earlier questions."""
        small = forgotten() if is_reset(question) else smalltalk.reply(question)
        if small:
            return Answer(small, Status.NOT_FOUND, question=question)
        if other := foreign(question):
            answer = self.ask(other.danish, history, filters, depth)
            noted = f"{answer.text}\n\n{in_danish(NAMES[other.language])}"
            metadata = answer.metadata | {"language": other.language}
            return replace(answer, text=noted, question=question, metadata=metadata)
        history = [other.danish if (other := foreign(earlier)) else earlier for earlier in history]
        key = (question, tuple(history), filters)
        if key not in self._answers:
            said = turn(question, history)
            focus: tuple[Place, ...] = ()
            quoted: frozenset[Span] = frozenset()
            if said.refers and depth < _DEEPEST:
                focus, quoted = self._before(history, filters, depth)
                focus = moved(said.text, self._searcher, focus, filters)
            answer = asking.ask(
                said.text, self._searcher, carried=said.carried, focus=focus, said=quoted, filters=filters
            )
            self._answers[key] = replace(answer, question=question)
            while len(self._answers) > _KEPT:
                del self._answers[next(iter(self._answers))]
        return self._answers[key]

    def _before(
        self, history: Sequence[str], filters: Filters | None, depth: int
    ) -> tuple[tuple[Place, ...], frozenset[Span]]:
        """Where the last answer stood, and what it quoted; of the one that it leans on, where it has none."""
        earlier = since_reset(history)
        while earlier:
            *earlier, last = earlier
            answer = self.ask(last, earlier, filters, depth + 1)
            if found := places(answer):
                return found, spans(answer)
            if not turn(last, earlier).refers:
                break
        return (), frozenset()
