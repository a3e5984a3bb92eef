"""What a second worker brings, beside what a second process brings on the same machine.

Two cores may share what a core is made of, and then two processes that know nothing of each other
aren't twice as fast as one either. So both are measured in turn: batches with one worker and with
two, and the pipeline by itself in one process and in two.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from distributed import Client

from quizgen.article import article_from_text
from quizgen.batch import run
from quizgen.batch.cluster import cluster
from quizgen.batch.inputs import find_inputs, find_roots
from quizgen.batch.job import LEDGER, Job
from quizgen.batch.ledger import Ledger
from quizgen.batch.places import Place
from quizgen.batch.run import Run
from quizgen.models import Settings
from quizgen.pipeline import generate
from quizgen.threads import one_thread_a_process
from tests.batch import poison
from tests.batch.stories import long_story, write_lines

ARTICLES = 24  # for each measurement, of 600 words, as news articles have
READ_ONLY = 300
LEAST_GAIN = 1.7
SHARE = 0.95
"""Of what a second process brings, where that itself is less than the least gain."""
WARM = 100_000  # the number of the first story that is only read to get warm


def measure(rounds: int) -> tuple[list[str], bool]:
    """Lines on the rates, and whether a second worker brings what it should."""
    rates: dict[str, list[float]] = {"1 worker": [], "2 workers": [], "1 process": [], "2": []}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quizgen-bench-")))
        clients = [stack.enter_context(cluster(None, count)) for count in (1, 2)]
        processes = [stack.enter_context(_Bare()) for _ in range(2)]
        for client in clients:
            _batch(client, folder / f"warm-{id(client)}", range(WARM, WARM + 8))
        for each in range(rounds):
            numbers = range(each * ARTICLES, (each + 1) * ARTICLES)
            rates["1 worker"].append(_batch(clients[0], folder / f"{each}-1", numbers))
            rates["1 process"].append(_bare(processes[:1], numbers))
            rates["2 workers"].append(_batch(clients[1], folder / f"{each}-2", numbers))
            rates["2"].append(_bare(processes, numbers))
        coordinating = _coordinating(clients[1], folder / "coordinating")
    workers = median(b / a for a, b in zip(rates["1 worker"], rates["2 workers"], strict=True))
    bare = median(b / a for a, b in zip(rates["1 process"], rates["2"], strict=True))
    limit = min(LEAST_GAIN, SHARE * bare)
    fine = workers >= limit
    one, two, alone, both = (median(rates[name]) for name in rates)
    which = (
        f"{LEAST_GAIN} ×"
        if limit == LEAST_GAIN
        else f"{SHARE} × what two processes gain here, as that is below {LEAST_GAIN} ×"
    )
    return [
        f"two processes of the bare pipeline / one: {bare:.2f} ({both:.2f} / {alone:.2f}"
        " articles/s)",
        f"batch with two workers / with one: {workers:.2f} ({two:.2f} / {one:.2f} articles/s),"
        f" {'keeps' if fine else 'MISSES'} the limit of {which}",
        f"batch with one worker / the bare pipeline in one process: {one / alone:.2f}",
        f"handing out and writing down an article: {1000 * coordinating:.1f} ms, so that"
        f" one process does so for {1 / coordinating / one:,.0f} workers",
    ], fine


def _batch(client: Client, folder: Path, numbers: range) -> float:
    """Articles a second of a batch whose workers have started already."""
    folder.mkdir()
    corpus = write_lines(folder / "corpus.jsonl", numbers, long_story)
    job = Job(str(folder / "out"), Settings())
    output = Place(job.output)
    ledger = Ledger(output / LEDGER)
    one = Run(job, client, ledger, lambda *_, **__: None)
    begin = time.perf_counter()
    one.work(find_inputs(find_roots([str(corpus)]), output))
    seconds = time.perf_counter() - begin
    ledger.close()
    if len(one.order) != len(numbers):
        raise RuntimeError(f"{len(one.order)} of {len(numbers)} articles were dealt with")
    return len(numbers) / seconds


def _coordinating(client: Client, folder: Path) -> float:
    """Seconds of this process's processor an article, in a batch that is read and not made."""
    real = run.make_sets
    run.make_sets = poison.make_sets
    try:
        before = time.process_time()
        _batch(client, folder, range(WARM, WARM + READ_ONLY))
        return (time.process_time() - before) / READ_ONLY
    finally:
        run.make_sets = real


class _Bare(subprocess.Popen[str]):
    """A process that reads articles, and does nothing else."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.workers"]
        super().__init__(
            command,
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.ask(WARM, WARM + 8)
        self.wait_for_answer()

    def ask(self, first: int, end: int) -> None:
        assert self.stdin is not None
        self.stdin.write(f"{first} {end}\n")
        self.stdin.flush()

    def wait_for_answer(self) -> None:
        assert self.stdout is not None
        if not self.stdout.readline():
            raise RuntimeError("a process of the bare pipeline has ended")


def _bare(processes: list[_Bare], numbers: range) -> float:
    """Articles a second of processes that share the articles."""
    share = len(numbers) // len(processes)
    begin = time.perf_counter()
    for place, process in enumerate(processes):
        process.ask(numbers.start + place * share, numbers.start + (place + 1) * share)
    for process in processes:
        process.wait_for_answer()
    return share * len(processes) / (time.perf_counter() - begin)


def main() -> None:
    """Answer ``first end`` on stdin with a line once those articles' sets are made."""
    one_thread_a_process()
    for line in sys.stdin:
        first, end = map(int, line.split())
        for number in range(first, end):
            generate(article_from_text(long_story(number), published="2021-03-15"), Settings())
        print("done", flush=True)


if __name__ == "__main__":
    main()
