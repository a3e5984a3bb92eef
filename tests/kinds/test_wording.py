"""What several kinds of question have in common."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen.kinds.wording import options_for, weight_of
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


def test_no_role_that_leans_on_another() -> None:
    """Beside the owner of another club "the club’s president" would be that one's."""
    ada = person("Ada Brook", "owner of the Eastwick Club")
    tom, lee = (
        person("Tom Vance", "farmer"),
        person("Lee Marsh", "the club's 78-year-old president"),
    )
    assert options_for(ada, [tom], ()) == [
        "Ada Brook, owner of the Eastwick Club",
        "Tom Vance, farmer",
    ]
    assert options_for(ada, [tom, lee], ()) == ["Ada Brook", "Tom Vance", "Lee Marsh"]
    their = person("Lee Marsh", "Norland's president")
    assert "Norland's president" in options_for(ada, [tom, their], ())[2]
