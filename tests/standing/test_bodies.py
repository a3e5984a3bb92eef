"""Which bodies could have said something, as far as an article tells."""

from __future__ import annotations

import pytest

from quizgen.lexicons import load
from quizgen.standing import sort_of
from tests.kinds.making import body, person
from tests.standing.judging import standing


class TestBodies:
    """Evidence for and against a body's having spoken."""

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("the Harbour Authority", "They paid the Harbour Authority."),
            ("Acme", "Then Acme declined to answer."),
            ("Acme", "According to Acme it rained."),
            ("Acme", "An Acme spokeswoman wept."),
        ],
    )
    def test_told(self, name: str, text: str) -> None:
        """Whose word is news, and who acts: believable."""
        found = standing(body(name), text)
        assert found.possible and found.is_told

    @pytest.mark.parametrize("name", ["Norland", "the Old", "Nor-Land"])
    def test_hardly_told(self, name: str) -> None:
        """A single word that nothing is told of."""
        assert not standing(body(name), f"They like {name}.").is_told

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("the University of Norland", "A professor at the University of Norland left."),
            ("Sand Hollow Elementary School", "It was Sand Hollow Elementary School again."),
            ("House", "They ran for the House."),
            ("Boeing", "He flew a Boeing 757."),
            ("Operation Brisk Tide", "An adviser to Operation Brisk Tide left."),
            ("HERALD CONTENT AGENCY", "Write to him. ? 2017 HERALD CONTENT AGENCY, INC."),
            ("AFP", "It rained in Norland. uh/kd (dpa, AFP, Reuters)"),
            ("Reuters", "It rained in Norland. uh/kd (Reuters, AFP)"),
        ],
    )
    def test_those_of_whom_nobody_expects_a_word(self, name: str, text: str) -> None:
        """Where people work and went, and what they fly in."""
        assert not standing(body(name), text).possible

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("Brook", "Brook left."),
            ("Prez Karl", "Prez Karl left."),
            ("Mr. Brook’s company", "Mr. Brook’s company left."),
            ("Brook Harbour Office", "The Brook Harbour Office left."),
            ("the Office of Management", "the Office of Management and Budget left."),
            ("Vance", "A Vance supporter wept."),
            ("the UN Brook", "The ambassador to the UN Brook wept."),
            ("Canada Brook", "The ambassador to Canada Brook wept."),
            ("News", "They told 7 News of it."),
            ("the Marine Engineers", "They asked the Gazette of the Marine Engineers."),
            ("the HT-47", "They flew the HT-47."),
            ("Hale & Drew Worcester Sauce", "They ate Hale & Drew Worcester Sauce."),
            (
                "Regional Government",
                "They fled from troops of Mr Hale's - Norland's Regional Government.",
            ),
        ],
    )
    def test_no_names(self, name: str, text: str) -> None:
        """People's names, whose it is, and pieces of longer names."""
        ada, office = person("Ada Brook"), body("the Harbour Office")
        assert not standing(body(name), text, ada, office).is_name

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("the G-7", "They asked the G-7."),
            ("the Boatmen’s Union", "They asked the President of the Boatmen’s Union."),
            ("the Boatmen’s Union", "Members of the Boatmen’s Union wept."),
        ],
    )
    def test_names(self, name: str, text: str) -> None:
        """Whole ones, whose presidents and members are named beside them."""
        assert standing(body(name), text).is_name

    def test_sorts(self) -> None:
        """By the last word, or the one before "of"."""
        assert sort_of(body("the Eastwick Times")) == "medium"
        assert sort_of(body("the Department of Boats")) == "office"
        assert sort_of(body("the Boatmen’s Union")) == "cause"
        assert sort_of(body("Acme Corp.")) == "firm"
        assert sort_of(body("the Eastwick news agency")) == "medium"
        assert sort_of(body("the United States")) == sort_of(body("Norway")) == "country"
        assert sort_of(body("the Norway Office")) == "office"
        assert sort_of(body("Hurun")) is None

    def test_an_agency_that_is_told_of(self) -> None:
        """Who is told of besides is heard, and a bracket of other bodies names no sources."""
        for text in ("Reuters said it rained. (dpa, Reuters)", "They left (Acme, Reuters Plaza)."):
            assert standing(body("Reuters"), text).possible

    def test_sorts_are_apart(self) -> None:
        """No word is of two sorts."""
        words = [word for sort in load("people")["body"]["sorts"].values() for word in sort]
        assert len(words) == len(set(words))
