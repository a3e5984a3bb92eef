"""The words before a name that tell its bearer’s office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.facts.people.words import plain, words

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token


def is_title(token: Token) -> bool:
    return plain(token) in words().address or plain(token) in words().rank


def is_plural_title(token: Token) -> bool:
    """As in "Senators Rubio and Cruz", "Sens. Rubio and Cruz"."""
    plural = token.tag_ in ("NNPS", "NNS") or token.text.endswith("s.")
    return plural and plain(token).removesuffix("s") in words().rank_ends


def is_office(token: Token) -> bool:
    """Whether a title ends in something a person can be: "Minister", "Mr", not "Defence"."""
    word = plain(token)
    return word in words().address or word in words().role or word in words().rank_ends


def of_office(token: Token) -> bool:
    """As in "Secretary of State John Kerry": what the office is of."""
    return token.i > 1 and token.nbor(-1).lower_ == "of" and is_office(token.nbor(-2))
