"""A crowd of simulated students at a site that really runs, for the tests and the benchmark."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psutil

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')

SITE = """
import sys
from tests.samples import sample_set
from web.serve import serve_question_sets
serve_question_sets(
    [sample_set()], "127.0.0.1", int(sys.argv[1]), workers=2,
    ready=lambda url: print(url, flush=True),
)
"""

BARE = """
import sqlite3, sys
from flask import Flask
from web import production
from web.serve import _listen

class Site(production.Site):
    def load(self):
        app = Flask("bare")

        @app.post("/")
        def write():
            connection = sqlite3.connect(sys.argv[1], timeout=30)
            connection.execute("PRAGMA synchronous = FULL")
            try:
                with connection:
                    connection.execute("INSERT INTO rows (text) VALUES ('an answer')")
            finally:
                connection.close()
            return "kept"

        return app

connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT)")
connection.close()
listener = _listen("127.0.0.1", 0)
url = "http://127.0.0.1:%d" % listener.getsockname()[1]
production.Arbiter(
    Site(None, listener.detach(), 2, lambda: print(url, flush=True))
).run()
"""


@dataclass
class Server:
    """A server in processes of its own, in one group of processes."""

    process: subprocess.Popen[str]
    port: int

    def workers(self) -> list[int]:
        """The ids of gunicorn's worker processes."""
        return [child.pid for child in psutil.Process(self.process.pid).children()]


@contextmanager
def server(program: str, *arguments: str, folder: Path) -> Iterator[Server]:
    """Run a program that serves and prints its address; everything it started ends with it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("QUIZGEN_")}
    environment["QUIZGEN_INSTANCE_PATH"] = str(folder / "instance")
    environment["QUIZGEN_LOG_LEVEL"] = "error"
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), "the server did not start; see its stderr"
        yield Server(process, int(address.rsplit(":", 1)[1]))
    finally:
        process.terminate()
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


@dataclass
class Client:
    """A browser without a screen: one connection, one cookie."""

    port: int
    cookie: str = ""
    retries: int = 0
    _connection: http.client.HTTPConnection | None = None

    def send(self, method: str, path: str, **fields: str) -> tuple[int, str, str]:
        """Status, place to go to and body; sent again, as people do, where the connection broke."""
        for attempt in range(20):
            try:
                return self._send(method, path, fields)
            except (OSError, http.client.HTTPException):
                self.close()
                self.retries += 1
                time.sleep(0.05 * (attempt + 1))
        raise ConnectionError(f"no answer to {method} {path}")

    def _send(self, method: str, path: str, fields: dict[str, str]) -> tuple[int, str, str]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        body = None
        if fields:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read().decode()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                self.cookie = value.split(";")[0]
        return response.status, response.headers.get("Location", ""), text

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@dataclass
class Student:
    """Takes the sample's quiz, and knows what was acknowledged."""

    client: Client
    attempt: str = ""
    token: str = ""
    acknowledged: set[str] = field(default_factory=set)  # addresses of questions
    seconds: list[float] = field(default_factory=list)  # each answer took
    problems: list[str] = field(default_factory=list)

    def begin(self, quiz_id: str) -> None:
        """Open the quiz and begin it."""
        _, _, page = self.client.send("GET", f"/quiz/{quiz_id}")
        found = TOKEN.search(page)
        assert found is not None, page
        self.token = found[1]
        status, self.attempt, page = self.client.send(
            "POST", f"/quiz/{quiz_id}/attempts", csrf_token=self.token
        )
        assert status == 303, page
        self.client.close()  # reading the first question takes longer than a server waits

    def answer(self, number: int) -> None:
        """Answer a question; what comes back says that the answer is kept."""
        path = f"{self.attempt}/{number}"
        begin = time.perf_counter()
        status, place, _ = self.client.send("POST", path, csrf_token=self.token, answer="1")
        self.seconds.append(time.perf_counter() - begin)
        if status == 303 and place:
            self.acknowledged.add(path)
        else:
            self.problems.append(f"{status} for {path}")

    def write(self) -> None:
        """Have the bare route write a row."""
        begin = time.perf_counter()
        status, _, page = self.client.send("POST", "/", answer="1")
        self.seconds.append(time.perf_counter() - begin)
        assert status == 200, page


def crowd(size: int, port: int, quiz_id: str) -> list[Student]:
    """So many students who have begun the quiz."""
    students = [Student(Client(port)) for _ in range(size)]
    together([lambda student=student: student.begin(quiz_id) for student in students], at_once=16)
    return students


def together(tasks: Sequence[Callable[[], None]], *, at_once: int | None = None) -> None:
    """Do all of them at the same time, each in a thread; the first thing that goes wrong is raised.

    Args:
        tasks: What to do.
        at_once: How many at a time; None: all.
    """
    wrong: list[BaseException] = []
    gate = threading.Barrier(len(tasks)) if at_once is None else None
    places = threading.Semaphore(at_once or len(tasks))

    def run(task: Callable[[], None]) -> None:
        try:
            if gate is not None:
                gate.wait()
            with places:
                task()
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all doesn't exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
