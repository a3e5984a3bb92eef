"""A worker's part that dies of one article, for `test_batch.py`."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from typing import Any

from quizgen.batch.job import Job
from quizgen.batch.making import Made
from quizgen.batch.places import Place


def make_sets(read: Any, files: Sequence[str | None], job: Job) -> list[Made | None]:
    """As quizgen's own does, but making nothing, and killed by the article of id ``poison``."""
    outcomes: list[Made | None] = []
    for article, file in zip(read[1], files, strict=True):
        if article is not None and article.id == "poison":
            os.kill(os.getpid(), signal.SIGKILL)
        if file is not None:
            (Place(job.made) / file).write(b"{}\n")
        outcomes.append(None if file is None else Made(1))
    return outcomes
