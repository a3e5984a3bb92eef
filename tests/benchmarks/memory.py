"""What a process that reads ever new articles takes: `python -m tests.benchmarks.memory`."""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from pathlib import Path

import psutil

from quizgen.article import article_from_text
from quizgen.errors import ArticleError
from quizgen.pipeline import generate
from tests.batch.stories import story

FIRST = 100
MOST_GROWTH = 1.2
"""Times the memory after the first 100 articles that may be taken at the end."""
FEWEST = 300  # that say something; the growth to look for is that of the words met since


def measure(articles: int) -> tuple[str, bool]:
    """A line on the memory that so many articles take, and whether it keeps to the limit."""
    articles = max(articles, FEWEST)
    command = [sys.executable, "-m", "tests.benchmarks.memory", str(articles)]
    output = subprocess.run(
        command, check=True, cwd=Path(__file__).parents[2], capture_output=True, text=True
    ).stdout
    at_first, at_last = (int(number) for number in output.split())
    growth = at_last / at_first
    fine = growth <= MOST_GROWTH
    return (
        f"peak memory after {articles:,} articles / after {FIRST}: {growth:.2f}"
        f" ({at_last / 1e6:.0f} / {at_first / 1e6:.0f} MB),"
        f" {'keeps' if fine else 'MISSES'} the limit of {MOST_GROWTH} ×",
        fine,
    )


def peak() -> int:
    """The most memory that this process has had, in bytes."""
    if sys.platform == "linux":
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return int(psutil.Process().memory_info().rss)  # elsewhere what it has now, which is as flat


def main(articles: int) -> None:
    """Make the sets of so many short articles, each with words of its own."""
    paragraphs = (paragraph for number in count() for paragraph in story(number).split("\n\n"))
    for number in range(1, articles + 1):
        try:
            generate(article_from_text(next(paragraphs), published="2021-03-15"))
        except ArticleError:  # nothing to ask about
            pass
        if number == FIRST:
            print(peak())
    print(peak())


if __name__ == "__main__":
    main(int(sys.argv[1]))
