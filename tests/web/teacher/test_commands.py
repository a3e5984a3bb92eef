"""Teachers from the command line, and the link of the first start."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen.cli import main
from tests.web.teacher.conftest import PASSWORD
from web import Config
from web import serve as serving


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("QUIZGEN_INSTANCE_PATH", str(tmp_path / "instance"))
    return Config.from_environment()


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["teacher", *arguments], input=typed)


def test_add_and_list(config: Config) -> None:
    """The password is asked for twice, and never printed."""
    added = run("add", "Clara Osei", "--admin", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert added.exit_code == 0
    assert PASSWORD not in added.output
    again = run("add", "clara osei", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert again.exit_code == 1 and "there is a teacher" in again.stderr
    weak = run("add", "Tom Vance", typed="short\nshort\n")
    assert weak.exit_code == 1 and "at least 10 characters" in weak.stderr
    assert run("list").stdout == "Clara Osei\tadmin\t\n"
    with config.opened_store() as store:
        assert store.accounts.sign_in("Clara Osei", PASSWORD, "here")


def test_links_and_lost_passwords(config: Config) -> None:
    """A link instead of a password; another password for one that was forgotten."""
    link = run("add", "Clara Osei", "--link").stdout.strip()
    token = link.removeprefix("/teacher/set-up/")
    assert run("list").stdout == "Clara Osei\tteacher\tno password yet\n"
    with config.opened_store() as store:
        store.accounts.accept(token, "", PASSWORD)
    other = "nine gulls over the pier"
    assert run("password", "clara osei", typed=f"{other}\n{other}\n").exit_code == 0
    with config.opened_store() as store:
        assert store.accounts.sign_in("Clara Osei", other, "here")
    nobody = run("password", "Tom Vance", typed=f"{other}\n{other}\n")
    assert nobody.exit_code == 1 and "there is no teacher" in nobody.stderr


def test_nobody_yet(config: Config) -> None:
    """The empty list says how to make one."""
    listed = run("list")
    assert listed.stdout == "" and "quizgen teacher add NAME" in listed.stderr


def test_the_first_start_gives_a_link(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the site's address; once there is a teacher, no more."""
    said: list[str] = []

    def run_it(app: object, listener: object, host: str, ready: object) -> None:
        assert callable(ready)
        ready("http://127.0.0.1:8000")

    monkeypatch.setattr(serving, "_run", run_it)

    def serve() -> None:
        serving.serve_question_sets([], "127.0.0.1", 0, ready=said.append, set_up=said.append)

    serve()
    url, link = said
    found = re.fullmatch(re.escape(url) + r"/teacher/set-up/([\w-]+)", link)
    assert found is not None
    with config.opened_store() as store:
        store.accounts.accept(found[1], "Clara Osei", PASSWORD)
    said.clear()
    serve()
    assert said == ["http://127.0.0.1:8000"]
