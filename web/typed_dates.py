"""Dates as students type them: in digits or words, in English or German, with or without a year.

Written here and not left to a library, because those guess what isn't written: we need to know
what was left out, and whether "3/4/2016" can be read in two ways.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january januar jan jänner",
            "february februar feb feber",
            "march märz mar mrz",
            "april apr",
            "may mai",
            "june juni jun",
            "july juli jul",
            "august aug",
            "september sep sept",
            "october oktober oct okt",
            "november nov",
            "december dezember dec dez",
        ),
        1,
    )
    for name in names.replace("ä", "a").split()
}
WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday montag mon mo",
            "tuesday dienstag tue tues di",
            "wednesday mittwoch wed mi",
            "thursday donnerstag thu thur thurs do",
            "friday freitag fri fr",
            "saturday samstag sonnabend sat sa",
            "sunday sonntag sun so",
        ),
        1,
    )
    for name in names.split()
}
FILLERS = frozenset("the of on in am im den der das a st nd rd th".split())
CENTURY_TURNS = 70
"""A year of two digits below this is of the 2000s: what is asked about was in the news."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What somebody wrote of a date."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 1 is Monday; also where day, month and year say so


def read_dates(text: str) -> list[PartialDate]:
    """Every way in which the text is a date; none if it is no date, or says more than a date.

    Two ways there are only of dates in digits: "3/4/2016" is 3 April and March 4.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).strip(" .,;!?")
    found = [_checked(each) for each in (*_in_digits(plain), *_in_words(plain))]
    return list(dict.fromkeys(each for each in found if each is not None))


def _checked(found: PartialDate) -> PartialDate | None:
    """The date with its weekday; None if there is no such day, or it is no such weekday."""
    if found.month is not None and not 1 <= found.month <= 12:
        return None
    if found.day is None:
        return found
    if found.month is None:
        return None
    try:  # without a year, 29 February is a day
        whole = date(found.year or 2016, found.month, found.day)
    except ValueError:
        return None
    if found.year is None:
        return found
    if found.weekday not in (None, whole.isoweekday()):
        return None
    return PartialDate(found.year, found.month, found.day, whole.isoweekday())


def _in_digits(text: str) -> Iterator[PartialDate]:
    # EXAMPLE 2016-02-27, 2016/2/27
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        yield PartialDate(*map(int, match.groups()))
    # EXAMPLE 2016-02
    elif match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})", text):
        yield PartialDate(int(match[1]), int(match[2]))
    # EXAMPLE 02/2016, 2.2016
    elif match := re.fullmatch(r"(\d{1,2})[-/.] ?(\d{4})", text):
        yield PartialDate(int(match[2]), int(match[1]))
    # EXAMPLE 27.2.2016, 27.02.16, 2/27/2016, 27.2., 27/2
    elif match := re.fullmatch(r"(\d{1,2})([-/.]) ?(\d{1,2})(?:\2 ?(\d{4}|\d\d))?", text):
        first, second = int(match[1]), int(match[3])
        year = _year(match[4]) if match[4] else None
        yield PartialDate(year, second, first)
        if match[2] != ".":  # nobody puts the month first and full stops in between
            yield PartialDate(year, first, second)


def _in_words(text: str) -> Iterator[PartialDate]:
    # EXAMPLE 27 February 2016; February 27th, 2016; Saturday 27 Feb; the 27th of February; 2016
    year = month = day = weekday = None
    text = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th|\.)(?=\W|$)", r"\1 ", text)
    for word in re.findall(r"['’]?\w+", text):
        digits = word.lstrip("'’")
        if digits.isdecimal() and digits.isascii():
            if len(digits) == 4 and year is None:
                year = int(digits)
            elif len(digits) <= 2 and day is None and digits == word:
                day = int(digits)
            elif len(digits) == 2 and year is None:
                year = _year(digits)
            else:
                return
        elif (number := _named(word, MONTHS)) is not None and month is None:
            month = number
        elif (number := _named(word, WEEKDAYS)) is not None and weekday is None:
            weekday = number
        elif word not in FILLERS:
            return
    if any(part is not None for part in (year, month, weekday)):
        yield PartialDate(year, month, day, weekday)


def _named(word: str, names: dict[str, int]) -> int | None:
    """The number of the month or weekday of that name, small slips forgiven in long names."""
    if word in names:
        return names[word]
    if len(word) < 5:
        return None
    from nltk.metrics.distance import edit_distance

    near = {
        number
        for name, number in names.items()
        if len(name) >= 5
        and abs(len(name) - len(word)) <= 1
        and edit_distance(word, name, transpositions=True) == 1
    }
    # "Febuary" is one month's; what is near to two is neither's.
    return near.pop() if len(near) == 1 else None


def _year(digits: str) -> int:
    """2016 of "16"."""
    number = int(digits)
    if len(digits) == 4:
        return number
    return number + (2000 if number < CENTURY_TURNS else 1900)
