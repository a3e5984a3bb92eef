"""Questions as text for people: what a teacher looks at before keeping, rejecting or editing."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.difficulty import level_of
from quizgen.models import Article, Question, QuestionSet
from quizgen.terminal import printable


def listed(question_set: QuestionSet, *ids: str) -> Iterator[str]:
    """The lines of a set's questions, or of those named, in the set's order.

    Before each sentence of the evidence stands the number of its paragraph, as settings have it.

    Raises:
        UnknownQuestionError: A named one isn't in the set.
    """
    wanted = {question_set.question(question_id).id for question_id in ids}
    for number, question in enumerate(question_set.questions, 1):
        if not wanted or question.id in wanted:
            yield from map(printable_behind_indent, _lines(number, question, question_set.article))


def printable_behind_indent(line: str) -> str:
    """A line without what a terminal would obey, its indent left as it is."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + printable(line)


def _lines(number: int, question: Question, article: Article) -> Iterator[str]:
    difficulty = f"{level_of(question.difficulty)} ({question.difficulty:.2f}"
    difficulty += f", {question.students} students)" if question.students else ")"
    facts = [question.id, question.kind, difficulty, f"confidence {question.confidence:.2f}"]
    facts += [part for part in (question.rule, "edited" if question.edited else "") if part]
    yield f"{number}. {' · '.join(facts)}"
    yield f"   {question.stem}"
    for option in question.options:
        mark = "*" if option.id == question.key else " "
        yield f"   {mark} {option.text}"
    also = [answer for answer in question.accepted if answer != question.answer]
    if also:
        yield f"   also right: {'; '.join(also)}"
    for span in question.evidence:
        numbers = [n for n, paragraph in enumerate(article.body, 1) if paragraph.overlaps(span)]
        yield f"   > {numbers[0] if numbers else '–'}: {' '.join(span.of(article.text).split())}"
    yield ""
