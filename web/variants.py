"""Questions that may stand for one another: what a repeat asks instead of what was missed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quizgen.errors import UnknownQuestionError
from quizgen.history import is_rejected
from quizgen.models import Question, QuestionSet


def asked_question(question_set: QuestionSet, question_id: str) -> Question:
    """The set's question of that id, among those that it asked earlier, too.

    Raises:
        UnknownQuestionError: None has it.
    """
    for question in (*question_set.questions, *question_set.retired):
        if question.id == question_id:
            return question
    raise UnknownQuestionError(question_id)


def repeated_questions(
    question_set: QuestionSet, missed: Sequence[str], seen: Collection[str]
) -> list[str]:
    """What to ask of those who missed these questions: unseen ones on the same facts, else these.

    Args:
        question_set: Where the questions are from; what it asked in an earlier generation serves
            as well, unless the teacher rejected it.
        missed: Ids of the questions that were missed.
        seen: Ids of all that the student has been asked.
    """
    unseen = [
        question
        for question in (*question_set.questions, *question_set.retired)
        if question.id not in seen and not is_rejected(question, question_set.rejected)
    ]
    asked: list[str] = []
    for question_id in missed:
        facts = set(asked_question(question_set, question_id).facts)
        variant = next((q.id for q in unseen if facts & set(q.facts) and q.id not in asked), None)
        asked.append(variant or question_id)
    return asked
