"""Fuzz: ``python -m tests.fuzz [TARGET...] [--count N] [--seconds N] [--engine NAME]``.

Two engines draw the same inputs: Hypothesis by chance, with shrinking of what it finds, and
Atheris (libFuzzer), guided by which lines of ours an input reaches. Each target runs in a process
of its own until it had so many inputs or so many seconds, and a line says how many it took.
Whatever ends in anything but a result or one clear line, or takes five seconds of the processor,
is printed, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.targets import TARGETS

ENGINES = ("hypothesis", "atheris")


def fuzz(name: str, engine: str, count: int, seconds: float) -> tuple[int, bool]:
    """Fuzz one target, and say how it went; the inputs it took, and whether all was well."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="quizgen-fuzz-") as folder:
        arguments = (name, engine, str(count), str(seconds), folder)
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.child", *arguments],
            capture_output=True,
            check=False,
        )
        tally = Path(folder, "tally")
        inputs, slowest = json.loads(tally.read_text()) if tally.exists() else (0, 0.0)
    well = done.returncode == 0
    took = time.monotonic() - began
    print(
        f"{name:12}{engine:12}{inputs:>9,} inputs {took:7.0f} s, the slowest {slowest:.2f} s:"
        f" {'nothing found' if well else 'FOUND'}",
        flush=True,
    )
    if not well:
        print((done.stdout + done.stderr).decode(errors="replace")[-6000:], flush=True)
    return inputs, well


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--count", type=int, default=10_000, help="inputs for each")
    parser.add_argument("--seconds", type=float, default=60, help="time for each")
    parser.add_argument("--engine", choices=ENGINES, help="else both")
    given = parser.parse_args()
    for name in given.targets:
        if name not in TARGETS:
            parser.error(f"{name!r} is none of {', '.join(TARGETS)}")
    engines = [given.engine] if given.engine else list(ENGINES)
    if "atheris" in engines and importlib.util.find_spec("atheris") is None:
        print("There is no Atheris for this system: only Hypothesis runs.", file=sys.stderr)
        engines.remove("atheris")
    total, found = 0, 0
    for name in given.targets or TARGETS:
        for engine in engines:
            inputs, well = fuzz(name, engine, given.count, given.seconds)
            total += inputs
            found += not well
    print(f"{total:,} inputs in all; {found} runs found something")
    sys.exit(found > 0)


if __name__ == "__main__":
    main()
