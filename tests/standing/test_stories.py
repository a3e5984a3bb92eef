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


def test_two_stories() -> None:
    """They share no word: the second begins where the first ends."""
    text = f"{FERRY} {BUDGET}"
    assert stories_of(text) == (len(FERRY) + 1,)
    assert stories_of(f"{FERRY}\n\n{BUDGET}") == (len(FERRY) + 2,)


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
