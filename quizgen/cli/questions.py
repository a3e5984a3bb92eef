"""What the user is told of questions: how many, which, and what became of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.results import write
from quizgen.terminal import say, table

if TYPE_CHECKING:
    from quizgen.difference import Diff
    from quizgen.history import Regeneration
    from quizgen.models import Question, QuestionSet


def number_of_questions(*question_sets: QuestionSet) -> str:
    number = sum(len(question_set.questions) for question_set in question_sets)
    return f"{number} question{'s' * (number != 1)}"


def show(question_set: QuestionSet, output: Path) -> None:
    """The questions as a table."""
    table(
        ("id", "kind", "question", "answer"),
        [(q.id, q.kind, q.stem, q.answer) for q in question_set.questions],
        wide=("question", "answer"),
    )
    say(f"{number_of_questions(question_set)} about “{question_set.article.title}”: {output}")


def tell(made: Regeneration, diff: Path | None) -> None:
    """What a new generation did, to the user and to a file."""
    if diff is not None:
        from quizgen.json_files import to_document

        write(to_document(made.diff.to_dict()), diff)
    show_difference(made.diff)
    for note in (*made.notes, made.question_set.shortfall):
        if note:
            say(note)


def show_difference(diff: Diff, *, only_changes: bool = False) -> None:
    """What became of each question."""
    rows: list[tuple[str, Question]] = [] if only_changes else [("kept", q) for q in diff.kept]
    rows += [
        (f"changed: {', '.join(change.fields)}".removesuffix(": "), change.after)
        for change in diff.changed
    ]
    rows += [("new", q) for q in diff.new] + [("gone", q) for q in diff.gone]
    table(
        ("", "id", "kind", "question", "answer"),
        [(what, q.id, q.kind, q.stem, q.answer) for what, q in rows],
        wide=("", "question", "answer"),
    )
    say(counts(diff))


def counts(diff: Diff) -> str:
    """As in "8 kept, 1 changed, 3 new, 3 gone"."""
    some = {"kept": diff.kept, "changed": diff.changed, "new": diff.new, "gone": diff.gone}
    return ", ".join(f"{len(questions)} {what}" for what, questions in some.items())
