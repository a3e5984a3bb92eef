"""Dates as readers write and type them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.dates import (
    date_order,
    distance,
    granularity,
    interval,
    neighbours,
    typed_forms,
    write_date,
)

DAYS = st.dates(date(1000, 1, 1), date(9000, 12, 31)).map(str)
MONTHS = st.dates(date(1000, 1, 1), date(9000, 12, 31)).map(lambda d: f"{d:%Y-%m}")
YEARS = st.integers(1000, 9000).map(str)
MONTH_DAYS = st.dates(date(2016, 1, 1), date(2016, 12, 31)).map(lambda d: f"XXXX-{d:%m-%d}")
MONTH_NAMES = st.integers(1, 12).map(lambda m: f"XXXX-{m:02d}")
WEEKDAYS = st.integers(1, 7).map(lambda d: f"XXXX-WXX-{d}")
VALUES = st.one_of(DAYS, MONTHS, YEARS, MONTH_DAYS, MONTH_NAMES, WEEKDAYS)
ORDERS = st.sampled_from(["day-first", "month-first"])


@pytest.mark.parametrize(
    ("value", "day_first", "month_first"),
    [
        ("2016-02-27", "27 February 2016", "February 27, 2016"),
        ("2016-02", "February 2016", "February 2016"),
        ("1984", "1984", "1984"),
        ("XXXX-07-04", "4 July", "July 4"),
        ("XXXX-12", "December", "December"),
        ("XXXX-WXX-1", "Monday", "Monday"),
        ("XXXX-WXX-7", "Sunday", "Sunday"),
    ],
)
def test_written_as_newspapers_do(value: str, day_first: str, month_first: str) -> None:
    """British and American newspapers put day and month in different order."""
    assert write_date(value, "day-first") == day_first
    assert write_date(value, "month-first") == month_first


def test_written_with_its_weekday() -> None:
    """Where the article says "Monday", the option has weekday and date."""
    assert write_date("2016-03-14", "day-first", weekday=True) == "Monday 14 March 2016"
    assert write_date("2016-03-14", "month-first", weekday=True) == "Monday, March 14, 2016"


@pytest.mark.parametrize(
    "value",
    [
        *("P18M", "2016-Q1", "2016-W10", "PAST_REF", "", "20l6", "2016-13", "2016-02-30"),
        *("2016-00-10", "XXXX-02-30", "XXXX-13", "XXXX-WXX-8", "XXXX-WXX-0", "2016-2-7"),
    ],
)
def test_what_is_no_date(value: str) -> None:
    """Durations, quarters and days that don't exist aren't written, and have no neighbours."""
    assert granularity(value) is None
    assert interval(value) is None
    assert typed_forms(value) == ()
    assert list(neighbours(value)) == []
    with pytest.raises(ValueError, match="no date that can be written"):
        write_date(value, "day-first")


def test_leap_day() -> None:
    """29 February is a day where the year isn't known, and only in leap years where it is."""
    assert write_date("XXXX-02-29", "day-first") == "29 February"
    assert granularity("2016-02-29") == "day"
    assert granularity("2015-02-29") is None


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2016-02-27", "2016-02-27", "2016-02-27"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-12", "2015-12-01", "2015-12-31"),
        ("1984", "1984-01-01", "1984-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_days_that_a_value_covers(value: str, first: str, last: str) -> None:
    """A month covers its days and a year its months, both ends included."""
    days = interval(value)
    assert days is not None
    assert (str(days.first), str(days.last)) == (first, last)


@given(st.one_of(MONTH_DAYS, MONTH_NAMES, WEEKDAYS))
def test_without_a_year_nothing_is_covered(value: str) -> None:
    """A date without a year can be put in no order with others."""
    assert interval(value) is None


@given(VALUES, ORDERS)
def test_writing_tells_values_apart(value: str, order: str) -> None:
    """No neighbour of a date is written as the date is, and none as another neighbour."""
    texts = [write_date(v, order) for v in (value, *neighbours(value))]  # type: ignore[arg-type]
    assert len(set(texts)) == len(texts)


@given(VALUES)
def test_neighbours_are_of_the_same_granularity(value: str) -> None:
    """A day has days beside it, a month months; at least five, none of them itself."""
    found = list(neighbours(value))
    assert len(found) >= 5
    assert value not in found
    assert {granularity(v) for v in found} == {granularity(value)}


@given(DAYS)
def test_neighbours_are_near(value: str) -> None:
    """The nearest come first, and none is further than two weeks."""
    steps = [abs(date.fromisoformat(v) - date.fromisoformat(value)) for v in neighbours(value)]
    assert steps[:4] == [timedelta(1), timedelta(1), timedelta(2), timedelta(2)]
    assert max(steps) <= timedelta(14)


@pytest.mark.parametrize("value", ["9999-12-31", "0001-01-01", "9999-12", "0001-01", "9999"])
def test_ends_of_the_calendar(value: str) -> None:
    """At the calendar's ends neighbours beyond it are left out, and the rest is given."""
    found = list(neighbours(value))
    assert found and all(granularity(v) == granularity(value) for v in found)


@given(VALUES)
def test_typed_forms_are_written_forms(value: str) -> None:
    """Whoever types a date as either newspaper would is right, with the month in full or short."""
    forms = typed_forms(value)
    assert len(set(forms)) == len(forms)
    for order in ("day-first", "month-first"):
        assert write_date(value, order) in forms  # type: ignore[arg-type]
    if granularity(value) == "day":
        assert value in forms


def test_typed_forms_of_a_day() -> None:
    """A day may be typed with or without year and weekday, in both orders."""
    assert {
        *("27 February 2016", "February 27, 2016", "27 February", "February 27", "2016-02-27"),
        *("Saturday 27 February 2016", "27 Feb 2016", "Feb 27, 2016", "27 Feb"),
    } <= set(typed_forms("2016-02-27"))


@given(DAYS, DAYS)
def test_no_form_fits_two_days_of_one_year(one: str, other: str) -> None:
    """What is right for one day isn't right for another day of that year."""
    other = f"{one[:4]}{other[4:]}"
    if one != other and granularity(other) == "day":
        assert not set(typed_forms(one)) & set(typed_forms(other))


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("It closed on 3 March and opened on 9 May.", "day-first"),
        ("It closed on March 3 and opened on May 9.", "month-first"),
        ("It closed on Sept. 3.", "month-first"),
        ("Mr Hale organised the defence of the harbour.", "day-first"),
        ("Mr. Hale organized the defense of the harbor.", "month-first"),
        ("Sen. Hale said the U.S. labor market had cooled.", "month-first"),
        ("It closed in March 2016.", "day-first"),
        ("", "day-first"),
    ],
)
def test_an_article_shows_how_it_writes_dates(text: str, order: str) -> None:
    """Options are written as the article writes its own dates, or as its spelling goes with."""
    assert date_order(text) == order


@given(st.text(max_size=200))
def test_any_value_and_text(text: str) -> None:
    """Nothing that a text may hold breaks these functions."""
    assert date_order(text) in ("day-first", "month-first")
    fine = granularity(text)
    assert (fine is None) == (not list(islice(neighbours(text), 1)))
    assert (fine is None) == (not typed_forms(text))


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("2016-03-01", "2016-02-27", 3),
        ("2015-11", "2016-02", 3),
        ("1984", "2016", 32),
        ("2016", "2016-02", None),
        ("XXXX-WXX-1", "XXXX-WXX-3", None),
    ],
)
def test_distance(one: str, two: str, apart: int | None) -> None:
    """How far apart two dates are, in what both are told by."""
    assert distance(one, two) == distance(two, one) == apart
