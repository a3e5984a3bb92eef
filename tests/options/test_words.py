"""Other words for a gap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizgen.options import other_words
from tests.kinds.making import material, word


class TestWords:
    """Other words for a gap."""

    def test_same_part_of_speech(self) -> None:
        """A noun's place is not filled with a verb."""
        pool = [word("plan"), word("fall", "VB"), word("grey", "JJ"), word("bridges", "NNS")]
        assert other_words(material(), word("wall"), pool, "the ____ was old") == ["plan"]

    def test_nothing_that_stands_in_the_stem(self) -> None:
        """A word that the stem has already would be a strange guess."""
        pool = [word("plan"), word("harbour")]
        assert other_words(material(), word("wall"), pool, "the harbour’s ____") == ["plan"]

    def test_no_forms_of_the_key(self) -> None:
        """“elections” beside “election” is no other word, and neither is the key itself."""
        pool = [word("election"), word("elections", "NN"), word("Election"), word("plan")]
        assert other_words(material(), word("election"), pool, "an ____") == []
        assert other_words(material(), word("vote"), pool[:1], "the ____") == []
        assert other_words(material(), word("reject"), [word("rejection"), word("plan")], "") == [
            "plan"
        ]

    def test_article_before_the_gap(self) -> None:
        """“a ____” tells nothing: all words begin with a consonant, or all with a vowel."""
        pool = [word("apple"), word("plan"), word("order")]
        assert other_words(material(), word("wall"), pool, "a ____") == ["plan"]
        assert set(other_words(material(), word("engine"), pool, "an ____")) == {"apple", "order"}

    def test_capitals(self) -> None:
        """A capital tells: none beside a key without."""
        pool = [word("Syrian", "JJ"), word("stark", "JJ")]
        assert other_words(material(), word("positive", "JJ"), pool, "____") == ["stark"]

    @given(
        st.lists(st.sampled_from("plan wall roof mine school bridge tower engine apple".split())),
        st.sampled_from("plan wall roof engine".split()),
        st.integers(0, 3),
    )
    def test_any_pool(self, texts: list[str], key: str, seed: int) -> None:
        """Each word once, never the key, and the same every time."""
        pool = [word(text) for text in texts]
        found = other_words(material(seed=seed), word(key), pool, "the ____ of the town")
        assert len(set(found)) == len(found)
        assert key not in found
        assert found == other_words(material(seed=seed), word(key), pool, "the ____ of the town")
