"""The whole way: an article, its questions, a deck, reviews, a regeneration, the deck again."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen import generate, read_article, regenerate
from quizgen.models import QuestionSet, Settings
from tests.decks.student import Student

SEED = next((Path(__file__).parents[1] / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def first() -> QuestionSet:
    """The set that a newcomer gets."""
    return generate(read_article(SEED))


@pytest.fixture(scope="module")
def second(first: QuestionSet) -> QuestionSet:
    """What a teacher makes of it: three kept, one rejected, the rest drawn anew."""
    keep = [question.id for question in first.questions[:3]]
    reject = [first.questions[3].id]
    return regenerate(first, keep=keep, reject=reject).question_set


def test_reviews_survive_a_regeneration(
    first: QuestionSet, second: QuestionSet, tmp_path: Path
) -> None:
    """A student who has reviewed the first deck loses nothing by importing the second."""
    student = Student(tmp_path / "student")
    try:
        assert student.takes(first) == {"new": len(first.questions)}
        assert student.reviews_all_due() >= len(first.questions)
        before = {q.id: student.scheduling(q.id) for q in first.questions}

        student.takes(second)
        fresh = {q.id for q in second.questions} - set(before)
        assert fresh, "the regeneration drew nothing new"
        assert student.col.note_count() == len(before) + len(fresh)
        assert {q.id: student.scheduling(q.id) for q in first.questions} == before

        # What is asked reads as the teacher has it now, and what isn't is marked as retired.
        for question in second.questions:
            assert student.note(question.id).fields[0] != ""
            assert "quizgen::retired" not in student.note(question.id).tags
        asked = {question.id for question in second.questions}
        for question in first.questions:
            retired = "quizgen::retired" in student.note(question.id).tags
            assert retired == (question.id not in asked)
    finally:
        student.col.close()


def test_what_the_teacher_decided_holds(first: QuestionSet, second: QuestionSet) -> None:
    """Kept questions are untouched, the rejected one is gone, and as many are asked as before."""
    for question in first.questions[:3]:
        assert second.question(question.id) == question
    assert first.questions[3].id not in {question.id for question in second.questions}
    assert len(second.questions) == len(first.questions)


def test_many_good_questions() -> None:
    """Asked for all of them, a rich article gives thirty questions and more, of all kinds but one.

    It tells of nothing how long it lasted.
    """
    every = generate(read_article(SEED), Settings(count=None))
    assert len(every.questions) >= 30
    assert {question.kind for question in every.questions} == {*every.settings.kinds} - {"how_long"}
