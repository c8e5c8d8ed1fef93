"""What a language model is shown: excerpts of the best items, each under an opaque key, within a budget.

A long item is cut by relevance, unit by unit, its decision kept first; what is left out is marked "[…]".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from assistant.cite import display, label
from assistant.evidence import Piece
from assistant.read_items import ReadUnit, read_item
from index.chat import tokens
from index.types import AgendaItem, Meeting

MOST_PASSAGES = 6
_LONGEST_SHARE = 0.45  # of the budget, for one item
_DECISION = 1.0  # in score: how much before its like a line of the decision goes
_FENCE = re.compile(r"[<>]{2,}|`{3,}|={4,}|§\d+§")


@dataclass(frozen=True, slots=True)
class Offered:
    """One item as offered to a model: `units` are those shown, in source order; `key` stands for it."""

    key: str
    meeting: Meeting
    item: AgendaItem
    units: tuple[ReadUnit, ...]

    def text(self) -> str:
        """The excerpt as the model reads it, its key and place first."""
        lines = [f"[{self.key}] {label(self.meeting, self.item)}: {_plain(self.item.title)}"]
        every = read_item(self.meeting, self.item).units
        shown = {unit.unit.start for unit in self.units}
        section = None
        gap = False
        for unit in every:
            if unit.unit.start not in shown:
                gap = True
                continue
            if unit.section is not section:
                section, gap = unit.section, False
                lines.append(f"({section.heading.strip(' :') or section.kind})")
            elif gap:
                lines.append("[…]")
            gap = False
            mark = "- " if unit.unit.kind in ("list", "row") else ""
            lines.append(mark + _plain(self.meeting.text[unit.unit.start : unit.unit.end]))
        return "\n".join(lines)


def offer(pieces: Sequence[Piece], budget: int, salt: str) -> list[Offered]:
    """The best items of some scored pieces (best first), cut to `budget` tokens in all.

    The keys depend on the item and on `salt`, so that no text in the minutes can name one.
    """
    grouped: dict[tuple[str, int], list[Piece]] = {}
    for piece in pieces:
        grouped.setdefault((piece.meeting.id, piece.item.ordinal), []).append(piece)
    chosen: list[Offered] = []
    taken: dict[str, None] = {}
    left = budget
    for members in list(grouped.values())[:MOST_PASSAGES]:
        meeting, item = members[0].meeting, members[0].item
        head = tokens(label(meeting, item) + item.title) + 8
        room = min(left, int(budget * _LONGEST_SHARE)) - head
        scores = {piece.unit.start: piece.score for piece in members}
        units = _fitting(meeting, read_item(meeting, item).units, scores, room)
        if not units:
            continue
        key = _key(f"{salt}/{meeting.id}/{item.ordinal}", taken)
        taken[key] = None
        offered = Offered(key, meeting, item, units)
        left -= tokens(offered.text())
        chosen.append(offered)
    return chosen


def _fitting(
    meeting: Meeting, units: Sequence[ReadUnit], scores: Mapping[int, float], room: int
) -> tuple[ReadUnit, ...]:
    """The units that fit, best first, a list line with the line that leads into it; in source order."""
    at = {(unit.unit.start, unit.unit.end): unit for unit in units}
    order = sorted(
        units,
        key=lambda u: -scores.get(u.unit.start, -9.0) - _DECISION * (u.section.kind == "beslutning"),
    )
    kept: dict[int, ReadUnit] = {}
    for unit in order:
        wanted = [unit]
        if unit.unit.lead and (lead := at.get(unit.unit.lead)):
            wanted.append(lead)
        cost = sum(
            tokens(meeting.text[u.unit.start : u.unit.end]) + 2 for u in wanted if u.unit.start not in kept
        )
        if cost > room:
            continue
        room -= cost
        kept |= {u.unit.start: u for u in wanted}
    return tuple(kept[start] for start in sorted(kept))


def _key(name: str, taken: Mapping[str, None]) -> str:
    """Letter, digit, letter: short enough for a small model to copy, and no word or number of the minutes."""
    letters, number = "BCDFGHJKLMNPQRSTVWXZ", int.from_bytes(sha256(name.encode()).digest()[:8], "big")
    while True:
        number, first = divmod(number, 20)
        number, digit = divmod(number, 8)
        number, last = divmod(number, 20)
        key = f"{letters[first]}{digit + 2}{letters[last]}"
        if key not in taken:
            return key
        number = number or len(taken) + 7


def _plain(text: str) -> str:
    """Source words for a prompt: on one line, and without anything that looks like a fence or a key."""
    return re.sub(r"\[([A-Z]\d[A-Z])\]", r"(\1)", _FENCE.sub(" ", display(text)))
