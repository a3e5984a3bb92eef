"""Every page in light and dark, wide and narrow: accessible, and within its width."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.looks import faults
from tests.browser.site import Site
from tests.samples import sample_set

pytestmark = pytest.mark.browser

KEYS = {question.stem: question.answer for question in sample_set().questions}


def every_page(page: Page, site: Site) -> Iterator[str]:
    """Walk through the whole site; the name of each page while the browser is on it."""
    page.goto(site.url)
    yield "home"
    page.get_by_role("link", name="Marlow Bay to close").click()
    yield "quiz"
    page.get_by_role("link", name="Read the article first").click()
    yield "article"
    page.get_by_role("link", name="Back to the quiz").first.click()
    page.get_by_role("button", name="Begin the quiz").click()
    yield "question"
    page.get_by_role("radio").nth(1).check()
    yield "question-chosen"
    first_question = page.url
    page.reload()
    page.get_by_role("button", name="Check my answer").click()
    yield "question-error"
    answer(page, rightly=False)
    yield "feedback-wrong"
    page.get_by_role("link", name="See the passage").click()
    yield "feedback-passage"
    page.goto(f"{first_question}?answered=before")
    yield "feedback-note"
    page.get_by_role("link", name="Next question").first.click()
    answer(page, rightly=True)
    yield "feedback-right"
    page.get_by_role("link", name="quizgen").click()
    yield "home-begun"
    page.get_by_role("link", name="Marlow Bay to close").click()
    yield "quiz-begun"
    page.get_by_role("link", name="Go on with question 3").click()
    answer(page, rightly=True)
    page.get_by_role("link", name="Next question").first.click()
    answer(page, rightly=False)
    page.get_by_role("link", name="See your result").first.click()
    yield "results"
    page.get_by_role("button", name="Repeat the 2 you missed").click()
    for _ in range(2):
        answer(page, rightly=True)
        page.locator("a.button").first.click()
    yield "results-all-right"
    page.goto(f"{site.url}/quiz/set-marlow-bay")
    yield "quiz-finished"
    page.goto(f"{site.url}/quiz/long")
    yield "long-quiz"
    page.get_by_role("button", name="Begin the quiz").click()
    yield "long-question"
    for number in range(3):
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Check my answer").click()
        if number == 0:
            yield "long-feedback"
        page.locator("a.button").first.click()
    yield "long-results"
    yield from typed_pages(page, site)
    yield from joining_pages(page, site)
    page.goto(f"{site.url}/quiz/nonsense")
    yield "missing"
    page.goto(f"{site.url}/attempt/nonsense/1")
    yield "attempt-unknown"


def typed_pages(page: Page, site: Site) -> Iterator[str]:
    """A quiz that is typed, against the clock, and told at the end."""
    page.goto(f"{site.url}/quiz/set-typed")
    yield "typed-quiz"
    page.get_by_role("textbox", name="Nickname").fill("x" * 41)
    page.get_by_role("button", name="Begin the quiz").click()
    yield "typed-quiz-error"
    page.get_by_role("textbox", name="Nickname").fill("Robin")
    page.get_by_role("button", name="Begin the quiz").click()
    yield "typed-question"
    page.get_by_role("button", name="Keep my answer").click()
    yield "typed-error"
    page.get_by_role("textbox", name="Your answer").fill("ada brok")
    page.get_by_role("button", name="Keep my answer").click()
    yield "typed-kept"
    first = page.url.rsplit("/", 1)[0] + "/1"
    page.goto(first)
    yield "typed-answered"
    page.get_by_role("link", name="Next question").click()
    page.get_by_role("textbox", name="Your answer").fill("harbour")
    page.get_by_role("button", name="Keep my answer").click()
    page.get_by_role("textbox", name="Your answer").fill("May")
    page.get_by_role("button", name="Keep my answer").click()
    yield "typed-unclear"
    page.get_by_role("textbox", name="Your answer").fill("4.5.")
    page.get_by_role("button", name="Keep my answer").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Keep my answer").click()
    yield "typed-results"
    page.goto(first)
    yield "typed-feedback"
    page.get_by_role("link", name="Report this question").click()
    yield "report"
    page.get_by_role("button", name="Send the report").click()
    yield "report-error"
    page.get_by_role("radio", name="I can’t tell what is asked").check()
    page.get_by_role("textbox", name="In your words").fill("Which bridge?")
    page.get_by_role("button", name="Send the report").click()
    yield "reported"
    page.get_by_role("link", name="Deutsch").click()
    yield "german-feedback"
    page.get_by_role("link", name="Ergebnis ansehen").first.click()
    yield "german-results"
    page.get_by_role("link", name="English").click()


def joining_pages(page: Page, site: Site) -> Iterator[str]:
    """By a code to a quiz."""
    page.goto(f"{site.url}/join")
    yield "join"
    page.get_by_role("textbox", name="Your teacher’s code").fill("nonsense")
    page.get_by_role("button", name="Join").click()
    yield "join-error"
    page.goto(f"{site.url}/quiz/set-typed/join")
    yield "show-code"


def answer(page: Page, *, rightly: bool) -> None:
    key = KEYS[(page.locator("h1").text_content() or "").strip().replace("(gap)", "")]
    for radio in page.get_by_role("radio").all():
        if (page.locator(f"label[for={radio.get_attribute('id')}]").inner_text() == key) == rightly:
            radio.check()
            break
    page.get_by_role("button", name="Check my answer").click()


def test_every_page(visits: Callable[..., Visit], site: Site) -> None:
    """axe-core finds nothing against WCAG 2.2 AA, nothing is wider than the window, every page has
    a title of its own, nothing is asked of another server, and the browser has no complaint.
    """
    visit = visits()
    page = visit.page()
    found: list[str] = []
    titles: dict[str, str] = {}
    for name in every_page(page, site):
        titles[name] = page.title()
        found += faults(page, name)
    assert not found, "\n".join(found)
    assert titles["question"].startswith("Question 1 of 4 – Marlow Bay")
    assert titles["question-error"].startswith("Error: ")
    assert titles["feedback-wrong"].startswith("Not right: question 1 of 4")
    assert titles["feedback-right"].startswith("Right: question 2 of 4")
    assert titles["results"].startswith("Your result: 2 of 4 right")
    assert {a for a in visit.addresses if not a.startswith(f"{site.url}/")} == set()
    assert visit.complaints == []
