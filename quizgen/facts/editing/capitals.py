"""Capitals that are there only because a sentence begins with the word."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

LEADING = {"former", "many", "most", "other", "several", "some"}
"""What has a capital at the front of a sentence only, whatever the tagger takes it for."""
AMOUNTS = ("CARDINAL", "MONEY", "PERCENT", "QUANTITY")
"""What the tagger takes along into a number: the "Only" of "Only one person"."""


@cache
def parts_of_speech(word: str) -> frozenset[str]:
    """What a word in lower case can be, as the dictionary has it; nothing where it has none."""
    from lemminflect import getAllLemmas  # loads its tables: a good part of a cold start

    return frozenset(getAllLemmas(word))


def is_adjective(token: Token) -> bool:
    """Whether a capital before a noun is a common adjective's, whatever the tagger makes of it.

    As in "Outright victory", "Capital expenditure", but not "Apple phones".
    """
    if token.ent_type_ not in ("", "ORG") or token.dep_ not in ("amod", "compound"):
        return False
    if token.lower_ in ("democratic", "republican"):
        return False  # of a party, most often
    if not token.is_title or token.head.i != token.i + 1 or not token.head.is_lower:
        return False
    return "ADJ" in parts_of_speech(token.lower_)


def lowers(token: Token) -> bool:
    """Whether a capital is only the sentence's: "The move", not "Putin" or "Monday"."""
    if token.lower_ == "no" and token.i + 1 < len(token.doc):
        if token.nbor().pos_ == "PROPN" or token.nbor().is_title:
            return False  # "No Child Left Behind"
    if token.is_sent_start and token.lower_ in LEADING and token.text.istitle():
        return True
    if token.tag_ == "DT":  # also behind a dateline: "PARIS — The attacks"
        return token.text[:1].isupper() and not token.text.isupper() or token.text == "A"
    if not token.is_sent_start or token.text in ("I",) or not token.text[:1].isupper():
        return False
    return token.tag_ in ("DT", "PRP$", "PRP", "IN", "WRB", "CD") or (
        token.pos_ not in ("PROPN", "ADJ")
        and token.ent_type_ in ("", *AMOUNTS)
        and not token.text[1:2].isupper()
    )
