"""The article as it is read."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.models import Article, QuestionSet, Span
from web import _host, _web_address
from web.languages import long_date
from web.reading import paragraphs


def article(text: str, *body: Span) -> Article:
    return Article("a", "A", text, body=body or (Span(0, len(text)),))


def texts(text: str, *body: Span) -> list[str]:
    """The paragraphs' words."""
    return [
        " ".join("".join(piece.text for piece in paragraph).split())
        for paragraph in paragraphs(article(text, *body))
    ]


def test_paragraphs() -> None:
    """Empty lines part paragraphs, and lines broken to a width are put together again."""
    wrapped = textwrap.fill("The bridge closes on 4 May and won't open again. " * 5, 40)
    assert texts(f"One.\n\nTwo.\r\n\r\n{wrapped}") == ["One.", "Two.", " ".join(wrapped.split())]


def test_only_the_body_is_shown() -> None:
    """What stands between spans of the body is left out, within a paragraph and between two."""
    text = "One two (share this) three.\n\nRead more\n\nFour."
    spans = (Span(0, 8), Span(21, 27), Span(text.index("Four"), len(text)))
    assert texts(text, *spans) == ["One two three.", "Four."]


def test_article_without_body() -> None:
    """An article that is all boilerplate has nothing to read."""
    assert paragraphs(Article("a", "A", "Read more")) == []


def test_passages_are_marked(question_set: QuestionSet) -> None:
    """A passage is marked in its place, and numbered in the order of the article."""
    passages = [question_set.questions[n].evidence[0] for n in (1, 0)]
    marked = [
        (piece.passage, piece.text, piece.begins, piece.ends)
        for paragraph in paragraphs(question_set.article, passages)
        for piece in paragraph
        if piece.passage
    ]
    assert marked == [
        (1, passages[1].of(question_set.article.text), True, True),
        (2, passages[0].of(question_set.article.text), True, True),
    ]


def test_passage_across_paragraphs() -> None:
    """A passage that goes on in the next paragraph begins once and ends once."""
    shown = paragraphs(article("One two.\n\nThree four."), [Span(4, 15)])
    assert [[(p.text, p.passage, p.begins, p.ends) for p in paragraph] for paragraph in shown] == [
        [("One ", None, False, False), ("two.", 1, True, False)],
        [("Three", 1, False, True), (" four.", None, False, False)],
    ]


def test_overlapping_passages_are_one() -> None:
    """Passages that overlap or touch are marked as one; an empty one isn't marked."""
    shown = paragraphs(
        article("One two three."), [Span(4, 9), Span(0, 4), Span(6, 7), Span(11, 11)]
    )
    assert [(p.text, p.passage) for p in shown[0]] == [("One two t", 1), ("hree.", None)]


@given(
    text=st.text("ab. \n\r", max_size=200),
    cuts=st.lists(st.integers(0, 200), max_size=6),
    passages=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=4),
)
def test_nothing_is_lost_or_added(
    text: str, cuts: list[int], passages: list[tuple[int, int]]
) -> None:
    """Whatever body and passages are, each word of the body is shown once, in order, and marked if
    and only if it is in a passage; each passage that is shown begins once and ends once.
    """
    places = sorted({min(cut, len(text)) for cut in cuts})
    body = [Span(a, b) for a, b in zip(places[::2], places[1::2], strict=False)]
    spans = [Span(min(pair), max(pair)) for pair in passages]
    shown = paragraphs(Article("a", "A", text, body=tuple(body)), spans)
    pieces = [piece for paragraph in shown for piece in paragraph]
    solid = [n for span in body for n in range(*span) if not text[n].isspace()]
    assert "".join("".join(p.text.split()) for p in pieces) == "".join(text[n] for n in solid)
    flags = [piece.passage is not None for piece in pieces for c in piece.text if not c.isspace()]
    assert flags == [any(span.start <= n < span.end for span in spans) for n in solid]
    numbers = {piece.passage for piece in pieces} - {None}
    assert [p.passage for p in pieces if p.begins] == sorted(numbers)
    assert [p.passage for p in pieces if p.ends] == sorted(numbers)
    assert all("".join(piece.text for piece in paragraph) for paragraph in shown)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/a?b=1", "https://www.example.org/a?b=1"),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("https:", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, shown: str | None) -> None:
    """An article's address is a link only where it leads to a web page."""
    assert _web_address(url) == shown


def test_how_dates_and_hosts_are_written() -> None:
    """Dates are written out in British order; a host goes without its www."""
    assert long_date(date(2016, 3, 4)) == "4 March 2016"
    assert _host("https://www.example.org:8080/a") == "example.org"
