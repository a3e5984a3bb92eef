"""Question sets as the spreadsheet that Kahoot imports.

Source:
    Kahoot's template for "Import spreadsheet": its columns, and the limits that it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from decks.questions import line_of, made_at, require_questions
from quizgen.errors import DeckError
from quizgen.files import write_whole
from quizgen.models import Question, QuestionSet

LONGEST_STEM = 120
LONGEST_OPTION = 75
"""Characters, as Kahoot counts them: an emoji is two or more."""
MOST_OPTIONS = 4
MOST_QUESTIONS = 100
TIME_LIMITS = (5, 10, 20, 30, 60, 90, 120, 240)
"""Seconds that Kahoot can give for an answer."""

THINKING = 10  # seconds
READING = 12  # characters a second: a class reads slower than its teacher

HEADER_ROW = 8
HEADER = (
    f"Question - max {LONGEST_STEM} characters",
    *(f"Answer {n} - max {LONGEST_OPTION} characters" for n in range(1, MOST_OPTIONS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)


def write(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write the questions that Kahoot can take; :func:`left_out` names the others.

    Args:
        question_set: What to write.
        path: The .xlsx file.
        timestamp: When the file says it was made, seconds since 1970 UTC; None for when the newest
            question changed.

    Raises:
        DeckError: There are no questions, or none that Kahoot can take.
        OutputError: The file can't be written there.
    """
    require_questions(question_set)
    taken = [question for question in question_set.questions if not problem(question)]
    if not taken:
        first = question_set.questions[0]
        raise DeckError(
            f"Kahoot can take none of the {len(question_set.questions)} questions; the first,"
            f" {first.id}, {problem(first)}"
        )
    # Imported here, as it is large and no other format needs it.
    from xlsxwriter import Workbook

    data = BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"created": made_at(question_set, timestamp).replace(tzinfo=None)})
        sheet = book.add_worksheet("Quiz")
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(1, 1 + MOST_OPTIONS, 40)
        sheet.set_column(2 + MOST_OPTIONS, 3 + MOST_OPTIONS, 24)
        sheet.write_string(1, 1, line_of(question_set.article.title), bold)
        for column, title in enumerate(HEADER, 1):
            sheet.write_string(HEADER_ROW - 1, column, title, bold)
        for number, question in enumerate(taken[:MOST_QUESTIONS], 1):
            row = HEADER_ROW - 1 + number
            sheet.write_number(row, 0, number)
            texts = (question.stem, *(option.text for option in question.options))
            for column, text in enumerate(texts, 1):  # as text, also where it begins with "="
                sheet.write_string(row, column, line_of(text), wrapped)
            key = [option.id for option in question.options].index(question.key) + 1
            sheet.write_number(row, 2 + MOST_OPTIONS, time_limit(question))
            sheet.write_number(row, 3 + MOST_OPTIONS, key)
    write_whole(path, data.getvalue())


def left_out(question_set: QuestionSet) -> Sequence[str]:
    """Which questions Kahoot can't take, and why, a line each."""
    lines = []
    taken = 0
    for question in question_set.questions:
        reason = problem(question)
        if not reason:
            taken += 1
            if taken > MOST_QUESTIONS:
                reason = f"comes after the {MOST_QUESTIONS} that Kahoot takes at once"
        if reason:
            lines.append(f"left out: {question.id} {reason}: {line_of(question.stem)}")
    return lines


def problem(question: Question) -> str:
    """Why Kahoot can't take a question; nothing if it can."""
    if (length := _length(question.stem)) > LONGEST_STEM:
        return f"has {length} characters, and Kahoot takes {LONGEST_STEM}"
    if len(question.options) > MOST_OPTIONS:
        return f"has {len(question.options)} answers, and Kahoot takes {MOST_OPTIONS}"
    longest = max(_length(option.text) for option in question.options)
    if longest > LONGEST_OPTION:
        return f"has an answer of {longest} characters, and Kahoot takes {LONGEST_OPTION}"
    return ""


def time_limit(question: Question) -> int:
    """Seconds for an answer: those of Kahoot's that suffice to read everything and to think."""
    length = sum(map(_length, (question.stem, *(option.text for option in question.options))))
    needed = THINKING + length / READING
    return next((limit for limit in TIME_LIMITS if limit >= needed), TIME_LIMITS[-1])


def _length(text: str) -> int:
    """Characters as JavaScript counts them, in UTF-16."""
    return len(line_of(text).encode("utf-16-le", "surrogatepass")) // 2
