"""Quarters, seasons, years, decades, centuries, and their beginnings and ends."""

from __future__ import annotations

import re
from datetime import date

from quizgen.facts.timex import dates
from quizgen.facts.timex.grammar import Node
from quizgen.facts.timex.rules.context import Context, Found, read_as, widened
from quizgen.facts.timex.rules.parts import (
    LEXICON,
    NEIGHBOURS,
    day_number,
    duration_value,
    from_publication,
    number_in_words,
    of_publication,
    part_mod,
    unit_of,
    with_century,
    year_of,
)


def quarter_of_year(node: Node, context: Context) -> Found:
    if node.word("FISCAL"):
        return read_as(node, "DATE", None, "unresolved")  # a company's own calendar
    ordinal = node.word("ORD", "DORD")
    number = day_number(ordinal) if ordinal else 0
    if ordinal is not None and not 1 <= number <= 4:
        return []
    if node.word("AGO", "EARLIER", "SAME"):
        value = quarter_before(context, number)
        if value is None and node.word("PERIOD"):
            return read_as(node, "DATE", from_publication(context, -1, "Y"), "doubtful")
        return read_as(node, "DATE", value, "quarter")
    year = year_of(node, context)
    relative = node.word("THIS", "LAST", "NEXT")
    if year is None and context.published is not None:
        if relative is not None:
            year = context.published.year + {"LAST": -1, "NEXT": 1}.get(relative.tag, 0)
        else:
            year = context.published.year - (number > (context.published.month + 2) // 3)
    if ordinal is None:  # "the 1988 quarter", "last year's quarter": the same as reported on
        number = int(context.quarter[-1]) if context.quarter else 0
    value = f"{year:04d}-Q{number}" if year and number else None
    if value is not None and ordinal is not None and (context.quarter or "") < value:
        context.quarter = value  # an earlier one is what the reported one is compared with
    return read_as(node, "DATE", value, "quarter")


def quarter_before(context: Context, number: int = 0) -> str | None:
    """The quarter a year before the one that is reported on, or before a numbered one."""
    before = dates.shift(context.quarter, -1, "Y") if context.quarter else None
    return f"{before[:-1]}{number}" if before and number else before


def quarter_in_text(node: Node, context: Context) -> Found:
    return read_as(node, "DATE", context.quarter, "quarter")


def period_in_text(node: Node, context: Context) -> Found:
    """``the year ended 30 June``: a length; ``for the week``: the one of publication."""
    unit = unit_of(node)
    if context.after(node) in {"ended", "ending", "ends", "to", "through"}:
        return read_as(node, "DURATION", duration_value(1, unit), "duration")
    if context.before(node) != "for" or context.after(node) in NEIGHBOURS["goes_on"]:
        return []
    return read_as(node, "DATE", of_publication(context, unit), "offset")


def half_of_year(node: Node, context: Context) -> Found:
    token = node.word("ORD", "DORD", "LAST")
    number = 2 if token is None or token.tag == "LAST" else day_number(token)
    year = year_of(node, context)
    if year is None and context.published is not None and node.word("UYEAR"):
        relative = node.word("THIS", "NEXT") or next(iter(node.words("LAST")[1:]), None)
        tag = relative.tag if relative else ""
        if node.words("LAST") and token is not None and token.tag != "LAST":
            tag = "LAST"
        year = context.published.year + {"LAST": -1, "NEXT": 1}.get(tag, 0)
    if number not in {1, 2}:
        return []
    return read_as(node, "DATE", f"{year:04d}-H{number}" if year else None, "quarter")


_SEASONS: dict[str, str] = LEXICON["season"]


def season_of_year(node: Node, context: Context) -> Found:
    token = node.word("SEASON")
    season = _SEASONS[token.key] if token else ""
    year = year_of(node, context)
    anchor = "explicit" if year else "season"
    relative = node.word("THIS", "NEXT", "LAST", "PREVIOUS", "FOLLOWING", "COMING")
    if year is None:
        if context.published is None or (
            relative is not None and relative.tag in {"PREVIOUS", "FOLLOWING"}
        ):
            return read_as(node, "DATE", None, "unresolved")
        year = context.published.year
        # Which months a season has depends on the hemisphere; its middle by northern reckoning.
        middle = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[season]
        now = context.published.month
        if node.word("UYEAR"):
            year += {"LAST": -1, "NEXT": 1}.get(relative.tag if relative else "", 0)
        elif relative is not None and relative.tag == "LAST":
            year -= middle + 1 >= now
        elif relative is not None and relative.tag in {"NEXT", "COMING"}:
            year += middle - 1 <= now
        elif relative is None and context.tense(node) != "future":
            year -= middle > now + 1
        elif relative is None:
            year += middle < now - 1
    return read_as(node, "DATE", f"{year:04d}-{season}", anchor)


def year_range(node: Node, context: Context) -> Found:
    """``2009-2010``, ``2009-10``: two years."""
    first, second = node.tokens[0], node.tokens[-1]
    start = int(first.text)
    digits = re.sub("[^0-9]", "", second.text)
    end = int(digits) if len(digits) == 4 else start // 100 * 100 + int(digits)
    if (
        len(digits) not in {2, 4}
        or not start < end < start + 200
        or first.end != node.tokens[1].start
    ):
        return read_as([first], "DATE", first.text, "explicit")
    return [
        *read_as([first], "DATE", f"{start:04d}", "explicit"),
        *read_as([second], "DATE", f"{end:04d}", "explicit"),
    ]


def fiscal_year(node: Node, context: Context) -> Found:
    year = year_of(node, context)
    relative = node.word("THIS", "CURRENT", "LAST", "NEXT")
    if year is None and relative is not None and context.published is not None:
        year = context.published.year + {"LAST": -1, "NEXT": 1}.get(relative.tag, 0)
    return read_as(node, "DATE", f"{year:04d}" if year else None, "fiscal")


def bare_year(node: Node, context: Context) -> Found:
    year = year_of(node, context)
    number = node.part("NUMBER")
    if year is None and number is not None and node.word("UYEAR"):
        year = number_in_words(number.tokens)  # "the year two thousand"
        if not 1000 <= year <= 2999:
            return []
    return read_as(node, "DATE", f"{year:04d}" if year else None, "explicit")


def named_decade(node: Node, context: Context) -> Found:
    token = node.word("DECADE", "DECADEWORD")
    if token is None:
        return []
    digits = re.sub("[^0-9]", "", token.text)
    if len(digits) == 4:
        value: str | None = digits[:3]
    else:
        tens = int(digits) if digits else LEXICON["decade_word"][token.key]
        if token.tag == "DECADE" and not token.text.startswith(("'", "’", "‘", "`")):
            # "in the 80s" is a decade; "temperatures in the 80s" too often isn't
            if not node.word("THE") or context.before(node) not in {"in", "of", "since", "during"}:
                return []
        if token.tag == "DECADEWORD" and not node.word("THE"):
            return []  # "in his sixties"
        year = with_century(tens, context)
        if year is not None and context.published and year > context.published.year:
            year -= 100
        value = f"{year // 10}" if year else None
    # "in the 80s" may be a temperature
    plain = token.tag == "DECADE" and token.text[0].isdigit() and len(digits) == 2
    return read_as(node, "DATE", value, "doubtful" if plain else "decade", part_mod(node))


def named_century(node: Node, context: Context) -> Found:
    token = node.word("ORD", "DORD")
    number = day_number(token) if token else 0
    if not 1 <= number <= 30:
        return []
    return read_as(node, "DATE", f"{number - 1:02d}", "century", part_mod(node))


def end_of_period(node: Node, context: Context) -> Found:
    mod = part_mod(node) if node.word("OF", "HY") or node.word("END") else None
    if node.word("EARLY", "LATE"):
        mod = part_mod(node)
    if node.word("FISCAL"):
        return read_as(node, "DATE", None, "unresolved", mod)
    unit = unit_of(node)
    if unit == "D":
        return []  # "at the end of the day"
    if node.tokens[0].tag == "UYEAR":  # "by year-end": the day on which the year's books close
        year = of_publication(context, "Y")
        return read_as(node, "DATE", f"{year}-12-31" if year else None, "doubtful")
    return read_as(node, "DATE", of_publication(context, unit), "offset", mod)


def part_of_period(node: Node, context: Context) -> Found:
    inner = next(child for child in node.children if isinstance(child, Node))
    when = context.resolve(inner)
    if len(when) != 1:
        return when
    mod = part_mod(node) or when[0].mod
    if _has_not_come(node, when[0].value, context.published):
        return widened(node, when[0], mod=mod, anchor="doubtful")
    return widened(node, when[0], mod=mod)


def _has_not_come(node: Node, value: str | None, published: date | None) -> bool:
    """Whether "earlier this month" has no days yet: written at a month's end, printed later."""
    if published is None or value is None or not node.word("EARLIER"):
        return False
    if value == str(published)[:7]:
        return published.day == 1
    return value == str(published)[:4] and (published.month, published.day) == (1, 1)
