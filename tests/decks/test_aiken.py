"""Aiken, as Moodle's documentation shows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from decks import EXPORTERS
from quizgen.models import QuestionSet

EXPECTED = """\
What happened in March 2015?
A. The harbour bridge closed
B. Tom Vance rejected the plan
C. The council promised a new bridge
ANSWER: C
"""


def test_file(tmp_path: Path, question_set: QuestionSet) -> None:
    """A stem, lettered options and the key's letter, a line each."""
    path = tmp_path / "set.txt"
    EXPORTERS["aiken"].write(replace(question_set, questions=question_set.questions[3:]), path)
    assert path.read_bytes().decode() == EXPECTED
