"""Speech that a dash opens, as novels and much of the continent's press set it.

"— I am not angry, says Mr Varga, who is 66. — A clock doesn’t fall off a ladder." What is said has
no mark at its end: it goes up to whoever says it, and again from the next dash on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quizgen.models import Span

if TYPE_CHECKING:
    from quizgen.facts.reader import Reading

RULE = "dialogue"
OPENING = re.compile(r"(?:[—–―]|--)\s*(?=[^\W\d_a-z]|[“‘\"'«„…])")
# "… , said Mr Varga — and", "—said Mr Varga—."
AGAIN = re.compile(r"[.,]?\s*(?:[—–―]|--)[.,]?\s*")
ENDING = tuple(",?!…—–―")
"""What parts somebody's words from whoever says them."""
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")


def find_lines(
    text: str, paragraphs: Sequence[Span], readings: Sequence[Reading]
) -> dict[Span, tuple[Span, ...]]:
    """What is said in dialogue, by the cue that tells who says it.

    Paragraphs of a list begin with dashes, too: there must be one that goes back to its speaker, or
    in which a speaker says "I".
    """
    found: dict[Span, tuple[Span, ...]] = {}
    for paragraph in paragraphs:
        opening = OPENING.match(text, *paragraph)
        if opening is None:
            continue
        for reading in readings:
            cue = reading.cue[0]
            if paragraph.covers(cue) and reading.source:
                spoken = tuple(_spoken(text, Span(opening.end(), paragraph.end), reading))
                if spoken:
                    found[cue] = spoken
                    break
    sure = any(
        len(spans) > 1 or any(FIRST_PERSON.search(span.of(text)) for span in spans)
        for spans in found.values()
    )
    return found if sure else {}


def _spoken(text: str, line: Span, reading: Reading) -> Iterator[Span]:
    aside = (*reading.source, *reading.cue)
    start, end = min(span.start for span in aside), max(span.end for span in aside)
    said = text[line.start : start].rstrip()
    if start < line.start or not said.endswith(ENDING):
        return
    yield Span(line.start, line.start + len(said.rstrip(",—–― ")))
    again = AGAIN.search(text, end, line.end)
    if again and line.end - again.end() > 1:
        yield Span(again.end(), line.end)
