"""Signing in and out, and links by which a teacher sets a password."""

from __future__ import annotations

import re

from flask import Blueprint, current_app, g, redirect, render_template, request, session, url_for
from flask_limiter.util import get_remote_address
from werkzeug.wrappers import Response

from web import passwords
from web.browser import get_store, see_other
from web.errors import AccountError, SignInError
from web.store.accounts import LONGEST_NAME, Teacher

blueprint = Blueprint("auth", __name__, url_prefix="/teacher")

STAYS = ("language", "student", "links")
"""What of a session has nothing to do with who is signed in."""

OURS = re.compile(r"/teacher(?:/[\w\-.~%/]*)?(?:\?[\w\-.~%=&]*)?")
"""Where a sign-in may lead: a page for teachers, and nowhere else."""


def signed_in() -> Teacher | None:
    """The teacher whose browser asks; None if nobody is signed in."""
    if "teacher" not in g:
        token = session.get("sign_in")
        g.teacher = get_store().accounts.signed_in(token) if token else None
    teacher: Teacher | None = g.teacher
    return teacher


def begin(token: str) -> None:
    """Let this browser be signed in: with a session in which nothing is left of the one before."""
    kept = {name: session[name] for name in STAYS if name in session}
    session.clear()  # with it goes the token of forms that were made before
    session.update(kept)
    session["sign_in"] = token
    session.permanent = True
    g.pop("teacher", None)
    g.pop("csrf_token", None)


@blueprint.get("/sign-in")
def sign_in() -> Response | str:
    if signed_in() is not None:
        return redirect(_wanted(request.args.get("next")), 303)
    return _sign_in_page()


@blueprint.post("/sign-in")
def sign_in_post() -> Response | tuple[str, int]:
    name, password = request.form.get("name", ""), request.form.get("password", "")
    if not name.strip() or not password:
        return _sign_in_page(name, missing=True), 422
    try:
        token = get_store().accounts.sign_in(
            name[: 2 * LONGEST_NAME], password, get_remote_address()
        )
    except SignInError as error:
        current_app.logger.warning("a sign-in failed")
        return _sign_in_page(name, error=error), 429 if error.wait else 422
    begin(token)
    return redirect(_wanted(request.form.get("next")), 303)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    token = session.get("sign_in")
    if token:
        get_store().accounts.sign_out(token)
    kept = {name: session[name] for name in STAYS if name in session}
    session.clear()
    session.update(kept)
    return see_other("auth.sign_in")


@blueprint.get("/set-up/<token>")
def set_up(token: str) -> str:
    return _set_up_page(token)


@blueprint.post("/set-up/<token>")
def set_up_post(token: str) -> Response | tuple[str, int]:
    name, password = request.form.get("name", ""), request.form.get("password", "")
    if password != request.form.get("again", ""):
        return _set_up_page(token, name, problem="again"), 422
    accounts = get_store().accounts
    try:
        teacher = accounts.accept(token, name, password)
    except AccountError as error:
        return _set_up_page(token, name, problem=error.field), 422
    begin(accounts.sign_in_again(teacher))
    return see_other("teacher.articles")


def _sign_in_page(
    name: str = "", *, missing: bool = False, error: SignInError | None = None
) -> str:
    return render_template(
        "teacher/sign_in.html",
        name=name,
        missing=missing,
        error=error,
        next=request.values.get("next", ""),
    )


def _set_up_page(token: str, name: str = "", problem: str | None = None) -> str:
    invited = get_store().accounts.invitation(token).teacher
    return render_template(
        "teacher/set_up.html",
        token=token,
        teacher=invited,
        name=name,
        problem=problem,
        fewest=passwords.FEWEST,
        longest_name=LONGEST_NAME,
    )


def _wanted(address: str | None) -> str:
    if address and OURS.fullmatch(address) and "//" not in address and ".." not in address:
        return address
    return url_for("teacher.articles")
