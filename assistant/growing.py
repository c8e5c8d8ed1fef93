"""A finished answer shown piece by piece, as one that is being written is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.types import Answer, Status

_STATEMENT = re.compile(r"(?:\[\d+\])+(?=\s|$)")


def growing(answer: Answer) -> Iterator[Answer]:
    """The answer with one statement, with two, and so on; the last one is the answer itself.

    All but the last have `metadata["partial"]`, and only the citations that they name.
    """
    if answer.status is not Status.NOT_FOUND:
        for match in list(_STATEMENT.finditer(answer.text))[:-1]:
            text = answer.text[: match.end()]
            named = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
            cited = [citation for citation in answer.citations if citation.number in named]
            yield replace(answer, text=text, citations=cited, metadata=answer.metadata | {"partial": True})
    yield answer
