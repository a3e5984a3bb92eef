"""The days on which named holidays fall.

Those with a date of their own stand in the lexicon, the church's are counted from Easter, and what
a state or a faith has fixed, often anew in the course of time, is looked up in the ``holidays``
package: Memorial Day was on 30 May until 1970.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from quizgen.facts.timex import dates

if TYPE_CHECKING:
    from holidays import HolidayBase

WEEKDAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
COUNTRIES: dict[str, tuple[str | None, tuple[str, ...]]] = {
    "US": (None, ("public", "unofficial")),
    "GB": ("ENG", ("public",)),
    "IL": (None, ("public", "school")),
    "IN": (None, ("public", "optional")),
    "CN": (None, ("public",)),
}
"""Country, and the part of it and the kinds of its holidays that are looked at."""


def rule_for(rule: str, british: bool | None) -> str:
    """The rule that holds where an article was written; "" where that can't be told.

    Args:
        rule: "British | American", or one for both.
        british: Whether the article follows British usage; None: can't be told.
    """
    here, _, there = (part.strip() for part in rule.partition("|"))
    if "|" not in rule:
        return here
    return "" if british is None else here if british else there


def holiday(rule: str, year: int) -> date | None:
    """The day on which a holiday falls; its first, if it has several.

    Args:
        rule: ``12-25``, ``easter-2`` (days from Easter Sunday), ``2 sun 11`` (the second Sunday of
            November), or country and name: ``US Memorial Day``.
        year: 1583 to 4099, for which Easter is reckoned by the Gregorian calendar; none otherwise.
    """
    if not 1583 <= year <= 4099:
        return None
    if rule.startswith("easter"):
        from dateutil.easter import easter

        sunday: date = easter(year)
        return sunday + timedelta(int(rule[6:]))
    if re.fullmatch(r"\d\d-\d\d", rule):
        return dates.day(year, int(rule[:2]), int(rule[3:]))
    if rule[0].isdigit():
        number, name, month = rule.split()
        return dates.nth_weekday(year, int(month), int(number), WEEKDAYS[name])
    country, _, name = rule.partition(" ")
    found = _holidays(country, year).get_named(name, lookup="exact")
    return min(found) if found else None


@lru_cache(maxsize=64)
def _holidays(country: str, year: int) -> HolidayBase:
    """A country's holidays in a year, by their English names."""
    from holidays import country_holidays  # loads what is known of every country

    part, kinds = COUNTRIES[country]
    language = "en_GB" if country == "GB" else "en_US"
    return country_holidays(
        country, subdiv=part, years=year, expand=False, language=language, categories=kinds
    )
