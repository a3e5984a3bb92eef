"""The site's languages. The article and its questions stay in the article's own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from babel import Locale, negotiate_locale
from babel.dates import format_date, format_datetime
from flask import Blueprint, Flask, abort, redirect, request, session, url_for
from flask_babel import Babel, get_locale
from werkzeug.wrappers import Response

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Every language there is a catalogue for, and the templates' own, each by its own name."""

DATES = {"en": "d MMMM y", "de": "d. MMMM y"}
MOMENTS = {"en": "d MMM y, HH:mm", "de": "d. MMM y, HH:mm"}

blueprint = Blueprint("languages", __name__)


def init_app(app: Flask) -> None:
    Babel(app, locale_selector=_wanted)
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(language=language, languages=LANGUAGES, here=_here)
    app.jinja_env.filters.update(
        long_date=long_date, moment=moment, iso_moment=lambda seconds: _local(seconds).isoformat()
    )


@blueprint.get("/language/<code>")
def choose(code: str) -> Response:
    """Show the site in that language from now on, in this browser."""
    if code not in LANGUAGES:
        abort(404)
    session["language"] = code
    session.permanent = True
    target = request.args.get("next", "/")
    return redirect(target if _is_ours(target) else url_for("student.home"), 303)


def language() -> str:
    """The language of the page that is being made."""
    locale = get_locale()
    return locale.language if locale is not None else "en"


def long_date(day: date) -> str:
    """14 March 2016"""
    return format_date(day, DATES[language()], Locale(language()))


def moment(seconds: float) -> str:
    """14 Mar 2016, 09:30, by the clock of the site; from seconds since 1970 UTC."""
    return format_datetime(_local(seconds), MOMENTS[language()], locale=Locale(language()))


def _local(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone().replace(microsecond=0)


def _wanted() -> str:
    chosen = session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    wanted = [language.replace("-", "_") for language in request.accept_languages.values()]
    return negotiate_locale(wanted, list(LANGUAGES)) or "en"


def _here() -> str:
    """The page to come back to: this one, unless it answers a form."""
    if request.method != "GET":
        return url_for("student.home")
    return request.full_path.rstrip("?")


def _is_ours(address: str) -> bool:
    """Whether it is a path of this site and nothing else, however a browser reads it."""
    if not address.startswith("/") or address.startswith(("//", "/\\")):
        return False
    if any(ord(character) < 32 or character == "\\" for character in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
