"""Which people could have said something, as far as an article tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.models import Article, Span
from quizgen.standing import Standings
from tests.kinds.making import body, facts, person, statement
from tests.standing.judging import WRITTEN, standing

MAX = person("Max Roth")


class TestPeople:
    """Evidence for and against a person's having spoken."""

    @pytest.mark.parametrize(
        "text",
        [
            "Max Roth came early. Roth left late.",
            "The bill of Sen. Max Roth failed.",
            "It was Max Roth, who owns the pier.",
            "Max Roth, R-Norland, was there.",
            "Then Max Roth, 52, told nobody.",
            "They ran behind Max Roth and Ada Brook.",
        ],
    )
    def test_told(self, text: str) -> None:
        """Named again, by an office, with what only people do, or beside others: believable."""
        found = standing(MAX, text, person("Ada Brook"))
        assert found.possible and found.is_told

    def test_hardly_told(self) -> None:
        """Who is named once, and of whom nothing is told, is possible but no more."""
        found = standing(replace(MAX, gender="male"), "They ate the cake after Max Roth.")
        assert found.possible and not found.is_told

    @pytest.mark.parametrize(
        "text",
        [
            "Max Roth was killed in the storm. Roth was 40.",
            "Max Roth, a baker, was hit twice and was pronounced dead. Roth was 40.",
            "They wept at the death of Dr. Max Roth. Roth was 40.",
            "Max Roth, who died in May, built it. Roth liked it.",
            "Ada Brook and Max Roth, were killed. Roth was 40.",
            "The late Max Roth built it. Roth liked it.",
            "He named victims such as Ada Brook, Max Roth and others. Roth was 40.",
            "She met the mothers of Ada Brook, Max Roth and others. Roth was 40.",
            "It left four dead, including Ambassador Max Roth. Roth was 40.",
        ],
    )
    def test_the_dead(self, text: str) -> None:
        """Nobody believes that the dead have spoken."""
        assert standing(MAX, text).against == "somebody dead"

    @pytest.mark.parametrize(
        "text",
        [
            "Max Roth said that ten people were killed. Roth wept.",
            "Max Roth, whose aide resigned when a girl died, wept. Roth left.",
            "Ten people died, and Max Roth wept. Roth left.",
        ],
    )
    def test_those_who_speak_of_the_dead(self, text: str) -> None:
        """Not everybody beside a death is dead."""
        assert standing(MAX, text).against is None

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("Max Roth, the clerk who took the lives of two, fled. Roth hid.", "somebody accused"),
            ("Police had a warrant for Max Roth. Roth hid.", "somebody accused"),
            (
                "Max Roth, who with his wife carried out the raid, fled. Roth hid.",
                "somebody accused",
            ),
            ("The bomber Max Roth fled. Roth hid.", "somebody accused"),
            ("CNN’s Max Roth came. Roth sat.", "somebody who only reports"),
            ("This Week with Max Roth began. Roth sat.", "somebody who only reports"),
            ("Max Roth is a senior editor here. Roth sat.", "somebody who only reports"),
            ("The article by Max Roth was long. Roth wrote it.", "somebody who only reports"),
            ("It rained. Author: Max Roth. Roth wrote on Monday.", "somebody who only reports"),
            ("It rained. Photo: Max Roth. Roth came on Monday.", "somebody who only reports"),
            (
                "It rained. Max Roth contributed to this report. Roth sat.",
                "somebody who only reports",
            ),
            ("The guide Max Roth and two others were found guilty. Roth fled.", "somebody accused"),
            ("The hunt for Max Roth goes on. Roth hid.", "somebody accused"),
            ("Max Roth, the guide, was given a suspended sentence. Roth fled.", "somebody accused"),
            ("Max Roth, the leader of the Taliban, fled. Roth hid.", "somebody who fights"),
            ("She liked playing the smug clerk Max Roth. Roth was late.", "somebody of a tale"),
            ("6-year-old Max Roth cried. Roth slept.", "a child"),
        ],
    )
    def test_those_of_whom_nobody_expects_a_word(self, text: str, reason: str) -> None:
        """Who is sought, only reports, or is a child."""
        assert standing(MAX, text).against == reason

    def test_named_only_for_something_else(self) -> None:
        """“A former Max Roth adviser” is not Max Roth."""
        text = "A former Max Roth adviser came with a Max Roth sticker."
        found = standing(MAX, text, nouns="adviser sticker")
        assert found.against == "named only for something else"
        assert standing(MAX, f"{text} Max Roth left.", nouns="adviser sticker").against is None

    def test_history(self) -> None:
        """Of whom all that is told happened long before the article was written."""
        old = "The bank was founded in 1942 by Franklin D. Brook and Max Roth. It is big."
        assert standing(MAX, old).is_history
        assert not standing(MAX, f"{old} Max Roth left.").is_history
        assert not standing(MAX, "Since 1992 Max Roth has led it.").is_history

    def test_the_dead_of_history_by_date(self) -> None:
        """Who was alive when the article was written may be heard."""
        churchill = person("Winston Churchill")
        text = "Winston Churchill came. Churchill left."
        assert standing(churchill, text).is_history
        assert standing(churchill, text, published=None).is_history
        arafat = person("Yasser Arafat")
        assert not standing(arafat, "Yasser Arafat came. Arafat left.", published=None).is_history
        assert standing(arafat, "Yasser Arafat came. Arafat left.").is_history
        assert not standing(churchill, text, published=date(1950, 1, 1)).is_history

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("Ada Brook Hints Vance", "Ada Brook Hints Vance at it."),
            ("Greater Eastwick", "Fires ring Greater Eastwick. All of Eastwick fled."),
            ("Crazy Ada", "They like Crazy Ada."),
            ("Solomon Isles Prime Minister", "They met Solomon Isles Prime Minister."),
            ("Chairman Vance", "They like Chairman Vance."),
            ("Assistant AG Karla Vance", "They like Assistant AG Karla Vance."),
            ("Karl Sr", "They like Karl Sr."),
            ("KarlHoltShareLeeMarsh", "They like KarlHoltShareLeeMarsh."),
            ("García Luna", "They met Gov. Alejandro García Luna."),
            ("Define Norland", "The group I founded, Define Norland, met."),
            ("Jet Acme", "The head of Jet Acme, a consulting firm and broker, left."),
            ("Acme Lane", "They fixed Acme Lane, which was old."),
            ("Sula Pedro", "They went to Sula Pedro, Honduras."),
            ("Holt Fabrics", "Holt Fabrics, which owns the pier, wept."),
            ("Martin HT-47 Kestrel II", "They flew the Hale Martin HT-47 Kestrel II."),
            ("Norland Tomato Ketchup", "They ate Norland Tomato Ketchup. The Ketchup was old."),
            ("Albers County Multi", "The head of the Albers County Multi-Agency Force left."),
            ("Rosa Bellry", "They met Rosa Bellry’s [sic] aunt."),
            ("North Carolina", "A man in North Carolina who wrote."),
        ],
    )
    def test_no_names(self, name: str, text: str) -> None:
        """What the tagger takes for a person's name, and is none or more than one."""
        assert not standing(person(name), text, person("Ada Brook")).is_name

    def test_no_family_name_in_a_body(self) -> None:
        """“Tools” alone in a guild's name makes nobody of a shop's."""
        text = "He ran a Brightwell Tools store. The {} left."
        guild, shop = body("the Guild of Tools"), person("Brightwell Tools")
        assert not standing(shop, text.format("Guild of Tools"), guild).is_name
        assert standing(shop, text.format("angry Tools"), guild).is_name

    def test_a_name_like_others(self) -> None:
        """A firm's fellow, a son who is called after his father: somebody all the same."""
        for text in (
            "They met Max Roth, a fellow at a firm in Norland.",
            "They met Max Roth, the founder of an agency.",
        ):
            assert standing(MAX, f"{text} Roth left.").is_name
        assert standing(person("Max Roth Jr."), "It was Max Roth Jr., 18, himself.", MAX).is_name
        queen = replace(person("Elizabeth II"), role="queen")
        assert standing(queen, "Queen Elizabeth II came.").is_name

    @pytest.mark.parametrize(
        "text",
        [
            "Max Roth is ringed by fires.",
            "Max Roth is ringed by fires. They fled from Roth.",
            "The clerk of retailer Max Roth left.",
            "She was an officer of Max Roth for years.",
            "They fled from Max Roth, who had burnt.",
            "She spoke on “Max Roth” again.",
        ],
    )
    def test_nothing_tells_of_a_person(self, text: str) -> None:
        """A town, a shop or a show that the tagger takes for a person."""
        assert not standing(MAX, text).is_name

    @pytest.mark.parametrize(
        "text",
        [
            "They met Max Roth, 18, at the pier.",
            "They met Mr Max Roth at the pier.",
            "They met Max Roth at the pier. Roth left.",
            "They met Ada Brook and Max Roth.",
            "They met Max Roth (R-Norland).",
        ],
    )
    def test_something_tells_of_a_person(self, text: str) -> None:
        """An age, a form of address, the family name alone, a party, or people beside."""
        assert standing(MAX, text, person("Ada Brook")).is_name

    @pytest.mark.parametrize(
        ("text", "is_name"),
        [
            ("It sold shares of Max Roth.", False),
            ("Max Roth Inc. fell. Then Max Roth rose.", False),
            ("Max Roth shares fell.", False),
            ("Acme Motors and Max Roth fell.", False),
            ("It sold shares of Max Roth. Roth wept.", True),
            ("It was Max Roth.", True),
            ("The plane flew to Max Roth. It fell near Max Roth.", False),
            ("She gave it to Max Roth.", True),
        ],
    )
    def test_firms_called_after_people(self, text: str, is_name: bool) -> None:
        """What has shares and stores is no person, though a given name opens it."""
        somebody = replace(MAX, gender="male")
        assert standing(somebody, text, body("Acme Motors")).is_name == is_name

    @pytest.mark.parametrize(
        "text",
        ["Max Roth’s resignation came late.", "They praised Max Roth’s cabinet and Roth’s luck."],
    )
    def test_only_an_owner(self, text: str) -> None:
        """Of whom only what is his is told, nothing is told that he did."""
        assert standing(MAX, text).against == "named only for something else"

    def test_heard(self) -> None:
        """Who says something in the article is believed to, whatever else is told."""
        said = statement(MAX, "the bridge was safe")
        made = Article("made", "Made", "Max Roth, the suspect, spoke.", WRITTEN)
        found = Standings(made, facts(speakers=(MAX,), statements=(said,))).of(MAX)
        assert found.possible and found.is_told

    def test_unnamed(self) -> None:
        """Who is told by what he is alone was heard, or the article wouldn't tell of him."""
        somebody = replace(person("a senior official"), named=False)
        assert standing(somebody, "").possible

    def test_one_of_two_names(self) -> None:
        """Who goes by another name is no wrong answer beside it."""
        pike, ada = person("Pike"), person("Ada Brook")
        for text, same in (
            ("Ada Brook, the hacker known as “Pike,” spoke.", True),
            ("Pike, whose real name is Ada Brook, spoke.", True),
            ("Pike (Ada Brook) spoke.", True),
            ("Pike spoke. Ada Brook did, too.", False),
        ):
            found = Standings(Article("made", "Made", text, WRITTEN), facts(speakers=(pike, ada)))
            assert found.may_be_one(pike, ada) == found.may_be_one(ada, pike) == same, text

    def test_hardly_heard(self) -> None:
        """A reading that is far from sure makes nobody live again."""
        text = "Max Roth was killed. It was late."
        said = replace(statement(MAX, "it was late").attribution, confidence=0.3)
        found = replace(facts(speakers=(MAX,)), attributions=(said,))
        made = Article("made", "Made", text, WRITTEN)
        assert not Standings(made, found).of(MAX).possible

    def test_half_a_name_hardly_heard(self) -> None:
        """A headline's “Wife Joke”, which is hardly read to be somebody's words."""
        joke = replace(person("Joke"), gender="female")
        for confidence, against in ((0.6, "half a name"), (0.9, None)):
            said = replace(statement(joke, "it was late").attribution, confidence=confidence)
            found = replace(facts(speakers=(joke,)), attributions=(said,))
            made = Article("made", "Made", "It was a Wife Joke.", WRITTEN)
            assert Standings(made, found).of(joke).against == against

    def test_who_killed_and_is_heard(self) -> None:
        """Who is only charged with a crime may be quoted, a killer is nobody to believe in."""
        said = statement(MAX, "it was late")
        for text, possible in (
            ("Max Roth, the suspect, spoke.", True),
            ("Max Roth, who opened fire on the pier, spoke.", False),
            ("Max Roth, one of the attackers, spoke.", False),
        ):
            made = Article("made", "Made", text, WRITTEN)
            found = Standings(made, facts(speakers=(MAX,), statements=(said,)))
            assert found.of(MAX).possible == possible, text

    def test_another_name(self) -> None:
        """What somebody goes by, where the article tells."""
        made = Article("made", "Made", "Max Roth, AKA Danger Pike, sang. Roth left.", WRITTEN)
        assert Standings(made, facts(speakers=(MAX,))).goes_by(MAX) == ["Danger Pike"]

    def test_nobody_of_a_tale(self) -> None:
        """Sherlock Holmes is nobody who could be asked."""
        assert not standing(person("Sherlock Holmes"), "He is like Sherlock Holmes.").possible

    def test_spoken_of(self) -> None:
        """Named by others, not only as who speaks."""
        text = "Max Roth said it was late. Ada Brook praised Roth."
        said = statement(MAX, "it was late")
        source = replace(said.attribution, source=(Span(0, 8),))
        found = replace(facts(speakers=(MAX,)), attributions=(source,))
        assert Standings(Article("made", "Made", text, WRITTEN), found).spoken_of(MAX) == 1

    @given(st.text(alphabet="Max Roth.,’1980[]()who died\n", max_size=120))
    def test_any_text(self, text: str) -> None:
        """Whatever stands around a name: an answer, the same each time, none from nothing."""
        found = standing(MAX, text)
        assert found == standing(MAX, text)
        if "Roth" not in text:
            assert found.evidence == 0 and found.against is None
