"""How many of the marked passages are read right: ``python -m tests.facts.readings [-v]``.

The passages of ``tests/cases/readings.md`` are written for measuring alone. A content counts as
found where it shares enough words with the marked one; a pair counts where the source agrees too.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from quizgen.article import article_from_text
from quizgen.facts import find_facts
from quizgen.models import Attribution, Span
from quizgen.training.markup import Case, MarkedAttribution, read_cases

READINGS = Path(__file__).parents[1] / "cases" / "readings.md"
OVERALL = "all"
ENOUGH_SHARED = 0.5

Key = TypeVar("Key", str, int)
Read = Callable[[str], Iterable[Attribution]]

WORD = re.compile(r"\w+(?:[’'.]\w+)*")
POSSESSIVE = re.compile(r"[’']s?$")
PREPOSITION = r"(?:of|for|from|at|in|on|by|with|to|near|among)"
# What ends the noun phrase that names a source: "a spokesman | for the ministry", "Jane Holt |, …",
# "papers | lodged with the court", "a study | published today by a group".
AFTER_HEAD = re.compile(
    rf"[,;:(–—]|\s(?:{PREPOSITION}|who|which|that|whose)\s"
    rf"|\s\w+ed\s(?:today\s|yesterday\s)?{PREPOSITION}\s"
)


@dataclass(slots=True)
class Ratio:
    """What was marked, what was found, and what of both agrees."""

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


@dataclass(slots=True)
class Score:
    """How the passages under one heading, or all of them, were read."""

    content: Ratio = field(default_factory=Ratio)
    pair: Ratio = field(default_factory=Ratio)  # content and source
    misses: list[str] = field(default_factory=list)


def cases() -> list[Case]:
    """The marked passages, in order."""
    return read_cases(READINGS.read_text(encoding="utf-8"))


def score(cases: Iterable[Case], read: Read) -> dict[str, Score]:
    """How well ``read`` finds what is marked, by heading and overall.

    Args:
        cases: Marked passages.
        read: From the text of one passage to what it is read to say.
    """
    scores = {OVERALL: Score()}
    for case in cases:
        counted = (scores[OVERALL], scores.setdefault(case.heading, Score()))
        _compare(case, list(read(case.marked.text)), counted)
    return scores


def by_facts(text: str) -> tuple[Attribution, ...]:
    """What the package reads in a passage, as it would in an article."""
    return find_facts(article_from_text(text, title="Reading")).attributions


def source_agrees(text: str, marked: Sequence[Span], found: Sequence[Span]) -> bool:
    """Whether two sources name the same: by their heads, or by most of their words."""
    one, other = (" ".join(span.of(text) for span in spans) for spans in (marked, found))
    if head(one) == head(other) != "":
        return True
    return _shared(Counter(_words(one)), Counter(_words(other))) >= ENOUGH_SHARED


def head(source: str) -> str:
    """The last word of the noun phrase a source begins with, in lower case: "spokesman"."""
    words = _words(AFTER_HEAD.split(source, maxsplit=1)[0]) or _words(source)
    return words[-1] if words else ""


def _words(text: str) -> list[str]:
    return [POSSESSIVE.sub("", word).casefold() for word in WORD.findall(text)]


def _places(text: str, spans: Iterable[Span]) -> Counter[int]:
    """The places of the words that spans cover: which word it is counts, not how it is spelt."""
    return Counter(
        {
            match.start()
            for match in WORD.finditer(text)
            if any(span.start < match.end() and match.start() < span.end for span in spans)
        }
    )


def _shared(one: Counter[Key], other: Counter[Key]) -> float:
    """F1 of two bags."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _compare(case: Case, found: Sequence[Attribution], scores: Sequence[Score]) -> None:
    text, marked = case.marked.text, case.marked.attributions
    for score in scores:
        score.content.found += len(found)
        score.content.marked += len(marked)
        score.pair.marked += sum(bool(attribution.source) for attribution in marked)
    partners = _partners(text, marked, found)
    for i, attribution in enumerate(found):
        partner = partners.get(i)
        agrees = (
            partner is not None
            and bool(partner.source)
            and source_agrees(text, partner.source, attribution.source)
        )
        for score in scores:
            score.content.right += partner is not None
            # A source found where none was marked is no error of pairing: nobody could say.
            score.pair.found += partner is None or bool(partner.source)
            score.pair.right += agrees
            if partner is None:
                score.misses.append(f"{case.line}: too much: {_shown(text, attribution)}")
            elif partner.source and not agrees:
                score.misses.append(
                    f"{case.line}: source: {_shown(text, attribution)}"
                    f" instead of {_joined(text, partner.source)}"
                )
    matched = {id(partner) for partner in partners.values()}
    for missing in marked:
        if id(missing) not in matched:
            for score in scores:
                score.misses.append(f"{case.line}: not found: {_shown(text, missing)}")


def _partners(
    text: str, marked: Sequence[MarkedAttribution], found: Sequence[Attribution]
) -> dict[int, MarkedAttribution]:
    """To each found attribution, by its number, the marked one with the same content.

    Each is taken once, the best fit first; of equal fits the one whose source agrees.
    """
    candidates = []
    for i, attribution in enumerate(found):
        for j, gold in enumerate(marked):
            fit = _shared(_places(text, attribution.content), _places(text, gold.content))
            if fit >= ENOUGH_SHARED:
                agrees = source_agrees(text, gold.source, attribution.source)
                candidates.append((-fit, not agrees, i, j))
    partners: dict[int, MarkedAttribution] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in partners and j not in taken:
            partners[i] = marked[j]
            taken.add(j)
    return partners


def _joined(text: str, spans: Iterable[Span]) -> str:
    return " // ".join(" ".join(span.of(text).split()) for span in spans) or "–"


def _shown(text: str, attribution: Attribution | MarkedAttribution) -> str:
    return " | ".join(
        _joined(text, spans) for spans in (attribution.source, attribution.cue, attribution.content)
    )


def table(scores: dict[str, Score]) -> str:
    """The figures, a line for each heading."""
    lines = [
        f"{'':32} {'marked':>6}   {'content':^17}   {'with source':^17}",
        f"{'':32} {'':>6}   {'P':>5} {'R':>5} {'F':>5}   {'P':>5} {'R':>5} {'F':>5}",
    ]
    for heading in [*(name for name in scores if name != OVERALL), OVERALL]:
        found = scores[heading]
        figures = "   ".join(
            f"{ratio.precision:5.2f} {ratio.recall:5.2f} {ratio.f1:5.2f}"
            for ratio in (found.content, found.pair)
        )
        lines.append(f"{heading:32} {found.content.marked:6}   {figures}")
    return "\n".join(lines)


if __name__ == "__main__":
    scores = score(cases(), by_facts)
    if "-v" in sys.argv[1:]:
        print(*scores[OVERALL].misses, "", sep="\n")
    print(table(scores))
