"""Questions and limits as queries of the lexical projection's engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

import tantivy

from index.lexical_documents import TEXT_FIELDS


class Variant(NamedTuple):
    """One way of saying a question word: all `terms` must stand in the text; `weight` scales the score.

    A tuple, for hundreds of them are part of the key of what is kept for a question.
    """

    terms: tuple[str, ...]
    weight: float


Group = tuple[Variant, ...]
"""The variants of one question word; the best of them counts, not their sum."""

Fields = tuple[tuple[str, float], ...]
"""The fields that a word is looked for in, each with its weight."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Hard limits on a lexical search; empty fields do not limit. Dates are yyyymmdd."""

    meetings: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    sections: tuple[str, ...] = ()
    items: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemWeights:
    """How much the title, the meeting header and the parts of compounds count beside the text (1.0)."""

    title: float = 0.8
    header: float = 1.2
    parts: float = 0.4


DEFAULT_FIELDS = ItemWeights()

Often = Callable[[str, str], Mapping[str, int]]
"""How many documents of "items" or "chunks" hold a term (index, term): by field, where any does."""

Term = Callable[[str, str], tantivy.Query]
"""The documents that hold a term (field, term)."""

_KEPT_GROUPS = 1 << 13
_KEPT_TERMS = 1 << 15


class Queries:
    """Makes queries for indexes of one schema, and keeps what it made for the next question.

    `term(field, value)` finds the documents that hold one term in one field. `group(index, group, fields)`
    is the best of a group's variants; None where no document holds any of them.
    """

    def __init__(self, schema: tantivy.Schema, often: Often) -> None:
        self._schema = schema
        self.term = lru_cache(_KEPT_TERMS)(partial(_term, schema))
        self.group = lru_cache(_KEPT_GROUPS)(partial(_group, often, self.term))
        self._of_items = lru_cache(1)(partial(_of_items, schema))  # of one question, asked twice

    def limited(self, wanted: Sequence[tantivy.Query], scope: Scope) -> tantivy.Query:
        """The documents that hold any of what is wanted and lie within the limits, which do not score."""
        limits = [
            (tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0)) for query in self._limits(scope)
        ]
        if scope.without:
            unwanted = tantivy.Query.term_set_query(self._schema, "meeting", list(scope.without))
            limits.append((tantivy.Occur.MustNot, unwanted))
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, _any(wanted)), *limits])

    def _limits(self, scope: Scope) -> list[tantivy.Query]:
        limits = []
        if scope.meetings is not None:
            limits.append(tantivy.Query.term_set_query(self._schema, "meeting", list(scope.meetings)))
        if scope.keys:
            limits.append(self._of_items(scope.keys))
        if scope.sections:
            limits.append(tantivy.Query.term_set_query(self._schema, "section", list(scope.sections)))
        if scope.cases:
            limits.append(tantivy.Query.term_set_query(self._schema, "case", list(scope.cases)))
        if scope.items:
            limits.append(tantivy.Query.term_set_query(self._schema, "number", list(scope.items)))
        if scope.since is not None or scope.until is not None:
            limits.append(
                tantivy.Query.range_query(
                    self._schema, "date", tantivy.FieldType.Integer, scope.since, scope.until, True, True
                )
            )
        return limits


def _term(schema: tantivy.Schema, field: str, value: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema, field, value, "freq" if field in TEXT_FIELDS else "basic")


def _of_items(schema: tantivy.Schema, keys: Sequence[str]) -> tantivy.Query:
    """What belongs to any of some items. A set of terms is slower for a few hundred: it is looked for in the
    whole dictionary."""
    return _any([_term(schema, "item_key", key) for key in keys])


def _group(often: Often, one: Term, index: str, group: Group, fields: Fields) -> tantivy.Query | None:
    # Bodies and dates in the header are asked for by their own words.
    inner = tuple(pair for pair in fields if pair[0] != "header")
    variants = [
        query
        for variant in group
        if (query := _variant(often, one, index, variant, fields if variant.weight == 1.0 else inner))
    ]
    if len(variants) < 2:
        return variants[0] if variants else None
    return tantivy.Query.disjunction_max_query(variants)


def _variant(often: Often, one: Term, index: str, variant: Variant, fields: Fields) -> tantivy.Query | None:
    """All terms of a variant, each in any field: only in those that hold it, for each one asked costs."""
    weight = variant.weight / len(variant.terms)
    each = []
    for term in variant.terms:
        holding = often(index, term)
        found = [
            tantivy.Query.boost_query(one(field, term), weight * boost)
            for field, boost in fields
            if boost > 0 and field in holding
        ]
        if not found:
            return None
        each.append(found[0] if len(found) == 1 else _any(found))
    if len(each) == 1:
        return each[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in each])


def _any(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
