"""Fixtures that several packages' tests share."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from quizgen.models import QuestionSet
from quizgen.pipeline import generate
from tests.kinds.generating import find_facts_once, seed_article
from tests.samples import sample_set

# The same examples on every run and machine, however slow it is.
settings.register_profile("quizgen", derandomize=True, deadline=None)
settings.load_profile("quizgen")

# What is printed waits in a buffer, as it does for users, whatever is set where the tests run.
os.environ.pop("PYTHONUNBUFFERED", None)

# A job that a script puts in the background is begun with Ctrl-C ignored, and so is all it begins:
# what the tests start is to heed it all the same.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def question_set() -> QuestionSet:
    """A small hand-made question set."""
    return sample_set()


@pytest.fixture(scope="module")
def facts_kept() -> Iterator[None]:
    """Generating and regenerating find the shipped article's facts once."""
    with pytest.MonkeyPatch.context() as patch:
        find_facts_once(patch)
        yield


@pytest.fixture(scope="module")
def first(facts_kept: None) -> QuestionSet:
    """A set of the shipped article, as it is first made."""
    return generate(seed_article())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where one may be made."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place]
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root mounts disks")
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)
