"""Calendar arithmetic on dates and on the ISO values of time expressions."""

from __future__ import annotations

import re
from calendar import monthrange
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


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    Source:
        The anonymous algorithm published in Nature, 20 April 1876, as given by Meeus,
        Astronomical Algorithms (1991), chapter 8.
    """
    a = year % 19
    b, c = divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, number + 1)


_WEEKDAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}


def holiday(rule: str, year: int) -> date | None:
    """The day on which a holiday falls.

    Args:
        rule: ``12-25``, ``easter-2`` (days from Easter Sunday), ``4 thu 11`` (the fourth Thursday
            of November), ``last mon 05``, or ``election`` (United States).
        year: 1583 to 9999: Easter is reckoned by the Gregorian calendar.
    """
    if not 1583 <= year <= 9999:
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule[len("easter") :]))
    if rule == "election":  # the Tuesday after the first Monday of November
        return weekday_on_or_after(date(year, 11, 1), 1) + timedelta(1)
    if rule.count("-") == 1:
        month, number = rule.split("-")
        return day(year, int(month), int(number))
    which, name, month = rule.split()
    weekday = _WEEKDAYS[name]
    if which == "last":
        last = date(year, int(month), monthrange(year, int(month))[1])
        return weekday_on_or_before(last, weekday)
    return nth_weekday(year, int(month), int(which), weekday)
