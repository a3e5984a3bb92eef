"""Workers that are threads of the process itself and do all there, so that they start at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from distributed import Client, LocalCluster


@contextmanager
def threads(address: str | None = None, workers: int | None = None) -> Iterator[Client]:
    """In the place of :func:`quizgen.batch.cluster.cluster`."""
    with (
        pytest.MonkeyPatch.context() as patch,
        LocalCluster(
            n_workers=workers or 2, threads_per_worker=1, processes=False, dashboard_address=None
        ) as local,
        Client(local, set_as_default=False) as client,
    ):
        for module in ("making", "reading"):
            patch.setattr(f"quizgen.batch.{module}.apart", here)
        yield client


def given(client: Client) -> Callable[..., Any]:
    """Workers that are there already, in the place of others."""

    @contextmanager
    def ours(*_: object) -> Iterator[Client]:
        yield client

    return ours


def here(function: Callable[..., Any], *arguments: Any, **_: Any) -> Any:
    """In the place of :func:`quizgen.batch.apart.apart`."""
    return function(*arguments)
