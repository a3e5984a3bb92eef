"""Runs the store's jobs, one at a time, beside the requests and never in their way.

The work is done by a process of its own (:mod:`quizgen.worker`): it needs the processor for
seconds, and a thread would take it from everybody who is waiting for a page. The process is
started for the first job and stays for some minutes, as loading the model takes longest.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import secrets
import subprocess
import sys
import threading
import time
from typing import Any, cast

import msgspec

from quizgen.errors import FormatError
from quizgen.models import QuestionSet
from quizgen.processes import end_process
from web.errors import JobError, StoreError
from web.store import Store
from web.store.drafts import Draft
from web.store.jobs import Job, Stage

LONGEST = 10 * 60
"""Seconds a job may take; the longest articles there are take a tenth of it."""
IDLE = 5 * 60
"""Seconds after which a process that has nothing to do is ended: it holds the model in memory."""
BEAT = 2.0
"""Seconds between two signs of life."""

COMMAND = (sys.executable, "-m", "quizgen.worker")

_logger = logging.getLogger("quizgen.site")


class Worker:
    """The process that makes questions."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            # The same modules as here, wherever they were found.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # Ctrl-C is for the site; this one ends when its input does
        )
        self._answers: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, name="quizgen-worker-output", daemon=True).start()

    def ask(self, request: dict[str, Any]) -> None:
        """Hand it a request.

        Raises:
            JobError: It is dead.
        """
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except OSError as error:
            raise JobError("the process that makes questions ended: try again") from error

    def answer(self, seconds: float) -> dict[str, Any] | None:
        """Its next answer; None if there is none within so many seconds.

        Raises:
            JobError: It is dead.
        """
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            return None
        if line is None:
            raise JobError(
                "the process that makes questions ended, perhaps for want of memory: try again"
            )
        return cast("dict[str, Any]", json.loads(line))

    def end(self) -> None:
        """End it at once."""
        end_process(self._process)

    def _read(self) -> None:
        assert self._process.stdout is not None
        try:
            for line in self._process.stdout:
                self._answers.put(line)
        except ValueError:
            pass  # closed by `end`
        self._answers.put(None)


class Runner:
    """Takes jobs from the store as long as there are any."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._name = secrets.token_hex(8)
        self._lock = threading.Lock()
        self._wanted = threading.Event()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """There may be something to do."""
        with self._lock:
            if self._ending.is_set():
                return
            self._wanted.set()
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._run, name="quizgen-runner", daemon=True
                )
                self._thread.start()

    def close(self) -> None:
        """Stop; a job that is running waits for another runner."""
        self._ending.set()
        self._wanted.set()
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        worker: Worker | None = None
        idle_since = time.monotonic()
        try:
            while not self._ending.is_set():
                self._wanted.clear()
                try:
                    claimed = self._store.jobs.claim(self._name)
                    if claimed is not None:
                        taken, worker = worker or Worker(), None
                        worker = self._do(*claimed, taken)
                        idle_since = time.monotonic()
                        continue
                    waiting = self._store.jobs.active() > 0
                except StoreError as error:
                    _logger.warning("the runner waits for the database: %s", error)
                    waiting = True
                if not self._wanted.wait(1.0 if waiting else IDLE) and not waiting:
                    with self._lock:
                        if time.monotonic() - idle_since >= IDLE and not self._wanted.is_set():
                            self._thread = None
                            return
        finally:
            if worker is not None:
                worker.end()

    def _do(self, job: Job, draft: Draft, worker: Worker) -> Worker | None:
        """Do it; the worker, if it can be used again."""
        began = time.monotonic()
        outcome = "failed"
        try:
            worker.ask(_request(job, draft))
            stage: Stage = "starting"
            while not self._ending.is_set():
                answer = worker.answer(BEAT)
                if answer is not None and "stage" in answer:
                    stage = answer["stage"]
                elif answer is not None:
                    outcome = self._end(job, answer)
                    return worker
                if not self._store.jobs.beat(job, self._name, stage):
                    outcome = "cancelled"
                    break
                if time.monotonic() - began > LONGEST:
                    raise JobError(
                        f"no questions after {LONGEST // 60} minutes: try a shorter article"
                    )
        except JobError as error:
            self._store.jobs.fail(job, self._name, str(error))
        except StoreError:
            worker.end()  # it may still be at the job, which waits for another runner
            raise
        finally:
            fields = {"job": job.what, "outcome": outcome, "s": round(time.monotonic() - began, 1)}
            _logger.info("job", extra={"fields": fields})
        worker.end()
        return None

    def _end(self, job: Job, answer: dict[str, Any]) -> str:
        if "error" in answer:
            self._store.jobs.fail(job, self._name, answer["error"])
            return "failed"
        try:
            question_set = QuestionSet.from_dict(answer["question_set"])
        except FormatError as error:
            raise JobError(str(error)) from error
        self._store.jobs.finish(job, self._name, question_set, tuple(answer["notes"]))
        return "done"


def _request(job: Job, draft: Draft) -> dict[str, Any]:
    """The job as the worker takes it."""
    request = {"do": job.what, **job.parameters}
    if job.what == "generate":
        request["article"] = msgspec.to_builtins(draft.article)
    elif draft.question_set is not None:
        request["question_set"] = draft.question_set.to_dict()
    if job.what == "regenerate":
        request |= {"keep": draft.kept, "reject": draft.rejected}
    return request
