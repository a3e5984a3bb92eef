"""The articles the project ships with."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.article import read_article
from quizgen.article.boilerplate import find_boilerplate

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def test_there_is_one() -> None:
    """A newcomer's first run needs an article."""
    assert SEEDS


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_it_comes_with_its_metadata(path: Path) -> None:
    """A title, a day and an id stand beside it, and its text is what the file holds."""
    article = read_article(path)
    assert article.text.encode() == path.read_bytes()
    assert article.title and article.published and article.id


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_nothing_of_the_article_is_cut(path: Path) -> None:
    """What is cut is one block at the end: the form of the blog it was copied from."""
    article = read_article(path)
    cut = [found.span for found in find_boilerplate(article.text)]
    assert all(span.start >= article.body[-1].end for span in cut)
    assert sum(span.end - span.start for span in cut) < len(article.text) / 20
