"""What answers say about questions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.models import Question, QuestionSet
from tests.samples import sample_set
from web.item_analysis import Analysis, Item, analyse, answers_to
from web.store.records import Attempt, Response

SET = sample_set()
IDS = tuple(question.id for question in SET.questions)


def attempt(
    student: str, right: str, *, repeats: str | None = None, started: float = 0.0, version: int = 1
) -> Attempt:
    """An attempt that answered each question rightly ("1"), wrongly ("0") or not at all ("-")."""
    given = {}
    for question, mark in zip(SET.questions, right, strict=True):
        if mark != "-":
            option = question.key if mark == "1" else question.distractors[0].id
            given[question.id] = Response(question.id, option, mark == "1", 1.0)
    return Attempt(
        id=f"{student}-{started}",
        student=student,
        quiz_id=SET.id,
        version=version,
        saved=0.0,
        seed=0,
        questions=IDS,
        responses=given,
        repeats=repeats,
        started=started,
    )


def analysed(*attempts: Attempt) -> Analysis:
    return analyse(attempts, lambda attempt: SET)


def item(analysis: Analysis, question_id: str) -> Item:
    return next(each for each in analysis.items if each.question.id == question_id)


def test_indices_by_hand() -> None:
    """Five students; the correlation of q1 with the rest is that worked out with pen and paper."""
    found = analysed(
        attempt("a", "1111"), attempt("b", "1110"), attempt("c", "1100"), attempt("d", "0010"),
        attempt("e", "0000"),
    )  # fmt: skip
    assert found.students == 5
    assert found.mean == pytest.approx((4 + 3 + 2 + 1 + 0) / 20)
    assert found.median == 0.5
    assert found.histogram == (1, 0, 1, 0, 0, 1, 0, 1, 0, 1)
    first = item(found, "q1")
    assert first.facility == pytest.approx(0.6)
    # q1: 1 1 1 0 0; the rest: 3 2 1 1 0 of 3. cov = 1.6 - 0.6 * 1.4 * ... by Pearson's formula:
    # sum xy = 6, n·mx·my = 5·0.6·1.4 = 4.2; sxx = 1.2, syy = 15 - 9.8 = 5.2
    assert first.discrimination == pytest.approx((6 - 4.2) / (1.2 * 5.2) ** 0.5)
    assert first.guess == pytest.approx(1 / 3)
    assert [(choice.is_key, choice.chosen) for choice in first.choices] == [
        (option.id == "o1", {"o1": 3, "o2": 2}.get(option.id, 0))
        for option in SET.questions[0].options
    ]


def test_each_student_counts_once() -> None:
    """With the first finished attempt at the whole quiz: not a later one, not a repeat."""
    found = analysed(
        attempt("a", "0000", started=1.0),
        attempt("a", "1111", started=2.0),
        attempt("a", "1111", repeats="a-1.0", started=0.5),
        attempt("b", "11--", started=1.0),
    )
    assert (found.students, found.running, found.mean) == (1, 1, 0.0)


def test_no_index_where_it_is_undefined() -> None:
    """Where all do the same there is nothing to correlate, and nobody gives no figures."""
    assert item(analysed(*(attempt(s, "1111") for s in "abcd")), "q1").discrimination is None
    nobody = analysed()
    assert (nobody.mean, nobody.median, nobody.deviation, nobody.items) == (None, None, None, ())
    assert nobody.is_thin


def test_a_wrong_key_is_suspected() -> None:
    """Where the better students are wrong, the question is pointed out."""
    found = analysed(*(attempt(f"g{n}", "0111") for n in range(6)),
                     *(attempt(f"b{n}", "1000") for n in range(6)))  # fmt: skip
    assert item(found, "q1").is_suspect
    assert not item(found, "q2").is_suspect


def test_another_wording_is_another_question() -> None:
    """What was edited between two versions is not mixed with what it was before."""
    edited = replace(
        SET, questions=(replace(SET.questions[0], stem="Who said so?"), *SET.questions[1:])
    )
    attempts = [attempt("a", "1111"), attempt("b", "0111", version=2)]

    def asked(attempt: Attempt) -> QuestionSet:
        return SET if attempt.version == 1 else edited

    items = analyse(attempts, asked).items
    stems: list[tuple[Question, tuple[int, ...]]] = [(i.question, i.versions) for i in items]
    assert [versions for question, versions in stems if question.id == "q1"] == [(2,), (1,)]
    assert [versions for question, versions in stems if question.id == "q2"] == [(1, 2)]
    answers = answers_to(edited, attempts, asked)
    assert (answers["q1"].students, answers["q1"].facility) == (1, 0.0)
    assert answers["q2"].students == 2


@given(st.lists(st.text("01", min_size=4, max_size=4), min_size=1, max_size=12))
def test_figures_keep_their_ranges(rights: list[str]) -> None:
    """Whatever was answered: shares in 0..1, correlations in -1..1, every student in one bar."""
    found = analysed(*(attempt(f"s{n}", right) for n, right in enumerate(rights)))
    assert sum(found.histogram) == found.students == len(rights)
    for each in found.items:
        assert each.facility is not None and 0 <= each.facility <= 1
        assert each.discrimination is None or -1 <= each.discrimination <= 1
        assert sum(choice.chosen for choice in each.choices) == each.answered
