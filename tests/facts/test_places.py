"""Countries and states, where a text means them and nothing longer."""

from __future__ import annotations

import pytest

from quizgen.facts.places import find_places

PLACES = [
    ("Grain from Canada goes to the Netherlands", ["Canada", "the Netherlands"]),
    ("In Ohio and North Carolina it rained", ["Ohio", "North Carolina"]),
    ("Norway’s ferries are late", ["Norway"]),
    ("America leads", ["the United States"]),
    ("Ohio State won", []),
    ("the New York Times wrote", []),
    ("the anti-China march", []),
    ("Kansas, Missouri and Iowa", ["Missouri", "Iowa"]),
    ("the Bank of Norway", ["Norway"]),
    ("Senator Virginia Holt", []),
]


@pytest.mark.parametrize(("text", "names"), PLACES)
def test_places_are_found(text: str, names: list[str]) -> None:
    """By the name they have in a sentence, and not within other names."""
    assert [place.name for place in find_places(text)] == names


def test_states_are_no_countries() -> None:
    """A state stands among states."""
    assert [place.sort for place in find_places("from Iowa to Canada")] == ["state", "country"]
