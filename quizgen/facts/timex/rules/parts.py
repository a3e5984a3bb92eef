"""Parts of expressions: numbers, months, years, units, modifiers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.facts.timex import dates
from quizgen.facts.timex.grammar import Node
from quizgen.facts.timex.rules.context import Context
from quizgen.facts.timex.tagging import UNIT_TAGS
from quizgen.facts.timex.tokens import Token
from quizgen.lexicons import load

LEXICON = load("temporal")
NEIGHBOURS = {name: frozenset(words) for name, words in LEXICON["context"].items()}
"""Words that stand beside expressions and decide what they are."""
MONTHS: dict[str, int] = LEXICON["month"]
WEEKDAYS: dict[str, int] = LEXICON["weekday"]
PARTS_OF_DAY: dict[str, str] = LEXICON["part_of_day"]
NUMBERS: dict[str, int] = LEXICON["number"]
_ORDINALS: dict[str, int] = LEXICON["ordinal"]
_MODS: dict[str, str] = LEXICON["mod"]
_UNIT_OF_TAG = {tag: unit for unit, tag in UNIT_TAGS.items()}
_MOD_TAGS = ("EARLY", "LATE", "MID", "START", "MIDDLE", "END")
_COUNT_MOD_TAGS = ("APPROX", "MORE", "LEAST", "ASFAR")
YEAR_TAGS = ("Y4", "YY")
DAY_TAGS = ("DNUM", "DORD", "ORD")


def number_in_words(tokens: Sequence[Token]) -> int:
    """``two hundred and thirty-four`` as a number."""
    total = current = 0
    for token in tokens:
        number = NUMBERS.get(token.key)
        if number is None:
            continue
        if number == 100:
            current = max(current, 1) * 100
        elif number == 1000:
            total += max(current, 1) * 1000
            current = 0
        else:
            current += number
    return total + current


def day_number(token: Token) -> int:
    """The number of ``27``, ``27th`` or ``third``; 0 where it has none."""
    digits = re.match("[0-9]+", token.text)
    if digits:
        return int(digits[0])
    return _ORDINALS.get(token.key, 0)


def month_of(node: Node) -> int:
    """The month named in the expression, 1..12."""
    token = node.word("MONTH")
    return MONTHS[token.key] if token else 0


def weekday_of(node: Node) -> int:
    """The weekday named in the expression, by ISO: 1 for Monday."""
    token = node.word("WDAY", "WDAYS")
    if token is None:
        return 0
    return WEEKDAYS.get(token.key) or WEEKDAYS[token.key[:-1]]


def year_of(node: Node, context: Context) -> int | None:
    """The year stated in the expression; None where it has none or only a doubtful one."""
    words = node.part("YEAR_IN_WORDS")
    if words is not None:
        # "nineteen ninety-four": the century, then the rest
        century = NUMBERS[words.tokens[0].key]
        return century * 100 + number_in_words(words.tokens[1:])
    token = node.word(*YEAR_TAGS)
    if token is None:
        return None
    if token.tag == "Y4":
        return int(token.text)
    return with_century(int(token.text[1:]), context)


def with_century(two_digits: int, context: Context) -> int | None:
    """The year that two digits stand for: the latest that isn't far ahead of publication."""
    if context.published is None:
        return None
    year = context.published.year // 100 * 100 + two_digits
    return year - 100 if year > context.published.year + 10 else year


def unit_of(node: Node) -> str:
    """ISO designator of the unit in the expression."""
    for token in reversed(node.tokens):
        if token.tag.startswith("U"):
            return _UNIT_OF_TAG.get(token.tag) or _UNIT_OF_TAG[token.tag[:-1]]
    return ""


MAGNITUDES = {None: 1, "k": 10**3, "m": 10**6, "bn": 10**9, "tn": 10**12}


def count_of(node: Node) -> float | None:
    """How many units; None for "several"."""
    if node.word("FEW"):
        return None
    number = node.part("NUMBER")
    digits = node.word("DNUM", "NUM", "Y4")
    fraction = node.word("FRAC")
    if number is not None and (digits is None or number.tokens[0].start < digits.start):
        count = float(number_in_words(number.tokens))
    elif digits is not None:
        found = re.fullmatch(r"([\d,]*\.?\d+)(k|m|bn|tn)?", digits.text.lower())
        if found is None:
            return None  # "3x"
        # "3m years ago", as British papers write it
        count = float(found[1].replace(",", "")) * MAGNITUDES[found[2]]
    elif node.word("HALF") and node.word("HALF").start < node.word("A").start:  # type: ignore[union-attr]
        return 0.5  # "half an hour"
    elif node.word("HALF") and not node.word("AND"):
        return 0.5  # "a half hour"
    else:
        count = 1.0
    if fraction is not None:
        top, _, bottom = fraction.text.partition("/")
        count += int(top) / int(bottom) if bottom else {"½": 0.5, "¼": 0.25, "¾": 0.75}[top]
    if node.word("HALF"):
        count += 0.5  # "a year and a half"
    return count


_DURATIONS = {  # unit: (prefix, factor, designator)
    "D": ("P", 1, "D"),
    "W": ("P", 1, "W"),
    "WE": ("P", 1, "WE"),
    "F": ("P", 2, "W"),
    "M": ("P", 1, "M"),
    "Q": ("P", 3, "M"),
    "H": ("P", 6, "M"),
    "Y": ("P", 1, "Y"),
    "E": ("P", 10, "Y"),
    "C": ("P", 100, "Y"),
    "TS": ("PT", 1, "S"),
    "TM": ("PT", 1, "M"),
    "TH": ("PT", 1, "H"),
}
_SMALLER = {("P", "Y"): (12, "M"), ("PT", "H"): (60, "M"), ("PT", "M"): (60, "S")}


def duration_value(count: float | None, unit: str) -> str:
    """``P18M``; with X for a number that isn't told."""
    prefix, factor, designator = _DURATIONS[unit]
    if count is None:
        return f"{prefix}X{designator}"
    total = count * factor
    whole = int(total)
    if total == whole:
        return f"{prefix}{whole}{designator}"
    smaller = _SMALLER.get((prefix, designator))
    if smaller is None:
        return f"{prefix}{total:g}{designator}"
    rest = round((total - whole) * smaller[0])
    return f"{prefix}{f'{whole}{designator}' if whole else ''}{rest}{smaller[1]}"


def count_mod(node: Node) -> str | None:
    """MORE_THAN for "more than", APPROX for "about" …"""
    token = node.word(*_COUNT_MOD_TAGS)
    if token is None:
        return None
    if token.tag == "MORE" and node.word("NO"):
        return "EQUAL_OR_LESS"
    return _MODS.get(token.key)


def part_mod(node: Node) -> str | None:
    token = node.word(*_MOD_TAGS)
    return _MODS[token.key] if token else None


def from_publication(context: Context, count: int, unit: str) -> str | None:
    """So many units from the publication day."""
    if context.published is None:
        return None
    return dates.shift(context.published.isoformat(), count, unit)


def of_publication(context: Context, unit: str) -> str | None:
    """The day, week, month … in which the article was published."""
    if context.published is None:
        return None
    value = from_publication(context, 0, unit)
    if unit == "E":
        return f"{context.published.year // 10}"
    if unit == "C":
        return f"{context.published.year // 100}"
    return value
