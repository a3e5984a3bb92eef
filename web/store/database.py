"""Opening the database and bringing it up to date."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from quizgen.models import identity
from web.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig

MIGRATIONS = Path(__file__).parent.parent / "migrations"
BUSY_SECONDS = 30
"""How long a writer waits for the one before it; SQLite takes one at a time."""


class Database:
    """An engine whose transactions are either reading or writing."""

    def __init__(self, url: str | URL) -> None:
        """Raises ConfigError where the URL makes no sense."""
        self._engine = _engine(url)
        self._writing_engine = self._engine.execution_options(quizgen_writing=True)
        # Whoever waits for SQLite looks again after a while, and may find somebody else quicker;
        # whoever waits here is next. So only processes compete there, and no longer threads.
        self._turn = threading.Lock() if self.is_sqlite else nullcontext()
        self.url = self._engine.url
        self.name = self.url.render_as_string(hide_password=True)

    @property
    def is_sqlite(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the data."""
        with self._translated(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, *, exclusively: str | None = None) -> Iterator[Connection]:
        """A connection whose changes are committed at the end, or not made at all.

        Args:
            exclusively: No two transactions under the same name run at a time. SQLite, which runs
                one at a time anyway, needs no name for that.
        """
        with self._turn, self._translated(), self._writing_engine.begin() as connection:
            if exclusively is not None and not self.is_sqlite:
                number = int(identity("lock", exclusively), 16) - 2**63
                connection.execute(select(func.pg_advisory_xact_lock(number)))
            yield connection

    @contextmanager
    def raw(self) -> Iterator[sqlite3.Connection]:
        """SQLite's own connection, outside any transaction."""
        with self._translated(), self._engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            yield driver

    def forget(self) -> None:
        """Have nothing left in SQLite's log of what was just deleted.

        While others are reading it stays there until one of the next times; PostgreSQL sees to it
        itself, when it vacuums.
        """
        if self.is_sqlite:
            with self.raw() as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def migrate(self) -> None:
        """Bring the tables up to what this program knows.

        Raises:
            StoreError: They are newer than this program, or can't be changed.
        """
        from alembic import command
        from alembic.util import CommandError

        config = _alembic()
        with self._translated(), self._writing_engine.connect() as connection:
            if self.is_sqlite:
                # A table is altered by making it anew, which foreign keys would forbid; the pragma
                # does nothing within a transaction.
                _pragma(connection, "foreign_keys = OFF")
            try:
                with connection.begin():
                    if not self.is_sqlite:
                        number = int(identity("lock", "migrate"), 16) - 2**63
                        connection.execute(select(func.pg_advisory_xact_lock(number)))
                    config.attributes["connection"] = connection
                    try:
                        command.upgrade(config, "head")
                    except CommandError as error:
                        raise self._newer(error) from error
                    if self.is_sqlite:
                        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                        if broken:
                            raise StoreError(
                                f"the database {self.name} is damaged: {len(broken)} rows of"
                                f" {broken[0][0]} refer to nothing; restore a backup"
                            )
            finally:
                if self.is_sqlite:
                    _pragma(connection, "foreign_keys = ON")

    def check(self) -> None:
        """Nothing, if the database can be reached and its tables are up to date.

        Raises:
            StoreError: It can't, or they aren't; the message says what to do.
        """
        from alembic.migration import MigrationContext

        with self.reading() as connection:
            revision = MigrationContext.configure(connection).get_current_revision()
        newest, *older = known_revisions()
        if revision == newest:
            return
        if revision is not None and revision not in older:
            raise self._newer(f"revision {revision}")
        state = "has no tables yet" if revision is None else "is of an older quizgen"
        raise StoreError(f"the database {self.name} {state}: run `quizgen migrate`")

    def _newer(self, reason: object) -> StoreError:
        return StoreError(
            f"the database {self.name} was made by a newer quizgen ({reason}):"
            " update quizgen, or name another database"
        )

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise StoreError(f"the database {self.name} failed: {error.orig}") from error
        except PoolTimeoutError as error:
            raise StoreError(f"the database {self.name} is too busy") from error


@cache
def known_revisions() -> list[str]:
    """The names of all migrations that this program has, the newest first."""
    from alembic.script import ScriptDirectory

    return [each.revision for each in ScriptDirectory.from_config(_alembic()).walk_revisions()]


def _alembic() -> AlembicConfig:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _pragma(connection: Connection, pragma: str) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA {pragma}")


def _engine(url: str | URL) -> Engine:
    try:
        url = make_url(url)
        if url.drivername in ("postgres", "postgresql"):
            url = url.set(drivername="postgresql+psycopg")
        engine = create_engine(
            url,
            pool_pre_ping=url.get_backend_name() != "sqlite",
            hide_parameters=True,  # in errors, which are logged: answers and names are in them
        )
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
    # What is deleted is overwritten, not only taken off the list.
    connection.execute("PRAGMA secure_delete = ON")


def _on_sqlite_begin(connection: Connection) -> None:
    # A transaction that reads first and then writes fails at once, without waiting its turn, when
    # another one has written in between. One that says beforehand that it will write, waits.
    writing = connection.get_execution_options().get("quizgen_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
