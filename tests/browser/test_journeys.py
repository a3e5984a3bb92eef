"""Students who take a whole quiz in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Visit
from tests.browser.site import Site
from tests.samples import sample_set

pytestmark = pytest.mark.browser

QUESTIONS = {question.stem: question for question in sample_set().questions}
Visits = Callable[..., Visit]


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus is called that; it must be visible, with its focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if name in (focused.text_content() or "") or focused.get_attribute("type") == name:
            break
    else:
        raise AssertionError(f"Tab never came to {name!r}")
    assert is_in_view(focused), f"{name!r} has the focus and can't be seen"
    shown = page.evaluate(
        """() => [document.activeElement, document.activeElement.parentElement].some(element =>
           ["", "::after"].some(part => {
             const style = getComputedStyle(element, part || null);
             return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
           }))"""
    )
    assert shown, f"the focus on {name!r} can't be seen"


def is_in_view(locator: Locator) -> bool:
    """Whether it is wholly within the window."""
    return bool(
        locator.evaluate(
            """element => { const box = element.getBoundingClientRect();
               return box.top >= 0 && box.bottom <= innerHeight }"""
        )
    )


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press(key)


def answer_by_keyboard(page: Page, *, rightly: bool = True) -> None:
    """Choose with the arrow keys, send with Enter."""
    stem = (page.locator("h1").text_content() or "").strip().replace("(gap)", "")
    key = QUESTIONS[stem].answer
    tab_to(page, "radio")
    page.keyboard.press("Space")
    for _ in range(4):
        chosen = page.locator("label:has(input:checked)").inner_text()
        if (chosen == key) == rightly:
            break
        page.keyboard.press("ArrowDown")
    tab_to(page, "Check my answer")
    press(page, "Enter")
    verdict = page.get_by_role("status").inner_text().strip()
    assert verdict == ("Right" if rightly else "Not right")


def begin_by_keyboard(page: Page, site: Site) -> None:
    page.goto(site.url)
    tab_to(page, "Marlow Bay to close")
    press(page, "Enter")
    tab_to(page, "Begin the quiz")
    press(page, "Enter")


@pytest.mark.parametrize("width", [1280, 360])
def test_keyboard_only(visits: Visits, site: Site, width: int) -> None:
    """A whole quiz, its result and a repeat of what was missed need no more than a keyboard."""
    page = visits(width=width, height=740).page()
    begin_by_keyboard(page, site)
    for number in range(1, 5):
        assert page.title().startswith(f"Question {number} of 4 – Marlow Bay")
        answer_by_keyboard(page, rightly=number != 2)
        tab_to(page, "See the passage in the article")
        page.keyboard.press("Enter")
        page.wait_for_url("**#passage-1")
        mark = page.locator("mark#passage-1")
        assert mark.evaluate("e => e.matches(':target')")
        assert is_in_view(mark)
        tab_to(page, "See your result" if number == 4 else "Next question")
        press(page, "Enter")
    assert page.locator("h1").inner_text() == "3 of 4 right"
    tab_to(page, "See the passage in the article, question 1")
    press(page, "Enter")
    assert is_in_view(page.locator("mark"))
    page.go_back()
    tab_to(page, "Repeat the one you missed")
    press(page, "Enter")
    assert page.title().startswith("Question 1 of 1")
    answer_by_keyboard(page)
    tab_to(page, "See your result")
    press(page, "Enter")
    assert page.locator("h1").inner_text() == "1 of 1 right"


def test_skip_link(visits: Visits, site: Site) -> None:
    """The first stop of the Tab key leads past the page's head."""
    page = visits().page()
    page.goto(f"{site.url}/quiz/set-marlow-bay")
    tab_to(page, "Skip to the content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").text_content() == "example.org"


def test_without_java_script(visits: Visits, site: Site) -> None:
    """Without JavaScript nothing is missing: choose, err, answer, review, repeat."""
    visit = visits(width=360, java_script_enabled=False)
    page = visit.page()
    page.goto(f"{site.url}/quiz/set-marlow-bay")
    page.get_by_role("button", name="Begin the quiz").click()
    page.get_by_role("button", name="Check my answer").click()
    page.get_by_role("alert").get_by_role("link", name="Choose one of the answers").click()
    for _ in range(4):
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Check my answer").click()
        assert page.get_by_role("status").inner_text().strip() in ("Right", "Not right")
        assert page.locator("mark").count() == 1
        page.locator("a.button").first.click()
    assert page.locator("h1").inner_text().endswith("of 4 right")
    assert page.locator("ol.review > li").count() == 4
    assert {a for a in visit.addresses if not a.startswith(f"{site.url}/")} == set()


def test_refresh_back_and_restart(visits: Visits, site: Site) -> None:
    """Refreshing, going back, a second tab and a server that dies and comes back lose nothing."""
    visit = visits()
    page = visit.page()
    begin_by_keyboard(page, site)
    answer_by_keyboard(page)
    page.reload()
    assert page.get_by_role("status").inner_text().strip() == "Right"
    page.get_by_role("link", name="Next question").first.click()
    order = page.locator(".options").inner_text()
    page.get_by_role("radio").first.check()

    site.kill()
    site.start()

    page.get_by_role("button", name="Check my answer").click()
    verdict = page.get_by_role("status").inner_text()
    page.reload()
    assert page.get_by_role("status").inner_text() == verdict
    page.go_back()  # to the question: it is answered by now, and says so
    assert page.get_by_role("radio").count() == 0
    assert [o for o in order.splitlines() if o] == [
        text
        for text in page.locator(".options > li > span:last-child").evaluate_all(
            "spans => spans.map(span => span.firstChild.textContent.trim())"
        )
    ]

    tab = visit.page()
    tab.goto(site.url)
    tab.get_by_role("link", name="Marlow Bay to close").click()
    tab.get_by_role("link", name="Go on with question 3").click()
    assert tab.title().startswith("Question 3 of 4")
    page.goto(tab.url)
    for window in (tab, page):  # both show the question; the first answer counts
        window.get_by_role("radio").nth(0 if window is tab else 1).check()
    tab.get_by_role("button", name="Check my answer").click()
    page.get_by_role("button", name="Check my answer").click()
    assert "You had answered this question before" in page.locator("main").inner_text()
    given = ".options > li:has-text('Your answer')"
    assert page.locator(given).inner_text() == tab.locator(given).inner_text()


def test_double_click(visits: Visits, site: Site) -> None:
    """Clicking twice, as people do, answers once and goes on as if it had been once."""
    page = visits().page()
    page.goto(f"{site.url}/quiz/set-marlow-bay")
    page.get_by_role("button", name="Begin the quiz").dblclick()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Check my answer").dblclick(no_wait_after=True)
    page.wait_for_selector(".verdict")
    page.get_by_role("link", name="Next question").first.wait_for()
    assert page.title().split(": ")[1].startswith("question 1 of 4")
    assert page.locator("progress").get_attribute("value") == "1"


def test_larger_text(visits: Visits, site: Site) -> None:
    """At 200 % zoom, and with the text spacing that WCAG 1.4.12 names, nothing is cut off."""
    page = visits(width=640, height=450, device_scale_factor=2).page()
    page.goto(f"{site.url}/quiz/long")
    page.get_by_role("button", name="Begin the quiz").click()
    page.evaluate(
        """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(`* {
             line-height: 1.5 !important; letter-spacing: 0.12em !important;
             word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
             document.adoptedStyleSheets = [sheet] }"""
    )
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    cut = page.evaluate(
        """() => [...document.querySelectorAll("main *:not(.unseen):not(.running-head a)")].filter(
           e => getComputedStyle(e).overflowX === "hidden" && e.scrollWidth > e.clientWidth
             && e.tagName !== "PROGRESS").map(e => e.outerHTML)"""
    )
    assert cut == []


def test_code_and_typing_by_keyboard(visits: Visits, site: Site) -> None:
    """A quiz is joined by its code, typed with slips, erred in, and read over with Tab, letters
    and Enter alone.
    """
    page = visits(width=360, height=740).page()
    page.goto(f"{site.url}/quiz/set-typed/join")
    code = page.locator(".big-code").inner_text()
    page.goto(site.url)
    tab_to(page, "text")
    page.keyboard.type(code.lower())
    press(page, "Enter")
    tab_to(page, "text")
    page.keyboard.type("Robin")
    press(page, "Enter")
    for number, answer in enumerate(("ada brok", "the quay", "may 4th"), 1):
        assert page.title().startswith(f"Question {number} of 4")
        tab_to(page, "text")
        if number == 1:
            press(page, "Enter")
            assert page.title().startswith("Error: Question 1 of 4")
            tab_to(page, "Type an answer")
            page.keyboard.press("Enter")
            assert page.locator(":focus").get_attribute("id") == "answer-1"
        page.keyboard.type(answer)
        press(page, "Enter")
        assert page.get_by_role("status").first.inner_text() == (
            f"Your answer to question {number} is kept."
        )
    tab_to(page, "radio")
    page.keyboard.press("Space")
    tab_to(page, "Keep my answer")
    press(page, "Enter")
    assert page.locator("h1").inner_text().endswith("of 4 right")
    given = page.locator("ol.review .given")
    assert [given.nth(n).locator("dd").inner_text() for n in range(3)] == [
        "ada brok",
        "the quay",
        "may 4th",
    ]
    assert "Robin" in page.locator("main").inner_text()


def test_clock(visits: Visits, site: Site) -> None:
    """The clock goes down; at its end what is chosen is sent and counts, and the result comes."""
    page = visits().page()
    page.goto(f"{site.url}/quiz/quick")
    page.get_by_role("button", name="Begin the quiz").click()
    clock = page.get_by_role("timer")
    before = clock.inner_text()
    page.get_by_role("radio").first.check()
    page.wait_for_function(
        "before => document.querySelector('[role=timer]').textContent < before", arg=before
    )
    page.wait_for_selector(".verdict", timeout=30_000)
    page.wait_for_url("**/results", timeout=30_000)
    assert "The time is up" in page.locator("main").inner_text()
    assert page.get_by_text("Not answered").count() == 3


def test_lost_connection(visits: Visits, site: Site) -> None:
    """An answer given without a connection waits on its page, and is sent when there is one."""
    visit = visits()
    page = visit.page()
    begin_by_keyboard(page, site)
    page.get_by_role("radio").first.check()
    visit.context.set_offline(True)
    page.get_by_role("button", name="Check my answer").click()
    assert "You are offline" in page.locator(".offline").inner_text()
    visit.context.set_offline(False)
    page.wait_for_selector(".verdict")
    assert page.locator("progress").get_attribute("value") == "1"


def test_print_button(visits: Visits, site: Site) -> None:
    """With a script there is a button that prints; on paper stand the answers and no buttons."""
    page = visits().page()
    begin_by_keyboard(page, site)
    for _ in range(4):
        answer_by_keyboard(page)
        page.locator("a.button").first.click()
    page.evaluate("window.print = () => { document.title = 'printing' }")
    page.get_by_role("button", name="Print this result").click()
    assert page.title() == "printing"
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Print this result").is_visible()
    assert page.locator("ol.review > li").first.is_visible()
