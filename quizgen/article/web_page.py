"""Web pages: what trafilatura takes for the article, and what the page says about itself."""

from __future__ import annotations

import codecs
import re
from datetime import date
from itertools import permutations
from typing import Any

from quizgen.article.blocks import blocks_of, heading_of, text_of_blocks
from quizgen.article.source import Request, Source
from quizgen.article.text import MARKS, decoded
from quizgen.article.title import without_site
from quizgen.errors import ArticleError

DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
BEGINNING = 4096
NOTHING: frozenset[str] = (
    frozenset()
)  # trafilatura has left out what nobody sees, and "head" is a heading

# What pages begin with, after comments such as "<!-- saved from url=… -->".
PAGE = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|meta|title|link|script|style"
    rb"|article|aside|div|figure|h1|h2|header|main|nav|p|section|span|table|ul)\b",
    re.IGNORECASE | re.DOTALL,
)

MONTHS = [
    rf"{month}[a-z]*\.?" for month in "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
]

NO_NAME = re.compile(
    r"\d|['’](?:re|ve|ll)\b|\b(?:account|admin|user ?name|submitted)\b", re.IGNORECASE
)
"""What trafilatura may take for a name: "Account You're logged", "Username"."""
BESIDE_NAME = re.compile(
    "|".join([*MONTHS, "Senior", "Chief", "Staff", "Special", "Political", "Foreign", "Washington"])
    + "|Correspondent|Reporter|Writer|Editor|Columnist"
)

EARLIEST, LATEST = "1800-01-01", "2199-12-31"
"""Fixed, because "today" would make of one page two articles on two days."""

DATES = {
    "original_date": True,  # by default htmldate gives the day of the last change
    "extensive_search": False,  # no dates from running text or copyright lines
    "min_date": EARLIEST,
    "max_date": LATEST,
}


def is_web_page(data: bytes) -> bool:
    """Whether it begins as a web page does, or as a piece of one."""
    start = data[:BEGINNING].replace(b"\x00", b"")  # the other half of the letters in UTF-16
    for mark, _ in MARKS:
        start = start.removeprefix(mark.replace(b"\x00", b""))
    return PAGE.match(start) is not None


def read_web_page(data: bytes, request: Request) -> Source:
    """The article of a web page, with the title, byline, day and address the page gives.

    Raises:
        ArticleError: There is no text in it.
    """
    return read_markup(decoded(data, _declared(data)), request)


def read_markup(markup: str, request: Request) -> Source:
    """As :func:`read_web_page`, of characters."""
    from lxml import etree, html

    markup = markup.replace("\x00", "")
    try:
        tree = html.document_fromstring(
            markup.encode("utf-8", "replace"),
            parser=html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError("it is a web page without any text") from error
    heading = heading_of(tree)  # before trafilatura takes the tree apart
    found = _extracted(tree, request.url)
    text = text_of_blocks(blocks_of(found.body, silent=NOTHING)) if found is not None else ""
    if not text:
        text = text_of_blocks(blocks_of(tree))
    return Source(
        text,
        title=without_site(_value(found, "title"), _value(found, "sitename")),
        heading=heading,
        byline=_byline(_value(found, "author")),
        published=_day(_value(found, "date"), markup),
        url=request.url or _value(found, "url"),
    )


def _extracted(tree: Any, url: str | None) -> Any:
    """What trafilatura finds; None where it finds nothing."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return bare_extraction(
        tree,
        url=url,
        favor_recall=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=DATES,
    )


def _declared(data: bytes) -> str | None:
    """The encoding that a page says it is in."""
    found = DECLARED.search(data[:BEGINNING])
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii", "replace")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    # As browsers do: pages that say Latin 1 are in Windows' extension of it.
    return "cp1252" if known in ("iso8859-1", "ascii") else known


def _value(found: Any, name: str) -> str | None:
    value = getattr(found, name, None)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(value: str | None, markup: str) -> date | None:
    """The day that was found, if the page states it so that it can be no other.

    "03/02/2016" is the third of February in one country and the second of March in another.
    """
    try:
        day = date.fromisoformat(value) if value else None
    except ValueError:
        return None
    if day is None:
        return None
    year, number = day.year, rf"0?{day.day}(?:st|nd|rd|th)?"
    month = MONTHS[day.month - 1]
    ways = [
        rf"{year}([-/._]?)0?{day.month}\1?0?{day.day}(?!\d)",  # as metadata and addresses have it
        rf"{month},? {number},? {year}",
        rf"\b{number} {month},? {year}",
    ]
    if day.day > 12 or day.day == day.month:
        ways += [rf"\b0?{a}[-/.]0?{b}[-/.]{year}" for a, b in permutations((day.day, day.month))]
    stated = "|".join(ways)
    return day if re.search(stated, markup, re.IGNORECASE) else None


def _byline(value: str | None) -> str | None:
    """The names of those who wrote it; trafilatura may give what stood beside them as well."""
    names = [_name(name) for name in re.split(r"\s*;\s*", value or "") if not NO_NAME.search(name)]
    known = [name for name in names if name and (len(names) == 1 or " " in name)]
    return ", ".join(known) or None


def _name(words: str) -> str:
    """A name without the office or the day behind it: "Ada Brook Senior Correspondent"."""
    parts = words.split()
    end = next((n for n, part in enumerate(parts) if n > 1 and BESIDE_NAME.fullmatch(part)), None)
    return " ".join(parts[:end])
