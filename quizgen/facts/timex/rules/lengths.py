"""How long, and how often."""

from __future__ import annotations

from quizgen.facts.timex.grammar import Node
from quizgen.facts.timex.rules.context import Context, Found, read_as
from quizgen.facts.timex.rules.parts import (
    LEXICON,
    NEIGHBOURS,
    PARTS_OF_DAY,
    count_mod,
    count_of,
    day_number,
    duration_value,
    month_of,
    unit_of,
    weekday_of,
)


def last_several(node: Node, context: Context) -> Found:
    count = count_of(node) if node.word("DNUM", "NUM", "Y4") or node.part("NUMBER") else None
    return read_as(
        node, "DURATION", duration_value(count, unit_of(node)), "duration", count_mod(node)
    )


def duration(node: Node, context: Context) -> Found:
    unit = unit_of(node)
    if unit == "Q" and context.after(node) == "of":
        return []  # "three quarters of the vote"
    if node.tokens[0].tag == "A" and len(node.tokens) == 2:
        before = context.before(node)
        place = context.index(node.tokens[0]) - 1
        previous = context.tokens[place] if place >= 0 else None
        if before in NEIGHBOURS["rate"] or (
            previous is not None and previous.tag in {"MONEY", "NUM", "DNUM", "Y4"}
        ):
            return read_as(node, "SET", duration_value(1, unit), "set")  # "$5 a day"
    return read_as(
        node, "DURATION", duration_value(count_of(node), unit), "duration", count_mod(node)
    )


def bare_units(node: Node, context: Context) -> Found:
    if context.before(node) not in NEIGHBOURS["length"] or node.tokens[-1].tag == "UQUARTERS":
        return []
    if context.after(node) == "of" and node.word("ORD", "EARLY", "LATE"):
        return []  # "in the early hours of Thursday"
    return read_as(node, "DURATION", duration_value(None, unit_of(node)), "duration")


def every(node: Node, context: Context) -> Found:
    part = node.word("PART", "PARTS")
    code = ""
    if part is not None:
        code = "T" + (PARTS_OF_DAY.get(part.key) or PARTS_OF_DAY[part.key[:-1]])
    if node.word("WDAY", "WDAYS"):
        return read_as(node, "SET", f"XXXX-WXX-{weekday_of(node)}{code}", "set")
    if node.word("MONTH"):  # "every December"
        return read_as(node, "SET", f"XXXX-{month_of(node):02d}", "set")
    if code:
        return read_as(node, "SET", f"XXXX-XX-XX{code}", "set")
    ordinal = node.word("ORD", "DORD")
    count = day_number(ordinal) if ordinal else count_of(node)
    return read_as(node, "SET", duration_value(count, unit_of(node)), "set")


def frequent(node: Node, context: Context) -> Found:
    if node.tokens[0].text[:1].isupper() and not context.opens_sentence(node):
        return []  # "the Daily Mail"
    place = context.index(node.tokens[-1]) + 1
    if place < len(context.tokens) and context.tokens[place].text[:1].isupper():
        return []  # "the party daily Granma"
    return read_as(node, "SET", LEXICON["set"][node.tokens[0].key], "set")
