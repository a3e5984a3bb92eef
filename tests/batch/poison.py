"""A worker's part that dies of some articles and hangs with others, for `test_batch.py`."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Sequence
from typing import Any
from unittest.mock import patch

from quizgen.batch import making
from quizgen.batch.job import Job
from quizgen.batch.making import Made, Stopped
from quizgen.batch.places import Place
from quizgen.models import Article


def make_sets(read: Any, files: Sequence[str | None], job: Job) -> list[Made | None] | Stopped:
    """As quizgen's own does, but by :func:`make_set`, and without models, which take a while."""
    with patch.multiple(making, make_set=make_set, prepare=nothing):
        return making.make_sets(read, files, job)


def nothing() -> None:
    """What is to be done before."""


def make_set(article: Article, file: str, job: Job) -> Made:
    """Make nothing.

    It is killed by articles of ids ``poison…``, and hangs with those of ``sleeper``, and of
    ``tangle``, which leaves no other thread of its process any time.
    """
    if article.id.startswith("poison"):
        os.kill(os.getpid(), signal.SIGKILL)
    if article.id == "sleeper":
        time.sleep(3600)
    if article.id == "tangle":
        re.fullmatch("(a+)+b", "a" * 200)
    (Place(job.made) / file).write(b"{}\n")
    return Made(1)
