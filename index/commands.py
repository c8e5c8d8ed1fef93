"""The commands of python -m index: each does one thing to an open store and gives the exit status."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from index.chat import ChatModel, Usage
from index.coverage import coverage
from index.dictionaries import bundled_synonyms
from index.enrich import enrich, estimate, tasks
from index.errors import ModelError, StoreError
from index.ingest import Report, ingest
from index.model_options import read_model
from index.store import Store
from index.verify import verify


def _add(store: Store, options: argparse.Namespace) -> int:
    with _bar() as bar:
        task = bar.add_task("Indlæser", total=None)
        report = ingest(
            options.paths,
            store,
            include_closed=options.include_closed,
            prune=options.prune or options.command == "prune",
            progress=lambda done, total, name: bar.update(
                task, completed=done, total=total, description=name or "Søgeindeks"
            ),
        )
    tell(report)
    return 0 if report.ok else 1


def _bar() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(show_speed=True),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


def tell(report: Report) -> None:
    """Print what an ingest did."""
    counts = (
        ("nye", report.added),
        ("ændrede", report.replaced),
        ("uændrede", report.unchanged),
        ("slettede", report.removed),
        ("afløst af en rettet udgave", report.superseded),
    )
    print(", ".join(f"{len(names)} {what}" for what, names in counts if names) or "Ingen referater.")
    if report.closed_items:
        print(f"{report.closed_items} lukkede punkter: kun nummer og titel er taget med.")
    for source, item, count in report.masked_cpr:
        print(f"{source}, {_place(item)}: {count} CPR-nummer(e) er sløret.")
    for source, item, count in report.masked_private:
        print(f"{source}, {_place(item)}: {count} private numre og adresser er sløret.")
    for failure in report.failed:
        print(failure.message, file=sys.stderr)


def _place(item: int | None) -> str:
    return "hovedet" if item is None else f"punkt {item}"


def _list(store: Store, _options: argparse.Namespace) -> int:
    for entry in store.catalogue.entries():
        note = " (afløst af en rettet udgave)" if entry.superseded_by else ""
        print(f"{entry.id}\t{entry.date}\t{entry.body}\t{entry.items} punkter\t{entry.source}{note}")
    return 0


def _show(store: Store, options: argparse.Namespace) -> int:
    meeting = store.catalogue.meeting(options.meeting)
    notes = {note.ordinal: note for note in store.catalogue.notes_of(options.meeting)}
    print(
        f"{meeting.title or meeting.body}\n"
        f"{meeting.date} {meeting.start_time or ''} {meeting.place or ''}".rstrip()
    )
    for item in meeting.items:
        number = "–" if item.number is None else item.number
        print(f"{number:>3}. {item.title} [{item.kind}{', lukket' if item.closed else ''}]")
        if item.ordinal in notes:
            note = notes[item.ordinal]
            print(f"     (maskinskrevet til søgning, {note.model}: {note.summary})")
    return 0


def _remove(store: Store, options: argparse.Namespace) -> int:
    if options.meeting not in {entry.id for entry in store.catalogue.entries()}:
        raise StoreError(f"Mødet {options.meeting} findes ikke i lageret.")
    with store.writing():
        store.catalogue.remove(options.meeting)
        store.catch_up()
        store.erase()
    print(f"{options.meeting} er slettet.")
    return 0


def _purge(store: Store, _options: argparse.Namespace) -> int:
    with store.writing():
        store.erase()
    print("Alt slettet og erstattet er overskrevet.")
    return 0


def _rebuild(store: Store, _options: argparse.Namespace) -> int:
    with store.writing():
        store.rebuild()
    print("Søgeindekserne er bygget igen.")
    return 0


def _verify(store: Store, _options: argparse.Namespace) -> int:
    problems = verify(store)
    print("\n".join(problems) or "Katalog og søgeindekser stemmer overens.")
    return 1 if problems else 0


def _export(store: Store, _options: argparse.Namespace) -> int:
    for entry in store.catalogue.entries(superseded=False):
        for chunk in store.catalogue.chunks_of(entry.id):
            row = {
                "id": chunk.id,
                "body": entry.body,
                "date": entry.date.isoformat(),
                "item": chunk.item,
                "section": chunk.section,
                "source": entry.source,
                "start": chunk.start,
                "end": chunk.end,
                "text": chunk.text,
            }
            print(json.dumps(row, ensure_ascii=False))
    return 0


def _coverage(store: Store, options: argparse.Namespace) -> int:
    own = options.thesaurus or os.environ.get("REFERAT_THESAURUS")
    synonyms = bundled_synonyms(Path(own) if own else None)
    found = coverage(
        (
            chunk.text
            for entry in store.catalogue.entries(superseded=False)
            for chunk in store.catalogue.chunks_of(entry.id)
        ),
        synonyms,
    )
    print(
        f"{found.covered} af {found.total} ord er dækket. De hyppigste, der ikke er, med antal tekststykker:"
    )
    for word, count in found.missing[: max(0, options.most)]:
        print(f"{word}\t{count}")
    return 0


def _enrich(store: Store, options: argparse.Namespace) -> int:
    if options.erase:
        with store.writing():
            store.catalogue.remove_notes()
            store.catch_up()
            store.erase()
        print("Det, en sprogmodel har skrevet, er slettet.")
        return 0
    settings = read_model(options)
    if settings is None:
        raise ModelError("Angiv en sprogmodel med --llm eller REFERAT_LLM.")
    model = ChatModel(settings)
    wanted = list(islice(tasks(store), options.limit))
    expected = estimate(model, wanted)
    print(f"{len(wanted)} punkter mangler; det tager omkring {_took(expected)}.")
    if options.estimate or not wanted:
        return 0
    with _bar() as bar:
        task = bar.add_task("Skriver", total=len(wanted))
        done = enrich(
            store,
            model,
            wanted,
            lambda at, total, title: bar.update(task, completed=at, total=total, description=title[:40]),
        )
    print(f"{done.written} punkter har fået hverdagsord; det tog {_took(done.usage)}.")
    if done.unusable:
        print(
            f"{done.unusable} svar kunne ikke bruges; kør igen for at prøve dem en gang til.", file=sys.stderr
        )
    return 1 if done.unusable else 0


def _took(usage: Usage) -> str:
    cost = "" if usage.cost is None else f", {usage.cost:.2f} i den angivne pris"
    return f"{usage.read} tokens læst og {usage.written} skrevet{cost}"


DO: dict[str, Callable[[Store, argparse.Namespace], int]] = {
    "add": _add,
    "prune": _add,
    "coverage": _coverage,
    "list": _list,
    "show": _show,
    "remove": _remove,
    "purge": _purge,
    "rebuild": _rebuild,
    "verify": _verify,
    "export": _export,
    "enrich": _enrich,
}
"""Each command's name with what does it."""
