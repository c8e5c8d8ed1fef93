"""Chroma's clients: opened, found readable or not, and their many errors told in one sentence.

Chroma is imported only where a client is opened: that takes longer than most commands.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from index.errors import StoreError, reason


def readable(database: Path) -> bool:
    """Whether Chroma's SQLite file is whole, as far as SQLite itself can tell; True when there is none."""
    if not database.exists():
        return True
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def open_client(where: Path | str) -> Any:
    """A client of the Chroma in a folder, which is made, or at a URL. Raises StoreError."""
    import chromadb

    if isinstance(where, Path):
        where.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(path=str(where), settings=_settings())
    parts = urlparse(where)
    try:
        return chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or 8000,
            ssl=parts.scheme == "https",
            settings=_settings(),
        )
    except Exception as error:  # the client raises bare ValueError and httpx errors alike
        raise silent(where, error) from error


def forget() -> None:
    """Make Chroma forget a folder that failed to open: it keeps the half-made client otherwise."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def silent(where: str, error: BaseException) -> StoreError:
    """The error to raise where the Chroma at `where` does not answer."""
    return StoreError(f"Vektorlageret {where} svarer ikke: {reason(error)}")
