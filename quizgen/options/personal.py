"""What only somebody in the speaker’s own place could have said.

“I put my factory up for sale” is nobody’s guess of a pollster, nor a senator’s of whom he is
accused of attacking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from quizgen.facts.places import find_places
from quizgen.lexicons import load
from quizgen.models import Speaker, Statement, normalised

ACTING = re.compile(r" (?:will|would|won['’]t|shall|intends?|plans?)\b")
SPEAKING = re.compile(r"\b(?:I|me|my|mine|we|us|our|ours)\b(?!\.)")
BEING = re.compile(
    r"\b(?:he|she)(?: is| was| remains|['’]s)(?: (?:not|no longer|now|still|simply|only))*"
    r" “?(?:(?:not|simply|only) )*(?:an?|the) ((?:[\w’'-]+ ){0,3}[\w’'-]+)"
)
"""As in "said she is “not a police officer”"."""
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


def is_for_own_country(statement: Statement, speaker: Speaker) -> bool:
    """Whether somebody speaks for a country by name that can't be another speaker's.

    “As I told the council, Norland will build it” is no answer for a minister of Eastland.
    """
    if statement.speaker is None or SPEAKING.search(statement.wording) is None:
        return False
    theirs = _countries(speaker)
    own = _countries(statement.speaker)
    others = [
        place
        for place in find_places(statement.wording)
        if place.sort == "country" and place.name not in theirs
    ]
    # of nobody knows which country: who says what Norland will do
    return bool(theirs) and any(
        place.name in own or (not own and ACTING.match(statement.wording, place.end))
        for place in others
    )


def _countries(speaker: Speaker) -> set[str]:
    """The countries that a speaker is told to be of: "Norwegian minister", "the US envoy"."""
    told = f"{speaker.name} {speaker.role or ''}"
    found = {place.name for place in find_places(told)}
    adjectives = load("places")["countries"]
    words = set(re.findall(r"[A-Z][\w-]+", told))
    return found | {country for country in adjectives if words & {*adjectives[country]}}


def tells_who_speaks(statement: Statement) -> bool:
    """Whether somebody tells what he or she is, or is not: "she is “not a police officer”".

    Whoever the article gives an office is ruled out by it, or given away. Of candidates there are
    many at once.
    """
    told = BEING.search(statement.wording) if statement.own else None
    roles = load("people")["role"]
    nouns = {*roles["nouns"], *roles["male"], *roles["female"]} - {*load("frames")["crowd"]}
    return told is not None and bool(nouns & set(told[1].lower().split()))


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
