"""An article as an object of JSON, alone in its file; of many, ``corpus.py`` reads them."""

from __future__ import annotations

import re
from typing import Any

from quizgen.article.metadata import parse_date
from quizgen.article.source import Request, Source
from quizgen.article.text import decoded
from quizgen.errors import ArticleError

BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*(?:\"|\}|\Z)")


def is_json(data: bytes) -> bool:
    """Whether it begins as an object of JSON does."""
    return BEGINNING.match(data) is not None


def read_json(data: bytes, request: Request) -> Source:
    """The article of an object with ``text``.

    Raises:
        ArticleError: It is no JSON, or none of an article, or of several.
    """
    import json

    text = decoded(data)
    lines = [line for line in text.splitlines() if line.strip()]
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        if len(lines) > 1 and lines[0].rstrip().endswith("}"):
            raise ArticleError(
                f"it holds {len(lines):,} articles: `quizgen facts` reads them all; put the one you"
                " want into a file of its own"
            ) from error
        raise ArticleError("it is no JSON: `quizgen facts --help` says what is read") from error
    if isinstance(found, dict) and "format_version" in found:
        raise ArticleError("it is a question set already: `quizgen regenerate` draws it anew")
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise ArticleError('it is JSON without an article: one is an object with "text"')
    known = {
        key: value
        for key in ("title", "byline", "url", "id", "published")
        if isinstance(value := found.get(key), str) and value
    }
    try:
        published = parse_date(known["published"]) if "published" in known else None
    except ValueError as error:
        raise ArticleError(f"published: {error}") from error
    return Source(
        found["text"],
        title=known.get("title"),
        byline=known.get("byline"),
        published=published,
        url=known.get("url"),
        id=known.get("id"),
    )
