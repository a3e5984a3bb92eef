"""Where one story ends and another begins, in a text that holds several, as a radio bulletin does.

Who is told of in one story is nobody to believe in for what is said in the next. A new story shares
hardly a word with what is before; the measure is that of lexical cohesion (Hearst, "TextTiling",
1997) with the whole texts on both sides beside windows around the gap.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizgen.lexicons import load
from quizgen.standing.mentions import ends_of

WINDOW = 6
"""Sentences on each side that are held against one another."""
SHORTEST = 4
"""Sentences that make a story."""
FEWEST_WORDS, IN_PARAGRAPHS = 30, 60
"""Different words that make one; more where a text has paragraphs, which pass to other matters."""
MOST_SHARED = 0.13
"""Share of words in common, near the gap and on the whole together, from which it is one story."""
NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w-]{3,}")
WORD = re.compile(r"[A-Za-z][\w-]{3,}")
SUFFIX = re.compile(r"(?<=\w{4})(?:ing|ers|ies|ed|es|er|ly|s)$")
LEANING = re.compile(
    r"\s*(?:[\"“„«‹‘‚'`–—]|[A-Z][\w. ]{0,20}:\s|(?:Also|Among|And|Another|Both|But"
    r"|Earlier|He|Her|His|However|It|Its|Later|Not|One|Other|Others|She|So|Some|Still|That|Their|Then|These|They|This|Those|Yet)\b)"
)
"""How no story begins: with what is said, be it behind the name of who says it, or with "he"."""


@lru_cache(maxsize=64)
def stories_of(text: str) -> tuple[int, ...]:
    """Where stories begin that aren't the first, in characters; () for a text of one."""
    starts = [0, *ends_of(text)]
    pieces = [(a, text[a:b]) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    lines = "\n" in text.strip()
    sentences = [
        _Sentence(
            start,
            words,
            frozenset(NAME.findall(piece)),
            # in the midst of a paragraph no story begins, where there are paragraphs
            LEANING.match(piece) is not None
            or (lines and start > 0 and "\n" not in text[start - 2 : start]),
        )
        for start, piece in pieces
        if len(words := _words(piece)) > 1  # no "WASHINGTON --"
    ]
    found: list[int] = []
    parts = [sentences]
    while parts:
        part = parts.pop()
        if gap := _gap(part, IN_PARAGRAPHS if lines else FEWEST_WORDS):
            found.append(part[gap].start)
            parts += [part[:gap], part[gap:]]
    return tuple(sorted(found))


@dataclass(frozen=True)
class _Sentence:
    start: int
    words: frozenset[str]
    names: frozenset[str]  # those of the words that are names, as far as their capitals tell
    leans: bool  # on what is before


def _gap(sentences: Sequence[_Sentence], fewest: int) -> int:
    """The sentence before which least is shared, if that is a new story's first; 0: none is."""
    best, place = MOST_SHARED, 0
    for gap, (common, *sizes) in enumerate(_over(sentences)):
        least = min(sizes)
        if not SHORTEST <= gap <= len(sentences) - SHORTEST or least < fewest:
            continue
        whole = common / least
        if sentences[gap].leans or whole >= best:
            continue
        before, behind = (
            frozenset[str]().union(*(s.words for s in side))
            for side in (sentences[max(0, gap - WINDOW) : gap], sentences[gap : gap + WINDOW])
        )
        if any(one.names & other.names for one in sentences[:gap] for other in sentences[gap:]):
            continue  # whoever is told of on both sides
        near = len(before & behind) / max(1, min(len(before), len(behind)))
        if whole + near < best:
            best, place = whole + near, gap
    return place


def _over(sentences: Sequence[_Sentence]) -> Iterator[tuple[int, int, int]]:
    """For each gap, how many words are on both of its sides, on the one and on the other."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for place, sentence in enumerate(sentences):
        for word in sentence.words:
            first.setdefault(word, place)
            last[word] = place
    opened = Counter(place + 1 for place in first.values())
    closed = Counter(place + 1 for place in last.values())
    before = done = 0
    for gap in range(len(sentences)):
        before, done = before + opened[gap], done + closed[gap]
        yield before - done, before, len(first) - done


def _words(sentence: str) -> frozenset[str]:
    empty = {*load("frames")["filler"], *load("standing")["stories"]["empty"]}
    found = {word.lower() for word in WORD.findall(sentence)} - empty
    return frozenset(SUFFIX.sub("", word) for word in found)
