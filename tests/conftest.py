"""Fixtures that several packages' tests share."""

from __future__ import annotations

import pytest
from hypothesis import settings

from quizgen.models import QuestionSet
from tests.samples import sample_set

# The same examples on every run and machine, however slow it is.
settings.register_profile("quizgen", derandomize=True, deadline=None)
settings.load_profile("quizgen")


@pytest.fixture
def question_set() -> QuestionSet:
    """A small hand-made question set."""
    return sample_set()
