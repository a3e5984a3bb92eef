"""Which articles were there before."""

from __future__ import annotations

import hashlib
from random import Random

import pytest

from quizgen.article import article_from_text
from quizgen.batch import duplicates
from quizgen.batch.duplicates import Fingerprint, Original, Seen, fingerprint_of
from tests.batch.stories import story

WIRE = "\n\n".join(story(number) for number in range(3))
"""An agency's story of average length: a dozen paragraphs."""


def prints(text: str, **known: str) -> Fingerprint:
    return fingerprint_of(article_from_text(text, **known))  # type: ignore[arg-type]


def alike(one: str, other: str) -> Original | None:
    seen = Seen()
    seen.add("one", prints(one))
    return seen.original_of(prints(other))


def test_the_same_words_are_the_same() -> None:
    """Whatever the title, the quotation marks, and what surrounds the article."""
    seen = Seen(near=False)
    seen.add("one", prints(WIRE, title="One"))
    furniture = f"{WIRE}\n\nThis site uses Akismet to reduce spam."
    assert seen.original_of(prints(furniture, title="Two")) == Original("one", 1.0)
    assert seen.original_of(prints(WIRE.replace("'", "’").upper())) == Original("one", 1.0)
    assert seen.original_of(prints(story(7))) is None


def test_wire_copies_are_found() -> None:
    """With a paragraph less, another beginning, or some words changed."""
    paragraphs = WIRE.split("\n\n")
    words = WIRE.split(" ")
    for place in (40, 170, 300):
        words[place] = "otherwise"
    copies = (
        "\n\n".join(paragraphs[:-1]),
        f"The town of Brill had a bad week.\n\n{WIRE}",
        " ".join(words),
    )
    for copy in copies:
        original = alike(WIRE, copy)
        assert original is not None and 0.8 <= original.alike < 1


def test_other_stories_are_others() -> None:
    """Those that are made to one pattern, too, and a follow-up that repeats what was before."""
    assert all(alike(story(0), story(number)) is None for number in range(1, 30))
    paragraphs = WIRE.split("\n\n")
    follow_up = "\n\n".join([*story(8).split("\n\n"), *story(9).split("\n\n"), *paragraphs[:6]])
    assert alike(WIRE, follow_up) is None


def test_a_copy_is_found_among_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long ago its original was there, and whatever was forgotten since."""
    monkeypatch.setattr(duplicates, "RECENT", 16)
    seen, texts = Seen(), [story(number) for number in range(150)]
    for number, text in enumerate(texts):
        seen.add(str(number), prints(text))
        if number % 10 == 3:
            seen.remove(str(number - 1), prints(texts[number - 1]))
    for number, text in enumerate(texts):
        copy = prints(text.replace("euros", "dollars", 1) + " So it was.")
        original = seen.original_of(copy)
        forgotten = number % 10 == 2 and number < 149
        assert (original and original.key) == (None if forgotten else str(number))


def test_near_duplicates_may_count_as_others() -> None:
    """If that is wanted; the same words never do."""
    seen = Seen(near=False)
    seen.add("one", prints(WIRE))
    assert seen.original_of(prints(WIRE.rsplit("\n\n", 1)[0])) is None
    assert seen.original_of(prints(WIRE)) is not None


def test_what_has_changed_is_forgotten() -> None:
    """Or an article would be taken for a copy of what nobody has any more."""
    seen = Seen()
    seen.add("one", prints(WIRE))
    seen.remove("one", prints(WIRE))
    assert seen.original_of(prints(WIRE)) is None
    assert seen.original_of(prints(WIRE.rsplit("\n\n", 1)[0])) is None


def test_fingerprints_are_the_same_everywhere() -> None:
    """They are kept between runs: another library version must not take them for others'."""
    fingerprint = prints(story(1))
    assert (fingerprint.words, hashlib.sha256(fingerprint.sketch).hexdigest()[:16]) == (
        "f4dd8405dfb70da2",
        "8b9c68141ace9d29",
    )


def test_nearly_all_copies_are_found() -> None:
    """Of 100 stories with one word in a hundred changed, at least 95."""
    dice = Random(1)
    found = 0
    for number in range(100):
        text = "\n\n".join(story(3 * number + each) for each in range(3))
        words = text.split(" ")
        for _ in range(len(words) // 100):
            words[dice.randrange(len(words))] = "otherwise"
        found += alike(text, " ".join(words)) is not None
    assert found >= 95
