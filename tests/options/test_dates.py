"""Other dates, and events of other dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.dates import granularity, interval, write_date
from quizgen.options import other_dates, other_events
from tests.kinds.making import day, facts, material, occurrence

VALUES = st.one_of(
    st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(str),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(lambda d: f"{d:%Y-%m}"),
    st.integers(1990, 2030).map(str),
    st.sampled_from(["XXXX-02-27", "XXXX-12", "XXXX-WXX-3"]),
)


class TestDates:
    """Other dates for “When …?”."""

    def test_the_articles_own_come_first(self) -> None:
        """A date that the article has for something else is the most believable wrong one."""
        found = facts(timexes=(day("2016-03-14"), day("2016-02-27"), day("2016-03-20")))
        wrong = other_dates(material(found), day("2016-03-14"), {"2016-03-14"}, past=False)
        assert set(wrong[:2]) == {"2016-02-27", "2016-03-20"}

    @pytest.mark.parametrize(
        ("key", "own", "near"),
        [
            ("2008", ("1890", "1978", "1998"), ("2005", "2012")),
            ("1959", ("2015", "1990"), ("1948", "1968")),  # long ago, a decade is near
            ("2015-06", ("1989-06", "2013-01"), ("2015-01", "2016-02")),
            ("2016-03-14", ("1917-05-24", "2015-11-02"), ("2016-03-01", "2016-03-04")),
        ],
    )
    def test_only_near_ones_of_the_article(
        self, key: str, own: tuple[str, ...], near: tuple[str, ...]
    ) -> None:
        """What the article tells of another age is no believable date for what is asked."""
        times = tuple(day(v, 10 * n) for n, v in enumerate([key, *own, *near]))
        today = date(2016, 3, 20)
        wrong = other_dates(material(facts(timexes=times), 0, None, today), day(key), {key}, True)
        assert set(near) == set(wrong[: len(near)])
        assert not set(own) & set(wrong)
        assert len(wrong) >= 3

    @pytest.mark.parametrize(
        ("about", "kept", "out"),
        [
            ("Anna Lund was elected mayor", {"2006", "2010"}, {"2004", "2012"}),
            ("Anna Lund took office", {"2006", "2010"}, {"2004", "2012"}),
            ("Anna Lund was elected to Congress", {"2007", "2009"}, {"2004", "2006", "2010"}),
            ("Anna Lund fled to Leith", {"2004", "2012"}, set()),
        ],
    )
    def test_no_year_in_which_it_may_have_come_again(
        self, about: str, kept: set[str], out: set[str]
    ) -> None:
        """Who was elected in 2008 may have been elected in 2012, too, and well known for it."""
        found = facts(timexes=(day("2008"), day("2012", 10), day("2004", 20)))
        wrong = other_dates(material(found), day("2008"), {"2008"}, True, about)
        assert kept <= set(wrong)
        assert not out & set(wrong)

    @pytest.mark.parametrize(
        ("key", "own", "close"),
        [
            ("2017-02", ("2016-07", "2016-08", "2016-09"), {"2017-03", "2017-01", "2016-12"}),
            ("2009", ("2003", "2014", "2015"), {"2006", "2007", "2008", "2010", "2011", "2012"}),
            (
                "2017-03-01",
                ("2017-02-15", "2017-02-16", "2017-02-17"),
                {"2017-03-02", "2017-02-28", "2017-03-03"},
            ),
        ],
    )
    def test_one_that_is_close(self, key: str, own: tuple[str, ...], close: set[str]) -> None:
        """Where the article's own dates all lie far off, one beside the key is offered, too."""
        times = tuple(day(v, 10 * n) for n, v in enumerate([key, *own]))
        today = date(2017, 3, 20)
        wrong = other_dates(material(facts(timexes=times), 0, None, today), day(key), {key}, True)
        assert close & set(wrong[:3])
        assert len(set(own) & set(wrong[:3])) == 2

    def test_no_year_that_is_not_over_for_its_total(self) -> None:
        """In February nobody has counted the passports of the year."""
        today = material(facts(timexes=(day("2015"),)), 0, None, date(2017, 2, 7))
        total = other_dates(today, day("2015"), {"2015"}, True, "34,750 passports were issued")
        assert "2016" in total and "2017" not in total
        assert "2017" in other_dates(today, day("2015"), {"2015"}, True, "Anna Lund died")

    def test_never_a_date_that_is_right_too(self) -> None:
        """Another date of the same event isn't offered, nor one that overlaps it."""
        found = facts(timexes=(day("2016-03-14"), day("2016-03-15")))
        true = {"2016-03-14", "2016-03-15"}
        assert not true & set(other_dates(material(found), day("2016-03-14"), true, past=True))

    def test_the_past_is_past(self) -> None:
        """What is over can't have been after publication, what is planned not before."""
        today = date(2016, 3, 14)
        key = day("2016-03-14")
        past = other_dates(material(published=today), key, {"2016-03-14"}, past=True)
        future = other_dates(material(published=today), key, {"2016-03-14"}, past=False)
        assert past and all(value < "2016-03-14" for value in past)
        assert future and all(value > "2016-03-14" for value in future)

    def test_unknown_dates_have_none(self) -> None:
        """A date without a value gives no others."""
        assert other_dates(material(), day(None), set(), past=True) == []

    @given(VALUES, st.lists(VALUES, max_size=6), st.booleans(), st.integers(0, 3))
    def test_any_dates(self, value: str, own: list[str], past: bool, seed: int) -> None:
        """Whatever dates an article has: same granularity, never the key, all read differently."""
        found = facts(timexes=tuple(day(v, 10 * n) for n, v in enumerate([value, *own])))
        wrong = other_dates(material(found, seed), day(value), {value}, past)
        assert len(wrong) >= 3
        assert {granularity(v) for v in wrong} == {granularity(value)}
        texts = [write_date(v, "day-first") for v in (value, *wrong)]
        assert len(set(texts)) == len(texts)


class TestEvents:
    """Other events for “What happened on …?”."""

    KEY = occurrence("the bridge was closed", "2016-03-03")

    def others(self, *clauses: tuple[str, str | None]) -> list[str]:
        made = [self.KEY, *(occurrence(clause, value) for clause, value in clauses)]
        return [o.clause for o in other_events(self.KEY, made)]

    def test_events_of_other_days(self) -> None:
        """Whatever happened on another day is a wrong answer."""
        assert self.others(("the trial began", "2016-03-07")) == ["the trial began"]

    def test_not_of_the_same_day(self) -> None:
        """What happened that day too, or in that month, would be right."""
        assert self.others(("the trial began", "2016-03-03"), ("the mine shut", "2016-03")) == []

    def test_not_the_same_event_again(self) -> None:
        """The same event with another date is no other event."""
        assert self.others(("the old bridge was closed", "2016-03-09")) == []

    def test_nothing_that_can_be_put_in_no_order(self) -> None:
        """A Monday, nobody knows which, may have been that very day."""
        assert self.others(("the trial began", "XXXX-WXX-1"), ("the mine shut", None)) == []

    @pytest.mark.parametrize(
        ("value", "others", "kept"),
        [
            ("2016-02-08", ("1987", "2009-01", "2015-06-02"), ["2015-06-02"]),
            ("2009-01", ("1987", "2001-05", "2016-02-08"), ["2001-05", "2016-02-08"]),
            ("1987", ("1992", "2016-02-08"), ["1992"]),
        ],
    )
    def test_nothing_of_another_age(
        self, value: str, others: tuple[str, ...], kept: list[str]
    ) -> None:
        """Nobody believes of what is told of 1987 that it happened on a Monday of 2016."""
        key = occurrence("the bridge was closed", value)
        names = ("the trial began", "Karst fell", "Ada Brook died")
        made = [occurrence(name, v) for name, v in zip(names, others, strict=False)]
        assert [o.event.timex.value for o in other_events(key, made)] == kept

    def test_no_election_that_may_have_been_won_again(self) -> None:
        """Who was elected to the House in 2012 may have been so in 2014; in 2010 not yet."""
        won = occurrence("Ada Brook was elected to the House", "2012")
        first = occurrence("Tom Vance was first elected to Congress", "2008")
        for year, kept in (("2014", [first]), ("2010", [won, first])):
            key = occurrence("the bridge was closed", year)
            assert list(other_events(key, [won, first])) == kept

    def test_nothing_doubtful(self) -> None:
        """What may not be asked about may not be offered either."""
        doubtful = occurrence("the trial began", "2016-03-07", problem="it did not happen")
        assert list(other_events(self.KEY, [doubtful])) == []

    @given(VALUES, st.lists(VALUES, max_size=6))
    def test_any_days(self, value: str, values: list[str]) -> None:
        """No event of a day that the key's date covers is ever offered."""
        key = occurrence("the bridge was closed", value)
        made = [occurrence(f"event{n} number{n}", v) for n, v in enumerate(values)]
        mine = interval(value)
        for other in other_events(key, made):
            theirs = interval(other.event.timex.value or "")
            assert (mine is None) == (theirs is None)
            if mine and theirs:
                assert theirs.last < mine.first or mine.last < theirs.first
