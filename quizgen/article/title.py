"""A title for an article that comes without one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.models import Span

LONGEST_HEADLINE = 140
MOST_WORDS = 22
OPENING_WORDS = 9

SENTENCE_END = tuple(".,;:…")
CLOSING = "\"'”’»)]"

# "LONDON (Reuters) - …", "GENEVA, March 14 — …": a place, not a headline.
DATELINE = re.compile(
    r"[A-Z][A-Z .,'-]{2,}"  # the place
    r"(?:\s?[A-Z][a-z]+\.? \d{1,2})?"  # the day
    r"(?:\s?\([^)]*\))?"  # the agency
    r"\s+[-–—]{1,2}\s"
)

# "000", "d82b2abaac033a45", "2016-03-14" split at its hyphens: no words of a title.
NUMBER_OR_HASH = re.compile(r"\d+|(?=[0-9a-f]*\d)[0-9a-f]{6,}", re.IGNORECASE)


def title_of(text: str, body: Sequence[Span], name: str | None) -> str:
    """The headline a text begins with, else a file's name as words, else its opening words."""
    opening = " ".join(body[0].of(text).split())
    if len(body) > 1 and reads_as_headline(opening, " ".join(body[1].of(text).split())):
        return opening
    return _readable(name or "") or _shortened(opening)


def reads_as_headline(line: str, following: str) -> bool:
    """Whether a paragraph looks like the headline of what follows it.

    Headlines are short, end without a full stop, and stand over something longer.
    """
    words = line.split()
    return (
        2 <= len(words) <= MOST_WORDS
        and len(line) <= LONGEST_HEADLINE
        and not line.rstrip(CLOSING).endswith(SENTENCE_END)
        and not line[0].islower()
        and any(character.isalpha() for character in line)
        and not DATELINE.match(line)
        and len(following) > len(line)
    )


def _readable(name: str) -> str:
    """``putin-orders_pullout`` as "Putin orders pullout"; nothing where a name has no words."""
    words = [word for word in re.split(r"[\s_.+-]+", name) if not NUMBER_OR_HASH.fullmatch(word)]
    said = " ".join(words)
    if sum(character.isalpha() for character in said) < 3:
        return ""
    return said[0].upper() + said[1:]


def _shortened(opening: str) -> str:
    """The first words of a paragraph, with an ellipsis where it goes on."""
    words = opening.split()
    said = " ".join(words[:OPENING_WORDS]).rstrip(",;:")
    if len(said) > LONGEST_HEADLINE:
        return said[: LONGEST_HEADLINE - 1].rstrip() + "…"
    return said + "…" if len(words) > OPENING_WORDS else said
