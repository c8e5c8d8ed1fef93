"""An item taken apart once: its units, the terms that each holds, and the question's words among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.sentences import Unit, units
from index.compounds import all_terms
from index.lexical_documents import header_text
from index.lexical_query import Group
from index.types import AgendaItem, Meeting, Section

KEPT_ITEMS = 1 << 12  # 50 kB each
_KEPT_TEXTS = 1 << 14
_KEPT_QUESTIONS = 64


@dataclass(frozen=True, slots=True)
class ReadUnit:
    """A unit with its section and the terms it and its lead-in hold."""

    section: Section
    unit: Unit
    terms: frozenset[str]
    lead: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)  # itself the key of what is kept for it
class ReadItem:
    """An item taken apart once: its units in order with their texts, and the terms of its title; `own` and
    `leads` tell for a term which units, and which lead-ins, hold it: bit 0 for the first unit."""

    meeting: Meeting
    item: AgendaItem
    units: tuple[ReadUnit, ...]
    texts: tuple[str, ...]
    title: frozenset[str]
    own: Mapping[str, int]
    leads: Mapping[str, int]

    @property
    def whole(self) -> frozenset[str]:
        """The terms of all of it, the title among them."""
        return self.title.union(self.own)

    def of_units(self, groups: Sequence[Group]) -> tuple[np.ndarray, np.ndarray]:
        """For each unit (a row) and group (a column) the weight of the best variant whose terms all stand in
        the unit's own words, and in its lead-in: two tables of shape (units, groups)."""
        asked = _asked(tuple(groups))
        return _held_by_bit(asked, self.own, len(self.units)), _held_by_bit(
            asked, self.leads, len(self.units)
        )

    def anywhere(self, groups: Sequence[Group]) -> list[float]:
        """For each group the weight of its best variant whose terms all stand in the item or its title."""
        asked = _asked(tuple(groups))
        return _best(asked, (asked.terms & self.own.keys()) | (asked.terms & self.title))


def read_item(meeting: Meeting, item: AgendaItem) -> ReadItem:
    """An item's units and terms; kept for the items asked about last."""
    return _read(_Key(meeting, item))


class _Key:
    """A meeting's item as a cache key: equal for the same id, digest and ordinal."""

    __slots__ = ("item", "meeting", "name")

    def __init__(self, meeting: Meeting, item: AgendaItem) -> None:
        self.meeting, self.item = meeting, item
        self.name = (meeting.id, meeting.digest, item.ordinal)

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.name == other.name


@lru_cache(maxsize=KEPT_ITEMS)
def _read(key: _Key) -> ReadItem:
    meeting, item = key.meeting, key.item
    text = meeting.text
    found: list[ReadUnit] = []
    texts: list[str] = []
    for section in item.sections:
        heading = term_set(section.heading)
        leads: dict[tuple[int, int] | None, frozenset[str]] = {None: heading}
        for unit in units(text, section.body, section.end, item.tables):
            if unit.lead and unit.lead not in leads:
                leads[unit.lead] = heading | term_set(text[slice(*unit.lead)])
            texts.append(text[unit.start : unit.end])
            found.append(ReadUnit(section, unit, term_set(texts[-1]), leads[unit.lead]))
    # A question's body and day tell which meeting is meant; they are no sign of one sentence above another.
    title = term_set(f"{item.title} {header_text(meeting)}")
    own, lead = _bits([unit.terms for unit in found]), _bits([unit.lead for unit in found])
    return ReadItem(meeting, item, tuple(found), tuple(texts), title, own, lead)


def _bits(sets: Sequence[frozenset[str]]) -> dict[str, int]:
    """For each term the places of the sets that hold it, as bits."""
    places: dict[frozenset[str], int] = {}  # the lines of a list share one lead-in
    for place, members in enumerate(sets):
        places[members] = places.get(members, 0) | 1 << place
    found: dict[str, int] = {}
    for members, bits in places.items():
        for term in members:
            found[term] = found.get(term, 0) | bits
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question's words by their terms: most of what a word may be called stands nowhere in one item, and
    what does is soonest found by looking each term up. For a term, and for terms that must stand together,
    the groups (by place) that they are a variant of, each with the variant's weight."""

    groups: int
    terms: frozenset[str]
    alone: Mapping[str, Sequence[tuple[int, float]]]
    together: Mapping[tuple[str, ...], Sequence[tuple[int, float]]]


@lru_cache(maxsize=_KEPT_QUESTIONS)
def _asked(groups: tuple[Group, ...]) -> _Asked:
    alone: dict[str, list[tuple[int, float]]] = {}
    together: dict[tuple[str, ...], list[tuple[int, float]]] = {}
    for place, group in enumerate(groups):
        for terms_of, weight in group:
            if len(terms_of) == 1:
                alone.setdefault(terms_of[0], []).append((place, weight))
            else:
                together.setdefault(terms_of, []).append((place, weight))
    return _Asked(len(groups), frozenset(alone).union(*together), alone, together)


def _held_by_bit(asked: _Asked, bits: Mapping[str, int], count: int) -> np.ndarray:
    table = np.zeros((count, asked.groups))
    held_by: dict[tuple[int, float], int] = {}  # the units that hold some variant of one weight of a group
    for term in asked.alone.keys() & bits.keys():
        for use in asked.alone[term]:
            held_by[use] = held_by.get(use, 0) | bits[term]
    for members, uses in asked.together.items():
        holding = (1 << count) - 1
        for term in members:
            holding &= bits.get(term, 0)
        if holding:
            for use in uses:
                held_by[use] = held_by.get(use, 0) | holding
    for (place, weight), holding in sorted(held_by.items(), key=lambda pair: pair[0][1]):
        table[_places(holding, count), place] = weight
    return table


def _places(bits: int, count: int) -> np.ndarray:
    """The places of the set bits, as a mask of shape (count,)."""
    packed = np.frombuffer(bits.to_bytes((count + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(packed, count=count, bitorder="little").view(np.bool_)


@lru_cache(maxsize=_KEPT_TEXTS)
def term_set(text: str) -> frozenset[str]:
    """The terms of a text, its compounds' parts included; kept, for minutes repeat themselves."""
    return all_terms(text)


def held(groups: Sequence[Group], found: frozenset[str]) -> list[float]:
    """For each group the weight of its best variant whose terms all stand in `found`, else 0."""
    return _best(_asked(tuple(groups)), found)


def _best(asked: _Asked, found: frozenset[str]) -> list[float]:
    best = [0.0] * asked.groups
    for term in asked.alone.keys() & found:
        for place, weight in asked.alone[term]:
            best[place] = max(best[place], weight)
    for members, uses in asked.together.items():
        if found.issuperset(members):
            for place, weight in uses:
                best[place] = max(best[place], weight)
    return best
