"""A headless Chromium, and a site for it to visit."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.site import Site
from tests.samples import sample_set
from tests.web.sets import long_set, typed_set
from web.store import QuizSettings

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without one the tests are skipped, and under CI they fail."""
    executable = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if executable is None:
        message = "no Chromium found: install one, such as Debian's with `apt-get install chromium`"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with a short quiz, a very long one, and one to type against the clock; every visit
    is a new student's.
    """
    quizzes = [
        (sample_set(), QuizSettings(shuffle=False)),
        (long_set(), QuizSettings(shuffle=False)),
        (typed_set(), QuizSettings("end", "typed", False, 20 * 60, listed=False)),
        (replace(sample_set(), id="quick"), QuizSettings(time_limit=8, listed=False)),
    ]
    site = Site(tmp_path_factory.mktemp("site"), quizzes)
    site.start()
    yield site
    site.kill()


class Visit:
    """A browser window that has never been on the site, and every address it asks for."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.addresses: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.addresses.append(request.url))
        context.on("console", lambda message: self._note(message.type, message.text))

    def _note(self, kind: str, text: str) -> None:
        # A page that answers 404 or 422 is reported as an error too, and meant to be.
        if kind in ("error", "warning") and "the server responded with a status of" not in text:
            self.complaints.append(text)

    def page(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(10_000)
        return page


@pytest.fixture
def visits(browser: Browser) -> Iterator[object]:
    """Makes visits: ``visits(width=360, java_script_enabled=False)``."""
    contexts: list[BrowserContext] = []

    def visit(width: int = 1280, height: int = 900, **options: object) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        return Visit(context)

    yield visit
    for context in contexts:
        context.close()
