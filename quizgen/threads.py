"""How many threads an article is read with.

One article alone is read fastest with the parser and the network side by side. Where processes
already share the cores, one an article, more threads would only get into one another's way.
"""

from __future__ import annotations

_together = True


def read_together() -> bool:
    """Whether the parser and the network may read an article at the same time."""
    return _together


def one_thread_a_process() -> None:
    """From now on, this process reads with one thread: others have the rest of the machine."""
    global _together
    _together = False
