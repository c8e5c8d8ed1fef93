"""Where things are and which models are used: the only reader of the environment.

REFERAT_STORE        folder of the store (default: the user's data folder)
REFERAT_ENCODER      sentence-transformers model in place of the bundled one
REFERAT_THESAURUS    a synonym file of your own, added to the bundled one
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

from index.chat import DEFAULT_URL, ModelSettings
from index.errors import ModelError, QueryError
from index.store import default_store


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run."""

    store: Path
    encoder: str | None = None
    thesaurus: Path | None = None
    catalogue_url: str | None = None
    chroma_url: str | None = None
    llm: ModelSettings | None = None

    def options(self) -> dict[str, Any]:
        """What `Assistant.open` and `Assistant.from_minutes` take beside the store."""
        return {
            "encoder": self.encoder,
            "thesaurus": self.thesaurus,
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
    parser.add_argument("--catalogue", metavar="URL", help="katalogets database, fx postgresql://…")
    parser.add_argument("--chroma-url", metavar="URL", help="en Chroma-server, fx http://localhost:8000")
    add_model_options(parser)


def add_model_options(parser: argparse.ArgumentParser) -> None:
    """The options that say which language model to use, if any."""
    parser.add_argument("--llm", metavar="MODEL", help="sprogmodel, der formulerer svarene")
    parser.add_argument(
        "--llm-url", metavar="URL", help="modellens OpenAI-kompatible server (ellers Ollama her)"
    )
    parser.add_argument("--llm-key-file", type=Path, metavar="FIL", help="fil med serverens nøgle")
    parser.add_argument("--llm-context", type=int, metavar="TOKENS", help="modellens kontekstvindue (8192)")
    parser.add_argument(
        "--llm-timeout", type=float, metavar="SEKUNDER", help="længste ventetid på et svar (120)"
    )
    parser.add_argument("--llm-price", metavar="IND/UD", help="pris pr. million tokens, fx 2.5/10")


def read_settings(options: argparse.Namespace, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the command line, else the environment, else the defaults."""
    thesaurus = options.thesaurus or environment.get("REFERAT_THESAURUS")
    return Settings(
        store=options.store or default_store(),
        encoder=options.encoder or environment.get("REFERAT_ENCODER"),
        thesaurus=Path(thesaurus) if thesaurus else None,
        catalogue_url=options.catalogue or environment.get("REFERAT_CATALOGUE"),
        chroma_url=options.chroma_url or environment.get("REFERAT_CHROMA"),
        llm=read_model(options, environment),
    )


def read_model(
    options: argparse.Namespace, environment: Mapping[str, str] = os.environ
) -> ModelSettings | None:
    """The model that the command line or the environment names; None for none. Raises ModelError."""
    name = options.llm or environment.get("REFERAT_LLM")
    if not name:
        return None
    key_file = options.llm_key_file or environment.get("REFERAT_LLM_KEY_FILE")
    price = options.llm_price or environment.get("REFERAT_LLM_PRICE")
    return ModelSettings(
        model=name,
        url=(options.llm_url or environment.get("REFERAT_LLM_URL") or DEFAULT_URL).rstrip("/"),
        key=_key(Path(key_file)) if key_file else environment.get("REFERAT_LLM_KEY", ""),
        context=int(_number(options.llm_context or environment.get("REFERAT_LLM_CONTEXT") or 8192, 1024)),
        timeout=_number(options.llm_timeout or environment.get("REFERAT_LLM_TIMEOUT") or 120, 0.01),
        price=_price(price) if price else None,
    )


def _key(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"Nøglefilen {path.name} kan ikke læses.", source=path.name) from error


def _number(value: str | float, least: float) -> float:
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not number >= least:
        raise ModelError(f"»{value}« duer ikke til sprogmodellen: skriv et tal på mindst {least:g}.")
    return number


def _price(text: str) -> tuple[float, float]:
    read, _, written = text.partition("/")
    try:
        return float(read), float(written or read)
    except ValueError as error:
        raise ModelError(f"»{text}« er ikke en pris. Skriv den som 2.5/10.") from error


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
