"""Quotations of several paragraphs: whoever says one of them says them all."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.article.paragraphs import paragraphs
from quizgen.facts.passages import tokens_of
from quizgen.facts.quotations import Quotation, attribution_kind, follows_on
from quizgen.models import Attribution, Span

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc
    from quizgen.facts.reader import Reading


SENTENCE = re.compile(r"[.!?]\s|\n\s*\n")


def whole_chains(
    text: str, readings: Sequence[Reading], quotations: Sequence[Quotation]
) -> list[Reading]:
    """Readings, of which one takes all of a quotation that runs over several paragraphs.

    Its cue stands before the first or behind the last of them. The reader sees one part of a long
    article at a time, and may give the first paragraph to whoever spoke before.
    """
    kept = list(readings)
    chains = list(_chains(text, quotations))
    starts = [paragraph.start for paragraph in paragraphs(text)] if chains else []
    for chain in chains:
        spans = [quotation.span for quotation in chain]
        first, last = spans[0], spans[-1]
        near = [
            n
            for n, reading in enumerate(kept)
            if any(span.overlaps(part) for span in reading.content for part in spans)
            and not any(q.inner.overlaps(reading.cue[0]) for q in quotations)
            and not any(part.overlaps(s) for part in spans for s in (*reading.cue, *reading.source))
            and bisect_right(starts, reading.cue[0].start)
            == bisect_right(starts, (first if reading.cue[0].start < first.start else last).start)
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
    taken = {span for reading in readings for span in reading.content}
    cues = sorted(span.start for reading in readings for span in reading.cue)
    closed = {q.span for q in quotations if q.closed}
    starts = [q.span.start for q in quotations]
    kept = []
    for reading in readings:
        end = max(span.end for span in (*reading.source, *reading.cue))
        place = bisect_left(starts, end)
        if place < len(quotations) and any(s in closed and s.end < end for s in reading.content):
            rest = quotations[place].span
            free = rest not in taken and not any(rest.overlaps(s) for s in reading.content)
            free &= bisect_left(cues, rest.end) == bisect_left(cues, end)
            between, words = text[end : rest.start].rstrip(), quotations[place].inner.of(text)
            leads = between.endswith(",") and not SENTENCE.search(between)
            if free and leads and words.lstrip()[:1].islower():
                reading = replace(reading, content=tuple(sorted((*reading.content, rest))))
        kept.append(reading)
    return kept


def without_others(
    doc: Doc, attributions: Sequence[Attribution], quotations: Sequence[Quotation]
) -> list[Attribution]:
    """Attributions without words that a sentence of somebody else's parts from their cue.

    “The tram is late,” Hale said. Drew says nobody waits for it. “They all walk.” The last words
    are Drew's as likely as Hale's: print leaves out a cue where the one before still holds.
    """
    quoted = sorted(quotation.span for quotation in quotations)
    starts = [span.start for span in quoted]

    def is_quoted(place: int) -> bool:
        number = bisect_right(starts, place) - 1
        return number >= 0 and place < quoted[number].end

    def sentence_of(attribution: Attribution) -> int:
        token = next(iter(tokens_of(doc, attribution.cue)), None)
        return token.sent.start if token is not None else -1

    told = [a for a in attributions if a.source and not is_quoted(a.cue[0].start)]
    told.sort(key=lambda a: a.cue[0].start)
    cues = [a.cue[0].start for a in told]

    def is_parted(span: Span, own: Attribution) -> bool:
        cue, sentence = own.cue[0], sentence_of(own)
        behind = span.start > cue.start
        start, end = (cue.end, span.start) if behind else (span.end, cue.start)
        return any(
            (other.speaker is None or other.speaker != own.speaker)
            and not any(part.covers(other.cue[0]) for part in own.content)
            and sentence_of(other) != sentence
            for other in told[bisect_left(cues, start) : bisect_left(cues, end)]
        )

    kept = []
    for attribution in attributions:
        content = tuple(s for s in attribution.content if not is_parted(s, attribution))
        kept.append(replace(attribution, content=content) if content else attribution)
    return kept


def without_others_before(
    doc: Doc, attributions: Sequence[Attribution], quotations: Sequence[Quotation]
) -> list[Attribution]:
    """Attributions without a whole quotation before them that goes on with somebody else's words.

    “The tram is late,” said Hale, shrugging. “It often is.” Drew says nobody waits for it. The
    second quotation has no cue of its own, and print goes on with whoever spoke last. An
    attribution of which nothing else is left has no speaker any more.
    """
    text = doc.text
    opened = {quotation.span.start: quotation for quotation in quotations if quotation.closed}
    told = sorted((a for a in attributions if a.source), key=lambda a: a.cue[0].start)
    cues = [a.cue[0].start for a in told]

    def is_others(quotation: Quotation, own: Attribution) -> bool:
        first = min(own.cue[0].start, *(span.start for span in own.source))
        words = quotation.inner.of(text).rstrip()
        if quotation.span.end > first or not words.endswith((".", "?", "!")):
            return False
        if not own.source or _is_led_to(text, quotation, own, first, opened.values()):
            return False
        place = bisect_left(cues, quotation.span.start)
        if not place or told[place - 1].speaker == own.speaker is not None:
            return False
        cue = next(iter(tokens_of(doc, told[place - 1].cue)), None)
        if cue is None:
            return False
        end = max(token.idx + len(token) for token in cue.sent if not token.is_space)
        between = text[min(end, quotation.span.start) : quotation.span.start]
        return end <= quotation.span.start and not between.strip() and "\n" not in between

    kept = []
    for attribution in attributions:
        content = []
        for span in attribution.content:
            quotation = opened.get(span.start)
            if quotation is None or not is_others(quotation, attribution):
                content.append(span)
            elif quotation.span.end < span.end:
                rest = text[quotation.span.end : span.end]
                content.append(Span(span.end - len(rest.lstrip()), span.end))
        if not content:
            kept.append(replace(attribution, speaker=None))
            continue
        if content != [*attribution.content]:
            kind = attribution_kind(text, content, quotations)
            attribution = replace(attribution, content=tuple(content), kind=kind)
        kept.append(attribution)
    return kept


def _is_led_to(
    text: str, quotation: Quotation, own: Attribution, first: int, others: Iterable[Quotation]
) -> bool:
    """Whether nothing but more of the same words stands between a quotation and its cue."""
    start = quotation.span.end
    for other in sorted(others, key=lambda q: q.span):
        if other.span.start >= start and other.span.end <= first:
            if text[start : other.span.start].strip():
                return False
            start = other.span.end
    behind = any(span.start > own.cue[0].start for span in own.content)
    ends = quotation.inner.of(text).rstrip().endswith(".")
    return not text[start:first].strip() and not (behind and ends)


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
