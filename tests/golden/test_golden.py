"""The question sets of the shipped article, compared word by word."""

from __future__ import annotations

from difflib import unified_diff

import pytest

from tests.golden import RENEW, rendered
from tests.golden.sets import GOLDEN, made, path


@pytest.mark.parametrize("name", GOLDEN)
def test_question_set_is_the_reviewed_one(name: str) -> None:
    """Every question, option and passage is as it was when somebody last read them all."""
    kept = path(name).read_text(encoding="utf-8")
    now = rendered(made(name))
    if now != kept:
        difference = "".join(
            unified_diff(kept.splitlines(True), now.splitlines(True), f"{name}.md", "made now", n=4)
        )
        pytest.fail(
            f"the questions differ from the reviewed ones:\n{difference}\nRead each change; if all"
            f" are right, renew with `{RENEW}` and commit the files.",
            pytrace=False,
        )


def test_at_least_thirty_good_questions() -> None:
    """Asked for all of them, the shipped article gives thirty questions or more."""
    for name in GOLDEN:
        if name.endswith("-all"):
            assert path(name).read_text(encoding="utf-8").count("\n## ") >= 30
