"""Weekdays: which Tuesday is meant."""

from __future__ import annotations

import re
from datetime import date, timedelta

from quizgen.facts.timex import dates
from quizgen.facts.timex.grammar import Node
from quizgen.facts.timex.rules.context import Context, Found, read_as
from quizgen.facts.timex.rules.parts import weekday_of
from quizgen.facts.timex.tense import Tense

_PREPOSITIONS = frozenset({"in", "of", "at", "when", "and", "to", "or", "before", "after"})

FARTHEST = 6
"""Days back: "on Tuesday", published on a Monday, is tomorrow as often as last week's."""


def weekday(node: Node, context: Context) -> Found:
    """The publication day where the names match, else the last one, or the coming one."""
    number = weekday_of(node)
    if context.before(node) in {"a", "an"} and not re.match(r"\w", context.after(node)):
        return []  # "it was a Saturday"
    if context.before(node) in {"a", "an"} and context.after(node) in _PREPOSITIONS:
        return []  # "on a Saturday in May"
    if context.published is None:
        return read_as(node, "DATE", f"XXXX-WXX-{number}", "weekday")
    tense: Tense | None = None
    if context.published.isoweekday() != number:
        tense = context.tense(node)
    # A present tense with a day is a timetable: "the talks resume on Tuesday".
    pick = (
        dates.weekday_on_or_after if tense in {"future", "present"} else dates.weekday_on_or_before
    )
    sure = context.published.isoweekday() == number or tense is not None
    anchor = "weekday" if sure else "default"
    found = pick(context.published, number)
    if (context.published - found).days == FARTHEST or _is_awaited(node, context):
        anchor = "doubtful"
    return read_as(node, "DATE", found.isoformat(), anchor)


def _is_awaited(node: Node, context: Context) -> bool:
    """As in "as soon as trading opened on Monday", said on Friday of the coming Monday."""
    words = [context.before(node, distance) for distance in range(1, 7)]
    return "as" in words and "soon" in words or words[:2] == ["as", "early"]


def relative_weekday(node: Node, context: Context) -> Found:
    number = weekday_of(node)
    relative = node.word("COMING", "THIS", "NEXT", "LAST", "PREVIOUS", "FOLLOWING")
    tag = relative.tag if relative else ""
    if tag in {"PREVIOUS", "FOLLOWING"}:
        return read_as(node, "DATE", _from_last(context, number, tag == "FOLLOWING"), "text")
    if context.published is None:
        return read_as(node, "DATE", None, "unresolved")
    today = context.published
    if tag == "LAST":
        found = dates.weekday_on_or_before(today - timedelta(1), number)
    elif tag == "THIS" and context.tense(node) == "past":
        found = dates.weekday_on_or_before(today, number)
    else:
        found = dates.weekday_on_or_after(today + timedelta(tag != "THIS"), number)
    # Whether "next Friday", said on a Monday, is in four days or eleven is anybody's guess.
    anchor = "doubtful" if tag == "NEXT" and found - today < timedelta(7) else "offset"
    return read_as(node, "DATE", found.isoformat(), anchor)


def _from_last(context: Context, weekday_number: int, forward: bool) -> str | None:
    """The weekday before or after the last day mentioned."""
    if context.last is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", context.last):
        return None
    given = date.fromisoformat(context.last)
    if forward:
        return dates.weekday_on_or_after(given + timedelta(1), weekday_number).isoformat()
    return dates.weekday_on_or_before(given - timedelta(1), weekday_number).isoformat()


def weekday_of_week(node: Node, context: Context) -> Found:
    number = weekday_of(node)
    relative = node.word("THIS", "LAST", "NEXT")
    if context.published is None or relative is None:
        return read_as(node, "DATE", None, "unresolved")
    week = {"LAST": -1, "NEXT": 1}.get(relative.tag, 0)
    monday = dates.weekday_on_or_before(context.published, 1)
    return read_as(node, "DATE", (monday + timedelta(7 * week + number - 1)).isoformat(), "offset")
