"""What only somebody in the speaker's own place could have said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen.models import Span
from quizgen.options import is_personal, other_speakers
from quizgen.options.personal import (
    belongs_to,
    is_for_own_country,
    is_likened,
    tells_who_speaks,
)
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
    kim = replace(person("Kim Holt", "senator"), gender="female")
    others = (person("Tom Vance", "pollster"), person("Lee Marsh", "mayor"), kim)
    found = facts(speakers=(ADA, *others), statements=(said,))
    names = {s.name for s in other_speakers(material(found), ADA, said, ())}
    assert names == {"Lee Marsh", "Kim Holt"}
    said = replace(said, wording="The voters want the old bridge back")
    found = replace(found, speakers=(ADA, *others[:2]), statements=(said,))
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


@pytest.mark.parametrize(
    ("wording", "role", "only_theirs"),
    [
        ("As I told my council, Norway will build it with Denmark", "Danish minister", True),
        ("As I told my council, Norway will build it", "Norwegian envoy", False),
        ("As I told my council, Norway will build it", "a trader", False),  # of which country?
        ("The bridge of Norway is the longest of all", "Danish minister", False),
        ("We are glad that the bridge is open", "Danish minister", False),
    ],
)
def test_who_speaks_for_a_country(wording: str, role: str, only_theirs: bool) -> None:
    """What somebody says as his country’s is no answer for another’s minister."""
    for told in ("Norwegian minister", None):
        said = replace(statement(person("Karl Holt", told), wording), frame="quotation")
        assert is_for_own_country(said, person("Ada Brook", role)) == only_theirs


def test_what_the_speaker_is() -> None:
    """A sheriff is ruled out by "not an officer", but no candidate by being a candidate."""
    said = replace(statement(ADA, "she is “not a police officer” and only helps"), own=True)
    assert tells_who_speaks(said)
    assert tells_who_speaks(replace(said, wording="she was no longer the mayor of Eda"))
    assert not tells_who_speaks(replace(said, wording="she is a stronger candidate than Mr Holt"))
    assert not tells_who_speaks(replace(said, wording="she is not afraid of the mayor"))
    assert not tells_who_speaks(replace(said, own=False))
