"""Who is said to have said what, in golden sentences."""

from __future__ import annotations

import pytest

from quizgen.facts import find_facts
from quizgen.models import Span
from tests.cases import Case, parameters, read_cases


def written(text: str, spans: tuple[Span, ...], joint: str) -> str:
    return joint.join(" ".join(span.of(text).split()) for span in spans)


@pytest.mark.parametrize("case", parameters("attribution.md"))
def test_golden_sentence(case: Case) -> None:
    """A passage yields exactly the attributions written under it, with these very words."""
    article = case.article()
    found = tuple(
        (
            attribution.kind,
            written(article.text, attribution.source, " // "),
            written(article.text, attribution.cue, " "),
            written(article.text, attribution.content, " // "),
        )
        for attribution in find_facts(article).attributions
        if attribution.asserted
    )
    assert found == case.expected


def test_enough_golden_sentences_are_read() -> None:
    """The case file is read whole: no case is lost to a typing error in it."""
    cases = read_cases("attribution.md")
    assert sum(bool(case.expected) for case in cases) >= 60
    assert sum(not case.expected for case in cases) >= 30
    assert len({case.title for case in cases}) == len(cases)
