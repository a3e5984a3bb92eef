"""What every view needs to know of the browser that asks: who it is, and where it goes next."""

from __future__ import annotations

import secrets
from typing import Any

from flask import current_app, redirect, session, url_for
from werkzeug.wrappers import Response

from quizgen.models import Question, QuestionSet
from web.store import Attempt, JoinLink, Store
from web.variants import asked_question

REMEMBERED_LINKS = 20
"""Join links a cookie remembers: it has 4096 bytes."""


def get_store() -> Store:
    """The running site's store."""
    store: Store = current_app.extensions["quizgen_store"]
    return store


def student_of_browser() -> str:
    """The unguessable name under which this browser's attempts are stored; made on first use."""
    if "student" not in session:
        session["student"] = secrets.token_urlsafe(16)
        session.permanent = True  # it outlives the browser's closing, as the attempts do
    student: str = session["student"]
    return student


def known_student() -> str:
    """The same, but "", which nobody's attempts are under, where none was made yet."""
    student: str = session.get("student", "")
    return student


def attempt_of_browser(attempt_id: str) -> Attempt:
    """That attempt of this browser's; nobody else's is ever shown."""
    return get_store().attempt(attempt_id, known_student())


def question_at(attempt: Attempt, number: int) -> tuple[QuestionSet, Question] | None:
    """The question with that number, from 1, in the attempt, and the set it is from."""
    if not 1 <= number <= len(attempt.questions):
        return None
    question_set = get_store().question_set_of(attempt)
    return question_set, asked_question(question_set, attempt.questions[number - 1])


def remember_link(link: JoinLink) -> None:
    """Let the quiz's next attempts in this browser be begun by this link."""
    links: dict[str, str] = dict(session.get("links", {}))
    links.pop(link.quiz_id, None)
    links[link.quiz_id] = link.code
    session["links"] = dict(list(links.items())[-REMEMBERED_LINKS:])
    session.permanent = True


def remembered_link(quiz_id: str) -> JoinLink | None:
    """The link by which this browser came to the quiz; None if it came without."""
    code = session.get("links", {}).get(quiz_id)
    known = [link for link in get_store().join_links(quiz_id) if link.code == code] if code else []
    return known[0] if known else None


def see_other(endpoint: str, **values: Any) -> Response:
    """After a form: go and look there, so that a refresh sends nothing again."""
    return redirect(url_for(endpoint, **values), 303)
