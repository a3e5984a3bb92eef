"""Fixtures that several packages' tests share."""

from __future__ import annotations

import pytest

from quizgen.models import QuestionSet
from tests.samples import sample_set


@pytest.fixture
def question_set() -> QuestionSet:
    """A small hand-made question set."""
    return sample_set()
