"""What Dask runs in each new worker process on this machine before it works."""

from __future__ import annotations

import signal


def dask_setup(worker: object) -> None:
    """Leave Ctrl-C to whoever started the workers, and ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
