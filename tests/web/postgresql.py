"""A PostgreSQL of the tests' own, which nobody else uses and nothing is left of."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from port_for import get_port
from pytest_postgresql.executors import PostgreSQLExecutor

DEBIAN = Path("/usr/lib/postgresql")


def _pg_ctl() -> Path | None:
    """The newest of Debian's, which are on nobody's path, or whatever is on the path."""
    if DEBIAN.is_dir():
        versions = sorted(DEBIAN.iterdir(), key=lambda folder: float(folder.name), reverse=True)
        for version in versions:
            if (version / "bin/pg_ctl").exists():
                return version / "bin/pg_ctl"
    found = shutil.which("pg_ctl")
    return Path(found) if found else None


@contextmanager
def cluster() -> Iterator[PostgreSQLExecutor]:
    """A running cluster; without PostgreSQL the tests are skipped, and under CI they fail."""
    pg_ctl = _pg_ctl()
    if pg_ctl is None:
        message = "no PostgreSQL found: install one, such as Debian's `apt-get install postgresql`"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    # Not pytest's own folder: PostgreSQL refuses to run as root, and its user can't enter there.
    with tempfile.TemporaryDirectory(prefix="quizgen-postgresql-") as name:
        folder = Path(name)
        if os.name == "posix" and os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
            wrapper = folder / "pg_ctl"
            wrapper.write_text(
                "#!/bin/sh\nexec setpriv --reuid=postgres --regid=postgres --init-groups"
                f' {pg_ctl} "$@"\n'
            )
            wrapper.chmod(0o755)
            pg_ctl = wrapper
        executor = PostgreSQLExecutor(
            executable=str(pg_ctl),
            host="127.0.0.1",
            port=get_port(None) or 0,
            datadir=str(folder / "data"),
            unixsocketdir=name,
            logfile=str(folder / "log"),
            startparams="-w",
            dbname="quizgen",
            postgres_options="-c fsync=off",
        )
        cwd = os.getcwd()
        os.chdir(folder)  # the server's user must be able to read where it is started
        try:
            executor.start()
        finally:
            os.chdir(cwd)
        try:
            _wait(executor)
            yield executor
        finally:
            executor.stop()


def _wait(executor: PostgreSQLExecutor) -> None:
    """Until it lets somebody in: its port is open before that."""
    end = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(**_address(executor)).close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _address(executor: PostgreSQLExecutor) -> dict[str, Any]:
    return {
        "host": executor.host,
        "port": executor.port,
        "user": executor.user,
        "dbname": "postgres",
    }


@contextmanager
def database(executor: PostgreSQLExecutor) -> Iterator[str]:
    """The URL of an empty database, dropped afterwards."""
    with psycopg.connect(**_address(executor), autocommit=True) as connection:
        connection.execute("CREATE DATABASE quizgen")
        try:
            yield f"postgresql://{executor.user}@{executor.host}:{executor.port}/quizgen"
        finally:
            connection.execute("DROP DATABASE quizgen WITH (FORCE)")
