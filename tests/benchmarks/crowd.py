"""Two hundred students who answer at once, beside the least that a site could do.

Both run under gunicorn with the same processes and threads. The bare route writes one row to an
SQLite file with the same durability, and knows neither students nor quizzes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.samples import sample_set
from tests.web.crowd import BARE, SITE, Client, Student, crowd, percentile, server, together
from web import Config
from web.store import Store

STUDENTS = 200
ANSWERS = 4  # by each
SHARE = 0.95


def site() -> float:
    """Seconds that 95 % of the answers don't exceed.

    Raises:
        RuntimeError: An answer met an error, was lost, or is there twice.
    """
    with tempfile.TemporaryDirectory(prefix="quizgen-bench-") as name:
        folder = Path(name)
        with server(SITE, "0", folder=folder) as running:
            students = crowd(STUDENTS, running.port, sample_set().id)
            together([lambda student=student: _answer(student) for student in students])
        _check(students, folder)
    return percentile([t for student in students for t in student.seconds], SHARE)


def bare() -> float:
    """The same for a route that writes a row."""
    with tempfile.TemporaryDirectory(prefix="quizgen-bench-") as name:
        folder = Path(name)
        with server(BARE, str(folder / "bare.db"), folder=folder) as running:
            students = [Student(Client(running.port)) for _ in range(STUDENTS)]
            together([lambda student=student: _write(student) for student in students])
    return percentile([t for student in students for t in student.seconds], SHARE)


def _answer(student: Student) -> None:
    for number in range(1, ANSWERS + 1):
        student.answer(number)
    student.client.close()


def _write(student: Student) -> None:
    for _ in range(ANSWERS):
        student.write()
    student.client.close()


def _check(students: list[Student], folder: Path) -> None:
    problems = [problem for student in students for problem in student.problems]
    retries = sum(student.client.retries for student in students)
    if problems or retries:
        raise RuntimeError(f"{len(problems)} answers met an error, {retries} a broken connection")
    store = Store(Config(instance_path=folder / "instance").database)
    try:
        attempts = {f"/attempt/{each.id}": each for each in store.attempts_at(sample_set().id)}
    finally:
        store.close()
    stored = [len(attempts[student.attempt].responses) for student in students]
    if stored != [ANSWERS] * STUDENTS or len(attempts) != STUDENTS:
        raise RuntimeError(f"{sum(stored)} answers of {len(attempts)} students are stored")
