"""Articles from what people have: files of one article each, and JSON lines of many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from quizgen.article import address_or_none, article_from_text, read_article
from quizgen.article.json_article import is_json
from quizgen.errors import ArticleError, FormatError
from quizgen.json_files import parse
from quizgen.models import Article

TEXT_FIELDS = ("id", "title", "text", "published")

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of a line; an article of 300,000 characters, all of them escaped, has 4 MB."""


def read_articles(
    path: Path,
    *,
    title: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
    language: str | None = None,
    pages: Sequence[int] = (),
) -> Iterator[Article]:
    """The article of a file, or the articles of a file of JSON lines, in order.

    A line is an object with ``text``, and with ``id``, ``title``, ``published`` (``YYYY-MM-DD``),
    ``url`` and ``byline`` where they are known; whatever else it holds is ignored, and so is a
    ``url`` that is no web address. What is given is taken where a line says nothing, and comes
    before what any other file says.

    Raises:
        ArticleError: A file can't be read, or a line is no article.
    """
    if path.is_dir() or not _is_json_lines(path):
        yield read_article(
            path, title=title, published=published, url=url, language=language, pages=pages
        )
        return
    try:
        with path.open("rb") as file:
            for number, line in enumerate(_lines(file, path), 1):
                if not line.strip():
                    continue
                try:
                    article = article_of_line(
                        line, title=title, published=published, url=url, language=language
                    )
                except ArticleError as error:
                    raise ArticleError(f"{path}, line {number}: {error}", path=path) from error
                yield article
    except OSError as error:
        raise ArticleError(f"cannot read {path}: {error.strerror or error}", path=path) from error


def _is_json_lines(path: Path) -> bool:
    """Whether a file's content begins as lines of JSON do, be its name what it may."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except (OSError, ValueError):
        return False  # whoever reads it says why it can't be
    return is_json(start)


def _lines(file: BinaryIO, path: Path) -> Iterator[bytes]:
    """A file's lines, none of which is read to its end if it is too long for any article."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise ArticleError(
                f"{path}, line {number}: it has more than {LONGEST_LINE:,} bytes, and no article"
                " takes as many",
                path=path,
            )
        yield line


def article_of_line(
    line: bytes,
    *,
    title: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Article:
    """The article of a line of JSON; what is given is taken where it says nothing.

    Raises:
        ArticleError: It is none. The message doesn't say which line it is.
    """
    try:
        fields: Any = parse(line)
    except FormatError as error:
        raise ArticleError(str(error)) from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise ArticleError('an article is an object with "text"')
    for field in TEXT_FIELDS:
        if not isinstance(fields.get(field), str | None):
            raise ArticleError(f"{field} must be text or null")
    own = fields.get("url")
    return article_from_text(
        fields["text"],
        title=fields.get("title") or title,
        published=fields.get("published") or published,
        id=fields.get("id"),
        url=(address_or_none(own) if isinstance(own, str) else None) or url,
        byline=byline if isinstance(byline := fields.get("byline"), str) else None,
        language=language,
    )
