"""What the site writes about itself: a line of JSON for each request and each failure.

No answer, name, nickname, address or attempt's id stands in it: a request is known by its rule
("/attempt/<attempt_id>/<int:number>"), not by what was put in.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, request

NAME = "quizgen.site"
QUIET = ("health.live", "health.ready", "static")
"""Endpoints whose requests are only logged where they fail."""

_logger = logging.getLogger(NAME)


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON: time, level, event, and whatever the record brings along."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "process": record.process,
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configure(level: str) -> None:
    """Write lines of JSON to stderr, from that level on."""
    root = logging.getLogger("quizgen")
    root.handlers = [logging.StreamHandler(sys.stderr)]
    root.handlers[0].setFormatter(JsonFormatter())
    root.setLevel(level.upper())


def init_app(app: Flask) -> None:
    app.logger = _logger
    app.before_request(_begin)
    app.after_request(_log)


def _begin() -> None:
    g.began = time.perf_counter()


def _log(response: Response) -> Response:
    quiet = request.endpoint in QUIET and response.status_code < 500
    fields = {
        "method": request.method,
        "route": request.url_rule.rule if request.url_rule is not None else None,
        "status": response.status_code,
        "ms": round(1000 * (time.perf_counter() - g.get("began", time.perf_counter())), 1),
    }
    _logger.log(logging.DEBUG if quiet else logging.INFO, "request", extra={"fields": fields})
    return response
