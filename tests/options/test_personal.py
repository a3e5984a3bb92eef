"""What only somebody in the speaker's own place could have said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen.models import Span
from quizgen.options import is_personal, other_speakers
from quizgen.options.personal import belongs_to, is_likened
from tests.kinds.making import facts, material, person, statement

ADA = person("Ada Brook", "mayor")


@pytest.mark.parametrize(
    ("wording", "personal"),
    [
        ("My business was bad in 2006", True),
        ("We kept the doors of our shop open", True),
        ("They voted for me three times", True),
        ("I put the factory up for sale", True),
        ("I’ve been through the racks of the market", True),
        ("I think the bridge will fall", False),
        ("I don’t believe it will ever open", False),
        ("Our country needs bridges", False),
        ("The bridge will fall", False),
        ("Let me tell you about the bridge", False),
    ],
)
def test_quoted(wording: str, personal: bool) -> None:
    """The speaker's own life and belongings, not opinions, nor what everybody shares."""
    said = replace(statement(ADA, wording), frame="quotation")
    assert is_personal(said) == personal


def test_reported() -> None:
    """By the speaker's own "his", or by what is quoted in between."""
    own = replace(statement(ADA, "she would sell her ferry before May"), own=True)
    assert is_personal(own)
    assert not is_personal(replace(own, wording="she would leave before May"))
    assert is_personal(statement(ADA, "the council had “ruined my shop” in May"))
    assert not is_personal(statement(ADA, "the council had sold his ferry"))


def test_promised() -> None:
    """What somebody vows is his own, whoever is spoken of."""
    assert is_personal(replace(statement(ADA, "to open the bridge"), lemma="vow"))


def test_nobody_of_another_walk_of_life() -> None:
    """Of a mayor's voters no pollster speaks as his own."""
    said = replace(statement(ADA, "My voters want the old bridge back"), frame="quotation")
    kim = replace(person("Kim Holt"), gender="female")
    others = (person("Tom Vance", "pollster"), person("Lee Marsh", "mayor"), kim)
    found = facts(speakers=(ADA, *others), statements=(said,))
    names = {s.name for s in other_speakers(material(found), ADA, said, ())}
    assert names == {"Lee Marsh", "Kim Holt"}
    said = replace(said, wording="The voters want the old bridge back")
    found = replace(found, statements=(said,))
    assert "Tom Vance" in {s.name for s in other_speakers(material(found), ADA, said, ())}


def test_nobody_denounces_whom_he_serves() -> None:
    """“Who denounced Mr Holt?” is not to be asked of his adviser."""
    said = replace(statement(ADA, "Mr Holt for the bridge"), lemma="denounce")
    assert belongs_to(("Kim Holt",), person("Tom Vance", "Holt adviser"), said)
    assert not belongs_to(("Kim Holt",), person("Tom Vance", "adviser"), said)
    assert not belongs_to(("Kim Holt",), person("Tom Vance", "Holt adviser"), statement(ADA, "it"))


def test_nobody_who_did_so_too() -> None:
    """“Like Holt, Brook rejected the plan”: Holt is right as well."""
    said = replace(statement(ADA, "the plan"), sentences=(Span(0, 60),))
    holt = person("Kim Holt", "baker")
    assert is_likened(holt, said, "Like Holt, Brook rejected the plan for the bridge.".ljust(60))
    assert is_likened(holt, said, "Along with baker Kim Holt, Brook rejected it.".ljust(60))
    assert not is_likened(holt, said, "Unlike Holt, Brook rejected the plan.".ljust(60))
