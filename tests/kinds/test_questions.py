"""The questions that short articles give, and those they must not give."""

from __future__ import annotations

from typing import get_args

import pytest

from quizgen.facts import find_facts
from quizgen.guidelines import GUIDELINES
from quizgen.kinds import KINDS
from quizgen.models import Kind, Question, Settings
from quizgen.pipeline import Drawn, draw
from tests.cases import Case, parameters, read_cases


def drawn_from(case: Case) -> Drawn:
    article = case.article()
    return draw(article, find_facts(article), Settings(count=None, kinds=get_args(Kind)), seed=0)


def the(drawn: Drawn, kind: str, stem: str) -> Question:
    """The question of that kind and stem."""
    for question in drawn.questions:
        if (question.kind, question.stem) == (kind, stem):
            return question
    made = "\n".join(f"{q.kind} | {q.stem}" for q in drawn.questions)
    raise AssertionError(f"not asked: {stem}\nbut:\n{made}")


def check(drawn: Drawn, line: tuple[str, ...]) -> None:
    match line:
        case ("ask", kind, stem, key):
            assert the(drawn, kind, stem).answer == key
        case ("accept", kind, stem, words):
            assert words in the(drawn, kind, stem).accepted
        case ("offer", kind, stem, text):
            assert text in [option.text for option in the(drawn, kind, stem).options]
        case ("keep", kind, stem, text):
            assert text not in [option.text for option in the(drawn, kind, stem).options]
        case ("because", kind, stem, text, why):
            options = {option.text: option.why for option in the(drawn, kind, stem).options}
            assert (options[text].rstrip(".") or "-") == why
        case ("refuse", kind, guideline, words):
            assert not any(q.kind == kind and words in q.stem for q in drawn.questions)
            reasons = [x for x in drawn.left_out if x.kind == kind and words in x.about]
            assert [left.guideline for left in reasons] == [guideline]
            assert reasons[0].reason
        case ("never", words):
            for question in drawn.questions:
                for text in (question.stem, *(option.text for option in question.options)):
                    assert words.lower() not in text.lower()
        case _:
            raise AssertionError(f"no such expectation: {line}")


@pytest.mark.parametrize("case", parameters("questions.md"))
def test_golden_article(case: Case) -> None:
    """A short article gives the questions written under it, and none that it must not give."""
    assert case.expected
    drawn = drawn_from(case)
    for line in case.expected:
        check(drawn, line)


def test_enough_golden_articles_are_read() -> None:
    """The case file is read whole."""
    cases = read_cases("questions.md")
    assert len(cases) >= 20
    assert len({case.title for case in cases}) == len(cases)


def test_every_kind_has_a_case() -> None:
    """Each kind of question is asked for in some golden article."""
    asked = {
        line[1] for case in read_cases("questions.md") for line in case.expected if line[0] == "ask"
    }
    assert asked == {kind for kind, _ in KINDS}


def test_guidelines_that_are_named_exist() -> None:
    """Guidelines keep the names that `--explain` prints."""
    known = {guideline.__name__ for guideline in GUIDELINES} | {
        *("stands_alone", "certain_key", "grammar", "one_right_answer"),
    }
    for case in read_cases("questions.md"):
        for line in case.expected:
            assert line[0] != "refuse" or line[2] in known
