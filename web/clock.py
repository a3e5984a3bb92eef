"""The time, which never goes back while the site runs."""

from __future__ import annotations

import threading
import time


class Clock:
    """Gives the time in seconds since 1970 UTC, going on at its own pace where it is set back.

    Computers' clocks are put right now and then. An attempt that has a minute left must not get
    an hour more for it, nor two answers change their order.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = time.time()
        self._at = time.monotonic()

    def __call__(self) -> float:
        with self._lock:
            at = time.monotonic()
            self._last = max(time.time(), self._last + (at - self._at))
            self._at = at
            return self._last
