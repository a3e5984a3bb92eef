"""Walks of life, as far as an article tells."""

from __future__ import annotations

import pytest

from quizgen.models import Article, Span, Speaker
from quizgen.standing import Standings
from tests.kinds.making import facts, person


def standings(text: str, *people: Speaker) -> Standings:
    """Of these people in a text."""
    made = Article("made", "Made", text, None, body=(Span(0, len(text)),))
    return Standings(made, facts(speakers=people))


class TestWalks:
    """What somebody is."""

    @pytest.mark.parametrize(
        ("role", "walk"),
        [
            ("mayor of Eastwick", "office"),
            ("presidential candidate", "office"),
            ("adviser to President Holt", "staff"),
            ("professor of law at Eastwick University", "learned"),
            ("talk show host and pollster", "press"),
            ("plumbing contractor", "other"),
            ("reporters", "press"),
        ],
    )
    def test_by_role(self, role: str, walk: str) -> None:
        """By the noun of the role, not by whom it serves."""
        assert walk in standings("", person("Ada Brook", role)).walks(person("Ada Brook", role))

    def test_by_rank_or_party(self) -> None:
        """By what stands beside the name."""
        ada, tom = person("Ada Brook"), person("Tom Vance")
        found = standings("Sen. Ada Brook met Tom Vance (R-Norland).", ada, tom)
        assert found.walks(ada) == found.walks(tom) == {"office"}

    def test_who_needs_no_introduction(self) -> None:
        """Whoever is named often without a role is like those who hold an office."""
        ada, tom = person("Ada Brook"), person("Tom Vance")
        mayor, writer = person("Lee Marsh", "mayor"), person("Max Roth", "columnist")
        found = standings("Ada Brook. Tom Vance. " + "Brook. " * 4, ada, tom, mayor, writer)
        assert found.likeness(ada, mayor) == 1
        assert found.likeness(ada, writer) == -1
        assert found.likeness(tom, writer) == 0  # nothing tells what he is
        assert found.likeness(mayor, writer) == -1

    def test_two_of_one_family(self) -> None:
        """A family name that two share still shows whom the article is about."""
        ada, tom = person("Ada Brook"), person("Tom Brook")
        found = standings("Ada Brook. Tom Brook. " + "Mrs Brook. " * 8, ada, tom)
        assert found.likeness(ada, person("Lee Marsh", "mayor")) == 1
