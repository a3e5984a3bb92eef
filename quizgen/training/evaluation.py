"""How well the reader does on gold texts, used exactly as the product uses it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizgen.analysis import parse_all
from quizgen.article.paragraphs import paragraphs
from quizgen.facts.attribution import reports_speech, sayings
from quizgen.facts.quotations import attribution_kind, find_quotations
from quizgen.facts.reader import Reader, Reading
from quizgen.models import Article, AttributionKind
from quizgen.training.corpus import Example
from quizgen.training.scoring import Judge, Ratio

KINDS: tuple[AttributionKind, ...] = ("direct", "mixed", "indirect")
POINTS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98)


@dataclass(frozen=True)
class Gold:
    """A marked attribution whose cue is an act of speech."""

    kind: AttributionKind
    has_source: bool


@dataclass(frozen=True)
class Judged:
    """A reading of a gold text: what it matches, and whether it is right."""

    article: int
    reading: Reading
    kind: AttributionKind  # of the gold attribution, where it matches one
    matches_sourceless: bool  # a right content for which no source is marked
    right: bool  # content and source
    usable: bool


@dataclass(frozen=True)
class Evaluation:
    """Everything marked in gold texts and everything read there."""

    gold: list[Gold]
    judged: list[Judged]

    def pairs(self, kinds: Iterable[AttributionKind] = KINDS) -> Ratio:
        """Pairs of source and content, of some kinds of speech."""
        wanted = set(kinds)
        judged = [j for j in self.judged if j.kind in wanted]
        return Ratio(
            sum(j.right for j in judged),
            sum(not j.matches_sourceless for j in judged),
            sum(g.has_source for g in self.gold if g.kind in wanted),
        )


def evaluate(examples: Sequence[Example], reader: Reader) -> Evaluation:
    """Read the examples, and judge every saying found in them."""
    articles = [Article(e.id, e.id, e.text, body=tuple(paragraphs(e.text))) for e in examples]
    gold: list[Gold] = []
    judged: list[Judged] = []
    for number, (article, doc) in enumerate(zip(articles, parse_all(articles), strict=True)):
        example = examples[number]
        text = article.text
        quotations = find_quotations(text, article.body)
        marked = [
            (a, attribution_kind(text, a.content, quotations), reports_speech(a.cue, doc))
            for a in example.attributions
            if a.content
        ]
        gold += [Gold(kind, bool(a.source)) for a, kind, speech in marked if speech]
        judge = Judge(text, [a for a, _, _ in marked])
        found = [
            reading
            for reading in sayings(reader.read(text, article.body, quotations), doc)
            if not any(span.overlaps(reading.cue[0]) for span in example.unsure)
        ]
        partners = judge.partners(found)
        for i, reading in enumerate(found):
            kind = attribution_kind(text, reading.content, quotations)
            right = sourceless = False
            if i in partners:
                partner, kind, speech = marked[partners[i]]
                if not speech:
                    continue  # right or wrong, it is about no act of speech
                sourceless = not partner.source
                right = judge.source_agrees(reading.source, partner.source)
            usable = judge.is_usable(reading)
            judged.append(Judged(number, reading, kind, sourceless, right, usable))
    return Evaluation(gold, judged)


def figures(evaluation: Evaluation, reader: Reader) -> list[str]:
    """What was reached, as rows of two Markdown tables."""
    lines = ["| | marked | precision | recall | F1 |", "|---|--:|--:|--:|--:|"]
    for name, kinds in [(kind, (kind,)) for kind in KINDS] + [("all", KINDS)]:
        pairs = evaluation.pairs(kinds)
        lines.append(
            f"| {name} | {pairs.marked} | {100 * pairs.precision:.1f}"
            f" | {100 * pairs.recall:.1f} | {100 * pairs.f1:.1f} |"
        )
    lines += ["", "| confidence at least | read | usable | recall |", "|--:|--:|--:|--:|"]
    marked = sum(g.has_source for g in evaluation.gold)
    sure = [(reader.confidence(j.reading), j) for j in evaluation.judged]
    for point in (0.0, *POINTS):
        kept = [j for confidence, j in sure if confidence >= point]
        usable, right = sum(j.usable for j in kept), sum(j.right for j in kept)
        if kept:
            lines.append(
                f"| {point:.2f} | {len(kept)} | {100 * usable / len(kept):.1f}"
                f" | {100 * right / marked:.1f} |"
            )
    return lines
