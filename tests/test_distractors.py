"""Wrong answers: of the key's own sort, believable, and never right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

import quizgen.kinds  # noqa: F401 - it and distractors import each other, and it must be first
from quizgen.dates import granularity, interval, write_date
from quizgen.distractors import (
    other_dates,
    other_events,
    other_speakers,
    other_words,
    says_the_same,
)
from quizgen.models import Span, Statement
from tests.kinds.making import body, day, facts, material, occurrence, person, statement, word

ADA, TOM, LEE = person("Ada Brook", "engineer"), person("Tom Vance"), person("Lee Marsh", "mayor")
COUNCIL, MINISTRY = body("the town council"), body("the Transport Ministry")
SAID = statement(ADA, "the old bridge over the harbour could fall within weeks")


class TestSpeakers:
    """Other people for “Who said …?”."""

    def names(self, *others: object, mentioned: tuple[str, ...] = (), **more: object) -> list[str]:
        statements = (SAID, *more.get("statements", ()))  # type: ignore[misc]
        found = facts(speakers=(ADA, *others), statements=statements)  # type: ignore[arg-type]
        return [s.name for s in other_speakers(material(found), ADA, SAID, mentioned)]

    def test_people_with_people(self) -> None:
        """A person is one of several people, never one among bodies."""
        assert sorted(self.names(TOM, LEE, COUNCIL, MINISTRY)) == ["Lee Marsh", "Tom Vance"]

    def test_never_the_key(self) -> None:
        """The right answer is no wrong one."""
        assert "Ada Brook" not in self.names(TOM)

    def test_never_whom_the_stem_names(self) -> None:
        """Who stands in the stem is out, by full name or surname."""
        assert self.names(TOM, LEE, mentioned=("Tom Vance",)) == ["Lee Marsh"]
        assert self.names(TOM, LEE, mentioned=("Vance",)) == ["Lee Marsh"]

    def test_never_who_said_the_same(self) -> None:
        """Who said it too, in whatever order of words, would be right as well."""
        too = statement(TOM, "within weeks the old bridge over the harbour could fall")
        assert self.names(TOM, LEE, statements=(too,)) == ["Lee Marsh"]

    def test_no_namesakes(self) -> None:
        """Two options of one surname would be a riddle about names."""
        assert self.names(person("Clara Brook"), TOM) == ["Tom Vance"]
        twins = [person("Ruth Albers"), person("Karl Albers")]
        assert len(self.names(*twins, TOM)) == 2

    def test_who_speaks_comes_first(self) -> None:
        """Those who say something in the article are more believable than those it only names."""
        said = statement(LEE, "nobody had asked for money in the last ten years")
        for other in (TOM, person("Ines Ford"), person("Max Roth")):
            assert self.names(other, LEE, statements=(said,))[0] == "Lee Marsh"

    def test_no_initials_beside_their_name(self) -> None:
        """“The TM” is the Transport Ministry, and would be right as well."""
        found = facts(speakers=(MINISTRY, body("the TM"), COUNCIL), statements=(SAID,))
        said = statement(MINISTRY, "the tunnel would be dug within ten years")
        names = [s.name for s in other_speakers(material(found), MINISTRY, said, ())]
        assert "the TM" not in names

    def test_nobody_gives_the_key_away_by_a_pronoun(self) -> None:
        """“Who said she would resign?” needs another woman to choose from."""
        ada = replace(ADA, gender="female")
        tom, max_ = replace(TOM, gender="male"), replace(person("Max Roth"), gender="male")
        said = replace(statement(ada, "she would resign before the end of May"), own=True)
        found = facts(speakers=(ada, tom, max_), statements=(said,))
        assert other_speakers(material(found), ada, said, ()) == []
        ruth = replace(person("Ruth Albers"), gender="female")
        found = facts(speakers=(ada, tom, max_, ruth), statements=(said,))
        assert ruth in other_speakers(material(found), ada, said, ())

    def test_nobody_who_only_reports(self) -> None:
        """Not the interviewer, not the columnist, not a body that fights, not half a name."""
        for text in (
            "The columnist Max Roth came. Roth sat down.",
            "Max Roth of The Harbour Herald wrote a book. Roth read it.",
            "Produced by Max Roth.",
            "The suspect, Max Roth, ran. Roth fell.",
            "They met at Max Roth's. Roth was full.",
        ):
            found = facts(speakers=(ADA, TOM, LEE, person("Max Roth")), statements=(SAID,))
            there = material(found)
            there = replace(there, article=replace(there.article, text=f"Vance and Marsh. {text}"))
            names = [s.name for s in other_speakers(there, ADA, SAID, ())]
            assert "Max Roth" not in names, text

    def test_nobody_who_only_asks(self) -> None:
        """The interviewer's words are all questions."""
        asked = replace(
            statement(TOM, "whether the bridge was safe").attribution, cue=(Span(4, 9),)
        )
        found = facts(speakers=(ADA, TOM, LEE), statements=(SAID,))
        there = material(replace(found, attributions=(asked,)))
        text = f"Who asked? {there.article.text}"
        there = replace(there, article=replace(there.article, text=text))
        assert [s.name for s in other_speakers(there, ADA, SAID, ())] == ["Lee Marsh"]

    def test_no_piece_of_a_name(self) -> None:
        """The “Harbour Group” of the “North Harbour Group” is no body of its own."""
        union = body("the Boatmen’s Union")
        said = statement(union, "the tunnel would be dug within ten years")
        piece = body("Harbour Group")
        found = facts(speakers=(union, piece), statements=(said,))
        there = material(found)
        for text, offered in (
            ("to the North Harbour Group", False),
            ("to the Harbour Group", True),
        ):
            text = f"{text} came. Then {text} left."
            here = replace(there, article=replace(there.article, text=text))
            names = [s.name for s in other_speakers(here, union, said, ())]
            assert (piece.name in names) == offered

    def test_bodies_of_one_sort(self) -> None:
        """No newspaper beside ministries, unless it is heard and no "it" means the speaker."""
        post, office = body("the Norland Post"), body("the Harbour Department")
        council = body("the Eastwick Council")
        said = statement(MINISTRY, "the tunnel would be dug within ten years")
        too = statement(post, "nobody had asked for money in the last ten years")
        everybody = (MINISTRY, council, post, office)

        def names(said: Statement, *others: Statement) -> set[str]:
            found = facts(speakers=everybody, statements=(said, *others))
            return {s.name for s in other_speakers(material(found), MINISTRY, said, ())}

        assert names(said) == {council.name, office.name}
        assert names(said, too) == {council.name, office.name, post.name}
        assert names(replace(said, own=True), too) == {council.name, office.name}

    def test_nobody_of_history(self) -> None:
        """Not even where a sentence is read as his; only beside another of his time."""
        lincoln, stalin = person("Abraham Lincoln"), person("Joseph Stalin")
        said = statement(lincoln, "nobody had asked for money in the last ten years")
        assert self.names(lincoln, TOM, statements=(said,)) == ["Tom Vance"]
        too = statement(stalin, "the ferry to the island sank in the storm")
        found = facts(speakers=(lincoln, stalin, TOM), statements=(said, too))
        assert stalin in other_speakers(material(found), lincoln, said, ())

    def test_no_bowls_and_shows(self) -> None:
        """The Rose Bowl is nobody, though Rose is somebody's name, and Doris Day is."""
        odd = [person(n) for n in ("Rose Bowl", "Max Roth Show", "Doris Day", "Bill Holt")]
        found = self.names(*(replace(p, gender="female") for p in odd), TOM)
        assert sorted(found) == ["Bill Holt", "Doris Day", "Tom Vance"]

    def test_no_words_run_together(self) -> None:
        """“Never Vancers” and “Max WilkesProducer” are nobody's names."""
        odd = [person(n) for n in ("Never Vancers", "Max WilkesProducer", "Besides Norland")]
        assert self.names(*odd, TOM) == ["Tom Vance"]

    def test_a_shorter_report_of_the_same(self) -> None:
        """One wording that is nearly all in another may be a report of the same words."""
        assert says_the_same(
            "the old bridge over the harbour could fall within weeks",
            "the old harbour bridge could fall",
        )
        assert not says_the_same("the old bridge could fall", "nobody asked for money")


class TestWords:
    """Other words for a gap."""

    def test_same_part_of_speech(self) -> None:
        """A noun's place is not filled with a verb."""
        pool = [word("plan"), word("fall", "VB"), word("grey", "JJ"), word("bridges", "NNS")]
        assert other_words(material(), word("wall"), pool, "the ____ was old") == ["plan"]

    def test_nothing_that_stands_in_the_stem(self) -> None:
        """A word that the stem has already would be a strange guess."""
        pool = [word("plan"), word("harbour")]
        assert other_words(material(), word("wall"), pool, "the harbour’s ____") == ["plan"]

    def test_no_forms_of_the_key(self) -> None:
        """“elections” beside “election” is no other word, and neither is the key itself."""
        pool = [word("election"), word("elections", "NN"), word("Election"), word("plan")]
        assert other_words(material(), word("election"), pool, "an ____") == []
        assert other_words(material(), word("vote"), pool[:1], "the ____") == []
        assert other_words(material(), word("reject"), [word("rejection"), word("plan")], "") == [
            "plan"
        ]

    def test_article_before_the_gap(self) -> None:
        """“a ____” tells nothing: all words begin with a consonant, or all with a vowel."""
        pool = [word("apple"), word("plan"), word("order")]
        assert other_words(material(), word("wall"), pool, "a ____") == ["plan"]
        assert set(other_words(material(), word("engine"), pool, "an ____")) == {"apple", "order"}

    def test_capitals(self) -> None:
        """A capital tells: none beside a key without."""
        pool = [word("Syrian", "JJ"), word("stark", "JJ")]
        assert other_words(material(), word("positive", "JJ"), pool, "____") == ["stark"]

    @given(
        st.lists(st.sampled_from("plan wall roof mine school bridge tower engine apple".split())),
        st.sampled_from("plan wall roof engine".split()),
        st.integers(0, 3),
    )
    def test_any_pool(self, texts: list[str], key: str, seed: int) -> None:
        """Each word once, never the key, and the same every time."""
        pool = [word(text) for text in texts]
        found = other_words(material(seed=seed), word(key), pool, "the ____ of the town")
        assert len(set(found)) == len(found)
        assert key not in found
        assert found == other_words(material(seed=seed), word(key), pool, "the ____ of the town")


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
