"""Several question sets in one Anki package."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from decks.anki import write_several
from quizgen.errors import DeckError
from quizgen.models import QuestionSet
from tests.decks.student import Student


def about(question_set: QuestionSet, article_id: str, title: str) -> QuestionSet:
    """The same questions on another article."""
    return replace(
        question_set,
        article=replace(question_set.article, id=article_id, title=title),
        questions=tuple(replace(q, id=f"{article_id}-{q.id}") for q in question_set.questions),
    )


def names(student: Student) -> set[str]:
    return {deck.name for deck in student.col.decks.all_names_and_ids()} - {"Default"}


def test_each_set_is_a_deck(student: Student, question_set: QuestionSet, tmp_path: Path) -> None:
    """Each set has a deck of its own below the one that is named, in its own order."""
    path = tmp_path / "several.apkg"
    sets = [about(question_set, "a", "First"), about(question_set, "b", "Second::part")]
    write_several(sets, path, below="News :: of May")
    assert student.imports(path) == {"new": 8}
    top = "quizgen::News : of May"
    assert names(student) == {"quizgen", top, f"{top}::First", f"{top}::Second:part"}
    assert student.deck_of("a-q1") == f"{top}::First"
    assert student.deck_of("b-q4") == f"{top}::Second:part"
    due = "SELECT c.due FROM cards c JOIN notes n ON n.id = c.nid WHERE n.guid LIKE ? ORDER BY n.id"
    assert student.col.db.list(due, "b-%") == [1, 2, 3, 4]
    assert "Questions on <b>First</b>" in student.col.decks.by_name(f"{top}::First")["desc"]


def test_without_a_name_they_stand_below_quizgen(
    student: Student, question_set: QuestionSet, tmp_path: Path
) -> None:
    """Each deck is the one that its set makes alone, so one package updates the other's notes."""
    path = tmp_path / "several.apkg"
    sets = [about(question_set, "a", "First"), about(question_set, "b", "Second")]
    student.takes(sets[0])
    write_several(sets, path)
    assert student.imports(path) == {"new": 4, "duplicate": 4}
    assert names(student) == {"quizgen", "quizgen::First", "quizgen::Second"}


def test_same_title_is_same_deck(
    student: Student, question_set: QuestionSet, tmp_path: Path
) -> None:
    """Two articles of one title, in whatever case, share a deck that tells of both."""
    path = tmp_path / "several.apkg"
    write_several([about(question_set, "a", "News"), about(question_set, "b", "NEWS")], path)
    assert student.imports(path) == {"new": 8}
    assert names(student) == {"quizgen", "quizgen::News"}
    assert student.deck_of("b-q1") == "quizgen::News"
    assert student.col.decks.by_name("quizgen::News")["desc"].count("Questions on") == 2


def test_one_article_twice_is_refused(tmp_path: Path, question_set: QuestionSet) -> None:
    """Two generations of one set in one package would double every note."""
    with pytest.raises(DeckError, match="two of these question sets are about “Marlow Bay"):
        write_several([question_set, question_set], tmp_path / "several.apkg")
    assert list(tmp_path.iterdir()) == []


def test_a_set_without_questions_is_named(tmp_path: Path, question_set: QuestionSet) -> None:
    """It is said which of the sets is empty."""
    empty = replace(about(question_set, "b", "Empty one"), questions=())
    with pytest.raises(DeckError, match="about “Empty one” has no questions"):
        write_several([question_set, empty], tmp_path / "several.apkg")


def test_same_sets_make_the_same_bytes(tmp_path: Path, question_set: QuestionSet) -> None:
    """One list of sets makes one package, byte for byte."""
    sets = [about(question_set, "a", "First"), about(question_set, "b", "Second")]
    for name in ("1", "2"):
        write_several(sets, tmp_path / name)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
