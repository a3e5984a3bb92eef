"""Articles from what people have: files of one article each, and JSON lines of many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quizgen.article import article_from_text, read_article
from quizgen.errors import ArticleError, FormatError
from quizgen.json_files import parse
from quizgen.models import Article

LINES = ".jsonl"
TEXT_FIELDS = ("id", "title", "text", "published")


def read_articles(path: Path) -> Iterator[Article]:
    """The article of a file, or the articles of a ``.jsonl``, in order.

    A line of a ``.jsonl`` is an object with ``text``, and with ``id``, ``title`` and ``published``
    (``YYYY-MM-DD``) where they are known; whatever else it holds is ignored.

    Raises:
        ArticleError: A file can't be read, or a line is no article.
    """
    if path.suffix.lower() != LINES or path.is_dir():
        yield read_article(path)
        return
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _article(line, f"{path}, line {number}", path)
    except FileNotFoundError as error:
        raise ArticleError(f"{path}: there is no such file", path=path) from error
    except OSError as error:
        raise ArticleError(f"cannot read {path}: {error.strerror or error}", path=path) from error


def _article(line: bytes, where: str, path: Path) -> Article:
    try:
        fields: Any = parse(line)
    except FormatError as error:
        raise ArticleError(f"{where}: {error}", path=path) from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise ArticleError(f'{where}: an article is an object with "text"', path=path)
    for field in TEXT_FIELDS:
        if not isinstance(fields.get(field), str | None):
            raise ArticleError(f"{where}: {field} must be text or null", path=path)
    try:
        return article_from_text(
            fields["text"],
            title=fields.get("title"),
            published=fields.get("published"),
            id=fields.get("id"),
        )
    except ArticleError as error:
        raise ArticleError(f"{where}: {error}", path=path) from error
