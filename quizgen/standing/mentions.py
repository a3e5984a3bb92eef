"""Where an article names somebody, and what stands around."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import lru_cache

from quizgen.facts.people.words import words
from quizgen.models import Article, Facts, Speaker, merged, span_at

SURE = 0.7
"""Confidence from which who is read to have said something has."""
LONG_AGO = 15
"""Years before publication from which a date makes what happened then history."""
BEFORE, BEHIND = 90, 110
"""Characters before and behind a name in which the article tells who it is."""
ENDING = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])[.?!][”’\"']?\s+|\n")
"""The end of a sentence; not of "Sen. Ada B. Brook"."""
PAST_YEAR = re.compile(r"(?<![Ss]ince )(?<!until )(?<![$€£])\b(1[5-9]\d\d|20\d\d)(s)?\b")

Place = tuple[int, int]
"""Where a mention begins and ends, in characters of the article's text."""


class Mentions:
    """An article's text and everybody it names, as evidence is looked for in it."""

    def __init__(self, article: Article, facts: Facts) -> None:
        self.text = article.text
        self.year = article.published.year if article.published else None
        self.heard = Counter(a.speaker.id for a in facts.attributions if a.speaker is not None)
        self.heard.update(s.speaker.id for s in facts.statements if s.speaker is not None)
        self.surely_heard = {s.speaker.id for s in facts.statements if s.speaker is not None}
        self.surely_heard |= {
            a.speaker.id
            for a in facts.attributions
            if a.speaker is not None and a.confidence >= SURE
        }
        self._nouns = {w.span.start for w in facts.vocabulary if w.tag.startswith("NN")}
        people = [s for s in facts.speakers if s.type == "person" and s.named]
        self.people = {s.name: None for s in people if " " in s.name}
        self.called = Counter(name.split()[0] for name in self.people)  # by given names
        self.surnames = Counter(s.name.split()[-1] for s in people)
        self.bodies = {
            s.name.removeprefix("the ") for s in facts.speakers if s.type != "person" and s.named
        }
        self._sources = merged(span for a in facts.attributions for span in a.source)
        self._named_at: dict[str, list[Place]] = {}

    def of(self, speaker: Speaker) -> list[Place]:
        """Where a person is named: by the family name, too, unless others share it."""
        if speaker.name not in self._named_at:
            self._named_at[speaker.name] = self._find(speaker)
        return self._named_at[speaker.name]

    def _find(self, speaker: Speaker) -> list[Place]:
        surname = speaker.name.split()[-1]
        if self.surnames[surname] != 1 or surname.lower() in words().known:
            return self.of_name(speaker.name)
        given = speaker.name.removesuffix(surname)
        return [
            (start - len(given) if self.text.endswith(given, 0, start) else start, end)
            for start, end in self.of_name(surname)
        ]

    def of_name(self, name: str) -> list[Place]:
        """Where a name stands, as a word or words of its own."""
        return _places(name, self.text)

    def around(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and behind a mention."""
        return self.text[max(0, start - BEFORE) : start], self.text[end : end + BEHIND]

    def only_tells(self, end: int) -> bool:
        """Whether a name only tells one thing from another: "the Holt campaign"."""
        return self.text[end : end + 1] == " " and end + 1 in self._nouns

    def spoken_of(self, speaker: Speaker) -> int:
        """How often a person is named where somebody else speaks, or the article itself."""
        return sum(span_at(start, self._sources) is None for start, _ in self.of(speaker))

    def sentence(self, place: Place) -> str:
        """The sentence, or line, around a mention."""
        start, end = _sentence(self.text, *place)
        return self.text[start:end]

    def is_history(self, place: Place) -> bool:
        """Whether the sentence around a mention tells of a time long ago."""
        years = [int(m[1]) + 9 * bool(m[2]) for m in PAST_YEAR.finditer(self.sentence(place))]
        latest = self.year or _latest_year(self.text)
        return bool(years) and latest is not None and max(years) <= latest - LONG_AGO


@lru_cache(maxsize=4096)
def _places(name: str, text: str) -> list[Place]:
    found, at = [], text.find(name)
    while at >= 0:
        end = at + len(name)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            found.append((at, end))
        at = text.find(name, end)
    return found


@lru_cache(maxsize=64)
def ends_of(text: str) -> list[int]:
    """Where the sentences or lines of a text end, with the space behind."""
    return [match.end() for match in ENDING.finditer(text)]


def _sentence(text: str, start: int, end: int) -> Place:
    """Around a mention: to the full stop, or the line's end, on either side."""
    ends = ends_of(text)
    place = bisect_right(ends, start)
    first = ends[place - 1] if place else 0
    last = ends[bisect_left(ends, end)] if ends and ends[-1] >= end else len(text)
    return first, last


@lru_cache(maxsize=64)
def _latest_year(text: str) -> int | None:
    return max((int(m[1]) for m in PAST_YEAR.finditer(text) if not m[2]), default=None)
