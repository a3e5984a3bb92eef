"""How well who-said-what is read: ``python -m tests.benchmarks.attribution FILE.jsonl``.

The file holds annotated articles, one a line; see ``quizgen.training.corpus``. Printed are pairs of
source and content by kind of speech, and the reliability of the confidence: of what is read with a
confidence of at least p, a share of at least p should be usable.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from quizgen.facts.reader import default_reader
from quizgen.training.corpus import read_corpus
from quizgen.training.evaluation import evaluate, figures


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.attribution")
    parser.add_argument("corpus", type=Path, help="annotated articles, one a line")
    reader = default_reader()
    print(*figures(evaluate(read_corpus(parser.parse_args().corpus), reader), reader), sep="\n")


if __name__ == "__main__":
    main()
