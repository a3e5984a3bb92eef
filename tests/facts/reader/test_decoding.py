"""From the network’s numbers to cues, sources and contents."""

import numpy as np

from quizgen.facts.quotations import find_quotations
from quizgen.facts.reader.confidence import Calibration, expanded
from quizgen.facts.reader.decoding import FEATURES, find_cues, probabilities, read_roles, smoothed
from quizgen.facts.reader.words import find_words
from quizgen.models import Span

NONE, SOURCE, CONTENT = 0, 1, 3


def certain(labels: list[int], count: int) -> np.ndarray:
    """Probabilities that leave no doubt about these labels."""
    return probabilities(np.eye(count, dtype=np.float32)[labels] * 9)


def test_differences_in_the_last_digits_decide_nothing() -> None:
    """Two machines that add in another order come to the same probabilities."""
    scores = np.array([[0.33, 1.27, -2.01]], dtype=np.float32)
    assert (probabilities(scores) == probabilities(scores + 1e-4)).all()


def test_cues_side_by_side_are_told_apart() -> None:
    assert find_cues(certain([0, 1, 2, 1, 0, 2], 3)) == [(1, 2), (3, 3), (5, 5)]


def read(text: str, cue: tuple[int, int], roles: list[int]) -> tuple[list[str], list[str]]:
    """Source and content of the one cue, as text."""
    body = [Span(0, len(text))]
    quotations = find_quotations(text, body)
    words = find_words(text, body, quotations)
    cues = certain([int(cue[0] <= i <= cue[1]) for i in range(len(words))], 3)
    reading = read_roles(certain(roles, 5), 0, cue, cues, words, 0, quotations)
    assert reading is not None
    assert len(reading.features) == len(FEATURES)
    return [s.of(text) for s in reading.source], [s.of(text) for s in reading.content]


def test_content_takes_its_quotation_marks_and_leaves_the_comma() -> None:
    text = "“We won,” she said, “at last.”"
    roles = [0, 3, 4, 4, 0, 1, 0, 0, 0, 3, 4, 0, 0]
    assert read(text, (6, 6), roles) == (["she"], ["“We won,”", "“at last.”"])
    text = "The dam, officials said, was sound."
    roles = [3, 4, 4, 1, 0, 4, 3, 4, 4]
    assert read(text, (4, 4), roles) == (["officials"], ["The dam", "was sound"])


def test_a_quotation_is_somebodys_from_mark_to_mark() -> None:
    text = "“We ate and slept,” she said."
    roles = [3, 4, 4, 0, 4, 0, 0, 1, 0, 0]
    assert read(text, (8, 8), roles) == (["she"], ["“We ate and slept,”"])
    text = "“He said we ate,” she said."
    roles = [0, 1, 0, 3, 4, 0, 0, 0, 0, 0]
    assert read(text, (2, 2), roles) == (["He"], ["we ate"])


def test_content_that_ends_with_an_opening_mark_is_one_with_what_the_mark_opens() -> None:
    text = "He says: not now “we ate and slept”."
    roles = [1, 0, 0, 3, 4, 4, 0, 4, 4, 4, 0, 0]
    assert read(text, (1, 2), roles) == (["He"], ["not now “we ate and slept”"])


def test_a_word_of_doubt_parts_no_content_and_makes_none() -> None:
    doubt, sure = [0.6, 0.4], [0.1, 0.9]
    said = np.array([sure, sure, doubt, sure, sure])[:, 1]
    assert smoothed(said, []) == [1, 1, 1, 1, 1]
    assert smoothed(1 - said, []) == [0, 0, 0, 0, 0]
    assert smoothed(np.array([0.9, 0.9, 0.9, 0.1, 0.1, 0.1]), []) == [1, 1, 1, 0, 0, 0]
    # What stands between is the cue’s: whatever it looks like, it parts nothing.
    assert smoothed(np.array([0.9, 0.9, 0.0, 0.9, 0.9]), [2]) == [1, 1, 1, 1, 1]


def test_the_surest_stretch_is_the_source() -> None:
    """A source is one stretch: of two, the one with more behind it."""
    text = "Mr Holt said the club denied it."
    assert read(text, (2, 2), [1, 2, 0, 3, 4, 4, 1, 0])[0] == ["Mr Holt"]


def test_without_content_nothing_is_read() -> None:
    text = "She said."
    words = find_words(text, [Span(0, 9)], [])
    roles = certain([SOURCE, NONE, CONTENT], 5)  # the full stop alone
    cues = certain([0, 1, 0], 3)
    assert read_roles(roles, 0, (1, 1), cues, words, 0, []) is None


def test_confidence_rises_with_the_score() -> None:
    weights = (1.0,) + (0.0,) * (len(expanded((0.5,) * len(FEATURES))) - 1)
    rising = Calibration(weights, 0.0, (-1.0, 0.0, 2.0), (0.1, 0.5, 0.9))
    sure = [rising.confidence((x,) + (0.5,) * (len(FEATURES) - 1)) for x in (-5, -1, -0.5, 0, 1, 9)]
    assert sure == [0.1, 0.1, 0.3, 0.5, 0.7, 0.9]
