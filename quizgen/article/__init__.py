"""From what a teacher has to an :class:`~quizgen.models.Article`.

Adding a source format is one module with a function ``(data, path) -> text`` and one line in
:data:`FORMATS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from os import PathLike
from pathlib import Path
from urllib.parse import urlsplit

from quizgen.article.boilerplate import body_spans
from quizgen.article.dateline import without_datelines
from quizgen.article.metadata import parse_date, read_metadata
from quizgen.article.text import text_of
from quizgen.article.title import headline_of, title_of
from quizgen.errors import ArticleError
from quizgen.models import Article, identity, normalised

__all__ = ["FORMATS", "MAX_CHARACTERS", "article_from_text", "parse_date", "read_article"]

MAX_CHARACTERS = 300_000
"""Longest text taken as one article: about 50,000 words, twice the longest magazine features.

Parsing needs some 3.5 kB of memory and 40 µs a character, so this is about 1.2 GB and 12 s."""

FORMATS: dict[str, Callable[[bytes, Path], str]] = {
    "": text_of,  # a pipe such as /dev/fd/63, or a file without an ending
    ".txt": text_of,
    ".text": text_of,
}
"""How each source format gives its text, by the file name's ending, in lower case."""

# Half a character: it can't be written to any file. It comes from JSON escapes such as "\ud83d".
LONE_SURROGATE = re.compile("[\ud800-\udfff]")

# An id ends up in file names, addresses and Anki's tags, none of which like white space.
WELL_FORMED_ID = re.compile(r"[^\s\x00-\x1f\x7f]{1,200}")


def read_article(
    path: str | PathLike[str],
    *,
    title: str | None = None,
    published: date | str | None = None,
    id: str | None = None,
    url: str | None = None,
) -> Article:
    """The article in a file, with what the file beside it (``NAME.toml``) says about it.

    Args:
        path: A file in one of :data:`FORMATS`.
        title: Its title; comes before that of the metadata file, as all that follows.
        published: The day it was published, as a date or ``YYYY-MM-DD``.
        id: Its id, which travels with everything made from it.
        url: Where it was published, ``https://…``.

    Raises:
        ArticleError: It can't be read, holds no article, or its metadata makes no sense.
    """
    path = Path(path)
    give_text = FORMATS.get(path.suffix.lower())
    if path.is_dir():
        raise ArticleError(f"{path} is a folder: name the article's file", path=path)
    if give_text is None and path.exists():
        raise ArticleError(
            f"cannot read {path.suffix} files such as {path}: save the article's text as a .txt"
            " file in UTF-8",
            path=path,
        )
    data = _read(path)
    text = (give_text or text_of)(data, path)
    known = read_metadata(path.with_suffix(".toml")) if path.suffix else {}
    try:
        return article_from_text(
            text,
            title=title or known.get("title"),
            published=published or known.get("published"),
            id=id or known.get("id"),
            url=url or known.get("url"),
            name=path.stem if path.suffix else None,
        )
    except ArticleError as error:
        raise ArticleError(f"{path}: {error}", path=path) from error


def article_from_text(
    text: str,
    *,
    title: str | None = None,
    published: date | str | None = None,
    id: str | None = None,
    url: str | None = None,
    name: str | None = None,
) -> Article:
    """An article made of these characters, unchanged.

    The one exception are lone surrogates, which no file can hold: each becomes U+FFFD, so that
    offsets stay as they are. Without a title, the text's headline is taken, or ``name`` (of a file)
    made readable, or the opening words. Without an id, the words of the text give one.

    Raises:
        ArticleError: It holds no words, is too long, or a value makes no sense.
    """
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(_too_long(f"{len(text):,}"))
    text = LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    words = normalised(text)
    if not words:
        raise ArticleError("it holds no words: there is nothing to ask about")
    body = body_spans(text)
    if not body:
        raise ArticleError("it holds no article, only what surrounds one on a web page")
    given = _one_line(title or "")
    headline = headline_of(text, body)
    title = given or headline or title_of(text, body, name)
    beginning = headline or (given and len(body) > 1 and body[0].of(text))
    if beginning and normalised(beginning) == normalised(title):
        body = body[1:]  # a headline is no sentence: nothing in it can be asked about
    return Article(
        id=_checked_id(id) if id else identity("article", words),
        title=title,
        text=text,
        published=_checked_date(published) if published else None,
        url=_checked_url(url) if url else None,
        body=without_datelines(text, body),
    )


def _read(path: Path) -> bytes:
    """A file's bytes, unless they are more than any article has."""
    most = 4 * MAX_CHARACTERS + 3  # a character takes up to four bytes, a byte order mark three
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError as error:
        raise ArticleError(f"{path}: there is no such file", path=path) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleError(f"cannot read {path}: {reason}", path=path) from error
    if not data:
        raise ArticleError(f"{path} is empty: there is nothing to ask about", path=path)
    if len(data) > most:
        raise ArticleError(f"{path}: {_too_long(f'more than {most // 4:,}')}", path=path)
    return data


def _too_long(found: str) -> str:
    return (
        f"{found} characters are too many for one article: the limit is {MAX_CHARACTERS:,};"
        " give its parts one by one"
    )


def _one_line(text: str) -> str:
    """Text fit for a title: no line breaks, no control characters, no half characters."""
    printable = "".join(
        " " if character.isspace() else character
        for character in LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
        if character.isspace() or (ord(character) >= 0x20 and not 0x7F <= ord(character) < 0xA0)
    )
    return " ".join(printable.split())


def _checked_id(id: str) -> str:
    if LONE_SURROGATE.search(id) or not WELL_FORMED_ID.fullmatch(id):
        raise ArticleError(f"the id {id!r} must be 1 to 200 characters without spaces")
    return id


def _checked_date(published: date | str) -> date:
    try:
        return parse_date(published)
    except ValueError as error:
        raise ArticleError(f"published: {error}") from error


def _checked_url(url: str) -> str:
    """An address that is safe to show as a link: never ``javascript:`` and its like."""
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        fine = False
    if not fine or LONE_SURROGATE.search(url) or re.search(r"[\s\x00-\x1f\x7f]", url):
        raise ArticleError(f"the url {url!r} is no web address: it begins with http:// or https://")
    return url
