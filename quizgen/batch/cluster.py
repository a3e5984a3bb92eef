"""The processes that do the work: a Dask cluster, on this machine or already running elsewhere."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from quizgen.batch.job import LEDGER, Job
from quizgen.batch.places import Place
from quizgen.errors import QuizgenError
from quizgen.kept_facts import rules_in

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 60  # seconds until a worker must be there
ATTEMPTS = 10
"""More at what a worker had been given when it was lost: that can't be the reason, for the work
itself is done in a process beside it."""
TOKEN = "run"
"""A file of the ledger by which workers are known to see the output's folder."""

NO_RULES = frozenset(("batch", "training", "cli", "terminal.py", "worker.py", "__pycache__"))
"""What of the package has no part in what sets are made."""


SETTINGS = {
    "distributed.scheduler.allowed-failures": ATTEMPTS,
    "distributed.comm.timeouts.connect": f"{PATIENCE}s",
    # Nothing about a run is for whoever else is on this machine to see.
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    # Dask watches itself closely, which took a tenth of a core with two workers.
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.system-monitor.disk": False,
    "distributed.admin.system-monitor.host-cpu": False,
    "distributed.scheduler.active-memory-manager.start": False,
    # Sets are made where their articles were read; who has none left takes over at once.
    "distributed.scheduler.work-stealing-interval": "100ms",
}


class ClusterError(QuizgenError, RuntimeError):
    """There are no workers that could do the work; the message says what to do."""


def cores() -> int:
    """The cores that this process may use, containers' limits included."""
    from dask.system import CPU_COUNT

    return max(1, int(CPU_COUNT))


@contextmanager
def cluster(address: str | None, workers: int | None) -> Iterator[Client]:
    """A client of the cluster at an address, or of one of processes on this machine.

    Args:
        address: That of a Dask scheduler, ``tcp://host:8786``; None for processes here.
        workers: How many of those; one a core where left out.

    Raises:
        ClusterError: No worker can be had.
    """
    import dask
    from distributed import Client, LocalCluster
    from distributed.security import Security

    with dask.config.set(SETTINGS), _quiet():
        if address is not None:
            try:
                client = Client(address, timeout=PATIENCE, set_as_default=False)
            except (OSError, ValueError, TimeoutError) as error:
                raise ClusterError(f"no Dask scheduler answers at {address}: {error}") from error
            with client:
                try:
                    client.wait_for_workers(1, timeout=PATIENCE)
                except TimeoutError as error:
                    raise ClusterError(
                        f"the scheduler at {address} has no workers: start some with"
                        f" `dask worker {address} --nthreads 1`"
                    ) from error
                yield client
            return
        with ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="quizgen-batch-"))
            try:
                local = stack.enter_context(
                    LocalCluster(
                        n_workers=workers or cores(),
                        threads_per_worker=1,
                        processes=True,
                        memory_limit=0,
                        host="127.0.0.1",
                        dashboard_address="127.0.0.1:0",
                        # Whoever may talk to a scheduler may run anything as its user.
                        security=Security.temporary(),
                        local_directory=folder,
                        silence_logs=logging.CRITICAL,
                        preload=["quizgen.batch.worker"],
                    )
                )
            except (OSError, RuntimeError, TimeoutError) as error:
                raise ClusterError(f"the workers can't be started: {error}") from error
            yield stack.enter_context(Client(local, set_as_default=False))


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what Dask logs about workers that come and go: what matters is said by us."""
    loggers = [logging.getLogger(name) for name in ("distributed", "tornado", "asyncio")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@cache
def rules() -> str:
    """A name of all by which sets are made."""
    names = (entry.name for entry in files("quizgen").iterdir())
    return rules_in(sorted(name for name in names if name not in NO_RULES))


def check_workers(client: Client, job: Job, inputs: list[str]) -> None:
    """See to it that each worker makes the same of the same, and finds what it needs.

    Args:
        client: Of the cluster.
        job: The run.
        inputs: Some of the files that are to be read.

    Raises:
        ClusterError: One doesn't; the message says which, and what to do.
    """
    token = f"{os.getpid()} {os.urandom(8).hex()}".encode()
    place = Place(job.output) / LEDGER / TOKEN
    place.write(token)
    try:
        try:
            answers = client.run(_look_around, place.url, inputs, on_error="return")
        except Exception as error:  # a worker that has no quizgen to unpack the question with
            raise ClusterError(f"the workers can't be asked what they see: {error}") from error
    finally:
        place.remove()
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, BaseException):
            raise ClusterError(
                f"worker {worker} can't run quizgen ({type(answer).__name__}: {answer}): install"
                " the same version there"
            )
        their_rules, seen, missing = answer
        if their_rules != rules():
            raise ClusterError(f"worker {worker} has another version of quizgen: install the same")
        if seen != token:
            raise ClusterError(
                f"worker {worker} can't see {job.output}: name a folder that all workers share,"
                " or an address such as s3://…"
            )
        if missing is not None:
            raise ClusterError(
                f"worker {worker} can't see {missing}: name articles in a folder that all workers"
                " share, or at an address such as s3://…"
            )


def _look_around(token: str, inputs: list[str]) -> tuple[str, bytes | None, str | None]:
    """What a worker knows and sees: its rules, the token, and the first input it doesn't see."""
    try:
        seen = Place(token).read()
    except Exception:
        seen = None
    missing = next((url for url in inputs if not Place(url).exists()), None)
    return rules(), seen, missing
