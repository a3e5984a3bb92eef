"""Reports: a student says what is wrong with a question, and the teacher gets to know it."""

from __future__ import annotations

from typing import get_args

from flask import Blueprint, abort, render_template, request
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from web.browser import attempt_of_browser, get_store, question_at, see_other
from web.store import Reason

blueprint = Blueprint("reports", __name__)

LONGEST_NOTE = 500
"""Characters."""

REASONS = {
    "key": lazy_gettext("The answer that counts as right is wrong"),
    "several": lazy_gettext("More than one answer is right"),
    "unclear": lazy_gettext("I can’t tell what is asked"),
    "passage": lazy_gettext("The passage doesn’t prove the answer"),
    "language": lazy_gettext("There is a mistake in the wording"),
    "other": lazy_gettext("Something else"),
}
"""Every reason there is, in words; a test compares it with the type."""


@blueprint.get("/attempt/<attempt_id>/<int:number>/report")
def form(attempt_id: str, number: int) -> str:
    return _page(attempt_id, number)


@blueprint.post("/attempt/<attempt_id>/<int:number>/report")
def report(attempt_id: str, number: int) -> Response | tuple[str, int]:
    attempt = attempt_of_browser(attempt_id)
    found = question_at(attempt, number) or abort(404)
    reason = request.form.get("reason", "")
    note = _clean(request.form.get("note", ""))
    problems = {}
    if reason not in get_args(Reason):
        problems["reason"] = "missing"
    if len(note) > LONGEST_NOTE:
        problems["note"] = "long"
    if problems:
        return _page(attempt_id, number, reason, note, problems), 422
    get_store().report_question(
        attempt_id,
        attempt.student,
        found[1].id,
        reason,  # type: ignore[arg-type]
        note,
    )
    return see_other("student.question", attempt_id=attempt_id, number=number, reported="yes")


def _page(
    attempt_id: str,
    number: int,
    reason: str = "",
    note: str = "",
    problems: dict[str, str] | None = None,
) -> str:
    attempt = attempt_of_browser(attempt_id)
    question_set, question = question_at(attempt, number) or abort(404)
    return render_template(
        "report.html",
        attempt=attempt,
        number=number,
        article=question_set.article,
        stem=question.stem,
        reasons=REASONS,
        reason=reason,
        note=note,
        longest=LONGEST_NOTE,
        problems=problems or {},
    )


def _clean(text: str) -> str:
    """The text without what no page can show."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join("".join(c for c in line if c.isprintable()).strip() for line in lines).strip()
