"""What a teacher's settings leave out of a set, and what they ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.difficulty import LEVELS
from quizgen.errors import SettingsError
from quizgen.models import Kind, QuestionSet, Settings, Share
from quizgen.pipeline import generate
from quizgen.regeneration import regenerate
from quizgen.selection import kind_quotas
from tests.kinds.generating import find_facts_once, seed_article

EVERY = Settings(count=None)
KINDS: tuple[Kind, ...] = ("who_said", "what_said", "when")


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        find_facts_once(patch)
        yield


def made(settings: Settings) -> QuestionSet:
    return generate(seed_article(), settings)


def texts(question_set: QuestionSet) -> str:
    return "\n".join(
        part for q in question_set.questions for part in (q.stem, *(o.text for o in q.options))
    )


class TestSpeakers:
    """Speakers to leave out."""

    def test_are_neither_asked_about_nor_offered(self) -> None:
        """Their names stand in no stem and no option."""
        assert "Moallem" in texts(made(EVERY))
        without = made(replace(EVERY, without_speakers=("Walid al-Moallem",)))
        assert without.questions and "Moallem" not in texts(without)

    def test_a_family_name_is_enough(self) -> None:
        """It stands for everybody of that name."""
        whole = made(replace(EVERY, without_speakers=("Walid al-Moallem",)))
        assert made(replace(EVERY, without_speakers=("al-moallem",))).questions == whole.questions

    def test_is_explained(self) -> None:
        """Each question that isn't asked for it says so."""
        without = made(replace(EVERY, without_speakers=("Putin",)))
        reasons = {left.reason for left in without.left_out if left.guideline == "speakers_wanted"}
        assert "its speaker is left out in the settings" in reasons

    def test_what_they_said_still_counts(self) -> None:
        """No question comes up that their words would make ambiguous."""
        who = replace(EVERY, kinds=("who_said",))
        everything = {q.id for q in made(who).questions}
        for name in ("Putin", "de Mistura", "Ja’afari"):
            without = made(replace(who, without_speakers=(name,)))
            assert {q.id for q in without.questions} < everything

    @pytest.mark.parametrize("name", ["Nobody Known", "", "Put"])
    def test_unknown(self, name: str) -> None:
        """A name that nobody has is an error that lists who is there."""
        with pytest.raises(SettingsError, match="the article knows .*Vladimir Putin"):
            made(replace(EVERY, without_speakers=(name,)))


class TestParagraphs:
    """Paragraphs to leave out."""

    @pytest.mark.parametrize("number", [1, 5, 9])
    def test_nothing_is_proved_by_them(self, number: int) -> None:
        """No evidence stands there, and questions from elsewhere are still asked."""
        closed = seed_article().body[number - 1]
        without = made(replace(EVERY, without_paragraphs=(number,)))
        assert without.questions
        assert not [
            q for q in without.questions if any(closed.overlaps(span) for span in q.evidence)
        ]

    @pytest.mark.parametrize("number", [0, -1, 1000])
    def test_unknown(self, number: int) -> None:
        """A number that no paragraph has is an error that says how many there are."""
        with pytest.raises(SettingsError, match=f"paragraph {number} can't be left out: the art"):
            made(replace(EVERY, without_paragraphs=(number,)))


class TestDifficulty:
    """As easy or hard as is wanted."""

    @pytest.mark.parametrize("level", LEVELS)
    def test_levels(self, level: str) -> None:
        """Each level gives a set of its own, and says what was left out for it."""
        easiest, hardest = LEVELS[level]  # type: ignore[index]
        some = made(replace(EVERY, easiest=easiest, hardest=hardest))
        assert len(some.questions) >= 5
        assert all(easiest <= q.difficulty <= hardest for q in some.questions)
        assert any(left.guideline == "difficulty_wanted" for left in some.left_out)

    def test_shortfall(self) -> None:
        """A set that can't be filled at that level says why."""
        hard = made(Settings(count=40, easiest=0.6))
        assert hard.shortfall is not None and "difficulty wanted" in hard.shortfall


class TestShares:
    """How much of a set each kind gets."""

    def test_as_asked(self) -> None:
        """Four of eight, where there are enough."""
        wanted = Settings(count=8, kinds=KINDS, shares=(Share("when", 2),))
        some = made(wanted)
        assert Counter(q.kind for q in some.questions) == {"when": 4, "who_said": 2, "what_said": 2}
        assert some.shortfall is None

    def test_kept_questions_count(self) -> None:
        """What is kept is a part of its kind's share."""
        some = made(Settings(count=8, kinds=KINDS))
        keep = [q.id for q in some.questions if q.kind == "when"][:1]
        wanted = Settings(count=4, kinds=KINDS, shares=(Share("who_said", 2),))
        again = regenerate(some, keep=keep, settings=wanted).question_set
        assert Counter(q.kind for q in again.questions) == {
            "when": 1,
            "who_said": 2,
            "what_said": 1,
        }

    def test_too_few_of_a_kind(self) -> None:
        """The others make up for it, and it is said."""
        wanted = Settings(
            count=8, kinds=("who_said", "which_first"), shares=(Share("which_first", 3),)
        )
        some = made(wanted)
        assert len(some.questions) == 8
        assert some.shortfall is not None
        assert some.shortfall.endswith("of 6 for which_first: it gives no more that fit in")

    @given(
        st.integers(1, 60),
        st.dictionaries(st.sampled_from(Settings().kinds), st.floats(0.1, 9), min_size=1),
    )
    def test_quotas(self, count: int, weights: dict[Kind, float]) -> None:
        """They add up to the count, and none is more than one off its exact share."""
        shares = tuple(Share(kind, weight) for kind, weight in weights.items())
        quotas = kind_quotas(Settings(count=count, shares=shares))
        assert sum(quotas.values()) == count
        total = sum(weights.get(kind, 1.0) for kind in Settings().kinds)
        for kind, quota in quotas.items():
            assert abs(quota - count * weights.get(kind, 1.0) / total) < 1

    def test_no_shares_no_quotas(self) -> None:
        """Without them, or with all questions, the article decides."""
        assert kind_quotas(Settings()) == {}
        assert kind_quotas(Settings(count=None, shares=(Share("when", 1),))) == {}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(easiest=0.6, hardest=0.5), "the lowest first"),
        (Settings(easiest=-0.1), "between 0 and 1"),
        (Settings(hardest=float("nan")), "between 0 and 1"),
        (Settings(kinds=("when",), shares=(Share("who_said", 1),)), "share for who_said"),
        (Settings(shares=(Share("when", 1), Share("when", 2))), "two shares"),
        (Settings(shares=(Share("when", 0),)), "a number above 0"),
        (Settings(shares=(Share("when", float("inf")),)), "a number above 0"),
        (Settings(shares=(Share("when", float("nan")),)), "a number above 0"),
    ],
)
def test_settings_that_make_no_sense(settings: Settings, message: str) -> None:
    """Are refused with what is possible."""
    with pytest.raises(SettingsError, match=message):
        made(settings)
