"""Copies of the whole database, made and brought back while the site goes on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from quizgen.files import written_whole
from web.errors import StoreError
from web.store.database import BUSY_SECONDS, Database, known_revisions

PAGES = 256
"""How much is copied at a time; between two times, students' answers are written."""


def back_up(database: Database, path: Path) -> None:
    """Write a copy of the database as it is at one moment; errors as with ``Store.back_up``."""
    _only_sqlite(database, f"pg_dump --format=custom --file={path}")
    with database.raw() as source, written_whole(path) as beside:
        beside.touch(0o600)  # what students answered is nobody else's business
        try:
            _copy(source, beside)
        except sqlite3.Error as error:
            raise StoreError(
                f"cannot copy the database {database.name} to {path}: {error}: make room there, or"
                " name a file elsewhere"
            ) from error


def restore(database: Database, path: Path, *, now: float) -> Path:
    """Replace everything by what a backup holds; errors as with ``Store.restore``."""
    _only_sqlite(database, f"pg_restore --clean --if-exists --dbname=NAME {path}")
    _check(path)
    moment = datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%S")
    assert database.url.database is not None
    file = Path(database.url.database)
    aside = file.with_name(f"{file.stem}-before-restore-{moment}{file.suffix}")
    back_up(database, aside)
    with database.raw() as target, closing(_open(path)) as source:
        source.backup(target)  # in one go: nobody sees half of it
    database.migrate()
    return aside


def _only_sqlite(database: Database, instead: str) -> None:
    if not database.is_sqlite:
        raise StoreError(
            f"the database {database.name} has its own tools for this: use `{instead}` with its"
            " address"
        )


def _copy(source: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as target:
        source.backup(target, pages=PAGES, sleep=0.01)
        # A copy is one file, without a log beside it.
        target.execute("PRAGMA journal_mode = DELETE")


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _check(path: Path) -> None:
    """Refuse what isn't a whole backup of this site's data."""
    if not path.is_file():
        raise StoreError(f"there is no file {path}: name one that `quizgen backup` has written")
    try:
        with closing(_open(path)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise StoreError(
            f"{path} is no backup of the site's data ({error}): name one that `quizgen backup` has"
            " written, or for a question set also the number of a generation"
        ) from error
    if sound != "ok":
        raise StoreError(f"{path} is damaged ({sound}): use another backup")
    if revision is None or revision[0] not in known_revisions():
        raise StoreError(f"{path} is of a newer quizgen: update quizgen first")
