"""Ranges: two dates with one event between them, "from 3 to 5 March", "2009-2010"."""

from __future__ import annotations

import re
from itertools import pairwise

from quizgen.dates import granularity
from quizgen.facts.events.context import Context, Dated
from quizgen.models import Span, Timex

TO = re.compile(r"\s*(?:to|until|till|through|[-–—])\s*(?:the\s+)?", re.IGNORECASE)
AND = re.compile(r"\s*and\s*(?:the\s+)?", re.IGNORECASE)


def find_ranges(context: Context) -> dict[Span, Dated]:
    """Ranges by the span of their first end."""
    text = context.article.text
    found: dict[Span, Dated] = {}
    for first, second in pairwise(context.timexes):
        between = text[first.span.end : second.span.start]
        before = re.search(r"(\w+)\W*$", text[max(0, first.span.start - 30) : first.span.start])
        word = before[1].lower() if before else ""
        both = word == "between" and AND.fullmatch(between)
        if not both and not TO.fullmatch(between):
            continue
        if _ordered(first, second):
            found[first.span] = Dated(first, second, bool(both))
    return found


def _ordered(first: Timex, second: Timex) -> bool:
    """Whether two expressions can be the ends of one range."""
    if first.type != "DATE" or second.type != "DATE" or not first.value or not second.value:
        return False
    return granularity(first.value) == granularity(second.value) and first.value < second.value
