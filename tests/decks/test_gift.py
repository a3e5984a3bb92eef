"""GIFT, read by gift-pegjs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from decks import EXPORTERS
from decks.gift import category
from quizgen.errors import DeckError
from quizgen.models import QuestionSet
from tests.decks.readers import gift_questions


def read(question_set: QuestionSet, folder: Path) -> list[dict]:
    """Everything in a set's GIFT."""
    path = folder / "set.gift"
    EXPORTERS["gift"].write(question_set, path)
    return gift_questions(path)


def test_categories_ids_and_tags(tmp_path: Path, question_set: QuestionSet) -> None:
    """Questions stand in the article's category, found again by their id, kind and difficulty."""
    first, question, *_ = read(question_set, tmp_path)
    title = "Marlow Bay to close <its> bridge & build anew"
    assert (first["type"], first["title"]) == ("Category", f"$course$/top/quizgen/{title}")
    assert question["id"] == "q1"
    assert question["tags"] == ["quizgen", "who_said", "difficulty-medium"]
    assert question["title"].startswith("1. Who warned that a single lorry of <40 tonnes")


def test_typed_answers(tmp_path: Path, question_set: QuestionSet) -> None:
    """Names, gaps and dates are asked a second time with all the answers that count as right."""
    first = replace(question_set.questions[0], accepted=("Ada Brook, the town’s chief", "Brook"))
    questions = read(
        replace(question_set, questions=(first, *question_set.questions[1:])), tmp_path
    )
    place = next(n for n, q in enumerate(questions) if q["type"] == "Category" and n > 0)
    assert questions[place]["title"].endswith("/Typed answers")
    typed = questions[place + 1 :]
    assert [question["type"] for question in typed] == ["Short"] * 3
    assert [question["id"] for question in typed] == ["q1", "q2", "q3"]
    assert [choice["text"]["text"] for choice in typed[0]["choices"]] == [
        "Ada Brook, the town's chief engineer",
        "Ada Brook the town's chief engineer",
        "Ada Brook, the town’s chief",
        "Ada Brook, the town's chief",
        "Ada Brook the town's chief",
        "Brook",
    ]
    assert all(choice["isCorrect"] for question in typed for choice in question["choices"])
    assert typed[0]["globalFeedback"]["text"] == first.feedback


def test_wildcards_are_plain_text(tmp_path: Path, question_set: QuestionSet) -> None:
    """An asterisk in a typed answer doesn't make every answer right, and "->" makes no pairs."""
    first = replace(question_set.questions[0], accepted=("*Brook*", "a -> b"))
    *_, typed = read(replace(question_set, questions=(first,)), tmp_path)
    answers = [choice["text"]["text"] for choice in typed["choices"]]
    assert r"\*Brook\*" in answers and "a -> b" not in answers


def test_slashes_in_a_title_make_no_categories() -> None:
    """Moodle reads a doubled slash as one that belongs to the name."""
    assert category("Win/lose", "Typed") == "$course$/top/quizgen/Win//lose/Typed"


def test_long_titles(tmp_path: Path, question_set: QuestionSet) -> None:
    """A category's name fits Moodle's 255 characters, and the question is whole."""
    article = replace(question_set.article, title="Long title " * 50)
    question = replace(question_set.questions[0], stem="Long question " * 50)
    category, made, *_ = read(
        replace(question_set, article=article, questions=(question,)), tmp_path
    )
    assert 150 < len(category["title"].split("/")[-1]) < 255
    assert category["title"].endswith("…")
    assert made["stem"]["text"] == question.stem.strip()


@pytest.mark.parametrize("name", ["gift", "moodle-xml", "aiken", "markdown"])
def test_no_questions(name: str, tmp_path: Path, question_set: QuestionSet) -> None:
    """An empty set is refused: an empty file would be taken for a failed import."""
    with pytest.raises(DeckError, match="no questions"):
        EXPORTERS[name].write(replace(question_set, questions=()), tmp_path / "set")
    assert list(tmp_path.iterdir()) == []
