"""Cards in a real browser: readable, within their width, in light and night."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from decks.anki import CARD_KINDS, CardKind
from quizgen.models import Option, QuestionSet, Span
from tests.decks.cards import page
from tests.decks.student import Student
from tests.samples import sample_set

pytestmark = pytest.mark.browser

WIDTHS = (1280, 360, 320)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
CARDS: tuple[tuple[str, CardKind], ...] = (
    ("q1", "choice"),
    ("q1", "recall"),
    ("q2", "cloze"),
    ("q3", "typed"),
    ("q4", "choice"),
    ("long", "cloze"),
    ("arabic", "choice"),  # and retired
)
WIDE = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
_MEASURE = """() => {
    const style = name => getComputedStyle(document.querySelector(name));
    const top = name => document.querySelector(name)?.getBoundingClientRect().top;
    return {
        width: document.documentElement.scrollWidth,
        paper: getComputedStyle(document.body).backgroundColor,
        options: [...document.querySelectorAll('.options li')].map(
            item => getComputedStyle(item, '::after').content),
        answer: top('#answer'),
        key: top('.options li') ?? top('.typed') ?? top('.answer') ?? top('.cloze'),
        passage: top('.passage'),
        folded: [...document.querySelectorAll('details')].map(box => box.open),
    };
}"""


@dataclass(frozen=True)
class Seen:
    """One side of a card as a browser shows it."""

    name: str
    width: int
    night: bool
    measures: dict[str, object]
    violations: list[str]


def difficult_set() -> QuestionSet:
    """The sample, a question too long for any screen, and one that reads from right to left."""
    sample = sample_set()
    first, second, third, fourth = sample.questions
    long = replace(
        second,
        id="long",
        stem=f"{second.stem} {WIDE} " + "And so on, and so forth. " * 10,
        options=(*second.options[:3], Option("o9", f"{WIDE}, " + "at great length " * 20)),
        evidence=(Span(0, len(sample.article.text)),),
    )
    arabic = replace(first, id="arabic", stem="من قال إن الطريق الوحيد هو العودة إلى المفاوضات؟")
    return replace(sample, questions=(first, second, third, fourth, long, arabic))


def looked_at(sides: dict[str, str]) -> list[Seen]:
    """Every side at every width, by day and by night."""
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if executable is None:
        message = "no Chromium found: install one, such as Debian's with `apt-get install chromium`"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    seen = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        tab = browser.new_page()
        for width, night, (name, side) in product(WIDTHS, (False, True), sides.items()):
            tab.set_viewport_size({"width": width, "height": 720})
            tab.set_content(page(side, night=night, phone=width < 400))
            found = Axe().run(tab, options={"runOnly": {"type": "tag", "values": WCAG}})
            violations = [
                f"{violation['id']}: {node['html']}"
                for violation in found.response["violations"]
                for node in violation["nodes"]
            ]
            if folder := os.environ.get("QUIZGEN_SCREENSHOTS"):
                name_of_file = f"card {name} {width} {'night' if night else 'day'}.png"
                tab.screenshot(path=Path(folder, name_of_file.replace(" ", "-")), full_page=True)
            seen.append(Seen(name, width, night, tab.evaluate(_MEASURE), violations))
        browser.close()
    return seen


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Seen]]:
    """Front and back of every card of the difficult set."""
    student = Student(tmp_path_factory.mktemp("student"))
    difficult = difficult_set()
    student.takes(difficult, CARD_KINDS)
    *asked, last = difficult.questions
    gone = replace(last, changed=last.changed + 1)
    student.takes(replace(difficult, questions=tuple(asked), retired=(gone,)), CARD_KINDS)
    sides = {}
    for question_id, kind in CARDS:
        card = student.card(question_id, kind)
        sides[f"{question_id} {kind} front"] = card.question()
        sides[f"{question_id} {kind} back"] = card.answer()
    student.col.close()
    # In a thread of its own: another test may hold Playwright in this one, which allows but one.
    with ThreadPoolExecutor(1) as thread:
        yield thread.submit(looked_at, sides).result()


def test_nothing_is_wider_than_the_screen(seen: list[Seen]) -> None:
    """No side scrolls sideways, whatever its words, down to 320 pixels."""
    assert seen
    assert [s for s in seen if s.measures["width"] != s.width] == []


def test_accessible(seen: list[Seen]) -> None:
    """axe-core finds no WCAG 2.2 AA violation on any side, contrast included."""
    assert [(s.name, s.width, s.night, s.violations) for s in seen if s.violations] == []


def test_night_is_dark(seen: list[Seen]) -> None:
    """Night mode changes the paper of every side."""
    by_night = {
        night: {s.measures["paper"] for s in seen if s.night is night} for night in (False, True)
    }
    assert by_night == {False: {"rgb(252, 251, 248)"}, True: {"rgb(27, 28, 30)"}}


def test_exactly_the_key_is_ticked_and_only_on_the_back(seen: list[Seen]) -> None:
    """The front ticks no option; the back ticks the right one."""
    keys = {"q1": 2, "q4": 2, "arabic": 2}
    chosen = [side for side in seen if "choice" in side.name]
    assert len(chosen) == 2 * len(keys) * 2 * len(WIDTHS)
    for side in chosen:
        question_id, _, face = side.name.split()
        ticks = [content == '"✓"' for content in side.measures["options"]]  # type: ignore[attr-defined]
        assert ticks == [
            face == "back" and number == keys[question_id] for number in range(len(ticks))
        ], side


def test_options_are_folded_where_they_are_not_asked_for(seen: list[Seen]) -> None:
    """Cards from memory fold their options away; others have nothing to unfold."""
    for side in seen:
        _, kind, face = side.name.split()
        foldable = face == "front" and kind in ("recall", "cloze")
        assert side.measures["folded"] == ([False] if foldable else []), side


def test_back_scrolls_to_answer_and_proof(seen: list[Seen]) -> None:
    """Anki scrolls to the answer's mark: what was asked for stands below it, then the passage."""
    for side in seen:
        measures = side.measures
        if side.name.endswith("back"):
            assert measures["answer"] < measures["key"] < measures["passage"]  # type: ignore[operator]
        else:
            assert measures["answer"] is measures["passage"] is None
