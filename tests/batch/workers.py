"""Workers that are threads of the process itself, which start at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from distributed import Client, LocalCluster


@contextmanager
def threads(address: str | None = None, workers: int | None = None) -> Iterator[Client]:
    """In the place of :func:`quizgen.batch.cluster.cluster`."""
    with (
        LocalCluster(
            n_workers=workers or 2, threads_per_worker=1, processes=False, dashboard_address=None
        ) as local,
        Client(local, set_as_default=False) as client,
    ):
        yield client
