"""Options that several commands have, and the values they take.

A callback gives an option's value, or says what it should have been.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, TypedDict

import click

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def numbers_of(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> tuple[int, ...] | None:
    """Numbers of paragraphs or pages, separated by commas: "3,7-9"; "none" for none."""
    if value is None:
        return None
    if value == "none":
        return ()
    found: list[int] = []
    for part in value.split(","):
        first, _, last = part.strip().partition("-")
        last = last or first
        if not all(n.isascii() and n.isdigit() and len(n) < 6 for n in (first, last)):
            raise click.BadParameter(f"{part.strip()!r} is no number: write 3,7-9.")
        found += range(int(first), int(last) + 1)
    return tuple(dict.fromkeys(found))


def day_of(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A day, YYYY-MM-DD."""
    if value is None:
        return None
    from quizgen.article.metadata import parse_date

    try:
        return parse_date(value)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from error


def moment_of(ctx: click.Context, param: click.Parameter, value: str | None) -> int:
    """A moment, in seconds since 1970 UTC; now, if none is given; UTC, if it has no offset."""
    from datetime import UTC, datetime

    if value is None:
        return int(datetime.now(UTC).timestamp())
    try:
        moment = datetime.fromisoformat(value)
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        seconds = -1
    if seconds < 0:
        raise click.BadParameter(f"{value!r} is no moment: write 2016-03-14T18:30:00, in UTC.")
    return int(seconds)


class FilePath(click.Path):
    """A file's path, whose class isn't imported before there is one: the help needs none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        from pathlib import Path

        return Path(os.fsdecode(super().convert(value, param, ctx)))


class FileOrAddress(click.Path):
    """A file's path, or an address as the string it is: a path would lose one of its slashes."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | str:
        if isinstance(value, str) and value.lower().startswith(("http://", "https://")):
            return value
        from pathlib import Path

        return Path(value)


Option = Callable[[Callable[..., Any]], Callable[..., Any]]
"""A decorator that gives a command an option."""

FILE = FilePath()
FILE_OR_ADDRESS = FileOrAddress()
OUTPUT = click.option(
    "-o", "--output", type=FILE, metavar="FILE", help="Where to write it; else to stdout."
)
CHANGED_AT = click.option(
    "--changed-at",
    metavar="TIME",
    callback=moment_of,
    help="When this happens, YYYY-MM-DDTHH:MM:SS in UTC; else now.",
)
DIFF = click.option(
    "--diff", type=FILE, metavar="FILE", help="Where to write what changed, as JSON."
)
ARTICLE_OPTIONS = (
    click.option(
        "--title",
        help="The article's title; else that of its .toml or page, or its headline.",
    ),
    click.option(
        "--published",
        metavar="YYYY-MM-DD",
        callback=day_of,
        help="The day it was published, without which “Monday” stays “Monday”.",
    ),
    click.option("--url", metavar="ADDRESS", help="Where it was published."),
    click.option(
        "--language",
        metavar="en",
        help="Read it although it doesn't look like English.",
    ),
    click.option(
        "--pages",
        metavar="N,N",
        callback=numbers_of,
        help="The pages of a PDF or e-book to read, such as 3-5.",
    ),
)


class Known(TypedDict):
    """What is known of an article beside what it says itself, as ``read_article`` takes it."""

    title: str | None
    published: date | None
    url: str | None
    language: str | None
    pages: tuple[int, ...]


def article_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options for what can't be found in an article, or is wrong there, as one ``known``."""

    @wraps(command)
    def with_known(
        *arguments: Any,
        title: str | None,
        published: date | None,
        url: str | None,
        language: str | None,
        pages: tuple[int, ...] | None,
        **others: Any,
    ) -> Any:
        known = Known(
            title=title, published=published, url=url, language=language, pages=pages or ()
        )
        return command(*arguments, known=known, **others)

    return with_options(with_known, ARTICLE_OPTIONS)


def with_options(command: Callable[..., Any], options: Sequence[Option]) -> Callable[..., Any]:
    """The command with these options, which its help lists in this order."""
    for option in reversed(options):
        command = option(command)
    return command
