"""The article as it is read: paragraphs of its body, with passages marked in their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizgen.article.paragraphs import paragraphs as find_paragraphs
from quizgen.models import Article, Span, merged


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text within a paragraph."""

    text: str
    passage: int | None = None  # number, from 1, of the passage it belongs to; None: of none
    begins: bool = False  # the passage begins here
    ends: bool = False  # the passage ends here


Paragraph = tuple[Piece, ...]


def paragraphs(article: Article, passages: Iterable[Span] = ()) -> list[Paragraph]:
    """The article's body in paragraphs; what isn't body is left out.

    Args:
        article: What is shown.
        passages: What is marked; what overlaps or touches is marked as one.
    """
    marked = merged(passages)
    cut = [
        [piece for span in spans for piece in _pieces(article.text, span, marked)]
        for spans in _body(article)
    ]
    # The number of each marked piece: a passage's pieces come one after another.
    numbers = [number for pieces in cut for _, number in pieces if number is not None]
    made, at = [], 0
    for pieces in cut:
        paragraph = []
        for text, number in pieces:
            if number is None:
                paragraph.append(Piece(text))
                continue
            begins, ends = number not in numbers[:at][-1:], number not in numbers[at + 1 : at + 2]
            paragraph.append(Piece(text, number, begins, ends))
            at += 1
        made.append(tuple(paragraph))
    return made


def _body(article: Article) -> Iterator[list[Span]]:
    """What of each paragraph is body: several spans where something was taken out of its middle."""
    starts = [span.start for span in article.body]
    ends = [span.end for span in article.body]
    for paragraph in find_paragraphs(article.text):
        within = article.body[
            bisect_right(ends, paragraph.start) : bisect_left(starts, paragraph.end)
        ]
        spans = [Span(max(s.start, paragraph.start), min(s.end, paragraph.end)) for s in within]
        if spans:
            yield spans


def _pieces(text: str, span: Span, marked: list[Span]) -> Iterator[tuple[str, int | None]]:
    """The span cut where a marked passage begins or ends, each piece with its passage's number."""
    at = span.start
    for number, passage in enumerate(marked, 1):
        start, end = max(passage.start, at), min(passage.end, span.end)
        if start >= end:
            continue
        if at < start:
            yield text[at:start], None
        yield text[start:end], number
        at = end
    if at < span.end:
        yield text[at : span.end], None
