"""Tokens of a span and the sentence around one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.analysis import span_between
from quizgen.models import Span

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

OPENING = {"“", '"', "``", "„", "«"}
CLOSING = {"”", '"', "''", "»"}
MARKS = OPENING | CLOSING
FINITE = {"VBD", "VBZ", "VBP", "MD"}
"""Tags of verbs that show tense, or of what does so for them."""


def tokens_of(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    """The words of spans in order, each once, without white space."""
    if len(spans) == 1:
        return list(doc.words(*spans[0]))
    found = {t.i: t for span in spans for t in doc.words(*span)}
    return [found[i] for i in sorted(found)]


def breaks(tokens: Iterable[Token]) -> Iterator[tuple[Token, Token, Sequence[Token]]]:
    """Where tokens leave something out: the two beside each gap, and what stands in it."""
    for one, two in pairwise(tokens):
        if one.i + 1 < two.i:
            yield one, two, one.doc[one.i + 1 : two.i]


def roots_of(tokens: Sequence[Token]) -> list[Token]:
    """Those through which the sentence holds the others."""
    inside = {t.i for t in tokens}
    return [t for t in tokens if t.head.i not in inside or t.head == t]


def span_root(doc: Doc, span: Span) -> Token:
    """The token through which the sentence holds a span."""
    tokens = tokens_of(doc, [span])
    return roots_of(tokens)[0]


def sentence_span(token: Token) -> Span:
    """The sentence around a token, without the space at its ends."""
    first = next((t for t in token.sent if not t.is_space), token)
    last = next((t for t in reversed(token.sent) if not t.is_space), token)
    return span_between(first, last)


def start_of_sentence_before(token: Token, count: int) -> int:
    """Where the sentence begins that is so many before a token’s own, or else the text."""
    start = token.sent.start
    for _ in range(count):
        start = token.doc[max(0, start - 1)].sent.start
    return start


def by_sentence(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Tokens, parted where a sentence ends."""
    part: list[Token] = []
    last: Token | None = None
    for token in tokens:
        if last is not None and token.sent is not last.sent:
            # It is late for “a bridge.” The parser takes the last mark for the next sentence's.
            if _closes(token, part):
                part.append(token)
                continue
            yield part
            part = []
        part.append(token)
        last = token
    if part:
        yield part


def _closes(token: Token, before: Sequence[Token]) -> bool:
    """Whether a mark ends a quotation that the words before it opened."""
    if token.text == '"':
        return sum(t.text == '"' for t in before) % 2 == 1
    return token.text in CLOSING


def is_edge(token: Token) -> bool:
    """Whether it holds nothing at the front or end of a clause: a comma, a dash."""
    return token.is_space or token.text in (",", ";", ":", "–", "—", "-", "--")


def is_dash(token: Token) -> bool:
    """Whether it sets off an aside: a dash, or a hyphen between spaces."""
    spaced = bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return token.text in ("–", "—", "--", "-") and spaced


def holds(tokens: Collection[Token], token: Token) -> bool:
    return any(t.i == token.i for t in tokens)
