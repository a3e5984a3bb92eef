"""The paragraphs that hold a question's evidence, cut so that they can be shown beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quizgen.article.paragraphs import paragraphs
from quizgen.models import Article, Span, merged

LONGEST_PARAGRAPH = 600
"""Characters. A longer paragraph is cut down to its evidence: about half a phone's screen."""

_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff]")


class Piece(NamedTuple):
    """Part of a paragraph."""

    text: str
    proves: bool  # it is evidence


Paragraph = tuple[Piece, ...]


def one_line(text: str) -> str:
    """Text on one line, without the control characters that no format can hold."""
    return _one_space(text).strip()


def _one_space(text: str) -> str:
    if text.isprintable() and "  " not in text:  # nearly always, and much faster to find out
        return text
    return _SPACE.sub(" ", _CONTROL.sub("", text))


class Passages:
    """An article's paragraphs, found once for all its questions."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        body = article.body or (Span(0, len(article.text)),)
        self._paragraphs = [span for part in body for span in _split(article.text, part)]
        self._starts = [span.start for span in self._paragraphs]
        self._ends = [span.end for span in self._paragraphs]

    def around(self, evidence: Iterable[Span]) -> tuple[Paragraph, ...]:
        """The paragraphs that hold the evidence, in the article's order.

        A paragraph longer than :data:`LONGEST_PARAGRAPH` is cut down to its evidence.
        """
        marked: dict[Span, list[Span]] = {}
        for proof in merged(evidence):
            first = bisect_right(self._ends, proof.start)
            last = bisect_left(self._starts, proof.end)
            # Evidence that stands outside the body is shown by itself.
            for paragraph in self._paragraphs[first:last] or [proof]:
                marked.setdefault(paragraph, []).append(
                    Span(max(proof.start, paragraph.start), min(proof.end, paragraph.end))
                )
        return tuple(self._paragraph(whole, proofs) for whole, proofs in sorted(marked.items()))

    def _paragraph(self, whole: Span, proofs: list[Span]) -> Paragraph:
        short = whole.end - whole.start <= LONGEST_PARAGRAPH
        pieces: list[Piece] = []
        at = whole.start
        for proof in proofs:
            pieces.append(self._between(Span(at, proof.start), short))
            pieces.append(Piece(_one_space(proof.of(self._text)), True))
            at = proof.end
        pieces.append(self._between(Span(at, whole.end), short))
        return tuple(piece for piece in pieces if piece.text)

    def _between(self, span: Span, short: bool) -> Piece:
        text = _one_space(span.of(self._text))
        return Piece(text if short or not text.strip() else " … ", False)


def _split(text: str, part: Span) -> Iterator[Span]:
    for start, end in paragraphs(part.of(text)):
        yield Span(part.start + start, part.start + end)
