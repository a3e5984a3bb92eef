"""PDF files, which say where each line stands on paper and nothing about paragraphs.

pypdf gives the lines with their places; paragraphs are told from these by what a reader sees:
larger gaps, indents, other sizes of type, short last lines.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quizgen.article.blocks import text_of_blocks
from quizgen.article.paragraphs import SENTENCE_END
from quizgen.article.source import Request, Source
from quizgen.article.title import in_the_opening
from quizgen.errors import ArticleError

MOST_PAGES = 200
"""Pages of the longest file that is read as one article; 300,000 characters fill about 100."""

MOST_TO_DRAW = 8_000_000
"""Bytes of drawing commands on all pages together; an article's page has some 50,000."""

LONGER_GAP = 1.3
"""How much more than the usual distance of lines parts paragraphs."""

INDENT = 0.8
"""How far a paragraph's first line is indented at least, in heights of its type."""

SPACE = 0.25
"""The width of a space, in heights of its type."""

OTHER_SIZE = 1.12
SHORT_LINE = 0.8
VERY_SHORT_LINE = 0.5
"""What of its neighbours' length a last line has at most, with a full stop and without."""

NEIGHBOURS = 8
EDGE_LINES = 2
"""How many lines at the top and at the bottom of a page may be its header and its footer."""

PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010]$")
FIRST_WORD = re.compile(r"\w+")
LIMITS = {
    "maximum_declared_stream_length": 32_000_000,
    "array_based_stream_maximum_output_length": 16_000_000,
    "zlib_maximum_output_length": 16_000_000,
    "lzw_maximum_output_length": 16_000_000,
    "run_length_maximum_output_length": 16_000_000,
    "stream_decoding_work_maximum_length": 64_000_000,
    "stream_parsing_work_maximum_count": 400_000,
    "xform_maximum_invocations_per_extraction": 100,
}
"""What pypdf may unpack and parse for one stream; an article's page has some 50,000 bytes."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page; lengths are in points, from the lower left corner."""

    page: int
    x: float
    y: float
    size: float
    text: str


def read_pdf(data: bytes, request: Request) -> Source:
    """The paragraphs of a PDF, without what repeats at the top and bottom of its pages.

    The title and author it names are taken only if they stand in its text as well: they are often
    those of a template, or a file's name. The day on which it was made is hardly ever that of
    publication, and isn't taken.

    Raises:
        ArticleError: It is damaged, encrypted, too long, or has no text but pictures of it.
    """
    from pypdf import apply_configuration

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        with apply_configuration(**LIMITS):  # type: ignore[arg-type]
            pages, known = _pages(data, request)
    except ArticleError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # damage shows as any error there is, in any part of pypdf
        from pypdf.errors import DependencyError, LimitReachedError

        if isinstance(error, DependencyError):
            raise ArticleError(
                "it is an encrypted PDF: print it to a new PDF, or copy its text into a .txt file"
            ) from error
        if isinstance(error, LimitReachedError):
            raise ArticleError(
                "it is a PDF that unpacks to more than any article has: copy the article's text"
                " into a .txt file"
            ) from error
        raise ArticleError(
            "it is a damaged PDF: print it to a new PDF, or copy its text into a .txt file"
        ) from error
    lines = [line for page in _without_running_heads(pages) for line in page]
    if not lines:
        raise ArticleError(
            "it is a PDF without text, as scanners make them: have its text recognised first, with"
            " a program such as ocrmypdf"
        )
    text = text_of_blocks(_paragraphs(lines))
    title, author = (in_the_opening(value, text) for value in known)
    return Source(text, title=title, byline=author)


def _pages(data: bytes, request: Request) -> tuple[list[list[Line]], tuple[str | None, str | None]]:
    """The lines of each page, and the title and author that the file names."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError(
            "it is a PDF with a password: print it to a new PDF, or copy its text into a .txt file"
        )
    if not request.pages:
        _refuse_books(_stated_number_of_pages(reader))
    number = reader.get_num_pages()
    if not request.pages:
        _refuse_books(number)
    wanted: Sequence[int] = [page - 1 for page in request.pages] or range(number)
    if wanted and max(wanted) >= number:
        raise ArticleError(f"it has {number:,} pages, and no page {max(wanted) + 1:,}")
    pages = []
    drawn = 0
    for page in wanted:
        contents = reader.pages[page].get_contents()
        drawn += len(contents.get_data()) if contents is not None else 0
        if drawn > MOST_TO_DRAW:
            raise ArticleError(
                "it is a PDF with more to draw than any article has: name fewer pages with --pages,"
                " or copy its text into a .txt file"
            )
        pages.append(list(_lines(reader.pages[page], page)))
    about = reader.metadata
    return pages, (about.title if about else None, about.author if about else None)


def _refuse_books(number: int) -> None:
    if number > MOST_PAGES:
        raise ArticleError(
            f"it has {number:,} pages, and no article has more than {MOST_PAGES}: name those of the"
            " article with --pages 3-5"
        )


def _stated_number_of_pages(reader: Any) -> int:
    """What the file says, before its pages are counted, which takes long for many; 0: nothing."""
    try:
        return int(reader.trailer["/Root"]["/Pages"]["/Count"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return 0


def _lines(page: Any, number: int) -> Iterator[Line]:
    """A page's lines, in the order in which they were written to it."""
    from pypdf import mult

    pieces: list[tuple[str, float, float, float]] = []
    found: list[Line] = []

    def end_line() -> None:
        words = " ".join("".join(piece[0] for piece in pieces).split())
        if words:
            first, x, y, size = next(piece for piece in pieces if piece[0].strip())
            spaces = len(first) - len(first.lstrip())
            found.append(Line(number, x + spaces * SPACE * size, y, size, words))
        pieces.clear()

    def on_text(text: str, cm: Any, tm: Any, _font: Any, size: Any) -> None:
        if not text:
            return
        a, b, _, _, x, y = (float(each) for each in mult(tm, cm))
        height = float(size or 0) * ((a * a + b * b) ** 0.5 or 1)
        for count, part in enumerate(text.split("\n")):
            if count:
                end_line()
            if part:
                pieces.append((part, x, y, height))

    page.extract_text(visitor_text=on_text)
    end_line()
    return iter(found)


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without their numbers, and without lines that repeat at the edges of most of them."""

    def edges(page: list[Line]) -> list[Line]:
        ordered = sorted(page, key=lambda line: -line.y)
        return [*ordered[:EDGE_LINES], *ordered[EDGE_LINES:][-EDGE_LINES:]]

    def form(line: Line) -> tuple[str, int]:
        return re.sub(r"\d+", "#", line.text), round(line.y / 10)

    counted = Counter(each for page in pages for each in {form(line) for line in edges(page)})
    several = max(2, (len(pages) + 1) // 2)
    kept = []
    for page in pages:
        running = {
            line
            for line in edges(page)
            if counted[form(line)] >= several or PAGE_NUMBER.fullmatch(line.text)
        }
        kept.append([line for line in page if line not in running])
    return kept


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Lines joined to paragraphs."""
    from statistics import quantiles

    gaps = [
        above.y - below.y
        for above, below in zip(lines, lines[1:], strict=False)
        if above.page == below.page and 0 < above.y - below.y < 4 * max(above.size, 1)
    ]
    usual = quantiles(gaps, n=4)[0] if len(gaps) > 1 else (gaps or [0])[0]
    words = Counter(
        word for line in lines for word in re.findall(r"\w+(?:-\w+)*", line.text.casefold())
    )
    paragraph = lines[0].text
    left = lines[0].x
    for number, (above, below) in enumerate(zip(lines, lines[1:], strict=False)):
        around = lines[max(0, number - NEIGHBOURS) : number + NEIGHBOURS + 2]
        longest = max(
            len(line.text)
            for line in around
            if line.page == above.page and line.size < OTHER_SIZE * max(above.size, 0.1)
        )
        if _parts(above, below, usual, left, longest):
            yield paragraph
            paragraph = below.text
        else:
            paragraph = _joined(paragraph, below.text, words)
        far = above.page != below.page or below.y > above.y or abs(below.x - left) > 8 * below.size
        left = below.x if far else min(left, below.x)
    yield paragraph


def _parts(above: Line, below: Line, usual: float, left: float, longest: int) -> bool:
    """Whether a new paragraph begins with the line below."""
    larger, smaller = max(above.size, below.size), min(above.size, below.size)
    if larger > OTHER_SIZE * max(smaller, 0.1):
        return True
    ended = SENTENCE_END.search(above.text) is not None
    if above.page != below.page or below.y > above.y + usual / 2:  # a new page or column
        return ended
    if usual and above.y - below.y > LONGER_GAP * usual:
        return True
    indented = INDENT * below.size < below.x - left < 8 * below.size
    fitting = len(above.text) + 1 + len(below.text.split()[0])
    if fitting < VERY_SHORT_LINE * longest:  # it ended although it would have gone on
        return True
    return ended and (indented or fitting < SHORT_LINE * longest)


def _joined(above: str, below: str, words: Counter[str]) -> str:
    """Two lines as one, a word that was parted by a hyphen whole again."""
    parted, rest = HYPHEN.search(above), FIRST_WORD.match(below)
    if parted is None or rest is None:
        return f"{above} {below}"
    first, last = parted[1], rest[0]
    hyphenated = f"{first}-{last}".casefold()
    if words[hyphenated] or not last[0].islower():
        return above + below
    if words[(first + last).casefold()] or not (
        words[first.casefold()] > 1 and words[last.casefold()]
    ):
        return above[:-1] + below
    return above + below
