"""The quiz site: :func:`create_app` puts it together."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from web import (
    auth,
    error_pages,
    headers,
    health,
    joining,
    languages,
    limits,
    logs,
    reporting,
    student,
    teacher,
)
from web.config import Config
from web.runner import Runner
from web.store import Store
from web.store.join_codes import shown_code
from web.urls import QuotedConverter

__all__ = ["Config", "create_app"]

STATIC = Path(__file__).parent / "static"
LARGEST_FORM = 64 * 1024
"""Bytes a request may bring; an answer has a few hundred."""

LARGER_FORMS = {
    "teacher.new_article_post": 21 * 1024 * 1024,
    "teacher.preview_post": 2 * 1024 * 1024,
    "teacher.import_everything": 101 * 1024 * 1024,
}
"""Bytes of the forms that bring an article or a file; only a teacher's may be as large."""


def create_app(config: Config | None = None) -> Flask:
    """The site as a WSGI application, its database opened and up to date.

    Args:
        config: What differs between installations; the environment's if None.

    Raises:
        ConfigError: The configuration can't be used.
        StoreError: The database can't be opened, or is newer than this program.
    """
    config = Config.from_environment() if config is None else config
    if config.log_level is not None:
        logs.configure(config.log_level)
    config.make_instance_folder()
    key = config.session_key()
    app = Flask(__name__, instance_path=str(config.instance_path))
    app.config.update(
        SECRET_KEY=key,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        # Browsers share cookies between the ports of one host; the name keeps two sites apart.
        SESSION_COOKIE_NAME=f"quizgen_{hashlib.sha256(key.encode()).hexdigest()[:8]}",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.secure_cookies,
        PERMANENT_SESSION_LIFETIME=timedelta(days=400),  # as long as browsers keep a cookie
        SESSION_REFRESH_EACH_REQUEST=False,
        # A page may stay open over lunch and still be answered; the session's end is limit enough.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.session_interface = Sessions()
    app.url_map.converters["quoted"] = QuotedConverter
    app.jinja_env.filters.update(
        web_address=_web_address, host=_host, clock=_clock, shown_code=shown_code
    )
    app.jinja_env.globals["asset"] = _asset
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if config.proxies:
        count = config.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count, x_port=count
        )
    logs.init_app(app)  # first, so that what the others refuse is logged and timed as well
    languages.init_app(app)
    app.before_request(_allow_larger_forms)  # before the form is read for its token
    CSRFProtect(app)
    headers.init_app(app)
    error_pages.init_app(app)
    for module in (student, joining, reporting, health, auth, teacher):
        app.register_blueprint(module.blueprint)
    limits.init_app(app, config.rate_limit_url)
    store = Store(config.database, migrate=config.is_embedded)
    app.extensions["quizgen_store"] = store
    app.extensions["quizgen_runner"] = Runner(store)
    app.extensions["quizgen_config"] = config
    app.jinja_env.globals["signed_in"] = auth.signed_in
    return app


class Sessions(SecureCookieSessionInterface):
    """Cookies go over HTTPS only where the page came over it, whatever the configuration says."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return super().get_cookie_secure(app) or request.is_secure


def _allow_larger_forms() -> None:
    most = LARGER_FORMS.get(request.endpoint or "")
    if most is not None and session.get("sign_in"):
        request.max_content_length = most
        request.max_form_memory_size = 2 * 1024 * 1024


def _web_address(url: str | None) -> str | None:
    """The URL if it leads to a web page: what an article brings along may be anything."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _host(url: str) -> str:
    """example.org"""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _clock(seconds: float) -> str:
    """1:05:30, or 5:30"""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


@cache
def _digest(filename: str) -> str:
    return hashlib.sha256((STATIC / filename).read_bytes()).hexdigest()[:12]


def _asset(filename: str) -> str:
    """URL of a static file that changes with its content, so that browsers may keep it."""
    return url_for("static", filename=filename, v=_digest(filename))
