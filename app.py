"""The page: a chat in Danish about the minutes, with every citation opening on its exact words.

python app.py [--minutes FOLDER …] [--store FOLDER] [--host ADDRESS] [--port NUMBER] [--auth FILE]
              [--adding | --no-adding] [--questions-a-minute NUMBER]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant import Assistant, MinutesError
from assistant.config import (
    PageSettings,
    Settings,
    add_options,
    add_page_options,
    read_page_settings,
    read_settings,
)
from assistant.page.passwords import Users
from assistant.page.security import is_loopback
from assistant.page.serve import serve

SHIPPED = Path(__file__).parent / "eval" / "corpus"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, open the store, serve the page. 0 when it was stopped, 2 on an error."""
    parser = argparse.ArgumentParser(prog="app.py", description="Referatassistenten som webside.")
    parser.add_argument(
        "--minutes", nargs="+", type=Path, metavar="MAPPE", help="referater, der skal indlæses"
    )
    add_options(parser)
    add_page_options(parser)
    options = parser.parse_args(arguments)
    try:
        page = read_page_settings(options)
        users = Users.read(page.auth) if page.auth else None
        assistant = open_assistant(options, read_settings(options))
        _say_where(page, users)
        serve(
            assistant,
            host=page.host,
            port=page.port,
            users=users,
            adding=page.adding,
            questions_a_minute=page.questions_a_minute,
        )
    except MinutesError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError:
        print(f"Siden kan ikke vises på {page.host}:{page.port}; porten er i brug.", file=sys.stderr)
        return 2
    return 0


def _say_where(page: PageSettings, users: Users | None) -> None:
    print(f"Referatassistenten svarer på http://{page.host}:{page.port}", flush=True)
    if not users and not is_loopback(page.host):
        _say("Alle, der kan nå denne maskine, kan bruge siden. Kræv adgangskode med --auth FIL.")


def open_assistant(options: argparse.Namespace, settings: Settings) -> Assistant:
    """The assistant that the command line asks for: given minutes, a given store, or the shipped minutes."""
    given = options.minutes or ([] if options.store else [SHIPPED])
    if not given:
        return Assistant.open(settings.store, say=_say, **settings.options())
    store = settings.store if options.minutes or options.store else settings.store.parent / "eksempel"
    assistant = Assistant.from_minutes(given, store, say=_say, **settings.options())
    for failure in assistant.report.failed if assistant.report else ():
        _say(failure.message)
    return assistant


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
