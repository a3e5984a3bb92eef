"""What is read out of the article that the project ships with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quizgen import read_article
from quizgen.facts import find_facts
from quizgen.models import Article, Facts
from tests.cases import HERE

SEED = next(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))


def table(heading: str) -> list[list[str]]:
    """The rows of one section of the case file."""
    section = (HERE / "seed_article.md").read_text(encoding="utf-8").split(f"## {heading}\n")[1]
    return [
        line.removeprefix("- ").split(" | ")
        for line in section.split("\n## ")[0].splitlines()
        if line.startswith("- ")
    ]


@pytest.fixture(scope="module")
def article() -> Article:
    return read_article(SEED)


@pytest.fixture(scope="module")
def facts(article: Article) -> Facts:
    return find_facts(article)


def test_every_statement_has_its_speaker(article: Article, facts: Facts) -> None:
    """All nineteen statements are found with kind, speaker, cue and content, and no others."""
    wanted = table("Statements")
    assert len(wanted) == 19
    found = []
    told = [a for a in facts.attributions if a.asserted]
    for attribution, row in zip(told, wanted, strict=True):
        first, last = (part.split() for part in row[3].split(" … "))
        content = " ".join(span.of(article.text) for span in attribution.content).split()
        found.append(
            [
                attribution.kind,
                attribution.speaker.name if attribution.speaker else "-",
                " ".join(span.of(article.text) for span in attribution.cue),
                f"{' '.join(content[: len(first)])} … {' '.join(content[-len(last) :])}",
            ]
        )
    assert found == wanted


def test_speakers_have_their_roles(facts: Facts) -> None:
    """Whoever says something has the role that the article gives."""
    roles = {
        attribution.speaker.name: attribution.speaker.role
        for attribution in facts.attributions
        if attribution.speaker is not None and attribution.speaker.type == "person"
    }
    assert roles == dict(table("Roles"))


def test_nobody_says_what_nobody_says(article: Article, facts: Facts) -> None:
    """Scare quotes, negated speech, plain reporting and the comment form are no statements."""
    for (words,) in table("Nobody says"):
        start = article.text.index(words)
        end = start + len(words)
        assert not any(
            span.start < end and start < span.end
            for attribution in facts.attributions
            if attribution.asserted
            for span in (*attribution.content, *attribution.cue)
        ), words


def test_every_dated_event_is_found(article: Article, facts: Facts) -> None:
    """All twelve dated expressions are found with their day, and what happened then."""
    wanted = table("Events")
    assert len(wanted) == 12
    assert [
        (occurrence.event.timex.span.of(article.text), occurrence.event.timex.value)
        for occurrence in facts.occurrences
    ] == [(row[0], row[1]) for row in wanted]
    for occurrence, row in zip(facts.occurrences, wanted, strict=True):
        assert row[3] in occurrence.clause
        assert occurrence.problem is None


def test_without_a_publication_day_no_year_is_guessed(article: Article) -> None:
    """The same expressions keep what the text itself states, and nothing more."""
    undated = find_facts(replace(article, published=None))
    assert [
        (occurrence.event.timex.span.of(article.text), occurrence.event.timex.value)
        for occurrence in undated.occurrences
    ] == [(row[0], None if row[2] == "-" else row[2]) for row in table("Events")]


def test_publication_day_decides(article: Article) -> None:
    """Another publication day gives other days: none is known by heart."""
    later = find_facts(replace(article, published=date(2017, 3, 14)))
    values = [occurrence.event.timex.value for occurrence in later.occurrences]
    assert values[0] == "2017-03-13"
    assert "2017-02-27" in values and "2016-12" in values
