"""Pages of e-books in EPUB."""

from __future__ import annotations

import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote

from quizgen.article import archives
from quizgen.article.blocks import blocks_of, heading_of, text_of_blocks
from quizgen.article.source import Request, Source
from quizgen.errors import ArticleError

CONTAINER = "META-INF/container.xml"
FEWEST_WORDS = 60
"""Pages with fewer are covers, title pages and contents."""

MOST_PAGES_NAMED = 8


def read_epub(data: bytes, request: Request) -> Source:
    """The page of an e-book that holds the article, or those that were asked for.

    Raises:
        ArticleError: It is damaged, has no such page, or has several and none was asked for.
    """
    with archives.opened(data) as archive:
        package = _parsed(archive, _package_in(archive))
        names = _pages_of(package, _package_in(archive), archive)
        roots = [_page(archive, name) for name in names]
    pages = [list(blocks_of(root)) for root in roots]
    if request.pages:
        if bad := [page for page in request.pages if page > len(pages)]:
            raise ArticleError(f"it has {len(pages)} pages, and no page {bad[0]}")
        chosen = [page - 1 for page in request.pages]
    else:
        words = [sum(len(block.split()) for block in blocks) for blocks in pages]
        chosen = [number for number, each in enumerate(words) if each >= FEWEST_WORDS]
        chosen = chosen or [words.index(max(words))]
        if len(chosen) > 1:
            raise ArticleError(_several(chosen, pages, roots))
    headings = (heading_of(roots[number]) for number in chosen)
    blocks = [block for number in chosen for block in pages[number]]
    return Source(
        text_of_blocks(blocks),
        title=next((title for number in chosen if (title := _title(roots[number]))), None),
        heading=next((heading for heading in headings if heading), None),
        byline=_first(package, "creator"),
    )


def _several(chosen: list[int], pages: list[list[str]], roots: list[Any]) -> str:
    named = [
        f"{number + 1} (“{(_title(roots[number]) or ' '.join(pages[number]))[:60]}”)"
        for number in chosen[:MOST_PAGES_NAMED]
    ]
    more = "" if len(chosen) <= MOST_PAGES_NAMED else f" and {len(chosen) - MOST_PAGES_NAMED} more"
    return (
        f"it is an e-book with text on the pages {', '.join(named)}{more}: name those of one"
        f" article with --pages {chosen[0] + 1}"
    )


def _package_in(archive: zipfile.ZipFile) -> str:
    for element in _parsed(archive, CONTAINER).iter("{*}rootfile"):
        if path := element.get("full-path"):
            return str(path)
    raise ArticleError("it is a damaged e-book: it doesn't say where its pages are")


def _pages_of(package: Any, path: str, archive: zipfile.ZipFile) -> list[str]:
    """The names of a book's pages in reading order, its table of contents left out."""
    folder = posixpath.dirname(path)
    there = set(archive.namelist())
    items = {
        item.get("id"): posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        for item in package.iter("{*}item")
        if "nav" not in (item.get("properties") or "").split()
    }
    wanted = [
        items.get(reference.get("idref"))
        for reference in package.iter("{*}itemref")
        if reference.get("linear") != "no"
    ]
    names = [name for name in wanted if name in there and name is not None]
    if not names:
        raise ArticleError("it is a damaged e-book: none of its pages is there")
    return list(dict.fromkeys(names))


def _parsed(archive: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    data = archives.part_of(archive, name)
    archives.check_xml(data, name)
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError(f"it is a damaged e-book: {name!r} is no XML") from error


def _page(archive: zipfile.ZipFile, name: str) -> Any:
    """A page's tree. Pages are read as HTML, which knows no entities but its own."""
    from lxml import etree, html

    data = archives.part_of(archive, name)
    try:
        return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return html.document_fromstring("<p></p>")


def _title(root: Any) -> str | None:
    for path in ("//h1", "//h2", "//title"):
        for element in root.xpath(path):
            if title := " ".join(element.text_content().split()):
                return str(title)
    return None


def _first(package: Any, name: str) -> str | None:
    for element in package.iter("{http://purl.org/dc/elements/1.1/}" + name):
        if value := " ".join((element.text or "").split()):
            return str(value)
    return None
