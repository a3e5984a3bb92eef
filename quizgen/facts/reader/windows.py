"""Stretches of text that the network reads at once: whole paragraphs, as many as fit.

Which words share a window follows from the article alone, so that an article is read the same
way whatever is read beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizgen.facts.reader.words import Words

LENGTH = 256
"""Pieces of words in a window, its first and last marks included."""


@dataclass(frozen=True)
class Window:
    """Words ``first`` to ``last`` of an article, as rows of the network’s input.

    ``ids``, ``shapes`` and ``quoted`` are by piece; ``heads`` holds each word’s first piece.
    """

    first: int
    last: int
    ids: list[int]
    shapes: list[int]
    quoted: list[int]
    heads: list[int]


@dataclass(frozen=True)
class Marks:
    """The numbers of the marks that stand around and between paragraphs."""

    start: int
    separator: int


def windows(
    words: Words, pieces: Sequence[Sequence[int]], marks: Marks, length: int = LENGTH
) -> Iterator[Window]:
    """Every word of the article in one window each.

    Args:
        words: The words of the article.
        pieces: The vocabulary’s numbers for each word, at least one.
        marks: The vocabulary’s numbers for the marks between.
        length: The most pieces in a window.
    """
    groups = _groups(words, pieces, length - 2)
    for first, last in _packed(groups, words, pieces, length - 2):
        ids, shapes, quoted, heads = [marks.start], [0], [0], []
        for index in range(first, last):
            if index > first and words.paragraphs[index] != words.paragraphs[index - 1]:
                ids.append(marks.separator)
                shapes.append(0)
                quoted.append(0)
            heads.append(len(ids))
            ids += pieces[index]
            shapes += [words.shapes[index]] * len(pieces[index])
            quoted += [words.quoted[index]] * len(pieces[index])
        yield Window(first, last, [*ids, marks.separator], [*shapes, 0], [*quoted, 0], heads)


def _groups(words: Words, pieces: Sequence[Sequence[int]], room: int) -> Iterator[tuple[int, int]]:
    """Paragraphs as ranges of words; one that is too long is cut behind a full stop."""
    start = 0
    while start < len(words):
        paragraph = words.paragraphs[start]
        size, end, stop = 0, start, start
        while end < len(words) and words.paragraphs[end] == paragraph:
            if size + len(pieces[end]) > room:
                break
            size += len(pieces[end])
            end += 1
            if words.texts[end - 1] in ".!?":
                closes = end < len(words) and words.quoted[end] == 3
                stop = end + closes
        cut = end < len(words) and words.paragraphs[end] == paragraph
        end = min(stop, end) if cut and start < stop else max(end, start + 1)
        yield start, end
        start = end


def _packed(
    groups: Iterator[tuple[int, int]], words: Words, pieces: Sequence[Sequence[int]], room: int
) -> Iterator[tuple[int, int]]:
    first = last = size = 0
    for start, end in groups:
        more = sum(len(pieces[i]) for i in range(start, end)) + 1
        if last > first and size + more > room:
            yield first, last
            first, size = start, 0
        last, size = end, size + more
    if last > first:
        yield first, last


def by_word(encode: Callable[[list[str]], list[list[int]]], words: Words) -> list[list[int]]:
    """The pieces of every word, each different word looked up once."""
    different = list(dict.fromkeys(words.texts))
    found = dict(zip(different, encode(different), strict=True))
    return [found[text] for text in words.texts]
