"""What has no place in the calendar, or is no time at all."""

from __future__ import annotations

from quizgen.facts.timex.grammar import Node
from quizgen.facts.timex.rules.context import Context, Found, read_as
from quizgen.facts.timex.rules.parts import LEXICON


def vague_phrase(node: Node, context: Context) -> Found:
    if node.tokens[-1].text[:1].isupper():
        return []  # "Back to the Future"
    value = "FUTURE_REF" if node.word("FUTURE", "TERM") else "PAST_REF"
    return read_as(node, "DATE", "PRESENT_REF" if node.word("THESE") else value, "vague")


def vague_word(node: Node, context: Context) -> Found:
    token = node.tokens[0]
    if token.tag != "VAGUE" and token.text[:1].isupper():
        return []
    value = {"CURRENT": "PRESENT_REF", "RECENT": "PAST_REF"}.get(token.tag)
    return read_as(node, "DATE", value or LEXICON["vague"][token.key], "vague")


def no_time(node: Node, context: Context) -> Found:
    return []
