"""How often one browser or one address may do something: a class at once may, a program may not.

The limits are counted in each process, so that n processes allow up to n times as much, unless all
of a site's processes, on however many hosts, count in one place (QUIZGEN_RATE_LIMIT_URL).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from web.browser import known_student
from web.config import PREFIX
from web.errors import ConfigError


def _student() -> str:
    return known_student() or get_remote_address()


def _teacher() -> str:
    return str(session.get("sign_in") or get_remote_address())


def _found_nothing(response: Response) -> bool:
    return response.status_code == 404


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit on one view."""

    endpoint: str
    rate: str
    key: Callable[[], str]  # whom it counts for
    counts: Callable[[Response], bool] | None = None  # which answers count; None: all
    method: str | None = None


# A school may come from one address, so whatever counts by address is generous.
LIMITS = (
    Limit("joining.join", "60 per minute", get_remote_address, _found_nothing),
    Limit("joining.by_link", "60 per minute", get_remote_address, _found_nothing),
    Limit("student.start", "1000 per minute", get_remote_address),
    Limit("student.answer", "60 per minute", _student),
    Limit("student.repeat", "30 per minute", _student),
    Limit("reports.report", "10 per minute", _student, method="POST"),
    Limit("student.deck", "300 per minute", get_remote_address),
    Limit("auth.sign_in_post", "30 per minute", get_remote_address),
    Limit("auth.set_up_post", "30 per minute", get_remote_address),
    Limit("teacher.password", "10 per minute", _teacher),
    Limit("teacher.new_article_post", "20 per minute", _teacher),
    Limit("teacher.preview_post", "20 per minute", _teacher),
    Limit("teacher.regenerate_post", "20 per minute", _teacher),
    Limit("teacher.import_everything", "5 per minute", _teacher),
    Limit("teacher.export_everything", "10 per minute", _teacher),
)


def init_app(app: Flask, url: str | None = None) -> None:
    """Limit the views, all of which must be registered by now.

    Args:
        app: The site.
        url: Where all its processes count, such as ``redis://host:6379``; None: each by itself.
            While nothing answers there, each counts by itself, too.

    Raises:
        ConfigError: Nothing can be counted at such an address.
    """
    _check(url)
    limiter = Limiter(
        get_remote_address,
        storage_uri=url or "memory://",
        strategy="moving-window",
        in_memory_fallback_enabled=url is not None,
        key_prefix="quizgen",
    )
    limiter.init_app(app)
    for limit in LIMITS:
        options: dict[str, Any] = {"key_func": limit.key, "deduct_when": limit.counts}
        if limit.method is not None:
            options["methods"] = [limit.method]
        limited = limiter.limit(limit.rate, **options)
        view: Any = app.view_functions[limit.endpoint]
        app.view_functions[limit.endpoint] = limited(view)
    app.extensions["quizgen_limiter"] = limiter


def _check(url: str | None) -> None:
    if url is None:
        return
    from limits.storage import MovingWindowSupport, storage_from_string

    try:
        storage = storage_from_string(url)
    except Exception as error:  # an unknown scheme, a missing package, or what that makes of it
        raise ConfigError(
            f"{PREFIX}RATE_LIMIT_URL is {url.split('@')[-1]!r}, at which nothing can be counted:"
            f' write redis://host:6379, after `pip install "quizgen[redis]"` ({error})'
        ) from error
    if not isinstance(storage, MovingWindowSupport):
        raise ConfigError(
            f"{PREFIX}RATE_LIMIT_URL is {url.split('@')[-1]!r}, at which no moments can be counted:"
            " write redis://host:6379"
        )


def retry_after() -> int:
    """Seconds after which it is worth trying again."""
    return 60 if request.method == "POST" else 10
