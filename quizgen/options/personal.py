"""What only somebody in the speaker’s own place could have said.

“I put my factory up for sale” is nobody’s guess of a pollster, nor a senator’s of whom he is
accused of attacking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from quizgen.lexicons import load
from quizgen.models import Speaker, Statement, normalised

OWNED = re.compile(r"\b(?:his|her|its|their) (?!or\b|own\b)\w", re.IGNORECASE)


def is_personal(statement: Statement) -> bool:
    """Whether a statement tells of the speaker’s own life, office, belongings or promises."""
    if statement.lemma in load("frames")["promising"]:
        return True
    if statement.own:
        return OWNED.search(statement.wording) is not None
    if statement.frame == "quotation":
        return _mine().search(statement.wording) is not None
    quoted = " ".join(re.findall(r"“([^”]*)”", statement.wording))
    return _mine().search(quoted) is not None


@cache
def _mine() -> re.Pattern[str]:
    table = load("standing")["personal"]
    shared = "|".join(table["shared"])
    thinking = "|".join(table["thinking"])
    return re.compile(
        rf"\b(?:my|our) (?!(?:\w+ )?(?:{shared})\b)\w"
        r"|\b(?:mine|ours|myself|ourselves)\b"
        r"|\b(?:against|for|from|on|to|told|with) me\b"
        rf"|\bI(?:['’](?:d|ll|m|ve))? (?!(?:[\w’']+ )?(?:{thinking})\b)\w",
        re.IGNORECASE,
    )


def belongs_to(names: Iterable[str], speaker: Speaker, said: Statement) -> bool:
    """Whether a role serves one of those named: nobody denounces his own adviser, nor is by him."""
    if said.lemma not in load("frames")["judging"] or speaker.role is None:
        return False
    role = set(normalised(speaker.role).split())
    return any(normalised(name).split()[-1] in role for name in names if normalised(name))


def is_likened(speaker: Speaker, said: Statement, text: str) -> bool:
    """Whether the article tells that somebody did so, too: "Like Holt, Brook rejected the plan"."""
    sentences = " ".join(span.of(text) for span in said.sentences)
    likening = [match.end() for match in _likening().finditer(sentences)]
    if not likening:
        return False  # nearly always: no pattern for each name is made then
    surname = re.escape(speaker.name.split()[-1])
    named = re.compile(rf"(?:[\w.’'-]+ ){{0,4}}{surname}\b", re.IGNORECASE)
    return any(named.match(sentences, end) for end in likening)


@cache
def _likening() -> re.Pattern[str]:
    words = "|".join(load("standing")["personal"]["likening"])
    return re.compile(rf"\b(?:{words}) ", re.IGNORECASE)
