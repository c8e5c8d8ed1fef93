"""The catalogue's database: opened, its tables made, its transactions, its settings and its generation.

SQLite in WAL mode by default, any other database by URL. Deleted text is overwritten on disk (SQLite's
secure_delete, then VACUUM and an emptied WAL).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any, Self
from weakref import finalize

from sqlalchemy import Connection, Engine, create_engine, event, func, insert, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from index import abbreviations, schema
from index.errors import StoreError, StoreMismatchError

ABBREVIATIONS = "abbreviations"  # the setting that says which edition found the abbreviations
_GENERATION = select(schema.meta.c.value).where(schema.meta.c.key == "generation")
_TRIES = 4
_LOCK = 726_566_201  # any number that no other program takes for its advisory lock


class Database:
    """An open database with the catalogue's tables; one writer at a time, any number of readers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        finalize(self, engine.dispose)

    @classmethod
    def open(cls, where: Path | str) -> Self:
        """Open or create the catalogue: a SQLite file, or a database URL.

        Raises StoreError when it cannot be opened, StoreMismatchError for one of another schema.
        """
        engine = _sqlite(where) if isinstance(where, Path) else _server(where)
        database = cls(engine)
        with database.errors():
            found = _made(engine)
        if found != schema.VERSION:
            raise StoreMismatchError(
                f"Lageret er bygget af en anden udgave (skema {found}, her {schema.VERSION}). Byg det igen."
            )
        return database

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def generation(self) -> int:
        """The number of the last committed change."""
        with self.reading() as connection:
            return generation_of(connection)

    def setting(self, key: str) -> str | None:
        """A setting that the store was built with, or None."""
        with self.reading() as connection:
            return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == key))

    def erase(self) -> None:
        """Overwrite on disk what was deleted: no file of the catalogue holds it afterwards."""
        if self._engine.dialect.name != "sqlite":
            return
        with (
            self.errors(),
            self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            connection.execute(text("VACUUM"))
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    @contextmanager
    def sole_writer(self) -> Iterator[bool]:
        """Hold the catalogue's own writer lock where the database has one; False when another holds it.

        SQLite has none that outlasts a transaction: there the store's file lock does the same.
        """
        if self._engine.dialect.name != "postgresql":
            yield True
            return
        with self.reading() as connection:
            held = bool(connection.scalar(select(func.pg_try_advisory_lock(_LOCK))))
            try:
                yield held
            finally:
                if held:
                    connection.scalar(select(func.pg_advisory_unlock(_LOCK)))

    @contextmanager
    def errors(self) -> Iterator[None]:
        """What the database cannot do, told as a StoreError."""
        try:
            yield
        except SQLAlchemyError as error:
            raise StoreError(f"Kataloget kan ikke læses eller skrives: {_short(error)}") from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read over."""
        with self.errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection to write over: one transaction, undone where it fails."""
        with self.errors(), self._engine.begin() as connection:
            yield connection


def _sqlite(path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Opening the file and setting it up takes longer than most questions to it: connections are kept.
    engine = create_engine(f"sqlite:///{path}", max_overflow=-1, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _server(url: str) -> Engine:
    # "postgresql://" alone means an older driver to SQLAlchemy.
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        return create_engine(url, pool_pre_ping=True)
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(f"Kataloget {url.split('@')[-1]} kan ikke åbnes: {_short(error)}") from error


def _made(engine: Engine) -> str:
    """Make the tables where they are missing; the version of the schema that is there."""
    for attempt in range(_TRIES):
        try:
            schema.tables.create_all(engine)
            with engine.begin() as connection:
                found = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "schema"))
                if found is None:
                    put_setting(connection, "schema", schema.VERSION)
                    put_setting(connection, "generation", "0")
                    put_setting(connection, ABBREVIATIONS, abbreviations.VERSION)
                return found or schema.VERSION
        except SQLAlchemyError:  # another process makes them at this moment
            if attempt == _TRIES - 1:
                raise
            sleep(0.05 * 2**attempt)
    raise AssertionError  # not reached


def _short(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0]


def put_setting(connection: Connection, key: str, value: str) -> None:
    """Keep a setting, in place of what it was."""
    done = connection.execute(update(schema.meta).where(schema.meta.c.key == key).values(value=value))
    if not done.rowcount:
        connection.execute(insert(schema.meta).values(key=key, value=value))


def generation_of(connection: Connection) -> int:
    """The number of the last committed change."""
    return int(connection.scalar(_GENERATION) or 0)


def next_generation(connection: Connection) -> int:
    """Raise the generation by one: every change does, in its own transaction."""
    generation = generation_of(connection) + 1
    put_setting(connection, "generation", str(generation))
    return generation
