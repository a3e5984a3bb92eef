"""The words the reader sees: a text cut up, with the shape of each word and whether it is quoted.

The network knows words in lower case only and no quotation marks but the straight one. What it
can't see there is given beside the word: its capitals, and where it stands as to quotations. So
“…”, ‘…’, «…» and ''…'' are all one to it, whichever of them it has met in training.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quizgen.facts.quotations import Quotation
from quizgen.models import Span

WORD = re.compile(r"``|''|\w+|[^\w\s]")
SHAPES = 14
QUOTED = 4
STRAIGHT = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "''": '"', "``": '"', "‘": "'"} | {
    "’": "'"
}


@dataclass(frozen=True, eq=False)
class Words:
    """Parallel lists, one entry a word.

    Attributes:
        spans: Where the word stands in the text.
        texts: As the network reads it, quotation marks made straight.
        shapes: Its capitals, and whether white space stands before it; below ``SHAPES``.
        quoted: 0 outside quotations, 1 inside, 2 an opening mark, 3 a closing one.
        paragraphs: The number of its paragraph.
    """

    spans: tuple[Span, ...]
    texts: tuple[str, ...]
    shapes: tuple[int, ...]
    quoted: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.spans)

    @cached_property
    def starts(self) -> list[int]:
        return [span.start for span in self.spans]


def find_words(text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> Words:
    """The words of the paragraphs, in order; what stands between paragraphs is left out."""
    opening: dict[int, int] = {}
    closing: dict[int, int] = {}
    inside: list[Span] = []
    for quotation in quotations:
        opening[quotation.span.start] = quotation.inner.start
        if quotation.closed:
            closing[quotation.inner.end] = quotation.span.end
        inside.append(quotation.inner)
    spans: list[Span] = []
    texts: list[str] = []
    shapes: list[int] = []
    quoted: list[int] = []
    numbers: list[int] = []
    next_quotation = 0
    for number, paragraph in enumerate(paragraphs):
        for match in WORD.finditer(text, *paragraph):
            span = Span(match.start(), match.end())
            while next_quotation < len(inside) and inside[next_quotation].end <= span.start:
                next_quotation += 1
            word = match[0]
            if span.start in opening:
                word, state = '"', 2
            elif span.start in closing:
                word, state = '"', 3
            else:
                word = STRAIGHT.get(word, word)
                state = int(
                    next_quotation < len(inside) and inside[next_quotation].start <= span.start
                )
            glued = span.start > paragraph.start and not text[span.start - 1].isspace()
            spans.append(span)
            texts.append(word)
            shapes.append(2 * _capitals(word) + glued)
            quoted.append(state)
            numbers.append(number)
    return Words(tuple(spans), tuple(texts), tuple(shapes), tuple(quoted), tuple(numbers))


def _capitals(word: str) -> int:
    """0 is left for what is no word of the text."""
    if not word[0].isalnum():
        return 6
    if word[0].isdigit():
        return 5
    if word.islower():
        return 1
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 2
    if word.isupper():
        return 3
    return 4
