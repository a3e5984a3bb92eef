"""The real site in a process of its own, as ``quizgen serve`` runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from quizgen.models import QuestionSet
from web.store import QuizSettings

PROGRAM = """
import json, sys
from quizgen.models import QuestionSet
from web.config import Config
from web.serve import serve_question_sets
from web.store import QuizSettings
with Config.from_environment().opened_store() as store:
    for data, settings in json.load(open(sys.argv[1], encoding="utf-8")):
        store.save_question_set(QuestionSet.from_dict(data), settings=QuizSettings(**settings))
serve_question_sets([], "127.0.0.1", int(sys.argv[2]), ready=lambda url: print(url, flush=True))
"""


class Site:
    """A site on a free port of the loopback interface; it keeps the port when it is restarted."""

    def __init__(
        self,
        folder: Path,
        quizzes: Sequence[tuple[QuestionSet, QuizSettings]],
        **environment: str,
    ) -> None:
        self._folder = folder
        self._environment = environment
        self._sets = folder / "sets.json"
        self._sets.write_text(
            json.dumps([(made.to_dict(), asdict(settings)) for made, settings in quizzes]),
            encoding="utf-8",
        )
        self._process: subprocess.Popen[str] | None = None
        self.url = "http://127.0.0.1:0"

    def start(self) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("QUIZGEN_")}
        environment |= self._environment
        environment["QUIZGEN_INSTANCE_PATH"] = str(self._folder / "instance")
        port = self.url.rsplit(":", 1)[1]
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(self._sets), port],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        assert self.url.startswith("http://127.0.0.1:"), "the site did not start; see its stderr"

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is None:
            return
        self._process.kill()
        self._process.communicate()
        self._process = None
