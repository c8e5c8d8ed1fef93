"""Several entries of one person in lists of people as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from index.lines import key
from index.person import STAND_IN
from index.types import Attendance


def merged(found: Sequence[Attendance]) -> list[Attendance]:
    """One entry a person: being absent outweighs the list of members, and the chair's line the list's."""
    merged: list[Attendance] = []
    for entry in found:
        position = next((i for i, known in enumerate(merged) if _same(known.name, entry.name)), None)
        if position is None:
            merged.append(entry)
        else:
            merged[position] = _joined(merged[position], entry)
    return merged


def _joined(one: Attendance, other: Attendance) -> Attendance:
    rank = {"deltager": 0, "fraværende": 1, "afbud": 2}
    lead, second = (other, one) if rank[other.status] > rank[one.status] or other.chair else (one, other)
    if lead.status == "deltager" and second.status != "deltager":
        lead, second = second, lead
    return replace(
        lead,
        name=max(one, other, key=lambda entry: (bool(entry.role), len(entry.name))).name,
        role=_joined_role(lead.role, second.role),
        organisation=lead.organisation or second.organisation,
        group=lead.group or second.group,
        chair=one.chair or other.chair,
    )


def _joined_role(first: str, second: str) -> str:
    """Both roles where one of them is standing in for somebody: "Chef (på vegne af Anne Bro)"."""
    if first and second and first != second:
        for stand_in, own in ((first, second), (second, first)):
            if stand_in.startswith(STAND_IN) and not own.startswith(STAND_IN) and stand_in not in own:
                return f"{own} ({stand_in})"
    return first or second


def _spelling(name: str) -> str:
    return key(name).replace("å", "aa").replace("ø", "oe").replace("æ", "ae")


def _same(one: str, other: str) -> bool:
    """Whether two names are the same person's, a slip of one letter in a long name allowed."""
    first, second = _spelling(one), _spelling(other)
    if first == second:
        return True
    return min(len(first), len(second)) >= 14 and OSA.distance(first, second, score_cutoff=1) <= 1
