"""Whole web pages of the big publishing systems, as text and as pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from quizgen.article import article_from_bytes
from quizgen.article.boilerplate import find_boilerplate
from quizgen.article.paragraphs import paragraphs
from quizgen.training.corpus import read_supplement
from tests.article.pages import Page, pages
from tests.benchmarks.boilerplate import READINGS, Judged, measured
from tests.facts.readings import cases

PAGES = list(pages())


def test_there_are_enough_pages() -> None:
    """At least 70, of many kinds of publishing, with their articles marked."""
    assert len(PAGES) >= 70
    assert len({page.name for page in PAGES}) == len(PAGES)
    assert len({page.name.split("/")[0] for page in PAGES}) >= 9
    for page in PAGES:
        assert sum(block.sort == "article" for block in page.blocks) >= 2, page.name
        assert sum(block.sort == "boilerplate" for block in page.blocks) >= 3, page.name


@pytest.mark.parametrize(("name", "read"), READINGS)
def test_articles_are_left_whole(name: str, read: Callable[[Page], Iterator[Judged]]) -> None:
    """No paragraph of an article is cut, and most of what surrounds it is."""
    figures = measured(read, PAGES)
    assert not figures.lost
    assert figures.recall > 0.9


def test_passages_hold_no_boilerplate() -> None:
    """Hundreds of passages in all styles of news, live blogs and interviews among them."""
    passages = [*(example.text for example in read_supplement()), *(c.marked.text for c in cases())]
    assert sum(len(paragraphs(text)) for text in passages) > 800
    cut = [found.span.of(text) for text in passages for found in find_boilerplate(text)]
    assert cut == ["Photograph: Merfyn Gaunt"]  # which is some


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("wordpress/akismet-footer", date(2015, 4, 30)),  # not that of its change in June
        ("arc/metro-daily", date(2017, 6, 20)),
        ("arc/tribune-inline", date(2018, 1, 15)),
        ("amp/amp-basic", date(2014, 9, 22)),
        ("paywall/stub", date(2012, 11, 6)),
    ],
)
def test_a_page_says_when_it_was_published(name: str, day: date) -> None:
    """The day of the first version, from the page's metadata."""
    [page] = [page for page in PAGES if page.name == name]
    assert article_from_bytes(page.html).published == day


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_a_title_and_no_strange_day(page: Page) -> None:
    """Its own, and a day only where the page says one: the article's text is full of others."""
    article = article_from_bytes(page.html)
    assert article.title
    stated = {
        "\n".join(block.text for block in page.blocks if block.sort != "article"),
        page.html.decode(),
    }
    if article.published is not None:
        assert any(str(article.published.year) in each for each in stated)
