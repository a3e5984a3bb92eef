"""Whether a name stands for somebody who could have said something, as far as its article tells.

A wrong answer to "Who said …?" must be one to believe in. What speaks for a name is evidence that
adds up: that it is heard, has an office, does what only people do, is named again. What speaks
against it settles the matter: that somebody is dead, a child, of history, charged with the crime,
or no person at all.

``people.py`` judges persons and ``bodies.py`` bodies, by where the article names them
(``mentions.py``) and by the signs around (``signs.py``); ``naming.py`` tells what is no name,
``aliases.py`` whether two names are one's, ``walks.py`` who is in what walk of life, and
``stories.py`` where a text passes to another story.
"""

from __future__ import annotations

from bisect import bisect_right

from quizgen.models import Article, Facts, Speaker
from quizgen.standing.aliases import goes_by, is_alias
from quizgen.standing.bodies import of_body, sort_of
from quizgen.standing.evidence import HEARD, Standing
from quizgen.standing.mentions import Mentions
from quizgen.standing.naming import peoples
from quizgen.standing.people import of_person
from quizgen.standing.stories import stories_of
from quizgen.standing.walks import Walks, likeness, walks_of

__all__ = ["Standing", "Standings", "peoples", "sort_of"]


class Standings:
    """The standing of everybody an article names, each worked out once."""

    def __init__(self, article: Article, facts: Facts) -> None:
        self._mentions = Mentions(article, facts)
        self._memory: dict[str, Standing] = {}
        self._aliases: dict[tuple[str, str], bool] = {}
        self._walks: dict[str, Walks] = {}

    def of(self, speaker: Speaker) -> Standing:
        """What speaks for and against somebody; who is told only by what he is, speaks."""
        if not speaker.named:
            return Standing(HEARD)
        if speaker.id not in self._memory:
            judge = of_person if speaker.type == "person" else of_body
            self._memory[speaker.id] = judge(speaker, self._mentions)
        return self._memory[speaker.id]

    def goes_by(self, speaker: Speaker) -> list[str]:
        """What else somebody is called: "Ada Brook, AKA Danger Pike"."""
        return goes_by(speaker, self._mentions)

    def may_be_one(self, one: Speaker, other: Speaker) -> bool:
        """Whether the article tells that two names are one's: "Ada Brook, known as “Pike”"."""
        if not (one.named and other.named and one.type == other.type):
            return False
        pair = (one.id, other.id)
        if pair not in self._aliases:
            there = self._mentions
            self._aliases[pair] = is_alias(one, other, there) or is_alias(other, one, there)
        return self._aliases[pair]

    def walks(self, speaker: Speaker) -> Walks:
        """The walks of life of a person; none where the article tells none."""
        if speaker.id not in self._walks:
            self._walks[speaker.id] = walks_of(speaker, self._mentions)
        return self._walks[speaker.id]

    def likeness(self, one: Speaker, other: Speaker) -> int:
        """1 where two people share a walk of life, -1 where they have none in common, else 0."""
        return likeness(self.walks(one), self.walks(other))

    def is_told_of_at(self, speaker: Speaker, place: int) -> bool:
        """Whether the story around a place names somebody, of a text that holds several.

        Args:
            place: In characters of the article's text.
        """
        name = speaker.name.removeprefix("the ")
        there = self._mentions
        places = there.of(speaker) if speaker.type == "person" else there.of_name(name)
        return not places or any(self.is_one_story(place, start) for start, _ in places)

    def is_one_story(self, place: int, other: int) -> bool:
        """Whether two places of the text are in the same story of it."""
        starts = stories_of(self._mentions.text)
        return bisect_right(starts, place) == bisect_right(starts, other)

    def spoken_of(self, speaker: Speaker) -> int:
        """How often a person is named where somebody else speaks, or the article itself."""
        return self._mentions.spoken_of(speaker)
