"""Days of the calendar: whole dates, days of a month, holidays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from quizgen.facts.timex import dates
from quizgen.facts.timex.grammar import Node
from quizgen.facts.timex.named_days import holiday, rule_for
from quizgen.facts.timex.rules.context import Context, Found, read_as, widened
from quizgen.facts.timex.rules.parts import (
    DAY_TAGS,
    LEXICON,
    NEIGHBOURS,
    YEAR_TAGS,
    day_number,
    month_of,
    weekday_of,
    with_century,
    year_of,
)
from quizgen.facts.timex.tense import Tense
from quizgen.facts.timex.tokens import Token


def _numeric_order(text: str, day_first: bool | None) -> tuple[int, int] | None:
    """Day and month of ``12/06/2015``, or None where it can't be told which is which."""
    first, second = (int(number) for number in re.split("[/.-]", text)[:2])
    if first > 12 or first == second:
        return first, second
    if second > 12:
        return second, first
    if day_first is None:
        return (first, second) if "." in text else None
    return (first, second) if day_first else (second, first)


def date_(node: Node, context: Context) -> Found:
    text = node.tokens[0].text
    if node.tokens[0].tag == "ISO":
        year, month, number = (int(part) for part in text.split("-"))
    else:
        order = _numeric_order(text, context.british)
        last = re.split("[/.-]", text)[2]
        full_year = int(last) if len(last) == 4 else with_century(int(last), context)
        if order is None or full_year is None:
            return read_as(node, "DATE", None, "unresolved")
        (number, month), year = order, full_year
    found = dates.day(year, month, number) if year else None
    if found is None:
        return []  # 2016-31-12, a score, a part number
    return read_as(node, "DATE", found.isoformat(), "explicit")


def dated(
    tokens: Sequence[Token], number: int, month: int, year: int | None, node: Node, context: Context
) -> Found:
    """A day of a month, with or without its year."""
    if year is not None:
        found = dates.day(year, month, number) if 1 <= year <= 9999 else None
        return read_as(tokens, "DATE", found.isoformat(), "explicit") if found else []
    if dates.day(2000, month, number) is None:  # a leap year: has every day there is
        return []
    if context.published is None:
        return read_as(tokens, "DATE", f"XXXX-{month:02d}-{number:02d}", "month-day")
    days = [
        found
        for each in range(context.published.year - 8, context.published.year + 9)  # 29 February
        if 1 <= each <= 9999 and (found := dates.day(each, month, number))
    ]
    tense = context.tense(node)
    best = day_meant(days, context.published, tense, context.before(node))
    anchor = "month-day"
    if best and tense in {"present", "future"} and (context.published - best).days > 30:
        anchor = "doubtful"  # "the lease expires on 31 December", read in March
    return read_as(tokens, "DATE", best.isoformat() if best else None, anchor)


_ONWARD = frozenset({"from", "until", "till", "through", "by", "effective"})


def day_meant(days: list[date], published: date, tense: Tense | None, word: str) -> date | None:
    """Which of a day's yearly returns is meant: the nearest, the past one rather than a far one.

    Args:
        days: The days it can be.
        published: The document creation time.
        tense: Of the clause.
        word: The word before the expression; "from" and "until" point ahead.
    """
    before = max((each for each in days if each < published), default=None)
    ahead = min((each for each in days if each >= published), default=None)
    if before is None or ahead is None:
        return before or ahead
    reach = {"future": 270, "past": 60}.get(tense or "", 180 if word in _ONWARD else 120)
    distance = (ahead - published).days
    if distance > reach:
        return before
    return ahead if tense == "future" or distance < (published - before).days else before


def day_month_year(node: Node, context: Context) -> Found:
    number = node.word(*DAY_TAGS)
    year = year_of(node, context)
    if number is None or year is None:
        return read_as(node, "DATE", None, "unresolved")
    return dated(node.tokens, day_number(number), month_of(node), year, node, context)


month_day_year = day_month_year


def month_day(node: Node, context: Context) -> Found:
    number = node.word(*DAY_TAGS)
    if number is None:
        return []
    if number.tag == "DNUM" and context.after(node) in NEIGHBOURS["counted"] | {"%"}:
        return context.resolve(Node("BARE_MONTH", node.children[:1]))  # "in May 12 people"
    return dated(node.tokens, day_number(number), month_of(node), None, node, context)


day_month = month_day


def day_range(node: Node, context: Context) -> Found:
    """``3 to 5 March``: two dates, each with the words that are its own."""
    first, second = node.words("DNUM", "DORD")[:2]
    tokens = node.tokens
    year = year_of(node, context)
    if node.word(*YEAR_TAGS) and year is None:
        return read_as(node, "DATE", None, "unresolved")
    month = month_of(node)
    starts, ends = tokens[: tokens.index(first) + 1], tokens[tokens.index(second) :]
    return [
        *dated(starts, day_number(first), month, year, node, context),
        *dated(ends, day_number(second), month, year, node, context),
    ]


def weekday_date(node: Node, context: Context) -> Found:
    """``Saturday, February 27``: the date counts, and the weekday must agree with it."""
    inner = node.part("DAY_MONTH_YEAR", "MONTH_DAY_YEAR", "MONTH_DAY", "DAY_MONTH", "DATE")
    found = context.resolve(inner) if inner is not None else []
    if not found:
        return context.resolve(Node("WEEKDAY", node.children[:1]))
    timex = found[0]
    if timex.value is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", timex.value):
        return widened(node, timex)
    given, weekday = date.fromisoformat(timex.value), weekday_of(node)
    if given.isoweekday() == weekday:
        return widened(node, timex)
    if timex.anchor == "month-day":  # February 27 may be meant of the year in which it fits
        for year in (given.year - 1, given.year + 1):
            other = dates.day(year, given.month, given.day)
            if other is not None and other.isoweekday() == weekday:
                given = other
    return widened(node, timex, value=given.isoformat(), anchor="doubtful")


def nth_weekday(node: Node, context: Context) -> Found:
    """``the first Tuesday of May``"""
    inner = next(child for child in node.children if isinstance(child, Node))
    when = context.resolve(inner)
    token = node.word("ORD", "DORD", "LAST")
    value = when[0].value if when else None
    if token is None or value is None or not re.fullmatch(r"\d{4}-\d\d", value):
        return read_as(node, "DATE", None, "unresolved")
    number = 5 if token.tag == "LAST" else day_number(token)
    if not 1 <= number <= 5:
        return []
    year, month = int(value[:4]), int(value[5:])
    found = dates.nth_weekday(year, month, number, weekday_of(node))
    if found is None and token.tag == "LAST":
        found = dates.nth_weekday(year, month, 4, weekday_of(node))
    return widened(node, when[0], value=found.isoformat() if found else None)


_HOLIDAYS: dict[str, str] = LEXICON["holiday"]


def named_holiday(node: Node, context: Context) -> Found:
    token = node.word("HOLIDAY")
    if token is None:
        return []
    if context.after(node) in NEIGHBOURS["holiday_period"]:
        return read_as(node, "DATE", None, "unresolved")  # "Easter week"
    if context.after(node) in NEIGHBOURS["holiday_thing"]:
        return []  # "a Christmas tree"
    known = _HOLIDAYS[re.sub(r"\s+", " ", token.text.lower().replace("’", "'"))]
    rule = rule_for(known, context.british)
    if not rule:
        return read_as(node, "DATE", None, "unresolved")  # Mother's Day: of which country?
    year = year_of(node, context)
    if year is not None:
        found = holiday(rule, year)
        return read_as(node, "DATE", found.isoformat() if found else None, "holiday")
    if context.published is None:
        fixed = rule if re.fullmatch(r"\d\d-\d\d", rule) else None
        return read_as(node, "DATE", f"XXXX-{fixed}" if fixed else None, "holiday")
    today = context.published
    days = [
        day
        for each in range(today.year - 2, today.year + 3)
        if (day := holiday(rule, each)) is not None
    ]
    relative = node.word("THIS", "LAST", "NEXT")
    if node.word("UYEAR") and relative is not None:
        year = today.year + {"LAST": -1, "NEXT": 1}.get(relative.tag, 0)
        days = [day for day in days if day.year == year]
    elif relative is not None and relative.tag == "LAST":
        days = [day for day in days if day < today][-1:]
    elif relative is not None and relative.tag == "NEXT":
        days = [day for day in days if day > today][:1]
    elif relative is not None:
        days = [day for day in days if day.year == today.year]
    else:
        best = day_meant(days, today, context.tense(node), context.before(node))
        return read_as(node, "DATE", best.isoformat() if best else None, "holiday")
    found = days[0] if len(days) == 1 else None
    return read_as(node, "DATE", found.isoformat() if found else None, "holiday")
