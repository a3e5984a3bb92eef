"""Time expressions as users meet them: golden sentences, and what holds for any text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.facts.timex import find_timexes
from quizgen.facts.timex.named_days import COUNTRIES, holiday
from quizgen.lexicons import load
from quizgen.models import Span, Timex
from tests.facts.timex_words import WORDS

CASES = Path(__file__).parents[1] / "cases" / "timex.md"
CASE = re.compile(
    r"^(?P<title>[^\n.#][^\n]*)\n\.\n(?P<published>\S+)\n(?P<text>.*?)\n\.\n(?P<expected>.*?)\.$",
    re.MULTILINE | re.DOTALL,
)
READ = [match.groupdict() for match in CASE.finditer(CASES.read_text(encoding="utf-8"))]
MONDAY = date(2016, 3, 14)


def find(text: str, published: date | None = MONDAY) -> list[Timex]:
    return find_timexes(text, [Span(0, len(text))], published)


def values(text: str, published: date | None = MONDAY) -> list[str | None]:
    return [timex.value for timex in find(text, published)]


@pytest.mark.parametrize("case", READ, ids=[case["title"] for case in READ])
def test_golden_sentence(case: dict[str, str]) -> None:
    """Each golden sentence yields exactly the expressions written under it."""
    published = None if case["published"] == "-" else date.fromisoformat(case["published"])
    expected = [line.split(" | ") for line in case["expected"].splitlines()]
    found = [
        [
            timex.span.of(case["text"]),
            timex.type,
            timex.value or "?",
            timex.mod or "-",
            timex.anchor,
        ]
        for timex in find(case["text"], published)
    ]
    assert [
        given[: len(wanted)] for given, wanted in zip(found, expected, strict=False)
    ] == expected
    assert len(found) == len(expected)


def test_golden_sentences_are_read() -> None:
    """The file holds at least sixty sentences, twenty of them without any time expression."""
    assert len(READ) >= 60
    assert sum(not case["expected"] for case in READ) >= 20


@pytest.mark.parametrize(
    ("tense", "value"),
    [("past", "2016-03-11"), ("present", "2016-03-18"), ("future", "2016-03-18")],
)
def test_the_parse_tells_the_tense(tense: str, value: str) -> None:
    """Where a parse tells the tense of the clause, it decides which weekday is meant."""
    text = "The leaders speak on Friday."
    asked: list[str] = []

    def tense_of(span: Span) -> str:
        asked.append(span.of(text))
        return tense

    [timex] = find_timexes(text, [Span(0, len(text))], MONDAY, tense_of)  # type: ignore[arg-type]
    assert timex.value == value
    assert asked == ["Friday"]


def test_a_parse_that_cannot_tell_leaves_it_to_the_words() -> None:
    """Where the parse has no tense to offer, words like "will" decide."""
    text = "The leaders will speak on Friday."
    [timex] = find_timexes(text, [Span(0, len(text))], MONDAY, lambda span: None)
    assert timex.value == "2016-03-18"


def test_offsets_are_those_of_the_whole_text() -> None:
    """Only the given stretches are read, and what is found is placed in the whole text."""
    text = "Yesterday nothing. The vote was on Friday. Tomorrow nothing."
    start = text.index("The vote")
    [timex] = find_timexes(text, [Span(start, text.index(" Tomorrow"))], MONDAY)
    assert timex.span.of(text) == "Friday"


def test_an_expression_does_not_cross_paragraphs() -> None:
    """A heading that ends in a month isn't joined to a number that opens the next paragraph."""
    assert values("It will open in May\n\n2015 was a bad year.") == ["2016-05", "2015"]


def test_a_month_of_no_known_year_in_a_story_of_one() -> None:
    """Without a date of publication nobody knows the month's year, and none is doubted."""
    text = "In 2001 the mill closed. The harbour fell in March. In 2001 the ferry sank."
    found = find_timexes(text, [Span(0, len(text))], None)
    assert [timex.value for timex in found] == ["2001", "XXXX-03", "2001"]


def test_leap_day_is_found_years_away() -> None:
    """29 February is the nearest one that exists."""
    assert values("He proposed on 29 February.", date(2015, 1, 10)) == ["2012-02-29"]


@pytest.mark.parametrize(
    ("year", "month_day"),
    [(2000, (4, 23)), (2008, (3, 23)), (2016, (3, 27)), (2019, (4, 21)), (2038, (4, 25))],
)
def test_easter(year: int, month_day: tuple[int, int]) -> None:
    """Easter Sunday falls where the calendars of those years print it."""
    assert holiday("easter+0", year) == date(year, *month_day)


@pytest.mark.parametrize("rule", sorted(set(load("temporal")["holiday"].values()) - {""}))
def test_every_holiday_has_a_day(rule: str) -> None:
    """No rule of the lexicon names a holiday that isn't known, on either side of the ocean."""
    for each in filter(None, (part.strip() for part in rule.split("|"))):
        assert holiday(each, 2016) is not None
        assert each[0].isdigit() or each.startswith("easter") or each[:2] in COUNTRIES


@pytest.mark.parametrize("published", [date.min, date(1583, 1, 1), date(9000, 12, 31), date.max])
def test_ends_of_the_calendar(published: date) -> None:
    """At the calendar's ends nothing breaks: what cannot be told has no value."""
    text = "A century ago, last year, next month, on Friday or 5 May, at Easter, next Christmas."
    assert len(find(text, published)) == 7


PUBLISHED = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))
TEXT = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
)


@given(text=TEXT, published=PUBLISHED)
def test_any_text(text: str, published: date | None) -> None:
    """Whatever the text: spans lie in it in order, none overlap, and a second reading agrees."""
    found = find(text, published)
    place = 0
    for timex in found:
        assert place <= timex.span.start < timex.span.end <= len(text)
        assert timex.span.of(text).strip() == timex.span.of(text)
        place = timex.span.end
    assert find(text, published) == found


@given(text=TEXT)
def test_no_year_is_guessed(text: str) -> None:
    """Without a publication day, a value has only such a year as the text states."""
    for timex in find(text, None):
        year = re.match(r"(\d{4})", timex.value or "")
        if timex.type in {"DATE", "TIME"} and year and timex.anchor == "explicit":
            digits = re.sub(r"\D", "", text)
            assert year[1] in digits or year[1][2:] in digits or "teen" in text.lower()
        if timex.type == "DATE" and timex.anchor in {"offset", "ago", "weekday", "month-day"}:
            assert timex.value is None or timex.value.startswith("XXXX")


@given(
    published=st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    weekday=st.sampled_from(
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    ),
    clause=st.sampled_from(["They met on {}.", "They will meet on {}.", "On {} it rained."]),
)
def test_a_weekday_is_within_a_week(published: date, weekday: str, clause: str) -> None:
    """A bare weekday is that weekday, less than seven days from publication."""
    [timex] = find(clause.format(weekday), published)
    found = date.fromisoformat(timex.value or "")
    assert found.strftime("%A") == weekday
    assert abs(found - published) < timedelta(7)
    if found > published:
        assert "will" in clause


@given(
    published=st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    day=st.dates(date(2016, 1, 1), date(2016, 12, 31)),
)
def test_a_day_without_year_is_in_the_calendar(published: date, day: date) -> None:
    """A day and month keep their day and month, and lie within a year of publication."""
    text = f"It opened on {day.day} {day:%B}."
    [timex] = find(text, published)
    found = date.fromisoformat(timex.value or "")
    assert (found.month, found.day) == (day.month, day.day)
    assert abs((found - published).days) <= (366 if (day.month, day.day) != (2, 29) else 8 * 366)


@given(when=st.dates(date(1000, 1, 1), date(2099, 12, 31)))
def test_whole_dates_are_read_as_written(when: date) -> None:
    """A date written in full has that value, day first, month first or ISO, whatever the year."""
    for written in (f"{when.day} {when:%B} {when.year}", f"{when:%B} {when.day}, {when.year}"):
        assert values(f"It was signed on {written}.", None) == [when.isoformat()]
    assert values(f"It was signed on {when.isoformat()}.", None) == [when.isoformat()]
