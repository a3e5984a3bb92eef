"""Examples as the network sees them: windows of words, and what it should say of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.article.paragraphs import paragraphs
from quizgen.facts.quotations import find_quotations
from quizgen.facts.reader.vocabulary import Vocabulary
from quizgen.facts.reader.windows import Window, windows
from quizgen.facts.reader.words import Words, find_words
from quizgen.models import Span
from quizgen.training.corpus import Example

IGNORED = -100


@dataclass(frozen=True)
class Target:
    """What is to be said about one cue: a role for every word of its window."""

    first: int
    last: int
    roles: list[int]


@dataclass(frozen=True)
class Lesson:
    """A window, its cue labels and its targets."""

    window: Window
    paragraphs: list[int]
    cues: list[int]
    targets: list[Target]


def lessons(example: Example, vocabulary: Vocabulary, length: int) -> list[Lesson]:
    """The windows of an example with what is right for each."""
    spans = paragraphs(example.text)
    words = find_words(example.text, spans, find_quotations(example.text, spans))
    if not len(words):
        return []
    unsure = {i for span in example.unsure for i in _within(words, (span,))}
    marked = []
    for attribution in example.attributions:
        cue = _within(words, attribution.cue)
        source, content = (_within(words, s) for s in (attribution.source, attribution.content))
        if cue and content:
            marked.append((cue, source, content))
    found = []
    for window in windows(words, vocabulary.pieces(words), vocabulary.marks, length):
        labels = [IGNORED if i in unsure else 0 for i in range(window.first, window.last)]
        targets = []
        for cue, source, content in marked:
            if not window.first <= cue[0] <= cue[-1] < window.last:
                continue
            first, last = cue[0] - window.first, cue[-1] - window.first
            for place in range(first, last + 1):
                if labels[place] <= 0 or place == first:
                    labels[place] = 1 if place == first else 2
            roles = [0] * (window.last - window.first)
            _mark(roles, content, window, 3)
            _mark(roles, source, window, 1)
            targets.append(Target(first, last, roles))
        numbers = list(words.paragraphs[window.first : window.last])
        found.append(Lesson(window, numbers, labels, targets))
    return found


def _mark(roles: list[int], places: Sequence[int], window: Window, label: int) -> None:
    """``label`` for the first word of each unbroken run, the next number for further words."""
    before = None
    for place in places:
        if window.first <= place < window.last:
            roles[place - window.first] = label + (place - 1 == before)
        before = place


def _within(words: Words, spans: Sequence[Span]) -> list[int]:
    """The words that spans touch, in order."""
    found: list[int] = []
    for span in spans:
        index = bisect_left(words.starts, span.start)
        if index and words.spans[index - 1].end > span.start:
            index -= 1
        while index < len(words) and words.spans[index].start < span.end:
            found.append(index)
            index += 1
    return sorted(set(found))
