"""The grammar of time expressions: each rule's examples, and each rule's meaning."""

from __future__ import annotations

from datetime import date

import pytest

from quizgen.facts.timex import find_timexes
from quizgen.facts.timex.grammar import GRAMMAR
from quizgen.facts.timex.resolve import RESOLVERS
from quizgen.models import Span

PUBLISHED = date(2016, 3, 14)  # the Monday that the examples are read on

EXAMPLES = [(rule.name, example) for rule in GRAMMAR for example in rule.examples]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example(name: str, example: str) -> None:
    """The words beside a rule mean what the example says they do."""
    words, _, expected = example.rpartition(" -> ")
    found = find_timexes(words, [Span(0, len(words))], PUBLISHED)
    assert " ".join(timex.value or "?" for timex in found) == expected.strip("-")


def test_every_rule_has_an_example() -> None:
    """No rule stands in the grammar without words that it is for."""
    assert [rule.name for rule in GRAMMAR if not rule.examples] == []


def test_every_rule_has_its_meaning() -> None:
    """Each rule of the grammar has one function that resolves it, and no function lacks a rule."""
    assert sorted(RESOLVERS) == sorted(rule.name for rule in GRAMMAR)
