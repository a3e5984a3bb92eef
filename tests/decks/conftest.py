"""Fixtures of the decks' tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.decks.student import Student


@pytest.fixture
def student(tmp_path: Path) -> Iterator[Student]:
    """A student with an empty Anki collection."""
    student = Student(tmp_path / "student")
    yield student
    student.col.close()
