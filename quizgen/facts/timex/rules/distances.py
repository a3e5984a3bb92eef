"""Days and periods by their distance from publication or from a date of the text."""

from __future__ import annotations

import re
from datetime import timedelta

from quizgen.facts.timex import dates
from quizgen.facts.timex.grammar import Node
from quizgen.facts.timex.rules.context import Context, Found, read_as
from quizgen.facts.timex.rules.parts import (
    LEXICON,
    NEIGHBOURS,
    count_mod,
    count_of,
    duration_value,
    from_publication,
    of_publication,
    unit_of,
)
from quizgen.facts.timex.rules.periods import quarter_before
from quizgen.facts.timex.tokens import Token


def offset(node: Node, context: Context) -> Found:
    token = node.word("DEICTIC")
    if token is None:
        return []
    step = LEXICON["offset"][token.key]
    if node.word("UDAY"):  # "the day after tomorrow"
        step += 1 if node.word("AFTER") else -1
    if token.text[0].isupper() and not context.opens_sentence(node):
        return []  # "World News Tonight"
    if token.key == "today" and context.after(node) in {"'s", "’s"}:
        if context.after(node, 2) in NEIGHBOURS["age"]:
            return []  # "today's world"
        if context.before(node) == "of" and context.before(node, 2) in {"many", "most", "some"}:
            return []  # "many of today's teachers"
    if context.before(node) == "of" and not node.word("UDAY") and step >= 0:
        return []  # "the leaders of tomorrow"
    value = from_publication(context, step, "D")
    if token.key == "tonight":
        return read_as(node, "TIME", f"{value}TNI" if value else None, "offset")
    return read_as(node, "DATE", value, "offset")


def ago(node: Node, context: Context) -> Found:
    unit = unit_of(node)
    count = count_of(node)
    if count is None:
        return read_as(node, "DATE", "PAST_REF", "vague", count_mod(node))
    if node.word("AGO") and node.word("AGO").key == "back" and not node.word("HY"):  # type: ignore[union-attr]
        if context.after(node) not in {",", ".", ""}:
            return []  # "two years back in prison"
    if unit.startswith("T"):
        return read_as(node, "TIME", None, "unresolved")
    if unit == "Y" and count == 1 and context.last and "-Q" in context.last:
        # Results set beside those of "a year ago" are those of the same quarter.
        return read_as(node, "DATE", quarter_before(context), "quarter")
    if count != int(count) or unit not in set("DWFMQYEC"):
        return read_as(node, "DATE", None, "unresolved")
    mod = count_mod(node) or ("APPROX" if node.word("OR", "SO") else None)
    return read_as(node, "DATE", from_publication(context, -int(count), unit), "ago", mod)


def later(node: Node, context: Context) -> Found:
    """A distance from the last date mentioned: "two days later"."""
    unit, count = unit_of(node), count_of(node)
    forward = bool(node.word("LATER", "AFTER"))
    if node.word("BEFORE", "AFTER") and not node.word("THAT"):
        if re.match(r"\w", context.after(node) or "."):
            # "three days after the vote": a distance from an event that isn't dated here
            return read_as(
                _without_last(node),
                "DURATION",
                duration_value(count, unit),
                "duration",
                count_mod(node),
            )
    if unit == "Y" and count == 1 and not forward:
        if context.last and "-Q" in context.last:
            return read_as(node, "DATE", quarter_before(context), "quarter")
        if _compares(node, context):
            return read_as(node, "DATE", from_publication(context, -1, "Y"), "doubtful")
    if count is None or count != int(count) or context.last is None or unit not in set("DWFMQYEC"):
        return read_as(node, "DATE", None, "unresolved")
    step = int(count) if forward else -int(count)
    return read_as(node, "DATE", dates.shift(context.last, step, unit), "text", count_mod(node))


def _compares(node: Node, context: Context) -> bool:
    """Whether figures are compared: "up from 3.2m a year earlier" is the year before this one."""
    first = context.index(node.tokens[0])
    return context.before(node) in {"with", "from", "than", "against"} or any(
        token.tag in {"MONEY", "NUM"} or token.text == "%"
        for token in context.tokens[max(0, first - 7) : first]
    )


def _without_last(node: Node) -> list[Token]:
    return node.tokens[:-1]


def from_now(node: Node, context: Context) -> Found:
    unit, count = unit_of(node), count_of(node)
    if node.word("TIME") and context.before(node) != "in":
        return read_as(node.tokens[:-2], "DURATION", duration_value(count, unit), "duration")
    if count is None:
        return read_as(node, "DATE", "FUTURE_REF", "vague")
    if count != int(count) or unit not in set("DWFMQYEC"):
        return read_as(node, "DATE", None, "unresolved")
    base = node.part("OFFSET", "WEEKDAY")
    if base is not None:
        start = context.resolve(base)
        value = start[0].value if start else None
        if value is None or value.startswith("X"):
            return read_as(node, "DATE", None, "unresolved")
        return read_as(node, "DATE", dates.shift(value, int(count), unit), "ago", count_mod(node))
    return read_as(
        node, "DATE", from_publication(context, int(count), unit), "ago", count_mod(node)
    )


def weekend(node: Node, context: Context) -> Found:
    relative = node.word("THIS", "LAST", "NEXT", "PAST", "COMING", "PREVIOUS", "FOLLOWING")
    tag = relative.tag if relative else ""
    if node.word("A"):
        return read_as(node, "DURATION", "P1WE", "duration")
    if context.published is None or tag in {"NEXT", "PREVIOUS", "FOLLOWING"}:
        return read_as(node, "DATE", None, "unresolved")
    saturday = dates.weekday_on_or_before(context.published, 6)
    forward = tag == "COMING" or (tag in {"THIS", ""} and context.tense(node) == "future")
    if tag == "" and not node.word("THE"):
        return read_as(node, "DATE", None, "unresolved")
    if tag == "LAST" and context.published.isoweekday() >= 6:
        saturday -= timedelta(7)
    elif forward and context.published.isoweekday() < 6:
        saturday += timedelta(7)
    return read_as(node, "DATE", f"{dates.week_value(saturday)}-WE", "offset")


_STEPS = {"THIS": 0, "CURRENT": 0, "NEXT": 1, "COMING": 1, "LAST": -1}


def relative_unit(node: Node, context: Context) -> Found:
    relative = node.word(
        "THIS", "NEXT", "LAST", "PREVIOUS", "FOLLOWING", "COMING", "PAST", "SAME", "THAT",
        "LATEST", "CURRENT", "BEFORE", "AFTER", "EARLIER",
    )  # fmt: skip
    unit, tag = unit_of(node), relative.tag if relative else ""
    if tag in {"BEFORE", "AFTER", "EARLIER"}:
        if re.match(r"\w", context.after(node) or "."):
            return []  # "the day after his death"
        step = 1 if tag == "AFTER" else -1
        return read_as(
            node, "DATE", dates.shift(context.last, step, unit) if context.last else None, "text"
        )
    if unit == "Q" and tag in {"LATEST", "THIS", "CURRENT", "LAST", "PAST", "SAME", "THAT"}:
        return _quarter(node, context, tag)
    if node.word("THE") and tag in {"LAST", "PAST"}:
        return read_as(
            node, "DURATION", duration_value(1, unit), "duration"
        )  # "over the past year"
    if tag == "PAST":
        return read_as(node, "DURATION", duration_value(1, unit), "duration")
    if tag in {"PREVIOUS", "FOLLOWING", "SAME", "THAT"} or (tag == "NEXT" and node.word("THE")):
        step = {"PREVIOUS": -1, "FOLLOWING": 1, "NEXT": 1}.get(tag, 0)
        value = dates.shift(context.last, step, unit) if context.last else None
        return read_as(node, "DATE", value, "text")
    if tag == "LATEST":
        return read_as(node, "DATE", None, "unresolved")
    step = _STEPS.get(tag, 0)
    if step == 0:
        return read_as(node, "DATE", of_publication(context, unit), "offset")
    if unit in "EC":
        current = of_publication(context, unit)
        value = f"{int(current) + step}" if current else None
        return read_as(node, "DATE", value, "offset")
    return read_as(node, "DATE", from_publication(context, step, unit), "offset")


def _quarter(node: Node, context: Context, tag: str) -> Found:
    if tag in {"SAME", "THAT"}:
        return read_as(node, "DATE", context.quarter, "quarter")
    step = -1 if tag in {"LAST", "PAST", "LATEST"} else 0
    return read_as(node, "DATE", from_publication(context, step, "Q"), "quarter")


def then(node: Node, context: Context) -> Found:
    if context.before(node) not in {"until", "till", "by", "before"}:
        return []
    return read_as(node, "DATE", context.last, "text")
