"""Whether the projections hold exactly what the catalogue holds."""

from __future__ import annotations

from index.store import Store


def verify(store: Store) -> list[str]:
    """What is wrong with a store, a Danish line each; [] when all is whole."""
    truth = store.catalogue.chunk_ids()
    problems = []
    for name, found in (("Ordindekset", store.lexical.chunk_ids()), ("Vektorlageret", store.vectors.ids())):
        missing, extra = len(truth - found), len(found - truth)
        if missing:
            problems.append(f"{name} mangler {missing} tekststykker.")
        if extra:
            problems.append(f"{name} har {extra} tekststykker, som kataloget ikke kender.")
    now = store.catalogue.generation()
    for name, at in (("Ordindekset", store.lexical.generation), ("Vektorlageret", store.vectors.generation)):
        if at != now:
            problems.append(f"{name} er ved ændring {at}, kataloget ved {now}.")
    for entry in store.catalogue.entries():
        meeting = store.catalogue.meeting(entry.id)
        wrong = [c for c in store.catalogue.chunks_of(entry.id) if meeting.text[c.start : c.end] != c.text]
        if wrong:
            problems.append(f"{entry.id}: {len(wrong)} tekststykker svarer ikke til referatets ord.")
    return problems
