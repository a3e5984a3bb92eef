"""A site on a temporary database, and a browser's stand-in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pytest_postgresql.executors import PostgreSQLExecutor
from werkzeug.test import TestResponse

from quizgen.models import Question, QuestionSet
from tests.web import postgresql
from web import Config, create_app
from web.store import QuizSettings, Store


@pytest.fixture(scope="session")
def postgresql_cluster() -> Iterator[PostgreSQLExecutor]:
    with postgresql.cluster() as executor:
        yield executor


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind: what the store promises, it promises on both."""
    address: str = request.getfixturevalue(f"{request.param}_url")
    return address


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'quizgen.db'}"


@pytest.fixture
def postgresql_url(postgresql_cluster: PostgreSQLExecutor) -> Iterator[str]:
    with postgresql.database(postgresql_cluster) as address:
        yield address


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(instance_path=tmp_path / "instance")


@pytest.fixture
def sites(config: Config) -> Iterator[Callable[[], Flask]]:
    """Starts the site on the same instance folder, again and again as after a restart."""
    started: list[Flask] = []

    def start() -> Flask:
        app = create_app(config)
        app.testing = True
        started.append(app)
        return app

    yield start
    for app in started:
        app.extensions["quizgen_store"].close()


@pytest.fixture
def app(sites: Callable[[], Flask], question_set: QuestionSet) -> Flask:
    """A site that has the sample's quiz, which asks in the set's order."""
    app = sites()
    app.extensions["quizgen_store"].save_question_set(
        question_set, settings=QuizSettings(shuffle=False)
    )
    return app


@pytest.fixture
def store(app: Flask) -> Store:
    store: Store = app.extensions["quizgen_store"]
    return store


@pytest.fixture
def student(app: Flask) -> Student:
    return Student(app.test_client())


class Page(HTMLParser):
    """What a test asks about a page."""

    def __init__(self, response: TestResponse) -> None:
        super().__init__()
        self.response = response
        self.source = response.text
        self.path = response.request.path
        self.forms: list[dict[str, str]] = []  # hidden fields by name, with "action"
        self.choices: dict[str, str] = {}  # an answer's text -> the value the form sends
        self.marked: list[str] = []  # the text of each <mark>, hidden remarks left out
        self.links: dict[str, str] = {}  # text -> address
        self.text = ""
        self._open: list[str] = []
        self._classes: list[str] = []
        self._radio: str | None = None
        self._link = ""
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"action": given["action"]})
        elif tag == "input" and given.get("type") == "hidden":
            self.forms[-1][given["name"]] = given["value"]
        elif tag == "input" and given.get("type") == "radio":
            self._radio = given["value"]
        elif tag == "mark":
            self.marked.append("")
        elif tag == "a":
            self._link = given["href"]
        if tag not in ("meta", "link", "input"):
            self._open.append(tag)
            self._classes.append(given.get("class", ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            self._classes.pop()
        self._classes.pop()

    def handle_data(self, data: str) -> None:
        if "title" in self._open or not data.strip():
            return
        self.text += data
        if self._radio is not None and "span" in self._open:
            self.choices[data.strip()] = self._radio
            self._radio = None
        if "mark" in self._open and "unseen" not in self._classes:
            self.marked[-1] += data
        if "a" in self._open:
            self.links[data.strip()] = self._link

    @property
    def status(self) -> int:
        return self.response.status_code


class Student:
    """Uses the site as a browser does, with its cookies and its forms."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str) -> Page:
        return Page(self.client.get(address, follow_redirects=True))

    def send(self, page: Page, *, form: int = 0, **fields: str) -> Page:
        """Send one of the page's forms, with these fields beside its own."""
        data = dict(page.forms[form]) | fields
        return Page(self.client.post(data.pop("action"), data=data, follow_redirects=True))

    def begin(self, quiz_id: str = "set-marlow-bay") -> Page:
        """The first question of a new attempt."""
        return self.send(self.get(f"/quiz/{quiz_id}"))

    def answer(self, page: Page, option: str) -> Page:
        """What the site shows after that answer."""
        return self.send(page, answer=page.choices[option])

    def take(self, page: Page, questions: list[Question], *, wrong: tuple[str, ...] = ()) -> Page:
        """Answer the questions from this page on, those named wrongly; the page of results."""
        for question in questions:
            option = question.distractors[0].text if question.id in wrong else question.answer
            answered = self.answer(page, option)
            onward = answered.links.get("Next question") or answered.links["See your result"]
            page = self.get(onward)
        return page


def cookie_of(student: Student) -> dict[str, str]:
    """The session's cookie, for another client to bring along."""
    name = student.client.application.config["SESSION_COOKIE_NAME"]
    cookie = student.client.get_cookie(name)
    assert cookie is not None
    return {"key": name, "value": cookie.value}
