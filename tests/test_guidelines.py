"""The item-writing guidelines: what each refuses, with which reason, and what it lets pass."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from quizgen import guidelines
from quizgen.guidelines import GUIDELINES, misprint
from quizgen.models import Question, Settings, Span
from tests.kinds.making import drafted, material, person, question

LONG = "The council promised in March to build a wider bridge of steel over the river"
FINE = question(
    stem="Who warned that a single lorry could bring the bridge down?",
    options=("Ada Brook", "Tom Vance", "Lee Marsh", "Ines Ford"),
    speaker=person("Ada Brook"),
)

CHOOSY = Settings(
    easiest=0.2, hardest=0.8, without_speakers=("Norma Quist",), without_paragraphs=(3,)
)

REFUSED = [
    ("certain_enough", question(confidence=0.5), "0.50 is below 0.95"),
    (
        "difficulty_wanted",
        replace(FINE, difficulty=0.9),
        "difficulty 0.90 lies outside 0.20 to 0.80",
    ),
    ("difficulty_wanted", replace(FINE, difficulty=0.1), "difficulty 0.10 lies outside"),
    (
        "speakers_wanted",
        question(stem="Who called Norma Quist’s plan “a gift”?"),
        "names Norma Quist, who is left out",
    ),
    (
        "speakers_wanted",
        question(kind="what_said", options=("Norma Quist lied", "It rained", "It snowed")),
        "names Norma Quist",
    ),
    ("paragraphs_wanted", question(2), "stands in paragraph 3, which is left out"),
    ("traceable", question(evidence=()), "nothing in the article proves it"),
    ("traceable", question(evidence=(Span(90, 110),)), "edge of a paragraph"),
    ("traceable", question(evidence=(Span(1000, 1003),)), "edge of a paragraph"),
    ("says_enough", question(kind="what_said", options=("Rain", "Snow", "Hail")), "too little"),
    ("enough_options", question(options=("Ada Brook",)), "only 0 believable wrong answers"),
    ("enough_options", question(options=("Ada Brook", "Tom Vance")), "only 1 believable wrong"),
    (
        "distinct_options",
        question(options=("4 May 2015", "4 May, 2015", "5 May 2015")),
        "two options read the same",
    ),
    ("distinct_options", question(options=("red", "blue", "…")), "an option is empty"),
    (
        "key_not_in_stem",
        question(
            stem="Who said that Brook’s bridge was safe?",
            speaker=person("Ada Brook"),
        ),
        "“brook”, a part of the answer",
    ),
    (
        "key_not_in_stem",
        question(
            kind="complete_quote",
            stem="Complete: the harbour is a ____ for every harbour.",
            options=("harbour", "gift", "burden"),
        ),
        "has the answer in it",
    ),
    (
        "key_not_in_stem",
        question(
            kind="when",
            stem="On what date was the treaty of 4 May 2015 signed?",
            options=("4 May 2015", "5 May 2015", "6 May 2015"),
        ),
        "has the answer in it",
    ),
    (
        "no_option_in_stem",
        question(
            stem="Who accused Tom Vance of sleeping?",
            options=("Ada Brook, engineer", "Tom Vance, shopkeeper", "Lee Marsh, mayor"),
        ),
        "names the option “Tom Vance”",
    ),
    (
        "similar_length",
        question(kind="what_said", options=(LONG, "It rained", "It snowed", "It hailed")),
        "much longer",
    ),
    ("readable_length", question(stem="Who said: “" + "so " * 120 + "”?"), "characters, more than"),
    (
        "readable_length",
        question(kind="what_said", options=("so " * 80, "ho " * 80, "no " * 80)),
        "an option has more than",
    ),
    ("well_formed", question(stem="Who said: “We are late?"), "don’t pair up"),
    ("well_formed", question(stem="Who said that [Brook left?"), "don’t pair up"),
    ("well_formed", question(stem="Who said  that?"), "is cut badly"),
    ("well_formed", question(stem="Who said: “We speak with people who –”?"), "is broken off"),
    ("well_formed", question(stem="Who said: “I ask, ‘Why?”?"), "don’t pair up"),
    ("well_formed", question(stem="Who said that the bridge , was safe?"), "is cut badly"),
    ("well_formed", question(options=("a “red line", "a “good signal”", "a plan")), "pair up"),
]


@pytest.mark.parametrize(
    ("name", "bad", "reason"), REFUSED, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(REFUSED)]
)
def test_refuses(name: str, bad: Question, reason: str) -> None:
    """A question that breaks a guideline is refused, with a reason that a teacher understands."""
    found = getattr(guidelines, name)(drafted(bad), material(settings=CHOOSY))
    assert found is not None and re.search(re.escape(reason), found)


def test_lets_a_good_question_pass() -> None:
    """None of them refuses a question that breaks none."""
    assert [g(drafted(FINE), material()) for g in GUIDELINES] == [None] * len(GUIDELINES)


def test_every_guideline_has_a_question_that_it_refuses() -> None:
    """No guideline is without a test, and each is one that is applied."""
    assert {name for name, _, _ in REFUSED} == {guideline.__name__ for guideline in GUIDELINES}


def test_too_little_is_said_to_know_who() -> None:
    """“I think so” could be anybody's."""
    assert guidelines.says_enough(drafted(FINE, weight=2), material()) is not None
    assert guidelines.says_enough(drafted(FINE, weight=3), material()) is None


def test_thanks_say_nothing() -> None:
    """“Thank you all” is nobody's statement in particular, however long it is."""
    bad = question(
        stem="Who said: “Thank you all for the splendid fireworks over Eastwick”?",
        speaker=person("Ada Brook"),
    )
    assert guidelines.says_enough(drafted(bad), material()) is not None


def test_certainty_is_the_teachers_to_set() -> None:
    """Who asks for less certainty gets questions that are refused otherwise."""
    doubtful = drafted(question(confidence=0.6))
    assert guidelines.certain_enough(doubtful, material()) is not None
    lenient = material(settings=Settings(minimum_confidence=0.6))
    assert guidelines.certain_enough(doubtful, lenient) is None


def test_a_word_of_the_answer_inside_another_word_is_no_hint() -> None:
    """“art” may be the answer where the stem has “party”."""
    fine = question(
        kind="complete_quote",
        stem="Complete: the party is a ____ of its own.",
        options=("art", "club", "world"),
    )
    assert guidelines.key_not_in_stem(drafted(fine), material()) is None


def test_long_answers_among_long_ones() -> None:
    """A long answer gives nothing away where another option is long, too."""
    fine = question(kind="what_said", options=(LONG, LONG.replace("March", "May"), "It hailed"))
    assert guidelines.similar_length(drafted(fine), material()) is None


def test_guidelines_are_documented() -> None:
    """Each says in one line what it asks of a question."""
    assert all((guideline.__doc__ or "").strip() for guideline in GUIDELINES)


def test_a_short_surname_gives_the_answer_away_too() -> None:
    """“Ito’s plan” in the stem tells that it is Kenji Ito who is asked for, or not."""
    bad = question(
        stem="Who said that Ito’s plan was safe?",
        options=("Kenji Ito", "Tom Vance", "Lee Marsh"),
        speaker=person("Kenji Ito"),
    )
    assert guidelines.key_not_in_stem(drafted(bad), material()) is not None


def test_a_sign_that_was_lost() -> None:
    """A question mark between a word and a figure was a sign of money once."""
    assert misprint("The towns had received?9.25bn for care") is not None
    assert misprint("“What was paid? 9 crowns”") is None
    assert misprint("The list is at example.org/list?9") is None
