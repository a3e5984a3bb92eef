"""The shipped article with its facts found once, for tests that generate many sets."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import quizgen.facts
from quizgen import read_article
from quizgen.models import Article, Facts

SEED = sorted(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))[0]


@cache
def seed_article() -> Article:
    return read_article(SEED)


@cache
def facts_once(article: Article) -> Facts:
    """An article's facts: they depend on the article alone, so finding them once is enough."""
    return quizgen.facts.find_facts(article)


def find_facts_once(patch: pytest.MonkeyPatch) -> None:
    """Let generating and regenerating take the facts from ``facts_once``."""
    patch.setattr("quizgen.kept_facts.find_facts", facts_once)
