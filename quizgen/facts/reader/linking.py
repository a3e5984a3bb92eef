"""What the linker is shown of the words around a cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

REACH = 96
"""Words on either side of a cue among which its source and content are looked for."""
NEAR = 16
FAR = (20, 26, 34, 44, 56, 72, 88)
DISTANCES = 2 * (NEAR + 1 + len(FAR)) + 1
PARAGRAPHS = 4

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Around:
    """The words around some cues of one window, a row a cue, filled up to one length."""

    ends: Numbers  # first and last word of the cue
    index: Numbers
    distance: Numbers
    paragraph: Numbers
    mask: npt.NDArray[np.float32]


def bucket(distance: int) -> int:
    """Distances in words, exact when near and coarse when far, as numbers below ``DISTANCES``."""
    size = abs(distance)
    step = size if size <= NEAR else NEAR + 1 + sum(size > edge for edge in FAR)
    half = NEAR + 1 + len(FAR)
    return half + (step if distance > 0 else -step)


_BUCKETS = np.array([bucket(d) for d in range(-REACH - 1, REACH + 2)], dtype=np.int64)


def around(cues: Sequence[tuple[int, int]], paragraphs: Sequence[int]) -> Around:
    """The surroundings of each cue.

    Args:
        cues: First and last word of each cue, both included.
        paragraphs: The number of the paragraph of each word of the window.
    """
    count = len(paragraphs)
    numbers = np.asarray(paragraphs, dtype=np.int64)
    ranges = [(max(0, first - REACH), min(count, last + REACH + 1)) for first, last in cues]
    width = max(end - start for start, end in ranges)
    shape = (len(cues), width)
    index, distance = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    paragraph, mask = np.zeros(shape, np.int64), np.zeros(shape, np.float32)
    for row, ((first, last), (start, end)) in enumerate(zip(cues, ranges, strict=True)):
        size = end - start
        places = np.arange(start, end)
        index[row, :size] = places
        away = np.where(places < first, places - first, np.maximum(places - last, 0))
        distance[row, :size] = _BUCKETS[away + REACH + 1]
        steps = numbers[start:end] - numbers[first]
        paragraph[row, :size] = np.select([steps == 0, steps == -1, steps == 1], [0, 1, 2], 3)
        mask[row, :size] = 1
    return Around(np.array(cues, dtype=np.int64), index, distance, paragraph, mask)
