"""Datelines, which are of the text and of no sentence."""

from __future__ import annotations

import pytest

from quizgen.article import article_from_text

OPENING = "The old harbour bridge will close on 4 May, the town council announced."
SECOND = "Ada Brook, the town's chief engineer, said its cables were past saving."


@pytest.mark.parametrize(
    "dateline",
    [
        "MARLOW BAY — ",
        "MARLOW BAY, May 1 (Reuters) - ",
        "MARLOW BAY, England (AP) — ",
        "Marlow Bay (AFP) - ",
        "ST. MARY'S -- ",
        "MARLOW BAY, April 30, 2015 – ",
    ],
)
def test_a_sentence_begins_behind_its_dateline(dateline: str) -> None:
    """Places and agencies in front say nothing, and no title is made of them."""
    article = article_from_text(f"{dateline}{OPENING}\n\n{SECOND}")
    assert [span.of(article.text) for span in article.body] == [OPENING, SECOND]
    assert article.title == "The old harbour bridge will close on 4 May…"


@pytest.mark.parametrize(
    "opening",
    [
        "NATO – Moscow's old rival – said on Monday that it would stay.",
        "BP – The company said so on Monday.",
        "Both – Ada Brook and Tom Vance – said no.",
        "Talks – Geneva has seen many – began on Monday.",
        "Tom Vance (Independent) said no on Monday.",
    ],
)
def test_a_sentence_with_a_dash_stays_whole(opening: str) -> None:
    """A dash behind a name is no dateline of its own."""
    article = article_from_text(f"{opening}\n\n{SECOND}")
    assert article.body[0].of(article.text) == opening


def test_only_the_beginning_of_an_article_has_a_dateline() -> None:
    """Further down, capitals and a dash are something else."""
    later = "MARLOW BAY — The bridge was built in 1911."
    article = article_from_text("\n\n".join([OPENING, SECOND, OPENING, later]))
    assert article.body[-1].of(article.text) == later


@pytest.mark.parametrize(
    "first", ["<Acme Ferries Plc> said so", "$5 million were lost", "12 boats sank"]
)
def test_a_sentence_may_begin_with_a_sign(first: str) -> None:
    """As wires write a firm's name, and with sums and numbers."""
    article = article_from_text(f"MARLOW BAY, March 2 - {first} on Monday.\n\n{SECOND}")
    assert [span.of(article.text) for span in article.body] == [f"{first} on Monday.", SECOND]
