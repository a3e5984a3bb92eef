"""Which question sets are kept as golden ones."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from quizgen import generate, read_article
from quizgen.models import Kind, QuestionSet, Settings
from tests.golden import HERE

SEEDS = sorted(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))
GOLDEN = {
    f"{number}-{wanted}": (seed, settings)
    for number, seed in enumerate(SEEDS)
    for wanted, settings in (
        ("default", Settings()),
        ("all", Settings(count=None, kinds=get_args(Kind))),
    )
}
"""Name of each set with its article and settings."""


def path(name: str) -> Path:
    return HERE / f"{name}.md"


def made(name: str) -> QuestionSet:
    """The set as it is made now."""
    seed, settings = GOLDEN[name]
    return generate(read_article(seed), settings)
