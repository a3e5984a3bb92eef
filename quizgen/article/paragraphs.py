"""Where one paragraph ends and the next begins, in text that comes in any shape.

A blank line always parts paragraphs. A single line break does so too, as it does in most text
copied from a web page, unless the text is hard-wrapped: then a line only ends because the next
word didn't fit, and a line that ends although it would have fitted ends its paragraph.
"""

from __future__ import annotations

import re

from quizgen.models import Span

LONGEST_WRAPPED_LINE = 120
"""No program wraps lines at more characters than this."""

SHARE_OF_FULL_LINES = 0.8
"""The share of single line breaks that must come where the next word didn't fit."""

SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")

# All that Python's own str.splitlines takes for a line's end; "\r\n" is one.
LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, in order, without the white space around them."""
    blocks = _blocks(text)
    joins = [pair for lines in blocks for pair in zip(lines, lines[1:], strict=False)]
    width = max((line.end - line.start for lines in blocks for line in lines), default=0)
    full = [pair for pair in joins if _is_full(text, width, *pair)]
    ending = [line for line, _ in full if SENTENCE_END.search(line.of(text))]
    wrapped = (
        bool(joins)
        and width <= LONGEST_WRAPPED_LINE
        and len(full) >= SHARE_OF_FULL_LINES * len(joins)
        and len(ending) <= len(full) / 2  # lines that all end in a full stop are paragraphs
    )
    found: list[Span] = []
    for lines in blocks:
        start = lines[0].start
        for line, following in zip(lines, lines[1:], strict=False):
            if not (wrapped and _is_full(text, width, line, following)):
                found.append(Span(start, line.end))
                start = following.start
        found.append(Span(start, lines[-1].end))
    return tuple(found)


def _blocks(text: str) -> list[list[Span]]:
    """Runs of lines that aren't blank, each line without the white space around it."""
    blocks: list[list[Span]] = []
    blank = True
    start = 0
    for end, following in [
        *((found.start(), found.end()) for found in LINE_BREAK.finditer(text)),
        (len(text), len(text)),
    ]:
        line = text[start:end]
        stripped = line.strip()
        if stripped:
            begin = start + len(line) - len(line.lstrip())
            if blank:
                blocks.append([])
            blocks[-1].append(Span(begin, begin + len(stripped)))
        blank = not stripped
        start = following
    return blocks


def _is_full(text: str, width: int, line: Span, following: Span) -> bool:
    """Whether the next line's first word would have made this line too long."""
    word = following.of(text).split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(word) > width
