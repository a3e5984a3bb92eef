"""The student's pages: choose a quiz, answer it question by question, see what was right."""

from __future__ import annotations

import re
import secrets
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    send_file,
    session,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from quizgen.models import Option, Question, QuestionSet
from web.reading import paragraphs
from web.shuffle import shown_options
from web.store import Attempt, Store
from web.store import Response as Answer

blueprint = Blueprint("student", __name__)


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
    response: Answer

    @property
    def given(self) -> Option:
        return next(option for option in self.options if option.id == self.response.option_id)


@blueprint.get("/")
def home() -> str:
    attempts = get_store().attempts(session["student"]) if "student" in session else []
    quizzes = get_store().quizzes()
    standings = {
        quiz.id: _standing(attempt for attempt in attempts if attempt.quiz_id == quiz.id)
        for quiz in quizzes
    }
    return render_template("home.html", quizzes=quizzes, standings=standings)


@blueprint.get("/quiz/<quoted:quiz_id>")
def quiz(quiz_id: str) -> str:
    question_set = get_store().question_set(quiz_id)
    attempts = get_store().attempts(_student())
    return render_template(
        "quiz.html",
        question_set=question_set,
        standing=_standing(attempt for attempt in attempts if attempt.quiz_id == quiz_id),
    )


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
    exporter = EXPORTERS["apkg"]
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        path = Path(folder) / f"deck{exporter.extension}"
        exporter.write(question_set, path)
        data = path.read_bytes()
    return send_file(
        BytesIO(data),
        mimetype=exporter.media_type,
        as_attachment=True,
        download_name=_file_name(question_set.article.title) + exporter.extension,
    )


@blueprint.post("/quiz/<quoted:quiz_id>/attempts")
def start(quiz_id: str) -> AnyResponse:
    attempt = get_store().start_attempt(quiz_id, _student())
    return _see_other("student.attempt", attempt_id=attempt.id)


@blueprint.get("/attempt/<attempt_id>")
def attempt(attempt_id: str) -> AnyResponse:
    """Where the attempt goes on: its next question, or its results."""
    return _go_on(_attempt(attempt_id))


@blueprint.get("/attempt/<attempt_id>/article")
def attempt_article(attempt_id: str) -> str:
    """The article as it was when the attempt was begun."""
    attempt = _attempt(attempt_id)
    return _reading_page(
        get_store().question_set_of(attempt), back=url_for(".attempt", attempt_id=attempt_id)
    )


@blueprint.get("/attempt/<attempt_id>/<int:number>")
def question(attempt_id: str, number: int) -> str:
    """A question to answer or, once it is answered, what was right and where that stands."""
    attempt = _attempt(attempt_id)
    question_set, asked = _asked(attempt, number)
    response = attempt.responses.get(asked.id)
    if response is None:
        return _question_page(attempt, number, question_set, asked)
    shown = paragraphs(question_set.article, asked.evidence)
    return render_template(
        "feedback.html",
        attempt=attempt,
        reviewed=_reviewed(attempt, number, asked, response),
        question_set=question_set,
        paragraphs=shown,
        passages=[piece.passage for paragraph in shown for piece in paragraph if piece.begins],
        next_number=attempt.next_number(after=number),
        answered_before="answered" in request.args,
    )


@blueprint.post("/attempt/<attempt_id>/<int:number>")
def answer(attempt_id: str, number: int) -> AnyResponse | tuple[str, int]:
    attempt = _attempt(attempt_id)
    question_set, asked = _asked(attempt, number)
    chosen = _chosen(shown_options(asked, attempt.seed))
    if chosen is None:
        if asked.id in attempt.responses:
            return _see_other(".question", attempt_id=attempt_id, number=number)
        return _question_page(attempt, number, question_set, asked, unanswered=True), 422
    counts = get_store().record_response(attempt_id, attempt.student, asked.id, chosen.id)
    # An answer that isn't the one that counts came second: from another tab, or after "back".
    note = {"answered": "before"} if counts.option_id != chosen.id else {}
    return _see_other(".question", attempt_id=attempt_id, number=number, **note)


@blueprint.get("/attempt/<attempt_id>/results")
def results(attempt_id: str) -> AnyResponse | str:
    attempt = _attempt(attempt_id)
    if not attempt.is_finished:
        return _go_on(attempt)
    question_set = get_store().question_set_of(attempt)
    reviewed = [
        _reviewed(attempt, number, question_set.question(question_id), response)
        for number, question_id in enumerate(attempt.questions, 1)
        for response in [attempt.responses[question_id]]
    ]
    return render_template(
        "results.html", attempt=attempt, question_set=question_set, reviewed=reviewed
    )


@blueprint.post("/attempt/<attempt_id>/repeat")
def repeat(attempt_id: str) -> AnyResponse:
    """Begin an attempt at what was missed in this one, once it is finished."""
    attempt = _attempt(attempt_id)
    if attempt.is_finished and attempt.missed:
        attempt = get_store().repeat_missed(attempt_id, attempt.student)
    return _go_on(attempt)


def get_store() -> Store:
    """The running site's store."""
    store: Store = current_app.extensions["quizgen_store"]
    return store


def _student() -> str:
    """The unguessable name under which this browser's attempts are stored; made on first use."""
    if "student" not in session:
        session["student"] = secrets.token_urlsafe(16)
        session.permanent = True  # it outlives the browser's closing, as the attempts do
    student: str = session["student"]
    return student


def _attempt(attempt_id: str) -> Attempt:
    """That attempt of this browser's; nobody else's is ever shown."""
    return get_store().attempt(attempt_id, session.get("student", ""))


def _standing(attempts: Iterable[Attempt]) -> Standing:
    """What the attempts at one quiz, the newest first, amount to."""
    begun = [attempt for attempt in attempts if attempt.responses]
    return Standing(
        running=begun[0] if begun and not begun[0].is_finished else None,
        finished=next((a for a in begun if a.is_finished and a.repeats is None), None),
    )


def _asked(attempt: Attempt, number: int) -> tuple[QuestionSet, Question]:
    """The question with that number in the attempt, and the set it is from."""
    if not 1 <= number <= len(attempt.questions):
        abort(404)
    question_set = get_store().question_set_of(attempt)
    return question_set, question_set.question(attempt.questions[number - 1])


def _chosen(options: tuple[Option, ...]) -> Option | None:
    """The option that the form names by its place, from 1; None if it names none of them."""
    places = {str(place): option for place, option in enumerate(options, 1)}
    return places.get(request.form.get("answer", ""))


def _reviewed(attempt: Attempt, number: int, question: Question, response: Answer) -> Reviewed:
    return Reviewed(number, question, shown_options(question, attempt.seed), response)


def _question_page(
    attempt: Attempt,
    number: int,
    question_set: QuestionSet,
    question: Question,
    *,
    unanswered: bool = False,
) -> str:
    """The question to answer.

    The template gets the stem and the options' texts only, so that it can't give the key away.
    """
    return render_template(
        "question.html",
        attempt=attempt,
        number=number,
        title=question_set.article.title,
        language=question_set.article.language,
        stem=question.stem,
        options=[option.text for option in shown_options(question, attempt.seed)],
        unanswered=unanswered,
    )


def _reading_page(question_set: QuestionSet, *, back: str) -> str:
    return render_template(
        "article.html",
        article=question_set.article,
        paragraphs=paragraphs(question_set.article),
        back=back,
    )


def _go_on(attempt: Attempt) -> AnyResponse:
    number = attempt.next_number()
    if number is None:
        return _see_other(".results", attempt_id=attempt.id)
    return _see_other(".question", attempt_id=attempt.id, number=number)


def _see_other(endpoint: str, **values: Any) -> AnyResponse:
    return redirect(url_for(endpoint, **values), 303)


def _file_name(title: str) -> str:
    """The title as a file may be called anywhere."""
    return re.sub(r"[^\w\-.,()]+", " ", title).strip(" .")[:100].strip() or "quiz"
