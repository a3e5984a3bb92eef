"""Whether what was read is right, told against gold attributions.

A content matches a gold content where they share enough words; a reading is *usable* where the
source is right and the content matches or lies within the gold one. Spelled out, those are the
measures of the PolNeAR corpus’s common evaluations: word F1 of at least one half, same head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.models import Span
from quizgen.training.markup import MarkedAttribution

ENOUGH = 0.5
INSIDE = 0.8
WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
POSSESSIVE = re.compile(r"[’']s?$")
# Where the noun phrase ends that a source begins with: "a spokesman | for the ministry".
BEHIND_HEAD = re.compile(
    r"\s(?:of|for|from|at|in|on|by|with|to|near|who|which|that|whose|and|or)\s|[,;:(–—]"
)


def is_usable(
    text: str, source: Sequence[Span], content: Sequence[Span], gold: Sequence[MarkedAttribution]
) -> bool:
    """Whether a student could be asked about it: right source, and content of that attribution."""
    own = _places(text, content)
    best = max(gold, key=lambda g: len(own & _places(text, g.content)), default=None)
    if best is None or not own:
        return False
    marked = _places(text, best.content)
    shared = len(own & marked)
    fits = 2 * shared >= ENOUGH * (len(own) + len(marked)) or shared >= INSIDE * len(own)
    return fits and source_agrees(text, source, best.source)


def source_agrees(text: str, one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether two sources name the same, by their heads or by half of their words."""
    if not one or not other:
        return False
    places = _places(text, one), _places(text, other)
    if 2 * len(places[0] & places[1]) >= ENOUGH * (len(places[0]) + len(places[1])):
        return True
    heads = _head(text, one), _head(text, other)
    return heads[0] == heads[1] and len(heads[0]) > 2


def _places(text: str, spans: Sequence[Span]) -> set[int]:
    return {match.start() for span in spans for match in WORD.finditer(text, *span)}


def _head(text: str, spans: Sequence[Span]) -> str:
    phrase = spans[0].of(text)
    words = WORD.findall(BEHIND_HEAD.split(phrase, maxsplit=1)[0]) or WORD.findall(phrase)
    return POSSESSIVE.sub("", words[-1]).casefold() if words else ""
