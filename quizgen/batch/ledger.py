"""What has become of every article, written down as it happens, so that a run can be continued.

The ledger is a folder of files of JSON lines, which are only ever added to: whatever moment a run
is killed at, each line is there whole or not at all, and only a last one that isn't whole is
ignored. In object stores, where nothing can be added to a file, the last one is written anew every
few seconds. What was made and isn't written down yet is found by its file.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal

import msgspec

from quizgen.batch.places import Place
from quizgen.errors import FormatError, OutputError

Outcome = Literal["made", "nothing", "duplicate", "bad"]
SECONDS = 10.0  # between two writings, where each writes the whole file
LARGEST_FILE = 1024 * 1024  # bytes, where each writing writes the whole file


class Record(msgspec.Struct, frozen=True, omit_defaults=True, tag="article"):
    """What became of an article."""

    input: str  # its name, as in `Input`
    key: str  # names the bytes that it was read from
    outcome: Outcome
    id: str | None = None
    title: str | None = None
    file: str | None = None  # of its set, below the folder of sets
    questions: int = 0
    words: str = ""  # the two parts of its fingerprint
    sketch: bytes = b""
    of: str | None = None  # the input of which it is a duplicate
    alike: float | None = None  # and how much the two are, 0..1
    why: str | None = None  # why nothing came of it


class Shard(msgspec.Struct, frozen=True, tag="shard"):
    """A file of many sets, which is there."""

    file: str
    inputs: tuple[str, ...]  # in order


class Ledger:
    """The ledger in a folder.

    Raises:
        FormatError: It is damaged otherwise than by being killed.
        OutputError: It can't be read.
    """

    def __init__(self, folder: Place) -> None:
        self._folder = folder
        self.records: dict[str, Record] = {}
        self.shards: dict[str, Shard] = {}
        self._number = 0
        self._file: IO[bytes] | None = None
        self._pending: list[bytes] = []
        self._size = 0
        self._written = time.monotonic()
        for place in list(self._files()):
            self._number = max(self._number, int(place.name.split(".")[0]))
            for entry in _entries(place):
                self._take(entry)

    def add(self, entry: Record | Shard) -> None:
        """Write down what became of an article, or that a file of many is there.

        Raises:
            OutputError: It can't be written.
        """
        self._take(entry)
        line = msgspec.json.encode(entry) + b"\n"
        if not self._folder.is_local:
            self._pending.append(line)
            self._size += len(line)
            if time.monotonic() - self._written > SECONDS:
                self.flush()
            return
        try:
            if self._file is None:
                self._number += 1
                path = Path(self._place(self._number).path)
                path.parent.mkdir(parents=True, exist_ok=True)
                self._file = path.open("ab")
            self._file.write(line)
            self._file.flush()
        except OSError as error:
            raise OutputError(
                f"cannot write {self._folder.url}: {error.strerror or error}",
                path=Path(self._folder.url),
            ) from error

    def flush(self) -> None:
        """See to it that everything added is written.

        Raises:
            OutputError: It can't be.
        """
        self._written = time.monotonic()
        if not self._pending:
            return
        self._place(self._number + 1).write(b"".join(self._pending))
        if self._size > LARGEST_FILE:
            self._number += 1
            self._pending, self._size = [], 0

    def close(self) -> None:
        """Write what isn't written yet; nothing is added afterwards."""
        self.flush()
        if self._file is not None:
            self._file.close()
            self._file = None

    def tidy(self, order: list[str]) -> None:
        """Put it into one file, in the order of the inputs: the same for the same outcome.

        Args:
            order: The inputs of the run; what became of others follows by their names.
        """
        self.close()
        files = list(self._files())
        known = set(order)
        rest = sorted(name for name in self.records if name not in known)
        entries: list[Record | Shard] = [
            self.records[name] for name in (*order, *rest) if name in self.records
        ]
        entries += [self.shards[file] for file in sorted(self.shards)]
        data = b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)
        # Under the last of the numbers, so that whatever is still there says nothing newer.
        last = self._place(max((int(p.name.split(".")[0]) for p in files), default=1))
        last.write(data)
        for place in files:
            if place.path != last.path:
                place.remove()
        if last.name != self._place(1).name:
            self._place(1).write(data)
            last.remove()

    def _take(self, entry: Record | Shard) -> None:
        if isinstance(entry, Record):
            self.records[entry.input] = entry
        else:
            self.shards[entry.file] = entry

    def _place(self, number: int) -> Place:
        return self._folder / f"{number:06}.jsonl"

    def _files(self) -> Iterator[Place]:
        for entry in self._folder.entries():
            place = self._folder.at(str(entry["name"]))
            if place.name.endswith(".jsonl") and place.name.split(".")[0].isdigit():
                yield place


def _entries(place: Place) -> Iterator[Record | Shard]:
    decoder = msgspec.json.Decoder(Record | Shard)
    try:
        data = place.read()
    except Exception as error:  # each store has errors of its own
        raise OutputError(f"cannot read {place.url}: {error}", path=Path(place.url)) from error
    whole, end, _ = data.rpartition(b"\n")
    if not end:
        return
    for line in whole.split(b"\n"):
        try:
            yield decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise FormatError(f"{place.url} is damaged: {error}; name another folder") from error
