"""Whom names, descriptions and pronouns mean, in golden passages."""

from __future__ import annotations

import pytest

from quizgen.facts import find_facts
from tests.cases import Case, parameters, read_cases


@pytest.mark.parametrize("case", parameters("speakers.md"))
def test_golden_passage(case: Case) -> None:
    """Each statement has the speaker written under it, or nobody where a reader would doubt."""
    article = case.article()
    found = []
    for attribution in find_facts(article).attributions:
        cue = " ".join(span.of(article.text) for span in attribution.cue)
        speaker = attribution.speaker
        if speaker is None:
            found.append((cue, "-", "-", "-"))
        else:
            found.append((cue, speaker.name, speaker.role or "-", speaker.type))
    assert len(found) == len(case.expected), found
    for line, wanted in zip(found, case.expected, strict=True):
        assert line[: len(wanted)] == wanted


def test_enough_golden_passages_are_read() -> None:
    """The case file is read whole, and a fair part of it asks for nobody."""
    cases = read_cases("speakers.md")
    assert len(cases) >= 35
    assert sum(case.expected[-1][1] == "-" for case in cases) >= 8
    assert len({case.title for case in cases}) == len(cases)
