"""What the linker is shown of the words around a cue."""

from __future__ import annotations

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
    """The words ``start`` to ``stop`` of a window, which stand around a cue."""

    start: int
    stop: int
    distance: Numbers  # of each of them, as a bucket
    paragraph: Numbers  # whether it stands in the cue’s paragraph, or in one before or behind


def bucket(distance: int) -> int:
    """Distances in words, exact when near and coarse when far, as numbers below ``DISTANCES``."""
    size = abs(distance)
    step = size if size <= NEAR else NEAR + 1 + sum(size > edge for edge in FAR)
    half = NEAR + 1 + len(FAR)
    return half + (step if distance > 0 else -step)


_BUCKETS = np.array([bucket(d) for d in range(-REACH - 1, REACH + 2)], dtype=np.int64)


def around(cue: tuple[int, int], paragraphs: Numbers) -> Around:
    """The surroundings of a cue.

    Args:
        cue: Its first and last word, both included.
        paragraphs: The number of the paragraph of each word of the window.
    """
    first, last = cue
    start, stop = max(0, first - REACH), min(len(paragraphs), last + REACH + 1)
    places = np.arange(start, stop)
    away = np.where(places < first, places - first, np.maximum(places - last, 0))
    steps = paragraphs[start:stop] - paragraphs[first]
    paragraph = np.select([steps == 0, steps == -1, steps == 1], [0, 1, 2], 3)
    return Around(start, stop, _BUCKETS[away + REACH + 1], paragraph)
