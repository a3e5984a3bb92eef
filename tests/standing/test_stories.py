"""Where a text that holds several stories passes from one to the next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizgen.standing.stories import stories_of

FERRY = (
    "The ferry to Hale Island ran aground in thick fog on Tuesday with ninety passengers aboard. "
    "Captain Ada Brook said that the harbour lights had failed. "
    "Divers searched the hull for cracks before the tug pulled the ferry free. "
    "Passengers waited four hours on the deck until small boats brought them ashore. "
    "The island council wants a second ferry and better lights in the harbour."
)
BUDGET = (
    "Treasury minister Karl Holt has announced a tax on sugar that schools asked for. "
    "Doctors praised the new tax, which starts in spring. "
    "Bakers fear that bread and cakes will cost more and that shops close. "
    "Opposition leader Rosa Bell called the sugar tax a gift to rich dentists. "
    "Parliament votes on the budget in autumn, and the minister expects no delay."
)
MORE_FERRY = (
    "Mechanics found seaweed in the cooling pipes and a broken pump under the engine. "
    "Fishermen had warned about sandbanks that wander with every winter storm. "
    "Hotels offered blankets, soup and beds without charge until daylight. "
    "Insurance will cover the damaged propeller, though neither the cargo nor the cars."
)
MORE_BUDGET = (
    "Economists estimate that households would spend forty crowns more each month on sweets. "
    "Lawyers doubt whether lemonade counts as food under the constitution. "
    "Clinics hope to hire nurses with the money, and gyms ask for grants. "
    "Newspapers compared the proposal with levies on tobacco, petrol and beer."
)


def test_two_stories() -> None:
    """They share no word: the second begins where the first ends."""
    text = f"{FERRY} {BUDGET}"
    assert stories_of(text) == (len(FERRY) + 1,)


def test_among_paragraphs() -> None:
    """A story of its own is longer there than the last remark on something else."""
    assert stories_of(f"{FERRY}\n\n{BUDGET}") == ()
    long = f"{FERRY} {MORE_FERRY}\n\n"
    assert stories_of(f"{long}{BUDGET} {MORE_BUDGET}") == (len(long),)


def test_one_name_on_both_sides() -> None:
    """Whoever is told of before and behind makes one story of it."""
    assert stories_of(f"{FERRY} {BUDGET} She met Ada Brook on Monday.") == ()


def test_one_story() -> None:
    """What goes on about the same is one story, however much else is told."""
    assert stories_of(FERRY) == stories_of(BUDGET) == ()
    more = "The ferry and the harbour lights were built by Hale Island’s council of 1990. " * 5
    assert stories_of(f"{FERRY} {more}") == ()


def test_nothing_begins_with_he() -> None:
    """What leans on what is before is no other story."""
    assert stories_of(f"{FERRY} He did more. {BUDGET[:1].lower()}{BUDGET[1:]}")[:1] != (
        len(FERRY) + 1,
    )


def test_too_short_for_a_story() -> None:
    """A place line, a list or a last remark make none."""
    assert stories_of(f"HALE ISLAND (AP) --\n\n{FERRY}") == ()
    assert (
        stories_of(f"{FERRY}\n\n1. Ada Brook\n\n2. Karl Holt\n\n3. Rosa Bell\n\n4. Max Roth") == ()
    )


@given(st.text(alphabet="Ab cd.\n“”", max_size=200))
def test_any_text(text: str) -> None:
    """Whatever is read: stories begin in order, inside the text."""
    found = stories_of(text)
    assert list(found) == sorted(set(found))
    assert all(0 < start < len(text) for start in found)
