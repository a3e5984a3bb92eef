"""The set itself, for other programs and for quizgen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from decks import EXPORTERS
from quizgen.json_files import question_set_json, read_question_set
from quizgen.models import QuestionSet, Rejection


def test_nothing_is_lost(tmp_path: Path, question_set: QuestionSet) -> None:
    """What is read back is the same set, with what was retired and rejected."""
    *asked, retired = question_set.questions
    question_set = replace(
        question_set,
        questions=tuple(asked),
        retired=(retired,),
        rejected=(Rejection("q9", "when", ("f9",), "4 May"),),
    )
    path = tmp_path / "set.json"
    EXPORTERS["json"].write(question_set, path)
    assert read_question_set(path) == question_set
    assert path.read_bytes() == question_set_json(question_set)


def test_half_characters_are_kept(tmp_path: Path, question_set: QuestionSet) -> None:
    """A program that makes sets may put them in; JSON has an escape for them."""
    first, *others = question_set.questions
    halved = replace(question_set, questions=(replace(first, feedback="It was \ud83d."), *others))
    path = tmp_path / "set.json"
    EXPORTERS["json"].write(halved, path)
    assert read_question_set(path) == halved
