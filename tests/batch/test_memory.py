"""Words that pass through leave nothing behind."""

from __future__ import annotations

import pytest

from quizgen import analysis
from quizgen.article import article_from_text
from quizgen.json_files import question_set_json
from quizgen.pipeline import generate
from tests.batch.stories import story


def made(numbers: range) -> list[bytes]:
    return [
        question_set_json(generate(article_from_text(story(number), published="2021-03-15")))
        for number in numbers
    ]


def test_new_words_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once enough are known, no article makes the process larger, and all read as before."""
    before = made(range(5))  # which also loads the model
    vocabulary = analysis.load_model().model.vocab
    known, words = set(vocabulary.strings), {lexeme.orth for lexeme in vocabulary}
    monkeypatch.setattr(analysis, "KEPT_WORDS", 0)
    made(range(900, 905))
    assert set(vocabulary.strings) == known
    assert {lexeme.orth for lexeme in vocabulary} == words
    assert made(range(5)) == before


def test_frequent_words_are_kept() -> None:
    """They would take time to learn anew with every article."""
    made(range(1))
    vocabulary = analysis.load_model().model.vocab
    known = len(vocabulary)
    assert known < analysis.KEPT_WORDS
    made(range(700, 703))
    assert len(vocabulary) > known
