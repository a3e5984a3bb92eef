"""How a class comes to a quiz: by a code, a link or the picture of one."""

from __future__ import annotations

import ipaddress
from io import BytesIO

import segno
from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from web.browser import get_store, remember_link, see_other
from web.errors import UnknownJoinCodeError
from web.store.join_codes import shown_code

blueprint = Blueprint("joining", __name__)


@blueprint.get("/join")
def join() -> AnyResponse | str | tuple[str, int]:
    """Where a code is typed; given one, the quiz it opens."""
    if "code" not in request.args:
        return render_template("join.html", code="", problem=None)
    return _open(request.args["code"])


@blueprint.get("/j/<code>")
def by_link(code: str) -> AnyResponse | str | tuple[str, int]:
    return _open(code)


@blueprint.get("/quiz/<quoted:quiz_id>/join")
def show(quiz_id: str) -> str:
    """The code, large enough to be read from the last row."""
    quiz = get_store().quiz(quiz_id)
    return render_template(
        "show_code.html",
        quiz=quiz,
        article=get_store().question_set(quiz_id).article,
        code=shown_code(quiz.code),
        address=_address(quiz.code),
        site=request.host,
        is_only_here=_is_loopback(request.host),
    )


@blueprint.get("/quiz/<quoted:quiz_id>/join.svg")
def picture(quiz_id: str) -> Response:
    """The link as a QR code, dark on white in dark mode as well: cameras want it so."""
    drawn = BytesIO()
    segno.make(_address(get_store().quiz(quiz_id).code), error="m", micro=False).save(
        drawn, kind="svg", border=4, dark="#000", light="#fff", omitsize=True, svgclass=None,
        lineclass=None,
    )  # fmt: skip
    return Response(drawn.getvalue(), mimetype="image/svg+xml")


def _open(code: str) -> AnyResponse | tuple[str, int]:
    try:
        link = get_store().join_link(code)
    except UnknownJoinCodeError:
        problem = "unknown" if code.strip() else "missing"
        status = 404 if code.strip() else 422
        return render_template("join.html", code=code[:50], problem=problem), status
    remember_link(link)
    return see_other("student.quiz", quiz_id=link.quiz_id)


def _address(code: str) -> str:
    return url_for("joining.by_link", code=code, _external=True)


def _is_loopback(host: str) -> bool:
    """Whether the address leads only to the machine it is opened on."""
    name = host.rsplit(":", 1)[0].strip("[]") if not host.endswith("]") else host.strip("[]")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
