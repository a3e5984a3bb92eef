"""Kahoot's spreadsheet, read back by openpyxl."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from decks import EXPORTERS
from decks.kahoot import (
    HEADER_ROW,
    LONGEST_OPTION,
    LONGEST_STEM,
    MOST_QUESTIONS,
    TIME_LIMITS,
    left_out,
    time_limit,
)
from quizgen.errors import DeckError
from quizgen.models import Option, Question, QuestionSet

KAHOOT = EXPORTERS["kahoot"]


def rows(question_set: QuestionSet, folder: Path) -> list[tuple[object, ...]]:
    """All rows of the first sheet, without empty cells at their ends."""
    path = folder / "quiz.xlsx"
    KAHOOT.write(question_set, path)
    (sheet,) = load_workbook(path).worksheets
    return list(sheet.iter_rows(values_only=True))


def test_layout(tmp_path: Path, question_set: QuestionSet) -> None:
    """Headings stand in row 8 and questions below, where Kahoot's own template has them."""
    table = rows(question_set, tmp_path)
    header = table[HEADER_ROW - 1]
    assert header[:3] == (
        None,
        "Question - max 120 characters",
        "Answer 1 - max 75 characters",
    )
    assert header[-2:] == (
        "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
        "Correct answer(s) - choose at least one",
    )
    assert len(table) == HEADER_ROW + 4
    assert table[HEADER_ROW] == (
        1,
        "Who warned that a single lorry of <40 tonnes could bring the span down?",
        "Tom Vance, shopkeeper",
        "Lee Marsh, mayor",
        "Ada Brook, the town's chief engineer",
        None,
        30,
        3,
    )


def test_nothing_is_a_formula(tmp_path: Path, question_set: QuestionSet) -> None:
    """A text that begins with "=" is a text."""
    first = replace(question_set.questions[0], stem="=1+1")
    path = tmp_path / "quiz.xlsx"
    KAHOOT.write(replace(question_set, questions=(first,)), path)
    cell = load_workbook(path).worksheets[0].cell(HEADER_ROW + 1, 2)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def longer(question: Question, stem: int, option: int) -> Question:
    """The question with a stem and options of these lengths."""
    options = tuple(Option(o.id, f"{n}".ljust(option, "x")) for n, o in enumerate(question.options))
    return replace(question, stem="W" * stem, options=options)


def test_too_long_is_left_out_by_name(tmp_path: Path, question_set: QuestionSet) -> None:
    """What is too long is left out and named with its length; nothing is ever cut."""
    first, second, third, fourth = question_set.questions
    question_set = replace(
        question_set,
        questions=(
            longer(first, LONGEST_STEM, LONGEST_OPTION),
            longer(second, LONGEST_STEM + 1, 5),
            longer(third, 5, LONGEST_OPTION + 1),
            replace(fourth, stem="🗳" * 61),
        ),
    )
    table = rows(question_set, tmp_path)
    assert len(table) == HEADER_ROW + 1
    assert table[-1][1] == "W" * LONGEST_STEM
    lines = KAHOOT.left_out(question_set)
    assert [line.split(":")[1] for line in lines] == [
        " q2 has 121 characters, and Kahoot takes 120",
        " q3 has an answer of 76 characters, and Kahoot takes 75",
        " q4 has 122 characters, and Kahoot takes 120",
    ]


def test_more_than_four_options(question_set: QuestionSet) -> None:
    """A question with five options is left out rather than asked with other ones."""
    first = question_set.questions[0]
    more = (*first.options, Option("x", "X"), Option("y", "Y"))
    (line,) = left_out(replace(question_set, questions=(replace(first, options=more),)))
    assert "q1 has 5 answers, and Kahoot takes 4" in line


def test_more_than_kahoot_takes(tmp_path: Path, question_set: QuestionSet) -> None:
    """After the hundredth question the others are named."""
    first = question_set.questions[0]
    many = [replace(first, id=f"n{n}") for n in range(MOST_QUESTIONS + 2)]
    question_set = replace(question_set, questions=tuple(many))
    assert len(rows(question_set, tmp_path)) == HEADER_ROW + MOST_QUESTIONS
    assert [line.split()[2] for line in left_out(question_set)] == ["n100", "n101"]


def test_nothing_fits(tmp_path: Path, question_set: QuestionSet) -> None:
    """Where Kahoot can take no question there is an error that says why, and no file."""
    question = longer(question_set.questions[0], 200, 5)
    with pytest.raises(DeckError, match="none of the 1 questions; the first, q1, has 200"):
        KAHOOT.write(replace(question_set, questions=(question,)), tmp_path / "quiz.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_time_grows_with_what_is_to_be_read(question_set: QuestionSet) -> None:
    """Every limit is one of Kahoot's, and the longest question gets a minute."""
    limits = [time_limit(longer(question_set.questions[1], n, n * 5 // 8)) for n in (1, 60, 120)]
    assert limits == sorted(limits) and set(limits) <= set(TIME_LIMITS)
    assert limits[0] == 20 and limits[-1] == 60
