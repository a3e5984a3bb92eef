"""Question sets as a table that every spreadsheet opens.

Source:
    RFC 4180 for quotation marks and line breaks; OWASP, "CSV Injection", for what begins a formula.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from decks.passages import Passages
from decks.questions import difficulty, evidence_of, line_of, text_of
from quizgen.files import write_whole
from quizgen.models import Question, QuestionSet

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""A spreadsheet may run a cell that begins like this, full-width forms included."""


def write(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write a question set as CSV: UTF-8 with a byte order mark, a row per question.

    A cell that a spreadsheet could run as a formula is given an apostrophe in front.

    Args:
        question_set: What to write.
        path: The .csv file.
        timestamp: Not used: a table doesn't say when it was made.

    Raises:
        OutputError: The file can't be written there.
    """
    write_whole(path, _table(question_set, ","))


def write_tsv(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write a question set as the table of :func:`write`, with tabs between its cells."""
    write_whole(path, _table(question_set, "\t"))


def inert(cell: str) -> str:
    """The cell's text, with an apostrophe in front where a spreadsheet could run it."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell


def _table(question_set: QuestionSet, delimiter: str) -> bytes:
    passages = Passages(question_set.article)
    width = max((len(question.options) for question in question_set.questions), default=0)
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=delimiter)
    rows.writerow(
        ["id", "kind", "difficulty", "question"]
        + [f"option {number}" for number in range(1, width + 1)]
        + [
            "key",
            "answer",
            "accepted",
            "evidence",
            "feedback",
            "why not",
            "article",
            "published",
            "url",
        ]
    )
    for question in question_set.questions:
        rows.writerow(map(inert, _cells(question, question_set, passages, width)))
    return text.getvalue().encode("utf-8-sig", "replace")


def _cells(
    question: Question, question_set: QuestionSet, passages: Passages, width: int
) -> list[str]:
    article = question_set.article
    options = [option.text for option in question.options]
    key = next(n for n, option in enumerate(question.options, 1) if option.id == question.key)
    cells = [
        question.id,
        question.kind,
        difficulty(question),
        question.stem,
        *options,
        *[""] * (width - len(options)),
        str(key),
        question.answer,
        " | ".join(map(line_of, question.accepted)),
        evidence_of(question, passages),
        question.feedback,
        " | ".join(
            f"{number}: {line_of(option.why)}"
            for number, option in enumerate(question.options, 1)
            if text_of(option.why)
        ),
        line_of(article.title),
        article.published.isoformat() if article.published else "",
        article.url or "",
    ]
    return [text_of(cell) for cell in cells]
