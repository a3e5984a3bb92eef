"""What walk of life somebody is in, as far as the article tells."""

from __future__ import annotations

import re
from functools import cache

from quizgen.lexicons import load
from quizgen.models import Speaker, normalised
from quizgen.standing.mentions import Mentions
from quizgen.standing.signs import RANKED, signs

Walks = frozenset[str]
"""Walks of life, by their names in the lexicon; nothing where the article tells none."""

WELL_KNOWN = "known"
"""The walk of whom the article names again and again without saying who it is."""
OTHER = "other"
"""The walk of a role that no list has: a plumber, a witness, somebody's neighbour."""
AGAIN = 4
"""Mentions from which somebody who isn't introduced needs no introduction."""
BEYOND = re.compile(r",? (?:at|by|for|from|in|of|on|to|under|who|with) ")
"""Where a role goes on with whose it is: "adviser to President Brook"."""


def walks_of(speaker: Speaker, there: Mentions) -> Walks:
    """A person's walks of life: by the role, or else by a rank or party beside the name."""
    by_noun = _walks_by_noun()
    found: set[str] = set()
    if speaker.role is not None:
        heads = re.split(r",? and |/|, ", BEYOND.split(speaker.role)[0])
        for head in filter(None, map(str.split, heads)):
            found |= by_noun.get(_singular(head[-1]), {OTHER})
        return frozenset(found)
    places = there.of(speaker)
    for start, end in places:
        before, behind = there.around(start, end)
        rank = RANKED.search(before)
        if rank is not None:
            found |= by_noun.get(normalised(rank[1]), set())
        if signs().party.match(behind):
            found.add("office")
    if found:
        return frozenset(found)
    # Of two Clintons neither's family name tells who is meant, but the article is about them.
    shared = there.surnames[speaker.name.split()[-1]] > 1
    often = len(there.of_name(speaker.name.split()[-1])) // 2 if shared else len(places)
    return frozenset({WELL_KNOWN} if often >= AGAIN else ())


def likeness(one: Walks, other: Walks) -> int:
    """1 where two people share a walk of life, -1 where they have none in common, else 0."""
    if not one or not other:
        return 0
    public = {*load("standing")["walks"]["public"]}
    either = any(WELL_KNOWN in a and b & public for a, b in ((one, other), (other, one)))
    return 1 if one & other or either else -1


def _singular(noun: str) -> str:
    return normalised(noun).removesuffix("s") or noun


@cache
def _walks_by_noun() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for walk, nouns in load("standing")["walks"].items():
        if walk != "public":
            for noun in nouns:
                found.setdefault(noun.removesuffix("s"), set()).add(walk)
                found.setdefault(noun, set()).add(walk)
    return found
