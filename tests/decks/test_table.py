"""The table opens in a spreadsheet with everything in its place, and runs nothing."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from decks import EXPORTERS
from decks.table import inert
from quizgen.models import QuestionSet


def rows(
    question_set: QuestionSet, folder: Path, name: str = "csv", dialect: str = "excel"
) -> list[dict[str, str]]:
    """The table as a spreadsheet reads it."""
    path = folder / "table"
    EXPORTERS[name].write(question_set, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # else Excel takes it for Windows-1252
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, dialect=dialect))


def test_a_row_per_question(tmp_path: Path, question_set: QuestionSet) -> None:
    """Each question is one row, with options in the set's order and the key's number."""
    table = rows(question_set, tmp_path)
    assert [row["id"] for row in table] == ["q1", "q2", "q3", "q4"]
    assert table[0] == {
        "id": "q1",
        "kind": "who_said",
        "difficulty": "medium",
        "question": "Who warned that a single lorry of <40 tonnes could bring the span down?",
        "option 1": "Tom Vance, shopkeeper",
        "option 2": "Lee Marsh, mayor",
        "option 3": "Ada Brook, the town's chief engineer",
        "option 4": "",
        "key": "3",
        "answer": "Ada Brook, the town's chief engineer",
        "accepted": "Ada Brook, the town's chief engineer",
        "evidence": "She warned that a single lorry of <40 tonnes could bring the span down.",
        "feedback": question_set.questions[0].feedback,
        "why not": "",
        "article": "Marlow Bay to close <its> bridge & build anew",
        "published": "2015-04-30",
        "url": "https://example.org/marlow-bay?a=1&b=2",
    }


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-5 degrees", "@SUM(A1)", "  =1+1", "＝1+1", "\t=1+1", "\r\n@x"]
)
def test_formulas_are_text(tmp_path: Path, question_set: QuestionSet, text: str) -> None:
    """No cell begins with what a spreadsheet would run."""
    question = replace(question_set.questions[0], stem=text)
    (row,) = rows(replace(question_set, questions=(question,)), tmp_path)
    assert row["question"] == f"'{' '.join(text.split())}"


def test_tabs(tmp_path: Path, question_set: QuestionSet) -> None:
    """The same table with tabs between its cells is the other format."""
    assert rows(question_set, tmp_path, "tsv", "excel-tab") == rows(question_set, tmp_path)


def test_other_text_is_left_alone() -> None:
    """Text that no spreadsheet runs gets no apostrophe."""
    assert inert("a = b, “quoted”, – dash") == "a = b, “quoted”, – dash"


def test_hard_characters(tmp_path: Path, question_set: QuestionSet) -> None:
    """Commas, quotation marks, right-to-left letters and emoji come back as they were."""
    text = 'a,b;"c" “d” مرحبا 🗳 é'
    question = replace(question_set.questions[0], stem=text)
    (row,) = rows(replace(question_set, questions=(question,)), tmp_path)
    assert row["question"] == text


def test_why_the_others_are_wrong(tmp_path: Path, question_set: QuestionSet) -> None:
    """Where it is said, it stands with the option's number."""
    first = question_set.questions[0]
    options = tuple(replace(option, why=f"Not {option.text}.") for option in first.options[:2])
    question = replace(first, options=(*options, first.options[2]))
    (row,) = rows(replace(question_set, questions=(question,)), tmp_path)
    assert row["why not"] == "1: Not Tom Vance, shopkeeper. | 2: Not Lee Marsh, mayor."
