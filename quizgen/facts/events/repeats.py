"""Whether somebody is told to have done the same on another day, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizgen.lexicons import load
from quizgen.models import Occurrence, normalised

EMPTY = {"a", "an", "and", "at", "for", "from", "in", "of", "on", "the", "to", "with"}
AGAIN = "it is told of another day, too"


def without_repeats(found: Sequence[Occurrence]) -> list[Occurrence]:
    """What was found, with its doubt where a question would have two answers.

    Of who came to Leith in May 2009 and visited it on Monday, "In which month did she come to
    Leith?" has two.
    """
    return [
        replace(each, problem=AGAIN) if any(_is_repeated(each, other) for other in found) else each
        for each in found
    ]


def _is_repeated(occurrence: Occurrence, other: Occurrence) -> bool:
    one, two = occurrence.event, other.event
    if occurrence.problem is not None or one.voice == "noun":
        return False
    if (one.subject, one.tense, one.relation, "at") != (two.subject, two.tense, "at", one.relation):
        return False
    if not _is_else(one.timex.value, two.timex.value):
        return False
    if any(one.predicate in group and two.predicate in group for group in load("events")["going"]):
        return True
    told = set(normalised(one.arguments).split()) - EMPTY
    return one.predicate == two.predicate and told <= set(normalised(two.arguments).split())


def _is_else(value: str | None, other: str | None) -> bool:
    """Whether two values are of different times, and not a day and its month."""
    if not value or not other or not other[:1].isdigit():
        return False
    short = min(len(value), len(other))
    return value[:short] != other[:short]
