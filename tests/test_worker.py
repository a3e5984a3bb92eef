"""Questions made in a process of its own."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import Any

import pytest

from quizgen import worker
from quizgen.models import QuestionSet
from tests.samples import sample_set
from tests.web.teacher.news import news_set


def asked(*requests: dict[str, Any]) -> list[dict[str, Any]]:
    """What the requests are answered with."""
    told: list[dict[str, Any]] = []
    worker.answers(io.StringIO("".join(json.dumps(r) + "\n" for r in requests)), told.append)
    return told


def article() -> Any:
    return sample_set().to_dict()["article"]


def settings(**changed: object) -> dict[str, Any]:
    return {**sample_set().to_dict()["settings"], **changed}


def test_it_says_how_far_it_is() -> None:
    """A set that knows its facts is asked at once; the answer is the next generation."""
    news = news_set()
    keep = news.questions[0].id
    stage, made = asked(
        {
            "do": "regenerate", "question_set": news.to_dict(), "keep": [keep],
            "reject": [news.questions[1].id], "seed": None,
            "settings": news.to_dict()["settings"], "changed": 1_500_000_000,
        }
    )  # fmt: skip
    assert stage == {"stage": "asking"}
    after = QuestionSet.from_dict(made["question_set"])
    assert after.generation.number == 2
    assert after.question(keep) == news.question(keep)
    assert news.questions[1].id not in {question.id for question in after.questions}


def test_errors_are_answers() -> None:
    """What a user can put right is said in words; the next request is answered all the same."""
    bad = {"do": "generate", "article": article(), "seed": 0, "changed": None}
    told = asked({**bad, "settings": settings(count=-3)}, {**bad, "settings": settings(options=9)})
    assert [answer["error"][:20] for answer in told if "error" in answer] == [
        "-3 questions can't b", "9 options can't be o",
    ]  # fmt: skip


def test_bugs_are_answers_too(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A mistake of ours ends one request, not the process; the log has where it was."""

    def broken(*_: object) -> dict[str, Any]:
        raise ZeroDivisionError

    monkeypatch.setitem(worker.TASKS, "edit", broken)
    (answer,) = asked({"do": "edit"})
    assert "bug in quizgen (ZeroDivisionError)" in answer["error"]
    assert "ZeroDivisionError" in caplog.text


def test_the_process_ends_with_its_input() -> None:
    """And whatever libraries print to stdout doesn't get among its answers."""
    request = {
        "do": "generate", "article": article(), "settings": settings(count=-3), "seed": 0,
        "changed": None,
    }  # fmt: skip
    program = "print('hello'); from quizgen import worker; worker.main()"
    ran = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps(request) + "\n", capture_output=True,
        text=True, timeout=120, check=True,
    )  # fmt: skip
    hello, *answers = ran.stdout.splitlines()
    assert hello == "hello"
    assert [set(json.loads(answer)) for answer in answers] == [{"stage"}, {"error"}]
