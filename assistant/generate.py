"""What a language model is asked on the way to an answer: a draft, a question that stands alone, words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import particulars
from assistant.compose import MOST_STATEMENTS
from assistant.passages import Offered
from index.chat import ChatModel, Reply, Usage, tokens
from index.danish import content_words, stem
from prompts import load

REFUSAL = "Det står ikke i referaterne."
FENCE = "=====UDDRAG====="
ANSWER_TOKENS = 500
_SHORT_TOKENS = 120
_SEARCH_WORDS = 12
_MARGIN = 64  # tokens that a server's chat template may add


def room(model: ChatModel, question: str) -> int:
    """How many tokens of excerpts fit beside the question, the instructions and the answer."""
    system, user = _answer_prompt(question, "", "K7Q")
    return model.settings.context - tokens(system) - tokens(user) - ANSWER_TOKENS - _MARGIN


def draft(model: ChatModel, question: str, offered: Sequence[Offered]) -> Reply:
    """The model's answer to a question from some excerpts, to be read piece by piece."""
    passages = "\n\n".join(passage.text() for passage in offered)
    return model.reply(*_answer_prompt(question, passages, offered[0].key), ANSWER_TOKENS)


def _answer_prompt(question: str, passages: str, example: str) -> tuple[str, str]:
    return load("answer").fill(
        question=question,
        passages=passages,
        example=example,
        fence=FENCE,
        refusal=REFUSAL,
        sentences=MOST_STATEMENTS,
    )


def is_refusal(draft_text: str) -> bool:
    """Whether a draft says that the answer is not in the excerpts, and nothing else of weight."""
    first = re.split(r"(?<=[.!?])\s", draft_text.strip(), maxsplit=1)[0]
    return bool(
        re.search(
            r"\b(?:står|fremgår|findes|nævnes)\b(?: \w+){0,3} ikke\b|\bikke (?:i|af) (?:referat|uddrag)\w*",
            first,
        )
    )


def condense(model: ChatModel, question: str, history: Sequence[str]) -> tuple[str, Usage]:
    """The last question of a conversation as one that stands alone; as it was when the model's version
    adds names or numbers of its own. Raises ModelError."""
    said = "\n".join(f"- {earlier}" for earlier in history[-6:])
    reply = model.reply(*load("condense").fill(history=said, question=question), _SHORT_TOKENS)
    lines = reply.whole().strip().strip('"»«“”').splitlines()
    alone = lines[0].strip() if lines else ""
    known = f"{said} {question}".lower()
    facts = particulars.read(alone)
    strange = [
        name for name, _ in facts.names if particulars.bare_name(name) not in particulars.unfold_words(known)
    ]
    strange += [digits for digits in re.findall(r"\d+", alone) if digits not in known]
    usable = 5 < len(alone) < 400 and not strange
    return (alone if usable else question), reply.usage


def search_words(model: ChatModel, question: str) -> tuple[str, Usage]:
    """More words to search for, those of the question left out; "" when the model has none to give.
    Raises ModelError."""
    reply = model.reply(*load("expand").fill(question=question, words=_SEARCH_WORDS), _SHORT_TOKENS)
    own = {stem(word) for word in content_words(question)}
    found = [
        word
        for word in re.findall(r"[^\W\d_][^\W\d_-]{2,40}", reply.whole().replace("\n", ", "))
        if not word[0].isupper() or word.lower() != word
    ]
    fresh = dict.fromkeys(word.lower() for word in found if stem(word.lower()) not in own)
    return " ".join(content_words(" ".join(fresh))[:_SEARCH_WORDS]), reply.usage
