"""Who is said to have said what, by rules over the dependency parse.

Cues
are told in ``cues``, contents found in ``constructions``; here their boundaries are settled. Words
stand in ``lexicons/reporting.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.analysis import span_between
from quizgen.facts.constructions import RULES, Found, according_to
from quizgen.facts.cues import Sentences, find_source, is_asserted, is_cue
from quizgen.facts.quotations import Quotation, attribution_kind
from quizgen.models import Attribution, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPENING = {"“", '"', "„", "«"}

# How often a rule’s source and content are both usable, counted over 840 annotated news articles.
# Of what "object" finds a part is only left unannotated there ("rejected the plan").
CONFIDENCE = {
    "quotation": 0.94,
    "clause": 0.88,
    "inserted": 0.91,
    "according-to": 0.86,
    "as": 0.75,
    "complement": 0.76,
    "object": 0.76,
    "charge": 0.84,
    "question": 0.82,
}


def by_rules(doc: Doc, body: Sequence[Span], quotations: Sequence[Quotation]) -> list[Attribution]:
    """Every statement the text attributes to somebody, in the order of its cues.

    Args:
        doc: The parsed article.
        body: The article proper; cues elsewhere are ignored.
        quotations: What ``find_quotations`` gave for the body.

    Returns:
        Attributions whose ``speaker`` is None: who a source is, is settled afterwards.
    """
    text = doc.text
    sentences = Sentences(doc, text, quotations)
    taken: set[Quotation] = set()
    attributions: list[Attribution] = []
    for cue in doc:
        if not any(span.start <= cue.idx < span.end for span in body):
            continue
        if sentences.quoted(cue):
            continue  # somebody's words about somebody's words prove nothing about the latter
        source, found = _read(cue, sentences)
        if source is None or found is None:
            continue
        content = _settle(found, source, sentences, taken)
        if not content:
            continue
        kind = attribution_kind(text, content, quotations)
        attributions.append(
            Attribution(
                source=(_noun_phrase(source),),
                cue=tuple(span_between(token, token) for token in found.cue),
                content=content,
                kind=kind,
                speaker=None,
                rule=found.rule,
                # “We are late,” said Brook, according to the BBC: two speakers, one quotation.
                confidence=0.6
                if found.rule == "according-to" and kind != "indirect"
                else CONFIDENCE[found.rule],
            )
        )
    return attributions


def _read(cue: Token, sentences: Sentences) -> tuple[Token | None, Found | None]:
    if cue.lower_ == "according":
        return according_to(cue, sentences)
    if cue.pos_ not in ("VERB", "AUX") or not is_cue(cue, sentences):
        return None, None
    if not is_asserted(cue, sentences):
        return None, None
    source = find_source(cue, sentences)
    if source is None or source.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"):
        return None, None
    for rule in RULES:
        found = rule(cue, source, sentences)
        if found is not None:
            return source, found
    return None, None


def _settle(
    found: Found, source: Token, sentences: Sentences, taken: set[Quotation]
) -> tuple[Span, ...]:
    """Contents as spans of the text, with the whole of every quotation they begin or end in."""
    text = sentences.text
    spans: list[Span] = []
    for first, last in found.tokens:
        start, end = span_between(first, last)
        for quotation in sentences.quotations:
            if not quotation.span.overlaps(Span(start, end)):
                continue
            if any(quotation.inner.covers(span_between(c, c)) for c in found.cue):
                continue  # all of it stands inside somebody's quotation
            start, end = min(start, quotation.span.start), max(end, quotation.span.end)
            taken.add(quotation)
        spans.append(Span(start, end))
    spans += _continued(found, spans, sentences, taken)
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    source_span = span_between(source, source)
    cues = [span_between(c, c) for c in found.cue]
    return tuple(
        span
        for span in merged
        if not span.covers(source_span)
        and not any(span.covers(c) for c in cues)
        and any(c.isalnum() for c in span.of(text))
    )


def _continued(
    found: Found, spans: Sequence[Span], sentences: Sentences, taken: set[Quotation]
) -> list[Span]:
    """“We are late,” she said. “We will be later still.” The second quotation goes on."""
    if not any(q.span.overlaps(span) for q in sentences.quotations for span in spans):
        return []
    cue = found.cue[-1]
    text = sentences.text
    last = next((t for t in reversed(cue.sent) if not t.is_space), cue)
    end = max(max(span.end for span in spans), last.idx + len(last))
    more: list[Span] = []
    for quotation in sentences.quotations:
        if quotation in taken or quotation.span.start < cue.idx:
            continue
        between = text[end : quotation.span.start]
        if quotation.span.start < end or between.strip() or between.count("\n") > 0:
            break
        following = text[quotation.span.end : quotation.span.end + 200].split("\n", 1)[0].strip()
        if following and (following[0].islower() or following[0] in ",–—"):
            break  # it has a cue of its own
        more.append(quotation.span)
        taken.add(quotation)
        end = quotation.span.end
    behind = _paragraphs_behind([*spans, *more], sentences, taken)
    return [*_paragraphs_before(spans, sentences, taken), *more, *behind]


def _paragraphs_behind(
    spans: Sequence[Span], sentences: Sentences, taken: set[Quotation]
) -> list[Span]:
    """What an unclosed quotation says in the next paragraphs, each of which opens it anew."""
    more: list[Span] = []
    end = max(span.end for span in spans)
    running = any(q.span.end == end and not q.closed for q in sentences.quotations)
    for quotation in sentences.quotations:
        if not running or quotation.span.start < end:
            continue
        if sentences.text[end : quotation.span.start].strip():
            break
        more.append(quotation.span)
        taken.add(quotation)
        end, running = quotation.span.end, not quotation.closed
    return more


def _paragraphs_before(
    spans: Sequence[Span], sentences: Sentences, taken: set[Quotation]
) -> list[Span]:
    """A quotation of several paragraphs: opened anew in each, closed only in the last."""
    text = sentences.text
    more: list[Span] = []
    start = min(span.start for span in spans)
    for quotation in reversed(sentences.quotations):
        if quotation.span.end > start or quotation.closed:
            continue
        if text[quotation.span.end : start].strip() or text[start : start + 1] not in OPENING:
            break
        more.append(quotation.span)
        taken.add(quotation)
        start = quotation.span.start
    return more


def _noun_phrase(head: Token) -> Span:
    """The noun phrase around a head, without relative clauses and what follows a comma or dash."""
    left = head.left_edge
    right = head
    for child in head.rights:
        if child.dep_ in ("relcl", "acl", "punct", "appos", "advcl"):
            break
        right = max(right, *(t for t in child.subtree), key=lambda t: t.i)
        if any(t.text in (",", "–", "—") for t in child.subtree):
            comma = next(t for t in child.subtree if t.text in (",", "–", "—"))
            right = head.doc[comma.i - 1]
            break
    while left.i < head.i and (left.is_punct or left.is_space):
        left = head.doc[left.i + 1]
    return span_between(left, right)
