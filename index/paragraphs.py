"""The lines of a text as they were written: those that were only broken for width are one.

Minutes that were copied out of a page, or printed to a file, have a line end after every so many
characters, often in the midst of a sentence or a word. What is joined stays one span of the source.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.furniture import is_page_mark, without_furniture
from index.lines import is_rule, trim

_KEPT_TEXTS = 512
_NARROW, _WIDE = 45, 140  # no text is broken for fewer characters, and hardly one for more
_RAGGED = 14  # how far below the width a line may end: a Danish word is seldom longer
_MOSTLY = 0.4  # the share of the long lines that end near the width, where a text was broken for it
_SLACK = 3  # the few longest lines may run over
_MOST_OF = 0.75  # a line that fills less of the width was ended on purpose
_HALF = 0.6  # unless the next one goes on in small letters
_RUNS_ON = 40  # a line of so many characters that goes on in small letters was broken, whatever the width
_SHARE = 0.97  # the width is the length that hardly a line exceeds

_MARK = re.compile(
    r"(?:[-–•*·o▪]\s|\d{1,2}[.)]\s|[a-zæøå][.)]\s|\([a-z\d]{1,2}\)\s|ad\.?\s\d)", re.IGNORECASE
)
_DAY = re.compile(r"\d{1,2}\.\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)", re.IGNORECASE)
_DAY_ENDS = re.compile(r"\b\d{1,2}\.$")
_MONTH = re.compile(
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b"
)
_LABEL = re.compile(r"[A-ZÆØÅ][\wæøå /-]{1,30}:(?:\s|$)")
_COLUMNS = re.compile(r"\t|\||\S\s{3,}\S|\.{5}")
# A table's row or a page's foot says nothing of the width of the text.
_SET_IN = re.compile(r"\t|\||\S\s{3,}\S|^\s{40}")
_CUT_WORD = re.compile(r"(?<=[a-zæøåé])-\s*\n\s*(?!(?:og|eller|samt|til)\b)(?=[a-zæøåé])")
_TELLS = re.compile(r"[a-zæøå)%]{3}[.;]\s+[A-ZÆØÅ]|[a-zæøå)%]{3}\.$")
_FINAL = ".!?:;"
# Words that no line of its own ends with.
_UNFINISHED = frozenset(
    "i på til af for med og eller samt om fra ved den det de en et som der har er var blev skal kan vil sin "
    "sit deres over under mellem efter før hos mod uden pr ca nr fordi mens når hvis hvor idet plus "
    "højst mindst hun han".split()
)


def paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the lines of `text[start:end]`, trimmed and not blank, those broken for width joined."""
    width = _width(text)
    result: list[tuple[int, int]] = []
    before = (start, start)  # the printed line that the last span ends with
    for line in _lines(text, start, end):
        if result and _goes_on(text, before, line, width):
            result[-1] = (result[-1][0], line[1])
        else:
            result.append(line)
        before = line
    return result


def whole_words(text: str) -> str:
    """`text` with the words that were cut at a line's end put together: "ydernum-⏎meret"."""
    return _CUT_WORD.sub("", text) if "-\n" in text else text


def _goes_on(text: str, before: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    """Whether a printed line is the rest of the one before."""
    one, other = text[slice(*before)], text[slice(*line)]
    if _COLUMNS.search(one) or _COLUMNS.search(other):
        return False
    broken = one[-1] not in _FINAL
    if text.count("\n", before[1], line[0]) != 1:
        return broken and other[0].islower() and _turns(text, before[1], line[0])
    if _DAY_ENDS.search(one) and _MONTH.match(other):
        return True
    marked = _MARK.match(other) and not (broken and _DAY.match(other))
    if marked or _LABEL.match(other):
        return False
    hangs = len(one) >= _RUNS_ON and one.rsplit(maxsplit=1)[-1] in _UNFINISHED
    small = other[0].islower() and not other.startswith(("at ", "v/"))
    if width and one[-1] != ":":
        first = other.split(maxsplit=1)[0]
        column = before[0] - (text.rfind("\n", 0, before[0]) + 1)
        if column + len(one) + 1 + len(first) > width - _SLACK:
            return True
        if column + len(one) < (_HALF if small else _MOST_OF) * width and not hangs:
            return False
        # A line of uneven length: no list's, for the next one tells of something.
        near = column + len(one) > width - _RAGGED and _TELLS.search(other)
        if broken and (near or other[0].isdigit()):
            return True
    if not broken or len(one) < _RUNS_ON:
        return False
    figure = other[0].isdigit() and bool(_TELLS.search(other))
    return small or figure or hangs


def _turns(text: str, start: int, end: int) -> bool:
    """Whether a page ends between two lines: nothing but its number and its head or foot stand there."""
    return bool(text[start:end].strip())


@lru_cache(maxsize=_KEPT_TEXTS)
def _silent(text: str) -> frozenset[int]:
    """Where the lines begin that the pages of a text repeat, and their numbers."""
    lines = text.split("\n")
    stripped = [line.strip() for line in lines]
    kept, _ = without_furniture(stripped)
    if kept is stripped:
        return frozenset()
    result, position = [], 0
    for line, words, told in zip(lines, stripped, kept, strict=True):
        if words and not told:
            result.append(position + len(line) - len(line.lstrip()))
        position += len(line) + 1
    return frozenset(result)


@lru_cache(maxsize=_KEPT_TEXTS)
def _width(text: str) -> int:
    """The width in characters that the lines of a text were broken for, 0 where they were not."""
    lines = [line.rstrip() for line in text.split("\n") if "....." not in line]
    return _broken_at(lines) or _broken_at([line for line in lines if not _SET_IN.search(line)])


def _broken_at(lines: list[str]) -> int:
    long = [length for length in sorted(map(len, lines)) if length >= _NARROW]
    if len(long) < 4:
        return 0
    width = long[min(len(long) - 1, int(_SHARE * len(long)))]
    near = sum(width - _RAGGED <= length <= width for length in long)
    return width if width <= _WIDE and near >= _MOSTLY * len(long) else 0


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the printed lines, trimmed, blank ones, page numbers and rules left out."""
    result = []
    silent = _silent(text)
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        span = trim(text, position, stop)
        if (
            span[1] > span[0]
            and span[0] not in silent
            and not (is_page_mark(line := text[slice(*span)]) or is_rule(line))
        ):
            result.append(span)
        position = stop + 1
    return result
