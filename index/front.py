"""What the front of minutes says, line by line: title, day, place, who was there; no table of contents."""

from __future__ import annotations

import re

from index.header_top import is_navigation
from index.paragraphs import paragraphs
from index.types import Meeting

_NOT_LETTER = re.compile(r"[^a-zæøåéü]+")
_CONTENTS = re.compile(
    r"(?:(?:luk|åbn|vis|skjul|fold) alle punkter\b.*"
    r"|indhold(?:sfortegnelse)?|dagsorden(?:sliste)?|punkter|oversigt)\b\W*$",
    re.IGNORECASE,
)
_SHORT = 8  # letters: a shorter title may stand in another line by chance
_SEVERAL = 3


def front_spans(meeting: Meeting) -> list[tuple[int, int]]:
    """Spans of the header's lines in order, without those that only name items or lead on in a web page."""
    titles = {_letters(item.title) for item in meeting.items} - {""}
    text = meeting.text
    return [
        span for span in paragraphs(text, 0, meeting.header_end) if not _lists(text[slice(*span)], titles)
    ]


def _lists(line: str, titles: set[str]) -> bool:
    """Whether a line is one of a table of contents, or its heading."""
    said = _letters(line)
    if not said or _CONTENTS.match(line.strip(" #*|•·▪")) or is_navigation(line.strip()):
        return True
    held = [title for title in titles if title in said]
    own = any(len(said) - len(title) <= len("dagsordenspunkt") for title in held)
    return (own and (len(said) >= _SHORT or said in titles)) or len(held) >= _SEVERAL


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", text.casefold())
