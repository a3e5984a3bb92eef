"""Dates as readers write them: formats, granularities, neighbours.

Values are TIMEX3's: ``2016-02-27``, ``2016-02``, ``2016``, and without a year what the text itself
states: ``XXXX-02-27``, ``XXXX-02``, ``XXXX-WXX-1`` (a Monday).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Granularity = Literal["day", "month", "year", "month-day", "month-name", "weekday"]
Order = Literal["day-first", "month-first"]

_MONTH = "|".join(MONTHS)
_DAY_FIRST = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\b")
_MONTH_FIRST = re.compile(rf"\b(?:{_MONTH}|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.? \d{{1,2}}\b(?!\d)")
_BRITISH = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr) [A-Z]|\w(?:isation|ised|ising)\b|\b(?:centre|defence|labour|colour"
    r"|favour|honour|neighbour|programme|theatre|licence|towards|whilst)s?\b"
)
_AMERICAN = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\. [A-Z]|\bU\.S\.|\w(?:ization|izing)\b"
    r"|\b(?:center|defense|labor|color|favor|honor|neighbor|theater|toward|percent)s?\b"
)

_PATTERNS: dict[Granularity, re.Pattern[str]] = {
    "day": re.compile(r"(\d{4})-(\d\d)-(\d\d)"),
    "month": re.compile(r"(\d{4})-(\d\d)"),
    "year": re.compile(r"(\d{4})"),
    "month-day": re.compile(r"XXXX-(\d\d)-(\d\d)"),
    "month-name": re.compile(r"XXXX-(\d\d)"),
    "weekday": re.compile(r"XXXX-WXX-([1-7])"),
}


def date_order(text: str) -> Order:
    """How an article writes its dates: as it does itself, else as its spelling goes with."""
    day, month = len(_DAY_FIRST.findall(text)), len(_MONTH_FIRST.findall(text))
    if day != month:
        return "day-first" if day > month else "month-first"
    british, american = len(_BRITISH.findall(text)), len(_AMERICAN.findall(text))
    return "day-first" if british >= american else "month-first"


def granularity(value: str) -> Granularity | None:
    """How fine a value is; None for what can't be written as a date ("P18M", "2016-Q1")."""
    for name, pattern in _PATTERNS.items():
        if pattern.fullmatch(value):
            return name if _numbers(value) is not None else None
    return None


def _numbers(value: str) -> list[int] | None:
    """A value's numbers, if they make a real date."""
    numbers = [int(n) for n in re.findall(r"\d+", value)]
    try:
        if value.startswith("XXXX-W"):
            return numbers
        if value.startswith("XXXX-"):
            date(2016, *[*numbers, 1][:2])  # a leap year: 29 February is a day
        else:
            date(*[*numbers, 1, 1][:3])
    except ValueError:
        return None
    return numbers


@dataclass(frozen=True, slots=True)
class Interval:
    """The days a value covers, both included."""

    first: date
    last: date


def interval(value: str) -> Interval | None:
    """The days that a value with a year covers; None for any other."""
    fine = granularity(value)
    numbers = _numbers(value) if fine else None
    if numbers is None:
        return None
    if fine == "day":
        day = date(*numbers)
        return Interval(day, day)
    if fine == "month":
        year, month = numbers
        return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    if fine == "year":
        return Interval(date(numbers[0], 1, 1), date(numbers[0], 12, 31))
    return None


def write_date(value: str, order: Order, *, weekday: bool = False) -> str:
    """A value as a newspaper would print it: "27 February 2016", "Monday, March 14, 2016".

    Raises:
        ValueError: The value can't be written as a date.
    """
    fine = granularity(value)
    numbers = _numbers(value) if fine else None
    if fine is None or numbers is None:
        raise ValueError(f"{value!r} is no date that can be written")
    if fine == "weekday":
        return WEEKDAYS[numbers[0] - 1]
    if fine == "year":
        return str(numbers[0])
    if fine == "month-name":
        return MONTHS[numbers[0] - 1]
    if fine == "month":
        return f"{MONTHS[numbers[1] - 1]} {numbers[0]}"
    if fine == "month-day":
        month, day = MONTHS[numbers[0] - 1], numbers[1]
        return f"{day} {month}" if order == "day-first" else f"{month} {day}"
    year, month, day = numbers[0], MONTHS[numbers[1] - 1], numbers[2]
    name = WEEKDAYS[date(*numbers).weekday()]
    if order == "day-first":
        return f"{name} {day} {month} {year}" if weekday else f"{day} {month} {year}"
    return f"{name}, {month} {day}, {year}" if weekday else f"{month} {day}, {year}"


def typed_forms(value: str, *, year_given: bool = False) -> tuple[str, ...]:
    """The usual ways of typing a value, all of them right.

    Args:
        value: The date.
        year_given: Whether the article states the year, which an answer must then have too.
    """
    fine = granularity(value)
    numbers = _numbers(value) if fine else None
    if fine is None or numbers is None:
        return ()
    forms: list[str] = []
    orders: tuple[Order, Order] = ("day-first", "month-first")
    for order in orders:
        forms.append(write_date(value, order))
        if fine == "day":
            forms.append(write_date(value, order, weekday=True))
            if not year_given:
                forms.append(write_date(f"XXXX-{value[5:]}", order))
    if fine == "day":
        forms.append(value)
    if fine == "month" and not year_given:
        forms.append(write_date(f"XXXX-{value[5:]}", "day-first"))
    short = [re.sub(rf"\b({_MONTH})\b", lambda m: m[1][:3], form) for form in forms]
    return tuple(dict.fromkeys([*forms, *short]))


def names_weekday(words: str) -> bool:
    """Whether a time expression names a weekday: "Saturday, February 27", "on Tues."."""
    return bool(re.search(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b", words, re.IGNORECASE))


def neighbours(value: str) -> Iterator[str]:
    """Values of the same granularity near this one, the nearest first, later before earlier."""
    fine = granularity(value)
    numbers = _numbers(value) if fine else None
    if fine is None or numbers is None:
        return
    if fine == "day":
        day = date(*numbers)
        for step in (1, -1, 2, -2, 3, -3, 7, -7, 5, -5, 10, -10, 14, -14):
            if 1 <= day.toordinal() + step <= date.max.toordinal():
                yield str(day + timedelta(days=step))
    elif fine == "month":
        count = numbers[0] * 12 + numbers[1] - 1
        for step in (1, -1, 2, -2, 3, -3, 4, -4, 6, -6):
            year, month = divmod(count + step, 12)
            if MINYEAR <= year <= MAXYEAR:
                yield f"{year:04d}-{month + 1:02d}"
    elif fine == "year":
        for step in (1, -1, 2, -2, 3, -3, 4, -4, 5, -5):
            if MINYEAR <= numbers[0] + step <= MAXYEAR:
                yield f"{numbers[0] + step:04d}"
    elif fine == "month-day":
        day = date(2016, *numbers)
        for step in (1, -1, 2, -2, 3, -3, 7, -7, 5, -5):
            yield f"XXXX-{(day + timedelta(days=step)):%m-%d}"
    elif fine == "month-name":
        for step in (1, -1, 2, -2, 3, -3):
            yield f"XXXX-{(numbers[0] - 1 + step) % 12 + 1:02d}"
    else:
        for step in (1, -1, 2, -2, 3, -3):
            yield f"XXXX-WXX-{(numbers[0] - 1 + step) % 7 + 1}"


def distance(one: str, two: str) -> int | None:
    """How far apart two values of one granularity are: in days, months or years.

    None for values of different granularity, and for those without a year, which come round again.
    """
    fine, first, second = granularity(one), interval(one), interval(two)
    if first is None or second is None or fine != granularity(two):
        return None
    days = abs((first.first - second.first).days)
    if fine == "day":
        return days
    years = abs(first.first.year - second.first.year)
    if fine == "year":
        return years
    months = 12 * (first.first.year - second.first.year) + first.first.month - second.first.month
    return abs(months)
