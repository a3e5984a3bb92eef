"""How much a statement tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.facts.statements.saying import Saying
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

LEAST, SHORTEST = 3, 5
"""Telling words that a statement should have, and words that make it one with fewer."""
UNTOLD = {"it", "its", "them", "they", "their", "this", "that"}
"""Words that may hide the one thing that a short statement tells."""


def weight_of(saying: Saying, shown: Sequence[Token]) -> int:
    """How many words tell what it is about, or as many as are enough where it is whole anyway."""
    pithy = saying.frame != "quotation" and _is_pithy(shown)
    return max(_weight([*saying.framed.addressee, *shown]), LEAST if pithy else 0)


def _is_pithy(tokens: Sequence[Token]) -> bool:
    """Whether few telling words make a whole statement: "climate change is not happening"."""
    if sum(t.is_alpha for t in tokens) < SHORTEST or any(t.lower_ in UNTOLD for t in tokens):
        return False
    return _weight(tokens) == LEAST - 1 and not any(
        t.dep_ == "det" and t.lower_ != "a" and t.head.tag_ in ("NN", "NNS") for t in tokens
    )


def _weight(tokens: Sequence[Token]) -> int:
    """How many words tell what it is about: "thing", "want" and the like don't."""
    filler = load("frames")["filler"]
    lemmas = {t.lemma_.lower() for t in tokens if t.is_alpha or t.like_num or "-" in t.text}
    stop = {t.lemma_.lower() for t in tokens if (t.is_stop or len(t) < 3) and not t.like_num}
    names = {t.lemma_.lower() for t in tokens if t.pos_ == "PROPN" or t.like_num}
    # A name or a number tells more than another word: “In one day, we raised $18,000”.
    return len(lemmas - stop - set(filler)) + len(names - stop - set(filler))
