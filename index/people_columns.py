"""Two lists of people side by side, as a page reader writes them, as one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.lines import Line, clean
from index.people_labels import heads_plainly
from index.people_table import heads_people

_OPEN = (",", ";", " og", " samt", " for", " i", " af", "-", "/", ":")


def in_one_column(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, a block headed by the labels of two lists as the left one, then the right."""
    found: list[Line] = []
    i = 0
    while i < len(lines):
        block = _block(lines, i)
        apart = _apart(text, block, _gutter(text, lines[i])) if len(block) > 1 else []
        found += apart or [lines[i]]
        i += len(block) if apart else 1
    return found


def _gutter(text: str, line: Line) -> int:
    """Where the second column begins on a line that is two labels of lists, else 0."""
    raw = text[line.start : line.end]
    two = len(line.cells) == 2 and "\t" not in raw and all(map(heads_plainly, line.cells))
    return raw.rfind(line.cells[1]) if two and not heads_people(line) else 0


def _block(lines: Sequence[Line], first: int) -> list[Line]:
    """The lines from `first` on up to a blank one."""
    block = [lines[first]]
    if len(lines[first].cells) != 2:
        return block
    for line in lines[first + 1 :]:
        if line.start != block[-1].end + 1:
            break
        block.append(line)
    return block


def _apart(text: str, block: Sequence[Line], gutter: int) -> list[Line]:
    """The entries of both columns, broken ones joined; none where a line runs over the gutter."""
    raws = [text[line.start : line.end] for line in block]
    if not gutter or any(len(raw) > gutter and not raw[gutter - 1].isspace() for raw in raws):
        return []
    left = [_part(line, raw, 0, gutter) for line, raw in zip(block, raws, strict=True)]
    right = [_part(line, raw, gutter, len(raw)) for line, raw in zip(block, raws, strict=True)]
    return _joined(left) + _joined(right)


def _part(line: Line, raw: str, start: int, end: int) -> Line:
    words = raw[start:end]
    begin = line.start + start + len(words) - len(words.lstrip())
    stop = max(begin, line.start + start + len(words.rstrip()))
    return replace(line, start=begin, end=stop, clean=clean(words), cells=())


def _joined(parts: Sequence[Line]) -> list[Line]:
    """The filled parts of a column, each with those that go on with it."""
    joined: list[Line] = []
    for part in parts:
        before = joined[-1] if len(joined) > 1 else None
        if not part.clean:
            continue
        if before and _goes_on(before.clean, part.clean):
            joined[-1] = replace(before, end=part.end, clean=f"{before.clean} {part.clean}")
        else:
            joined.append(part)
    return joined


def _goes_on(before: str, text: str) -> bool:
    unclosed = before.count("(") > before.count(")")
    return unclosed or before.endswith(_OPEN) or text[0] == "(" or text[0].islower()
