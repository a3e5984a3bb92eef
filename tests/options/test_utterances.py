"""What others' words show of whom is asked about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen.models import Span
from quizgen.options import is_out_of_place, may_be_said_by
from tests.kinds.making import body, facts, material, person, statement

ADA, TOM = person("Ada Brook", "engineer"), person("Tom Vance", "mayor")


@pytest.mark.parametrize(
    "wording",
    [
        "Brook said that her bridge was safe",
        "[Ada Brook] told a meeting that nobody came",
        "Thanks for all the boats, AB",
        "to the Herald in May, the firm had 80 boats",
        "elsewhere in Norland, the bridges were closed",
        "in all, 130 boats were lost",
    ],
)
def test_nobody_else_said_that(wording: str) -> None:
    """What names its own speaker, is signed or goes on from elsewhere is no wrong answer."""
    assert is_out_of_place(material(), statement(ADA, wording), TOM)


@pytest.mark.parametrize(
    "wording",
    ["the bridge was safe", "the boats were sold in the US", "in all Norland nobody came"],
)
def test_anybody_may_have_said_that(wording: str) -> None:
    """Nor is it out of place for a firm."""
    assert not is_out_of_place(material(), statement(ADA, wording), TOM)
    assert not is_out_of_place(material(), statement(ADA, wording), body("Acme"))


def test_who_speaks_of_himself() -> None:
    """No firm says "I", no poll "we", and no reporter either."""
    mine = replace(statement(ADA, "I never saw the old bridge"), frame="quotation")
    ours = replace(statement(ADA, "we never saw the old bridge"), frame="quotation")
    found = [
        [is_out_of_place(material(), said, speaker) for said in (mine, ours)]
        for speaker in (TOM, body("Acme"), body("the Acme poll"), person("Kim Holt", "reporter"))
    ]
    assert found == [[False, False], [True, False], [True, True], [True, True]]


def test_a_passage_taken_for_both() -> None:
    """Where the reader takes words for two people's, they are nobody's wrong answer."""
    mine, hers = statement(TOM, "the pier is new"), statement(ADA, "the old bridge is safe")
    apart = replace(
        hers, attribution=replace(hers.attribution, content=(Span(50, 60),), cue=(Span(60, 64),))
    )
    found = facts(speakers=(ADA, TOM), statements=(mine, hers))
    found = replace(found, attributions=(mine.attribution,))
    assert may_be_said_by(material(found), hers, TOM)
    assert not may_be_said_by(material(found), apart, TOM)


def test_words_that_somebody_repeats() -> None:
    """Who quotes the mayor says no more than he did, be it a few words of his."""
    text = "Tom Vance told them to “stand together for the old harbour” at last."
    called = statement(TOM, "they were to “stand together for the old harbour” at last")
    attribution = replace(called.attribution, content=(Span(20, len(text)),), cue=(Span(10, 14),))
    found = facts(speakers=(ADA, TOM), statements=(called,))
    base = material(replace(found, attributions=(attribution,)))
    there = replace(base, article=replace(base.article, text=text))
    for wording, his in (
        ("it was no day to sleep but to “stand together for the old harbour”", True),
        ("the day had come to stand together for the old harbour", True),
        ("the town should not “lie down for the new quay”", False),
    ):
        said = statement(ADA, wording)
        far = replace(said.attribution, content=(Span(200, 260),), cue=(Span(190, 194),))
        assert may_be_said_by(there, replace(said, attribution=far), TOM) == his, wording
