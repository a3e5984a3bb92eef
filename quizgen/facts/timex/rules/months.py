"""Months, with and without their year."""

from __future__ import annotations

from quizgen.facts.timex import dates
from quizgen.facts.timex.grammar import Node
from quizgen.facts.timex.rules.context import Context, Found, read_as
from quizgen.facts.timex.rules.days import dated
from quizgen.facts.timex.rules.parts import (
    DAY_TAGS,
    day_number,
    from_publication,
    month_of,
    year_of,
)


def range_in_year(node: Node, context: Context) -> Found:
    """``June to August 2010``: the year that stands behind the second end holds for both."""
    first, second = (child for child in node.children if isinstance(child, Node))
    ends = context.resolve(second)
    starts = context.resolve(first)
    year = year_of(second, context)
    if year is None or len(starts) != 1 or len(ends) != 1:
        return starts + ends
    month, number = month_of(first), first.word(*DAY_TAGS)
    if month > month_of(second):  # "from November to February 2012"
        year -= 1
    if number is None:
        return [*read_as(first, "DATE", dates.month_value(year, month), "explicit"), *ends]
    return [*dated(first.tokens, day_number(number), month, year, first, context), *ends]


def month_of_year(node: Node, context: Context) -> Found:
    token = node.word("THIS", "LAST", "NEXT", "THAT", "SAME", "PREVIOUS", "FOLLOWING")
    step = {"LAST": -1, "PREVIOUS": -1, "NEXT": 1, "FOLLOWING": 1}.get(
        token.tag if token else "", 0
    )
    if token is not None and token.tag in {"THIS", "LAST", "NEXT"}:
        year, anchor = from_publication(context, step, "Y"), "offset"
    else:
        year, anchor = dates.shift(context.last, step, "Y") if context.last else None, "text"
    return read_as(node, "DATE", f"{year}-{month_of(node):02d}" if year else None, anchor)


def month_year(node: Node, context: Context) -> Found:
    year = year_of(node, context)
    return read_as(
        node, "DATE", dates.month_value(year, month_of(node)) if year else None, "explicit"
    )


def relative_month(node: Node, context: Context) -> Found:
    token = node.word("THIS", "NEXT", "LAST", "PREVIOUS", "FOLLOWING", "COMING")
    month = month_of(node)
    if token is None:
        return []
    if token.tag in {"PREVIOUS", "FOLLOWING"}:
        return read_as(node, "DATE", None, "unresolved")
    if context.published is None:
        return read_as(node, "DATE", f"XXXX-{month:02d}", "month")
    year, now = context.published.year, context.published.month
    if token.tag == "LAST":
        year -= month >= now
    elif token.tag in {"NEXT", "COMING"}:
        year += month <= now
    return read_as(node, "DATE", dates.month_value(year, month), "offset")


def bare_month(node: Node, context: Context) -> Found:
    month = month_of(node)
    if context.published is None:
        return read_as(node, "DATE", f"XXXX-{month:02d}", "month")
    if context.before(node) == "that":  # "his loss that November": of the year that was told of
        value = dates.shift(context.last, 0, "Y") if context.last else None
        return read_as(node, "DATE", f"{value}-{month:02d}" if value else None, "text")
    year, now = context.published.year, context.published.month
    if month != now:
        ahead = (month - now) % 12
        tense = context.tense(node)
        coming = ahead == 1 and context.before(node) == "for"  # "took orders for April"
        forward = coming or tense == "future" or (tense != "past" and ahead <= 3)
        year += (month < now) if forward else -(month > now)
    return read_as(node, "DATE", dates.month_value(year, month), "month")
