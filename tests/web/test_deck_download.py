"""The deck that students take home."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from quizgen.models import QuestionSet
from tests.web.conftest import Student
from tests.web.sets import renamed
from web.store import Store
from web.student import _file_name


def test_deck(student: Student, question_set: QuestionSet) -> None:
    """The result's page leads to an Anki package, named after the article."""
    page = student.take(student.begin(), list(question_set.questions))
    response = student.client.get(page.links["Download the Anki deck"])
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/")
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert (
        "Marlow Bay to close its bridge build anew.apkg" in response.headers["Content-Disposition"]
    )
    with zipfile.ZipFile(BytesIO(response.data)) as package:
        assert any(name.startswith("collection.anki2") for name in package.namelist())


def test_deck_is_the_same_each_time(student: Student) -> None:
    """Downloaded twice, the deck is the same, byte for byte."""
    address = "/quiz/set-marlow-bay/deck"
    assert student.client.get(address).data == student.client.get(address).data


def test_deck_of_an_updated_set(student: Student, store: Store, question_set: QuestionSet) -> None:
    """The deck is that of the newest version."""
    store.save_question_set(renamed(question_set, "Anew"))
    response = student.client.get("/quiz/set-marlow-bay/deck")
    assert "Anew.apkg" in response.headers["Content-Disposition"]


def test_no_deck_without_questions(
    student: Student, store: Store, question_set: QuestionSet
) -> None:
    """A set without questions has no deck."""
    store.save_question_set(replace(question_set, id="empty", questions=()))
    assert student.get("/quiz/empty/deck").status == 404


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Putin orders partial pullout", "Putin orders partial pullout"),
        ("../../etc/passwd", "etc passwd"),
        ('a<b>:"c"|d?*\r\n', "a b c d"),
        ("Städte – 北京", "Städte 北京"),
        ("...", "quiz"),
        ("", "quiz"),
        ("x" * 300, "x" * 100),
    ],
)
def test_file_names(title: str, name: str) -> None:
    """Whatever the title is, the file's name is one that every system takes."""
    assert _file_name(title) == name
