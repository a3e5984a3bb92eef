"""The worksheet and its key as pages: readable by everyone, whole on paper, and on their own."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from decks import EXPORTERS
from quizgen.models import QuestionSet
from tests.browser.conftest import Visit
from tests.browser.looks import CHECK, WCAG
from tests.decks.hard import HARD, asking
from tests.decks.test_worksheet import many_long

pytestmark = pytest.mark.browser

PAGES = ("worksheet-html", "answer-key-html")


@pytest.mark.parametrize("name", PAGES)
def test_accessible_and_alone(name: str, visits: Callable[..., Visit], tmp_path: Path) -> None:
    """axe-core finds nothing, nothing is wider than a phone, nothing runs or is fetched."""
    path = tmp_path / "page.html"
    EXPORTERS[name].write(asking(HARD), path)
    visit = visits(width=360)
    page = visit.page()
    page.goto(path.as_uri())
    page.evaluate(Axe().axe_script)
    assert page.evaluate(CHECK, WCAG) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert visit.addresses == [path.as_uri()] and visit.complaints == []
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_right_to_left(name: str, visits: Callable[..., Visit], tmp_path: Path) -> None:
    """Arabic and Hebrew run from the right, and what surrounds them from the left."""
    path = tmp_path / "page.html"
    EXPORTERS[name].write(asking(HARD), path)
    page = visits().page()
    page.goto(path.as_uri())
    directions = page.locator(".stem, .answer .text").evaluate_all(
        "all => all.map(each => getComputedStyle(each).direction)"
    )
    expected = ["rtl" if "\u0590" < text[0] < "\u06ff" else "ltr" for text in HARD]
    assert directions == expected


def test_printed_whole(
    visits: Callable[..., Visit], tmp_path: Path, question_set: QuestionSet
) -> None:
    """No question is torn apart by the end of a page."""
    path = tmp_path / "page.html"
    EXPORTERS["worksheet-html"].write(many_long(question_set), path)
    page = visits().page()
    page.goto(path.as_uri())
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(printed) > 1
    assert float(printed[0].mediabox.width) == pytest.approx(595, abs=1)  # A4
    sides = ["".join(side.extract_text().split()) for side in printed]
    for entry in page.locator(".entry").all():
        parts = entry.locator(".stem, .text").all_inner_texts()
        assert any(all("".join(part.split()) in side for part in parts) for side in sides), parts
