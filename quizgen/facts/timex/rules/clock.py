"""Times of day."""

from __future__ import annotations

import re

from quizgen.facts.timex import dates
from quizgen.facts.timex.grammar import Node
from quizgen.facts.timex.rules.context import Context, Found, read_as, widened
from quizgen.facts.timex.rules.parts import (
    LEXICON,
    PARTS_OF_DAY,
    count_mod,
    from_publication,
    number_in_words,
    part_mod,
)

_CLOCK_SIGNS = frozenset(
    {
        "at",
        "by",
        "from",
        "until",
        "till",
        "before",
        "after",
        "around",
        "about",
        "to",
        "since",
        "between",
    }
)


def _clock(node: Node, context: Context) -> str | None:
    """``T17:00``, or None where it is no time of day."""
    noon = node.word("NOON")
    if noon is not None:
        return "T" + str(LEXICON["clock_word"][noon.key])
    clock = node.word("CLOCK", "DNUM")
    if clock is not None:
        parts = [int(part) for part in re.split("[:.]", clock.text)]
    else:
        number = node.part("NUMBER")
        parts = [number_in_words(number.tokens) if number else 0]
    hour, minute = parts[0], parts[1] if len(parts) > 1 else 0
    half = node.word("AMPM")
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.text.lower().startswith("p") else 0)
    elif node.word("PART"):
        late = node.word("PART").key in {"afternoon", "evening", "night"}  # type: ignore[union-attr]
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if late else 0)
    elif node.word("OCLOCK"):
        return None
    if hour > 24 or minute > 59:
        return None
    return f"T{hour:02d}:{minute:02d}"


def clock_time(node: Node, context: Context) -> Found:
    value = _clock(node, context)
    if not node.word("AMPM", "ZONE", "OCLOCK", "NOON", "PART"):
        if context.before(node) not in _CLOCK_SIGNS:
            return []  # a result: "ran 2:15"
    if value is None:
        return read_as(node, "TIME", None, "unresolved") if node.word("OCLOCK") else []
    day = context.published.isoformat() if context.published else ""
    return read_as(node, "TIME", f"{day}{value}", "clock", count_mod(node))


def time_of_day(node: Node, context: Context) -> Found:
    inner = next(
        child for child in node.children if isinstance(child, Node) and child.rule != "CLOCK_TIME"
    )
    when = context.resolve(inner)
    clock = node.part("CLOCK_TIME")
    value = _clock(clock, context) if clock else None
    if not when:
        return []
    if value is None:
        return when
    return widened(
        node, when[0], type="TIME", value=f"{when[0].value}{value}" if when[0].value else None
    )


def part_of_day(node: Node, context: Context) -> Found:
    part = node.word("PART")
    code = "T" + (PARTS_OF_DAY[part.key] if part else "NI")
    inner = next((child for child in node.children if isinstance(child, Node)), None)
    mod = part_mod(node)
    if inner is not None:
        when = context.resolve(inner)
        if not when:
            return []
        value = when[0].value
        return widened(
            node, when[0], type="TIME", value=f"{value}{code}" if value else None, mod=mod
        )
    relative = node.word("THIS", "LAST", "THAT", "PREVIOUS", "FOLLOWING", "NEXT", "SAME")
    tag = relative.tag if relative else "THIS"
    if tag in {"THIS", "LAST"}:
        day, anchor = from_publication(context, -1 if tag == "LAST" else 0, "D"), "offset"
    else:
        step = {"PREVIOUS": -1, "FOLLOWING": 1, "NEXT": 1}.get(tag, 0)
        day, anchor = dates.shift(context.last, step, "D") if context.last else None, "text"
    return read_as(node, "TIME", f"{day}{code}" if day else None, anchor, mod)
