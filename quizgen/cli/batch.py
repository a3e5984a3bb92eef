"""``quizgen batch``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quizgen.batch.limits import TIME_LIMIT
from quizgen.cli.options import day_of
from quizgen.cli.settings import settings_options, with_wanted
from quizgen.terminal import say

if TYPE_CHECKING:
    from datetime import date

    from quizgen.batch.job import Job
    from quizgen.batch.ledger import Record

SHOWN = 10  # bad articles; the file has all


class PathOrAddress(click.ParamType[str]):
    """A path or an address, as the string it is."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not value:
            self.fail("an empty name names nothing.", param, ctx)
        return str(value)


PATH_OR_ADDRESS = PathOrAddress()


@click.command()
@click.argument("inputs", metavar="INPUT...", type=PATH_OR_ADDRESS, nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=PATH_OR_ADDRESS,
    required=True,
    help="Where to put the sets: a new folder, or that of a run to continue.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl", "parquet"]),
    default="json",
    show_default=True,
    help="A file for each set, or files of many sets.",
)
@click.option(
    "--shard-size",
    metavar="N",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    help="Sets in a file, where there are many in one.",
)
@click.option(
    "--near-duplicates",
    type=click.Choice(["once", "all"]),
    default="once",
    show_default=True,
    help="What nearly has the words of an earlier article; the same words are made once anyway.",
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    help="Processes on this machine; one a core unless you say otherwise.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Use the workers of this Dask scheduler, tcp://host:8786, instead.",
)
@click.option(
    "--time-limit",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True, max=86_400),
    default=TIME_LIMIT,
    show_default=True,
    help="An article that takes longer is bad.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed draws others.")
@click.option(
    "--published",
    metavar="YYYY-MM-DD",
    callback=day_of,
    help="The day of articles that don't say theirs.",
)
@click.option(
    "--language", metavar="en", help="Read all articles although one doesn't look like English."
)
@settings_options
def batch(
    inputs: tuple[str, ...],
    output: str,
    form: Any,
    shard_size: int,
    near_duplicates: str,
    workers: int | None,
    scheduler: str | None,
    time_limit: float,
    seed: int,
    published: date | None,
    language: str | None,
    **wanted: Any,
) -> None:
    """Make the question sets of many articles, on all cores.

    An INPUT is an article in any format that `generate` reads, a file of JSON lines as `facts`
    reads it, packed with gzip, bzip2 or xz or not, a folder of such files with all that is below
    it, or a pattern. INPUT and DIR may be addresses that fsspec opens, such as s3://bucket/folder.

    The same articles and settings make the same files, on however many workers. Run again after it
    was stopped, killed or given more articles, it only makes what isn't there yet. In DIR,
    articles.jsonl says what became of each article, bad-articles.jsonl which can't be used and
    why; then the exit code is 1.
    """
    from pathlib import Path

    from quizgen.batch import make_batch
    from quizgen.batch.job import Job
    from quizgen.models import Settings

    if workers is not None and scheduler is not None:
        raise click.UsageError("--workers are on this machine, --scheduler's elsewhere: name one.")
    if "://" not in output:
        output = str(Path(output))
    job = Job(
        output,
        with_wanted(Settings(), wanted),
        seed=seed,
        published=published,
        language=language,
        form=form,
        shard_size=shard_size,
        near=near_duplicates == "once",
        time_limit=time_limit,
    )
    try:
        outcomes = make_batch(inputs, job, workers=workers, scheduler=scheduler)
    except KeyboardInterrupt:
        say("Stopped. The same command goes on from here.")
        raise
    if _tell(job, outcomes):
        raise click.exceptions.Exit(1)


def _tell(job: Job, outcomes: Sequence[Record]) -> bool:
    """Say which articles are bad, the first of them, and what was made; whether any is bad."""
    from quizgen.batch.report import BAD, summary

    bad = [record for record in outcomes if record.outcome == "bad"]
    for record in bad[:SHOWN]:
        say(f"{record.input}: {record.why}")
    if len(bad) > SHOWN:
        say(f"and {len(bad) - SHOWN:,} more")
    say(summary(job, outcomes))
    if bad:
        say(f"Why an article is bad stands in {job.output.rstrip('/')}/{BAD}.")
    return bool(bad)
