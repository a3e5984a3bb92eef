"""One target under one engine, in a process of its own: ``python -m`` this, by ``__main__``.

Nothing of ours is imported before Atheris may add to it what counts the lines that are reached.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from random import Random
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from tests.fuzz.targets import Target

HANG = 5.0
"""Seconds of the processor after which an input counts as one that never ends."""
BATCH = 500
"""Inputs after which Hypothesis looks at the clock."""
LONGEST = 4096
"""Bytes of what Atheris chooses by."""
LONGEST_FILE = 65_536
"""Bytes of a file that Atheris makes."""


class HangError(Exception):
    """It took too long."""


class Counted:
    """A target's check that counts its inputs, and ends one that takes too long."""

    def __init__(self, target: Target, tally: Path) -> None:
        self.target = target
        self.inputs = 0
        self.slowest = 0.0
        self.most: int | None = None  # after which the process ends; None: it ends otherwise
        self._tally = tally
        self.target.warm_up()
        signal.signal(signal.SIGVTALRM, _hangs)

    def __call__(self, given: Any) -> None:
        self.inputs += 1
        began = time.thread_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, HANG)
        try:
            self.target.check(given)
        except BaseException:
            self.write()
            raise
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            self.slowest = max(self.slowest, time.thread_time() - began)
            if self.inputs % 100 == 0:
                self.write()
        if self.inputs == self.most:
            self.write()
            os._exit(0)

    def write(self) -> None:
        """Say how far it is: libFuzzer ends the process when it pleases."""
        self._tally.write_text(json.dumps([self.inputs, self.slowest]))


def _hangs(number: int, frame: FrameType | None) -> NoReturn:
    raise HangError(f"{HANG:g} s of the processor, and no end")


def with_hypothesis(check: Counted, count: int, seconds: float) -> None:
    """Inputs by chance."""
    from hypothesis import HealthCheck, Phase, given, settings

    def one(given: Any) -> None:
        check(given)

    ends = time.monotonic() + seconds
    while check.inputs < count and time.monotonic() < ends:
        settings(
            max_examples=min(BATCH, count - check.inputs),
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )(given(check.target.inputs)(one))()
    check.write()


def with_atheris(check: Counted, count: int, seconds: float, folder: Path) -> None:
    """Inputs that reach lines which none before has reached; libFuzzer ends the process."""
    import atheris
    from hypothesis import HealthCheck, given, settings

    corpus = folder / "corpus"
    corpus.mkdir()
    chance = Random(0)
    seeds = check.target.seeds or [chance.randbytes(LONGEST) for _ in range(20)]
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    check.most = count

    if check.target.seeds:

        def one_input(data: bytes) -> None:
            _shown(check, data)

    else:

        @settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(check.target.inputs)
        def one(given: Any) -> None:
            _shown(check, given)

        one_input = one.hypothesis.fuzz_one_input

    words = folder / "dictionary"
    words.write_text(
        "".join(
            '"' + "".join(f"\\x{byte:02x}" for byte in piece) + '"\n'
            for piece in check.target.pieces
            if len(piece) < 60
        )
    )
    atheris.Setup(
        [
            "fuzz",
            f"-max_total_time={round(seconds)}",
            f"-max_len={LONGEST_FILE if check.target.seeds else LONGEST}",
            f"-artifact_prefix={folder}/",
            *([f"-dict={words}"] if check.target.pieces else []),
            "-len_control=0",
            "-timeout=600",  # what takes long is ended by us, by the processor's time
            "-verbosity=0",
            "-print_final_stats=0",
            str(corpus),
        ],
        one_input,
    )
    atheris.Fuzz()


def _shown(check: Counted, given: Any) -> None:
    try:
        check(given)
    except Exception:
        print(f"Failing input: {given!r:.3000}", file=sys.stderr)
        raise


def main(name: str, engine: str, count: int, seconds: float, folder: Path) -> None:
    if engine == "atheris":
        import atheris

        with atheris.instrument_imports(include=["quizgen", "web", "decks"]):
            from tests.fuzz.targets import TARGETS
    else:
        from tests.fuzz.targets import TARGETS
    check = Counted(TARGETS[name], folder / "tally")
    if engine == "atheris":
        with_atheris(check, count, seconds, folder)
    else:
        with_hypothesis(check, count, seconds)


if __name__ == "__main__":
    _, name, engine, count, seconds, folder = sys.argv
    main(name, engine, int(count), float(seconds), Path(folder))
