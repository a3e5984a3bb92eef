"""Typed answers: forgiving of how something is written, never of what."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizgen.dates import typed_forms, write_date
from quizgen.models import Kind, Option, Question, Span
from web.typed import Meaning, is_typed, meaning
from web.typed_dates import PartialDate, read_dates


def question(kind: Kind, *options: str, accepted: tuple[str, ...] = ()) -> Question:
    """A question whose first option is the key."""
    return Question(
        id="q",
        kind=kind,
        stem="?",
        options=tuple(Option(f"o{n}", text) for n, text in enumerate(options, 1)),
        key="o1",
        accepted=(options[0], *accepted),
        evidence=(Span(0, 1),),
        feedback="",
        facts=("f",),
    )


DAY = question(
    "when", "February 27, 2016", "February 25, 2016", "February 28, 2016", "March 14, 2016"
)
WEEKDAY = question(
    "when",
    "Tuesday, March 15, 2016",
    "Monday, March 14, 2016",
    "Wednesday, March 16, 2016",
    "Tuesday, March 22, 2016",
    accepted=("Tuesday",),
)
UNIQUE_WEEKDAY = question(
    "when", "15 March 2016", "14 March 2016", "16 March 2016", accepted=("Tuesday",)
)
AMBIGUOUS = question("when", "4 March 2016", "3 April 2016", "5 March 2016")
YEARS = question("when", "27 February 2016", "27 February 2015", "27 February 2014")
MONTH = question("when", "December 2015", "November 2015", "January 2016")
YEAR = question("when", "2015", "2014", "2016")
DAY_OF_WEEK = question("when", "Monday", "Tuesday", "Sunday")
NAME = question(
    "who_said",
    "Staffan de Mistura, UN special envoy for Syria",
    "Walid al-Moallem, Bashar Assad’s foreign minister",
    "Vladimir Putin, Russian President",
    "Bashar Ja’afari, Syria’s UN ambassador",
    accepted=("Staffan de Mistura", "de Mistura", "Mistura"),
)
ACCENTS = question(
    "who_said", "Bashar Ja’afari", "José Muñoz", accepted=("Bashar Ja’afari", "Ja’afari")
)
BODY = question("who_said", "The Kremlin", "The Defence Ministry", accepted=("Kremlin",))
NEIGHBOURS = question("who_said", "Tom Hansen", "Tim Hanson", "Ada Brook", accepted=("Hansen",))
NAMESAKE_ELSEWHERE = question("who_said", "John Miller", "Ruth Brook", accepted=())
NAMESAKES = question("who_said", "John Miller", "Ruth Miller", accepted=())
GAP = question("complete_quote", "catastrophe", "disaster", "negotiation")
SHORT_GAP = question("complete_quote", "quay", "quiz", "town")


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        (DAY, "27 February 2016"),
        (DAY, "February 27, 2016"),
        (DAY, "february 27"),
        (DAY, "27 feb"),
        (DAY, "Feb. 27th, 2016"),
        (DAY, "the 27th of February"),
        (DAY, "On Saturday, 27 February 2016"),
        (DAY, "Sat 27 Feb 16"),
        (DAY, "27 Feb '16"),
        (DAY, "2016-02-27"),
        (DAY, "27/2/2016"),
        (DAY, "2/27/2016"),
        (DAY, "02/27/16"),
        (DAY, "27.02.2016"),
        (DAY, "27.2."),
        (DAY, "27 Febuary 2016"),
        (DAY, "27 Feburary"),
        (DAY, "27. Februar 2016"),
        (DAY, "Samstag, den 27. Februar"),
        (DAY, "  27   FEBRUARY  2016. "),
        (UNIQUE_WEEKDAY, "Tuesday"),
        (UNIQUE_WEEKDAY, "on Tuesday"),
        (MONTH, "December 2015"),
        (MONTH, "dec 2015"),
        (MONTH, "December"),
        (MONTH, "Dezember 2015"),
        (MONTH, "12/2015"),
        (MONTH, "2015-12"),
        (MONTH, "Decmber 2015"),
        (YEAR, "2015"),
        (YEAR, "in 2015"),
        (DAY_OF_WEEK, "Monday"),
        (DAY_OF_WEEK, "on monday"),
        (DAY_OF_WEEK, "Montag"),
        (AMBIGUOUS, "4.3.2016"),
        (AMBIGUOUS, "4 March"),
        (NAME, "Staffan de Mistura"),
        (NAME, "staffan de mistura"),
        (NAME, "de Mistura"),
        (NAME, "Mistura"),
        (NAME, "Mr de Mistura"),
        (NAME, "Mr. Staffan de Mistura"),
        (NAME, "S. de Mistura"),
        (NAME, "Ambassador de Mistura"),
        (NAME, "Stafan de Mistura"),
        (NAME, "Mistrua"),
        (NAME, "Staffan de Mistura, UN special envoy for Syria"),
        (ACCENTS, "Bashar Jaafari"),
        (ACCENTS, "ja'afari"),
        (ACCENTS, "Ja-afari"),
        (BODY, "kremlin"),
        (BODY, "the Kremlin"),
        (BODY, "Kremelin"),
        (NEIGHBOURS, "Hansen"),
        (NEIGHBOURS, "Tom Hansen"),
        (NAMESAKES, "John Miller"),
        (NAMESAKE_ELSEWHERE, "John Miller"),
        (GAP, "catastrophe"),
        (GAP, "Catastrophe!"),
        (GAP, "catastrofe"),
        (GAP, "catastophre"),
        (SHORT_GAP, "Quay"),
    ],
)
def test_right(asked: Question, typed: str) -> None:
    """What says the same as the key counts as the key."""
    assert meaning(asked, typed) == Meaning("o1")


@pytest.mark.parametrize(
    ("asked", "typed", "option"),
    [
        (DAY, "25 February 2016", "o2"),
        (DAY, "28/2", "o3"),
        (DAY, "14 Mar 2016", "o4"),
        (DAY, "27 February 2015", None),
        (DAY, "26 February", None),
        (DAY, "27 March 2016", None),
        (DAY, "Sunday 27 February 2016", None),
        (DAY, "30 February 2016", None),
        (DAY, "27/27/2016", None),
        (DAY, "yesterday", None),
        (DAY, "I don't know", None),
        (MONTH, "November", "o2"),
        (MONTH, "December 2014", None),
        (YEAR, "2013", None),
        (DAY_OF_WEEK, "Friday", None),
        (NAME, "Putin", "o3"),
        (NAME, "President Putin", "o3"),
        (NAME, "al-Moallem", "o2"),
        (NAME, "Moallem", None),
        (NAME, "Vladimir de Mistura", None),
        (NAME, "Staffan", None),
        (NAME, "Kofi Annan", None),
        (NAME, "the UN", None),
        (NAME, "President", None),
        (BODY, "Defence Ministry", "o2"),
        (NEIGHBOURS, "Hanson", "o2"),
        (NEIGHBOURS, "Tim Hanson", "o2"),
        (NAMESAKES, "Ruth Miller", "o2"),
        (GAP, "disaster", "o2"),
        (GAP, "cataract", None),
        (SHORT_GAP, "quiz", "o2"),
        (SHORT_GAP, "quad", None),
        (SHORT_GAP, "!?", None),
    ],
)
def test_not_right(asked: Question, typed: str, option: str | None) -> None:
    """What says something else doesn't, be it another option or none."""
    assert meaning(asked, typed) == Meaning(option)


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        (AMBIGUOUS, "4/3/2016"),
        (YEARS, "27 February"),
        (DAY, "February 2016"),
        (DAY, "February"),
        (DAY, "April"),
        (DAY, "2016"),
        (DAY, "Saturday"),
        (WEEKDAY, "Tuesday"),
        (MONTH, "2015"),
        (NEIGHBOURS, "Hansan"),
        (NAMESAKES, "J. Millar"),
        (NAMESAKES, "Miller"),
        (NAMESAKE_ELSEWHERE, "Miller"),
    ],
)
def test_unclear(asked: Question, typed: str) -> None:
    """What could be two options, or leaves out what is asked, is neither right nor wrong."""
    assert meaning(asked, typed) == Meaning(unclear=True)


def test_which_kinds_are_typed() -> None:
    """Names, dates and words are typed; sentences are chosen."""
    assert is_typed(NAME) and is_typed(DAY) and is_typed(GAP)
    assert not is_typed(question("what_said", "It is so", "It isn't"))


ASKED = st.sampled_from([DAY, WEEKDAY, MONTH, YEAR, DAY_OF_WEEK, NAME, NEIGHBOURS, GAP, SHORT_GAP])


@given(asked=ASKED, number=st.integers(0, 3))
def test_options_are_themselves(asked: Question, number: int) -> None:
    """Every option typed as it stands is that option."""
    option = asked.options[number % len(asked.options)]
    assert meaning(asked, option.text) == Meaning(option.id)


@given(asked=ASKED, number=st.integers(1, 3), place=st.integers(0, 60), letter=st.characters())
def test_slips_never_make_a_wrong_option_right(
    asked: Question, number: int, place: int, letter: str
) -> None:
    """One letter changed in a wrong option never makes it the key, unless the key itself is typed
    or a date in digits and words really is the key's.
    """
    wrong = asked.options[number % len(asked.options)]
    assume(wrong.id != asked.key)
    place %= len(wrong.text)
    typed = wrong.text[:place] + letter + wrong.text[place + 1 :]
    if meaning(asked, typed).option_id == asked.key:
        assert asked.kind == "when" or typed.casefold() == asked.options[0].text.casefold()
        assert read_dates(typed) == read_dates(asked.options[0].text)


@given(text=st.text(max_size=40))
def test_any_text_is_judged(text: str) -> None:
    """Whatever is typed has a meaning or none; nothing breaks."""
    for asked in (DAY, NAME, GAP):
        meaning(asked, text)


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_every_usual_form_is_read(day: date) -> None:
    """Each form in which the project itself writes a date is read as that date."""
    value = str(day)
    asked = question("when", write_date(value, "day-first"), "nonsense 1", accepted=())
    for form in typed_forms(value):
        found = read_dates(form)
        assert found, form
        year, month, number = (int(part) for part in value.split("-"))
        assert any(
            (each.month, each.day) == (month, number) and each.year in (None, year)
            for each in found
        ), form
    assert meaning(asked, asked.options[0].text) == Meaning("o1")


def test_two_readings() -> None:
    """A date in digits has two readings where both exist, and one where only one does."""
    assert len(read_dates("3/4/2016")) == 2
    assert read_dates("13/4/2016") == [PartialDate(2016, 4, 13, 3)]
    assert read_dates("4/4/2016") == [PartialDate(2016, 4, 4, 1)]
    assert read_dates("32/4/2016") == read_dates("0/4") == read_dates("") == []
