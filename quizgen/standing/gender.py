"""Whether somebody is a man or a woman, as the article’s pronouns tell."""

from __future__ import annotations

import re
from collections import Counter

from quizgen.models import Speaker
from quizgen.standing.mentions import Mentions

PRONOUN = re.compile(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
CLOSE = 160
"""Characters behind a name within which a pronoun is looked for."""


def gender_of(speaker: Speaker, there: Mentions) -> str | None:
    """What the speaker has of itself, or else what most of the next pronouns behind the name are.

    A pronoun counts where nobody else is named between.
    """
    if speaker.gender is not None or speaker.type != "person":
        return speaker.gender
    votes: Counter[str] = Counter()
    surnames = set(there.surnames)
    own = set(speaker.name.split())
    for _, end in there.of(speaker):
        behind = there.text[end : end + CLOSE].split("\n")[0]
        pronoun = PRONOUN.search(behind)
        if pronoun is None:
            continue
        between = {w for w in CAPITAL.findall(behind[: pronoun.start()])}
        if (
            not between & (surnames | set(there.called)) - own
            and "“" not in behind[: pronoun.start()]
        ):
            votes["male" if pronoun[1] else "female"] += 1
    if not votes:
        return None
    (first, most), *others = votes.most_common()
    return first if most > 2 * sum(count for _, count in others) else None
