"""Opening the database and bringing it up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from web.errors import ConfigError, StoreError

MIGRATIONS = Path(__file__).parent.parent / "migrations"
BUSY_SECONDS = 30
"""How long a writer waits for the one before it; SQLite takes one at a time."""


class Database:
    """An engine whose transactions are either reading or writing."""

    def __init__(self, url: str | URL) -> None:
        self._engine = _engine(url)
        self._writing_engine = self._engine.execution_options(quizgen_writing=True)
        self._name = self._engine.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the data."""
        with self._translated(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are committed at the end, or not made at all."""
        with self._translated(), self._writing_engine.begin() as connection:
            yield connection

    def migrate(self) -> None:
        """Bring the tables up to what this program knows.

        Raises:
            StoreError: They are newer than this program, or can't be changed.
        """
        from alembic import command
        from alembic.config import Config
        from alembic.util import CommandError

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        with self.writing() as connection:
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                raise StoreError(
                    f"the database {self._name} was made by a newer quizgen ({error}):"
                    " update quizgen, or name another database"
                ) from error

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise StoreError(f"the database {self._name} failed: {error.orig}") from error
        except PoolTimeoutError as error:
            raise StoreError(f"the database {self._name} is too busy") from error


def _engine(url: str | URL) -> Engine:
    try:
        engine = create_engine(url)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        # SQLAlchemy's own message may repeat the URL with its password.
        raise ConfigError(
            "the database URL can't be read: write it as sqlite:////folder/file.db"
            " or postgresql+psycopg://user:password@host/name"
        ) from error
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"the database URL needs the Python package {error.name}: install it"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_sqlite_connect)
        event.listen(engine, "begin", _on_sqlite_begin)
    return engine


def _on_sqlite_connect(connection: sqlite3.Connection, _record: Any) -> None:
    # sqlite3 would begin transactions by its own rules; we begin them ourselves, below.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What has been acknowledged survives a power cut as well; WAL's usual NORMAL may lose it.
    connection.execute("PRAGMA synchronous = FULL")


def _on_sqlite_begin(connection: Connection) -> None:
    # A transaction that reads first and then writes fails at once, without waiting its turn, when
    # another one has written in between. One that says beforehand that it will write, waits.
    writing = connection.get_execution_options().get("quizgen_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
