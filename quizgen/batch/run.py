"""A run: every input is read, decided about in order, made, and written down.

Inputs go through in chunks, so that the scheduler has less to do, and several chunks are under way
at any time. Reading and making are done by the workers, in whatever order they come to it; whether
an article was there before is decided here, in the order of the inputs, so that the outcome is the
same on any number of workers.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from quizgen.batch.cluster import ATTEMPTS, ClusterError
from quizgen.batch.duplicates import Fingerprint, Seen
from quizgen.batch.inputs import Input
from quizgen.batch.job import Job
from quizgen.batch.ledger import Ledger, Outcome, Record, Shard
from quizgen.batch.making import Made, Stopped, make_sets
from quizgen.batch.places import Place
from quizgen.batch.reading import Known, Read, read_inputs
from quizgen.batch.shards import shard_name, write_shard
from quizgen.errors import OutputError

if TYPE_CHECKING:
    from distributed import Client, Future

LARGEST_CHUNK = 8  # inputs that are read and made together
SHARES = 2  # of what is left, a worker thread: chunks get small, so that all end at once
UNDER_WAY = 3  # chunks a worker thread, so that none waits for a slow article elsewhere
SECONDS = 5.0  # between two counts of the workers
ALONE = 600.0  # seconds without any, after which none is waited for: Dask may fail to restart one


class Listener(Protocol):
    """Who is told how far a run is."""

    def __call__(self, input: Input, outcome: Outcome, *, again: bool) -> None:
        """An input is dealt with; ``again`` if it was so before this run."""


@dataclass
class _Chunk:
    inputs: list[Input]
    both: Future | None = None  # what is known of them, and the articles
    reads: list[Read] | None = None  # once they are read
    files: list[str | None] | None = None  # for the sets to make, once that is decided
    made: list[Made | None] | None = None  # once they are
    originals: dict[int, tuple[str, float]] = field(default_factory=dict)  # of duplicates


class Run:
    """One run over inputs.

    Args:
        job: What to do.
        client: Of the cluster that does it.
        ledger: What was done before, and what is done now.
        tell: Who is told how far it is.
    """

    def __init__(self, job: Job, client: Client, ledger: Ledger, tell: Listener) -> None:
        self._job = job
        self._client = client
        self._ledger = ledger
        self._tell = tell
        self._seen = Seen(near=job.near)
        self._owners: dict[str, str] = {}  # inputs by the ids of their articles
        self.order: list[str] = []  # of the inputs that are dealt with
        self._replaced: set[str] = set()  # files of sets that articles had before they changed
        self.troubles: dict[str, Record] = {}  # of this run only: another time may be better
        self._tasks: dict[Future, tuple[str, Any]] = {}
        self._chunks: deque[_Chunk] = deque()
        self._sharded = {name for shard in ledger.shards.values() for name in shard.inputs}
        self._shard: list[str] = []  # inputs whose sets wait for others to share a file with
        self._numbers: set[str] = set(ledger.shards)
        self._count, self._count_again = 1, 0.0
        self._seen_workers = time.monotonic()
        for record in ledger.records.values():
            if record.outcome in ("made", "nothing"):
                self._seen.add(record.input, Fingerprint(record.words, record.sketch))
                self._owners[record.id or ""] = record.input

    def work(self, inputs: Iterator[Input]) -> None:
        """Deal with all inputs.

        Raises:
            OutputError: Something can't be written.
            ClusterError: The cluster is gone.
        """
        from distributed import as_completed

        running = as_completed(loop=self._client.loop)
        self._running = running
        ahead: deque[Input] = deque()  # what comes next, as far as anybody needs to know
        while True:
            room = UNDER_WAY * self._threads() + 1
            while len(self._chunks) < room:
                shares = SHARES * self._threads()
                ahead.extend(islice(inputs, max(0, LARGEST_CHUNK * shares - len(ahead))))
                if not ahead:
                    break
                size = max(1, min(LARGEST_CHUNK, len(ahead) // shares))
                self._chunks.append(self._begin([ahead.popleft() for _ in range(size)]))
            if not self._tasks:
                break
            self._settle(self._next(running))
            self._decide()
            self._finish()
            if not ahead and not self._chunks and self._shard:
                self._close_shard()

    def _next(self, running: Any) -> Future:
        """A task that has ended.

        Raises:
            ClusterError: There is nobody any more who could end one.
        """
        while not running.has_ready():
            with running.thread_condition:
                if not running.has_ready():
                    running.thread_condition.wait(timeout=0.1)
            self._threads()
            if time.monotonic() - self._seen_workers > ALONE:
                raise ClusterError(
                    f"there have been no workers for {ALONE / 60:g} minutes: see what became of"
                    " them; the same command goes on from here"
                )
        future: Future = next(running)
        return future

    def _threads(self) -> int:
        """Threads of all workers, which may come and go, as counted not long ago."""
        now = time.monotonic()
        if now > self._count_again:
            there = sum(self._client.nthreads().values())
            if there:
                self._seen_workers = now
            self._count = max(1, there)
            self._count_again = now + SECONDS
        return self._count

    def _submit(self, role: str, what: Any, function: Any, *arguments: Any) -> Future:
        future = self._client.submit(function, *arguments, pure=False)
        if role:
            self._tasks[future] = (role, what)
            self._running.add(future)
        return future

    def _begin(self, inputs: list[Input]) -> _Chunk:
        chunk = _Chunk(inputs)
        known = [self._known(each.name) for each in inputs]
        chunk.both = self._submit("", None, read_inputs, inputs, known, self._job)
        self._submit("read", chunk, _first, chunk.both)
        return chunk

    def _known(self, name: str) -> Known | None:
        record = self._ledger.records.get(name)
        if record is None or record.outcome == "duplicate":
            return None  # what a copy is one of may have changed: it is read and compared again
        by_itself = record.outcome == "made" and name not in self._sharded
        return Known(record.key, record.file if by_itself else None)

    def _settle(self, future: Future) -> None:
        """Take what a task gave."""
        from distributed import KilledWorker

        role, what = self._tasks.pop(future)
        if future.status == "error":
            error = future.exception()
            if isinstance(error, KilledWorker):
                raise ClusterError(
                    f"workers were killed {ATTEMPTS} times and more: see that there is memory"
                    " enough for as many; the same command goes on from here"
                ) from error
            raise error
        if future.status != "finished":
            raise ClusterError("the scheduler has gone: the same command goes on from here")
        result = future.result()
        if isinstance(result, Stopped):
            raise OutputError(result.why, path=_path(self._job.output))
        if role == "read":
            what.reads = result
        elif role == "made":
            what.made = result
            what.both = None
            self._write_down(what)
        else:
            self._ledger.add(what)
            self._sharded.update(what.inputs)
            for name in what.inputs:
                (Place(self._job.made) / (self._ledger.records[name].file or "")).remove()

    def _decide(self) -> None:
        """Say of each input that is read what is to be done, in order."""
        for chunk in self._chunks:
            if chunk.files is not None:
                continue
            if chunk.reads is None:
                return
            chunk.files = [
                self._file_for(place, read, chunk) for place, read in enumerate(chunk.reads)
            ]
            if any(chunk.files):
                self._submit("made", chunk, make_sets, chunk.both, chunk.files, self._job)
            else:
                chunk.made = [None] * len(chunk.files)
                chunk.both = None

    def _file_for(self, place: int, read: Read, chunk: _Chunk) -> str | None:
        """The file for an article's set; None where none is to be made."""
        if read.same or read.trouble is not None or read.fingerprint is None:
            return None
        if read.input in self._sharded:
            why = "it has changed since it was put into a file with others: name another folder"
            chunk.reads[place] = _troubled(read, why)  # type: ignore[index]
            return None
        old = self._ledger.records.get(read.input)
        if old is not None and old.outcome in ("made", "nothing"):
            self._seen.remove(old.input, Fingerprint(old.words, old.sketch))
            if self._owners.get(old.id or "") == old.input:
                del self._owners[old.id or ""]
        original = self._seen.original_of(read.fingerprint)
        if original is not None:
            chunk.originals[place] = (original.key, original.alike)
            return None
        owner = self._owners.setdefault(read.id, read.input)
        if owner != read.input:
            why = (
                f"its id {read.id!r} is that of {owner}, whose words are others: give each its own"
            )
            chunk.reads[place] = _troubled(read, why)  # type: ignore[index]
            return None
        self._seen.add(read.input, read.fingerprint)
        return read.file

    def _write_down(self, chunk: _Chunk) -> None:
        """Put into the ledger what has been made."""
        for each, read, made in zip(chunk.inputs, chunk.reads or [], chunk.made or [], strict=True):
            if made is None:
                continue
            outcome: Outcome = "bad" if made.bad else "nothing" if made.why else "made"
            record = Record(
                read.input,
                read.key,
                outcome,
                id=read.id,
                title=read.title,
                file=read.file if outcome == "made" else None,
                questions=made.questions,
                words=read.fingerprint.words if read.fingerprint else "",
                sketch=read.fingerprint.sketch if read.fingerprint else b"",
                why=made.why,
            )
            self._keep(each, record, made.final)

    def _finish(self) -> None:
        """Let go of what is done, in order."""
        while self._chunks and self._chunks[0].made is not None:
            chunk = self._chunks.popleft()
            for place, (each, read) in enumerate(zip(chunk.inputs, chunk.reads or [], strict=True)):
                self.order.append(each.name)
                if read.same:
                    self._tell(each, self._ledger.records[each.name].outcome, again=True)
                elif place in chunk.originals:
                    self._keep_duplicate(each, read, *chunk.originals[place])
                elif read.trouble is not None:
                    record = Record(each.name, read.key, "bad", why=read.trouble)
                    self._keep(each, record, read.final)
                made = self._ledger.records.get(each.name)
                if (
                    self._job.form != "json"
                    and made is not None
                    and made.outcome == "made"
                    and each.name not in self._sharded
                ):
                    self._shard.append(each.name)
                    if len(self._shard) == self._job.shard_size:
                        self._close_shard()

    def _keep_duplicate(self, each: Input, read: Read, of: str, alike: float) -> None:
        original = self._ledger.records.get(of)
        there = original is not None and original.outcome in ("made", "nothing")
        why = None if there else f"it has the words of {of}, of which nothing could be made"
        record = Record(
            each.name,
            read.key,
            "duplicate" if there else "bad",
            id=read.id,
            title=read.title,
            of=of,
            alike=alike,
            why=why,
        )
        self._keep(each, record, there)

    def _keep(self, each: Input, record: Record, final: bool) -> None:
        if final:
            old = self._ledger.records.get(each.name)
            if old is not None and old.file is not None:
                self._replaced.add(old.file)
            self._ledger.add(record)
        else:
            self.troubles[each.name] = record
        self._tell(each, record.outcome, again=False)

    def _close_shard(self) -> None:
        number = 0
        while (file := shard_name(number, self._job)) in self._numbers:
            number += 1
        self._numbers.add(file)
        shard, self._shard = Shard(file, tuple(self._shard)), []
        sets = [self._ledger.records[name].file for name in shard.inputs]
        self._submit("shard", shard, write_shard, file, sets, self._job)

    def clear(self) -> None:
        """Remove what was only needed on the way, once all is done, and what is nobody's set."""
        made = Place(self._job.made)
        if self._job.form == "json":
            for file in self._replaced - {r.file for r in self._ledger.records.values()}:
                (made / file).remove()
        elif made.exists():
            made.fs.rm(made.path, recursive=True)


def _first(both: tuple[Sequence[Read], object]) -> Sequence[Read]:
    return both[0]


def _troubled(read: Read, why: str) -> Read:
    """Not to be made beside what is there, which may be otherwise another time."""
    return Read(read.input, read.key, trouble=why, final=False)


def _path(url: str) -> Any:
    from pathlib import Path

    return Path(url)
