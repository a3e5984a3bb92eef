"""Markdown, with the metadata that blogs write in front of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from quizgen.article.blocks import blocks_of, heading_of, text_of_blocks
from quizgen.article.metadata import parse_date
from quizgen.article.source import Request, Source
from quizgen.article.text import decoded

# "---", lines of YAML, "---": as Jekyll, Hugo and most others have it.
FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
KNOWN_KEY = re.compile(r"^(?:title|date|author|published|layout)[ \t]*:", re.MULTILINE)

HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
LINK = re.compile(r"!?\[[^\]\n]{1,300}\]\(\s*<?(?:https?://|/|mailto:|#)[^)\s]*[^)\n]{0,200}\)")
STRONG = re.compile(r"(?<![\w*])\*\*(?=\S)[^*\n]{1,300}\S\*\*(?![\w*])")
QUOTE = re.compile(r"^> +\S", re.MULTILINE)
MARKS = (HEADING, LINK, STRONG, QUOTE)

LONGEST_FRONT_MATTER = 20_000


def is_markdown(text: str) -> bool:
    """Whether a text shows that it is Markdown: by metadata in front, or several kinds of marks.

    A single mark is not enough: text may quote "**" or begin a line with ">".
    """
    front = FRONT_MATTER.match(text[:LONGEST_FRONT_MATTER])
    if front and KNOWN_KEY.search(front[1]):
        return True
    return sum(mark.search(text) is not None for mark in MARKS) >= 2 or bool(
        HEADING.match(text.lstrip())
    )


def read_markdown(data: bytes, request: Request) -> Source:
    """The text as it would be shown, with what stands in front of it as metadata."""
    from lxml import html
    from markdown_it import MarkdownIt

    text = decoded(data)
    known: dict[str, Any] = {}
    front = FRONT_MATTER.match(text[:LONGEST_FRONT_MATTER])
    if front and KNOWN_KEY.search(front[1]):
        known = _front_matter(front[1])
        text = text[front.end() :]
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    root = html.fromstring(f"<body>{shown}</body>") if shown.strip() else None
    return Source(
        text_of_blocks(blocks_of(root)) if root is not None else "",
        title=_words(known.get("title")),
        heading=heading_of(root) if root is not None else None,
        byline=_words(known.get("author") or known.get("byline")),
        published=_day(known.get("published") or known.get("date")),
        url=_words(known.get("canonical_url") or known.get("canonical") or known.get("url")),
    )


def _front_matter(written: str) -> dict[str, Any]:
    """What stands in front, with small letters for keys; nothing where it is no YAML."""
    import yaml

    try:
        known = yaml.safe_load(written)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {str(key).casefold(): value for key, value in known.items()}


def _words(value: object) -> str | None:
    if isinstance(value, list):
        value = ", ".join(str(each) for each in value if isinstance(each, str))
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(value: object) -> date | None:
    try:
        return parse_date(value[:10] if isinstance(value, str) else value)
    except ValueError:
        return None
