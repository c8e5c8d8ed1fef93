"""The list marks that Word prints itself: "1.", "2.1", "–", worked out from a document's numbering."""

from __future__ import annotations

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


class Numbering:
    """Counts a document's numbered paragraphs; a list goes on until the document ends, as in Word."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[int, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[int, dict[int, int]] = {}
        try:
            root = document.part.numbering_part.element
        except (AttributeError, KeyError, NotImplementedError):  # a document without numbering
            return
        abstract = {
            _attribute(entry, "abstractNumId"): {
                int(_attribute(level, "ilvl") or 0): _level(level) for level in entry.findall(f"{_W}lvl")
            }
            for entry in root.findall(f"{_W}abstractNum")
        }
        for entry in root.findall(f"{_W}num"):
            reference = entry.find(f"{_W}abstractNumId")
            if reference is not None:
                self._levels[int(_attribute(entry, "numId") or 0)] = abstract.get(
                    _attribute(reference, "val"), {}
                )

    def mark(self, paragraph: Any) -> str | None:
        """What Word prints before the paragraph; None where the document does not say."""
        number, depth = _reference(paragraph)
        levels = self._levels.get(number or 0, {})
        if depth not in levels:
            return None
        form, pattern, _ = levels[depth]
        if form == "bullet":
            return "- "
        if form == "none" or not re.search(r"%\d", pattern):
            return ""
        counts = self._counts.setdefault(number or 0, {})
        counts[depth] = counts.get(depth, levels[depth][2] - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        told = re.sub(r"%(\d)", lambda match: self._told(counts, levels, int(match[1]) - 1), pattern)
        return f"{told} "

    @staticmethod
    def _told(counts: dict[int, int], levels: dict[int, tuple[str, str, int]], depth: int) -> str:
        form, _, first = levels.get(depth, ("decimal", "", 1))
        count = counts.get(depth, first)
        if form.endswith("Letter"):
            letter = _LETTERS[(count - 1) % len(_LETTERS)]
            return letter.upper() if form.startswith("upper") else letter
        if form.endswith("Roman") and count <= len(_ROMAN):
            return _ROMAN[count - 1].upper() if form.startswith("upper") else _ROMAN[count - 1]
        return str(count)


def _attribute(element: Any, name: str) -> str | None:
    value: str | None = element.get(f"{_W}{name}")
    return value


def _level(level: Any) -> tuple[str, str, int]:
    """A level's form of number, its text ("%1.%2") and its first number."""
    found = {child.tag.removeprefix(_W): _attribute(child, "val") or "" for child in level}
    first = found.get("start", "1")
    return found.get("numFmt", "decimal"), found.get("lvlText", ""), int(first) if first.isdigit() else 1


def _reference(paragraph: Any) -> tuple[int | None, int]:
    """The list and the level that the paragraph, or else its style, names; (None, 0) for neither."""
    sources = [paragraph._p.pPr]
    style = paragraph.style
    while style is not None and len(sources) < 12:
        sources.append(style.element.pPr)
        style = style.base_style
    for properties in sources:
        numbering = properties.numPr if properties is not None else None
        if numbering is not None and numbering.numId is not None:
            return numbering.numId.val, numbering.ilvl.val if numbering.ilvl is not None else 0
    return None, 0
