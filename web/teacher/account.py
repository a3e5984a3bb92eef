"""The teacher's own account, what it holds as one file, and the site's other teachers."""

from __future__ import annotations

import io
import json

from flask import Response, abort, render_template, request, send_file, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from quizgen.errors import FormatError
from web import passwords
from web.auth import begin
from web.browser import get_store, see_other
from web.errors import AccountError
from web.store.accounts import LONGEST_NAME
from web.teacher.access import admin, blueprint, teacher
from web.teacher.publishing import file_name


@blueprint.get("/account")
def account() -> str:
    return _account_page()


@blueprint.post("/account/password")
def password() -> AnyResponse | tuple[str, int]:
    form = request.form
    if form.get("password", "") != form.get("again", ""):
        return _account_page("again"), 422
    try:
        token = get_store().accounts.change_password(
            teacher(), form.get("old", ""), form.get("password", "")
        )
    except AccountError as error:
        return _account_page(error.field), 422
    begin(token)
    return see_other(".account", note="password")


@blueprint.get("/account/everything.json")
def export_everything() -> Response:
    """Articles, questions, quizzes and results, as one file."""
    data = get_store().publications.export(teacher())
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return send_file(
        io.BytesIO(text.encode("utf-8", "replace")),
        mimetype="application/json",
        as_attachment=True,
        download_name=file_name(f"quizgen {teacher().name}") + ".json",
    )


@blueprint.post("/account/import")
def import_everything() -> AnyResponse | tuple[str, int]:
    """Add what was exported, here or elsewhere."""
    uploaded = request.files.get("file")
    if uploaded is None or not uploaded.filename:
        return _account_page("file", gettext("Choose a file")), 422
    try:
        data = json.loads(uploaded.stream.read())
        count = get_store().publications.load(teacher(), data)
    except (ValueError, RecursionError) as error:
        said = str(error) if isinstance(error, FormatError) else gettext("This file is no JSON")
        return _account_page("file", said), 422
    return see_other(".account", note="imported", count=count)


@blueprint.get("/teachers")
def teachers() -> str:
    admin()
    return _teachers_page()


@blueprint.post("/teachers")
def add_teacher() -> str | tuple[str, int]:
    """A new teacher, with a link to set a password that is shown once."""
    admin()
    accounts = get_store().accounts
    try:
        added = accounts.add(request.form.get("name", ""), admin="admin" in request.form)
    except AccountError as error:
        return _teachers_page(problem=str(error)), 422
    return _teachers_page(link_for=added.id)


@blueprint.post("/teachers/<teacher_id>/link")
def invite(teacher_id: str) -> str:
    """A link by which a teacher sets a new password."""
    admin()
    if teacher_id not in {each.id for each in get_store().accounts.teachers()}:
        abort(404)
    return _teachers_page(link_for=teacher_id)


def _teachers_page(*, problem: str | None = None, link_for: str | None = None) -> str:
    accounts = get_store().accounts
    everybody = accounts.teachers()
    link = None
    if link_for is not None:
        link = url_for("auth.set_up", token=accounts.invite(link_for), _external=True)
    return render_template(
        "teacher/teachers.html",
        teachers=everybody,
        problem=problem,
        link=link,
        invited=next((each for each in everybody if each.id == link_for), None),
        longest_name=LONGEST_NAME,
    )


def _account_page(problem: str | None = None, said: str | None = None) -> str:
    count = request.args.get("count", "")
    return render_template(
        "teacher/account.html",
        problem=problem,
        said=said,
        fewest=passwords.FEWEST,
        note=request.args.get("note"),
        count=int(count) if count.isascii() and count.isdigit() and len(count) < 7 else 0,
    )
