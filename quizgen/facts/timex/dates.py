"""Calendar arithmetic on dates and on the ISO values of time expressions."""

from __future__ import annotations

import re
from datetime import date, timedelta

_QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has none: 30 February."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def week_value(when: date) -> str:
    """``2016-W11`` for any day of that ISO week."""
    year, week, _ = when.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month that lie so many months on."""
    total = year * 12 + (month - 1) + count
    return total // 12, total % 12 + 1


def shift(value: str, count: int, unit: str) -> str | None:
    """An ISO value so many units on, as fine as the unit allows.

    Args:
        value: ``2016``, ``2016-03``, ``2016-03-14``, ``2016-Q1`` or ``2016-W11``.
        count: How many units; negative for earlier.
        unit: ISO designator: D, W, F (fortnight), M, Q, Y, E (decade), C (century).

    Returns:
        A value no finer than the unit, or None where ``value`` is too coarse for it or the result
        lies outside the calendar: a month on from 2016 can't be told.
    """
    try:
        return _shift(value, count, unit)
    except (ValueError, OverflowError):  # before year 1 or after 9999
        return None


def _shift(value: str, count: int, unit: str) -> str | None:
    if len(value) < 4:
        return None  # a century or a decade: "a year later" is nowhere in it
    if unit in "YEC":
        years = count * {"Y": 1, "E": 10, "C": 100}[unit]
        quarter = _QUARTER.match(value)
        if quarter and unit == "Y":
            return f"{int(quarter[1]) + years:04d}-Q{quarter[2]}"
        year = int(value[:4]) + years
        return f"{year:04d}" if 1 <= year <= 9999 else None
    if unit == "Q":
        quarter = _QUARTER.match(value)
        if quarter:
            year, number = int(quarter[1]), int(quarter[2])
        else:
            month = _MONTH.match(value) or _DAY.match(value)
            if not month:
                return None
            year, number = int(month[1]), (int(month[2]) + 2) // 3
        total = year * 4 + number - 1 + count
        return f"{total // 4:04d}-Q{total % 4 + 1}"
    if unit == "M":
        found = _MONTH.match(value) or _DAY.match(value)
        if not found:
            return None
        year, month_number = add_months(int(found[1]), int(found[2]), count)
        return month_value(year, month_number) if 1 <= year <= 9999 else None
    found = _DAY.match(value)
    if unit in "WF":
        days = count * (7 if unit == "W" else 14)
        week = _WEEK.match(value)
        if week:
            return week_value(date.fromisocalendar(int(week[1]), int(week[2]), 1) + timedelta(days))
        if found:
            return week_value(date.fromisoformat(found[0]) + timedelta(days))
        return None
    if unit == "D" and found:
        return (date.fromisoformat(found[0]) + timedelta(count)).isoformat()
    return None


def weekday_on_or_before(when: date, weekday: int) -> date:
    """The last such day, ``when`` itself included. ``weekday`` is ISO's: 1 for Monday."""
    return when - timedelta((when.isoweekday() - weekday) % 7)


def weekday_on_or_after(when: date, weekday: int) -> date:
    return when + timedelta((weekday - when.isoweekday()) % 7)


def nth_weekday(year: int, month: int, number: int, weekday: int) -> date | None:
    """The first, second … such day of a month; None where the month has no fifth."""
    found = weekday_on_or_after(date(year, month, 1), weekday) + timedelta(7 * (number - 1))
    return found if found.month == month else None
