"""The command line of python -m index, read: which command, on what, with which store."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import NoReturn

from index.model_options import add_model_options
from index.store import Places, default_store

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


def command_first(given: list[str]) -> list[str]:
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


def parser() -> argparse.ArgumentParser:
    """What each command takes, with the help text that its user reads."""
    shared = _shared()
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


def _shared() -> _Parser:
    """What every command takes: where the store is, and its encoder."""
    shared = _Parser(add_help=False)
    shared.add_argument("--store", type=Path, metavar="MAPPE", help="lagerets mappe (ellers REFERAT_STORE)")
    shared.add_argument(
        "--encoder", metavar="NAVN", help="sentence-transformers-model i stedet for den medfølgende"
    )
    shared.add_argument("--catalogue", metavar="URL", help="katalogets database, fx postgresql://…")
    shared.add_argument("--chroma-url", metavar="URL", help="en Chroma-server, fx http://localhost:8000")
    return shared


class _Parser(argparse.ArgumentParser):
    """Tells in Danish, in one sentence, that it did not understand."""

    def error(self, message: str) -> NoReturn:
        print(f"Kommandoen kan ikke forstås ({message}). Se: {self.prog} --help", file=sys.stderr)
        sys.exit(2)


def encoder_of(options: argparse.Namespace) -> str | None:
    """The encoder that is asked for, or None for the bundled one."""
    return options.encoder or os.environ.get("REFERAT_ENCODER")


def places_of(options: argparse.Namespace) -> Places:
    """Where the store is: by the options, else by the environment."""
    return Places(
        options.store or default_store(),
        options.catalogue or os.environ.get("REFERAT_CATALOGUE"),
        options.chroma_url or os.environ.get("REFERAT_CHROMA"),
    )
