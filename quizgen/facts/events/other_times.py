"""Whether what is told may be true of other dates, too, or the date be that of something else.

Behind "equalled Ms Lund's feat in 1981" the year may be the feat's, of "more than 900 fires were
counted in 2015" any year is right that had more, and "the attacks of September 11" have their day
for a name, whatever the year of the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.dates import granularity
from quizgen.facts.events.sorts import sorts_of
from quizgen.facts.verbs import base_form
from quizgen.lexicons import has_phrase, load

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from quizgen.analysis.tokens import Token
    from quizgen.facts.events.context import Context
    from quizgen.facts.events.plain import Shape
    from quizgen.models import Timex

COMPARED = "the date may be that of what it is compared with"
OTHERS = "its figure may be true of other times, too"
NAMED = "the date is a name of what happened"
LONG = ("month", "year")
"""Of these there are many in which a thing can have been counted."""
WITHIN = ("at", "during", "in", "on")


def other_time_doubt(context: Context, shape: Shape) -> str | None:
    """Why another date may be as right, or the date be of something else."""
    timex = next((t for i in sorted(shape.tie.words)
                  if (t := context.time_at(context.doc[i])) is not None), None)  # fmt: skip
    if timex is None:
        return None
    return (
        _comparison(shape)
        or _inexact(shape, timex)
        or named_day(timex, [*shape.before, *shape.behind])
    )


def _comparison(shape: Shape) -> str | None:
    """As in "equalled Ms Lund’s record in 1981", "won the cup like Ms Lund in 1981"."""
    verb, first = shape.verb, shape.tie.first
    if first < verb.i:
        return None
    table = load("plain_events")["compared"]
    between = verb.doc[verb.i + 1 : first]
    if base_form(verb).lower() in table["verbs"] and any(
        t.pos_ in ("NOUN", "PROPN") for t in between
    ):
        return COMPARED
    words = table["words"]
    return COMPARED if any(t.lower_ in words and _compares(t) for t in between) else None


def _compares(token: Token) -> bool:
    """Whether "like" stands before what something is compared with; "as" may tell a role."""
    if token.lower_ == "as":
        return token.tag_ == "RB" or any(c.dep_ == "prep" for c in token.children)
    return token.pos_ in ("ADP", "SCONJ", "VERB")


def _inexact(shape: Shape, timex: Timex) -> str | None:
    """As in "more than 900 fires were counted in 2015": of each year that had more it is true.

    Not so of those who "died in a fire in Leith", which burned once.
    """
    if timex.value is None or granularity(timex.value) not in LONG:
        return None
    if any("events" in sorts_of(t) and t.dep_ == "pobj" and t.head.lower_ in WITHIN
           for t in shape.behind):  # fmt: skip
        return None
    table = load("plain_events")["inexact"]
    if _is_told(shape.subject, (*table["limits"], *table["many"])):
        return OTHERS
    things = (c for c in shape.verb.children if c.dep_ == "dobj" and c.i not in shape.tie.words)
    return OTHERS if any(_is_told(thing, table["limits"]) for thing in things) else None


def _is_told(amount: Token, phrases: Collection[str]) -> bool:
    """Whether one of these phrases stands before the number of what is counted."""
    counted = [t for t in amount.subtree if t.i <= amount.i]
    return has_phrase(" ".join(t.text for t in counted), phrases)


def named_day(timex: Timex, tokens: Iterable[Token]) -> str | None:
    """Whether a day without a year is one that something is called by: "the attacks of 7 July"."""
    value = timex.value or ""
    if timex.anchor != "month-day" or granularity(value) != "day":
        return None
    sorts = load("plain_events")["named_days"].get(value[5:], ())
    return NAMED if any(t.lemma_.lower() in sorts for t in tokens) else None
