"""Whose a quotation without a cue of its own is."""

from __future__ import annotations

import pytest

from quizgen.analysis import parse
from quizgen.article import article_from_text
from quizgen.facts.chains import without_others_before
from quizgen.facts.quotations import attribution_kind, find_quotations
from quizgen.models import Attribution
from quizgen.training.markup import read_marked
from tests.kinds.making import person

SPEAKERS = {"Hale": person("Ann Hale"), "Drew": person("Karl Drew"), "he": person("Karl Drew")}


def kept(marked_text: str) -> list[tuple[str | None, str]]:
    """Each attribution's speaker and what is left of its content."""
    marked = read_marked(marked_text)
    article = article_from_text(marked.text, title="Trams")
    quotations = find_quotations(article.text, article.body)
    attributions = [
        Attribution(
            source=one.source,
            cue=one.cue,
            content=one.content,
            kind=attribution_kind(article.text, one.content, quotations),
            speaker=SPEAKERS[one.source[0].of(article.text)],
            rule="marked",
            confidence=1.0,
        )
        for one in marked.attributions
    ]
    found = without_others_before(parse(article), attributions, quotations)
    return [
        (a.speaker and a.speaker.name, " … ".join(s.of(article.text) for s in a.content))
        for a in found
    ]


FIRST = "[q1:“The tram is late,”] [c1:said] [s1:Hale], shrugging. "
HALE = ("Ann Hale", "“The tram is late,”")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        # with what stands behind the quotation, and what it says
        ("[q2:“It often is.” Nobody waits], [c2:said] [s2:Drew].", ("Karl Drew", "Nobody waits")),
        # with a quotation behind it
        (
            "[q2:“It often is.”] Nobody else came. [q2:“I walk,”] [s2:he] [c2:said].",
            ("Karl Drew", "“I walk,”"),
        ),
        # with what follows the cue
        (
            "[q2:“It often is.”] [s2:Drew] [c2:said] [q2:nobody waits].",
            ("Karl Drew", "nobody waits"),
        ),
        # with nothing else
        ("[q2:“It often is.”] The driver, [s2:Drew] [c2:said].", (None, "“It often is.”")),
    ],
)
def test_it_goes_on_with_who_spoke_last(text: str, left: tuple[str | None, str]) -> None:
    """A whole quotation behind one speaker's sentence isn't the next one's."""
    assert kept(FIRST + text) == [HALE, left]


@pytest.mark.parametrize(
    "text",
    [
        "[q2:“It often is,”] [c2:said] [s2:Drew].",  # its cue follows
        "[q2:“Is it often?”] [c2:said] [s2:Drew].",
        "[q2:“It often is.”] [q2:“I walk,”] [c2:said] [s2:Drew].",  # so do more words of his
        "\n\n[q2:“It often is.”] The driver, [s2:Drew] [c2:said].",  # a paragraph of its own
        "Nobody waits there. [q2:“It often is.”] The driver, [s2:Drew] [c2:said].",
        "[q2:“It often is.”] The driver, [s2:Hale] [c2:said].",  # who spoke last
    ],
)
def test_it_may_be_the_next_speaker_s(text: str) -> None:
    """Nothing is taken from who has a cue right behind, or begins a paragraph."""
    assert kept(FIRST + text)[1][0] is not None
    assert "It often is" in kept(FIRST + text)[1][1] or "Is it often" in kept(FIRST + text)[1][1]
