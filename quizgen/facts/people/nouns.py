"""What sort of somebody a noun means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.facts.people.words import words

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token


def is_someone(noun: Token) -> bool:
    """Whether a noun means one person, as in "a spokesman", "the boy"."""
    return noun.tag_ == "NN" and (noun.lower_ in words().role or noun.lower_ in words().person)


def is_one_of_many(noun: Token) -> bool:
    """Whether a noun means somebody who wasn't told of before: "a militant of the group"."""
    lemma = noun.lemma_.lower()
    if noun.tag_ != "NN" or lemma in words().body or lemma in words().document:
        return False
    return any(c.lower_ in ("a", "an", "another", "one") for c in noun.lefts)
