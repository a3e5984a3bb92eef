"""Whether the site works, for whatever watches over it."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify

from web.browser import get_store
from web.errors import StoreError

blueprint = Blueprint("health", __name__, url_prefix="/health")


@blueprint.get("/live")
def live() -> Response:
    """The process answers; if it doesn't, start it anew."""
    return jsonify(status="ok")


@blueprint.get("/ready")
def ready() -> tuple[Response, int]:
    """The database answers and is up to date; until then, send no students."""
    try:
        get_store().check()
    except StoreError as error:
        current_app.logger.warning("not ready: %s", error)
        return jsonify(status="the database can't be used"), 503
    return jsonify(status="ok"), 200
