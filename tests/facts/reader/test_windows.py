"""Windows: every word is read once, among the words of its paragraph."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quizgen.facts.quotations import find_quotations
from quizgen.facts.reader.linking import DISTANCES, REACH, around, bucket
from quizgen.facts.reader.windows import Marks, windows
from quizgen.facts.reader.words import Words, find_words
from quizgen.models import Span

MARKS = Marks(start=1, separator=2)
sentences = st.lists(st.sampled_from(["Rain fell.", "He said “no”.", "A, b; c: d!", "Word " * 30]))


def words_of(paragraphs: list[list[str]]) -> Words:
    text, body = "", []
    for paragraph in (" ".join(p).strip() for p in paragraphs):
        if paragraph:
            body.append(Span(len(text), len(text) + len(paragraph)))
            text += paragraph + "\n\n"
    return find_words(text, body, find_quotations(text, body))


@given(st.lists(sentences, max_size=8), st.integers(8, 64), st.integers(1, 3))
def test_every_word_is_in_one_window(paragraphs: list[list[str]], length: int, pieces: int) -> None:
    words = words_of(paragraphs)
    found = list(windows(words, [[7] * pieces] * len(words), MARKS, length))
    assert [i for w in found for i in range(w.first, w.last)] == list(range(len(words)))
    for window in found:
        assert len(window.ids) == len(window.shapes) == len(window.quoted) <= length
        assert [window.ids[head] for head in window.heads] == [7] * (window.last - window.first)


def test_a_paragraph_is_cut_only_if_it_must_be() -> None:
    words = words_of([["Rain fell."] * 3, ["Rain fell."] * 3, ["Rain fell."]])
    found = list(windows(words, [[7]] * len(words), MARKS, 16))
    assert [(w.first, w.last) for w in found] == [(0, 9), (9, 21)]


def test_a_long_paragraph_is_cut_behind_a_sentence() -> None:
    words = words_of([["Rain fell."] * 6])
    found = list(windows(words, [[7]] * len(words), MARKS, 13))
    assert [(w.first, w.last) for w in found] == [(0, 9), (9, 18)]


def test_distances_are_told_apart_by_side_and_by_size() -> None:
    steps = [bucket(d) for d in range(-REACH - 1, REACH + 2)]
    assert steps == sorted(steps)
    assert steps[0] == 0 and steps[-1] == DISTANCES - 1


def test_the_linker_sees_the_words_around_each_cue() -> None:
    paragraphs = np.array([0] * 150 + [1] * 150)
    early, late = around((2, 3), paragraphs), around((299, 299), paragraphs)
    assert (early.start, early.stop) == (0, 3 + REACH + 1)
    assert (late.start, late.stop) == (299 - REACH, 300)
    assert early.distance[2] == early.distance[3] == bucket(0)
    assert early.distance[0] == bucket(-2)
    assert set(late.paragraph.tolist()) == {0}
