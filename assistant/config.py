"""Where things are and which models are used: the only reader of the environment.

REFERAT_STORE        folder of the store (default: the user's data folder)
REFERAT_ENCODER      sentence-transformers model in place of the bundled one
REFERAT_THESAURUS    a synonym file of your own, added to the bundled one
REFERAT_RERANKER     sentence-transformers cross-encoder that reads the first items once more (default: none)
REFERAT_CATALOGUE    database URL in place of the store's SQLite file
REFERAT_CHROMA       URL of a Chroma server in place of the store's own folder
REFERAT_LLM          name of a chat model that writes the answers (default: none, no model is used)
REFERAT_LLM_URL      its OpenAI-compatible server (default: Ollama on this machine)
REFERAT_LLM_KEY      the server's key; a key is never given on the command line
REFERAT_LLM_KEY_FILE a file that holds the key
REFERAT_LLM_CONTEXT  the model's context window in tokens
REFERAT_LLM_TIMEOUT  the longest wait for a reply in seconds
REFERAT_LLM_PRICE    what a million tokens cost, read/written ("2.5/10")
REFERAT_AUTH         file of the page's users and their hashed passwords
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.chat import ModelSettings
from index.errors import QueryError
from index.model_options import add_model_options as add_model_options
from index.model_options import read_model as read_model
from index.store import default_store


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run."""

    store: Path
    encoder: str | None = None
    thesaurus: Path | None = None
    reranker: str | None = None
    catalogue_url: str | None = None
    chroma_url: str | None = None
    llm: ModelSettings | None = None

    def options(self) -> dict[str, Any]:
        """What `Assistant.open` and `Assistant.from_minutes` take beside the store."""
        return {
            "encoder": self.encoder,
            "thesaurus": self.thesaurus,
            "reranker": self.reranker,
            "catalogue_url": self.catalogue_url,
            "chroma_url": self.chroma_url,
            "llm": self.llm,
        }


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that every command shares."""
    parser.add_argument("--store", type=Path, metavar="MAPPE", help="lagerets mappe (ellers REFERAT_STORE)")
    parser.add_argument(
        "--encoder", metavar="NAVN", help="sentence-transformers-model i stedet for den medfølgende"
    )
    parser.add_argument("--thesaurus", type=Path, metavar="FIL", help="din egen synonymfil")
    parser.add_argument(
        "--reranker", metavar="NAVN", help="cross-encoder, der læser de bedste punkter en gang til"
    )
    parser.add_argument("--catalogue", metavar="URL", help="katalogets database, fx postgresql://…")
    parser.add_argument("--chroma-url", metavar="URL", help="en Chroma-server, fx http://localhost:8000")
    add_model_options(parser)


def read_settings(options: argparse.Namespace, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the command line, else the environment, else the defaults."""
    thesaurus = options.thesaurus or environment.get("REFERAT_THESAURUS")
    return Settings(
        store=options.store or default_store(),
        encoder=options.encoder or environment.get("REFERAT_ENCODER"),
        thesaurus=Path(thesaurus) if thesaurus else None,
        reranker=options.reranker or environment.get("REFERAT_RERANKER"),
        catalogue_url=options.catalogue or environment.get("REFERAT_CATALOGUE"),
        chroma_url=options.chroma_url or environment.get("REFERAT_CHROMA"),
        llm=read_model(options, environment),
    )


@dataclass(frozen=True, slots=True)
class PageSettings:
    """How the page is served.

    `adding` lets users add minutes: True all of them, False none, None only this machine. One caller may
    ask `questions_a_minute`.
    """

    host: str
    port: int
    auth: Path | None
    adding: bool | None
    questions_a_minute: float


def add_page_options(parser: argparse.ArgumentParser) -> None:
    """The options of the page alone."""
    parser.add_argument("--host", default="127.0.0.1", help="adresse (kun denne maskine, hvis intet angives)")
    parser.add_argument("--port", type=int, default=7860, help="port (7860)")
    parser.add_argument("--auth", type=Path, metavar="FIL", help="brugere, der skal logge ind (REFERAT_AUTH)")
    parser.add_argument(
        "--adding",
        action=argparse.BooleanOptionalAction,
        help="lad brugerne tilføje og slette referater (ellers kun denne maskine)",
    )
    parser.add_argument(
        "--questions-a-minute", type=float, default=30, metavar="ANTAL", help="grænse pr. bruger (30)"
    )


def read_page_settings(
    options: argparse.Namespace, environment: Mapping[str, str] = os.environ
) -> PageSettings:
    """The page's settings from the command line, else the environment. Raises QueryError."""
    if not 0 < options.port < 65536:
        raise QueryError(f"Porten {options.port} findes ikke. Vælg en mellem 1 og 65535.")
    if options.questions_a_minute <= 0:
        raise QueryError("Grænsen for spørgsmål i minuttet skal være over 0.")
    auth = options.auth or environment.get("REFERAT_AUTH")
    return PageSettings(
        options.host, options.port, Path(auth) if auth else None, options.adding, options.questions_a_minute
    )
