"""From the network’s numbers to spans of text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quizgen.facts.quotations import Quotation
from quizgen.facts.reader.words import Words
from quizgen.models import Span

Probabilities = npt.NDArray[np.float64]

CUE_THRESHOLD = 0.5
"""From this probability on a word belongs to a cue; chosen on held-out articles."""

GRAIN = 0.01
"""Numbers are rounded to this before anything is decided by them.

Machines with other instructions add in another order and differ in the last digits.
"""

SOURCE, CONTENT = (1, 2), (3, 4)

SWITCH = 2.0
"""What a step from one role to another costs, in log probability.

It keeps a stretch whole over a word or two of doubt; chosen on held-out articles.
"""


@dataclass(frozen=True)
class Reading:
    """One attribution as the network reads it.

    ``features`` is what its confidence is reckoned from, in the order of ``FEATURES``.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    features: tuple[float, ...]


def probabilities(scores: npt.NDArray[np.float32]) -> Probabilities:
    """Scores of labels, along the last axis, as probabilities."""
    rounded = np.round(scores.astype(np.float64) / GRAIN) * GRAIN
    powers = np.exp(rounded - rounded.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def smoothed(said: Probabilities, free: Sequence[int], switch: float = SWITCH) -> list[int]:
    """Which words are content, as the likeliest whole: 1 content, 0 not.

    By the algorithm of Viterbi (1967), over two states with one cost for every change.

    Args:
        said: (words around,), how likely each is content.
        free: Words that have no say: the cue’s and the source’s.
        switch: The cost of a change.
    """
    sure = np.clip(said, 1e-6, 1 - 1e-6)
    gains = np.round(np.log(sure) - np.log1p(-sure), 4)
    gains[list(free)] = 0.0
    best = 0.0  # of content over the rest
    came: list[tuple[int, int]] = []
    for gain in gains.tolist():
        came.append((int(best > switch), int(best >= -switch)))
        best = min(max(best, -switch), switch) + gain
    state = int(best > 0)
    path = [state]
    for step in reversed(came[1:]):
        state = step[state]
        path.append(state)
    return path[::-1]


def find_cues(cues: Probabilities, threshold: float = CUE_THRESHOLD) -> list[tuple[int, int]]:
    """First and last word of each cue, from (words, labels)."""
    found: list[tuple[int, int]] = []
    inside = False
    for place, (none, first, further) in enumerate(cues):
        if 1 - none < threshold:
            inside = False
        elif inside and further >= first:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
            inside = True
    return found


FEATURES = (
    "cue",
    "cue_least",
    "source",
    "source_least",
    "source_edges",
    "source_rival",
    "content",
    "content_least",
    "content_edges",
    "content_outside",
    "quoted",
    "parts",
    "length",
    "distance",
)
PROBABILITIES = 10
"""So many of the features, the first ones, are probabilities."""


def read_roles(
    roles: Probabilities,
    start: int,
    cue: tuple[int, int],
    cues: Probabilities,
    words: Words,
    offset: int,
    quotations: Sequence[Quotation],
) -> Reading | None:
    """The source and content of one cue; None where nothing is said.

    Args:
        roles: (words around, roles).
        start: The window’s first word among them.
        cue: First and last word of the cue in the window.
        cues: (words of the window, labels).
        words: The words of the article.
        offset: The number of the window’s first word in the article.
        quotations: The article’s quotations, in order.
    """
    own = range(cue[0] - start, cue[1] - start + 1)
    labels = roles.argmax(axis=1)
    spoken, said = roles[:, SOURCE].sum(axis=1), roles[:, CONTENT].sum(axis=1)

    def runs(chosen: Iterable[bool], free: Collection[int]) -> list[tuple[int, int]]:
        parts = _by_paragraph(_runs(chosen, free), words, offset + start)
        return [r for r in parts if _says(r, words, offset + start)]

    sources = runs(np.isin(labels, SOURCE).tolist(), own)
    source = max(sources, key=lambda r: (spoken[r[0] : r[1] + 1].sum(), -r[0]), default=None)
    free = [*own, *range(source[0], source[1] + 1)] if source else [*own]
    contents = runs(map(bool, smoothed(said, free)), free)
    if not contents:  # a single word is no likely stretch: “No,” she said
        contents = runs(np.isin(labels, CONTENT).tolist(), free)
    if not contents:
        return None
    inside = [i for first, last in contents for i in range(first, last + 1)]
    spans = tuple(_span(run, words, offset + start) for run in contents)
    cue_words = 1 - cues[cue[0] : cue[1] + 1, 0]
    outside = np.delete(said, inside)
    rival = spoken.copy()
    if source is not None:
        rival[source[0] : source[1] + 1] = 0
    features = (
        float(cue_words.mean()),
        float(cue_words.min()),
        float(spoken[source[0] : source[1] + 1].mean()) if source else 0.0,
        float(spoken[source[0] : source[1] + 1].min()) if source else 0.0,
        float(roles[source[0], SOURCE[0]]) if source else 0.0,
        float(rival.max()),
        float(said[inside].mean()),
        float(said[inside].min()),
        float(np.mean([min(said[first], said[last]) for first, last in contents])),
        float(outside.max(initial=0.0)),
        float(np.mean([words.quoted[offset + start + i] > 0 for i in inside])),
        float(len(contents)),
        float(np.log1p(len(inside))),
        float(
            min(abs(cue[0] - start - source[1]), abs(source[0] - cue[1] + start)) if source else 0
        ),
    )
    own_span = _span((cue[0] - start, cue[1] - start), words, offset + start)
    return Reading(
        source=(_source(source, words, offset + start),) if source else (),
        cue=(own_span,),
        content=_whole(spans, own_span, quotations),
        features=features,
    )


def _runs(chosen: Iterable[bool], free: Collection[int]) -> list[tuple[int, int]]:
    """Unbroken runs of chosen words; free ones belong to none."""
    runs: list[tuple[int, int]] = []
    before = -2
    for place, one in enumerate(chosen):
        if not one or place in free:
            continue
        if before == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
        before = place
    return runs


def _by_paragraph(
    runs: Iterable[tuple[int, int]], words: Words, offset: int
) -> Iterator[tuple[int, int]]:
    for first, last in runs:
        for place in range(first, last):
            if words.paragraphs[offset + place] != words.paragraphs[offset + place + 1]:
                yield first, place
                first = place + 1
        yield first, last


def _says(run: tuple[int, int], words: Words, offset: int) -> bool:
    return any(words.texts[offset + i].isalnum() for i in range(run[0], run[1] + 1))


def _source(run: tuple[int, int], words: Words, offset: int) -> Span:
    """Without the pronoun that leads on to the cue: "Ada Brook, who said"."""
    first, last = run
    while last > first and words.texts[offset + last].lower() in ("who", "which", "that"):
        last -= 1
    return _span((first, last), words, offset)


def _span(run: tuple[int, int], words: Words, offset: int) -> Span:
    first, last = offset + run[0], offset + run[1]
    while first < last and words.quoted[first] != 2 and words.texts[first] in ",;:.–—-":
        first += 1
    while first < last and words.quoted[last] != 3 and words.texts[last] in ",;:–—-.":
        last -= 1
    return Span(words.spans[first].start, words.spans[last].end)


def _whole(spans: Sequence[Span], cue: Span, quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """With the whole of every quotation of which the most part is content, marks and all.

    A speaker's words between two marks are his from the first to the last, unless they are
    somebody else's, in whose words the cue stands: “My father said never to go,” she recalled.
    """
    grown = list(spans)
    for quotation in quotations:
        if quotation.inner.overlaps(cue):
            continue
        inside = [span for span in grown if span.overlaps(quotation.inner)]
        held = sum(
            min(span.end, quotation.inner.end) - max(span.start, quotation.inner.start)
            for span in inside
        )
        if 2 * held <= quotation.inner.end - quotation.inner.start:
            continue
        # a span may end with the opening mark: he says: and "[I don't know]"
        inside = [span for span in grown if span.overlaps(quotation.span)]
        grown = [span for span in grown if span not in inside]
        grown.append(
            Span(
                min(quotation.span.start, *(span.start for span in inside)),
                max(quotation.span.end, *(span.end for span in inside)),
            )
        )
    return tuple(sorted(grown))
