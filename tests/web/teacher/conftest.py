"""A site with teachers on it, and a teacher's browser."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizgen.models import QuestionSet
from tests.web.teacher.news import news_set
from tests.web.teacher.pages import Answer, Server
from web import passwords
from web.store import Store
from web.store.accounts import Teacher
from web.store.drafts import Draft
from web.teacher import fetching
from web.teacher.fetching import is_public

PASSWORD = "salt on the quay at dawn"


class Desk:
    """A browser on the teacher's pages: it brings its forms' token along."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str, *, status: int = 200) -> str:
        """The page, redirects followed."""
        answer = self.client.get(address, follow_redirects=True)
        assert answer.status_code == status, (address, answer.status_code)
        return answer.text

    def token(self) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/teacher/sign-in"))
        assert found is not None
        return found[1]

    def post(self, address: str, **fields: object) -> TestResponse:
        """What the form's address answers, redirects not followed."""
        return self.client.post(address, data={"csrf_token": self.token(), **fields})

    def done(self, address: str, **fields: object) -> str:
        """The page that a form leads to, if it was taken."""
        answer = self.post(address, **fields)
        assert answer.status_code == 303, (address, answer.status_code, answer.text[:2000])
        return self.get(answer.headers["Location"])

    def sign_in(self, name: str, password: str = PASSWORD) -> TestResponse:
        return self.post("/teacher/sign-in", name=name, password=password)


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing is slow on purpose, and these tests sign in at every turn."""
    monkeypatch.setattr(
        passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )


@pytest.fixture(scope="session")
def news() -> QuestionSet:
    return news_set()


@pytest.fixture
def site(sites: Callable[[], Flask]) -> Iterator[Flask]:
    """A site without quizzes."""
    app = sites()
    yield app
    app.extensions["quizgen_runner"].close()


@pytest.fixture
def store(site: Flask) -> Store:
    store: Store = site.extensions["quizgen_store"]
    return store


@pytest.fixture
def teacher(store: Store) -> Teacher:
    return store.accounts.add("Clara Osei", PASSWORD)


@pytest.fixture
def desk(site: Flask, teacher: Teacher) -> Desk:
    """The teacher's browser, signed in."""
    desk = Desk(site.test_client())
    assert desk.sign_in(teacher.name).status_code == 303
    return desk


@pytest.fixture
def draft(store: Store, teacher: Teacher, news: QuestionSet) -> Draft:
    """An article of the teacher's with eight questions."""
    return store.drafts.add(teacher, news.article, news)


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Answer], None]]:
    """Serve that at http://news.example/; private.example leads to this machine as well."""
    servers: list[Server] = []
    really = is_public
    looked_up = socket.getaddrinfo

    def look_up(host: str, port: Any, *rest: Any, **more: Any) -> Any:
        if host in ("news.example", "private.example"):
            return looked_up("127.0.0.1", port, *rest, **more)
        return looked_up(host, port, *rest, **more)

    def serve(answer: Answer) -> None:
        server = Server(answer)
        servers.append(server)
        monkeypatch.setattr(fetching, "PORTS", {"http": server.port, "https": 1})
        monkeypatch.setattr(fetching.socket, "getaddrinfo", look_up)
        monkeypatch.setattr(fetching, "is_public", lambda a: a == "127.0.0.1" or really(a))

    yield serve
    for server in servers:
        server.close()


def text_of(page: str) -> str:
    """The page's text, without its tags."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))
