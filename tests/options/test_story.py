"""Between which dates what is asked about can lie."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.dates import granularity, write_date
from quizgen.drafting import Material
from quizgen.models import Span
from quizgen.options import other_dates
from quizgen.options.story import Bounds
from tests.kinds.making import day, facts, material

TODAY = date(2017, 3, 27)
DAYS = st.dates(date(2017, 3, 1), TODAY).map(str)


def told(*values: str, anchor: str = "explicit") -> Material:
    """An article of 27 March that dates something on each of the days."""
    times = tuple(replace(day(v, 10 * n), anchor=anchor) for n, v in enumerate(values))
    return material(facts(timexes=times), 0, None, TODAY)


def wrong(made: Material, key: str, about: str = "", *, past: bool = True) -> list[str]:
    return other_dates(made, day(key), {key}, past, about)


class TestDays:
    """Where an article's days leave room for wrong ones."""

    def test_none_before_the_story_began(self) -> None:
        """An arrest on Thursday, for shots of Wednesday: it was on no Tuesday."""
        found = wrong(told("2017-03-23", "2017-03-22"), "2017-03-23", "Ada Brook was arrested")
        assert {"2017-03-22", "2017-03-24"} <= set(found)
        assert min(found) == "2017-03-22"

    def test_from_a_night_too(self) -> None:
        """The shots of "Wednesday night" are of Wednesday."""
        made = told("2017-03-23")
        night = replace(day("2017-03-22TNI", 50), type="TIME")
        made = replace(made, facts=replace(made.facts, timexes=(*made.facts.timexes, night)))
        assert min(wrong(made, "2017-03-23", "Ada Brook was arrested")) == "2017-03-22"

    @pytest.mark.parametrize("other", ["2017-03-01", "2017-03-24"])
    def test_no_bound_without_a_beginning(self, other: str) -> None:
        """A day of weeks before is another story's, and a later one begins nothing."""
        found = wrong(told("2017-03-20", other), "2017-03-20", "Ada Brook was arrested")
        assert {"2017-03-18", "2017-03-19"} <= set(found)

    def test_none_for_what_is_planned(self) -> None:
        """What leads up to a planned day is all told before it."""
        made = told("2017-04-05", "2017-04-01")
        assert min(wrong(made, "2017-04-05", "Ada Brook is to appear", past=False)) < "2017-04-01"

    @pytest.mark.parametrize(
        ("other", "last"), [("2017-03-18", "2017-03-17"), ("2017-03-14", "2017-03-14")]
    )
    def test_no_death_after_what_came_of_it(self, other: str, last: str) -> None:
        """Who was arrested on the 18th killed nobody on the 20th; the next day stays believable."""
        made = told("2017-03-13", other, "2017-03-24")
        assert max(wrong(made, "2017-03-13", "Ada Brook was killed in Leith")) <= last
        assert "2017-03-24" in wrong(made, "2017-03-13", "Ada Brook went to Leith")

    def test_nothing_read_in_two_ways(self) -> None:
        """A "3 March" of which nobody is sure that it is this year's is not offered as read."""
        made = told("2017-03-09", anchor="doubtful")
        assert "2017-03-09" not in wrong(made, "2017-03-22", "Ada Brook died")
        assert "2017-03-09" in wrong(told("2017-03-09"), "2017-03-22", "Ada Brook died")[:6]

    @given(DAYS, st.lists(DAYS, max_size=5), st.sampled_from(["Ada Brook died", "Leith voted"]))
    def test_any_days(self, key: str, own: list[str], about: str) -> None:
        """Never the key, none twice as read, all days, none before what is told to come before."""
        found = wrong(told(key, *own), key, about)
        texts = [write_date(value, "day-first") for value in (key, *found)]
        assert len(set(texts)) == len(texts)
        assert {granularity(value) for value in found} <= {"day"}
        near = [
            v
            for v in own
            if v < key and (date.fromisoformat(key) - date.fromisoformat(v)).days <= 14
        ]
        assert all(value >= min(near) for value in found if near)


class TestOffice:
    """Who acts in office acts from its first day."""

    TEXT = "Holt took office on 20 January. In March Holt signed an order, Brook another one."

    def office(self, about: str, key: str = "2017-03") -> list[str]:
        made = told()
        start = self.TEXT.index("20 January")
        found = facts(timexes=(replace(day("2017-01-20"), span=day(None, start).span),))
        made = replace(made, facts=found, article=replace(made.article, text=self.TEXT))
        return wrong(made, key, about)

    def test_not_before_it(self) -> None:
        """Nobody signs orders as president before being it."""
        assert min(self.office("Anna Holt signed an order")) == "2017-01"

    def test_only_the_date_beside_it(self) -> None:
        """Friday's talks, the first since an inauguration: Friday began nothing."""
        text = "Friday’s talks were the first since Holt’s 20 January inauguration, says Brook."
        start = text.index("20 January")
        times = (
            replace(day("2017-03-24"), span=Span(0, 6)),
            replace(day("2017-01-20"), span=Span(start, start + 10)),
        )
        made = told()
        article = replace(made.article, text=text)
        made = replace(made, facts=facts(timexes=times), article=article)
        assert min(wrong(made, "2017-03", "Anna Holt signed an order")) == "2017-01"

    def test_others_at_any_time(self) -> None:
        """It says nothing of others, nor of what was before, nor of taking office itself."""
        assert min(self.office("Tom Brook signed an order")) < "2017-01"
        assert min(self.office("Anna Holt won the election", "2016-11")) < "2016-11"
        assert min(self.office("Anna Holt took office", "2017-01")) < "2017-01"


def test_bounds() -> None:
    """A month that lies partly between them holds; so does a day of no year."""
    bounds = Bounds(date(2017, 1, 20), date(2017, 3, 1))
    assert bounds.hold("2017-01") and bounds.hold("2017-03") and bounds.hold("XXXX-12-01")
    assert not bounds.hold("2016-12") and not bounds.hold("2017-03-02")
    assert Bounds().hold("1066")
