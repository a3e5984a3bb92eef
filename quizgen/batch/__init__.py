"""Question sets of many articles, on all cores of a machine or of many machines.

``inputs.py`` finds what is to be read, ``reading.py`` and ``making.py`` are what workers do, in
processes beside them that ``apart.py`` has, where an article may do no harm to others,
``run.py`` hands it out and decides in order, ``duplicates.py`` knows what was there before,
``ledger.py`` what has been done, ``limits.py`` how long it may take, ``progress.py`` says how far
it is and ``report.py`` what became of it. ``shards.py`` writes files of many sets, ``output.py``
keeps a folder for one run at a time, ``cluster.py`` has the workers, ``worker.py`` is what each
runs first, ``places.py`` opens whatever fsspec can, and ``SIZING.md`` says what it all costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.batch.job import Job
    from quizgen.batch.ledger import Record

SEVERAL = 20  # inputs that workers are asked about before they begin


def make_batch(
    inputs: Sequence[str], job: Job, *, workers: int | None = None, scheduler: str | None = None
) -> list[Record]:
    """Make the sets of many articles; what an earlier run of the same job has made stays.

    Workers are new processes, which import the program that calls this: a script must do so below
    ``if __name__ == "__main__":``.

    Args:
        inputs: Files, folders and patterns, by path or address.
        job: What to do.
        workers: Processes; one a core where left out.
        scheduler: The address of a Dask scheduler to use instead.

    Returns:
        What became of every article, in order.

    Raises:
        ArticleError: An input isn't there.
        SettingsError: A setting makes no sense.
        OutputError: Something can't be written, or the folder is another job's, or in use.
        FormatError: What an earlier run has left is damaged.
        ClusterError: There are no workers.
    """
    import os
    from dataclasses import replace

    from quizgen.batch.cluster import check_workers, cluster
    from quizgen.batch.inputs import bytes_of, find_inputs, find_roots
    from quizgen.batch.job import LEDGER
    from quizgen.batch.ledger import Ledger
    from quizgen.batch.output import taken
    from quizgen.batch.progress import Progress
    from quizgen.batch.report import write_report
    from quizgen.batch.run import Run
    from quizgen.pipeline import check_settings

    check_settings(job.settings)
    if "://" not in job.output:  # workers may be at work in another folder
        job = replace(job, output=os.path.abspath(job.output))
    roots = find_roots(inputs)
    with taken(job) as output:
        ledger = Ledger(output / LEDGER)
        try:
            with cluster(scheduler, workers) as client:
                seen = [root.place.path for root in roots if root.place.is_local]
                check_workers(client, job, seen[:SEVERAL])
                with Progress(lambda: bytes_of(roots, output)) as progress:
                    run = Run(job, client, ledger, progress)
                    run.work(find_inputs(roots, output))
            run.clear()
            outcomes = write_report(job, run.order, ledger.records, run.troubles)
            ledger.tidy(run.order)
        finally:
            ledger.close()
    return outcomes
