"""Lines of a text with their positions, and the cleaning of marks; what every reader of minutes needs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.furniture import without_furniture

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_HASHES = re.compile(r"^\s*(#{1,6})(?=\s|\*|$)\s*")
_BOLD = re.compile(r"(\*{2,3}|_{2,3})(?=\S)(.+?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\((?:https?:|mailto:)[^)\s]{1,500}\)")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>\n]{0,200})?/?>")
# What a web page has its reader press before a part of an item: "fold dette punkt ind Resume".
_FOLDS = re.compile(r"^fold\s+(?:dette\s+)?punkt(?:et)?\s+(?:ind|ud)\s+(?=\S)", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_MARKED = re.compile("[*#_<\\[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_GAP = re.compile(r"\s*\t\s*|\s{3,}")
_MARK = re.compile(
    r"^(?:[-–•*·▪o]|(?:(?:pkt|punkt|sag|ad)\.?\s*)?(?:nr\.?\s*)?\d{1,3}(?:[.:]\d{1,2})?[.):]*|[A-Za-z][.)])$",
    re.I,
)
_RULE = re.compile(r"\s*(?P<mark>[-=_~*–—])(?P=mark){2,}\s*")
_UNDERLINED = 110
FIGURE = re.compile(r"^[-+–]?\d[\d.,]*(?:\s?(?:kr|mio|t\.?kr|pct|%)\.?)*$", re.IGNORECASE)
_LONG = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text[start:end]` without its line end; `clean` is it without marks and outer space.

    `level` is the number of "#" in a Markdown heading, 0 for any other line; `bold` says that the
    whole line is set in bold. `cells` are the columns of a line set with tabs or many blanks, or empty.
    `running` says that it is the first of the heads that the pages repeat.
    """

    start: int
    end: int
    clean: str
    level: int = 0
    bold: bool = False
    cells: tuple[str, ...] = ()
    running: bool = False


def clean(text: str) -> str:
    """`text` without Markdown and HTML marks, invisible characters and doubled spaces."""
    if len(text) < _LONG and _MARKED.search(text):
        text = _INVISIBLE.sub("", text)
        text = _HASHES.sub("", text)
        text = _LINK.sub(r"\1", text)
        text = _TAG.sub(" ", text)
        text = _BOLD.sub(r"\2", text)
        text = _ITALIC.sub(r"\1", text)
    text = _SPACES.sub(" ", text).strip()
    return _FOLDS.sub("", text) if text[:4] in ("fold", "Fold") else text


def split_lines(text: str) -> list[Line]:
    """All lines of `text`, blank ones too, in order; only "\\n" ends a line.

    Page numbers and running heads in the midst of the text count as blank, and so do rules. A line that is
    underlined by a rule is a heading.
    """
    lines: list[Line] = []
    start = 0
    for raw in text.split("\n"):
        end = start + len(raw)
        level, bold = 0, False
        if "#" in raw or "*" in raw:
            hashes = _HASHES.match(raw)
            level = len(hashes[1]) if hashes else 0
            inner = raw[hashes.end() :].strip() if hashes else raw.strip()
            bold = len(inner) > 4 and inner.startswith("**") and inner.endswith("**")
        lines.append(Line(start, end, clean(raw), level, bold, columns(raw)))
        start = end + 1
    said, heads = without_furniture([line.clean for line in lines])
    lines = [
        line if line.clean == words else replace(line, clean=words, running=i in heads)
        for i, (line, words) in enumerate(zip(lines, said, strict=True))
    ]
    for i, line in enumerate(lines):
        if line.clean and line.clean[-1] in "-=_~*–—" and is_rule(line.clean):
            if i and (level := _underlines(line.clean, lines[i - 1], lines[i - 2].clean if i > 1 else "")):
                lines[i - 1] = replace(lines[i - 1], level=level)
            lines[i] = replace(line, clean="")
    return lines


def is_rule(text: str) -> bool:
    """Whether a line is nothing but a stroke: "------", "=====", "______"."""
    return bool(_RULE.fullmatch(text))


def _underlines(rule: str, line: Line, before: str) -> int:
    """The level of the heading that `line` is where `rule` underlines it, else 0.

    The line stands after a blank one; a stroke of another mark than "=" is as long as the words over it.
    """
    words = line.clean
    if not words or before or line.level or len(words) > _UNDERLINED or words[-1] in ".,;":
        return 0
    if rule[0] == "=":
        return 1
    return 2 if abs(len(rule) - len(words)) <= max(2, len(words) // 10) else 0


def columns(raw: str) -> tuple[str, ...]:
    """The columns of a line in which tabs or three blanks or more set them apart; none where it has one."""
    if "\t" not in raw and "   " not in raw:
        return ()
    cells = tuple(_GAP.split(raw.strip()))
    return cells if len(cells) > 1 else ()


def is_row(line: Line) -> bool:
    """Whether the line is a table's row rather than a heading: three columns or a figure after its number."""
    cells = line.cells[1:] if line.cells and _MARK.match(line.cells[0]) else line.cells
    return len(cells) > 2 or any(FIGURE.match(cell) for cell in cells[1:])


def is_point(line: Line) -> bool:
    """Whether the line is a point of a list, its mark set apart by a tab or by blanks."""
    return len(line.cells) == 2 and bool(_MARK.match(line.cells[0]))


def key(text: str) -> str:
    """`text` for comparison: lower case, letters and digits only, single spaces."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def roman_value(number: str) -> int:
    """What a Roman number of I, V and X is worth."""
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in number]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def next_filled(lines: list[Line], index: int) -> int | None:
    """The index of the first line after `index` that is not blank, or None."""
    for i in range(index + 1, min(index + 40, len(lines))):
        if lines[i].clean:
            return i
    return None


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """`start:end` without white space at its ends (empty at `start` where nothing else is there)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
