"""What whoever runs the site relies on: limits, logs, health, proxies, commands."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from limits.storage import MemoryStorage

from quizgen.cli import main
from quizgen.json_files import question_set_json
from quizgen.models import QuestionSet
from tests.samples import sample_set
from tests.web.conftest import Page, Student
from web import Config, create_app
from web.errors import ConfigError
from web.limits import LIMITS
from web.logs import JsonFormatter
from web.reporting import REASONS
from web.store import Reason, Store

QUIZ = sample_set().id


class TestLimits:
    """A class at once may; a program that guesses or floods may not."""

    def test_every_limit_is_on_a_view(self, app: Flask) -> None:
        assert {limit.endpoint for limit in LIMITS} <= set(app.view_functions)

    def test_answers(self, app: Flask, student: Student) -> None:
        """More answers than anybody types are refused with a page, to that browser only."""
        asked = student.begin()
        pages = [student.send(asked, answer="9") for _ in range(61)]
        assert [page.status for page in pages[:60]] == [422] * 60
        assert pages[60].status == 429
        assert "What you have answered is safe" in pages[60].text
        assert int(pages[60].response.headers["Retry-After"]) > 0
        other = Student(app.test_client())
        assert other.send(other.begin(), answer="1").status == 200

    def test_guessed_codes(self, app: Flask, student: Student, store: Store) -> None:
        """Wrong codes are limited by address, whatever cookies say; right ones aren't."""
        for _ in range(100):
            assert app.test_client().get(f"/j/{store.quiz(QUIZ).code}").status_code == 303
        found = [app.test_client().get("/j/WRONG").status_code for _ in range(61)]
        assert found == [404] * 60 + [429]

    def test_a_school_behind_one_address(self, app: Flask) -> None:
        """Two hundred may begin at once from one address."""
        for _ in range(200):
            assert Student(app.test_client()).begin().status == 200

    def test_reports(self, student: Student) -> None:
        form = student.get(student.begin().links["Report this question"])
        found = [student.send(form, reason="key").status for _ in range(11)]
        assert found == [200] * 10 + [429]

    def test_several_processes_count_together(
        self, config: Config, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where they are told to, and by themselves while nothing answers there."""
        shared = replace(config, rate_limit_url="shared://host")
        apps = [create_app(shared), create_app(shared)]
        found = [apps[n % 2].test_client().get("/j/WRONG").status_code for n in range(61)]
        assert found == [404] * 60 + [429]
        for name in ("acquire_entry", "get_moving_window"):
            monkeypatch.setattr(Shared, name, _lost)
        assert apps[0].test_client().get("/j/WRONG").status_code == 404

    @pytest.mark.parametrize("url", ["nosuch://host", "redis://:secret@host:port", "memcached"])
    def test_a_place_at_which_nothing_can_be_counted(self, config: Config, url: str) -> None:
        with pytest.raises(ConfigError, match="QUIZGEN_RATE_LIMIT_URL") as caught:
            create_app(replace(config, rate_limit_url=url))
        assert "secret" not in str(caught.value)


class Shared(MemoryStorage):
    """A place that several sites count in, as Redis is."""

    STORAGE_SCHEME = ["shared"]
    _one: Shared | None = None

    def __new__(cls, *_: object, **__: object) -> Shared:
        if cls._one is None:
            cls._one = super().__new__(cls)
            MemoryStorage.__init__(cls._one)
        return cls._one

    def __init__(self, *_: object, **__: object) -> None:
        pass


def _lost(*_: object, **__: object) -> bool:
    raise ConnectionError("nobody answers")


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the site logs."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("quizgen")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield written
    logger.removeHandler(handler)
    logger.setLevel(before)


class TestLogs:
    """Structured, and silent about students."""

    def test_requests(self, student: Student, lines: io.StringIO) -> None:
        """Each is a line of JSON that names its rule, and nothing that was put in."""
        page = student.send(student.get(f"/quiz/{QUIZ}"), nickname="Robin")
        student.answer(page, sample_set().questions[0].answer)
        attempt = page.path.split("/")[2]
        logged = [json.loads(line) for line in lines.getvalue().splitlines()]
        posted = [line for line in logged if line["method"] == "POST"]
        assert posted[-1]["route"] == "/attempt/<attempt_id>/<int:number>"
        assert posted[-1]["status"] == 303
        assert posted[-1]["ms"] > 0
        for secret in ("Robin", attempt, "Ada", "127.0.0.1", student_id(student)):
            assert secret not in lines.getvalue()

    def test_failures(self, app: Flask, student: Student, store: Store, lines: io.StringIO) -> None:
        """A database that fails is logged with what failed, without what was to be stored."""
        asked = student.begin()
        with store._database.writing() as connection:
            connection.exec_driver_sql("ALTER TABLE responses RENAME TO elsewhere")
        student.answer(asked, sample_set().questions[0].answer)
        failed = [json.loads(line) for line in lines.getvalue().splitlines()]
        errors = [line for line in failed if line["level"] == "error"]
        assert errors[0]["event"] == "StoreError"
        assert "no such table: responses" in errors[0]["exception"]
        assert student_id(student) not in lines.getvalue()

    def test_health_is_quiet(self, student: Student, lines: io.StringIO) -> None:
        student.get("/health/live")
        assert lines.getvalue() == ""


def student_id(student: Student) -> str:
    with student.client.session_transaction() as session:
        return str(session["student"])


class TestHealth:
    """For whatever watches over the site."""

    def test_well(self, student: Student) -> None:
        for name in ("live", "ready"):
            response = student.client.get(f"/health/{name}")
            assert (response.status_code, response.json) == (200, {"status": "ok"})
            assert "Set-Cookie" not in response.headers

    def test_database_out_of_reach(self, student: Student, store: Store) -> None:
        """The process lives, but isn't ready; why is nobody's business out there."""
        with store._database.writing() as connection:
            connection.exec_driver_sql("DROP TABLE alembic_version")
        assert student.client.get("/health/live").status_code == 200
        response = student.client.get("/health/ready")
        assert response.status_code == 503
        assert "quizgen.db" not in response.text


class TestProxies:
    """Behind a web server, its headers are believed, and only then."""

    @pytest.mark.parametrize(("proxies", "address"), [(0, "http://a/j/"), (1, "https://b/j/")])
    def test_address(
        self, config: Config, question_set: QuestionSet, proxies: int, address: str
    ) -> None:
        app = create_app(replace(config, proxies=proxies))
        store: Store = app.extensions["quizgen_store"]
        store.save_question_set(question_set)
        response = app.test_client().get(
            f"/quiz/{QUIZ}/join",
            base_url="http://a",
            headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "b"},
        )
        store.close()
        assert any(link.startswith(address) for link in Page(response).links.values())


def test_every_reason_has_words() -> None:
    """Every reason that can be stored can be chosen."""
    assert set(REASONS) == set(get_args(Reason))


class TestCommands:
    """The site from the command line."""

    @pytest.fixture(autouse=True)
    def instance(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("QUIZGEN_INSTANCE_PATH", str(tmp_path / "instance"))
        (tmp_path / "set.json").write_bytes(question_set_json(sample_set()))
        monkeypatch.chdir(tmp_path)

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))

    def test_quiz(self) -> None:
        """Settings add up over several calls, and codes stay."""
        first = self.run("quiz", "set.json", "--feedback", "end", "--minutes", "20")
        assert first.exit_code == 0, first.stderr
        assert "feedback at the end, answers to choose from, shuffled, 20 minutes" in first.stdout
        second = self.run("quiz", "set.json", "--answers", "typed", "--no-shuffle", "--unlisted",
                          "--no-nickname", "--extra-time", "25")  # fmt: skip
        assert (
            "feedback at the end, typed answers, in the set's order, 20 minutes, no nicknames"
            in (second.stdout)
        )
        assert "not listed" in second.stdout
        assert "the same with 25 % extra time" in second.stdout
        assert second.stdout.split()[0] == first.stdout.split()[0]
        third = self.run("quiz", "set.json", "--minutes", "0", "--listed", "--shuffle")
        assert "shuffled, no time limit, no nicknames, listed" in third.stdout
        assert self.run("quiz").stdout == third.stdout

    def test_no_quiz(self) -> None:
        assert "there is no quiz on the site yet" in self.run("quiz").stderr
        refused = self.run("quiz", "--feedback", "end")
        assert refused.exit_code == 2
        assert "Name the question set" in refused.stderr

    def test_reports(self) -> None:
        """What students report is printed with the question and their words."""
        self.run("quiz", "set.json")
        with Config.from_environment().opened_store() as store:
            attempt = store.start_attempt(QUIZ, "s")
            store.report_question(attempt.id, "s", "q1", "unclear", "Which\x1b[31m bridge?")
        printed = self.run("quiz", "--reports").stdout
        assert sample_set().questions[0].stem in printed
        assert "I can’t tell what is asked" in printed
        assert "“Which [31m bridge?”" in printed
        assert "1 reported by students" in self.run("quiz").stdout

    def test_backup_and_restore(self, tmp_path: Path) -> None:
        self.run("quiz", "set.json")
        assert self.run("backup", "site.db").exit_code == 0
        self.run("quiz", "set.json", "--feedback", "end")
        restored = self.run("restore", "site.db")
        assert restored.exit_code == 0, restored.stderr
        assert "before-restore" in restored.stderr
        assert "feedback after each question" in self.run("quiz").stdout
        refused = self.run("restore", "set.json")
        assert refused.exit_code == 1
        assert "for a question set also the number of a generation" in refused.stderr

    def test_migrate(self, monkeypatch: pytest.MonkeyPatch, postgresql_url: str) -> None:
        """A database of one's own is migrated by command, and by nothing else."""
        monkeypatch.setenv("QUIZGEN_DATABASE_URL", postgresql_url)
        refused = self.run("quiz")
        assert refused.exit_code == 1
        assert "run `quizgen migrate`" in refused.stderr
        migrated = self.run("migrate")
        assert migrated.exit_code == 0, migrated.stderr
        assert "is up to date" in migrated.stderr
        assert self.run("quiz", "set.json").exit_code == 0
        assert "pg_dump" in self.run("backup", "site.db").stderr


def test_the_site_on_postgresql(
    config: Config, postgresql_url: str, question_set: QuestionSet
) -> None:
    """A whole quiz on PostgreSQL, from the code to the report."""
    Store(postgresql_url).close()
    app = create_app(replace(config, database_url=postgresql_url))
    store: Store = app.extensions["quizgen_store"]
    quiz = store.save_question_set(question_set)
    student = Student(app.test_client())
    page = student.send(student.get(f"/j/{quiz.code}"), nickname="Robin 🧀")
    while "Question by question" not in page.text:
        asked: Any = next(
            question
            for question in question_set.questions
            if set(page.choices) == {option.text for option in question.options}
        )
        answered = student.answer(page, asked.answer)
        onward = answered.links.get("Next question") or answered.links["See your result"]
        page = student.get(onward)
    assert "4 of 4 right" in page.text
    form = student.get(page.links["Report this question"])
    assert "Thank you" in student.send(form, reason="other").text
    assert len(store.reports(QUIZ)) == 1
    store.close()
