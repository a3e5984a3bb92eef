"""A class at a site in production: several processes, everybody at once, and one process killed."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from tests.samples import sample_set
from tests.web.crowd import SITE, Server, Student, crowd, server, together
from web import Config
from web.store import Attempt, Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="gunicorn needs fork")

QUIZ = sample_set().id
NUMBERS = (1, 2, 3, 4)


def kept(folder: Path) -> dict[str, Attempt]:
    """Every attempt that the site's database holds, by address."""
    store = Store(Config(instance_path=folder / "instance").database)
    try:
        return {f"/attempt/{attempt.id}": attempt for attempt in store.attempts_at(QUIZ)}
    finally:
        store.close()


def check(students: list[Student], folder: Path) -> None:
    """Every acknowledged answer is there, once, and everybody's quiz is complete."""
    attempts = kept(folder)
    assert len(attempts) == len(students)
    for student in students:
        assert student.problems == []
        attempt = attempts[student.attempt]
        assert student.acknowledged == {f"{student.attempt}/{number}" for number in NUMBERS}
        assert set(attempt.responses) == set(attempt.questions)


def test_everybody_at_once(tmp_path: Path) -> None:
    """Students who answer at the same time get no error, and nothing is lost or doubled."""
    with server(SITE, "0", folder=tmp_path) as site:
        students = crowd(40, site.port, QUIZ)
        together([lambda student=student: _answer_all(student) for student in students])
    assert sum(student.client.retries for student in students) == 0
    check(students, tmp_path)


def test_killed_worker(tmp_path: Path) -> None:
    """A process that is killed midway loses no acknowledged answer: who was connected to it sends
    again, another process takes its place, and after a restart everything is there.
    """
    with server(SITE, "0", folder=tmp_path) as site:
        before = site.workers()
        students = crowd(30, site.port, QUIZ)
        midway = threading.Event()
        tasks = [lambda student=student: _answer_all(student, midway) for student in students]
        together([*tasks, lambda: _kill_one(site, midway)])
        acknowledged = {path for student in students for path in student.acknowledged}
        assert set(site.workers()) != set(before)
    check(students, tmp_path)
    # And so a server that starts again says, too.
    with server(SITE, "0", folder=tmp_path) as site:
        for student in students:
            student.client.close()
            student.client.port = site.port
            status, _, page = student.client.send("GET", f"{student.attempt}/results")
            assert status == 200
            assert "of 4 right" in page
            student.client.close()
    assert len(acknowledged) == 4 * len(students)


def _answer_all(student: Student, midway: threading.Event | None = None) -> None:
    for number in NUMBERS:
        student.answer(number)
        if midway is not None and number == 2:
            midway.set()
    student.client.close()


def _kill_one(site: Server, midway: threading.Event) -> None:
    assert midway.wait(60)
    os.kill(site.workers()[0], signal.SIGKILL)
