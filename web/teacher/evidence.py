"""The article beside its questions: which characters prove which question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.article.paragraphs import paragraphs as find_paragraphs
from quizgen.models import Article, Question, Span, merged


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a paragraph that prove the same questions."""

    text: str
    proves: tuple[int, ...] = ()  # numbers of questions, from 1; none: proves nothing
    begins: tuple[int, ...] = ()  # those of them whose evidence begins here
    ends: tuple[int, ...] = ()  # those of them of which a passage ends here


def marked(article: Article, questions: Sequence[Question]) -> list[tuple[Run, ...]]:
    """The article's body in paragraphs, with what proves the questions.

    Args:
        article: What is shown.
        questions: In the order in which they are numbered.
    """
    evidence = [merged(question.evidence) for question in questions]
    first = [spans[0].start if spans else -1 for spans in evidence]
    bounds = {place for spans in evidence for span in spans for place in span}
    shown = []
    for paragraph in find_paragraphs(article.text):
        runs: list[Run] = []
        for body in article.body:
            span = Span(max(body.start, paragraph.start), min(body.end, paragraph.end))
            if span.start >= span.end:
                continue
            cuts = sorted({*span, *(b for b in bounds if span.start < b < span.end)})
            for start, end in zip(cuts, cuts[1:], strict=False):
                piece = Span(start, end)
                proves = tuple(
                    number
                    for number, spans in enumerate(evidence, 1)
                    if any(each.covers(piece) for each in spans)
                )
                begins = tuple(number for number in proves if first[number - 1] == start)
                ends = tuple(
                    number
                    for number in proves
                    if any(each.end == end for each in evidence[number - 1])
                )
                runs.append(Run(article.text[start:end], proves, begins, ends))
        if runs:
            shown.append(tuple(runs))
    return shown
