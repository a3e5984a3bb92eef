"""What happened when, in golden sentences."""

from __future__ import annotations

import pytest

from quizgen.article import article_from_text
from quizgen.facts import find_facts
from tests.cases import Case, parameters, read_cases


@pytest.mark.parametrize("case", parameters("events.md"))
def test_golden_sentence(case: Case) -> None:
    """A passage yields exactly the events written under it, worded as written there."""
    article = case.article()
    found = [
        (
            occurrence.event.timex.span.of(article.text),
            occurrence.event.timex.value or "-",
            occurrence.clause,
            occurrence.inverted or "-",
            occurrence.event.attributed_to.name if occurrence.event.attributed_to else "-",
        )
        for occurrence in find_facts(article).occurrences
        if occurrence.problem is None
    ]
    assert found == [(*wanted, "-")[:5] for wanted in case.expected]


def test_what_says_too_little_stands_beside_nothing() -> None:
    """Who "left to look after her children" left what? It is offered nowhere either."""
    text = "Ada Brook left in 2000 to look after her children."
    found = find_facts(article_from_text(text, id="left", title="Left", published="2016-03-14"))
    assert [o.problem for o in found.occurrences] == ["it says too little"]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_is(published: str) -> None:
    """Nothing lies before the one and behind the other, and nothing breaks over that."""
    text = "Ada Brook left Eastwick on Monday. Tom Vance was born in Leith on 3 May 2016."
    assert find_facts(article_from_text(text, id="day", title="Day", published=published)).timexes


def test_enough_golden_sentences_are_read() -> None:
    """The case file is read whole, and a fair part of it yields nothing."""
    cases = read_cases("events.md")
    assert sum(bool(case.expected) for case in cases) >= 28
    assert sum(not case.expected for case in cases) >= 18
    assert len({case.title for case in cases}) == len(cases)
