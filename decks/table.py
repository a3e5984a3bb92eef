"""Question sets as a table that every spreadsheet opens."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from decks.passages import Passages, one_line
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
    passages = Passages(question_set.article)
    width = max((len(question.options) for question in question_set.questions), default=0)
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(
        ["id", "kind", "question"]
        + [f"option {number}" for number in range(1, width + 1)]
        + ["key", "answer", "accepted", "evidence", "feedback", "article", "published", "url"]
    )
    for question in question_set.questions:
        rows.writerow(map(inert, _cells(question, question_set, passages, width)))
    write_whole(path, text.getvalue().encode("utf-8-sig", "replace"))


def inert(cell: str) -> str:
    """The cell's text, with an apostrophe in front where a spreadsheet could run it."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell


def _cells(
    question: Question, question_set: QuestionSet, passages: Passages, width: int
) -> list[str]:
    article = question_set.article
    options = [option.text for option in question.options]
    key = next(n for n, option in enumerate(question.options, 1) if option.id == question.key)
    evidence = [
        "".join(text for text, proves in paragraph if proves)
        for paragraph in passages.around(question.evidence)
    ]
    cells = [
        question.id,
        question.kind,
        question.stem,
        *options,
        *[""] * (width - len(options)),
        str(key),
        question.answer,
        " | ".join(question.accepted),
        " … ".join(evidence),
        question.feedback,
        article.title,
        article.published.isoformat() if article.published else "",
        article.url or "",
    ]
    return [one_line(cell) for cell in cells]
