"""Jobs are done beside the requests, whatever becomes of the process that does them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from web import runner as running
from web.runner import Runner
from web.store import Store
from web.store.drafts import Draft
from web.store.jobs import Job

FOREVER = 'import sys, time; print(\'{"stage": "reading"}\', flush=True); time.sleep(600)'
"""A program that never comes to an end with its first request."""
DEAD = "import sys; sys.stdin.readline(); sys.exit(1)"
"""One that dies of it."""
ECHO = """
import json, sys
while line := sys.stdin.readline():
    asked = json.loads(line)
    print(json.dumps({"question_set": asked["question_set"], "notes": ["a note"]}), flush=True)
"""
"""One that answers with the set it was given."""

Programs = Callable[[str], None]


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Have another program do the work from now on."""

    def use(source: str) -> None:
        monkeypatch.setattr(running, "COMMAND", (sys.executable, "-c", source))

    monkeypatch.setattr(running, "BEAT", 0.05)
    return use


@pytest.fixture
def runner(store: Store) -> Iterator[Runner]:
    runner = Runner(store)
    yield runner
    runner.close()


def job(store: Store, draft: Draft) -> Job:
    found = store.jobs.newest(draft.id)
    assert found is not None
    return found


def until(what: Callable[[], bool]) -> None:
    for _ in range(1200):
        if what():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to that")


def submit(store: Store, runner: Runner, draft: Draft) -> None:
    store.jobs.submit(draft.id, "edit", {})
    runner.wake()


def test_a_process_that_dies(store: Store, runner: Runner, draft: Draft, program: Programs) -> None:
    """Its job fails in words, the draft stays as it was, and the next job gets a new process."""
    program(DEAD)
    submit(store, runner, draft)
    until(lambda: not job(store, draft).is_active)
    assert job(store, draft).state == "failed"
    assert "try again" in (job(store, draft).message or "")
    assert store.drafts.draft(draft.id) == draft
    program(ECHO)
    submit(store, runner, draft)
    until(lambda: job(store, draft).state == "done")


def test_one_process_does_many(
    store: Store, runner: Runner, draft: Draft, program: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is started once, and ended when there is nothing to do for a while."""
    started: list[Any] = []
    begin = subprocess.Popen

    def counted(*args: Any, **more: Any) -> Any:
        started.append(begin(*args, **more))
        return started[-1]

    monkeypatch.setattr(running.subprocess, "Popen", counted)
    monkeypatch.setattr(running, "IDLE", 0.5)
    program(ECHO)
    for _ in range(3):
        submit(store, runner, draft)
        until(lambda: job(store, draft).state == "done")
    assert len(started) == 1
    until(lambda: started[0].poll() is not None)
    submit(store, runner, draft)
    until(lambda: job(store, draft).state == "done")
    assert len(started) == 2


def test_cancelling_ends_the_work(
    store: Store, runner: Runner, draft: Draft, program: Programs
) -> None:
    """At once: nothing goes on in the background that nobody waits for."""
    program(FOREVER)
    submit(store, runner, draft)
    until(lambda: job(store, draft).stage == "reading")
    store.jobs.cancel(draft.id)
    program(ECHO)
    submit(store, runner, draft)
    until(lambda: job(store, draft).state == "done")


def test_what_takes_too_long(
    store: Store, runner: Runner, draft: Draft, program: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is an end to everything."""
    monkeypatch.setattr(running, "LONGEST", 0.3)
    program(FOREVER)
    submit(store, runner, draft)
    until(lambda: job(store, draft).state == "failed")
    assert "shorter article" in (job(store, draft).message or "")


def test_the_site_ends_while_it_works(
    store: Store, runner: Runner, draft: Draft, program: Programs
) -> None:
    """The job isn't lost: it is still there for whoever comes next."""
    program(FOREVER)
    submit(store, runner, draft)
    until(lambda: job(store, draft).stage == "reading")
    runner.close()
    assert job(store, draft).is_active
    runner.wake()  # of a site that has ended: nothing begins any more


def test_what_a_request_holds(draft: Draft, store: Store) -> None:
    """Marks are taken from the draft as it is when the job begins; all of it is JSON."""
    assert draft.question_set is not None
    one, two = (question.id for question in draft.question_set.questions[:2])
    store.drafts.change(draft.id, "keep", lambda d: replace(d, marks={one: "keep", two: "reject"}))
    store.jobs.submit(draft.id, "regenerate", {"seed": 4})
    claimed = store.jobs.claim("here")
    assert claimed is not None
    request = json.loads(json.dumps(running._request(*claimed)))
    assert (request["do"], request["seed"]) == ("regenerate", 4)
    assert (request["keep"], request["reject"]) == ([one], [two])
