"""How many of the marked passages are read right: ``python -m tests.facts.readings [-v]``.

The passages of ``tests/cases/readings.md`` are written for measuring alone. A content counts as
found where it shares enough words with the marked one; a pair counts where the source agrees too.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quizgen.article import article_from_text
from quizgen.facts import find_facts
from quizgen.models import Attribution, Span
from quizgen.training.markup import Case, MarkedAttribution, read_cases
from quizgen.training.scoring import Judge, Ratio

READINGS = Path(__file__).parents[1] / "cases" / "readings.md"
OVERALL = "all"
Read = Callable[[str], Iterable[Attribution]]


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
    found = find_facts(article_from_text(text, title="Reading")).attributions
    return tuple(attribution for attribution in found if attribution.asserted)


def _compare(case: Case, found: Sequence[Attribution], scores: Sequence[Score]) -> None:
    text, marked = case.marked.text, case.marked.attributions
    judge = Judge(text, marked)
    for score in scores:
        score.content.found += len(found)
        score.content.marked += len(marked)
        score.pair.marked += sum(bool(attribution.source) for attribution in marked)
    partners = {i: marked[j] for i, j in judge.partners(found).items()}
    for i, attribution in enumerate(found):
        partner = partners.get(i)
        agrees = partner is not None and judge.source_agrees(attribution.source, partner.source)
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
