"""What goes wrong, as pages: the one place where an error becomes an answer."""

from __future__ import annotations

from flask import Flask, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from quizgen.errors import QuizgenError, UnknownQuestionError
from web import limits
from web.errors import (
    AnswersWithheldError,
    BusyDraftError,
    ClosedQuizError,
    StaleDraftError,
    StoreError,
    UnknownAttemptError,
    UnknownDraftError,
    UnknownInvitationError,
    UnknownQuizError,
)

STATUSES: dict[type[QuizgenError], int] = {
    UnknownQuizError: 404,
    UnknownAttemptError: 404,
    UnknownQuestionError: 404,
    UnknownDraftError: 404,
    UnknownInvitationError: 404,
    AnswersWithheldError: 403,
    ClosedQuizError: 403,
    BusyDraftError: 409,
    StaleDraftError: 409,
    StoreError: 503,
}
"""The status of each error; one that isn't here is a mistake of ours, 500."""

TEMPLATES: dict[type[Exception], str] = {
    UnknownAttemptError: "errors/attempt.html",
    AnswersWithheldError: "errors/withheld.html",
    UnknownInvitationError: "errors/invitation.html",
    BusyDraftError: "errors/changed.html",
    StaleDraftError: "errors/changed.html",
    RequestEntityTooLarge: "errors/large.html",
    CSRFError: "errors/form.html",
    StoreError: "errors/store.html",
}
"""Errors that have a page of their own; the others have their status's."""

TOKEN = "csrf_token"
TYPED = ("answer", "nickname", "note", "text", "stem", "title")
"""Fields in which people write; what stands in them is shown, too, but for an option's number."""

STATUS_TEMPLATES = {404: "errors/missing.html", 429: "errors/busy.html", 500: "errors/ours.html"}


def init_app(app: Flask) -> None:
    app.register_error_handler(QuizgenError, _quizgen_error)
    app.register_error_handler(HTTPException, _http_error)


def _quizgen_error(error: QuizgenError) -> tuple[str, int]:
    status = STATUSES.get(type(error), 500)
    if status >= 500:
        current_app.logger.error("%s", type(error).__name__, exc_info=error)
    template = TEMPLATES.get(type(error), STATUS_TEMPLATES.get(status, "errors/other.html"))
    return render_template(template, status=status, **_sent()), status


def _sent() -> dict[str, object]:
    """What came with the request, for a page from which it can be sent again.

    No password goes back into a page, and no browser lets a page name a file; whoever sent one has
    to go back for it.
    """
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != TOKEN]
    secret = any("password" in name for name, _ in fields)
    files = any(file.filename for file in request.files.values())
    return {
        "sent": [] if secret or files else fields,
        "typed": [value for name, value in fields if name in TYPED and len(value) > 1],
        "again": request.method == "POST" and not secret and not files,
    }


def _http_error(error: HTTPException) -> tuple[str, int, list[tuple[str, str]]] | HTTPException:
    status = error.code or InternalServerError.code
    if status < 400:  # a redirect that Flask makes itself
        return error
    template = TEMPLATES.get(type(error), STATUS_TEMPLATES.get(status, "errors/other.html"))
    # Such as Allow, which says what a 405 would have taken; the page's own type and length stay.
    kept = [(name, value) for name, value in error.get_headers() if name.lower() != "content-type"]
    if status == 429:
        kept.append(("Retry-After", str(limits.retry_after())))
    return render_template(template, status=status), status, kept
