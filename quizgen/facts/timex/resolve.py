"""What each rule of the grammar means: one function a rule, of the rule's name in lower case.

A function takes the chunk and the context and gives the time expressions it stands for: one as a
rule, two for a range, none where a second look shows that it is no time expression after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from quizgen.facts.timex import dates
from quizgen.facts.timex.grammar import Node
from quizgen.facts.timex.tagging import UNIT_TAGS
from quizgen.facts.timex.tense import Tense, surface_tense
from quizgen.facts.timex.tokens import Token
from quizgen.lexicons import load
from quizgen.models import Span, Timex, TimexType

_LEXICON = load("temporal")
_MONTHS: dict[str, int] = _LEXICON["month"]
_WEEKDAYS: dict[str, int] = _LEXICON["weekday"]
_SEASONS: dict[str, str] = _LEXICON["season"]
_NUMBERS: dict[str, int] = _LEXICON["number"]
_ORDINALS: dict[str, int] = _LEXICON["ordinal"]
_PARTS: dict[str, str] = _LEXICON["part_of_day"]
_MODS: dict[str, str] = _LEXICON["mod"]
_CONTEXT = {name: frozenset(words) for name, words in _LEXICON["context"].items()}
_HOLIDAYS: dict[str, str] = _LEXICON["holiday"]
_UNIT_OF_TAG = {tag: unit for unit, tag in UNIT_TAGS.items()}
_MOD_TAGS = ("EARLY", "LATE", "MID", "START", "MIDDLE", "END")
_COUNT_MOD_TAGS = ("APPROX", "MORE", "LEAST", "ASFAR")
_YEARS = ("Y4", "YY")
_DAYS = ("DNUM", "DORD", "ORD")


_OPENERS = frozenset(
    {"", "!", "?", ":", "“", '"', "`", "'", "‘", "”", "’", "-", "–", "—", "(", ")"}
)


@dataclass(slots=True)
class Context:
    """What a chunk is read against."""

    published: date | None
    day_first: bool | None  # whether 12/06/2015 is 12 June; None: can't be told
    tense_of: Callable[[Span], Tense | None] | None
    tokens: Sequence[Token] = ()  # of the stretch of text at hand
    mentioned: list[str] = field(default_factory=list)  # values of the dates read so far
    quarter: str | None = None  # the quarter that the article reports on

    def tense(self, node: Node) -> Tense | None:
        """Tense of the clause that holds the expression."""
        found = node.tokens
        if self.tense_of is not None:
            told = self.tense_of(Span(found[0].start, found[-1].end))
            if told is not None:
                return told
        return surface_tense(self.tokens, self.index(found[0]), self.index(found[-1]))

    def index(self, token: Token) -> int:
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].start < token.start:
                low = middle + 1
            else:
                high = middle
        return low

    def before(self, node: Node, distance: int = 1) -> str:
        """The word before the expression, in lower case; "" where there is none."""
        place = self.index(node.tokens[0]) - distance
        return self.tokens[place].key if place >= 0 else ""

    def after(self, node: Node, distance: int = 1) -> str:
        place = self.index(node.tokens[-1]) + distance
        return self.tokens[place].key if place < len(self.tokens) else ""

    def opens_sentence(self, node: Node) -> bool:
        """Whether the expression may owe its capital to its place."""
        return self.before(node) in _OPENERS or all(
            token.text.isupper() for token in self.tokens[:12] if token.text.isalpha()
        )

    @property
    def last(self) -> str | None:
        """The last date mentioned, as an ISO value."""
        return self.mentioned[-1] if self.mentioned else None


Found = list[Timex]


def _one(
    node: Node | Sequence[Token],
    type_: TimexType,
    value: str | None,
    anchor: str,
    mod: str | None = None,
) -> Found:
    tokens = node.tokens if isinstance(node, Node) else node
    if value is None and anchor != "vague":
        anchor = "unresolved"
    return [Timex(Span(tokens[0].start, tokens[-1].end), type_, value, mod, anchor)]


def _spanning(node: Node, timex: Timex, **changes: object) -> Found:
    """The timex of a part, over the whole expression."""
    tokens = node.tokens
    values = {
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "anchor": timex.anchor,
        **changes,
    }
    return [Timex(Span(tokens[0].start, tokens[-1].end), **values)]  # type: ignore[arg-type]


# Parts of expressions


def _in_words(tokens: Sequence[Token]) -> int:
    """``two hundred and thirty-four`` as a number."""
    total = current = 0
    for token in tokens:
        number = _NUMBERS.get(token.key)
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


def _day_number(token: Token) -> int:
    digits = re.match("[0-9]+", token.text)
    if digits:
        return int(digits[0])
    return _ORDINALS.get(token.key, 0)


def _month(node: Node) -> int:
    token = node.word("MONTH")
    return _MONTHS[token.key] if token else 0


def _year(node: Node, context: Context) -> int | None:
    """The year stated in the expression; None where it has none or only a doubtful one."""
    words = node.part("YEAR_IN_WORDS")
    if words is not None:
        # "nineteen ninety-four": the century, then the rest
        century = _NUMBERS[words.tokens[0].key]
        return century * 100 + _in_words(words.tokens[1:])
    token = node.word(*_YEARS)
    if token is None:
        return None
    if token.tag == "Y4":
        return int(token.text)
    return _century(int(token.text[1:]), context)


def _century(two_digits: int, context: Context) -> int | None:
    """The year that two digits stand for: the latest that isn't far ahead of publication."""
    if context.published is None:
        return None
    year = context.published.year // 100 * 100 + two_digits
    return year - 100 if year > context.published.year + 10 else year


def _unit(node: Node) -> str:
    """ISO designator of the unit in the expression."""
    for token in reversed(node.tokens):
        if token.tag.startswith("U"):
            return _UNIT_OF_TAG.get(token.tag) or _UNIT_OF_TAG[token.tag[:-1]]
    return ""


def _count(node: Node) -> float | None:
    """How many units; None for "several"."""
    if node.word("FEW"):
        return None
    number = node.part("NUMBER")
    digits = node.word("DNUM", "NUM", "Y4")
    fraction = node.word("FRAC")
    if number is not None and (digits is None or number.tokens[0].start < digits.start):
        count = float(_in_words(number.tokens))
    elif digits is not None:
        count = float(digits.text.replace(",", ""))
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


def _duration(count: float | None, unit: str) -> str:
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


def _count_mod(node: Node) -> str | None:
    """MORE_THAN for "more than", APPROX for "about" …"""
    token = node.word(*_COUNT_MOD_TAGS)
    if token is None:
        return None
    if token.tag == "MORE" and node.word("NO"):
        return "EQUAL_OR_LESS"
    return _MODS.get(token.key)


def _part_mod(node: Node) -> str | None:
    token = node.word(*_MOD_TAGS)
    return _MODS[token.key] if token else None


def _shifted(context: Context, count: int, unit: str) -> str | None:
    """So many units from the publication day."""
    if context.published is None:
        return None
    return dates.shift(context.published.isoformat(), count, unit)


def _current(context: Context, unit: str) -> str | None:
    """The day, week, month … in which the article was published."""
    if context.published is None:
        return None
    value = _shifted(context, 0, unit)
    if unit == "E":
        return f"{context.published.year // 10}"
    if unit == "C":
        return f"{context.published.year // 100}"
    return value


# Whole dates


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
        order = _numeric_order(text, context.day_first)
        last = re.split("[/.-]", text)[2]
        full_year = int(last) if len(last) == 4 else _century(int(last), context)
        if order is None or full_year is None:
            return _one(node, "DATE", None, "unresolved")
        (number, month), year = order, full_year
    found = dates.day(year, month, number) if year else None
    if found is None:
        return []  # 2016-31-12, a score, a part number
    return _one(node, "DATE", found.isoformat(), "explicit")


def _dated(
    tokens: Sequence[Token], number: int, month: int, year: int | None, node: Node, context: Context
) -> Found:
    """A day of a month, with or without its year."""
    if year is not None:
        found = dates.day(year, month, number) if 1 <= year <= 9999 else None
        return _one(tokens, "DATE", found.isoformat(), "explicit") if found else []
    if dates.day(2000, month, number) is None:  # a leap year: has every day there is
        return []
    if context.published is None:
        return _one(tokens, "DATE", f"XXXX-{month:02d}-{number:02d}", "month-day")
    days = [
        found
        for each in range(context.published.year - 8, context.published.year + 9)  # 29 February
        if 1 <= each <= 9999 and (found := dates.day(each, month, number))
    ]
    tense = context.tense(node)
    best = _meant(days, context.published, tense, context.before(node))
    anchor = "month-day"
    if best and tense in {"present", "future"} and (context.published - best).days > 30:
        anchor = "doubtful"  # "the lease expires on 31 December", read in March
    return _one(tokens, "DATE", best.isoformat() if best else None, anchor)


_ONWARD = frozenset({"from", "until", "till", "through", "by", "effective"})


def _meant(days: list[date], published: date, tense: Tense | None, word: str) -> date | None:
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
    number = node.word(*_DAYS)
    year = _year(node, context)
    if number is None or year is None:
        return _one(node, "DATE", None, "unresolved")
    return _dated(node.tokens, _day_number(number), _month(node), year, node, context)


month_day_year = day_month_year


def month_day(node: Node, context: Context) -> Found:
    number = node.word(*_DAYS)
    if number is None:
        return []
    if number.tag == "DNUM" and context.after(node) in _CONTEXT["counted"] | {"%"}:
        return bare_month(Node("BARE_MONTH", node.children[:1]), context)  # "in May 12 people"
    return _dated(node.tokens, _day_number(number), _month(node), None, node, context)


day_month = month_day


def day_range(node: Node, context: Context) -> Found:
    """``3 to 5 March``: two dates, each with the words that are its own."""
    first, second = node.words("DNUM", "DORD")[:2]
    tokens = node.tokens
    year = _year(node, context)
    if node.word(*_YEARS) and year is None:
        return _one(node, "DATE", None, "unresolved")
    month = _month(node)
    if tokens.index(first) < tokens.index(node.word("MONTH")):  # type: ignore[arg-type]
        starts, ends = tokens[: tokens.index(first) + 1], tokens[tokens.index(second) :]
    else:
        starts, ends = tokens[: tokens.index(first) + 1], tokens[tokens.index(second) :]
    return [
        *_dated(starts, _day_number(first), month, year, node, context),
        *_dated(ends, _day_number(second), month, year, node, context),
    ]


def weekday_date(node: Node, context: Context) -> Found:
    inner = node.part("DAY_MONTH_YEAR", "MONTH_DAY_YEAR", "MONTH_DAY", "DAY_MONTH", "DATE")
    if inner is None:
        return weekday(node, context)
    found = RESOLVERS[inner.rule](inner, context)
    if not found:
        return weekday(Node("WEEKDAY", node.children[:1]), context)
    timex = found[0]
    token = node.word("WDAY")
    if timex.anchor == "month-day" and token is not None and context.published and timex.value:
        # The weekday settles the year: "Saturday, February 27" was not in 2017.
        given = date.fromisoformat(timex.value)
        near = given.year
        candidates = [
            other
            for each in range(near - 3, near + 4)
            if 1 <= each <= 9999
            and (other := dates.day(each, given.month, given.day))
            and other.isoweekday() == _WEEKDAYS[token.key]
        ]
        if given not in candidates:
            if candidates:
                best = dates.nearest(candidates, context.published)
                if best is not None and abs((best - context.published).days) < 800:
                    return _spanning(node, timex, value=best.isoformat(), anchor="doubtful")
            return _spanning(node, timex, anchor="doubtful")
    return _spanning(node, timex)


# Months


def nth_weekday(node: Node, context: Context) -> Found:
    """``the first Tuesday of May``"""
    inner = next(child for child in node.children if isinstance(child, Node))
    when = RESOLVERS[inner.rule](inner, context)
    token = node.word("ORD", "DORD", "LAST")
    value = when[0].value if when else None
    if token is None or value is None or not re.fullmatch(r"\d{4}-\d\d", value):
        return _one(node, "DATE", None, "unresolved")
    number = 5 if token.tag == "LAST" else _day_number(token)
    if not 1 <= number <= 5:
        return []
    year, month = int(value[:4]), int(value[5:])
    found = dates.nth_weekday(year, month, number, _weekday(node))
    if found is None and token.tag == "LAST":
        found = dates.nth_weekday(year, month, 4, _weekday(node))
    return _spanning(node, when[0], value=found.isoformat() if found else None)


def range_in_year(node: Node, context: Context) -> Found:
    """``June to August 2010``: the year that stands behind the second end holds for both."""
    first, second = (child for child in node.children if isinstance(child, Node))
    ends = RESOLVERS[second.rule](second, context)
    starts = RESOLVERS[first.rule](first, context)
    year = _year(second, context)
    if year is None or len(starts) != 1 or len(ends) != 1:
        return starts + ends
    month, number = _month(first), first.word(*_DAYS)
    if month > _month(second):  # "from November to February 2012"
        year -= 1
    if number is None:
        return [*_one(first, "DATE", dates.month_value(year, month), "explicit"), *ends]
    return [*_dated(first.tokens, _day_number(number), month, year, first, context), *ends]


def month_of_year(node: Node, context: Context) -> Found:
    token = node.word("THIS", "LAST", "NEXT", "THAT", "SAME", "PREVIOUS", "FOLLOWING")
    step = {"LAST": -1, "PREVIOUS": -1, "NEXT": 1, "FOLLOWING": 1}.get(
        token.tag if token else "", 0
    )
    if token is not None and token.tag in {"THIS", "LAST", "NEXT"}:
        year, anchor = _shifted(context, step, "Y"), "offset"
    else:
        year, anchor = dates.shift(context.last, step, "Y") if context.last else None, "text"
    return _one(node, "DATE", f"{year}-{_month(node):02d}" if year else None, anchor)


def month_year(node: Node, context: Context) -> Found:
    year = _year(node, context)
    return _one(node, "DATE", dates.month_value(year, _month(node)) if year else None, "explicit")


def relative_month(node: Node, context: Context) -> Found:
    token = node.word("THIS", "NEXT", "LAST", "PREVIOUS", "FOLLOWING", "COMING")
    month = _month(node)
    if token is None:
        return []
    if token.tag in {"PREVIOUS", "FOLLOWING"}:
        return _one(node, "DATE", None, "unresolved")
    if context.published is None:
        return _one(node, "DATE", f"XXXX-{month:02d}", "month")
    year, now = context.published.year, context.published.month
    if token.tag == "LAST":
        year -= month >= now
    elif token.tag in {"NEXT", "COMING"}:
        year += month <= now
    return _one(node, "DATE", dates.month_value(year, month), "offset")


def bare_month(node: Node, context: Context) -> Found:
    month = _month(node)
    if context.published is None:
        return _one(node, "DATE", f"XXXX-{month:02d}", "month")
    year, now = context.published.year, context.published.month
    if month != now:
        ahead = (month - now) % 12
        tense = context.tense(node)
        forward = tense == "future" or (tense != "past" and ahead <= 3)
        year += (month < now) if forward else -(month > now)
    return _one(node, "DATE", dates.month_value(year, month), "month")


# Quarters, halves, seasons


def quarter_of_year(node: Node, context: Context) -> Found:
    if node.word("FISCAL"):
        return _one(node, "DATE", None, "unresolved")  # a company's own calendar
    ordinal = node.word("ORD", "DORD")
    number = _day_number(ordinal) if ordinal else 0
    if ordinal is not None and not 1 <= number <= 4:
        return []
    if node.word("AGO", "EARLIER", "SAME"):
        value = _quarter_before(context, number)
        if value is None and node.word("PERIOD"):
            return _one(node, "DATE", _shifted(context, -1, "Y"), "doubtful")
        return _one(node, "DATE", value, "quarter")
    year = _year(node, context)
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
    return _one(node, "DATE", value, "quarter")


def _quarter_before(context: Context, number: int = 0) -> str | None:
    """The quarter a year before the one that is reported on, or before a numbered one."""
    before = dates.shift(context.quarter, -1, "Y") if context.quarter else None
    return f"{before[:-1]}{number}" if before and number else before


def quarter_in_text(node: Node, context: Context) -> Found:
    return _one(node, "DATE", context.quarter, "quarter")


def then(node: Node, context: Context) -> Found:
    if context.before(node) not in {"until", "till", "by", "before"}:
        return []
    return _one(node, "DATE", context.last, "text")


def period_in_text(node: Node, context: Context) -> Found:
    """``the year ended 30 June``: a length; ``for the week``: the one of publication."""
    unit = _unit(node)
    if context.after(node) in {"ended", "ending", "ends", "to", "through"}:
        return _one(node, "DURATION", _duration(1, unit), "duration")
    if context.before(node) != "for" or context.after(node) in _CONTEXT["goes_on"]:
        return []
    return _one(node, "DATE", _current(context, unit), "offset")


def half_of_year(node: Node, context: Context) -> Found:
    token = node.word("ORD", "DORD", "LAST")
    number = 2 if token is None or token.tag == "LAST" else _day_number(token)
    year = _year(node, context)
    if year is None and context.published is not None and node.word("UYEAR"):
        relative = node.word("THIS", "NEXT") or next(iter(node.words("LAST")[1:]), None)
        tag = relative.tag if relative else ""
        if node.words("LAST") and token is not None and token.tag != "LAST":
            tag = "LAST"
        year = context.published.year + {"LAST": -1, "NEXT": 1}.get(tag, 0)
    if number not in {1, 2}:
        return []
    return _one(node, "DATE", f"{year:04d}-H{number}" if year else None, "quarter")


def season_of_year(node: Node, context: Context) -> Found:
    token = node.word("SEASON")
    season = _SEASONS[token.key] if token else ""
    year = _year(node, context)
    anchor = "explicit" if year else "season"
    relative = node.word("THIS", "NEXT", "LAST", "PREVIOUS", "FOLLOWING", "COMING")
    if year is None:
        if context.published is None or (
            relative is not None and relative.tag in {"PREVIOUS", "FOLLOWING"}
        ):
            return _one(node, "DATE", None, "unresolved")
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
    return _one(node, "DATE", f"{year:04d}-{season}", anchor)


# Years, decades, centuries


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
        return _one([first], "DATE", first.text, "explicit")
    return [
        *_one([first], "DATE", f"{start:04d}", "explicit"),
        *_one([second], "DATE", f"{end:04d}", "explicit"),
    ]


def fiscal_year(node: Node, context: Context) -> Found:
    year = _year(node, context)
    relative = node.word("THIS", "CURRENT", "LAST", "NEXT")
    if year is None and relative is not None and context.published is not None:
        year = context.published.year + {"LAST": -1, "NEXT": 1}.get(relative.tag, 0)
    return _one(node, "DATE", f"{year:04d}" if year else None, "fiscal")


def bare_year(node: Node, context: Context) -> Found:
    year = _year(node, context)
    number = node.part("NUMBER")
    if year is None and number is not None and node.word("UYEAR"):
        year = _in_words(number.tokens)  # "the year two thousand"
        if not 1000 <= year <= 2999:
            return []
    return _one(node, "DATE", f"{year:04d}" if year else None, "explicit")


def named_decade(node: Node, context: Context) -> Found:
    token = node.word("DECADE", "DECADEWORD")
    if token is None:
        return []
    digits = re.sub("[^0-9]", "", token.text)
    if len(digits) == 4:
        value: str | None = digits[:3]
    else:
        tens = int(digits) if digits else _LEXICON["decade_word"][token.key]
        if token.tag == "DECADE" and not token.text.startswith(("'", "’", "‘", "`")):
            # "in the 80s" is a decade; "temperatures in the 80s" too often isn't
            if not node.word("THE") or context.before(node) not in {"in", "of", "since", "during"}:
                return []
        if token.tag == "DECADEWORD" and not node.word("THE"):
            return []  # "in his sixties"
        year = _century(tens, context)
        if year is not None and context.published and year > context.published.year:
            year -= 100
        value = f"{year // 10}" if year else None
    # "in the 80s" may be a temperature
    plain = token.tag == "DECADE" and token.text[0].isdigit() and len(digits) == 2
    return _one(node, "DATE", value, "doubtful" if plain else "decade", _part_mod(node))


def named_century(node: Node, context: Context) -> Found:
    token = node.word("ORD", "DORD")
    number = _day_number(token) if token else 0
    if not 1 <= number <= 30:
        return []
    return _one(node, "DATE", f"{number - 1:02d}", "century", _part_mod(node))


# Weekdays


def _weekday(node: Node) -> int:
    token = node.word("WDAY", "WDAYS")
    if token is None:
        return 0
    return _WEEKDAYS.get(token.key) or _WEEKDAYS[token.key[:-1]]


_PREPOSITIONS = frozenset({"in", "of", "at", "when", "and", "to", "or", "before", "after"})


def weekday(node: Node, context: Context) -> Found:
    """The publication day where the names match, else the last one, or the coming one."""
    number = _weekday(node)
    if context.before(node) in {"a", "an"} and not re.match(r"\w", context.after(node)):
        return []  # "it was a Saturday"
    if context.before(node) in {"a", "an"} and context.after(node) in _PREPOSITIONS:
        return []  # "on a Saturday in May"
    if context.published is None:
        return _one(node, "DATE", f"XXXX-WXX-{number}", "weekday")
    tense: Tense | None = None
    if context.published.isoweekday() != number:
        tense = context.tense(node)
    # A present tense with a day is a timetable: "the talks resume on Tuesday".
    pick = (
        dates.weekday_on_or_after if tense in {"future", "present"} else dates.weekday_on_or_before
    )
    return _one(node, "DATE", pick(context.published, number).isoformat(), "weekday")


def relative_weekday(node: Node, context: Context) -> Found:
    number = _weekday(node)
    relative = node.word("COMING", "THIS", "NEXT", "LAST", "PREVIOUS", "FOLLOWING")
    tag = relative.tag if relative else ""
    if tag in {"PREVIOUS", "FOLLOWING"}:
        return _one(node, "DATE", _from_last(context, number, tag == "FOLLOWING"), "text")
    if context.published is None:
        return _one(node, "DATE", None, "unresolved")
    today = context.published
    if tag == "LAST":
        found = dates.weekday_on_or_before(today - timedelta(1), number)
    elif tag == "THIS" and context.tense(node) == "past":
        found = dates.weekday_on_or_before(today, number)
    else:
        found = dates.weekday_on_or_after(today + timedelta(tag != "THIS"), number)
    # Whether "next Friday", said on a Monday, is in four days or eleven is anybody's guess.
    anchor = "doubtful" if tag == "NEXT" and found - today < timedelta(7) else "offset"
    return _one(node, "DATE", found.isoformat(), anchor)


def _from_last(context: Context, weekday_number: int, forward: bool) -> str | None:
    """The weekday before or after the last day mentioned."""
    if context.last is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", context.last):
        return None
    given = date.fromisoformat(context.last)
    if forward:
        return dates.weekday_on_or_after(given + timedelta(1), weekday_number).isoformat()
    return dates.weekday_on_or_before(given - timedelta(1), weekday_number).isoformat()


def weekday_of_week(node: Node, context: Context) -> Found:
    number = _weekday(node)
    relative = node.word("THIS", "LAST", "NEXT")
    if context.published is None or relative is None:
        return _one(node, "DATE", None, "unresolved")
    week = {"LAST": -1, "NEXT": 1}.get(relative.tag, 0)
    monday = dates.weekday_on_or_before(context.published, 1)
    return _one(node, "DATE", (monday + timedelta(7 * week + number - 1)).isoformat(), "offset")


def every(node: Node, context: Context) -> Found:
    part = node.word("PART", "PARTS")
    code = ""
    if part is not None:
        code = "T" + (_PARTS.get(part.key) or _PARTS[part.key[:-1]])
    if node.word("WDAY", "WDAYS"):
        return _one(node, "SET", f"XXXX-WXX-{_weekday(node)}{code}", "set")
    if code:
        return _one(node, "SET", f"XXXX-XX-XX{code}", "set")
    ordinal = node.word("ORD", "DORD")
    count = _day_number(ordinal) if ordinal else _count(node)
    return _one(node, "SET", _duration(count, _unit(node)), "set")


def frequent(node: Node, context: Context) -> Found:
    if node.tokens[0].text[:1].isupper() and not context.opens_sentence(node):
        return []  # "the Daily Mail"
    place = context.index(node.tokens[-1]) + 1
    if place < len(context.tokens) and context.tokens[place].text[:1].isupper():
        return []  # "the party daily Granma"
    return _one(node, "SET", _LEXICON["set"][node.tokens[0].key], "set")


# Holidays


def named_holiday(node: Node, context: Context) -> Found:
    token = node.word("HOLIDAY")
    if token is None:
        return []
    if context.after(node) in _CONTEXT["holiday_period"]:
        return _one(node, "DATE", None, "unresolved")  # "Easter week"
    if context.after(node) in _CONTEXT["holiday_thing"]:
        return []  # "a Christmas tree"
    rule = _HOLIDAYS[re.sub(r"\s+", " ", token.text.lower().replace("’", "'"))]
    year = _year(node, context)
    if year is not None:
        found = dates.holiday(rule, year)
        return _one(node, "DATE", found.isoformat() if found else None, "holiday")
    if context.published is None:
        fixed = rule if re.fullmatch(r"\d\d-\d\d", rule) else None
        return _one(node, "DATE", f"XXXX-{fixed}" if fixed else None, "holiday")
    today = context.published
    days = [
        day
        for each in range(today.year - 2, today.year + 3)
        if (day := dates.holiday(rule, each)) is not None
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
        best = _meant(days, today, context.tense(node), context.before(node))
        return _one(node, "DATE", best.isoformat() if best else None, "holiday")
    found = days[0] if len(days) == 1 else None
    return _one(node, "DATE", found.isoformat() if found else None, "holiday")


# By distance


def offset(node: Node, context: Context) -> Found:
    token = node.word("DEICTIC")
    if token is None:
        return []
    step = _LEXICON["offset"][token.key]
    if node.word("UDAY"):  # "the day after tomorrow"
        step += 1 if node.word("AFTER") else -1
    if token.text[0].isupper() and not context.opens_sentence(node):
        return []  # "World News Tonight"
    if token.key == "today" and context.after(node) in {"'s", "’s"}:
        if context.after(node, 2) in _CONTEXT["age"]:
            return []  # "today's world"
        if context.before(node) == "of" and context.before(node, 2) in {"many", "most", "some"}:
            return []  # "many of today's teachers"
    if context.before(node) == "of" and not node.word("UDAY") and step >= 0:
        return []  # "the leaders of tomorrow"
    value = _shifted(context, step, "D")
    if token.key == "tonight":
        return _one(node, "TIME", f"{value}TNI" if value else None, "offset")
    return _one(node, "DATE", value, "offset")


def ago(node: Node, context: Context) -> Found:
    unit = _unit(node)
    count = _count(node)
    if count is None:
        return _one(node, "DATE", "PAST_REF", "vague", _count_mod(node))
    if node.word("AGO") and node.word("AGO").key == "back" and not node.word("HY"):  # type: ignore[union-attr]
        if context.after(node) not in {",", ".", ""}:
            return []  # "two years back in prison"
    if unit.startswith("T"):
        return _one(node, "TIME", None, "unresolved")
    if unit == "Y" and count == 1 and context.last and "-Q" in context.last:
        # Results set beside those of "a year ago" are those of the same quarter.
        return _one(node, "DATE", _quarter_before(context), "quarter")
    if count != int(count) or unit not in set("DWFMQYEC"):
        return _one(node, "DATE", None, "unresolved")
    mod = _count_mod(node) or ("APPROX" if node.word("OR", "SO") else None)
    return _one(node, "DATE", _shifted(context, -int(count), unit), "ago", mod)


def later(node: Node, context: Context) -> Found:
    """A distance from the last date mentioned: "two days later"."""
    unit, count = _unit(node), _count(node)
    forward = bool(node.word("LATER", "AFTER"))
    if node.word("BEFORE", "AFTER") and not node.word("THAT"):
        if re.match(r"\w", context.after(node) or "."):
            # "three days after the vote": a distance from an event that isn't dated here
            return _one(
                _without_last(node),
                "DURATION",
                _duration(count, unit),
                "duration",
                _count_mod(node),
            )
    if unit == "Y" and count == 1 and not forward:
        if context.last and "-Q" in context.last:
            return _one(node, "DATE", _quarter_before(context), "quarter")
        if _compares(node, context):
            return _one(node, "DATE", _shifted(context, -1, "Y"), "doubtful")
    if count is None or count != int(count) or context.last is None or unit not in set("DWFMQYEC"):
        return _one(node, "DATE", None, "unresolved")
    step = int(count) if forward else -int(count)
    return _one(node, "DATE", dates.shift(context.last, step, unit), "text", _count_mod(node))


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
    unit, count = _unit(node), _count(node)
    if node.word("TIME") and context.before(node) != "in":
        return _one(node.tokens[:-2], "DURATION", _duration(count, unit), "duration")
    if count is None:
        return _one(node, "DATE", "FUTURE_REF", "vague")
    if count != int(count) or unit not in set("DWFMQYEC"):
        return _one(node, "DATE", None, "unresolved")
    base = node.part("OFFSET", "WEEKDAY")
    if base is not None:
        start = RESOLVERS[base.rule](base, context)
        value = start[0].value if start else None
        if value is None or value.startswith("X"):
            return _one(node, "DATE", None, "unresolved")
        return _one(node, "DATE", dates.shift(value, int(count), unit), "ago", _count_mod(node))
    return _one(node, "DATE", _shifted(context, int(count), unit), "ago", _count_mod(node))


def last_several(node: Node, context: Context) -> Found:
    count = _count(node) if node.word("DNUM", "NUM", "Y4") or node.part("NUMBER") else None
    return _one(node, "DURATION", _duration(count, _unit(node)), "duration", _count_mod(node))


def weekend(node: Node, context: Context) -> Found:
    relative = node.word("THIS", "LAST", "NEXT", "PAST", "COMING", "PREVIOUS", "FOLLOWING")
    tag = relative.tag if relative else ""
    if node.word("A"):
        return _one(node, "DURATION", "P1WE", "duration")
    if context.published is None or tag in {"NEXT", "PREVIOUS", "FOLLOWING"}:
        return _one(node, "DATE", None, "unresolved")
    saturday = dates.weekday_on_or_before(context.published, 6)
    forward = tag == "COMING" or (tag in {"THIS", ""} and context.tense(node) == "future")
    if tag == "" and not node.word("THE"):
        return _one(node, "DATE", None, "unresolved")
    if tag == "LAST" and context.published.isoweekday() >= 6:
        saturday -= timedelta(7)
    elif forward and context.published.isoweekday() < 6:
        saturday += timedelta(7)
    return _one(node, "DATE", f"{dates.week_value(saturday)}-WE", "offset")


def end_of_period(node: Node, context: Context) -> Found:
    mod = _part_mod(node) if node.word("OF", "HY") or node.word("END") else None
    if node.word("EARLY", "LATE"):
        mod = _part_mod(node)
    if node.word("FISCAL"):
        return _one(node, "DATE", None, "unresolved", mod)
    unit = _unit(node)
    if unit == "D":
        return []  # "at the end of the day"
    if node.tokens[0].tag == "UYEAR":  # "by year-end": the day on which the year's books close
        year = _current(context, "Y")
        return _one(node, "DATE", f"{year}-12-31" if year else None, "doubtful")
    return _one(node, "DATE", _current(context, unit), "offset", mod)


_STEPS = {"THIS": 0, "CURRENT": 0, "NEXT": 1, "COMING": 1, "LAST": -1}


def relative_unit(node: Node, context: Context) -> Found:
    relative = node.word(
        "THIS", "NEXT", "LAST", "PREVIOUS", "FOLLOWING", "COMING", "PAST", "SAME", "THAT",
        "LATEST", "CURRENT", "BEFORE", "AFTER", "EARLIER",
    )  # fmt: skip
    unit, tag = _unit(node), relative.tag if relative else ""
    if tag in {"BEFORE", "AFTER", "EARLIER"}:
        if re.match(r"\w", context.after(node) or "."):
            return []  # "the day after his death"
        step = 1 if tag == "AFTER" else -1
        return _one(
            node, "DATE", dates.shift(context.last, step, unit) if context.last else None, "text"
        )
    if unit == "Q" and tag in {"LATEST", "THIS", "CURRENT", "LAST", "PAST", "SAME", "THAT"}:
        return _quarter(node, context, tag)
    if node.word("THE") and tag in {"LAST", "PAST"}:
        return _one(node, "DURATION", _duration(1, unit), "duration")  # "over the past year"
    if tag == "PAST":
        return _one(node, "DURATION", _duration(1, unit), "duration")
    if tag in {"PREVIOUS", "FOLLOWING", "SAME", "THAT"} or (tag == "NEXT" and node.word("THE")):
        step = {"PREVIOUS": -1, "FOLLOWING": 1, "NEXT": 1}.get(tag, 0)
        value = dates.shift(context.last, step, unit) if context.last else None
        return _one(node, "DATE", value, "text")
    if tag == "LATEST":
        return _one(node, "DATE", None, "unresolved")
    step = _STEPS.get(tag, 0)
    if step == 0:
        return _one(node, "DATE", _current(context, unit), "offset")
    if unit in "EC":
        current = _current(context, unit)
        value = f"{int(current) + step}" if current else None
        return _one(node, "DATE", value, "offset")
    return _one(node, "DATE", _shifted(context, step, unit), "offset")


def _quarter(node: Node, context: Context, tag: str) -> Found:
    if tag in {"SAME", "THAT"}:
        return _one(node, "DATE", context.quarter, "quarter")
    step = -1 if tag in {"LAST", "PAST", "LATEST"} else 0
    return _one(node, "DATE", _shifted(context, step, "Q"), "quarter")


# How long


def duration(node: Node, context: Context) -> Found:
    unit = _unit(node)
    if unit == "Q" and context.after(node) == "of":
        return []  # "three quarters of the vote"
    if node.tokens[0].tag == "A" and len(node.tokens) == 2:
        before = context.before(node)
        place = context.index(node.tokens[0]) - 1
        previous = context.tokens[place] if place >= 0 else None
        if before in _CONTEXT["rate"] or (
            previous is not None and previous.tag in {"MONEY", "NUM", "DNUM", "Y4"}
        ):
            return _one(node, "SET", _duration(1, unit), "set")  # "$5 a day"
    return _one(node, "DURATION", _duration(_count(node), unit), "duration", _count_mod(node))


def bare_units(node: Node, context: Context) -> Found:
    if context.before(node) not in _CONTEXT["length"] or node.tokens[-1].tag == "UQUARTERS":
        return []
    if context.after(node) == "of" and node.word("ORD", "EARLY", "LATE"):
        return []  # "in the early hours of Thursday"
    return _one(node, "DURATION", _duration(None, _unit(node)), "duration")


# Times of day

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
        return "T" + str(_LEXICON["clock_word"][noon.key])
    clock = node.word("CLOCK", "DNUM")
    if clock is not None:
        parts = [int(part) for part in re.split("[:.]", clock.text)]
    else:
        number = node.part("NUMBER")
        parts = [_in_words(number.tokens) if number else 0]
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
        return _one(node, "TIME", None, "unresolved") if node.word("OCLOCK") else []
    day = context.published.isoformat() if context.published else ""
    return _one(node, "TIME", f"{day}{value}", "clock", _count_mod(node))


def time_of_day(node: Node, context: Context) -> Found:
    inner = next(
        child for child in node.children if isinstance(child, Node) and child.rule != "CLOCK_TIME"
    )
    when = RESOLVERS[inner.rule](inner, context)
    clock = node.part("CLOCK_TIME")
    value = _clock(clock, context) if clock else None
    if not when:
        return []
    if value is None:
        return when
    return _spanning(
        node, when[0], type="TIME", value=f"{when[0].value}{value}" if when[0].value else None
    )


def part_of_day(node: Node, context: Context) -> Found:
    part = node.word("PART")
    code = "T" + (_PARTS[part.key] if part else "NI")
    inner = next((child for child in node.children if isinstance(child, Node)), None)
    mod = _part_mod(node)
    if inner is not None:
        when = RESOLVERS[inner.rule](inner, context)
        if not when:
            return []
        value = when[0].value
        return _spanning(
            node, when[0], type="TIME", value=f"{value}{code}" if value else None, mod=mod
        )
    relative = node.word("THIS", "LAST", "THAT", "PREVIOUS", "FOLLOWING", "NEXT", "SAME")
    tag = relative.tag if relative else "THIS"
    if tag in {"THIS", "LAST"}:
        day, anchor = _shifted(context, -1 if tag == "LAST" else 0, "D"), "offset"
    else:
        step = {"PREVIOUS": -1, "FOLLOWING": 1, "NEXT": 1}.get(tag, 0)
        day, anchor = dates.shift(context.last, step, "D") if context.last else None, "text"
    return _one(node, "TIME", f"{day}{code}" if day else None, anchor, mod)


# Parts of periods, vague times


def part_of_period(node: Node, context: Context) -> Found:
    inner = next(child for child in node.children if isinstance(child, Node))
    when = RESOLVERS[inner.rule](inner, context)
    if len(when) != 1:
        return when
    mod = _part_mod(node) or when[0].mod
    return _spanning(node, when[0], mod=mod)


def vague_phrase(node: Node, context: Context) -> Found:
    if node.tokens[-1].text[:1].isupper():
        return []  # "Back to the Future"
    value = "FUTURE_REF" if node.word("FUTURE", "TERM") else "PAST_REF"
    return _one(node, "DATE", "PRESENT_REF" if node.word("THESE") else value, "vague")


def vague_word(node: Node, context: Context) -> Found:
    token = node.tokens[0]
    if token.tag != "VAGUE" and token.text[:1].isupper():
        return []
    value = {"CURRENT": "PRESENT_REF", "RECENT": "PAST_REF"}.get(token.tag)
    return _one(node, "DATE", value or _LEXICON["vague"][token.key], "vague")


def _nothing(node: Node, context: Context) -> Found:
    return []


Resolver = Callable[[Node, Context], Found]

RESOLVERS: dict[str, Resolver] = {
    "VAGUE_PHRASE": vague_phrase,
    "YEAR_IN_WORDS": bare_year,
    "NUMBER": _nothing,
    "NO_AGE": _nothing,
    "NO_RANK": _nothing,
    "DATE": date_,
    "DAY_RANGE": day_range,
    "DAY_MONTH_YEAR": day_month_year,
    "MONTH_DAY_YEAR": month_day_year,
    "MONTH_DAY": month_day,
    "DAY_MONTH": day_month,
    "NTH_WEEKDAY": nth_weekday,
    "RANGE_IN_YEAR": range_in_year,
    "MONTH_OF_YEAR": month_of_year,
    "MONTH_YEAR": month_year,
    "RELATIVE_MONTH": relative_month,
    "BARE_MONTH": bare_month,
    "QUARTER_OF_YEAR": quarter_of_year,
    "HALF_OF_YEAR": half_of_year,
    "SEASON_OF_YEAR": season_of_year,
    "NAMED_HOLIDAY": named_holiday,
    "YEAR_RANGE": year_range,
    "FISCAL_YEAR": fiscal_year,
    "BARE_YEAR": bare_year,
    "NAMED_DECADE": named_decade,
    "NAMED_CENTURY": named_century,
    "WEEKDAY_OF_WEEK": weekday_of_week,
    "RELATIVE_WEEKDAY": relative_weekday,
    "EVERY": every,
    "WEEKDAY": weekday,
    "WEEKDAY_DATE": weekday_date,
    "OFFSET": offset,
    "AGO": ago,
    "LATER": later,
    "FROM_NOW": from_now,
    "LAST_SEVERAL": last_several,
    "WEEKEND": weekend,
    "END_OF_PERIOD": end_of_period,
    "RELATIVE_UNIT": relative_unit,
    "FREQUENT": frequent,
    "DURATION": duration,
    "BARE_UNITS": bare_units,
    "CLOCK_TIME": clock_time,
    "TIME_OF_DAY": time_of_day,
    "PART_OF_DAY": part_of_day,
    "PART_OF_PERIOD": part_of_period,
    "QUARTER_IN_TEXT": quarter_in_text,
    "THEN": then,
    "PERIOD_IN_TEXT": period_in_text,
    "VAGUE_WORD": vague_word,
}
"""Who says what a rule's chunk means; its keys are the grammar's rules."""
