"""What the network is shown of a text."""

import pytest

from quizgen.facts.quotations import find_quotations
from quizgen.facts.reader.words import SHAPES, Words, find_words
from quizgen.models import Span


def words_of(text: str) -> Words:
    body = [Span(0, len(text))]
    return find_words(text, body, find_quotations(text, body))


@pytest.mark.parametrize("marks", ["“”", '""', "„“", "«»", "‘’", ["''", "''"]])
def test_quotation_marks_of_all_sorts_are_one_to_the_network(marks: str) -> None:
    """A text in British marks reads as it would in American ones."""
    opening, closing = marks
    words = words_of(f"{opening}We won’t go,{closing} she said.")
    assert words.texts == ('"', "We", "won", "'", "t", "go", ",", '"', "she", "said", ".")
    assert words.quoted == (2, 1, 1, 1, 1, 1, 1, 3, 0, 0, 0)


def test_an_apostrophe_opens_nothing() -> None:
    words = words_of("The workers’ pay wasn't raised.")
    assert set(words.quoted) == {0}


def test_words_keep_their_places() -> None:
    text = "  Ms. O'Neil-Brown paid €1,200 (twice)."
    for span, word in zip((w := words_of(text)).spans, w.texts, strict=True):
        assert span.of(text) == word


def test_capitals_and_white_space_are_shown_beside_the_word() -> None:
    shapes = dict(zip((w := words_of("the NATO chief, McCoy, 12")).texts, w.shapes, strict=True))
    assert len({shapes[word] for word in ("the", "NATO", "McCoy", "12", ",")}) == 5
    assert all(0 < shape < SHAPES for shape in shapes.values())


def test_a_quotation_left_open_runs_on_into_the_next_paragraph() -> None:
    text = "“We came.\n\n“We saw,” he said."
    body = [Span(0, 9), Span(11, len(text))]
    words = find_words(text, body, find_quotations(text, body))
    assert words.quoted == (2, 1, 1, 1, 2, 1, 1, 1, 3, 0, 0, 0)
    assert words.paragraphs == (0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1)
