"""What of an article is somebody’s words, and whose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quizgen.models import Attribution, Span

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token


class Contents:
    """What of the article is somebody's words, and whose.

    A sentence such as "Mr Bell fits the bill, he added" names Mr Bell in the words of another: he
    isn't the one who added it.
    """

    def __init__(
        self, doc: Doc, quotations: Sequence[Span], attributions: Sequence[Attribution]
    ) -> None:
        self.quoted = bytearray(len(doc))
        for span in _sound(quotations, attributions):
            for token in _tokens(doc, span):
                self.quoted[token.i] = 1
        self._attributions = attributions
        self.sources = [a.source for a in attributions if a.source]
        self._inner = [-1] * len(doc)  # the innermost attribution in whose content a token stands
        self._parent: list[int] = []  # of an attribution, the one in whose content it stands
        self._sources: set[int] = set()  # heads of those who say something
        self._sayers: list[set[int]] = []  # where those who say it stand, by attribution
        size = [sum(len(part) for part in _lengths(a.content)) for a in attributions]
        for number in sorted(range(len(attributions)), key=lambda n: -size[n]):
            for span in attributions[number].content:
                for token in _tokens(doc, span):
                    self._inner[token.i] = number
                    if attributions[number].kind == "direct":
                        self.quoted[token.i] = 1
        for number, attribution in enumerate(attributions):
            places = [t.i for span in attribution.cue[:1] for t in _tokens(doc, span)]
            outer = self._inner[places[0]] if places else -1
            self._parent.append(-1 if outer == number else outer)
            self._sayers.append({n for s in attribution.source for n in range(*s)})
            for span in attribution.source[:1]:
                self._sources |= {t.i for t in _roots(list(_tokens(doc, span)))}

    def is_source(self, token: Token) -> bool:
        """Whether a token heads the source of a saying: in "Bell’s agent" it isn't Bell."""
        return token.i in self._sources

    def speaker_of(self, token: Token) -> Attribution | None:
        """The saying in whose content a token stands."""
        number = self._inner[token.i]
        return self._attributions[number] if number >= 0 else None

    def around(self, token: Token) -> set[int]:
        """The contents a token stands in, and -1 for the article itself.

        What a source says is never around it, even where the quotation seems to run on over it.
        """
        found = {-1}
        number = self._inner[token.i]
        while number not in found:
            found.add(number)
            number = self._parent[number]
        return {n for n in found if n < 0 or token.idx not in self._sayers[n]}

    def content(self, token: Token) -> int:
        """The innermost content a token stands in; -1: none."""
        return self._inner[token.i]


def _tokens(doc: Doc, span: Span) -> Iterable[Token]:
    return doc.char_span(span.start, span.end) or ()


def _sound(quotations: Sequence[Span], attributions: Sequence[Attribution]) -> list[Span]:
    """Quotations without those that mismatched marks let run on behind what was said.

    As in: “It leaks," said Mr Bell. "It always did.”
    """
    run_on = set()
    ordered = sorted(quotations)
    starts = [span.start for span in ordered]
    for attribution in attributions:
        if not attribution.content or not attribution.cue:
            continue
        number = bisect_right(starts, attribution.content[0].start + 1) - 1
        if number < 0:
            continue
        span, cue = ordered[number], attribution.cue[0]
        opens = attribution.content[0].start - span.start <= 1
        if opens and attribution.content[0].end <= cue.start and span.covers(cue):
            run_on.add(span)
    return [span for span in quotations if span not in run_on]


def _roots(tokens: Sequence[Token]) -> list[Token]:
    inside = {t.i for t in tokens}
    return [t for t in tokens if t.head.i not in inside or t.head == t][:1]


def _lengths(spans: Sequence[Span]) -> list[range]:
    return [range(span.start, span.end) for span in spans]
