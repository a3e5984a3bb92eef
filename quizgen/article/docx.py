"""Word documents, by mammoth, which reads what they mean rather than how they look."""

from __future__ import annotations

import io
from typing import Any

from quizgen.article import archives
from quizgen.article.blocks import SILENT, blocks_of, heading_of, text_of_blocks
from quizgen.article.source import Request, Source
from quizgen.article.title import in_the_opening
from quizgen.errors import ArticleError

DOCUMENT = "word/document.xml"
PROPERTIES = "docProps/core.xml"

# As mammoth marks them: "[1]" behind a word is no word of the article, and nor is what it leads to.
NOTE_MARKS = "//sup[a[starts-with(@id, 'footnote-ref') or starts-with(@id, 'endnote-ref')]]"
NOTES = "//ol[li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]]"

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def read_docx(data: bytes, request: Request) -> Source:
    """A Word document's paragraphs, with its title and author.

    Both only if they stand in its text, too: they may be a template's, or the computer's owner.
    Tracked deletions and comments are no part of it, and nor are headers and footers. The day on
    which the file was made isn't taken: it is hardly ever that of publication.

    Raises:
        ArticleError: It is damaged, or too large to be an article.
    """
    from lxml import html

    with archives.opened(data) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                archives.check_xml(archives.part_of(archive, name), name)
        properties = (
            archives.part_of(archive, PROPERTIES) if PROPERTIES in archive.namelist() else b""
        )
    page = _as_html(data)
    root = html.fromstring(f"<body>{page}</body>") if page.strip() else None
    if root is None:
        return Source("")
    for note in (*root.xpath(NOTE_MARKS), *root.xpath(NOTES)):
        note.drop_tree()
    text = text_of_blocks(blocks_of(root, silent=SILENT))
    return Source(
        text,
        title=in_the_opening(_property(properties, "title"), text),
        heading=heading_of(root),
        byline=in_the_opening(_property(properties, "creator"), text),
    )


def _as_html(data: bytes) -> str:
    import mammoth

    def without_picture(image: Any) -> list[Any]:
        return []

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=without_picture, include_embedded_style_map=False
        )
    except Exception as error:  # mammoth passes on whatever a damaged file makes its parts raise
        raise ArticleError("it is a damaged Word document: save it again in Word") from error
    return str(made.value)


def _property(properties: bytes, name: str) -> str | None:
    """A property of the document; None where there is none."""
    from lxml import etree

    if not properties:
        return None
    try:
        root = etree.fromstring(properties, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return None
    value = " ".join((root.findtext(f"{DUBLIN_CORE}{name}") or "").split())
    return value or None
