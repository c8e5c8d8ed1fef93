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
import sys
from collections.abc import Sequence

from index.arguments import command_first, encoder_of, parser, places_of
from index.commands import DO, tell
from index.errors import MinutesError
from index.ingest import Report, unchanged
from index.store import open_store


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and do what it says."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = parser().parse_args(command_first(given))
    try:
        return _run(options)
    except MinutesError as error:
        print(error, file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    writes = options.command in ("add", "prune")
    if writes and (report := _nothing_to_do(options)):
        tell(report)
        return 0
    store = open_store(
        places_of(options),
        encoder=encoder_of(options),
        must_exist=not writes,
        say=lambda line: print(line, file=sys.stderr),
    )
    try:
        return DO[options.command](store, options)
    finally:
        store.close()


def _nothing_to_do(options: argparse.Namespace) -> Report | None:
    """The report where the files are as the store has them: told before the search engines are loaded."""
    if encoder_of(options) or options.prune or options.command == "prune":
        return None
    return unchanged(options.paths, places_of(options), include_closed=options.include_closed)


if __name__ == "__main__":
    sys.exit(main())
