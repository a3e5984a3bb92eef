"""Zip archives, which Word documents and e-books are, and what must not happen when one is opened.

A few kilobytes of a zip can unpack to terabytes, and a few lines of XML can expand to as many
(https://en.wikipedia.org/wiki/Billion_laughs_attack). So what an archive says it unpacks to is
checked before anything is unpacked, which never yields more than was said, and XML that declares
entities of its own is refused: neither Word nor any e-book program writes such.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers import expat

from quizgen.errors import ArticleError

MOST_FILES = 10_000
LARGEST_PART = 16 * 1024 * 1024
"""Bytes of the largest XML part; the longest articles have 3 MB."""

LARGEST_PARTS = 48 * 1024 * 1024
"""Bytes of all XML parts that are read together."""

XML = (".xml", ".rels", ".opf", ".ncx", ".xhtml", ".html", ".htm")

BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,  # an unknown compression
    RuntimeError,  # a password
    EOFError,
    OSError,
    ValueError,
    KeyError,
)


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """An archive that is safe to read XML from.

    Raises:
        ArticleError: It is damaged, or unpacks to more than any article has.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise ArticleError(f"it is a damaged archive: {_reason(error)}") from error
    with archive:
        parts = archive.infolist()
        if len(parts) > MOST_FILES:
            raise ArticleError(
                f"it holds {len(parts):,} files, and no document has more than {MOST_FILES:,}"
            )
        sizes = [part.file_size for part in parts if part.filename.lower().endswith(XML)]
        if max(sizes, default=0) > LARGEST_PART or sum(sizes) > LARGEST_PARTS:
            raise ArticleError(
                f"it unpacks to {sum(sizes):,} bytes of text and markup, which is too much for one"
                " article: give its parts one by one"
            )
        yield archive


def names_in(data: bytes) -> frozenset[str]:
    """The names of the files in an archive; none where it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist()[:MOST_FILES])
    except BROKEN:
        return frozenset()


def part_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """One file of an archive.

    Raises:
        ArticleError: It isn't there, or is damaged.
    """
    try:
        return archive.read(name)
    except BROKEN as error:
        raise ArticleError(f"it is damaged: {name!r} can't be read ({_reason(error)})") from error


def check_xml(data: bytes, name: str) -> None:
    """Refuse XML with a document type of its own, in whichever encoding it is.

    Raises:
        ArticleError: It has one.
    """

    class Stop(Exception):
        pass

    def on_document_type(*_: object) -> None:
        raise ArticleError(f"its {name!r} declares entities of its own, which no document needs")

    def on_element(*_: object) -> None:
        raise Stop

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = on_document_type
    parser.StartElementHandler = on_element
    try:
        parser.Parse(data, True)
    except Stop:
        pass
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ArticleError(f"it is damaged: its {name!r} is no XML ({error})") from error


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
