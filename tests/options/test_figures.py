"""Figures: which are worth asking about, and others that could stand for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.options import figures_like, find_figures

FOUND = [
    ("Some 300 boats came", ["300"]),
    ("The repair costs $1.5 million in all", ["$1.5 million"]),
    ("37 percent of anglers and 12% of rowers came", ["37 percent", "12%"]),
    ("1,500 boats lay in the harbour", ["1,500"]),
    ("more than 400 people saw it", ["400"]),
]
NOT_FOUND = [
    "it began in 1998",
    "the ferry leaves at 9 p.m.",
    "it opens on June 12",
    "between 40 and 50 boats",
    "40 to 50 feet high",
    "a 50-foot mast",
    "the final ended 12-10",
    "the Quay 400 race",
    "Ada Brook, 42, is an engineer",
    "a hundred and 100 percent sure",
    "the top 1 percent",
    "all 3 boats",
    "within 18 months",
    "Highway 61 was closed",
    "“Boeing 747 jets are loud”",
    "she had called 911 on Friday",
    "a 911 call came from the pier",
    "pilots under the age of 30",
]


@pytest.mark.parametrize(("text", "figures"), FOUND)
def test_figures_are_found(text: str, figures: list[str]) -> None:
    """Sums, shares and counts, as they are written."""
    assert [figure.text for figure in find_figures(text)] == figures


@pytest.mark.parametrize("text", NOT_FOUND)
def test_no_dates_ranges_names_or_sayings(text: str) -> None:
    """What only looks like a figure, or is too small to ask about, is none."""
    assert find_figures(text) == []


def test_the_articles_own_come_first() -> None:
    """Shares with shares, sums with sums; and none that may be the key's, rounded."""
    (key,) = find_figures("42% stayed")
    own = find_figures("30% left, $40 was paid, 41% slept and 55% sang")
    assert figures_like(key, own, [])[:2] == ["30%", "55%"]


def test_what_goes_up_is_no_less_than_before() -> None:
    """And what goes down is no more; nor are there fewer in all than of which there are some."""
    for wording, low, high in (
        ("400 boats came, up from about 300", 300, 9999),
        ("the fleet grew from 300 boats to 400", 300, 9999),
        ("400 boats came, down from 500 in spring", 0, 500),
        ("of the 400 boats 300 were blue", 300, 9999),
        ("300 of the boats were blue, 400 white and 500 red", 300, 500),
    ):
        key = next(figure for figure in find_figures(wording) if figure.value == 400)
        values = [int(text) for text in figures_like(key, [], [], wording)]
        assert values and all(low <= value <= high for value in values), wording
        assert min(values) < 300 or low, wording


def test_nothing_is_as_far_as_another_that_it_falls_to() -> None:
    """What falls to 20 percent was none less before; two shares of a whole may be either way."""
    fallen = "the share fell from 37 percent in May to around 20 percent"
    key = find_figures(fallen)[0]
    values = [int(text.split()[0]) for text in figures_like(key, [], [], fallen)]
    assert values and min(values) > 20
    two = "37 percent of the boats were blue and 20 percent white"
    assert min(int(t.split()[0]) for t in figures_like(find_figures(two)[0], [], [], two)) < 20


def test_no_high_share_is_less_than_a_half() -> None:
    """Nor a low one more; words of the other side belong to something else."""
    for wording, low, high in (
        ("the high rate of failures reached 70 percent", 50, 100),
        ("only 30 percent of the boats came", 0, 50),
        ("70 percent of the boats came, but only once", 0, 100),
        ("30 percent of the boats came", 0, 100),
    ):
        (key,) = find_figures(wording)
        values = [float(text.split()[0]) for text in figures_like(key, [], [], wording)]
        assert values and all(low <= value <= high for value in values), wording
        beyond = any(value > 50 for value in values) and any(value < 50 for value in values)
        assert beyond == (high - low == 100), wording


def test_of_a_bound_only_those_beyond_are_wrong() -> None:
    """What is more than 400 is more than 300, too."""
    (more,) = find_figures("more than 400 people")
    (less,) = find_figures("up to 400 people")
    assert all(int(text) > 400 for text in figures_like(more, [], []))
    assert all(int(text) < 400 for text in figures_like(less, [], []))


def test_they_are_as_precise_as_the_key() -> None:
    """1,875 beside 1,500 would tell which is which."""
    (key,) = find_figures("1,500 boats")
    assert all(text.endswith("00") for text in figures_like(key, [], []))


@given(
    st.integers(10, 10_000_000).filter(lambda n: not 1000 <= n <= 2100),
    st.sampled_from(["{} boats", "{}% of boats", "${} million", "more than {:,} boats"]),
)
def test_never_the_key_and_never_twice(number: int, form: str) -> None:
    """Whatever the figure: the others differ from it and from one another."""
    for key in find_figures(form.format(number)):
        wrong = figures_like(key, [], [])
        assert key.text not in wrong
        assert len(set(wrong)) == len(wrong)
