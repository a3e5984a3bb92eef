"""Attributions marked inside a text, as people write them for training and for tests.

``[s1:…]`` is the source of attribution 1, ``[c1:…]`` its cue, ``[q1:…]`` what was expressed. Parts
of one content repeat the tag, brackets nest, and ``[s1,2:…]`` gives one stretch to two
attributions::

    [q1:“We were lucky,”] [s1:the captain] [c1:said]. [q1:“It could have been six.”]

The text itself holds no square brackets.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from quizgen.models import Span

PARAGRAPH = "¶"

_OPENING = re.compile(r"\[([scq])(\d+(?:,\d+)*):")
_BRACKET = re.compile(r"[\[\]]")
_COMMENT = re.compile(r"^<!--.*?-->", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MarkedAttribution:
    """Who said what by which words; each is empty where nothing was marked, but never the cue."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its brackets, and what they marked, in the order of the numbers."""

    text: str
    attributions: tuple[MarkedAttribution, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One block of a file of marked texts."""

    heading: str  # of the last `## ` line above; "" before the first
    marked: Marked
    line: int  # where the block starts, counted from 1


@dataclass(slots=True)
class _Parts:
    """The stretches of one number, by tag."""

    s: list[Span] = field(default_factory=list)
    c: list[Span] = field(default_factory=list)
    q: list[Span] = field(default_factory=list)


def read_marked(text: str) -> Marked:
    """The plain text and its attributions; :class:`ValueError` says where the markup is broken."""
    plain: list[str] = []
    length = 0  # of the plain text so far
    open_tags: list[tuple[str, list[int], int, int]] = []  # tag, numbers, start, place of "["
    parts: defaultdict[int, _Parts] = defaultdict(_Parts)
    first_seen: dict[int, int] = {}
    place = 0
    while bracket := _BRACKET.search(text, place):
        plain.append(text[place : bracket.start()])
        length += len(plain[-1])
        if bracket.group() == "[":
            opening = _OPENING.match(text, bracket.start())
            if opening is None:
                raise _broken(text, bracket.start(), "no tag of this kind is known")
            numbers = [int(number) for number in opening[2].split(",")]
            for number in numbers:
                first_seen.setdefault(number, bracket.start())
            open_tags.append((opening[1], numbers, length, bracket.start()))
            place = opening.end()
            continue
        if not open_tags:
            raise _broken(text, bracket.start(), "nothing is open that this would close")
        tag, numbers, start, opened = open_tags.pop()
        if start == length:
            raise _broken(text, opened, "nothing stands in this bracket")
        for number in numbers:
            getattr(parts[number], tag).append(Span(start, length))
        place = bracket.end()
    if open_tags:
        raise _broken(text, open_tags[-1][3], "this bracket is never closed")
    plain.append(text[place:])
    for number in sorted(parts):
        if not parts[number].c:
            raise _broken(text, first_seen[number], f"attribution {number} has no cue")
    return Marked(
        "".join(plain),
        tuple(
            MarkedAttribution(tuple(sorted(p.s)), tuple(sorted(p.c)), tuple(sorted(p.q)))
            for _, p in sorted(parts.items())
        ),
    )


def read_cases(text: str) -> list[Case]:
    """The blocks of a file, which blank lines separate.

    The lines of a block are one paragraph however they are wrapped; a line ``¶`` starts another.
    Lines that start with ``!``, a title (``# …``) and comments (``<!-- … -->``) are not part of it.
    """
    cases: list[Case] = []
    heading = ""
    block: list[str] = []
    start = 0

    def finish() -> None:
        if block:
            plain = _unwrapped(block)
            try:
                cases.append(Case(heading, read_marked(plain), start))
            except ValueError as error:
                raise ValueError(f"block at line {start}: {error}") from None
        block.clear()

    # A comment leaves its line breaks behind, so that lines keep their numbers.
    bare = _COMMENT.sub(lambda comment: "!" + "\n!" * comment[0].count("\n"), text)
    for number, line in enumerate(bare.splitlines(), start=1):
        if line.startswith("!"):
            continue
        if line.startswith(("# ", "## ")):
            finish()
            if line.startswith("## "):
                heading = line[3:].strip()
        elif not line.strip():
            finish()
        else:
            if not block:
                start = number
            block.append(line.strip())
    finish()
    return cases


def _unwrapped(lines: list[str]) -> str:
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line == PARAGRAPH:
            paragraphs.append([])
        else:
            paragraphs[-1].append(line)
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)


def _broken(text: str, place: int, what: str) -> ValueError:
    return ValueError(f"{what}, at character {place}: {text[place : place + 30]!r}")
