"""The ways in which a quiz may be taken, as its teacher set them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from quizgen.models import QuestionSet
from tests.web.conftest import Page, Student
from tests.web.sets import typed_set
from web.store import QuizSettings, Store

QUIZ = "set-marlow-bay"
Set = Callable[..., None]


@pytest.fixture
def taken(store: Store) -> Set:
    """Say how the sample's quiz is taken, in the set's order: ``taken(feedback="end")``."""

    def change(**settings: object) -> None:
        store.change_settings(QUIZ, QuizSettings(shuffle=False, **settings))  # type: ignore[arg-type]

    return change


@pytest.fixture
def typed(store: Store) -> Set:
    """Put a quiz on the site whose answers are typed."""

    def put(**settings: object) -> None:
        store.save_question_set(
            typed_set(),
            settings=QuizSettings(answers="typed", shuffle=False, **settings),  # type: ignore[arg-type]
        )

    return put


class TestFeedbackAtTheEnd:
    """What was right is told with the result, and nowhere before it."""

    def test_nothing_is_told_before(
        self, student: Student, taken: Set, question_set: QuestionSet
    ) -> None:
        taken(feedback="end")
        page = student.begin()
        first = page.path
        for number, question in enumerate(question_set.questions[:3], 1):
            page = student.answer(page, question.answer)
            assert f"Your answer to question {number} is kept" in page.text
            assert f"Question {number + 1} of 4" in page.text
            assert question.feedback not in page.text
        kept = student.get(first)
        assert "Your answer is kept" in kept.text
        assert question_set.questions[0].answer in kept.text
        for told in ("Right", "Not right", question_set.questions[0].feedback, "<mark"):
            assert told not in kept.source
        assert student.get(first.removesuffix("/1") + "/results").path.endswith("/4")

    def test_everything_is_told_then(
        self, student: Student, taken: Set, question_set: QuestionSet
    ) -> None:
        taken(feedback="end")
        page = student.begin()
        first = page.path
        for question in question_set.questions:
            page = student.answer(page, question.distractors[0].text)
        assert page.path.endswith("/results")
        assert "0 of 4 right" in page.text
        shown = student.get(first)
        assert "Not right" in shown.text
        assert shown.marked == [question_set.questions[0].evidence[0].of(question_set.article.text)]

    def test_second_answer(self, student: Student, taken: Set, question_set: QuestionSet) -> None:
        """The first answer counts here, too, and a second one isn't told whether it was right."""
        taken(feedback="end")
        asked = student.begin()
        question = question_set.questions[0]
        student.answer(asked, question.distractors[0].text)
        page = student.answer(asked, question.answer)
        assert "You had answered this question before" in page.text
        assert question.distractors[0].text in page.text
        assert "Not right" not in page.text

    def test_deck_comes_with_the_result(
        self, student: Student, taken: Set, question_set: QuestionSet
    ) -> None:
        """The deck holds the answers, so it waits for the end; so does its link."""
        taken(feedback="end")
        assert "Download the Anki deck" not in student.get(f"/quiz/{QUIZ}").links
        refused = student.get(f"/quiz/{QUIZ}/deck")
        assert refused.status == 403
        assert "Finish the quiz first" in refused.text
        page = student.begin()
        for question in question_set.questions:
            page = student.answer(page, question.answer)
        assert student.client.get(page.links["Download the Anki deck"]).status_code == 200

    def test_repeating_is_practice(
        self, student: Student, taken: Set, question_set: QuestionSet
    ) -> None:
        """What was missed is repeated with feedback after each question."""
        taken(feedback="end")
        page = student.begin()
        for question in question_set.questions:
            page = student.answer(page, question.distractors[0].text)
        again = student.send(page)
        answered = student.answer(again, question_set.questions[0].answer)
        assert "Your answer, and right" in answered.text


class TestTypedAnswers:
    """Names, dates and gaps are typed; what can't be is chosen."""

    def test_a_quiz(self, student: Student, typed: Set) -> None:
        typed()
        page = student.begin("set-typed")
        for answer, verdict in (("ms brook", "Right"), ("harbor", "Not right"), ("4/5", "Right")):
            assert page.choices == {}
            answered = student.send(page, answer=answer)
            assert f"{verdict}: question" in re.findall("<title>(.*?)</title>", answered.source)[0]
            assert answer in answered.text
            page = student.get(answered.links["Next question"])
        assert len(page.choices) == 3
        result = student.get(
            student.answer(page, "The council promised a new bridge").links["See your result"]
        )
        assert "3 of 4 right" in result.text
        assert "ms brook" in result.text
        assert "Ada Brook, the town's chief engineer" in result.text

    def test_options_stay_secret(self, student: Student, typed: Set) -> None:
        """The page of a typed question shows none of the options, nor what is accepted."""
        typed()
        page = student.begin("set-typed")
        for option in typed_set().questions[0].options:
            assert option.text.split(",")[0] not in page.source
        assert "Brook" not in page.source.replace("Marlow", "")

    @pytest.mark.parametrize(
        ("answer", "message"),
        [
            ("", "Type an answer"),
            ("   \t\u200b", "Type an answer"),
            ("x" * 201, "200 characters are enough"),
        ],
    )
    def test_no_answer(self, student: Student, typed: Set, answer: str, message: str) -> None:
        """What is no answer isn't counted; the page comes back with what was typed."""
        typed()
        page = student.send(student.begin("set-typed"), answer=answer)
        assert page.status == 422
        assert message in page.text
        assert 'aria-invalid="true"' in page.source
        assert "Right" in student.send(page, answer="Brook").text

    def test_unclear_date(self, student: Student, typed: Set) -> None:
        """A date that leaves out what is asked is asked for again, and kept in its field."""
        typed()
        page = student.begin("set-typed")
        for answer in ("Brook", "quay"):
            page = student.get(student.send(page, answer=answer).links["Next question"])
        again = student.send(page, answer="in May")
        assert again.status == 422
        assert "write day, month and year" in again.text
        assert 'value="in May"' in again.source

    def test_markup_in_what_is_typed(self, student: Student, typed: Set) -> None:
        """What students type is text, wherever it is shown."""
        evil = "<script>alert(1)</script>\"'{{ 7*7 }}"
        typed()
        answered = student.send(student.begin("set-typed"), answer=evil)
        assert evil in answered.text
        assert "<script>alert" not in answered.source
        assert "49" not in answered.text


class TestTime:
    """A limit where the teacher sets one, and no points for speed."""

    def test_none_unless_set(self, student: Student) -> None:
        assert "Time left" not in student.begin().text

    def test_time_is_told(self, student: Student, taken: Set, store: Store) -> None:
        """Before the start and during it; a link with extra time says so, and gives it."""
        taken(time_limit=1200)
        assert "you have 20 minutes" in student.get(f"/quiz/{QUIZ}").text
        link = store.add_join_link(QUIZ, 25)
        page = student.get(f"/j/{link.code}")
        assert "you have 25 minutes" in page.text
        assert "25 % extra time" in page.text
        asked = student.send(page)
        left = re.search(r'data-seconds-left="(\d+)"', asked.source)
        assert left is not None
        assert 1400 < int(left[1]) <= 1500

    def test_time_is_up(
        self,
        student: Student,
        taken: Set,
        store: Store,
        question_set: QuestionSet,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """What was answered counts, what wasn't is shown with its answer and can be repeated."""
        taken(time_limit=60)
        page = student.begin()
        page = student.get(
            student.answer(page, question_set.questions[0].answer).links["Next question"]
        )
        now = store._clock()
        monkeypatch.setattr(store, "_clock", lambda: now + 120)
        late = student.answer(page, question_set.questions[1].answer)
        assert late.path.endswith("/results")
        assert "The time is up" in late.text
        assert "1 of 4 right" in late.text
        assert late.text.count("Not answered") == 3
        shown = student.get(page.path)
        assert "Not answered" in shown.text
        assert question_set.questions[1].feedback in shown.text
        assert "Question 1 of 3" in student.send(late).text


class TestNickname:
    """Optional, and only where the teacher allows it."""

    def begin(self, student: Student, nickname: str) -> Page:
        return student.send(student.get(f"/quiz/{QUIZ}"), nickname=nickname)

    def test_it_stands_on_the_result(
        self, student: Student, store: Store, question_set: QuestionSet
    ) -> None:
        page = self.begin(student, "  Robin \u202e\0 <b>  ")
        result = student.take(page, list(question_set.questions))
        assert "Robin <b>" in result.text
        assert "<b>" not in result.source
        assert [attempt.nickname for attempt in store.attempts_at(QUIZ)] == ["Robin <b>"]

    def test_too_long(self, student: Student) -> None:
        """Is an error that leads to its field, and begins nothing."""
        page = self.begin(student, "x" * 41)
        assert page.status == 422
        assert page.links["The nickname is too long: 40 characters are enough"] == "#nickname"
        assert "Question 1 of 4" in student.send(page, nickname="x" * 40).text

    def test_switched_off(self, student: Student, taken: Set, store: Store) -> None:
        taken(nickname=False)
        page = student.get(f"/quiz/{QUIZ}")
        assert "nickname" not in page.source
        student.send(page, nickname="Robin")
        assert [attempt.nickname for attempt in store.attempts_at(QUIZ)] == [None]


class TestJoining:
    """By code, by link, by picture."""

    def test_code(self, student: Student, store: Store, taken: Set) -> None:
        """Typed in small letters, with spaces; the quiz needn't be listed."""
        taken(listed=False)
        assert "Marlow Bay" not in student.get("/").text
        code = store.quiz(QUIZ).code
        page = student.get(f"/join?code={code[:3].lower()}+{code[3:]}")
        assert page.path == f"/quiz/{QUIZ}"

    def test_who_has_begun_finds_it_again(self, student: Student, taken: Set) -> None:
        """A quiz that isn't listed stands on the first page of those who have begun it."""
        taken(listed=False)
        student.begin()
        assert "Marlow Bay" in student.get("/").text

    @pytest.mark.parametrize(("code", "status"), [("nonsense", 404), ("", 422), ("%00", 404)])
    def test_wrong_code(self, student: Student, code: str, status: int) -> None:
        page = student.get(f"/join?code={code}")
        assert page.status == status
        assert "#code" in page.links.values()

    def test_code_for_the_class(self, student: Student, store: Store) -> None:
        """The page for the wall shows code and link, and the same link as a picture."""
        page = student.get(f"/quiz/{QUIZ}/join")
        code = store.quiz(QUIZ).code
        assert f"{code[:3]}-{code[3:]}" in page.text
        assert f"http://localhost/j/{code}" in page.links.values()
        assert "on this machine only" in page.text
        picture = student.client.get(f"/quiz/{QUIZ}/join.svg")
        assert picture.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
        assert picture.data.count(b"<path") == 2
        assert b"style=" not in picture.data and b"script" not in picture.data

    def test_no_such_quiz(self, student: Student) -> None:
        assert student.get("/quiz/nothing/join").status == 404
        assert student.get("/quiz/nothing/join.svg").status == 404


class TestReports:
    """A student says what is wrong with a question."""

    def test_report_reaches_the_store(self, student: Student, store: Store) -> None:
        page = student.begin()
        form = student.get(page.links["Report this question"])
        sent = student.send(form, reason="unclear", note=" Which\r\nbridge?\0 ")
        assert "your report is kept for the teacher" in sent.text
        assert sent.path == page.path
        [report] = store.reports(QUIZ)
        assert (report.question_id, report.reason, report.note) == (
            "q1",
            "unclear",
            "Which\nbridge?",
        )

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"note": "x"}, "#reason-1"),
            ({"reason": "nonsense"}, "#reason-1"),
            ({"reason": "key", "note": "x" * 501}, "#note"),
        ],
    )
    def test_incomplete(
        self, student: Student, store: Store, fields: dict[str, str], field: str
    ) -> None:
        """The page comes back with an error that leads to its field, and what was written."""
        form = student.get(student.begin().links["Report this question"])
        page = student.send(form, **fields)
        assert page.status == 422
        assert field in page.links.values()
        assert fields.get("note", "") in page.text
        assert store.reports() == []

    def test_foreign_attempts(self, app: Flask, student: Student, store: Store) -> None:
        """Nobody reports in another's name."""
        page = student.begin()
        other = Student(app.test_client())
        token = other.begin().forms[0]["csrf_token"]
        response = other.client.post(
            f"{page.path}/report", data={"csrf_token": token, "reason": "key"}
        )
        assert response.status_code == 404
        assert store.reports() == []

    def test_nothing_is_told(self, student: Student, question_set: QuestionSet) -> None:
        """The form of an unanswered question tells no more than the question."""
        page = student.get(student.begin().links["Report this question"])
        assert question_set.questions[0].stem in page.text
        assert question_set.questions[0].answer not in page.text


def test_skipping(student: Student, question_set: QuestionSet) -> None:
    """A question can be left for later, and comes round again."""
    page = student.begin()
    first = page.path
    page = student.get(page.links["Skip for now"])
    for question in question_set.questions[1:]:
        answered = student.answer(page, question.answer)
        page = student.get(answered.links["Next question"])
    assert page.path == first
    assert "Skip for now" not in page.links


def test_printing(student: Student, question_set: QuestionSet) -> None:
    """The button waits for a script, without which it could do nothing."""
    result = student.take(student.begin(), list(question_set.questions))
    assert re.search(r"<button[^>]* data-print hidden>", result.source)
