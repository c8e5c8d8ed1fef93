"""python -m assistant "spørgsmål": one answer on standard output.

Exit status: 0 answered, 1 not answered in the minutes, 2 an error.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.config import add_options, read_settings
from assistant.texts import unsupported
from assistant.types import Answer, Status
from index.errors import MinutesError
from index.types import Filters


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, ask, print."""
    parser = argparse.ArgumentParser(
        prog="python -m assistant", description="Stil et spørgsmål til referaterne."
    )
    parser.add_argument("question", metavar="spørgsmål")
    parser.add_argument("--json", action="store_true", help="skriv svaret som JSON")
    parser.add_argument(
        "--history", action="append", default=[], metavar="SPØRGSMÅL", help="tidligere spørgsmål"
    )
    parser.add_argument(
        "--minutes", nargs="+", default=[], metavar="STI", help="indlæs disse mapper eller filer først"
    )
    parser.add_argument(
        "--body", action="append", default=[], metavar="NAVN", help="kun dette udvalg eller forum"
    )
    parser.add_argument("--since", type=_day, metavar="ÅÅÅÅ-MM-DD", help="kun møder fra og med denne dag")
    parser.add_argument("--until", type=_day, metavar="ÅÅÅÅ-MM-DD", help="kun møder til og med denne dag")
    add_options(parser)
    options = parser.parse_args(arguments)
    try:
        answer = _ask(options)
    except MinutesError as error:
        print(error, file=sys.stderr)
        return 2
    print(as_json(answer) if options.json else as_text(answer))
    return 0 if answer.status is Status.ANSWERED else 1


def _ask(options: argparse.Namespace) -> Answer:
    from assistant.assistant import Assistant

    settings = read_settings(options)
    filters = Filters(bodies=tuple(options.body), since=options.since, until=options.until)
    if options.minutes:
        assistant = Assistant.from_minutes(options.minutes, settings.store, say=_say, **settings.options())
        for failure in assistant.report.failed if assistant.report else ():
            print(failure.message, file=sys.stderr)
    else:
        assistant = Assistant.open(settings.store, say=_say, **settings.options())
    try:
        return assistant.ask(options.question, options.history, filters)
    finally:
        assistant.close()


def as_text(answer: Answer) -> str:
    """The answer with its citations below, as plain text."""
    lines = [answer.text]
    if answer.citations:
        lines.append("")
    for citation in answer.citations:
        page = f", side {citation.page}" if citation.page else ""
        lines.append(f"[{citation.number}] {citation.label} ({citation.section}{page}) – {citation.source}")
        lines.append(f"    »{' '.join(citation.quote.split())}«")
    for left_out in answer.metadata.get("unsupported", ()):
        lines.append(unsupported(left_out["text"]))
    return "\n".join(lines)


def as_json(answer: Answer) -> str:
    """The answer as JSON, dates as ISO text."""
    return json.dumps(asdict(answer), ensure_ascii=False, indent=2, default=_iso)


def _iso(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an answer")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} er ikke en dato (ÅÅÅÅ-MM-DD)") from error


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
