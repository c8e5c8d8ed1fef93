"""python -m index: minutes into a store, and what is in it.

    python -m index FOLDER…          the same as "add FOLDER…"
    python -m index add PATH…        take in what is new or changed
    python -m index list             the meetings
    python -m index show MEETING     one meeting's agenda
    python -m index remove MEETING   erase one meeting
    python -m index prune PATH…      erase what came from files that are gone
    python -m index purge            overwrite on disk whatever was deleted or replaced
    python -m index rebuild          make the search projections anew
    python -m index verify           compare catalogue and projections, chunk for chunk
    python -m index export           all chunks as JSON lines
    python -m index coverage         the minutes' frequent words that the thesaurus does not know
    python -m index enrich           notes in everyday words, written by a language model, for search

Exit status: 0 done, 1 some files failed or the store is not whole, 2 an error.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NoReturn

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
from index.errors import MinutesError, ModelError, StoreError
from index.ingest import Report, ingest, unchanged
from index.model_options import add_model_options, read_model
from index.store import Places, Store, default_store, open_store
from index.verify import verify

COMMANDS = (
    "add",
    "list",
    "show",
    "remove",
    "prune",
    "purge",
    "rebuild",
    "verify",
    "export",
    "coverage",
    "enrich",
)
_FLAGS = ("--include-closed", "--prune", "--estimate", "--erase")


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and do what it says."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser().parse_args(_command_first(given))
    try:
        return _run(options)
    except MinutesError as error:
        print(error, file=sys.stderr)
        return 2


def _command_first(given: list[str]) -> list[str]:
    """The arguments with the command before its options; "add" where paths stand without a command."""
    if not given or given[0] in (*COMMANDS, "-h", "--help"):
        return given
    value = False
    for place, word in enumerate(given):
        if word in COMMANDS and not value:
            return [word, *given[:place], *given[place + 1 :]]
        if not word.startswith("-") and not value:
            break
        value = word.startswith("--") and word not in _FLAGS and "=" not in word
    return ["add", *given]


class _Parser(argparse.ArgumentParser):
    """Tells in Danish, in one sentence, that it did not understand."""

    def error(self, message: str) -> NoReturn:
        print(f"Kommandoen kan ikke forstås ({message}). Se: {self.prog} --help", file=sys.stderr)
        sys.exit(2)


def _parser() -> argparse.ArgumentParser:
    shared = _Parser(add_help=False)
    shared.add_argument("--store", type=Path, metavar="MAPPE", help="lagerets mappe (ellers REFERAT_STORE)")
    shared.add_argument(
        "--encoder", metavar="NAVN", help="sentence-transformers-model i stedet for den medfølgende"
    )
    shared.add_argument("--catalogue", metavar="URL", help="katalogets database, fx postgresql://…")
    shared.add_argument("--chroma-url", metavar="URL", help="en Chroma-server, fx http://localhost:8000")
    parser = _Parser(prog="python -m index", description="Referater ind i et lager, der kan søges i.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="KOMMANDO")
    for name, about in (
        ("add", "indlæs nye og ændrede referater"),
        ("prune", "indlæs, og slet hvad der er væk"),
    ):
        command = commands.add_parser(name, parents=[shared], help=about)
        command.add_argument("paths", nargs="+", type=Path, metavar="STI")
        command.add_argument(
            "--include-closed", action="store_true", help="tag teksten i lukkede punkter med"
        )
        command.add_argument("--prune", action="store_true", help="slet møder, hvis fil er væk fra mappen")
    for name, about in (("show", "et mødes dagsorden"), ("remove", "slet et møde helt")):
        command = commands.add_parser(name, parents=[shared], help=about)
        command.add_argument("meeting", metavar="MØDE", help="mødets id, se 'list'")
    command = commands.add_parser(
        "coverage", parents=[shared], help="hyppige ord, som synonymordbogen ikke kender"
    )
    command.add_argument("--thesaurus", type=Path, metavar="FIL", help="din egen synonymfil, talt med")
    command.add_argument("--most", type=int, default=200, metavar="ANTAL", help="højst så mange ord (200)")
    for name, about in (
        ("list", "møderne i lageret"),
        ("purge", "overskriv på disken alt, hvad der er slettet eller erstattet"),
        ("rebuild", "byg søgeindekserne igen ud fra kataloget"),
        ("verify", "sammenlign katalog og søgeindekser"),
        ("export", "alle tekststykker som JSON, et pr. linje"),
    ):
        commands.add_parser(name, parents=[shared], help=about)
    command = commands.add_parser(
        "enrich",
        parents=[shared],
        help="lad en sprogmodel skrive hverdagsord til hvert punkt, så de kan findes",
    )
    add_model_options(command)
    command.add_argument("--limit", type=int, metavar="ANTAL", help="højst så mange punkter i denne omgang")
    command.add_argument("--estimate", action="store_true", help="vis kun, hvad det vil koste")
    command.add_argument("--erase", action="store_true", help="slet alt, hvad en sprogmodel har skrevet")
    return parser


def _run(options: argparse.Namespace) -> int:
    writes = options.command in ("add", "prune")
    if writes and (report := _nothing_to_do(options)):
        _tell(report)
        return 0
    store = open_store(
        _places(options),
        encoder=_encoder(options),
        must_exist=not writes,
        say=lambda line: print(line, file=sys.stderr),
    )
    try:
        return _add(store, options) if writes else _DO[options.command](store, options)
    finally:
        store.close()


def _nothing_to_do(options: argparse.Namespace) -> Report | None:
    """The report where the files are as the store has them: told before the search engines are loaded."""
    if _encoder(options) or options.prune or options.command == "prune":
        return None
    return unchanged(options.paths, _places(options), include_closed=options.include_closed)


def _encoder(options: argparse.Namespace) -> str | None:
    return options.encoder or os.environ.get("REFERAT_ENCODER")


def _places(options: argparse.Namespace) -> Places:
    return Places(
        options.store or default_store(),
        options.catalogue or os.environ.get("REFERAT_CATALOGUE"),
        options.chroma_url or os.environ.get("REFERAT_CHROMA"),
    )


def _bar() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(show_speed=True),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


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
    _tell(report)
    return 0 if report.ok else 1


def _tell(report: Report) -> None:
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


_DO = {
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

if __name__ == "__main__":
    sys.exit(main())
