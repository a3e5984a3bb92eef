"""The estimate of a question's difficulty."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.difficulty import (
    LEVELS,
    WEIGHTS,
    Estimator,
    Level,
    Signs,
    difficulty_of,
    level_of,
    rarity,
    saturating,
)
from quizgen.models import (
    Article,
    Attribution,
    AttributionKind,
    DatedEvent,
    Facts,
    Kind,
    Occurrence,
    Question,
    Span,
    Speaker,
    Statement,
    Timex,
)
from tests.kinds.making import facts, material, person, question

NAMES = [field.name for field in fields(Signs)]
SIGNS = st.builds(Signs, **{name: st.floats(0, 1) for name in NAMES})

FILLER = "word " * 400
ADA, TOM, LEE = person("Ada Brook"), person("Tom Vance"), person("Lee Marsh")


def place(word: int) -> Span:
    """Where the word of that number stands."""
    return Span(5 * word, 5 * word + 4)


def said(
    number: int,
    speaker: Speaker = ADA,
    *,
    cue: int = 100,
    content: int = 101,
    kind: AttributionKind = "direct",
    introduction: int | None = None,
) -> Statement:
    """A statement with its cue and content at the words of those numbers."""
    attribution = Attribution(
        (place(cue),), (place(cue),), (place(content),), kind, speaker, "clause", 0.9
    )
    return Statement(
        id=f"f{number}",
        attribution=attribution,
        frame="clause",
        verb="said",
        lemma="say",
        wording="the bridge is safe",
        topic=None,
        comment=None,
        sentences=(place(content),),
        introduction=None if introduction is None else place(introduction),
        words=(),
        fragments=(),
        names=(),
        own=False,
        weight=9,
    )


def held(number: int, value: str, *, anchor: str = "explicit", apart: int = 2) -> Occurrence:
    """An event on that date, so many words before it."""
    timex = Timex(place(10 + apart), "DATE", value, anchor=anchor)
    event = DatedEvent(place(10), "it", "be", "", "past", "active", timex)
    return Occurrence(f"f{number}", event, "the talks began", None, (place(10),), ())


def estimate(asked: Question, *statements: Statement) -> float:
    return Estimator(_material(facts(statements=statements))).difficulty(asked)


def dated(*occurrences: Occurrence, others: tuple[str, ...] = ()) -> float:
    timexes = tuple(Timex(place(50 + i), "DATE", value) for i, value in enumerate(others))
    found = facts(occurrences=occurrences, timexes=timexes)
    return Estimator(_material(found)).difficulty(question(1, "when"))


def _material(found: Facts) -> object:
    made = material(found)
    return replace(made, article=Article("made", "Made", FILLER, body=(Span(0, len(FILLER)),)))


class TestFormula:
    """A weighted mean."""

    @given(SIGNS, st.sampled_from(NAMES), st.floats(0, 1))
    def test_rises_with_every_sign(self, signs: Signs, name: str, value: float) -> None:
        """More of any sign never makes a question easier."""
        higher = replace(signs, **{name: max(value, getattr(signs, name))})
        assert difficulty_of(higher) >= difficulty_of(signs)

    @given(SIGNS)
    def test_stays_in_its_range(self, signs: Signs) -> None:
        """0 easy .. 1 hard."""
        assert 0 <= difficulty_of(signs) <= 1

    def test_every_sign_counts(self) -> None:
        """The weights add up to 1, so all signs together reach either end."""
        assert all(getattr(WEIGHTS, name) > 0 for name in NAMES)
        assert sum(getattr(WEIGHTS, name) for name in NAMES) == pytest.approx(1)
        assert difficulty_of(Signs(*[0.0] * len(NAMES))) == 0
        assert difficulty_of(Signs(*[1.0] * len(NAMES))) == 1

    @given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0.1, 100))
    def test_saturating(self, one: float, other: float, half: float) -> None:
        """It rises, but never beyond 1, and is a half where it says so."""
        low, high = sorted((one, other))
        assert 0 <= saturating(low, half) <= saturating(high, half) <= 1
        assert saturating(half, half) == pytest.approx(0.5)

    def test_levels_cover_everything(self) -> None:
        """Every question is easy, medium or hard, and some are on a border."""
        assert set(LEVELS) == set(get_args(Level))
        (low, easy), (medium, upper), (hard, high) = LEVELS.values()
        assert (low, high) == (0, 1) and medium < easy < hard < upper

    @given(st.floats(0, 1))
    def test_one_name_for_each_difficulty(self, difficulty: float) -> None:
        """A question tagged as easy is among those that are drawn as easy."""
        easiest, hardest = LEVELS[level_of(difficulty)]
        assert easiest <= difficulty <= hardest


class TestStatements:
    """Who said what."""

    @pytest.mark.parametrize("kind", ["who_said", "what_said", "complete_quote"])
    def test_directness(self, kind: Kind) -> None:
        """A quotation is easier than half of one, and that than a report."""
        asked = question(1, kind)
        kinds = ("direct", "mixed", "indirect")
        estimates = [estimate(asked, said(1, kind=kind)) for kind in kinds]
        assert estimates == sorted(set(estimates))

    def test_distance_of_cue_and_content(self) -> None:
        """The further the words are from who said them, the harder."""
        estimates = [estimate(question(1), said(1, content=101 + n)) for n in (0, 3, 20)]
        assert estimates == sorted(set(estimates))

    def test_a_name_in_another_sentence(self) -> None:
        """“He said”: who that is has to be gathered from further off."""
        near = estimate(question(1), said(1))
        assert estimate(question(1), said(1, introduction=60)) > near

    def test_number_of_speakers(self) -> None:
        """The more people speak, the harder to say who it was."""
        others = [said(n, person(f"Person {n}"), cue=200, content=201) for n in range(2, 7)]
        estimates = [estimate(question(1), said(1), *others[:n]) for n in (1, 2, 5)]
        assert estimates == sorted(set(estimates))

    def test_the_same_speaker_twice_is_one(self) -> None:
        """Whoever speaks twice is one to choose from."""
        once = estimate(question(1), said(1), said(2, TOM, content=201))
        again = estimate(question(1), said(1), said(2, TOM, content=201), said(3, TOM, content=301))
        assert again == once

    def test_closeness_of_speakers(self) -> None:
        """Somebody who speaks in the next sentence is taken for the speaker more easily."""
        estimates = [
            estimate(question(1), said(1), said(2, TOM, content=101 + gap)) for gap in (250, 40, 5)
        ]
        assert estimates == sorted(set(estimates))

    def test_others_of_another_sort_are_no_rivals(self) -> None:
        """Nobody takes a ministry for a man."""
        ministry = replace(TOM, type="organisation")
        alone = estimate(question(1), said(1))
        assert estimate(question(1), said(1), said(2, ministry, content=110)) == alone


class TestDates:
    """What happened when."""

    def test_a_date_that_must_be_worked_out(self) -> None:
        """“On Monday” is harder than “on 14 March 2016”."""
        assert dated(held(1, "2016-03-14", anchor="weekday")) > dated(held(1, "2016-03-14"))

    def test_somebody_said_so(self) -> None:
        """An event that is only somebody's word is harder."""
        told = held(1, "2016-03-14")
        told = replace(told, event=replace(told.event, attributed_to=ADA))
        assert dated(told) > dated(held(1, "2016-03-14"))

    def test_number_of_dates(self) -> None:
        """The more days the article names, the harder."""
        days = ("2016-05-01", "2016-05-02", "2016-05-03")
        estimates = [dated(held(1, "2016-03-14"), others=days[:n]) for n in (1, 2, 3)]
        assert estimates == sorted(set(estimates))

    def test_closeness_of_dates(self) -> None:
        """The day before is confused more easily than a day in another month."""
        days = ("2016-08-01", "2016-03-28", "2016-03-15")
        estimates = [dated(held(1, "2016-03-14"), others=(day,)) for day in days]
        assert estimates == sorted(set(estimates))

    def test_dates_of_another_sort_are_no_rivals(self) -> None:
        """Nobody takes a year for a day."""
        assert dated(held(1, "2016-03-14"), others=("2012",)) == dated(held(1, "2016-03-14"))

    def test_lengths_of_time(self) -> None:
        """The rivals of eighteen months are other lengths, not dates."""
        length = held(1, "P18M")
        timex = replace(length.event.timex, type="DURATION")
        length = replace(length, event=replace(length.event, timex=timex))
        assert dated(length, others=("2016-05-01", "2016-05-02")) == dated(length)
        other = replace(timex, value="P6M")
        found = facts(occurrences=(length,), timexes=(timex, other))
        assert Estimator(_material(found)).difficulty(question(1, "when")) > dated(length)

    def test_distance_of_event_and_date(self) -> None:
        """A date at the far end of its sentence is harder to connect."""
        estimates = [dated(held(1, "2016-03-14", apart=n)) for n in (1, 8, 30)]
        assert estimates == sorted(set(estimates))


class TestWords:
    """What the question itself is like."""

    def test_rarity(self) -> None:
        """A rare word is rarer than a common one, and none of the commonest is rare."""
        assert rarity("they were with them") == 0
        assert rarity("bridge") < rarity("ceasefire") < rarity("honorificabilitudinitatibus") == 1
        assert rarity("bridge") < rarity("bridge ceasefire") < rarity("ceasefire")

    def test_names_and_numbers_are_not_rare(self) -> None:
        """Whoever read the article has met them."""
        assert rarity("Honorificabilitudinitatibus bridge 4711") == rarity("bridge")

    def test_accents(self) -> None:
        """A word isn't rarer for its accents."""
        assert rarity("café") == rarity("cafe") < 1

    @given(st.text())
    def test_any_text(self, text: str) -> None:
        """Whatever there is to read."""
        assert 0 <= rarity(text) <= 1

    def test_rare_words_and_length(self) -> None:
        """A question with rarer or more words is harder."""
        short = question(1, stem="Who said that the bridge was safe?")
        rare = replace(short, stem="Who said that the armistice was ephemeral?")
        long = replace(short, stem="Who said that the bridge was safe safe safe safe safe safe?")
        assert estimate(short, said(1)) < estimate(rare, said(1))
        assert estimate(short, said(1)) < estimate(long, said(1))

    def test_a_question_of_unknown_facts(self) -> None:
        """One whose fact isn't found any more still has a difficulty."""
        assert 0 < estimate(question(7)) < 1
