"""Our own search with one part taken out, to show what each part is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant import reorder
from eval.run import Search
from index.search import DEFAULT_WEIGHTS, Searcher, SearchWeights
from index.store import Store

_FEATURES = {
    "uden forum og tid": ("body", "day", "period"),
    "uden bedste stykke": ("passage",),
    "uden dækning": ("coverage",),
}


def ablations(store: Store) -> Iterator[tuple[str, Search]]:
    """(name, search) of each ablation over an open store."""
    parts = (store.catalogue, store.lexical)
    plain = store.searcher()
    yield "uden det andet blik på punkterne", lambda question, k: plain.search(question, k)
    yield "uden synonymordbog", _search(Searcher(*parts, store.vectors, store.encoder, {}))
    bare = replace(DEFAULT_WEIGHTS.expansion, parts=0.0)
    fields = replace(DEFAULT_WEIGHTS.fields, parts=0.0)
    weights = replace(DEFAULT_WEIGHTS, expansion=bare, fields=fields)
    yield "uden sammensætningers dele", _search(store.searcher(weights=weights))
    flat = replace(DEFAULT_WEIGHTS, fields=replace(DEFAULT_WEIGHTS.fields, title=0.0, header=0.0))
    yield "uden titel og mødehoved", _search(store.searcher(weights=flat))
    yield "uden ordvektorer", _search(store.searcher(weights=_without("meaning")))
    for name, features in _FEATURES.items():
        yield name, _search(store.searcher(weights=_without(*features)))
    yield (
        "kun ordenes score",
        _search(store.searcher(weights=replace(DEFAULT_WEIGHTS, features={"words": 1.0}))),
    )


def _without(*features: str) -> SearchWeights:
    kept = {name: value for name, value in DEFAULT_WEIGHTS.features.items() if name not in features}
    return replace(DEFAULT_WEIGHTS, features=kept)


def _search(searcher: Searcher) -> Search:
    return lambda question, k: reorder.search(question, k, searcher)
