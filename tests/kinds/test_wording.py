"""What several kinds of question have in common."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen.kinds.wording import weight_of
from tests.kinds.making import person, statement

ADA = person("Ada Brook")


@pytest.mark.parametrize(
    ("wording", "frame", "weight", "worth"),
    [
        ("I felt embarrassed sometimes, but not unsafe", "quotation", 2, 3),
        ("she felt embarrassed sometimes, but not unsafe", "clause", 2, 2),
        ("We lost the ferry", "quotation", 2, 2),
        ("I know what I am to do with it", "quotation", 1, 1),
    ],
)
def test_a_quotation_is_known_by_its_words(
    wording: str, frame: str, weight: int, worth: int
) -> None:
    """If it has some, and they say something."""
    said = replace(statement(ADA, wording), frame=frame, weight=weight)  # type: ignore[arg-type]
    assert weight_of(said) == worth
