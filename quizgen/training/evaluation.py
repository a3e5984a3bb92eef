"""What the reader makes of gold texts, exactly as the product would use it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.analysis import parse_all
from quizgen.article.paragraphs import paragraphs
from quizgen.facts.attribution import statements
from quizgen.facts.quotations import find_quotations
from quizgen.facts.reader import Reader, Reading
from quizgen.models import Article
from quizgen.training.corpus import Example
from quizgen.training.scoring import Judge


@dataclass(frozen=True)
class Judged:
    """A reading of a gold text."""

    article: int
    reading: Reading
    usable: bool


def judged(examples: Sequence[Example], reader: Reader) -> Iterator[Judged]:
    """Every statement found in the examples, and whether it is usable."""
    articles = [Article(e.id, e.id, e.text, body=tuple(paragraphs(e.text))) for e in examples]
    for number, (article, doc) in enumerate(zip(articles, parse_all(articles), strict=True)):
        example = examples[number]
        quotations = find_quotations(article.text, article.body)
        judge = Judge(article.text, example.attributions)
        readings = reader.read(article.text, article.body, quotations)
        for reading in statements(readings, doc, quotations):
            if not any(span.overlaps(reading.cue[0]) for span in example.unsure):
                yield Judged(number, reading, judge.is_usable(reading))
