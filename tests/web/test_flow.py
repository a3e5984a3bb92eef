"""A student's way through a quiz."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from quizgen.models import QuestionSet
from tests.web.conftest import Student, cookie_of
from tests.web.sets import renamed
from web.store import Store


def test_home_lists_quizzes(student: Student) -> None:
    """The first page names each quiz with its article's date and how many questions it has."""
    page = student.get("/")
    assert page.links["Marlow Bay to close <its> bridge & build anew"] == "/quiz/set-marlow-bay"
    assert "30 April 2015 · 4 questions" in page.text


def test_home_without_quizzes(sites: Callable[[], Flask]) -> None:
    """A site without any quiz says so."""
    assert "No quiz is listed here" in Student(sites().test_client()).get("/").text


def test_right_answer(student: Student, question_set: QuestionSet) -> None:
    """A right answer is called right at once, and its passage is marked in the article."""
    question = question_set.questions[0]
    page = student.answer(student.begin(), question.answer)
    assert "Your answer, and right" in page.text
    assert "Not right" not in page.text
    assert question.feedback in page.text
    assert page.marked == [question.evidence[0].of(question_set.article.text)]
    assert page.links["See the passage in the article"] == "#passage-1"
    assert 'id="passage-1"' in page.source


def test_wrong_answer(student: Student, question_set: QuestionSet) -> None:
    """A wrong answer is called wrong in words, beside the right one and the passage."""
    question = question_set.questions[0]
    page = student.answer(student.begin(), question.distractors[0].text)
    assert "Not right" in page.text
    assert f"{question.distractors[0].text} Your answer" in " ".join(page.text.split())
    assert f"{question.answer} The right answer" in " ".join(page.text.split())
    assert page.marked == [question.evidence[0].of(question_set.article.text)]


def test_post_is_followed_by_see_other(student: Student) -> None:
    """Every form answers with 303, so that a refresh sends nothing again."""
    start = student.get("/quiz/set-marlow-bay").forms[0]
    response = student.client.post(start.pop("action"), data=start)
    assert response.status_code == 303
    page = student.get(response.location)
    form = dict(page.forms[0]) | {"answer": "1"}
    assert student.client.post(form.pop("action"), data=form).status_code == 303


def test_results(student: Student, question_set: QuestionSet) -> None:
    """The result counts right answers and reviews every question with answer, key and passage."""
    questions = list(question_set.questions)
    page = student.take(student.begin(), questions, wrong=("q2", "q4"))
    assert page.path.endswith("/results")
    assert "2 of 4 right" in page.text
    for question in questions:
        assert question.answer in page.text
        assert question.feedback in page.text
    assert questions[1].distractors[0].text in page.text
    assert page.text.count("The right answer") == 2


def test_results_before_the_end(student: Student) -> None:
    """Asked for too early, the result leads to the question that is next instead."""
    page = student.begin()
    assert student.get(page.path.removesuffix("/1") + "/results").path == page.path


def test_repeat_the_missed(student: Student, question_set: QuestionSet) -> None:
    """Only what was missed is asked again, until nothing is missed."""
    result = student.take(student.begin(), list(question_set.questions), wrong=("q2", "q4"))
    page = student.send(result)
    assert "Question 1 of 2" in page.text
    assert set(page.choices) == {option.text for option in question_set.question("q2").options}
    missed = [question_set.question("q2"), question_set.question("q4")]
    assert "1 of 2 right" in (again := student.take(page, missed, wrong=("q4",))).text
    last = student.take(student.send(again), missed[1:])
    assert "1 of 1 right" in last.text
    assert "you missed" not in last.text


def test_repeat_before_the_end(student: Student, question_set: QuestionSet) -> None:
    """Repeating waits for the end: before it, the attempt goes on."""
    page = student.begin()
    student.answer(page, question_set.questions[0].distractors[0].text)
    token = page.forms[0]["csrf_token"]
    action = page.path.removesuffix("/1") + "/repeat"
    response = student.client.post(action, data={"csrf_token": token})
    assert response.location == page.path.removesuffix("/1") + "/2"


def test_no_option_chosen(student: Student, question_set: QuestionSet) -> None:
    """Without a choice the page comes back with an error that leads to the choices."""
    page = student.send(student.begin())
    assert page.status == 422
    assert page.links["Choose one of the answers"] == "#answer-1"
    assert 'id="answer-1"' in page.source
    assert "<title>Error: Question 1 of 4" in page.source
    assert "Your answer, and right" in student.answer(page, question_set.questions[0].answer).text


@pytest.mark.parametrize("value", ["0", "9", "-1", "o1", "1 ", "१", "<script>"])
def test_nonsense_chosen(student: Student, value: str) -> None:
    """A value that the form doesn't offer counts as no choice."""
    assert student.send(student.begin(), answer=value).status == 422


def test_second_answer(student: Student, question_set: QuestionSet) -> None:
    """The first answer counts; a different second one gets it shown with a note."""
    question = question_set.questions[0]
    asked = student.begin()
    student.answer(asked, question.distractors[0].text)
    page = student.answer(asked, question.answer)
    assert "You had answered this question before" in page.text
    assert "Not right" in page.text


def test_double_click(student: Student, question_set: QuestionSet) -> None:
    """The same answer sent twice is stored once, and nothing is said about it."""
    asked = student.begin()
    for _ in range(2):
        page = student.answer(asked, question_set.questions[0].answer)
    assert "You had answered this question before" not in page.text
    assert "Question 2 of 4" in student.get(page.links["Next question"]).text


def test_answered_already_and_nothing_chosen(student: Student, question_set: QuestionSet) -> None:
    """Sending an old page of an answered question without a choice shows the answer."""
    asked = student.begin()
    student.answer(asked, question_set.questions[0].answer)
    page = student.send(asked)
    assert page.status == 200
    assert "Your answer, and right" in page.text


def test_double_start(student: Student) -> None:
    """Clicking "Begin" twice begins one attempt."""
    page = student.get("/quiz/set-marlow-bay")
    assert student.send(page).path == student.send(page).path


def test_two_tabs(student: Student, question_set: QuestionSet) -> None:
    """Two tabs work on one attempt: each finds what the other has answered."""
    first = student.begin()
    second = student.get("/quiz/set-marlow-bay")
    student.answer(first, question_set.questions[0].answer)
    assert student.send(second).path != first.path  # an attempt with answers isn't begun again
    second = student.get(first.path)
    assert "Your answer, and right" in second.text
    third = student.get(second.links["Next question"])
    student.answer(third, question_set.questions[1].answer)
    assert "Question 3 of 4" in student.get(first.path.removesuffix("/1")).text


def test_refresh_and_back(student: Student, question_set: QuestionSet) -> None:
    """A refreshed question keeps its order of options; going back shows the answer."""
    page = student.begin()
    assert student.get(page.path).choices == page.choices
    student.answer(page, question_set.questions[0].answer)
    assert "Your answer, and right" in student.get(page.path).text
    assert student.client.get(page.path).headers["Cache-Control"] == "no-store"


def test_restart(
    student: Student, sites: Callable[[], Flask], question_set: QuestionSet, app: Flask
) -> None:
    """After a restart of the server the attempt goes on where it was, its open page included."""
    first, second, *rest = question_set.questions
    page = student.get(
        student.answer(student.begin(), first.distractors[0].text).links["Next question"]
    )
    app.extensions["quizgen_store"].close()
    after = Student(sites().test_client())
    after.client.set_cookie(**cookie_of(student))
    result = after.take(page, [second, *rest])
    assert "3 of 4 right" in result.text


def test_going_on_later(student: Student, question_set: QuestionSet) -> None:
    """Who comes back finds how far the quiz is, and the question that is next."""
    student.answer(student.begin(), question_set.questions[0].answer)
    assert "Begun: 1 of 4 answered" in student.get("/").text
    page = student.get("/quiz/set-marlow-bay")
    assert "Question 2 of 4" in student.get(page.links["Go on with question 2"]).text


def test_last_result_is_remembered(student: Student, question_set: QuestionSet) -> None:
    """Who has finished finds the result again."""
    student.take(student.begin(), list(question_set.questions), wrong=("q1",))
    assert "Last time: 3 of 4 right" in student.get("/").text
    page = student.get("/quiz/set-marlow-bay")
    assert "3 of 4 right" in student.get(page.links["See that result"]).text


def test_set_updated_while_an_attempt_runs(
    student: Student, store: Store, question_set: QuestionSet
) -> None:
    """A running attempt stays with the questions it was begun on; a new one gets the new."""
    page = student.begin()
    shorter = renamed(question_set, "Bridge stays open after all")
    store.save_question_set(replace(shorter, questions=shorter.questions[:1]))
    result = student.take(page, list(question_set.questions))
    assert "4 of 4 right" in result.text
    assert "Marlow Bay to close" in result.text
    assert "Bridge stays open after all" in student.get("/").text
    again = student.send(result)
    assert "Question 1 of 1" in again.text


def test_article_page(student: Student, question_set: QuestionSet) -> None:
    """The article is shown without its boilerplate and without marks, before and during a quiz."""
    for page in (
        student.get(student.get("/quiz/set-marlow-bay").links["Read the article first"]),
        student.get(student.begin().links["Read the article again"]),
    ):
        assert "The council had promised a new bridge in March 2015." in page.text
        assert "This site uses cookies" not in page.source
        assert page.marked == []


def test_article_during_an_attempt_leads_back(student: Student, question_set: QuestionSet) -> None:
    """From the article the way back leads to the question that is next."""
    page = student.begin()
    student.answer(page, question_set.questions[0].answer)
    article = student.get(page.links["Read the article again"])
    assert "Question 2 of 4" in student.get(article.links["Back to the quiz"]).text


def test_quiz_without_questions(student: Student, store: Store, question_set: QuestionSet) -> None:
    """A set without any question says so and offers nothing to begin."""
    store.save_question_set(replace(question_set, id="empty", questions=()))
    page = student.get("/quiz/empty")
    assert "This quiz has no questions" in page.text
    assert page.forms == []


def test_who_wrote_the_article_is_named(
    sites: Callable[[], Flask], question_set: QuestionSet
) -> None:
    """Above the article that a question's passage is shown in, as in the paper."""
    signed = replace(question_set, article=replace(question_set.article, byline="Ada <Lee>"))
    app = sites()
    app.extensions["quizgen_store"].save_question_set(signed)
    student = Student(app.test_client())
    assert "Ada <Lee>" in student.get("/quiz/set-marlow-bay").text
    begun = student.begin()
    assert "Ada <Lee>" in student.answer(begun, next(iter(begun.choices))).text
