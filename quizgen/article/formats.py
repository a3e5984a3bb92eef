"""Which format a file is in: its content decides, never its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from quizgen.article.json_article import is_json, read_json
from quizgen.article.markdown import is_markdown, read_markdown
from quizgen.article.saved_page import is_saved_page, read_saved_page
from quizgen.article.source import Request, Source
from quizgen.article.text import decoded, read_text
from quizgen.article.web_page import is_web_page, read_web_page
from quizgen.errors import ArticleError

MEGABYTE = 1024 * 1024
TEXT_BYTES = 2 * MEGABYTE
"""Of a text: 300,000 characters take up to four bytes each, and Markdown has links besides."""


class Format(NamedTuple):
    """A format that articles come in."""

    name: str  # as in "the file is …"
    endings: tuple[str, ...]  # those its files usually have; for people, nothing depends on them
    most_bytes: int  # of a file in it
    read: Callable[[bytes, Request], Source]
    is_text: bool = False
    has_pages: bool = False


def _read_docx(data: bytes, request: Request) -> Source:
    from quizgen.article.docx import read_docx

    return read_docx(data, request)


def _read_pdf(data: bytes, request: Request) -> Source:
    from quizgen.article.pdf import read_pdf

    return read_pdf(data, request)


def _read_epub(data: bytes, request: Request) -> Source:
    from quizgen.article.epub import read_epub

    return read_epub(data, request)


TEXT = Format("plain text", (".txt",), TEXT_BYTES, read_text, is_text=True)
MARKDOWN = Format("Markdown", (".md",), TEXT_BYTES, read_markdown, is_text=True)
WEB_PAGE = Format("a web page", (".html", ".htm", ".xhtml"), 16 * MEGABYTE, read_web_page)
SAVED_PAGE = Format("a saved web page", (".mhtml", ".mht"), 64 * MEGABYTE, read_saved_page)
DOCX = Format("a Word document", (".docx",), 64 * MEGABYTE, _read_docx)
PDF = Format("a PDF", (".pdf",), 64 * MEGABYTE, _read_pdf, has_pages=True)
JSON = Format("JSON", (".json", ".jsonl"), 16 * MEGABYTE, read_json)
EPUB = Format("an e-book", (".epub",), 64 * MEGABYTE, _read_epub, has_pages=True)

FORMATS = (TEXT, MARKDOWN, WEB_PAGE, SAVED_PAGE, DOCX, PDF, EPUB, JSON)
"""Every format that is read."""

MOST_BYTES = max(format.most_bytes for format in FORMATS)

# What is not read, by the bytes it begins with, and what to do with it.
AS_DOCX = "save it as .docx"
AS_TEXT = "save the article's text as a .txt file"
REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Word document", AS_DOCX),
    (b"{\\rtf", "a rich text document", AS_DOCX),
    (b"\x89PNG", "a picture", AS_TEXT),
    (b"\xff\xd8\xff", "a picture", AS_TEXT),
    (b"GIF8", "a picture", AS_TEXT),
    (b"II*\x00", "a picture", AS_TEXT),
    (b"MM\x00*", "a picture", AS_TEXT),
    (b"\x1f\x8b", "packed with gzip", "unpack it"),
    (b"7z\xbc\xaf", "packed with 7-Zip", "unpack it"),
    (b"Rar!", "packed with RAR", "unpack it"),
    (b"%!PS", "PostScript", "save it as PDF"),
    (b"\x7fELF", "a program", AS_TEXT),
    (b"SQLite format 3", "a database", AS_TEXT),
)
ARCHIVES: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook.xml", "a spreadsheet", AS_TEXT),
    ("ppt/presentation.xml", "a presentation", AS_TEXT),
    ("content.xml", "an OpenDocument file", AS_DOCX),
    ("Index/Document.iwa", "a Pages document", AS_DOCX),
)

FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
BEGINNING = 65_536


def format_of(data: bytes) -> Format:
    """The format that a file's bytes are in.

    Raises:
        ArticleError: It is one that isn't read; the message says what to do.
    """
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    for signature, name, remedy in REFUSED:
        if data.startswith(signature):
            raise ArticleError(f"it is {name}: {remedy}")
    if is_saved_page(data):
        return SAVED_PAGE
    if is_web_page(data):
        return WEB_PAGE
    if is_json(data):
        return JSON
    if len(data) > TEXT_BYTES:
        return TEXT  # too long to be one article, whichever text it is
    text = decoded(data)
    if text.lstrip().startswith("<?xml"):
        what = "a feed" if FEED.search(text[:BEGINNING]) else "XML"
        raise ArticleError(f"it is {what}, not an article: {AS_TEXT}")
    return MARKDOWN if is_markdown(text) else TEXT


def _archive(data: bytes) -> Format:
    from quizgen.article import archives
    from quizgen.article.docx import DOCUMENT
    from quizgen.article.epub import CONTAINER

    names = archives.names_in(data)
    if DOCUMENT in names:
        return DOCX
    if CONTAINER in names:
        return EPUB
    for part, name, remedy in ARCHIVES:
        if part in names:
            raise ArticleError(f"it is {name}: {remedy}")
    if not names:
        raise ArticleError("it is a damaged archive: get it once more from where it is from")
    raise ArticleError("it is an archive: unpack it, and name the article's file")
