"""Where things are and which models are used: the only reader of the environment.

REFERAT_STORE        folder of the store (default: the user's data folder)
REFERAT_ENCODER      sentence-transformers model in place of the bundled one
REFERAT_THESAURUS    a synonym file of your own, added to the bundled one
REFERAT_CATALOGUE    database URL in place of the store's SQLite file
REFERAT_CHROMA       URL of a Chroma server in place of the store's own folder
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.store import default_store


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run."""

    store: Path
    encoder: str | None = None
    thesaurus: Path | None = None
    catalogue_url: str | None = None
    chroma_url: str | None = None

    def options(self) -> dict[str, Any]:
        """What `Assistant.open` and `Assistant.from_minutes` take beside the store."""
        return {
            "encoder": self.encoder,
            "thesaurus": self.thesaurus,
            "catalogue_url": self.catalogue_url,
            "chroma_url": self.chroma_url,
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


def read_settings(options: argparse.Namespace, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the command line, else the environment, else the defaults."""
    thesaurus = options.thesaurus or environment.get("REFERAT_THESAURUS")
    return Settings(
        store=options.store or default_store(),
        encoder=options.encoder or environment.get("REFERAT_ENCODER"),
        thesaurus=Path(thesaurus) if thesaurus else None,
        catalogue_url=options.catalogue or environment.get("REFERAT_CATALOGUE"),
        chroma_url=options.chroma_url or environment.get("REFERAT_CHROMA"),
    )
