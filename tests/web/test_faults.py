"""What students rely on when the machine under the site fails."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from quizgen.models import QuestionSet
from tests.samples import sample_set
from tests.web import crowd
from tests.web.conftest import Page, Student
from web import Config, create_app
from web.store import QuizSettings, Store
from web.store import database as databases

QUIZ = sample_set().id


def refused(page: Page, *typed: str) -> Page:
    """The page that says it wasn't saved, and shows what was typed."""
    assert page.status == 503
    assert "That was not saved" in page.text
    assert all(each in page.text for each in typed)
    return page


def test_a_full_disk(small_disk: Path, question_set: QuestionSet) -> None:
    """What was acknowledged stays; what is refused is sent again from the page that says so."""
    app = create_app(Config(instance_path=small_disk))
    app.testing = True
    store: Store = app.extensions["quizgen_store"]
    store.save_question_set(question_set, settings=QuizSettings(shuffle=False, answers="typed"))
    student = Student(app.test_client())
    answered = student.send(student.begin(), answer="Ada Brook")
    asked = student.get(answered.links["Next question"])
    with suppress(OSError), (small_disk / "ballast").open("wb") as file:
        while True:
            file.write(b"x" * 4096)
    # What there is of SQLite's log may still have room for a few.
    others = 0
    page = student.send(asked, answer="the square")
    while page.status == 200:
        others += 1
        assert others < 500
        student = Student(app.test_client())
        page = student.begin()
        if page.status == 200:
            page = student.send(page, answer="the square")
    page = refused(page)
    assert app.test_client().get("/").status_code == 200  # reading goes on
    (small_disk / "ballast").unlink()
    again = student.send(page)
    assert again.status == 200
    store.close()
    kept = create_app(Config(instance_path=small_disk)).extensions["quizgen_store"]
    attempts = kept.attempts_at(QUIZ)
    assert "q1" in attempts[0].responses or "q1" in attempts[-1].responses
    kept.close()


def test_a_locked_database(
    config: Config, question_set: QuestionSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another program doesn't let go of it, that is said, and nothing typed is lost."""
    monkeypatch.setattr(databases, "BUSY_SECONDS", 0.1)
    app = create_app(config)
    store: Store = app.extensions["quizgen_store"]
    store.save_question_set(question_set, settings=QuizSettings(shuffle=False, answers="typed"))
    student = Student(app.test_client())
    asked = student.begin()
    with closing(sqlite3.connect(config.instance_path / "quizgen.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        page = refused(student.send(asked, answer="Ada <Brook>"), "Ada <Brook>")
        assert student.client.get("/").status_code == 200
        page = refused(student.send(page), "Ada <Brook>")  # still locked, and still kept
    answered = student.send(page)
    assert answered.status == 200
    [attempt] = store.attempts_at(QUIZ)
    assert attempt.responses["q1"].typed == "Ada <Brook>"
    store.close()


def test_what_is_never_sent_again(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords go into no page."""
    monkeypatch.setattr(databases, "BUSY_SECONDS", 0.1)
    app = create_app(config)
    store: Store = app.extensions["quizgen_store"]
    teacher = Student(app.test_client())
    address = f"/teacher/set-up/{store.accounts.invite(None)}"
    page = teacher.get(address)
    sent = {"name": "Clara", "password": "correct horse battery", "again": "correct horse battery"}
    with closing(sqlite3.connect(config.instance_path / "quizgen.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        page = refused(teacher.send(page, **sent))
    assert "correct horse" not in page.source
    assert page.forms == []
    again = teacher.send(teacher.get(address), **sent)
    assert again.path == "/teacher/"
    store.close()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")
def test_killed(tmp_path: Path) -> None:
    """Killed between two answers, the site goes on where it was: same key, same attempt."""
    with crowd.server(PROGRAM, folder=tmp_path) as site:
        [student] = crowd.crowd(1, site.port, QUIZ)
        student.answer(1)
        os.kill(site.process.pid, signal.SIGKILL)
        site.process.wait()
    student.client.close()
    assert not list((tmp_path / "instance").glob(".*"))
    with crowd.server(PROGRAM, folder=tmp_path) as site:
        student.client.port = site.port
        for number in (2, 3, 4):
            student.answer(number)
        assert student.problems == []
        status, _, page = student.client.send("GET", f"{student.attempt}/results")
        assert status == 200 and "of 4 right" in page
        student.client.close()


PROGRAM = """
from tests.samples import sample_set
from web.serve import serve_question_sets
serve_question_sets([sample_set()], "127.0.0.1", 0, ready=lambda url: print(url, flush=True))
"""


class Clock:
    """Goes where it is set."""

    now = 1_500_000_000.0

    def __call__(self) -> float:
        return self.now


def test_a_clock_that_is_set_back(url: str, question_set: QuestionSet) -> None:
    """Nobody gets more time than there is, and nothing that was answered is lost or reordered."""
    clock = Clock()
    store = Store(url, clock=clock)
    store.save_question_set(question_set, settings=QuizSettings(shuffle=False, time_limit=60))
    attempt = store.start_attempt(QUIZ, "s")
    store.record_response(attempt.id, "s", "q1", "o1")
    clock.now -= 3600
    seen = store.attempt(attempt.id, "s")
    assert seen.seconds_left is not None and 0 < seen.seconds_left <= 60
    store.record_response(attempt.id, "s", "q2", "o1")
    store.save_question_set(question_set)
    assert set(store.attempt(attempt.id, "s").responses) == {"q1", "q2"}
    later = store.start_attempt(QUIZ, "other")
    assert {each.id for each in store.attempts_at(QUIZ)} == {attempt.id, later.id}
    store.close()
