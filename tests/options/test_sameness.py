"""Whether two statements may be one."""

from __future__ import annotations

from quizgen.options import says_the_same


def test_a_shorter_report_of_the_same() -> None:
    """One wording that is nearly all in another may be a report of the same words."""
    assert says_the_same(
        "the old bridge over the harbour could fall within weeks",
        "the old harbour bridge could fall",
    )
    assert not says_the_same("the old bridge could fall", "nobody asked for money")
