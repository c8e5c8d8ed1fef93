"""Which language model a command is to use: its options, and what the environment says besides."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from pathlib import Path

from index.chat import DEFAULT_URL, ModelSettings
from index.errors import ModelError


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
