"""Other names of somebody: "Ada Brook, the hacker known as “Pike”"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from quizgen.models import Speaker
from quizgen.standing.mentions import Mentions, Place
from quizgen.standing.signs import any_of, lexicon

FAR = 80
"""Characters between two names of one, at most."""


def goes_by(speaker: Speaker, there: Mentions) -> list[str]:
    """What else somebody is called: "Ada Brook, AKA Danger Pike"."""
    return [
        match[1]
        for _, end in there.of(speaker)
        if (match := _called().match(there.text, end)) is not None
    ]


def is_alias(one: Speaker, other: Speaker, there: Mentions) -> bool:
    """Whether the first one's name is told somewhere to be the other's, which follows."""
    places = _places(other, there)
    for _, end in _places(one, there):
        for late, _ in places[bisect_left(places, (end + 1, 0)) :]:
            if late - end > FAR:
                break
            if _between().match(there.text, end, late):
                return True
    return False


def _places(speaker: Speaker, there: Mentions) -> list[Place]:
    """Where somebody is named; a body also where its "The" opens a sentence."""
    if speaker.type == "person":
        return there.of(speaker)
    return there.of_name(speaker.name.removeprefix("the "))


@cache
def _between() -> re.Pattern[str]:
    """What stands between two names of one."""
    alias = lexicon("alias")
    known = any_of((*alias["short"], *alias["known"], *alias["other"]))
    return re.compile(
        rf"[^.;\n]{{0,50}}\b(?:{known}|whose (?:real |birth |full )?name is)\b[^.;\n]{{0,20}}\Z"
        r"|,? [(“]\Z|,? \(born \Z"
    )


@cache
def _called() -> re.Pattern[str]:
    alias = lexicon("alias")
    return re.compile(
        rf",? \(?(?:{any_of((*alias['short'], *alias['known']))}) [“\"‘']?"
        r"((?:[A-Z][\w’-]+ ?)*[A-Z][\w’-]+)"
    )
