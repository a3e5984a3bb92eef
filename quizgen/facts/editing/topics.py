"""Whether whoever has read the article knows what a bare "the deal" in reported words means.

It is not enough that the article told of one: with its sentences out of sight, "the system is aimed
at Norland" leaves open which. A noun is settled by what goes before it in the same words ("Eda has
a bridge, and the toll …"), by what it means (there is one "government"), or by the article as a
whole, which opens with it and tells of no other.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quizgen.facts.editing.passage import Passage
from quizgen.facts.leaning import is_adverbial
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

OFTEN = 5
"""How often a noun comes that an article is about, wherever it first does."""
SEVERAL = {"another", "both", "each", "either", "every", "other", "second", "third", "two"}
"""What tells that there is more than one."""


def is_settled(noun: Token, passage: Passage) -> bool:
    """Whether a bare definite noun can be nothing but what it means.

    Args:
        noun: The noun, with "the" and no word more.
        passage: The words in which it stands.
    """
    lemma = noun.lemma_.lower()
    if lemma in _only() or noun.ent_type_:
        return True
    return _has_ground(noun, passage) or _is_topic(noun, passage)


@cache
def _only() -> frozenset[str]:
    """Nouns of which there is one, or that go with what is told: "the world", "the beginning"."""
    frames = load("frames")
    return frozenset(
        (*load("events")["familiar"], *load("plain_events")["definite"]["nouns"], *frames["only"])
    )


def _has_ground(noun: Token, passage: Passage) -> bool:
    """Whether a thing before it in the same words may tell which: "a ferry … the captain"."""
    doc, article = noun.doc, passage.article
    return any(
        doc[i].pos_ in ("NOUN", "PROPN")
        and doc[i].ent_type_ not in ("DATE", "TIME", "PERCENT", "CARDINAL")
        and not is_adverbial(doc[i])
        and not article.is_person(doc[i])
        for i in passage.inside
        if i < noun.left_edge.i
    )


def _is_topic(noun: Token, passage: Passage) -> bool:
    """Whether the article opens with it, or tells of it often, and never of several."""
    doc, places = noun.doc, passage.article.nouns[noun.lemma_.lower()]
    if any(
        doc[i].tag_ in ("NNS", "NNPS") or any(c.lower_ in SEVERAL for c in doc[i].lefts)
        for i in places
    ):
        if len(places) < 2 * OFTEN:
            return False
    if passage.article.kinds(noun) > 1:
        return False
    return len(places) >= 2 * OFTEN or places[0] < passage.article.opened
