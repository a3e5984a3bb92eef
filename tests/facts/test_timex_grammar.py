"""The grammar of time expressions: each rule's examples, and each rule's meaning."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.chunk.regexp import RegexpParser

from quizgen.facts.timex import find_timexes
from quizgen.facts.timex.grammar import GRAMMAR, Node, chunk
from quizgen.facts.timex.rules import RESOLVERS
from quizgen.facts.timex.tagging import tag
from quizgen.facts.timex.tokens import OUTSIDE, Token, tokens
from quizgen.models import Span
from tests.facts.timex_words import WORDS

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


WHOLE = RegexpParser(
    "\n".join(line for rule in GRAMMAR for line in (f"{rule.name}:", *rule.patterns))
)
"""The grammar as NLTK reads it, every rule run over everything."""


def _outline(node: Node | Token) -> object:
    if isinstance(node, Node):
        return node.rule, [_outline(child) for child in node.children]
    return node.tag


def _nltk_outline(tree: object) -> object:
    if isinstance(tree, tuple):
        return tree[1]
    return tree.label(), [_nltk_outline(part) for part in tree]  # type: ignore[attr-defined]


@given(st.lists(st.sampled_from([word for word in WORDS if word.strip()]), min_size=1, max_size=9))
def test_chunks_are_those_of_the_whole_grammar(words: list[str]) -> None:
    """Leaving out the rules that cannot match changes no chunk that the whole grammar finds."""
    text = " ".join(words)
    found = list(tokens(text, Span(0, len(text))))
    tag(found)
    found = [token for token in found if token.tag != OUTSIDE]
    if found:
        tree = WHOLE.parse([(token.text, token.tag) for token in found])
        expected = [_nltk_outline(part) for part in tree if not isinstance(part, tuple)]
        assert [_outline(node) for node in chunk(found)] == expected
