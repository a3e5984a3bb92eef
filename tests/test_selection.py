"""Which questions make a set."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from quizgen.models import Kind, Question, Settings, Span
from quizgen.selection import OUTWEIGHS, choose, find_keywords, in_order
from tests.kinds.making import PARAGRAPHS, article, person, question

KINDS = [kind for kind in get_args(Kind) if kind != "how_long"]  # six, for round numbers
PEOPLE = [person("Ada Brook"), person("Tom Vance"), person("Lee Marsh")]


def chosen(candidates: list[Question], count: int | None, seed: int = 0, **more: object) -> list:
    return choose(article(), candidates, Settings(count=count), random.Random(seed), **more)


def many() -> list[Question]:
    """Thirty questions: five paragraphs, three speakers, six kinds."""
    return [
        question(
            number,
            KINDS[number % 6],
            options=(f"answer {number}", f"wrong {number}", f"false {number}"),
            speaker=PEOPLE[number % 3],
        )
        for number in range(30)
    ]


def test_as_many_as_asked_for() -> None:
    """A set has as many questions as the teacher wants, if there are as many."""
    assert len(chosen(many(), 12)) == 12
    assert len(chosen(many(), 1)) == 1
    assert len(chosen(many()[:5], 12)) == 5
    assert chosen([], 12) == []


def test_all_of_them() -> None:
    """Asked for all questions, it gives all, also those that ask one fact in two ways."""
    both = [question(1, "who_said", fact="f"), question(2, "what_said", fact="f")]
    assert len(chosen(both, None)) == 2
    assert len(chosen(many(), None)) == 30


def test_no_fact_twice() -> None:
    """One fact is asked once in a set, whatever the kind."""
    same = [question(n, kind, fact="f") for n, kind in enumerate(KINDS)]
    assert len(chosen(same, 6)) == 1


def test_no_stem_twice() -> None:
    """Two questions that read the same would make a student look for the difference."""
    same = [
        question(n, "what_said", stem="According to the article, what did Ada Brook say?")
        for n in range(3)
    ]
    assert len(chosen(same, 3)) == 1


def test_no_date_twice() -> None:
    """Two events of one day are not both asked by date: the second would be known."""
    same = [question(n, "when", options=("4 May", "5 May", "6 May")) for n in range(3)]
    assert len(chosen(same, 3)) == 1


def test_no_question_tells_anothers_answer() -> None:
    """A stem with the words that another question asks for is left out."""
    gap = question(1, "complete_quote", options=("cruel lesson", "good sign", "red line"))
    tells = question(2, "who_said", stem="Who said that the final was a “cruel lesson”?")
    assert len(chosen([gap, tells], 2)) == 1


def test_a_name_in_a_stem_tells_only_its_own_statement() -> None:
    """Where a name is the answer, it may stand in other stems: it is everywhere in the article."""
    gap = question(
        1,
        "what_said",
        stem="Complete: Lee Marsh said that ____ should have closed the old bridge.",
        options=("Tom Vance", "Ada Brook", "Kim Holt"),
    )
    tells = question(2, "which_event", stem="Who said Tom Vance should have closed the old bridge?")
    other = question(3, "who_said", stem="Who said that Tom Vance was late for lunch again?")
    assert len(chosen([gap, tells], 2)) == 1
    assert len(chosen([gap, other], 2)) == 2


def test_no_option_tells_another_question() -> None:
    """A statement isn't asked about while it stands as an option elsewhere."""
    asks = question(
        1,
        "what_said",
        stem="What did Ada Brook say?",
        options=("The wall is old", "“Nobody asked for a new harbour”", "The mine is safe"),
    )
    said = question(2, "who_said", stem="Who said: “Nobody asked for a new harbour”?")
    assert len(chosen([asks, said], 2)) == 1


def test_spread_over_kinds_speakers_and_paragraphs() -> None:
    """Twelve of thirty equal questions have every kind twice, and all speakers and paragraphs."""
    picked = chosen(many(), 12)
    assert Counter(q.kind for q in picked) == dict.fromkeys(KINDS, 2)
    assert Counter(q.speaker.name for q in picked).keys() == {p.name for p in PEOPLE}
    assert max(Counter(q.evidence[0].start // 100 for q in picked).values()) <= 2


def test_certain_questions_first() -> None:
    """Of two that are equal otherwise, the surer one is asked."""
    sure = question(1, confidence=0.97)
    doubtful = question(1, "what_said", fact="f1", confidence=0.5)
    assert chosen([doubtful, sure], 1) == [sure]


def test_empty_statements_last() -> None:
    """“No comment” is asked about only when there is nothing better."""
    empty = question(1, stem="Who said he had no comment on the match?")
    better = question(2, confidence=0.8)
    for seed in range(5):
        assert chosen([empty, better], 1, seed) == [better]
    assert chosen([empty], 1) == [empty]


def test_keywords_are_what_the_article_is_about() -> None:
    """Its most frequent words, but none that every article has."""
    text = "The bridge was closed. She said the bridge would have been safe. A bridge, they said."
    about = replace(article(), title="The bridge", text=text, body=(Span(0, len(text)),))
    assert find_keywords(about) == {"bridge": 1.0}
    assert find_keywords(article()) == {}


def test_what_the_article_is_about_first() -> None:
    """Of two that are equal otherwise, the one with the article's own words is asked."""
    text = "The bridge was closed. The bridge leaks. Nobody loves a bridge. " * 20
    about = replace(article(), text=text)
    core = question(1, stem="Who said that the bridge was closed?")
    aside = question(1, "what_said", fact="other", stem="Who said that lunch was late?")
    picked = choose(about, [aside, core], Settings(count=1), random.Random(0))
    assert [q.stem for q in picked] == [core.stem]


def test_kept_ones_stay() -> None:
    """What a teacher keeps is in the set, and nothing that clashes with it."""
    kept = question(1, "who_said", fact="f")
    clash = question(2, "what_said", fact="f", confidence=1.0)
    other = question(3)
    assert set(q.id for q in chosen([clash, other], 3, kept=[kept])) == {kept.id, other.id}


def test_fresh_before_stale() -> None:
    """What the last set had comes back only when nothing fresh is left."""
    stale, fresh = question(1, confidence=0.9), question(2, confidence=0.9)
    assert chosen([stale, fresh], 1, stale={stale.id: OUTWEIGHS}) == [fresh]
    assert set(chosen([stale, fresh], 2, stale={stale.id: OUTWEIGHS})) == {stale, fresh}


def test_the_seed_decides_between_equals() -> None:
    """Other seeds give other sets, one seed always the same."""
    drawings = {tuple(q.id for q in chosen(many(), 6, seed)) for seed in range(8)}
    assert len(drawings) > 1
    assert chosen(many(), 6, 3) == chosen(many(), 6, 3)


def test_in_the_articles_order() -> None:
    """Questions come as their passages do, comparisons of several passages at the end."""
    numbers = [3, 0, 7, 1]
    made = [question(n, "which_first" if n == 0 else "who_said") for n in numbers]
    assert [q.evidence[0].start for q in in_order(made)] == [100, 300, 700, 0]


CANDIDATES = st.lists(
    st.builds(
        lambda number, kind, fact, who, option, sure: question(
            number,
            kind,
            fact=f"fact {fact}",
            options=(f"answer {option}", "wrong", "false"),
            speaker=PEOPLE[who] if who < 3 else None,
            confidence=sure,
        ),
        st.integers(0, 40),
        st.sampled_from(KINDS),
        st.integers(0, 12),
        st.integers(0, 3),
        st.integers(0, 9),
        st.sampled_from([0.8, 0.9, 1.0]),
    ),
    max_size=25,
    unique_by=lambda q: q.id,
)


@given(CANDIDATES, st.integers(1, 15), st.integers(0, 5), st.randoms(use_true_random=False))
def test_any_candidates(
    candidates: list[Question], count: int, seed: int, order: random.Random
) -> None:
    """Whatever there is: no more than asked, each once, no fact twice, no order that counts."""
    picked = chosen(candidates, count, seed)
    assert len(picked) <= count
    assert len({q.id for q in picked}) == len(picked)
    facts = [fact for q in picked for fact in q.facts]
    assert len(set(facts)) == len(facts)
    assert picked or not candidates
    assert picked == in_order(picked)
    if len(picked) < count:  # nothing that would still fit was left out
        for left in candidates:
            assert left in picked or len(chosen([left], count, kept=picked)) == len(picked)


def test_paragraphs_are_those_of_the_article() -> None:
    """The hand-made article has the paragraphs that these tests count on."""
    assert article().body == PARAGRAPHS
