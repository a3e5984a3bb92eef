"""The student's pages: choose a quiz, answer it question by question, see what was right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from flask import (
    Blueprint,
    Response,
    abort,
    render_template,
    request,
    send_file,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from quizgen.files import scratch_folder
from quizgen.models import Option, Question, QuestionSet
from web.browser import (
    attempt_of_browser,
    get_store,
    known_student,
    question_at,
    remembered_link,
    see_other,
    student_of_browser,
)
from web.errors import AnswersWithheldError, AttemptOverError, ClosedQuizError
from web.reading import paragraphs
from web.shuffle import shown_options
from web.store import Attempt
from web.store import Response as Answer
from web.typed import LONGEST, Meaning, is_typed, meaning
from web.variants import asked_question

blueprint = Blueprint("student", __name__)

LONGEST_NICKNAME = 40
"""Characters."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a student is with a quiz."""

    running: Attempt | None = None  # begun, and not finished
    finished: Attempt | None = None  # the whole quiz, the last time it was finished


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A question with the answer that was given to it."""

    number: int  # its place in the attempt, from 1
    question: Question
    options: tuple[Option, ...]  # in the order the attempt shows them
    response: Answer | None  # None: the time was up before

    @property
    def is_right(self) -> bool:
        return self.response is not None and self.response.correct

    @property
    def given(self) -> str | None:
        """The answer in the student's own words, or in the option's; None if there is none."""
        if self.response is None or self.response.typed is not None:
            return self.response.typed if self.response else None
        chosen = self.response.option_id
        return next(option.text for option in self.options if option.id == chosen)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form brought that couldn't be counted as an answer."""

    problem: str  # "missing", "long" or "unclear"
    typed: str = ""


@blueprint.get("/")
def home() -> str:
    student = known_student()
    attempts = get_store().attempts(student) if student else []
    taken = {attempt.quiz_id for attempt in attempts}
    # A quiz that isn't listed is for those who have its link; who has begun it, has.
    quizzes = [
        quiz
        for quiz in get_store().quizzes()
        if (quiz.settings.listed and quiz.closed is None) or quiz.id in taken
    ]
    standings = {
        quiz.id: _standing(attempt for attempt in attempts if attempt.quiz_id == quiz.id)
        for quiz in quizzes
    }
    return render_template("home.html", quizzes=quizzes, standings=standings)


@blueprint.get("/quiz/<quoted:quiz_id>")
def quiz(quiz_id: str) -> str:
    return _quiz_page(quiz_id)


@blueprint.get("/quiz/<quoted:quiz_id>/article")
def article(quiz_id: str) -> str:
    question_set = get_store().question_set(quiz_id)
    return _reading_page(question_set, back=url_for(".quiz", quiz_id=quiz_id))


@blueprint.get("/quiz/<quoted:quiz_id>/deck")
def deck(quiz_id: str) -> Response:
    # Imported here, as nothing else on the site needs what writes decks.
    from decks import EXPORTERS

    question_set = get_store().question_set(quiz_id)
    if not question_set.questions:
        abort(404)
    if get_store().quiz(quiz_id).settings.feedback == "end" and not _of(quiz_id).finished:
        raise AnswersWithheldError(quiz_id)
    exporter = EXPORTERS["apkg"]
    with scratch_folder() as folder:
        path = folder / f"deck{exporter.extension}"
        exporter.write(question_set, path)
        data = path.read_bytes()
    return send_file(
        BytesIO(data),
        mimetype=exporter.media_type,
        as_attachment=True,
        download_name=_file_name(question_set.article.title) + exporter.extension,
    )


@blueprint.post("/quiz/<quoted:quiz_id>/attempts")
def start(quiz_id: str) -> AnyResponse | tuple[str, int]:
    nickname = _one_line(request.form.get("nickname", ""))
    if len(nickname) > LONGEST_NICKNAME:
        return _quiz_page(quiz_id, nickname=nickname), 422
    try:
        attempt = get_store().start_attempt(
            quiz_id, student_of_browser(), nickname=nickname or None, link=remembered_link(quiz_id)
        )
    except ClosedQuizError:
        return see_other(".quiz", quiz_id=quiz_id)  # which says so
    return see_other("student.attempt", attempt_id=attempt.id)


@blueprint.get("/attempt/<attempt_id>")
def attempt(attempt_id: str) -> AnyResponse:
    """Where the attempt goes on: its next question, or its results."""
    return _go_on(attempt_of_browser(attempt_id))


@blueprint.get("/attempt/<attempt_id>/article")
def attempt_article(attempt_id: str) -> str:
    """The article as it was when the attempt was begun."""
    attempt = attempt_of_browser(attempt_id)
    return _reading_page(
        get_store().question_set_of(attempt), back=url_for(".attempt", attempt_id=attempt_id)
    )


@blueprint.get("/attempt/<attempt_id>/<int:number>")
def question(attempt_id: str, number: int) -> AnyResponse | str:
    """A question to answer or, once it is answered, what was right and where that stands."""
    attempt = attempt_of_browser(attempt_id)
    question_set, asked = question_at(attempt, number) or abort(404)
    response = attempt.responses.get(asked.id)
    if response is None and not attempt.is_finished:
        return _question_page(attempt, number, question_set, asked)
    reviewed = _reviewed(attempt, number, asked, response)
    if not attempt.shows_answers:
        return _kept_page(attempt, question_set, reviewed)
    shown = paragraphs(question_set.article, asked.evidence)
    return render_template(
        "feedback.html",
        attempt=attempt,
        reviewed=reviewed,
        question_set=question_set,
        paragraphs=shown,
        passages=[piece.passage for paragraph in shown for piece in paragraph if piece.begins],
        next_number=None if attempt.is_finished else attempt.next_number(after=number),
        answered_before="answered" in request.args,
        reported="reported" in request.args,
    )


@blueprint.post("/attempt/<attempt_id>/<int:number>")
def answer(attempt_id: str, number: int) -> AnyResponse | tuple[str, int]:
    attempt = attempt_of_browser(attempt_id)
    question_set, asked = question_at(attempt, number) or abort(404)
    sent = _sent_answer(attempt, asked)
    if isinstance(sent, Sent):
        if asked.id in attempt.responses or attempt.is_finished:
            return see_other(".question", attempt_id=attempt_id, number=number)
        return _question_page(attempt, number, question_set, asked, sent), 422
    option_id, typed = sent
    try:
        counts = get_store().record_response(
            attempt_id, attempt.student, asked.id, option_id, typed=typed
        )
    except AttemptOverError:
        return see_other(".results", attempt_id=attempt_id)
    if (counts.option_id, counts.typed) != (option_id, typed):
        # It came second: from another tab, or after "back". What counts is shown, with a note.
        return see_other(".question", attempt_id=attempt_id, number=number, answered="before")
    if attempt.settings.feedback == "each":
        return see_other(".question", attempt_id=attempt_id, number=number)
    return _go_on(attempt_of_browser(attempt_id), after=number, kept=number)


@blueprint.get("/attempt/<attempt_id>/results")
def results(attempt_id: str) -> AnyResponse | str:
    attempt = attempt_of_browser(attempt_id)
    if not attempt.is_finished:
        return _go_on(attempt)
    question_set = get_store().question_set_of(attempt)
    reviewed = [
        _reviewed(
            attempt,
            number,
            asked_question(question_set, question_id),
            attempt.responses.get(question_id),
        )
        for number, question_id in enumerate(attempt.questions, 1)
    ]
    return render_template(
        "results.html", attempt=attempt, question_set=question_set, reviewed=reviewed
    )


@blueprint.post("/attempt/<attempt_id>/repeat")
def repeat(attempt_id: str) -> AnyResponse:
    """Begin an attempt at what was missed in this one, once it is finished."""
    attempt = attempt_of_browser(attempt_id)
    if attempt.is_finished and attempt.missed:
        attempt = get_store().repeat_missed(attempt_id, attempt.student)
    return _go_on(attempt)


def _of(quiz_id: str) -> Standing:
    """How far this browser's student is with that quiz."""
    attempts = get_store().attempts(known_student())
    return _standing(attempt for attempt in attempts if attempt.quiz_id == quiz_id)


def _standing(attempts: Iterable[Attempt]) -> Standing:
    """What the attempts at one quiz, the newest first, amount to."""
    begun = [attempt for attempt in attempts if attempt.responses or attempt.deadline is not None]
    return Standing(
        running=begun[0] if begun and not begun[0].is_finished else None,
        finished=next((a for a in begun if a.is_finished and a.repeats is None), None),
    )


def _sent_answer(attempt: Attempt, asked: Question) -> tuple[str | None, str | None] | Sent:
    """The option that the form means, with what was typed; or why that is no answer."""
    sent = request.form.get("answer", "")
    if not _types(attempt, asked):
        # Options are named by their place, from 1, which says nothing about which one is right.
        options = shown_options(asked, attempt.seed)
        places = {str(place): option for place, option in enumerate(options, 1)}
        return (places[sent].id, None) if sent in places else Sent("missing")
    typed = _one_line(sent)
    if not typed:
        return Sent("missing")
    if len(typed) > LONGEST:
        return Sent("long", typed)
    meant: Meaning = meaning(asked, typed)
    return Sent("unclear", typed) if meant.unclear else (meant.option_id, typed)


def _types(attempt: Attempt, asked: Question) -> bool:
    return attempt.settings.answers == "typed" and is_typed(asked)


def _one_line(text: str) -> str:
    """The text as one line, without what no page can show."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _reviewed(
    attempt: Attempt, number: int, question: Question, response: Answer | None
) -> Reviewed:
    return Reviewed(number, question, shown_options(question, attempt.seed), response)


def _quiz_page(quiz_id: str, *, nickname: str | None = None) -> str:
    """The quiz's first page; with an error, if a nickname is given that can't be taken."""
    student_of_browser()  # with the page, so that its form and its answers are one browser's
    link = remembered_link(quiz_id)
    quiz = get_store().quiz(quiz_id)
    limit = quiz.settings.time_limit
    extra = link.extra_time if link else 0
    return render_template(
        "quiz.html",
        quiz=quiz,
        question_set=get_store().question_set(quiz_id),
        standing=_of(quiz_id),
        seconds=None if limit is None else limit * (100 + extra) // 100,
        extra_time=extra,
        nickname=nickname,
        longest_nickname=LONGEST_NICKNAME,
    )


def _question_page(
    attempt: Attempt,
    number: int,
    question_set: QuestionSet,
    question: Question,
    sent: Sent | None = None,
) -> str:
    """The question to answer.

    The template gets the stem and the options' texts only, so that it can't give the key away;
    where the answer is typed, not even those.
    """
    typed = _types(attempt, question)
    options = () if typed else shown_options(question, attempt.seed)
    following = attempt.next_number(after=number)
    return render_template(
        "question.html",
        attempt=attempt,
        number=number,
        title=question_set.article.title,
        language_of_article=question_set.article.language,
        stem=question.stem,
        typed_kind=question.kind if typed else None,
        options=[option.text for option in options],
        sent=sent,
        longest=LONGEST,
        skip_to=following if following != number else None,
        kept=_number(request.args.get("kept"), attempt),
        reported="reported" in request.args,
    )


def _kept_page(attempt: Attempt, question_set: QuestionSet, reviewed: Reviewed) -> str:
    """That an answer is kept, where what was right is told at the end only."""
    return render_template(
        "kept.html",
        attempt=attempt,
        number=reviewed.number,
        article=question_set.article,
        stem=reviewed.question.stem,
        given=reviewed.given,
        next_number=attempt.next_number(after=reviewed.number),
        answered_before="answered" in request.args,
        reported="reported" in request.args,
    )


def _reading_page(question_set: QuestionSet, *, back: str) -> str:
    return render_template(
        "article.html",
        article=question_set.article,
        paragraphs=paragraphs(question_set.article),
        back=back,
    )


def _number(text: str | None, attempt: Attempt) -> int | None:
    """The number of an answered question that the address names."""
    if text is None or not (text.isascii() and text.isdigit() and len(text) < 6):
        return None
    number = int(text)
    if not 1 <= number <= len(attempt.questions):
        return None
    return number if attempt.questions[number - 1] in attempt.responses else None


def _go_on(attempt: Attempt, *, after: int = 0, kept: int | None = None) -> AnyResponse:
    number = attempt.next_number(after)
    if number is None or attempt.is_finished:
        return see_other(".results", attempt_id=attempt.id)
    note = {} if kept is None else {"kept": kept}
    return see_other(".question", attempt_id=attempt.id, number=number, **note)


def _file_name(title: str) -> str:
    """The title as a file may be called anywhere."""
    return re.sub(r"[^\w\-.,()]+", " ", title).strip(" .")[:100].strip() or "quiz"
