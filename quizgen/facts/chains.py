"""Quotations of several paragraphs: whoever says one of them says them all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.facts.quotations import Quotation, follows_on

if TYPE_CHECKING:
    from quizgen.facts.reader import Reading


SENTENCE = re.compile(r"[.!?]\s|\n")


def whole_chains(
    text: str, readings: Sequence[Reading], quotations: Sequence[Quotation]
) -> list[Reading]:
    """Readings, of which one takes all of a quotation that runs over several paragraphs.

    Its cue stands before the first or behind the last of them. The reader sees one part of a long
    article at a time, and may give the first paragraph to whoever spoke before.
    """
    kept = list(readings)
    for chain in _chains(text, quotations):
        spans = [quotation.span for quotation in chain]
        first, last = spans[0], spans[-1]
        near = [
            n
            for n, reading in enumerate(kept)
            if any(span.overlaps(part) for span in reading.content for part in spans)
            and not any(q.inner.overlaps(reading.cue[0]) for q in quotations)
            and (
                "\n" not in text[reading.cue[0].end : first.start]
                if reading.cue[0].start < first.start
                else "\n" not in text[last.end : reading.cue[0].start]
            )
        ]
        if len(near) != 1:
            continue
        for number, reading in enumerate(kept):
            if any(q.inner.overlaps(reading.cue[0]) for q in chain):
                continue  # somebody else's words within them
            rest = tuple(s for s in reading.content if not any(s.overlaps(p) for p in spans))
            content = tuple(sorted((*rest, *spans))) if number == near[0] else rest
            kept[number] = replace(reading, content=content)
        kept = [reading for reading in kept if reading.content]
    return kept


def with_resumed(
    text: str, readings: Sequence[Reading], quotations: Sequence[Quotation]
) -> list[Reading]:
    """Readings with the rest of a sentence that their cue interrupts.

    “Nobody has asked,” Mr Lyle told reporters in the hall, “and nobody will.”
    """
    taken = [span for reading in readings for span in (*reading.content, *reading.cue)]
    kept = []
    for reading in readings:
        end = max(span.end for span in (*reading.source, *reading.cue))
        before = any(
            q.closed and q.span in reading.content and q.span.end < end for q in quotations
        )
        rest = next((q.span for q in quotations if q.span.start >= end), None)
        if before and rest is not None and not any(rest.overlaps(span) for span in taken):
            between, words = text[end : rest.start].rstrip(), rest.of(text).lstrip("“‘\"'„«» ")
            if between.endswith(",") and words[:1].islower() and not SENTENCE.search(between):
                content = tuple(sorted((*reading.content, rest)))
                reading = replace(reading, content=content)
        kept.append(reading)
    return kept


def _chains(text: str, quotations: Sequence[Quotation]) -> Iterator[list[Quotation]]:
    """Quotations of several paragraphs."""
    chain: list[Quotation] = []
    for quotation in quotations:
        if chain and follows_on(text, chain[-1], quotation):
            chain.append(quotation)
            continue
        if len(chain) > 1:
            yield chain
        chain = [quotation]
    if len(chain) > 1:
        yield chain
