"""How right attributions are, told against gold ones.

A content counts as found where it shares half of its words (F1) with a gold one; a *pair* counts
where the source agrees too. A single attribution is *usable*, somebody may be asked about it, where
its source is right and its content matches a gold one or lies within it. These are the measures of
published work on quotation attribution; see Pareti, "PARC 3.0: A Corpus of Attribution Relations"
(LREC 2016), and the PolNeAR corpus after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from quizgen.models import Span

ENOUGH_SHARED = 0.5
ENOUGH_INSIDE = 0.8

WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
POSSESSIVE = re.compile(r"[’']s?$")
PREPOSITION = r"(?:of|for|from|at|in|on|by|with|to|near|among)"
# What ends the noun phrase that names a source: "a spokesman | for the ministry", "Jane Holt |, …",
# "papers | lodged with the court", "a study | published today by a group".
AFTER_HEAD = re.compile(
    rf"[,;:(–—]|\s(?:{PREPOSITION}|who|which|that|whose)\s"
    rf"|\s\w+ed\s(?:today\s|yesterday\s)?{PREPOSITION}\s"
)


class Attributed(Protocol):
    """Anything with a source, a cue and a content as spans of one text."""

    @property
    def source(self) -> tuple[Span, ...]: ...
    @property
    def cue(self) -> tuple[Span, ...]: ...
    @property
    def content(self) -> tuple[Span, ...]: ...


@dataclass(slots=True)
class Ratio:
    """What is in the gold text, what was found, and what of both agrees."""

    right: int = 0
    found: int = 0
    marked: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.marked) if self.found + self.marked else 0.0


class Judge:
    """Compares attributions of one text with its gold ones."""

    def __init__(self, text: str, gold: Sequence[Attributed]) -> None:
        self._text = text
        self._words = [match.span() for match in WORD.finditer(text)]
        self._starts = [start for start, _ in self._words]
        self.gold = gold
        self._contents = [self._places(g.content) for g in gold]

    def partners(self, found: Sequence[Attributed]) -> dict[int, int]:
        """To each found attribution, by its number, the number of the gold one it matches.

        Each is taken once, the best fit first; of equal fits the one whose source agrees.
        """
        candidates = []
        for i, attribution in enumerate(found):
            own = self._places(attribution.content)
            for j, content in enumerate(self._contents):
                fit = _shared(own, content)
                if fit >= ENOUGH_SHARED:
                    agrees = self.source_agrees(attribution.source, self.gold[j].source)
                    candidates.append((-fit, not agrees, i, j))
        partners: dict[int, int] = {}
        taken: set[int] = set()
        for _, _, i, j in sorted(candidates):
            if i not in partners and j not in taken:
                partners[i] = j
                taken.add(j)
        return partners

    def is_usable(self, attribution: Attributed) -> bool:
        """Whether somebody may be asked about it: right source, content no wider than gold."""
        own = self._places(attribution.content)
        best = max(range(len(self.gold)), key=lambda j: len(own & self._contents[j]), default=None)
        if best is None or not own:
            return False
        fits = _shared(own, self._contents[best]) >= ENOUGH_SHARED or len(
            own & self._contents[best]
        ) >= ENOUGH_INSIDE * len(own)
        return fits and self.source_agrees(attribution.source, self.gold[best].source)

    def source_agrees(self, one: Sequence[Span], other: Sequence[Span]) -> bool:
        """Whether two sources name the same: by place, by their heads, or by most words."""
        if not one or not other:
            return False
        if _shared(self._places(one), self._places(other)) >= ENOUGH_SHARED:
            return True
        texts = [" ".join(span.of(self._text) for span in spans) for spans in (one, other)]
        if head(texts[0]) == head(texts[1]) != "":
            return True
        bags = [Counter(_plain_words(text)) for text in texts]
        total = bags[0].total() + bags[1].total()
        return 2 * (bags[0] & bags[1]).total() >= ENOUGH_SHARED * total > 0

    def _places(self, spans: Iterable[Span]) -> set[int]:
        """Which words spans touch: it is their place that counts, not their spelling."""
        found: set[int] = set()
        for span in spans:
            i = bisect_left(self._starts, span.start)
            if i and self._words[i - 1][1] > span.start:
                i -= 1
            while i < len(self._words) and self._starts[i] < span.end:
                found.add(i)
                i += 1
        return found


def head(source: str) -> str:
    """The last word of the noun phrase a source begins with, in lower case: "spokesman"."""
    words = _plain_words(AFTER_HEAD.split(source, maxsplit=1)[0]) or _plain_words(source)
    return words[-1] if words else ""


def _plain_words(text: str) -> list[str]:
    return [POSSESSIVE.sub("", word).casefold() for word in WORD.findall(text)]


def _shared(one: set[int], other: set[int]) -> float:
    """F1 of two sets."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0
