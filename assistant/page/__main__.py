"""Small commands beside the page.

    python -m assistant.page user NAME          a line for the file that app.py --auth reads
    python -m assistant.page feedback           what users said of answers, as candidate questions (JSONL)

Exit status: 0 done, 2 an error.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.page import feedback, passwords
from index.errors import MinutesError
from index.store import default_store


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(prog="python -m assistant.page", description="Små kommandoer til siden.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="KOMMANDO")
    user = commands.add_parser("user", help="en linje til brugerfilen (spørger om adgangskoden)")
    user.add_argument("name", metavar="NAVN")
    kept = commands.add_parser("feedback", help="tilbagemeldinger som spørgsmål, et pr. linje")
    kept.add_argument("--store", type=Path, metavar="MAPPE", help="lagerets mappe (ellers REFERAT_STORE)")
    options = parser.parse_args(arguments)
    try:
        if options.command == "user":
            print(passwords.line(options.name, _password()))
        else:
            for entry in feedback.candidates(options.store or default_store()):
                print(json.dumps(entry, ensure_ascii=False))
    except MinutesError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Adgangskode: ")
    if first != getpass.getpass("Igen: "):
        raise MinutesError("De to adgangskoder er ikke ens.")
    return first


if __name__ == "__main__":
    sys.exit(main())
