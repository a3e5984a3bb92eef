"""The quiz site: serving it, its quizzes, and its data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.options import FILE
from quizgen.cli.results import write_lines
from quizgen.terminal import say

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from web.store import Store


@click.command()
@click.argument("paths", metavar="[SET.json]...", type=FILE, nargs=-1)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 64),
    help="Processes to serve with, by gunicorn, for production; else this one.",
)
def serve(paths: tuple[Path, ...], host: str, port: int, workers: int | None) -> None:
    """Serve the quiz site until Ctrl-C, with these question sets."""
    from quizgen.json_files import read_question_set
    from web.serve import serve_question_sets

    question_sets = [read_question_set(path) for path in paths]
    serve_question_sets(
        question_sets,
        host,
        port,
        workers=workers,
        ready=lambda url: say(f"Serving on {url} (Ctrl-C ends it)"),
        set_up=lambda link: say(f"The first teacher sets a password here, once: {link}"),
    )


@click.command()
@click.argument("path", metavar="[SET.json]", type=FILE, required=False)
@click.option(
    "--feedback",
    type=click.Choice(["each", "end"]),
    help="Say what was right after each question, or at the end.",
)
@click.option(
    "--answers",
    type=click.Choice(["choice", "typed"]),
    help="Have answers chosen, or names, dates and gaps typed.",
)
@click.option(
    "--shuffle/--no-shuffle", default=None, help="An order of questions for each attempt."
)
@click.option(
    "--minutes",
    metavar="N",
    type=click.FloatRange(0, 7 * 24 * 60),
    help="Time for an attempt; 0 for as long as it takes.",
)
@click.option("--nickname/--no-nickname", default=None, help="Let students give themselves a name.")
@click.option("--listed/--unlisted", default=None, help="Name the quiz on the first page.")
@click.option(
    "--extra-time",
    metavar="PERCENT",
    type=click.IntRange(1, 900),
    multiple=True,
    help="Also make a code with so much more time. Repeat.",
)
@click.option("--reports", is_flag=True, help="Print what students have reported.")
def quiz(
    path: Path | None,
    extra_time: tuple[int, ...],
    reports: bool,
    **wanted: Any,
) -> None:
    """Put SET.json on the site and say how it is taken; without it, print every quiz there is.

    What is left out stays as it was. Attempts that are running go on as they were begun. The
    codes that students type are printed with each quiz.
    """
    from quizgen.json_files import read_question_set
    from web.administration import SettingsChange, put_on_site, quiz_lines, report_lines

    change = SettingsChange(**wanted)
    if path is None and (extra_time or change != SettingsChange()):
        raise click.UsageError("Name the question set whose quiz is to be taken like this.")
    with opened_store() as store:
        quiz_id = None
        if path is not None:
            quiz_id = put_on_site(store, read_question_set(path), change, extra_time).id
        lines = report_lines(store, quiz_id) if reports else quiz_lines(store, quiz_id)
    write_lines(lines)
    if not lines:
        say("nothing is reported" if reports else "there is no quiz on the site yet")


@click.command()
def migrate() -> None:
    """Make or update the tables of the site's database.

    The site does so itself with its own SQLite file. With QUIZGEN_DATABASE_URL, run this before
    the site is started, and after every update of quizgen.
    """
    with opened_store(migrate=True) as store:
        say(f"the database {store.name} is up to date")


@click.command()
@click.argument("path", metavar="FILE", type=FILE)
def backup(path: Path) -> None:
    """Copy the site's SQLite database to FILE, while the site goes on.

    For PostgreSQL, use pg_dump.
    """
    with opened_store() as store:
        store.back_up(path)
    say(f"all quizzes, answers and reports: {path}")


def restore_site(path: Path) -> None:
    """Bring back the site's data from a backup, whatever was there before copied aside."""
    with opened_store() as store:
        aside = store.restore(path)
    say(f"restored {path}; what was there before: {aside}")


def opened_store(*, migrate: bool | None = None) -> AbstractContextManager[Store]:
    """The store that the environment configures, closed at the end.

    Args:
        migrate: Make or update its tables; None: only those of the site's own SQLite file.

    Raises:
        ConfigError: The environment configures something impossible.
        StoreError: The database can't be opened, or must be migrated first.
    """
    from web.config import Config

    return Config.from_environment().opened_store(migrate=migrate)
