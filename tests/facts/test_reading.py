"""How well passages unlike those of any corpus are read, over all of them."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.article import article_from_text
from quizgen.models import Attribution, Span
from quizgen.training.markup import Case, read_cases
from tests.facts.readings import OVERALL, by_facts, cases, score

ENOUGH_RIGHT = 0.90


def as_read(case: Case) -> list[Attribution]:
    """What a reader without faults finds."""
    return [
        Attribution(a.source, a.cue, a.content, "indirect", None, "test", 1.0)
        for a in case.marked.attributions
    ]


def inside(parts: Iterable[Span], wholes: Iterable[Span]) -> bool:
    return any(whole.covers(part) for part in parts for whole in wholes)


def test_passages_are_marked_soundly() -> None:
    """Every mark in the passages makes sense: no figure rests on a typing error."""
    passages = cases()
    assert len(passages) >= 200
    assert sum(bool(case.marked.attributions) for case in passages) >= 180
    assert sum(not case.marked.attributions for case in passages) >= 25
    assert len({case.marked.text for case in passages}) == len(passages)
    for case in passages:
        text = case.marked.text
        assert case.heading, text
        for attribution in case.marked.attributions:
            assert attribution.content, text
            assert not inside(attribution.cue, attribution.content), text
            assert not inside(attribution.source, attribution.content), text
            for span in (*attribution.source, *attribution.cue, *attribution.content):
                words = span.of(text)
                assert words == words.strip(), words
                before = text[max(0, span.start - 1) : span.start]
                assert not (before.isalnum() and words[0].isalnum()), words


def test_passages_are_articles() -> None:
    """All that is marked belongs to the article: none of it is taken for a headline or a notice."""
    for case in cases():
        body = article_from_text(case.marked.text, title="Reading").body
        for attribution in case.marked.attributions:
            for span in attribution.content:
                assert any(paragraph.covers(span) for paragraph in body), span.of(case.marked.text)


def test_reading_without_faults_scores_full_marks() -> None:
    """The score holds nothing against a reader that finds what is marked."""
    passages = cases()
    by_text = {case.marked.text: as_read(case) for case in passages}
    for found in score(passages, lambda text: by_text[text]).values():
        assert found.pair.f1 == found.content.f1 == 1
        assert not found.misses


def test_faults_are_counted() -> None:
    """A wrong source spoils the pair, a wrong content both, and what is missing the recall."""
    passages = read_cases(
        "## Faults\n\n[s1:The miller] [c1:said] [q1:the river was low]."
        " [s2:His wife] [c2:said] [q2:the eels had gone].\n\nThe mill stood still on Sunday."
    )
    text = passages[0].marked.text
    right, other = as_read(passages[0])
    assert right.source[0].of(text) == "The miller"
    swapped = Attribution(other.source, right.cue, right.content, "indirect", None, "test", 1.0)
    found = {passages[0].marked.text: [swapped], passages[1].marked.text: [swapped]}
    overall = score(passages, lambda text: found[text])[OVERALL]
    assert (overall.content.right, overall.content.found, overall.content.marked) == (1, 2, 2)
    assert (overall.pair.right, overall.pair.found, overall.pair.marked) == (0, 2, 2)


def test_nine_of_ten_are_read_right() -> None:
    """Who said what is found, and found only where it stands, in nine of ten statements."""
    overall = score(cases(), by_facts)[OVERALL]
    assert overall.pair.f1 >= ENOUGH_RIGHT, "\n".join(overall.misses)
