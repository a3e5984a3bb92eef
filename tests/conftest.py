"""Fixtures that several packages' tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from quizgen.models import QuestionSet
from quizgen.pipeline import generate
from tests.kinds.generating import find_facts_once, seed_article
from tests.samples import sample_set

# The same examples on every run and machine, however slow it is.
settings.register_profile("quizgen", derandomize=True, deadline=None)
settings.load_profile("quizgen")


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
