"""From what a teacher has to an :class:`~quizgen.models.Article`.

A file's content decides in which format it is read, never its name: ``formats.py`` lists the
formats. Whatever an article comes from, its ``text`` is what was read of it: the characters of a
plain text file, unchanged; the words of a page or document, a blank line between its paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from urllib.parse import urlsplit

from quizgen.article.boilerplate import body_spans
from quizgen.article.dateline import without_datelines
from quizgen.article.formats import MOST_BYTES, format_of
from quizgen.article.language import ENGLISH, check_language
from quizgen.article.metadata import parse_date, read_metadata
from quizgen.article.source import Request, Source
from quizgen.article.title import headline_of, is_headline_of, title_of
from quizgen.errors import ArticleError
from quizgen.models import Article, identity, normalised

__all__ = [
    "MAX_CHARACTERS",
    "article_from_bytes",
    "article_from_text",
    "parse_date",
    "read_article",
]

MAX_CHARACTERS = 300_000
"""Longest text taken as one article: about 50,000 words, twice the longest magazine features.

Parsing needs some 3.5 kB of memory and 40 µs a character, so this is about 1.2 GB and 12 s."""

# Half a character: it can't be written to any file. It comes from JSON escapes such as "\ud83d".
LONE_SURROGATE = re.compile("[\ud800-\udfff]")

# Characters after which text is shown in another order than it is stored.
BIDI_OVERRIDE = re.compile("[\u202d\u202e]")
BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])

# An id ends up in file names, addresses and Anki's tags, none of which like white space.
WELL_FORMED_ID = re.compile(r"[^\s\x00-\x1f\x7f]{1,200}")


def read_article(
    path: str | PathLike[str],
    *,
    title: str | None = None,
    published: date | str | None = None,
    id: str | None = None,
    url: str | None = None,
    language: str | None = None,
    pages: Sequence[int] = (),
) -> Article:
    """The article in a file, with what the file beside it (``NAME.toml``) says about it.

    Args:
        path: A file: text, Markdown, a web page, a Word document, a PDF or an e-book.
        title: Its title; comes before that of the metadata file, which comes before what the
            article's file says itself, as for all that follows.
        published: The day it was published, as a date or ``YYYY-MM-DD``.
        id: Its id, which travels with everything made from it.
        url: Where it was published, ``https://…``.
        language: ``en``, to have it read although it doesn't look like English.
        pages: The pages of a PDF or e-book to read, counted from 1; none named: all.

    Raises:
        ArticleError: It can't be read, holds no article, or its metadata makes no sense.
    """
    if isinstance(path, str) and re.match(r"https?://", path, re.IGNORECASE):
        raise ArticleError(
            f"{path} is an address, and only files are read here: save the page in your browser,"
            " and name its file"
        )
    path = Path(path)
    if path.is_dir():
        raise ArticleError(f"{path} is a folder: name the article's file", path=path)
    data = _read(path)
    known = read_metadata(path.with_suffix(".toml")) if path.suffix else {}
    try:
        return article_from_bytes(
            data,
            path.name,
            title=title or known.get("title"),
            published=published or known.get("published"),
            id=id or known.get("id"),
            url=url or known.get("url"),
            language=language,
            pages=pages,
        )
    except ArticleError as error:
        raise ArticleError(f"{path}: {error}", path=path) from error


def article_from_bytes(
    data: bytes,
    name: str = "",
    *,
    title: str | None = None,
    published: date | str | None = None,
    id: str | None = None,
    url: str | None = None,
    language: str | None = None,
    pages: Sequence[int] = (),
) -> Article:
    """The article that a file's bytes hold, such as those of an upload or a fetched page.

    Args:
        data: All of the file. Its content decides in which format it is read.
        name: The file's name, of which a title is made where there is no other.
        url: Where a fetched page comes from.

    The others are those of :func:`read_article`.

    Raises:
        ArticleError: It holds no article that can be read. The message doesn't name the file.
    """
    if not data:
        raise ArticleError("it is empty: there is nothing to ask about")
    found = _source(data, Request(url=_checked_url(url) if url else None, pages=tuple(pages)))
    return article_from_text(
        found.text,
        title=title or found.title,
        byline=found.byline,
        published=published or found.published,
        id=id or found.id,
        url=url or address_or_none(found.url),
        language=language,
        name=Path(name).stem if Path(name).suffix else None,
        heading=found.heading,
    )


def _source(data: bytes, request: Request) -> Source:
    """What a file holds.

    Raises:
        ArticleError: It is too large, or can't be read.
    """
    if any(page < 1 for page in request.pages):
        raise ArticleError("pages are counted from 1")
    format = format_of(data)
    if len(data) > format.most_bytes:
        if format.is_text:
            raise ArticleError(_too_long(f"more than {MAX_CHARACTERS:,}"))
        raise ArticleError(
            f"its {len(data):,} bytes are too many for {format.name}: the limit is"
            f" {format.most_bytes:,}"
        )
    if request.pages and not format.has_pages:
        raise ArticleError(f"it is {format.name}, which has no pages to choose from")
    return format.read(data, request)


def article_from_text(
    text: str,
    *,
    title: str | None = None,
    published: date | str | None = None,
    id: str | None = None,
    url: str | None = None,
    byline: str | None = None,
    language: str | None = None,
    name: str | None = None,
    heading: str | None = None,
) -> Article:
    """An article made of these characters, unchanged.

    The one exception are lone surrogates, which no file can hold: each becomes U+FFFD, so that
    offsets stay as they are. Without a title, the text's headline is taken, or ``name`` (of a file)
    made readable, or the opening words. Without an id, the words of the text give one. ``heading``
    is what the text's source marks as its headline; ``language`` is that of :func:`read_article`.

    Raises:
        ArticleError: It holds no words, is too long, or a value makes no sense.
    """
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(_too_long(f"{len(text):,}"))
    text = LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    words = normalised(text)
    if not words:
        raise ArticleError("it holds no words: there is nothing to ask about")
    if turned := BIDI_OVERRIDE.search(text):
        line = len(text[: turned.start()].splitlines()) or 1
        raise ArticleError(
            f"it holds a character that turns the order of text around (U+{ord(turned[0]):04X} in"
            f" line {line}): remove it, because nobody could read what is made of it"
        )
    if language not in (None, ENGLISH):
        raise ArticleError(f"the language {language!r} can't be read: quizgen reads English, en")
    if language is None:
        check_language(text)
    body = body_spans(text)
    if not body:
        raise ArticleError("it holds no article, only what surrounds one on a web page")
    given = _one_line(title or "")
    headline = headline_of(text, body)
    title = given or _one_line(headline or title_of(text, body, name))
    if len(body) > 1:
        first = body[0].of(text)
        titles = {normalised(each) for each in (given, heading or "") if normalised(each)}
        if (headline and (not given or is_headline_of(first, given))) or normalised(
            first
        ) in titles:
            body = body[1:]  # a headline is no sentence: nothing in it can be asked about
    return Article(
        id=_checked_id(id) if id else identity("article", words),
        title=title,
        text=text,
        published=_checked_date(published) if published else None,
        url=_checked_url(url) if url else None,
        byline=_one_line(byline or "") or None,
        body=without_datelines(text, body),
    )


def _read(path: Path) -> bytes:
    """A file's bytes, unless they are more than any format has."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise ArticleError(f"{path}: there is no such file", path=path) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleError(f"cannot read {path}: {reason}", path=path) from error
    return data


def address_or_none(url: str | None) -> str | None:
    """An address that a page gives for itself, if it is one that can be shown as a link."""
    try:
        return _checked_url(url) if url else None
    except ArticleError:
        return None


def _too_long(found: str) -> str:
    return (
        f"{found} characters are too many for one article: the limit is {MAX_CHARACTERS:,};"
        " give its parts one by one"
    )


def _one_line(text: str) -> str:
    """Text fit for a title: no line breaks, no control characters, no half characters."""
    printable = "".join(
        " " if character.isspace() else character
        for character in LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text).translate(
            BIDI_CONTROLS
        )
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
