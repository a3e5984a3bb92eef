"""What the user is told of questions: how many, which, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.terminal import say, table

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.difference import Diff
    from quizgen.models import Question, QuestionSet

COLUMNS = ("id", "kind", "question", "answer")
WIDE = ("question", "answer")


def number_of_questions(*question_sets: QuestionSet) -> str:
    """As in "12 questions"."""
    number = sum(len(question_set.questions) for question_set in question_sets)
    return f"{number} question{'s' * (number != 1)}"


def counts(diff: Diff) -> str:
    """As in "8 kept, 1 changed, 3 new, 3 gone"."""
    some = {"kept": diff.kept, "changed": diff.changed, "new": diff.new, "gone": diff.gone}
    return ", ".join(f"{len(questions)} {what}" for what, questions in some.items())


def show_questions(question_set: QuestionSet, file: Path) -> None:
    """The questions as a table, and which file they are in."""
    table(COLUMNS, map(_cells, question_set.questions), wide=WIDE)
    say(f"{number_of_questions(question_set)} about “{question_set.article.title}”: {file}")


def show_difference(diff: Diff, *, only_changes: bool = False) -> None:
    """What became of each question."""
    rows: list[tuple[str, Question]] = [] if only_changes else [("kept", q) for q in diff.kept]
    rows += [
        (f"changed: {', '.join(change.fields)}".removesuffix(": "), change.after)
        for change in diff.changed
    ]
    rows += [("new", q) for q in diff.new] + [("gone", q) for q in diff.gone]
    table(("", *COLUMNS), [(what, *_cells(q)) for what, q in rows], wide=("", *WIDE))
    say(counts(diff))


def _cells(question: Question) -> tuple[str, str, str, str]:
    return question.id, question.kind, question.stem, question.answer
