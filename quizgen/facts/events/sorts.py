"""What sorts of thing nouns name, and of which sorts a verb tells a plain event."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from quizgen.facts.people.words import words
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token


@cache
def verb_sorts(section: Literal["objects", "alone"]) -> dict[str, frozenset[str]]:
    """By verb, the sorts of noun that it is plain with, as its object or as its subject."""
    table: dict[str, set[str]] = {}
    for sort, entry in load("plain_events")[section].items():
        for verb in entry["verbs"]:
            table.setdefault(verb, set()).add(sort)
    return {verb: frozenset(sorts) for verb, sorts in table.items()}


@cache
def phrasal_verbs() -> frozenset[str]:
    """Those of several words: "step down"."""
    lexicon = load("plain_events")
    tables = (
        verb_sorts("objects"),
        verb_sorts("alone"),
        lexicon["prepositions"],
        lexicon["pairs"],
        lexicon["statements"]["verbs"],
    )
    return frozenset(verb for table in tables for verb in table if " " in verb)


@cache
def _noun_sorts() -> dict[str, frozenset[str]]:
    lexicon = load("events")
    listed = {sort: set(nouns) for sort, nouns in load("plain_events")["nouns"].items()}
    listed["persons"] |= words().role | words().person | words().kin | words().parties
    listed["persons"] |= set(lexicon["persons"])
    listed["bodies"] |= words().body
    listed["events"] |= set(lexicon["happenings"])
    listed["documents"] |= set(lexicon["documents"])
    table: dict[str, set[str]] = {}
    for sort, nouns in listed.items():
        for noun in nouns:
            table.setdefault(noun, set()).add(sort)
    return {noun: frozenset(sorts) for noun, sorts in table.items()}


def sorts_of(token: Token) -> frozenset[str]:
    """What sorts of thing a noun may name; "name" for a name, which may be of any."""
    sorts = set(_noun_sorts().get(token.lemma_.lower(), ()))
    if token.pos_ == "PROPN":
        sorts.add("name")
    if token.ent_type_ == "MONEY" or any(c.text in "$£€" for c in token.children):
        sorts.add("money")
    if token.ent_type_ == "NORP" or token.lower_ in words().peoples:
        sorts.add("persons")
    return frozenset(sorts)
