"""What every page for teachers has in common: who may see it."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from web.auth import signed_in
from web.browser import get_store
from web.errors import UnknownDraftError
from web.runner import Runner
from web.store.accounts import Teacher
from web.store.drafts import Draft
from web.store.jobs import Job

blueprint = Blueprint("teacher", __name__, url_prefix="/teacher")


@blueprint.before_request
def _only_teachers() -> Response | None:
    """Nobody else gets past here, whichever page it is."""
    if signed_in() is not None:
        return None
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("auth.sign_in", next=wanted), 303)


def teacher() -> Teacher:
    """Who is signed in."""
    found = signed_in()
    assert found is not None
    return found


def admin() -> Teacher:
    """Who is signed in, if that is an admin; for everybody else there is no such page."""
    found = teacher()
    if not found.admin:
        abort(404)
    return found


def draft_of_teacher(draft_id: str) -> Draft:
    """That draft, if it is the teacher's or the teacher is an admin.

    Raises:
        UnknownDraftError: There is none, or it is another's: which of them isn't told.
    """
    draft = get_store().drafts.draft(draft_id)
    if draft.owner != teacher().id and not teacher().admin:
        raise UnknownDraftError(draft_id)
    return draft


def failure(draft: Draft, job: Job | None) -> str | None:
    """Why the draft's last job failed, until something is changed; None if it didn't."""
    if job is None or job.state != "failed" or job.made < draft.changed:
        return None
    return job.message


def runner() -> Runner:
    """What makes questions beside the requests."""
    found: Runner = current_app.extensions["quizgen_runner"]
    return found
